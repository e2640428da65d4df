//! Lessons, their checks and notes, and the clause explorer.

use app::journey;
use app::pages::clauses::{Card, Explorer, Setting};
use app::pages::course::{self, CoursePage};
use app::pages::lesson::{self, LessonPage};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use content::Lesson;
use domain::clause::ClauseNumber;
use domain::ids::{CheckId, LessonId};
use domain::question::Level;
use domain::record::{StudyEvent, StudyRecord};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Note, NoteOutcome};

use crate::fields::Fields;
use crate::page::{Counter, Desk, frame};
use crate::stop::Stop;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 20_000;

#[derive(Deserialize)]
pub struct Shelf {
    level: Option<String>,
}

/// The course of the level that is asked for, else of the one that the person is on.
pub async fn show(desk: Desk, Query(shelf): Query<Shelf>) -> Result<Response, Stop> {
    let library = desk.site().library();
    let record = course::load(desk.site(), &desk.viewer).await?;
    let level = match shelf.level.as_deref().and_then(Level::from_word) {
        Some(level) => level,
        None => journey::level_of(desk.site(), &desk.viewer, &record).await?,
    };
    let frame = frame("course", "Course", "The course, area by area, with where you stand in each lesson.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <CoursePage library=library level=level record=record /> }))
}

fn find<'a>(desk: &'a Desk, id: &str) -> Result<&'a Lesson, Stop> {
    desk.site().library().lesson(&LessonId::new(id)).ok_or(Stop::NotFound)
}

pub async fn lesson(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let lesson = find(&desk, &id)?;
    let reading = lesson::load(desk.site(), &desk.viewer, lesson).await?;
    Ok(render(&desk, lesson, reading, StatusCode::OK))
}

fn render(desk: &Desk, lesson: &Lesson, reading: lesson::Reading, status: StatusCode) -> Response {
    let frame = frame("course", lesson.title.clone(), lesson.objective.clone());
    let library = desk.site().library();
    desk.page(status, frame, || view! { <LessonPage library=library lesson=lesson reading=reading /> })
}

pub async fn answer_check(
    desk: Desk,
    Path((id, check)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Stop> {
    let lesson = find(&desk, &id)?;
    let check_id = CheckId::new(check);
    let check = lesson.checks.iter().find(|check| check.id == check_id).ok_or(Stop::NotFound)?;
    let choice = fields.get("choice").parse::<u8>().ok().filter(|choice| usize::from(*choice) < check.options.len());
    let choice = choice.ok_or(Stop::Malformed)?;
    let event = StudyEvent::CheckAnswered { check: check.id.clone(), choice, right: choice == check.key };
    desk.site().store.study(&desk.viewer.account, event, desk.site().now().wall).await?;
    Ok(Redirect::to(&format!("{}#{}", urls::lesson(&lesson.id), check.id)).into_response())
}

pub async fn end(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let lesson = find(&desk, &id)?;
    let event = StudyEvent::LessonEnded { lesson: lesson.id.clone() };
    desk.site().store.study(&desk.viewer.account, event, desk.site().now().wall).await?;
    let next = desk.site().library().next_lesson(&lesson.id);
    let address = next.map_or_else(|| urls::course(lesson.level), |next| urls::lesson(&next.id));
    Ok(Redirect::to(&address).into_response())
}

pub async fn save_note(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let lesson = find(&desk, &id)?;
    let body = fields.get("note").replace("\r\n", "\n");
    let revision = fields.get("revision").parse::<u32>().map_err(|_| Stop::Malformed)?.into();
    if body.chars().count() > LONGEST_NOTE {
        return Err(Stop::TooLong);
    }
    let site = desk.site();
    let note = Note { body: body.clone(), revision };
    match site.store.save_note(&desk.viewer.account, &lesson.id, note, site.now().wall).await? {
        NoteOutcome::Saved => Ok(Redirect::to(&format!("{}#note", urls::lesson(&lesson.id))).into_response()),
        NoteOutcome::Changed(note) => {
            let record = site.store.study_record(&desk.viewer.account).await?;
            let reading = lesson::Reading { record, note, unsaved_note: Some(body) };
            Ok(render(&desk, lesson, reading, StatusCode::CONFLICT))
        }
    }
}

async fn record(counter: &Counter) -> Result<Option<StudyRecord>, Stop> {
    match &counter.viewer {
        Some(viewer) => Ok(Some(course::load(counter.site(), viewer).await?)),
        None => Ok(None),
    }
}

pub async fn clauses(counter: Counter) -> Result<Response, Stop> {
    let record = record(&counter).await?;
    let frame =
        frame("clauses", "Clause explorer", "The clauses of ISO/IEC 20000-1:2018 with those of 2011 beside them.");
    let library = counter.site().library();
    Ok(counter.page(StatusCode::OK, frame, || view! { <Explorer library=library record=record /> }))
}

pub async fn clause(counter: Counter, Path((edition, number)): Path<(String, String)>) -> Result<Response, Stop> {
    let library = counter.site().library();
    let mut editions = std::iter::once(&library.taught).chain(&library.legacy);
    let edition = editions.find(|other| other.id.as_str() == edition).ok_or(Stop::NotFound)?;
    let number = ClauseNumber::parse(&number).ok_or(Stop::NotFound)?;
    let clause = edition.clauses.get(&number).ok_or(Stop::NotFound)?;
    let record = record(&counter).await?;
    let title = format!("{} {}", clause.number, clause.title);
    let description =
        format!("Clause {} of {}: lessons, questions and what became of it.", clause.number, edition.name);
    let frame = frame("clauses", title, description);
    Ok(counter.page(StatusCode::OK, frame, || {
        view! { <Card library=library edition=edition clause=clause setting=Setting::Site(record) /> }
    }))
}
