//! The course: areas and lessons with their state.

use content::Library;
use domain::record::{LessonState, StudyRecord};
use leptos::prelude::*;
use store::Fault;

use crate::parts::{chips, level_badge};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls, when};

/// Loads what the page needs.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<StudyRecord, Fault> {
    site.store.study_record(&viewer.account).await
}

/// The page.
#[component]
pub fn CoursePage<'a>(library: &'a Library, record: StudyRecord) -> impl IntoView {
    let courses = library
        .courses
        .iter()
        .map(|course| {
            let areas = course.areas.iter().map(|area| area_view(library, area, &record)).collect_view();
            view! {
                <header class="page-head">
                    {level_badge(course.level)}
                    <h1>{course.title.clone()}</h1>
                    <p>"Read in order or start where you like. A lesson is complete when you have answered its checks and reached its end."</p>
                </header>
                <ol class="areas">{areas}</ol>
            }
        })
        .collect_view();
    view! { {courses} }
}

fn area_view(library: &Library, area: &content::Area, record: &StudyRecord) -> impl IntoView + use<> {
    let lessons = area
        .lessons
        .iter()
        .filter_map(|id| library.lesson(id))
        .map(|lesson| {
            let (class, sign, word) = state_words(knowledge::lesson_state(lesson, record));
            let length = when::count(usize::from(lesson.minutes), "minute", "minutes");
            view! {
                <li class=class>
                    <span class="sign" aria-hidden="true">{sign}</span>
                    <span class="lesson-name">
                        <a href=urls::lesson(&lesson.id)>{lesson.title.clone()}</a>
                        {chips(&lesson.clauses)}
                    </span>
                    <span class="lesson-facts">{format!("{length} · {word}")}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <li>
            <h2>{area.title.clone()}</h2>
            <p>{area.summary.clone()}</p>
            <ul class="lessons">{lessons}</ul>
        </li>
    }
}

/// Class, sign and word for the state of a lesson.
pub fn state_words(state: LessonState) -> (&'static str, &'static str, &'static str) {
    match state {
        LessonState::New => ("new", "○", "not begun"),
        LessonState::Begun => ("begun", "◇", "begun"),
        LessonState::Complete => ("complete", "●", "complete"),
    }
}
