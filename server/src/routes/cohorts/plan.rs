//! The plan of a cohort: shown by week and day, added to and changed.

pub mod one;
mod read;
pub mod template;

use app::agenda;
use app::form::Form;
use app::pages::cohorts::plan::{EntryFormPage, Paper, PlanPage, Row, papers, planned_paper};
use app::pages::exam::papers_of;
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::cohort::progress::State;
use domain::cohort::{Task, TaskKind};
use domain::ids::EntryId;
use leptos::prelude::*;
use serde::Deserialize;
use store::{EntryAdded, EntryChanged, PlanEntry};

use self::read::{Read, filled};
use crate::classroom::TeachingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::organisation::fresh;
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct Shown {
    done: Option<String>,
}

pub async fn show(desk: TeachingDesk, Query(shown): Query<Shown>) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let plan = site.store.plan_of_cohort(&teaching.cohort.id).await?;
    let people = site.store.doings(teaching).await?;
    let now = site.now().wall;
    let rows = plan.into_iter().map(|entry| {
        let parts = agenda::parts(site.library(), &entry.task);
        let has_done = |one: &&store::Doings| one.standing(&entry, &parts, now).state == State::Done;
        Row { done: people.iter().filter(has_done).count(), entry }
    });
    let rows = rows.collect::<Vec<_>>();
    let done = match shown.done.as_deref() {
        Some("kept") => Some("Kept."),
        Some("withdrawn") => Some("Taken out of the plan."),
        Some("put-in") => Some("The sessions and lessons are in the plan. Change what does not fit."),
        _ => None,
    };
    let (people, frame) = (people.len(), frame("staff", "Plan", "What is planned for the cohort."));
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <PlanPage teaching=teaching rows=rows people=people now=now done=done /> }
    }))
}

fn back(desk: &TeachingDesk, done: &str) -> Response {
    let plan = urls::cohort_page(&desk.teaching.cohort.id, "plan");
    Redirect::to(&format!("{plan}?done={done}")).into_response()
}

#[derive(Deserialize)]
pub struct Wanted {
    kind: Option<String>,
}

pub async fn new(desk: TeachingDesk, Query(wanted): Query<Wanted>) -> Result<Response, Stop> {
    let kind = wanted.kind.as_deref().and_then(TaskKind::from_word).unwrap_or(TaskKind::Session);
    let form = Form::default().with("id", store::fresh_id(desk.site().now().wall)).with("count", "10");
    let form = form.with("paper", desk.teaching.cohort.facts.scheme.to_string());
    let papers = choice(&desk, None).await?;
    let read = Read { form, chosen: Vec::new(), entry: None };
    Ok(render(&desk, (kind, papers), read, None))
}

/// The papers that can be planned for the cohort, and the one that is planned already.
async fn choice(desk: &TeachingDesk, planned: Option<&PlanEntry>) -> Result<Vec<Paper>, Stop> {
    let (site, cohort) = (desk.site(), &desk.teaching.cohort);
    let mut papers = papers(site.library(), &papers_of(site, &cohort.organisation).await?, cohort.facts.level);
    let planned = planned.and_then(|entry| planned_paper(site.library(), &entry.task));
    papers.extend(planned.filter(|planned| papers.iter().all(|paper| paper.id != planned.id)));
    Ok(papers)
}

/// The form: for a new entry, or for one that is planned already.
fn render(
    desk: &TeachingDesk,
    (kind, papers): (TaskKind, Vec<Paper>),
    read: Read,
    planned: Option<&EntryId>,
) -> Response {
    let (teaching, library) = (&desk.teaching, desk.site().library());
    let cohort = &teaching.cohort;
    let Read { form, chosen, .. } = read;
    let action = match planned {
        Some(id) => format!("{}/edit", urls::plan_entry(&cohort.id, id)),
        None => urls::cohort_page(&cohort.id, "plan/new"),
    };
    let (frame, now) = (frame("staff", kind.name(), "An entry of the plan."), desk.site().now().wall);
    let planned = planned.is_some();
    desk.page(status(&form), frame, || {
        view! {
            <EntryFormPage
                teaching=teaching
                library=library
                kind=kind
                papers=papers
                chosen=chosen
                action=action
                planned=planned
                now=now
                form=form
            />
        }
    })
}

pub async fn add(desk: TeachingDesk, fields: Fields) -> Result<Response, Stop> {
    let kind = TaskKind::from_word(fields.get("kind")).ok_or(Stop::Malformed)?;
    let id = EntryId::new(fresh(&fields, "id")?);
    keep(&desk, (kind, id), &fields, None).await
}

async fn find(desk: &TeachingDesk, entry: &str) -> Result<PlanEntry, Stop> {
    let found = desk.site().store.plan_entry(&desk.teaching.cohort.id, &EntryId::new(entry)).await?;
    found.ok_or(Stop::NotFound)
}

pub async fn edit(desk: TeachingDesk, Path((_, entry)): Path<(String, String)>) -> Result<Response, Stop> {
    let entry = find(&desk, &entry).await?;
    let papers = choice(&desk, Some(&entry)).await?;
    let read = filled(&entry, desk.teaching.cohort.facts.zone);
    Ok(render(&desk, (entry.task.kind(), papers), read, Some(&entry.id)))
}

pub async fn change(
    desk: TeachingDesk,
    Path((_, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let entry = find(&desk, &entry).await?;
    keep(&desk, (entry.task.kind(), entry.id.clone()), &fields, Some(&entry)).await
}

/// Says that people have begun what would be changed under their hands: questions and time cannot be others afterwards.
fn refuse_as_begun(old: &Task, new: &Task, form: &mut Form) {
    let field = match (old, new) {
        (Task::Practice { .. }, _) => "count",
        (Task::Exercise { .. }, _) => "scenario",
        _ if old.limit() != new.limit() => "limit",
        _ => "paper",
    };
    form.refuse(
        field,
        "People have begun it already, so what is asked and the time for it stay as they are. Change the dates, or take it out and plan another one.",
    );
}

async fn keep(
    desk: &TeachingDesk,
    (kind, id): (TaskKind, EntryId),
    fields: &Fields,
    planned: Option<&PlanEntry>,
) -> Result<Response, Stop> {
    let (site, facts) = (desk.site(), &desk.teaching.cohort.facts);
    let papers = choice(desk, planned).await?;
    let mut read = read::entry(site.library(), facts, &papers, (kind, id), fields);
    let Some(new) = read.entry.take_if(|_| read.form.is_sound()) else {
        return Ok(render(desk, (kind, papers), read, planned.map(|old| &old.id)));
    };
    let now = site.now().wall;
    if let Some(old) = planned {
        let task = new.task.clone();
        return match site.store.change_entry(&desk.teaching, new, now).await? {
            EntryChanged::Done => Ok(back(desk, "kept")),
            EntryChanged::Absent => Err(Stop::NotFound),
            EntryChanged::Begun => {
                refuse_as_begun(&old.task, &task, &mut read.form);
                Ok(render(desk, (kind, papers), read, Some(&old.id)))
            }
        };
    }
    match site.store.add_entry(&desk.teaching, new, now).await? {
        EntryAdded::Done => Ok(back(desk, "kept")),
        EntryAdded::Another => {
            read.form = read.form.with("id", store::fresh_id(now));
            read.form.refuse(
                "title",
                "An entry was saved from this form before, and it stays as it is. Save again to plan this one besides, or change the other one in the plan.",
            );
            Ok(render(desk, (kind, papers), read, None))
        }
    }
}
