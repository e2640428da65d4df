//! The mock exam, by plain forms; the island saves through its server functions instead.

pub mod compose;
mod post;

use app::pages::book::{Contents, Leaf};
use app::pages::exam::{
    FactsPage, HeldPage, PaperChoice, ReviewPage, RunnerPage, TutorialPage, find_paper, load_offer, load_sitting,
    rehearsal,
};
use app::pages::result::{self, ResultPage, Show};
use app::shell::{Chrome, Frame, Island};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::{Mode, Phase};
use domain::clause::ClauseNumber;
use domain::ids::AttemptId;
use domain::item::Item;
use domain::time::Millis;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Attempt, Finished, NewAttempt, StartOutcome};

use crate::entropy;
use crate::fields::Fields;
use crate::page::{Desk, frame};
use crate::stop::Stop;

pub use post::save;

#[derive(Deserialize)]
pub struct Wanted {
    paper: Option<String>,
}

pub async fn facts(desk: Desk, Query(wanted): Query<Wanted>) -> Result<Response, Stop> {
    let offer = load_offer(desk.site(), &desk.viewer).await?;
    let frame = frame("exam", "Mock exam", "What each paper is like, and what is known of the official exams.");
    let wanted = wanted.paper.unwrap_or_default();
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <FactsPage library=desk.site().library() offer=offer wanted=wanted /> }
    }))
}

pub async fn start(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let site = desk.site();
    let wanted = if fields.get("paper").is_empty() { fields.get("scheme") } else { fields.get("paper") };
    let paper = find_paper(site, &desk.viewer, wanted).await?.ok_or(Stop::NotFound)?;
    let (seed, now) = (site.entropy(), site.now());
    let new = composed(&desk, paper, seed).await?;
    let ids = new.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    let scheme = new.scheme.as_ref().filter(|_| new.fixed.is_none()).and_then(|id| site.library().scheme(id));
    let outcome = site.store.start_attempt(new, now).await?;
    if let (StartOutcome::Started(_), Some(scheme)) = (&outcome, scheme) {
        desk.app.0.wear.note(scheme, ids);
    }
    match outcome {
        StartOutcome::Started(id) | StartOutcome::Running(id) | StartOutcome::Before(id) => {
            Ok(Redirect::to(&urls::attempt(id)).into_response())
        }
        // What answers no assignment is never closed.
        StartOutcome::Closed => Err(Stop::NotFound),
    }
}

/// The paper that was chosen, drawn where it is not fixed.
pub(super) async fn composed(desk: &Desk, paper: PaperChoice, seed: u64) -> Result<NewAttempt, Stop> {
    let (site, library) = (desk.site(), desk.site().library());
    let (fixed, sections) = match paper.fixed.clone() {
        Some((id, sections)) => (Some(id), sections),
        None => {
            let record = site.store.study_record(&desk.viewer.account).await?;
            let exposure = desk.app.0.wear.exposure(&paper.scheme, &record);
            let drawer = library.drawer(&paper.scheme.id).ok_or(Stop::NotFound)?;
            let drawn = drawer.draw(&exposure, seed).map_err(|shortage| {
                tracing::error!(%shortage, scheme = %paper.scheme.id, "a paper could not be drawn");
                Stop::Internal
            })?;
            (None, compose::by_section(drawn))
        }
    };
    let sections = compose::with_pilots(library, sections, &paper.pilots);
    let items = compose::items(library, &paper.own, &sections).ok_or(Stop::NotFound)?;
    let base = paper.time();
    Ok(NewAttempt {
        id: AttemptId::new(store::fresh_id(site.now().wall)),
        account: desk.viewer.account.clone(),
        mode: Mode::Exam,
        level: paper.scheme.level,
        fixed,
        title: paper.title,
        seed,
        layout: compose::layout(library, &paper.scheme, &sections, &items, &paper.pilots),
        base: Some(base),
        scheme: Some(paper.scheme.id),
        items,
        vault: entropy::hex::<16>(),
        entry: None,
        limit: None,
    })
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

/// A running exam of the viewer.
async fn running(desk: &Desk, id: &str) -> Result<Attempt, Stop> {
    let attempt = find(desk, id).await?;
    if attempt.head.phase == Phase::Running && attempt.head.mode.is_timed() { Ok(attempt) } else { Err(Stop::NotFound) }
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
        (Phase::Running, _) if attempt.head.timing.is_halted() => Ok(held(&desk, &attempt)),
        (Phase::Running, Mode::Exam | Mode::Timed) => {
            let position = position(&desk, &attempt, place.q);
            runner(&desk, attempt, position, None, StatusCode::OK).await
        }
        _ => Ok(Redirect::to(&urls::result(&id)).into_response()),
    }
}

/// Instead of the questions, while a trainer holds the clock. It asks again by itself.
fn held(desk: &Desk, attempt: &Attempt) -> Response {
    let left = attempt.head.timing.remaining(desk.site().now().service).unwrap_or(Millis(0));
    let title = attempt.head.title.clone();
    let frame = Frame {
        chrome: Chrome::Bare,
        refresh: Some(2),
        ..frame("exam", title.clone(), "Your trainer holds the clock of this exam.")
    };
    desk.page(StatusCode::OK, frame, || view! { <HeldPage title=title left=left /> })
}

