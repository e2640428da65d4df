//! A lesson: text in the middle, contents and clauses at one side, checks answered in place, notes at the end.

use content::{Check, Lesson, Library, Part};
use domain::map::ClauseMap;
use domain::question::letter;
use domain::record::{CheckRecord, LessonState, StudyRecord};
use leptos::prelude::*;
use store::{Fault, Note};

use crate::parts::{Map, Meaning, chips};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls};

/// What the page shows besides the lesson.
pub struct Reading {
    /// What the person did so far.
    pub record: StudyRecord,
    /// The person's note.
    pub note: Note,
    /// A text that could not be saved because another one was saved since, kept for the person to decide.
    pub unsaved_note: Option<String>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer, lesson: &Lesson) -> Result<Reading, Fault> {
    Ok(Reading {
        record: site.store.study_record(&viewer.account).await?,
        note: site.store.note(&viewer.account, &lesson.id).await?,
        unsaved_note: None,
    })
}

/// The page.
#[component]
pub fn LessonPage<'a>(library: &'a Library, lesson: &'a Lesson, reading: Reading) -> impl IntoView {
    let Reading { record, note, unsaved_note } = reading;
    let answered = lesson.checks.iter().filter(|check| record.checks.contains_key(&check.id)).count();
    let state = knowledge::lesson_state(lesson, &record);
    let done = answered + usize::from(record.ended.contains_key(&lesson.id));
    let parts = lesson.parts.iter().map(|part| part_view(lesson, part, &record)).collect_view();
    let area = library.area(&lesson.area).map(|area| area.title.clone());
    view! {
        <progress class="reading" max=(lesson.checks.len() + 1).to_string() value=done.to_string() aria-label="Progress in this lesson"></progress>
        <article class="lesson">
            <header class="lesson-head">
                <p class="kicker">{area}</p>
                <h1>{lesson.title.clone()}</h1>
                <p class="facts">{facts(lesson, answered)}</p>
            </header>
            <div class="lesson-side">
                {contents(lesson)}
                <h2>"Clauses"</h2>
                <p>{chips(&lesson.clauses)}</p>
            </div>
            <div class="lesson-text prose">
                <div class="objective">
                    <p><b>"After this lesson "</b>{lower_first(&lesson.objective)}</p>
                    <p>{lesson.why.clone()}</p>
                </div>
                {parts}
                {end(library, lesson, state, answered)}
            </div>
        </article>
        <section class="lesson-foot">
            {note_form(lesson, note, unsaved_note)}
            <h2>"Where this stands in the standard"</h2>
            <Map map=ClauseMap::of(&library.taught, &Default::default(), &lesson.clauses) meaning=Meaning::Place />
        </section>
    }
}

fn facts(lesson: &Lesson, answered: usize) -> String {
    let Lesson { level, minutes, checks, .. } = lesson;
    format!("{} · {minutes} minutes · {answered} of {} checks answered", level.name(), checks.len())
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn contents(lesson: &Lesson) -> impl IntoView + use<> {
    let lines = lesson
        .headings
        .iter()
        .map(|heading| view! { <li><a href=format!("#{}", heading.anchor)>{heading.text.clone()}</a></li> })
        .collect_view();
    view! { <nav aria-label="In this lesson"><h2>"In this lesson"</h2><ol class="contents">{lines}</ol></nav> }
}

fn part_view(lesson: &Lesson, part: &Part, record: &StudyRecord) -> AnyView {
    match part {
        Part::Html(html) => view! { <div class="text" inner_html=html.clone()></div> }.into_any(),
        Part::Check(id) => lesson
            .checks
            .iter()
            .find(|check| check.id == *id)
            .map(|check| check_view(lesson, check, record.checks.get(id).copied()))
            .into_any(),
    }
}

/// A check with its feedback, if it was answered. The fragment that answering replaces.
pub fn check_view(lesson: &Lesson, check: &Check, record: Option<CheckRecord>) -> impl IntoView + use<> {
    let place = lesson.checks.iter().position(|other| other.id == check.id).unwrap_or_default() + 1;
    let options = (0u8..).zip(&check.options).map(|(n, option)| {
        let chosen = record.is_some_and(|record| record.choice == n);
        let state = match (record, chosen) {
            (Some(_), true) if n == check.key => "chosen right",
            (Some(_), true) => "chosen wrong",
            _ => "",
        };
        let feedback = chosen.then(|| {
            let word = if n == check.key { "Right. " } else { "Not quite. " };
            view! { <p class="feedback"><b>{word}</b>{option.feedback.clone()}</p> }
        });
        view! {
            <li class=state>
                <button name="choice" value=n.to_string() aria-pressed=if chosen { "true" } else { "false" }>
                    <span class="letter">{letter(n).to_string()}</span>
                    <span>{option.text.clone()}</span>
                </button>
                {feedback}
            </li>
        }
    });
    let again = record.filter(|record| !record.right).map(|_| view! { <p class="help">"Try another answer."</p> });
    view! {
        <form method="post" action=urls::check(&lesson.id, &check.id) class="check" id=check.id.to_string() data-inline="">
            <p class="check-head">{format!("Check {place}")}</p>
            <p class="stem">{check.stem.clone()}</p>
            <ol class="options" role="list">{options.collect_view()}</ol>
            <div role="status">{again}</div>
        </form>
    }
}

fn end(library: &Library, lesson: &Lesson, state: LessonState, answered: usize) -> impl IntoView + use<> {
    let next = library.next_lesson(&lesson.id);
    let previous = library.previous_lesson(&lesson.id);
    let open = lesson.checks.len() - answered;
    let words = match (state, open) {
        (LessonState::Complete, _) => "This lesson is complete.".to_owned(),
        (_, 0) => "All checks are answered. Go on, and this lesson is complete.".to_owned(),
        (_, 1) => "One check is still open. You can go on and come back to it.".to_owned(),
        (_, n) => format!("{n} checks are still open. You can go on and come back to them."),
    };
    let onward =
        next.map_or_else(|| format!("To the course: {}", lesson.level.name()), |next| format!("Next: {}", next.title));
    view! {
        <footer class="lesson-end">
            <p>{words}</p>
            <form method="post" action=format!("{}/end", urls::lesson(&lesson.id))>
                <button class="button next">{onward}</button>
            </form>
            {previous.map(|previous| view! {
                <p><a href=urls::lesson(&previous.id)>{format!("Previous: {}", previous.title)}</a></p>
            })}
        </footer>
    }
}

fn note_form(lesson: &Lesson, note: Note, unsaved: Option<String>) -> impl IntoView + use<> {
    let conflict = unsaved.map(|text| {
        view! {
            <div class="error-summary" role="alert">
                <h3>"Your note was changed elsewhere"</h3>
                <p>"Another text was saved since you opened this page, perhaps in another tab. It stands below. What you typed is here; copy what you need:"</p>
                <textarea readonly="" rows="4" aria-label="What you typed">{text}</textarea>
            </div>
        }
    });
    view! {
        <form method="post" action=format!("{}/note", urls::lesson(&lesson.id)) class="stack note" id="note">
            {conflict}
            <input type="hidden" name="revision" value=note.revision.to_string() />
            <label for="note-text">"Your notes on this lesson"</label>
            <p class="help">"Only you can read them."</p>
            <textarea id="note-text" name="note" rows="5" maxlength="20000">{note.body}</textarea>
            <button class="quiet">"Save notes"</button>
        </form>
    }
}
