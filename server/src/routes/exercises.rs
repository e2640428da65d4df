//! Exercises, their model reports, and the learning paths that lead through everything.

use app::pages::course;
use app::pages::exercises::{ExercisePage, ExercisesPage, ModelReportPage, is_worked_through, offered};
use app::pages::paths::{self, PathPageView, PathsPage};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use content::Scenario;
use leptos::prelude::*;

use crate::page::{Desk, frame};
use crate::stop::Stop;

pub async fn list(desk: Desk) -> Result<Response, Stop> {
    let record = course::load(desk.site(), &desk.viewer).await?;
    let frame = frame("course", "Exercises", "Cases, booklets and audit cases to work through.");
    let library = desk.site().library();
    Ok(desk.page(StatusCode::OK, frame, || view! { <ExercisesPage library=library record=record /> }))
}

fn find<'a>(desk: &'a Desk, id: &str) -> Result<&'a Scenario, Stop> {
    offered(desk.site().library()).find(|scenario| scenario.id.as_str() == id).ok_or(Stop::NotFound)
}

pub async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let scenario = find(&desk, &id)?;
    let record = course::load(desk.site(), &desk.viewer).await?;
    let frame = frame("course", scenario.title.clone(), "An organization to work with.");
    let library = desk.site().library();
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <ExercisePage library=library scenario=scenario record=record /> }
    }))
}

/// The model report, for those who have answered every question of the case; others are sent back to it.
pub async fn report(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let (library, scenario) = (desk.site().library(), find(&desk, &id)?);
    let report = library.model_report(&scenario.id).ok_or(Stop::NotFound)?;
    let record = course::load(desk.site(), &desk.viewer).await?;
    if !is_worked_through(library, scenario, &record) {
        return Ok(Redirect::to(&urls::exercise(&scenario.id)).into_response());
    }
    let frame = frame("course", format!("Model report: {}", scenario.title), "One way to write the report.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <ModelReportPage scenario=scenario report=report /> }))
}

pub async fn all_paths(desk: Desk) -> Result<Response, Stop> {
    let frame = frame("course", "Learning paths", "Ways through the course for five goals.");
    let done = paths::load(desk.site(), &desk.viewer).await?;
    Ok(desk.page(StatusCode::OK, frame, || view! { <PathsPage library=desk.site().library() done=done /> }))
}

pub async fn path(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let library = desk.site().library();
    let path = library.paths.iter().find(|path| path.id == id).ok_or(Stop::NotFound)?;
    let done = paths::load(desk.site(), &desk.viewer).await?;
    let frame = frame("course", path.title.clone(), path.whom.clone());
    Ok(desk.page(StatusCode::OK, frame, || view! { <PathPageView library=library path=path done=done /> }))
}
