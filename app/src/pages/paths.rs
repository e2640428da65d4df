//! Learning paths: ways through the course for a goal, step by step, with where somebody stands on them.

mod standing;

use content::{LearningPath, Library, PathPage, PathStep, PathWork};
use domain::ids::LessonId;
use domain::record::{LessonState, StudyRecord};
use leptos::prelude::*;

pub use self::standing::{Done, load};
use super::course::state_words;
use super::exercises::is_worked_through;
use crate::parts::Meter;
use crate::{knowledge, urls, when};

/// All paths.
#[component]
pub fn PathsPage<'a>(library: &'a Library, done: Done) -> impl IntoView {
    let paths = library.paths.iter().map(|path| {
        let steps = standing::steps(library, path, &done);
        let facts = format!("{}, about four hours each", when::count(usize::from(path.weeks), "week", "weeks"));
        view! {
            <li>
                <h2><a href=urls::path(&path.id)>{path.title.clone()}</a></h2>
                <p>{path.whom.clone()}</p>
                <div class="lessons"><p class="help">{facts}</p>{how_far(&steps)}</div>
            </li>
        }
    });
    view! {
        <header class="page-head">
            <h1>"Learning paths"</h1>
            <p>"Where do you start, and where do you want to go? Each path says what to do next and why."</p>
        </header>
        <ul class="areas">{paths.collect_view()}</ul>
    }
}

/// One path with its steps.
#[component]
pub fn PathPageView<'a>(library: &'a Library, path: &'a LearningPath, done: Done) -> impl IntoView {
    let states = standing::steps(library, path, &done);
    let (.., next) = standing::far(&states);
    let view = |(place, (step, state)): (usize, (&PathStep, &Option<bool>))| {
        step_view(library, step, &done.record, Stand { is_done: *state == Some(true), is_next: next == Some(place) })
    };
    let steps = path.steps.iter().zip(&states).enumerate().map(view).collect_view();
    view! {
        <header class="page-head">
            <h1>{path.title.clone()}</h1>
            <p>{path.whom.clone()}</p>
            <p class="help">{format!("{}, about four hours each. Steps can be left out.", when::count(usize::from(path.weeks), "week", "weeks"))}</p>
            {how_far(&states)}
        </header>
        <ol class="areas">{steps}</ol>
    }
}

/// How far somebody is, in steps of which it can be told.
fn how_far(states: &[Option<bool>]) -> impl IntoView + use<> {
    let (done, told, _) = standing::far(states);
    view! {
        <div class="course-standing">
            <p>{format!("{done} of {} done", when::count(told, "step", "steps"))}</p>
            <Meter percent=(done * 100 / told.max(1)) as u32 />
        </div>
    }
}

/// Where a step stands.
#[derive(Clone, Copy)]
struct Stand {
    is_done: bool,
    is_next: bool,
}

impl Stand {
    /// What stands beside the step's name.
    fn sign(self) -> Option<AnyView> {
        match self {
            Self { is_done: true, .. } => Some(view! { " "<span class="step-done">"● done"</span> }.into_any()),
            Self { is_next: true, .. } => {
                Some(view! { " "<span class="step-next">"your next step here"</span> }.into_any())
            }
            _ => None,
        }
    }
}

fn step_view(library: &Library, step: &PathStep, record: &StudyRecord, stand: Stand) -> impl IntoView + use<> {
    let (what, lines) = match &step.work {
        PathWork::Lessons(ids) => {
            let lines = ids.iter().filter_map(|id| lesson(library, id, record)).collect_view();
            ("Read", view! { <ul class="lessons">{lines}</ul> }.into_any())
        }
        PathWork::Practice(areas) => {
            let areas = areas.iter().filter_map(|id| library.area(id)).collect::<Vec<_>>();
            let fields =
                areas.iter().map(|area| view! { <input type="hidden" name="area" value=area.id.to_string() /> });
            let fields = fields.collect_view();
            let names = areas.iter().map(|area| area.title.clone()).collect::<Vec<_>>().join("; ");
            let form = view! {
                <form method="post" action=urls::PRACTICE>
                    {fields}
                    <input type="hidden" name="number" value="10" />
                    <button class="button quiet">{format!("Practise ten questions: {names}")}</button>
                </form>
            };
            ("Practise", view! { <div class="lessons">{form}</div> }.into_any())
        }
        PathWork::Paper(id) => {
            let name = library.scheme(id).map(|scheme| scheme.name.clone()).unwrap_or_default();
            let address = format!("{}?paper={id}", urls::EXAM);
            ("Sit a mock exam", view! { <p class="lessons"><a href=address>{name}</a></p> }.into_any())
        }
        PathWork::Exercises(ids) => {
            let lines = ids.iter().filter_map(|id| library.scenario(id)).map(|scenario| {
                let state =
                    if is_worked_through(library, scenario, record) { LessonState::Complete } else { LessonState::New };
                row(state, urls::exercise(&scenario.id), scenario.title.clone())
            });
            let lines = lines.collect_view();
            ("Work through", view! { <ul class="lessons">{lines}</ul> }.into_any())
        }
        PathWork::Page(page) => {
            ("Look at", view! { <p class="lessons"><a href=page.address()>{page_name(*page)}</a></p> }.into_any())
        }
    };
    view! {
        <li aria-current=stand.is_next.then_some("step")>
            <h2>{what}{stand.sign()}</h2>
            <p>{step.why.clone()}</p>
            {lines}
        </li>
    }
}

fn lesson(library: &Library, id: &LessonId, record: &StudyRecord) -> Option<impl IntoView + use<>> {
    let lesson = library.lesson(id)?;
    Some(row(knowledge::lesson_state(lesson, record), urls::lesson(id), lesson.title.clone()))
}

fn row(state: LessonState, address: String, title: String) -> impl IntoView {
    let (class, sign, word) = state_words(state);
    view! {
        <li class=class>
            <span class="sign" aria-hidden="true">{sign}</span>
            <span class="lesson-name"><a href=address>{title}</a></span>
            <span class="lesson-facts">{word}</span>
        </li>
    }
}

const fn page_name(page: PathPage) -> &'static str {
    match page {
        PathPage::Clauses => "The clauses, with the older editions beside them",
        PathPage::Glossary => "The glossary",
        PathPage::Tutorial => "How the exam page works",
        PathPage::Progress => "Your progress",
    }
}
