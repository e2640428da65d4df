//! Learning paths: ways through the course for a goal, step by step, with where somebody stands on them.

use content::{LearningPath, Library, PathPage, PathStep, PathWork};
use domain::ids::LessonId;
use domain::record::{LessonState, StudyRecord};
use leptos::prelude::*;

use super::course::state_words;
use super::exercises::is_worked_through;
use crate::{knowledge, urls, when};

/// All paths.
#[component]
pub fn PathsPage<'a>(library: &'a Library) -> impl IntoView {
    let paths = library.paths.iter().map(|path| {
        let facts = format!("{}, about four hours each", when::count(usize::from(path.weeks), "week", "weeks"));
        view! {
            <li>
                <h2><a href=urls::path(&path.id)>{path.title.clone()}</a></h2>
                <p>{path.whom.clone()}</p>
                <p class="help">{facts}</p>
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
pub fn PathPageView<'a>(library: &'a Library, path: &'a LearningPath, record: StudyRecord) -> impl IntoView {
    let steps = path.steps.iter().map(|step| step_view(library, step, &record)).collect_view();
    view! {
        <header class="page-head">
            <h1>{path.title.clone()}</h1>
            <p>{path.whom.clone()}</p>
            <p class="help">{format!("{}, about four hours each. Steps can be left out.", when::count(usize::from(path.weeks), "week", "weeks"))}</p>
        </header>
        <ol class="areas">{steps}</ol>
    }
}

fn step_view(library: &Library, step: &PathStep, record: &StudyRecord) -> impl IntoView + use<> {
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
        <li>
            <h2>{what}</h2>
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
