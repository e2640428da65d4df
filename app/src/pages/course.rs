//! The course: areas and lessons with their state.

use content::{Course, Library};
use domain::question::Level;
use domain::record::{LessonState, StudyRecord};
use leptos::prelude::*;
use store::Fault;

use crate::parts::{Meter, chips, level_badge};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls, when};

/// Loads what the page needs.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<StudyRecord, Fault> {
    site.store.study_record(&viewer.account).await
}

/// The page: one level at a time.
#[component]
pub fn CoursePage<'a>(library: &'a Library, level: Level, record: StudyRecord) -> impl IntoView {
    let levels = library.courses.iter().filter(|course| course.lessons().next().is_some()).map(|course| {
        let here = (course.level == level).then_some("page");
        view! { <a href=urls::course(course.level) aria-current=here>{course.level.name()}</a> }
    });
    let course = library.course(level).map(|course| {
        let areas = course.areas.iter().map(|area| area_view(library, area, &record)).collect_view();
        view! {
            <header class="page-head">
                {level_badge(course.level)}
                <h1>{course.title.clone()}</h1>
                <p>"Read in order or start where you like. A lesson is complete when you have answered its checks and reached its end."</p>
                <p>
                    <a href=urls::PATHS>"Learning paths"</a>" lead through it with a goal in mind; "
                    <a href=urls::EXERCISES>"exercises"</a>" let you apply it; the "
                    <a href=urls::GLOSSARY>"glossary"</a>" has the words. What the exams ask for: "
                    <a href=urls::QUALIFICATIONS>"exams and institutes"</a>"."
                </p>
                <nav class="filters" aria-label="Level">{levels.collect_view()}</nav>
            </header>
            {standing(library, course, &record)}
            <ol class="areas">{areas}</ol>
        }
    });
    view! { {course} }
}

/// How far somebody is, and the way on once everything is complete.
fn standing(library: &Library, course: &Course, record: &StudyRecord) -> impl IntoView + use<> {
    let lessons = course.lessons().filter_map(|id| library.lesson(id));
    let all = course.lessons().count();
    let done = lessons.filter(|lesson| knowledge::lesson_state(lesson, record) == LessonState::Complete).count();
    let words = format!("{done} of {all} lessons complete");
    let way_on = (done == all).then(|| {
        let told = format!("All {all} lessons of {} are complete. ", course.level.name());
        view! {
            <p class="notice">
                {told}<a href=urls::CERTIFICATES>"Get your certificate of completion"</a>" once a mock exam is passed too, or "
                <a href=urls::DASHBOARD>"see your next step"</a>"."
            </p>
        }
    });
    view! {
        <div class="course-standing">
            <p>{words}</p>
            <Meter percent=(done * 100 / all.max(1)) as u32 />
        </div>
        {way_on}
    }
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
