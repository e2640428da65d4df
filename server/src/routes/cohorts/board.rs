//! The board of a cohort, and messages to its people.

use app::form::Form;
use app::mail::{ClassMessage, Reader, class_message};
use app::pages::cohorts::{Addressees, BoardPage, WritePage, board_lines};
use app::urls;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

use crate::classroom::TeachingDesk;
use crate::entropy;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::fresh;
use crate::stop::Stop;

/// Longest message, in characters.
const LONGEST: usize = 5_000;

pub async fn show(desk: TeachingDesk) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let library = site.library();
    let rows = site.store.board(teaching).await?;
    let standings = desk.app.0.standings.of((&site.store, library), teaching, &rows).await?;
    let mocks = site.store.class_mocks(teaching).await?;
    let lines = board_lines(library, &teaching.cohort, rows, standings, mocks, site.now().wall);
    let frame = frame("staff", teaching.cohort.facts.name.clone(), "Who did what, and who is at risk.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <BoardPage teaching=teaching library=library lines=lines /> }))
}

/// The form; `?to=` chooses people.
pub async fn write(desk: TeachingDesk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let pairs =
        form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes()).into_owned().collect::<Vec<_>>();
    let chosen = pairs.iter().filter(|(name, _)| name == "to").map(|(_, value)| value.clone()).collect::<Vec<_>>();
    let chosen = if chosen.is_empty() { Addressees::Everybody } else { Addressees::These(chosen) };
    let done = pairs.iter().find(|(name, _)| name == "done").and_then(|(_, count)| count.parse().ok());
    let form = Form::default().with("key", store::fresh_id(desk.site().now().wall));
    render(&desk, chosen, done, form).await
}

async fn render(desk: &TeachingDesk, chosen: Addressees, done: Option<usize>, form: Form) -> Result<Response, Stop> {
    let people = desk.site().store.board(&desk.teaching).await?;
    let (frame, teaching) =
        (frame("staff", "Write to the class", "A message to people of the cohort."), &desk.teaching);
    Ok(desk.page(status(&form), frame, || {
        view! { <WritePage teaching=teaching people=people chosen=chosen done=done form=form /> }
    }))
}

pub async fn send(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let key = fresh(&fields, "key")?;
    let (subject, words) = (fields.trimmed("subject"), fields.get("words").replace("\r\n", "\n"));
    let chosen = fields.all("to").map(str::to_owned).collect::<Vec<_>>();
    let mut form = Form::default().with("key", key.clone()).with("subject", subject).with("words", words.clone());
    if chosen.is_empty() {
        form.refuse("to", "Choose at least one person.");
    }
    if subject.is_empty() || subject.chars().count() > 120 {
        form.refuse("subject", "Give the message a subject, up to 120 characters.");
    }
    if words.trim().is_empty() || words.chars().count() > LONGEST {
        form.refuse("words", format!("Write the message, up to {LONGEST} characters."));
    }
    if !form.is_sound() {
        return render(&desk, Addressees::These(chosen), None, form).await;
    }
    let (site, teaching) = (desk.site(), &desk.teaching);
    let (now, cohort) = (site.now().wall, &teaching.cohort);
    let people = site.store.board(teaching).await?;
    let to = people.iter().filter(|one| chosen.iter().any(|id| id == one.participant.as_str()));
    let letters = to.filter(|one| !one.email.is_empty()).map(|one| {
        let token = entropy::hex::<32>();
        let reader = Reader {
            name: &one.name,
            email: &one.email,
            account: Some(&one.account),
            organisation: Some(&cohort.organisation),
            site: &desk.app.0.public_url,
            token: &token,
        };
        let about = ClassMessage {
            class: &cohort.facts.name,
            trainer: &teaching.name,
            subject,
            words: &words,
            path: &urls::class(&cohort.id),
        };
        let letter = class_message(&reader, &about).to_queue(&reader, format!("class-message:{key}"), now);
        (one.participant.clone(), letter)
    });
    let queued = site.store.write_to_class(teaching, letters.collect(), now).await?;
    Ok(Redirect::to(&format!("{}?done={queued}", urls::cohort_page(&cohort.id, "write"))).into_response())
}
