//! A mock exam that somebody was given.

use app::pages::classes::{MockPage, MockState};
use app::pages::exam::{PaperChoice, papers_of};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accommodation::stretch_at;
use domain::cohort::{Access, Start, Task};
use domain::ids::EntryId;
use domain::scheme::Scheme;
use leptos::prelude::*;
use store::{NewAttempt, PlanEntry, StartOutcome};

use crate::classroom::AttendingDesk;
use crate::page::frame;
use crate::routes::exam::composed;
use crate::stop::Stop;

/// Seconds after which a page that waits asks again.
const AGAIN: i64 = 2;

/// The assignment, its rules, and how it stands for the person.
async fn load(desk: &AttendingDesk, id: &str) -> Result<(PlanEntry, Scheme, MockState), Stop> {
    let (site, place) = (desk.site(), &desk.attending);
    let entry = site.store.entry_for(place, &EntryId::new(id)).await?.ok_or(Stop::NotFound)?;
    let Task::Paper { scheme, start, .. } = &entry.task else { return Err(Stop::NotFound) };
    let rules = site.library().scheme(scheme).cloned().ok_or(Stop::NotFound)?;
    let together = *start == Start::Together;
    let sat = site.store.exam_of_entry(&place.account, &entry.id).await?;
    let running = site.store.running_exam(&place.account).await?;
    let state = match (sat, running) {
        (Some(sat), Some(running)) if sat == running => MockState::Running(sat),
        (Some(sat), _) => MockState::Done(sat),
        (None, Some(other)) => MockState::Busy(other),
        (None, None) if entry.run_ended_at.is_some() || place.class.cohort.archived_at.is_some() => MockState::Closed,
        (None, None) => match entry.window.at(site.now().wall) {
            Access::NotYet => MockState::NotYet,
            Access::Closed => MockState::Closed,
            _ if together && entry.run_began_at.is_none() => MockState::Waiting,
            _ if entry.halted_at.is_some() => MockState::Held,
            Access::Open | Access::Late => MockState::Open,
        },
    };
    Ok((entry, rules, state))
}

pub async fn show(desk: AttendingDesk, Path((_, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let (entry, scheme, state) = load(&desk, &id).await?;
    let accommodations = desk.site().store.accommodations(&desk.attending.account).await?;
    let stretch = stretch_at(&accommodations, desk.site().now().wall);
    let waits = matches!(state, MockState::Waiting | MockState::Held);
    let frame = app::shell::Frame {
        refresh: waits.then_some(AGAIN),
        ..frame("dashboard", entry.title.clone(), "A mock exam of your class.")
    };
    let (place, scheme) = (&desk.attending, &scheme);
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <MockPage place=place entry=entry scheme=scheme state=state stretch=stretch /> }
    }))
}

/// Begins it. Whoever has begun it before goes there.
pub async fn start(desk: AttendingDesk, Path((cohort, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let (entry, scheme, state) = load(&desk, &id).await?;
    match state {
        MockState::Open => {}
        MockState::Running(attempt) => return Ok(Redirect::to(&urls::attempt(attempt)).into_response()),
        _ => return Ok(Redirect::to(&urls::class_mock(cohort, id)).into_response()),
    }
    let paper = paper(&desk, &entry, scheme).await?;
    let (site, seed) = (desk.site(), desk.site().entropy());
    let new = composed(&desk, paper, seed).await?;
    let ids = new.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    let drawn = new.scheme.as_ref().filter(|_| new.fixed.is_none()).and_then(|id| site.library().scheme(id));
    let new = NewAttempt { title: entry.title.clone(), entry: Some(entry.id), ..new };
    match site.store.start_attempt(new, site.now()).await? {
        StartOutcome::Started(attempt) => {
            if let Some(scheme) = drawn {
                desk.app.0.wear.note(scheme, ids);
            }
            Ok(Redirect::to(&urls::attempt(attempt)).into_response())
        }
        StartOutcome::Running(attempt) => Ok(Redirect::to(&urls::attempt(attempt)).into_response()),
        StartOutcome::Before(attempt) => Ok(Redirect::to(&urls::result(attempt)).into_response()),
    }
}

/// The paper of an assignment: one of the course, one that the organisation fixed, or one that is drawn.
async fn paper(desk: &AttendingDesk, entry: &PlanEntry, scheme: Scheme) -> Result<PaperChoice, Stop> {
    let (site, library) = (desk.site(), desk.site().library());
    let Task::Paper { fixed, .. } = &entry.task else { return Err(Stop::NotFound) };
    let (id, title) = (entry.id.to_string(), entry.title.clone());
    let of_the_course = |fixed, varies| PaperChoice {
        id,
        title,
        scheme,
        fixed,
        varies,
        made_by: None,
        own: Vec::new(),
        pilots: Vec::new(),
    };
    let Some(fixed) = fixed else {
        let Task::Paper { scheme, .. } = &entry.task else { return Err(Stop::NotFound) };
        let Some(drawer) = library.drawer(scheme) else {
            tracing::error!(%scheme, "an assigned paper cannot be drawn");
            return Err(Stop::Internal);
        };
        return Ok(of_the_course(None, drawer.has_choice()));
    };
    if let Some(paper) = library.paper(fixed) {
        return Ok(of_the_course(Some((fixed.clone(), paper.sections.clone())), false));
    }
    let kept = papers_of(site, &desk.attending.class.cohort.organisation).await?;
    kept.into_iter().find(|paper| paper.id == fixed.as_str()).ok_or(Stop::NotFound)
}
