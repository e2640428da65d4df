//! The mock exam, by plain forms; the island saves through its server function instead.

use app::api::LONGEST_KEY;
use app::pages::exam::{FactsPage, ReviewPage, RunnerPage, load_offer, load_sitting, refusal_words};
use app::pages::result::{self, ResultPage, Show};
use app::shell::{Chrome, Frame, Island};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::{Act, Mode, Phase, Refusal, Save};
use domain::ids::{AttemptId, SchemeId};
use domain::question::Response as Given;
use domain::time::Millis;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Attempt, Finished, NewAttempt, PaperItem, SaveOutcome, StartOutcome};

use crate::fields::Fields;
use crate::page::{Desk, frame};
use crate::stop::Stop;

pub async fn facts(desk: Desk) -> Result<Response, Stop> {
    let offer = load_offer(desk.site(), &desk.viewer).await?;
    let frame = frame("exam", "Mock exam", "What the paper is like, and what is known of the official exams.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <FactsPage library=desk.site().library() offer=offer /> }))
}

pub async fn start(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let (site, library) = (desk.site(), desk.site().library());
    let scheme = library.scheme(&SchemeId::new(fields.get("scheme"))).ok_or(Stop::NotFound)?;
    if scheme.areas.is_empty() || library.course(scheme.level).is_none() {
        return Err(Stop::NotFound);
    }
    let record = site.store.study_record(&desk.viewer.account).await?;
    let seed = site.entropy();
    let drawn = domain::paper::draw(&library.items, &scheme.areas, &|id: &_| record.times_seen(id), seed);
    let drawn = drawn.map_err(|shortage| {
        tracing::error!(%shortage, "a paper could not be drawn");
        Stop::Internal
    })?;
    let now = site.now();
    let new = NewAttempt {
        id: AttemptId::new(store::fresh_id(now.wall)),
        account: desk.viewer.account.clone(),
        mode: Mode::Exam,
        level: scheme.level,
        scheme: Some(scheme.id.clone()),
        title: scheme.name.clone(),
        seed,
        options: drawn.iter().filter_map(|id| library.item(id)).map(|item| item.options.len() as u8).collect(),
        paper: pinned(library, drawn),
        pass_mark: Some(scheme.pass),
        granted: Some(scheme.time()),
    };
    let (StartOutcome::Started(id) | StartOutcome::Running(id)) = site.store.start_attempt(new, now).await?;
    Ok(Redirect::to(&urls::attempt(id)).into_response())
}

/// Pins items to the versions that the course holds now.
pub fn pinned(library: &content::Library, items: Vec<domain::ids::ItemId>) -> Vec<PaperItem> {
    let digest = |id: &domain::ids::ItemId| library.item(id).map(|item| item.digest.clone()).unwrap_or_default();
    items.into_iter().map(|item| PaperItem { digest: digest(&item), item }).collect()
}

/// An exam of the viewer. One whose time is up is ended here at the latest.
async fn find(desk: &Desk, id: &str) -> Result<Attempt, Stop> {
    let (site, id) = (desk.site(), AttemptId::new(id));
    let attempt = site.store.attempt(&desk.viewer.account, &id).await?.ok_or(Stop::NotFound)?;
    let now = site.now();
    if attempt.head.phase == Phase::Running && attempt.head.timing.is_closed(now.service) {
        site.store.expire_due(now).await?;
        return site.store.attempt(&desk.viewer.account, &id).await?.ok_or(Stop::NotFound);
    }
    Ok(attempt)
}

#[derive(Deserialize)]
pub struct Place {
    q: Option<usize>,
}

pub async fn show(desk: Desk, Path(id): Path<String>, Query(place): Query<Place>) -> Result<Response, Stop> {
    let attempt = find(&desk, &id).await?;
    match (attempt.head.phase, attempt.head.mode) {
        (Phase::Running, Mode::Practice) => {
            Ok(Redirect::to(&urls::practice(&id, place.q.unwrap_or(1))).into_response())
        }
        (Phase::Running, Mode::Exam) => {
            // Without a place asked for: the first open question, where the candidate left off.
            let first_open = attempt.sheet.rows().iter().position(|row| row.response.is_none()).unwrap_or(0);
            let position = place.q.map_or(first_open, |q| q.saturating_sub(1));
            runner(&desk, attempt, position, None, StatusCode::OK).await
        }
        _ => Ok(Redirect::to(&urls::result(&id)).into_response()),
    }
}

async fn runner(
    desk: &Desk,
    attempt: Attempt,
    position: usize,
    message: Option<String>,
    status: StatusCode,
) -> Result<Response, Stop> {
    let title = attempt.head.title.clone();
    let sitting = load_sitting(desk.site(), attempt, position, message).await?;
    let frame = Frame {
        title,
        description: "A mock exam under way.".to_owned(),
        section: "exam",
        chrome: Chrome::Bare,
        island: Island::Present,
        refresh_without_script: Some(Millis(sitting.remaining).seconds_up() + 3),
    };
    Ok(desk.page(status, frame, || view! { <RunnerPage sitting=sitting /> }))
}

/// Where a button of the form leads, and what it does besides saving the choice.
enum Button {
    Go(usize),
    Review,
    Also(Act),
}

fn button(name: &str, item: u16, attempt: &Attempt) -> Button {
    let here = usize::from(item);
    let row = attempt.sheet.rows().get(here);
    match name {
        "next" => Button::Go(here + 1),
        "previous" => Button::Go(here.saturating_sub(1)),
        "review" => Button::Review,
        "clear" => Button::Also(Act::Clear { item }),
        "flag" if row.is_some_and(|row| row.flagged) => Button::Also(Act::Unflag { item }),
        "flag" => Button::Also(Act::Flag { item }),
        _ => match name.strip_prefix("strike-").map(str::parse::<u8>) {
            Some(Ok(option)) if row.is_some_and(|row| row.is_struck(option)) => {
                Button::Also(Act::Restore { item, option })
            }
            Some(Ok(option)) => Button::Also(Act::StrikeOut { item, option }),
            _ => Button::Go(name.parse::<usize>().map_or(here, |number| number.saturating_sub(1))),
        },
    }
}

/// A post of the runner's form, where scripts are off: saves the choice, then does what the button says.
pub async fn save(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let number =
        fields.get("item").parse::<u16>().ok().and_then(|number| number.checked_sub(1)).ok_or(Stop::Malformed)?;
    let sequence = fields.get("sequence").parse::<u64>().map_err(|_| Stop::Malformed)?;
    let key = fields.get("key");
    if key.is_empty() || key.len() > LONGEST_KEY - 2 || sequence >= u64::from(u32::MAX) {
        return Err(Stop::Malformed);
    }
    let attempt = find(&desk, &id).await?;
    if attempt.head.mode != Mode::Exam {
        return Err(Stop::NotFound);
    }
    let button = button(fields.get("go"), number, &attempt);
    let chosen = fields.get("choice").parse::<u8>().ok().map(Given::Choice);
    let changed = chosen.filter(|given| attempt.sheet.response(usize::from(number)) != Some(*given));
    let clears = matches!(button, Button::Also(Act::Clear { .. }));
    let answer = changed.filter(|_| !clears).map(|response| Act::Answer { item: number, response });
    let also = if let Button::Also(act) = button { Some(act) } else { None };
    for (step, act) in [answer, also].into_iter().enumerate() {
        let Some(act) = act else { continue };
        let save = Save { key: format!("{key}{step}"), sequence: sequence + step as u64, act };
        match desk.site().store.save(&desk.viewer.account, &attempt.head.id, save, desk.site().now()).await? {
            SaveOutcome::Saved(_) => {}
            SaveOutcome::Absent => return Err(Stop::NotFound),
            SaveOutcome::Refused(refusal) => return refused(&desk, &id, usize::from(number), refusal).await,
        }
    }
    let address = match button {
        Button::Review => urls::review(&id),
        Button::Go(place) => urls::question(&id, place.min(attempt.paper.len() - 1) + 1),
        Button::Also(_) => urls::question(&id, usize::from(number) + 1),
    };
    Ok(Redirect::to(&address).into_response())
}

async fn refused(desk: &Desk, id: &str, position: usize, refusal: Refusal) -> Result<Response, Stop> {
    let attempt = find(desk, id).await?;
    if attempt.head.phase != Phase::Running {
        return Ok(Redirect::to(&urls::result(id)).into_response());
    }
    let status = match refusal {
        Refusal::UnknownItem | Refusal::UnknownOption => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    runner(desk, attempt, position, Some(refusal_words(refusal).to_owned()), status).await
}

pub async fn review(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let attempt = find(&desk, &id).await?;
    if attempt.head.phase != Phase::Running || attempt.head.mode != Mode::Exam {
        return Ok(Redirect::to(&urls::attempt(&id)).into_response());
    }
    let remaining = attempt.head.timing.remaining(desk.site().now().service).unwrap_or(Millis(0));
    let frame = Frame {
        chrome: Chrome::Bare,
        refresh_without_script: Some(remaining.seconds_up() + 3),
        ..frame("exam", "Before you hand in", "What is answered, open and flagged.")
    };
    Ok(desk.page(StatusCode::OK, frame, || view! { <ReviewPage attempt=attempt remaining=remaining /> }))
}

pub async fn submit(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    // Handed in after the deadline and its grace, a paper has expired: finding it says so first.
    let attempt = find(&desk, &id).await?;
    let site = desk.site();
    match site.store.submit(&desk.viewer.account, &attempt.head.id, site.now()).await? {
        Finished::Now | Finished::Before => Ok(Redirect::to(&urls::result(&id)).into_response()),
        Finished::Absent => Err(Stop::NotFound),
    }
}

#[derive(Deserialize)]
pub struct Filter {
    show: Option<String>,
}

pub async fn result(desk: Desk, Path(id): Path<String>, Query(filter): Query<Filter>) -> Result<Response, Stop> {
    let attempt = find(&desk, &id).await?;
    let title = attempt.head.title.clone();
    let Some(outcome) = result::load(desk.site(), attempt).await? else {
        return Ok(Redirect::to(&urls::attempt(&id)).into_response());
    };
    let show = Show::from_word(filter.show.as_deref());
    let frame = frame("progress", format!("Result: {title}"), "The verdict, area by area and question by question.");
    let library = desk.site().library();
    Ok(desk.page(StatusCode::OK, frame, || view! { <ResultPage library=library outcome=outcome show=show /> }))
}