/// The question to show: the one asked for; else the first open one, where the candidate left off. Where sections have
/// their own times, always one of the open section.
fn position(desk: &Desk, attempt: &Attempt, asked: Option<usize>) -> usize {
    let timing = &attempt.head.timing;
    let places = if timing.has_sections() {
        attempt.layout.places(timing.section(desk.site().now().service))
    } else {
        0..attempt.paper.len()
    };
    let first_open = places.clone().find(|place| attempt.sheet.response(*place).is_none());
    let wanted = asked.map(|number| number.saturating_sub(1)).or(first_open).unwrap_or(places.start);
    wanted.clamp(places.start, places.end.saturating_sub(1).max(places.start))
}

async fn runner(
    desk: &Desk,
    attempt: Attempt,
    position: usize,
    message: Option<String>,
    status: StatusCode,
) -> Result<Response, Stop> {
    let title = attempt.head.title.clone();
    let sheets = load_sitting(desk.site(), attempt, position, message).await?;
    let standing = &sheets.sitting.standing;
    let left = standing.section_remaining.unwrap_or(standing.remaining);
    let frame = Frame {
        title,
        description: "A mock exam under way.".to_owned(),
        section: "exam",
        chrome: Chrome::Bare,
        island: Island::Present,
        refresh_without_script: (!standing.resting).then(|| Millis(left).seconds_up() + 3),
        ..Frame::default()
    };
    Ok(desk.page(status, frame, || view! { <RunnerPage sheets=sheets /> }))
}

pub async fn review(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let attempt = find(&desk, &id).await?;
    if attempt.head.phase != Phase::Running || !attempt.head.mode.is_timed() || attempt.head.timing.is_halted() {
        return Ok(Redirect::to(&urls::attempt(&id)).into_response());
    }
    let remaining = attempt.head.timing.remaining(desk.site().now().service).unwrap_or(Millis(0));
    let items = desk.site().store.paper_items(&attempt.paper).await?;
    let shapes = items.iter().map(Item::shape).collect::<Vec<_>>();
    let frame = Frame {
        chrome: Chrome::Bare,
        refresh_without_script: Some(remaining.seconds_up() + 3),
        ..frame("exam", "Before you hand in", "What is answered, open and flagged.")
    };
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <ReviewPage attempt=attempt shapes=shapes remaining=remaining /> }
    }))
}

pub async fn submit(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    // Handed in after the deadline and its grace, a paper has expired: finding it says so first.
    let attempt = find(&desk, &id).await?;
    let site = desk.site();
    let finished = site.store.submit(&desk.viewer.account, &attempt.head.id, site.now()).await?;
    site.live.tell(&attempt.head.id);
    match finished {
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
    let is_timed = attempt.head.mode.is_timed();
    let Some(outcome) = result::load(desk.site(), &desk.viewer.account, attempt).await? else {
        return Ok(Redirect::to(&urls::attempt(&id)).into_response());
    };
    let show = Show::from_word(filter.show.as_deref());
    let frame = Frame {
        island: if is_timed { Island::Leftovers } else { Island::None },
        ..frame("progress", format!("Result: {title}"), "The verdict, area by area and question by question.")
    };
    let library = desk.site().library();
    Ok(desk.page(StatusCode::OK, frame, || view! { <ResultPage library=library outcome=outcome show=show /> }))
}

pub async fn tutorial(desk: Desk) -> Result<Response, Stop> {
    let frame = Frame {
        chrome: Chrome::Bare,
        island: Island::Present,
        ..frame("exam", "Try the exam screen", "Questions about the screen itself, without a clock and without marks.")
    };
    Ok(desk.page(StatusCode::OK, frame, || view! { <TutorialPage sitting=rehearsal() /> }))
}

/// Without scripts the rehearsal shows its first question only; any button leads back to the papers.
pub async fn leave_tutorial(_: Desk) -> Redirect {
    Redirect::to(urls::EXAM)
}

fn book_frame(title: String) -> Frame {
    Frame { chrome: Chrome::Bare, ..frame("exam", title, "The clauses, opened inside an exam.") }
}

pub async fn book(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    if !running(&desk, &id).await?.layout.open_book {
        return Err(Stop::NotFound);
    }
    let library = desk.site().library();
    Ok(desk.page(StatusCode::OK, book_frame("Clauses".to_owned()), || {
        view! { <Contents library=library attempt=id /> }
    }))
}

pub async fn book_clause(desk: Desk, Path((id, number)): Path<(String, String)>) -> Result<Response, Stop> {
    if !running(&desk, &id).await?.layout.open_book {
        return Err(Stop::NotFound);
    }
    let library = desk.site().library();
    let number = ClauseNumber::parse(&number).ok_or(Stop::NotFound)?;
    let clause = library.taught.clauses.get(&number).ok_or(Stop::NotFound)?;
    let title = format!("{} {}", clause.number, clause.title);
    Ok(desk.page(StatusCode::OK, book_frame(title), || view! { <Leaf library=library clause=clause attempt=id /> }))
}
