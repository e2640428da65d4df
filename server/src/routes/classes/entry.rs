//! One entry of the plan, for those who take part: shown, and begun where it is a set of questions.

use app::agenda::{self, Line};
use app::form::Form;
use app::pages::classes::ClassEntryPage;
use app::{urls, when};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::cohort::{Access, Task};
use domain::ids::EntryId;
use leptos::prelude::*;

use crate::classroom::AttendingDesk;
use crate::fields::Fields;
use crate::page::{frame, status};
use crate::routes::practice;
use crate::stop::Stop;

async fn find(desk: &AttendingDesk, entry: &str) -> Result<Line, Stop> {
    let class = &desk.attending.class.cohort.id;
    agenda::load_one(desk.site(), &desk.viewer, class, &EntryId::new(entry)).await?.ok_or(Stop::NotFound)
}

pub async fn show(desk: AttendingDesk, Path((_, entry)): Path<(String, String)>) -> Result<Response, Stop> {
    let line = find(&desk, &entry).await?;
    if let Some(mock) = mock(&line) {
        return Ok(mock);
    }
    render(&desk, line, Form::default()).await
}

/// Mock exams have a page of their own.
fn mock(line: &Line) -> Option<Response> {
    let address = urls::class_mock(&line.at.entry.cohort, &line.at.entry.id);
    matches!(line.at.entry.task, Task::Paper { .. }).then(|| Redirect::to(&address).into_response())
}

async fn render(desk: &AttendingDesk, line: Line, form: Form) -> Result<Response, Stop> {
    let (site, place) = (desk.site(), &desk.attending);
    let record = site.store.study_record(&desk.viewer.account).await?;
    let frame = frame("dashboard", line.at.entry.title.clone(), "What your class is asked to do.");
    let now = site.now().wall;
    Ok(desk.page(status(&form), frame, || {
        view! { <ClassEntryPage place=place library=site.library() line=line record=record now=now form=form /> }
    }))
}

/// Begins a practice set or an exercise, while it is open for the person and the class is not put away. A set that was begun for it
/// and is not done is gone on with.
pub async fn begin(
    desk: AttendingDesk,
    Path((_, entry)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let line = find(&desk, &entry).await?;
    if let Some(mock) = mock(&line) {
        return Ok(mock);
    }
    let is_over = desk.attending.class.cohort.archived_at.is_some();
    let (zone, window) = (line.at.zone, line.at.window());
    let local = |at: Option<_>| at.map_or_else(String::new, |at| when::local(zone, at));
    let refused = match (&line.at.entry.task, window.at(desk.site().now().wall)) {
        (Task::Session { .. } | Task::Lessons { .. } | Task::Paper { .. }, _) => return Err(Stop::NotFound),
        _ if is_over => {
            line.running().is_none().then(|| "This class is over: nothing new can be begun in it.".to_owned())
        }
        (_, Access::NotYet) => Some(format!("It is not open yet. It opens {}.", local(window.opens))),
        (_, Access::Closed) => Some(format!(
            "It closed {}. If you could not do it in time, ask your trainer for dates of your own.",
            local(window.closes)
        )),
        (_, Access::Open | Access::Late) => None,
    };
    let mut form = Form::default();
    if let Some(words) = refused {
        form.refuse("main", words);
        return render(&desk, line, form).await;
    }
    if let Some(running) = line.running() {
        return Ok(practice::go_on(running));
    }
    let level = desk.attending.class.cohort.facts.level;
    match practice::begin_assigned(&desk, (&line.at.entry, level), &fields).await? {
        Some(response) => Ok(response),
        None => {
            form.refuse("main", "The course has no questions for this any more. Tell your trainer.");
            render(&desk, line, form).await
        }
    }
}
