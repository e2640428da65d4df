//! Practice sets: chosen, answered one by one, told at once.

use app::api::LONGEST_KEY;
use app::form::Form;
use app::pages::exam::refusal_words;
use app::pages::practice::{self, ChoicePage, QuestionPage};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::{Act, Mode, Phase, Save};
use domain::ids::{AttemptId, ItemId};
use domain::question::{Level, Response as Given};
use domain::record::StudyRecord;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Attempt, NewAttempt, PracticeAnswer, StartOutcome};

use super::exam::pinned;
use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::stop::Stop;

/// Most questions of one set.
const MOST: usize = 40;

pub async fn show(desk: Desk) -> Result<Response, Stop> {
    choice_page(&desk, Form::default(), Vec::new()).await
}

async fn choice_page(desk: &Desk, form: Form, chosen: Vec<String>) -> Result<Response, Stop> {
    let choice = practice::load(desk.site(), &desk.viewer).await?;
    let frame =
        frame("practice", "Practice", "Choose areas and a number of questions; each answer is explained at once.");
    let library = desk.site().library();
    Ok(desk.page(status(&form), frame, || {
        view! { <ChoicePage library=library choice=choice form=form chosen=chosen /> }
    }))
}

pub async fn start(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let site = desk.site();
    let record = site.store.study_record(&desk.viewer.account).await?;
    let from = fields.get("from");
    let seed = site.entropy();
    let (title, items) = if from.is_empty() {
        match chosen(&desk, &fields, &record, seed) {
            Ok(drawn) => drawn,
            Err(form) => return choice_page(&desk, form, fields.all("area").map(str::to_owned).collect()).await,
        }
    } else {
        let attempt = site.store.attempt(&desk.viewer.account, &AttemptId::new(from)).await?.ok_or(Stop::NotFound)?;
        (format!("Missed: {}", attempt.head.title), missed(&attempt)?)
    };
    let library = site.library();
    let now = site.now();
    let new = NewAttempt {
        id: AttemptId::new(store::fresh_id(now.wall)),
        account: desk.viewer.account.clone(),
        mode: Mode::Practice,
        level: Level::Foundation,
        scheme: None,
        title,
        seed,
        options: items.iter().filter_map(|id| library.item(id)).map(|item| item.options.len() as u8).collect(),
        paper: pinned(library, items),
        pass_mark: None,
        granted: None,
    };
    let (StartOutcome::Started(id) | StartOutcome::Running(id)) = site.store.start_attempt(new, now).await?;
    Ok(Redirect::to(&urls::practice(id, 1)).into_response())
}

/// Draws what the form asks for, or says what is wrong with it.
fn chosen(desk: &Desk, fields: &Fields, record: &StudyRecord, seed: u64) -> Result<(String, Vec<ItemId>), Form> {
    let library = desk.site().library();
    let areas =
        fields.all("area").filter(|id| library.area(&domain::ids::AreaId::new(*id)).is_some()).collect::<Vec<_>>();
    let only_missed = fields.get("which") == "missed";
    let mut form = Form::default().with("number", fields.get("number"));
    let number = fields.get("number").parse::<usize>().ok().filter(|number| (1..=MOST).contains(number));
    if areas.is_empty() {
        form.refuse("area", "Choose at least one area.");
    }
    let Some(number) = number else {
        form.refuse("number", "Choose how many questions, from 1 to 40.");
        return Err(form);
    };
    if !form.is_sound() {
        return Err(form);
    }
    let wanted =
        |item: &domain::item::Item| areas.contains(&item.area.as_str()) && (!only_missed || record.missed(&item.id));
    let items = domain::paper::draw_practice(&library.items, wanted, number, &|id: &_| record.times_seen(id), seed);
    if items.is_empty() {
        form.refuse("area", "In these areas there is nothing that you missed. Choose other areas, or new questions.");
        return Err(form);
    }
    let title = match areas.as_slice() {
        [one] => library.area(&domain::ids::AreaId::new(*one)).map_or_else(String::new, |area| area.title.clone()),
        _ => "Mixed practice".to_owned(),
    };
    Ok((title, items))
}

/// The items of a finished attempt that were not answered rightly.
fn missed(attempt: &Attempt) -> Result<Vec<ItemId>, Stop> {
    let result = attempt.result.as_ref().ok_or(Stop::NotFound)?;
    let items = attempt.paper.iter().zip(&result.items).filter(|(_, score)| **score == 0);
    let items = items.map(|(pinned, _)| pinned.item.clone()).collect::<Vec<_>>();
    if items.is_empty() { Err(Stop::NotFound) } else { Ok(items) }
}

async fn find(desk: &Desk, id: &str) -> Result<Attempt, Stop> {
    let found = desk.site().store.attempt(&desk.viewer.account, &AttemptId::new(id)).await?;
    found.filter(|attempt| attempt.head.mode == Mode::Practice).ok_or(Stop::NotFound)
}

#[derive(Deserialize)]
pub struct Place {
    q: Option<usize>,
}

pub async fn question(desk: Desk, Path(id): Path<String>, Query(place): Query<Place>) -> Result<Response, Stop> {
    let attempt = find(&desk, &id).await?;
    if attempt.head.phase != Phase::Running {
        return Ok(Redirect::to(&urls::result(&id)).into_response());
    }
    let first_open = attempt.sheet.rows().iter().position(|row| row.response.is_none()).unwrap_or(0);
    render(&desk, attempt, place.q.map_or(first_open, |q| q.saturating_sub(1)), None, StatusCode::OK).await
}

async fn render(
    desk: &Desk,
    attempt: Attempt,
    position: usize,
    message: Option<String>,
    status: StatusCode,
) -> Result<Response, Stop> {
    let mut question = practice::load_question(desk.site(), attempt, position).await?.ok_or(Stop::NotFound)?;
    question.message = message;
    let frame = frame("practice", "Practice", "One question; the reasons come with your answer.");
    Ok(desk.page(status, frame, || view! { <QuestionPage question=question /> }))
}

pub async fn answer(
    desk: Desk,
    Path(id): Path<String>,
    Query(place): Query<Place>,
    fields: Fields,
) -> Result<Response, Stop> {
    let choice = fields.get("choice").parse::<u8>().map_err(|_| Stop::Malformed)?;
    let position = place.q.and_then(|q| q.checked_sub(1)).ok_or(Stop::Malformed)?;
    let item = u16::try_from(position).map_err(|_| Stop::Malformed)?;
    let key = fields.get("key");
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Stop::Malformed);
    }
    let attempt = find(&desk, &id).await?;
    let act = Act::Answer { item, response: Given::Choice(choice) };
    let save = Save { key: key.to_owned(), sequence: attempt.sheet.sequence() + 1, act };
    let site = desk.site();
    match site.store.answer_practice(&desk.viewer.account, &attempt.head.id, save, site.now()).await? {
        PracticeAnswer::Taken => Ok(Redirect::to(&urls::practice(&id, position + 1)).into_response()),
        PracticeAnswer::Absent => Err(Stop::NotFound),
        PracticeAnswer::Refused(refusal) => {
            let attempt = find(&desk, &id).await?;
            render(&desk, attempt, position, Some(refusal_words(refusal).to_owned()), StatusCode::CONFLICT).await
        }
    }
}
