//! A whole plan at once: a session on each day on which the cohort meets, and the lessons of the level between them.

use content::Library;
use domain::cohort::Task;
use leptos::prelude::*;
use store::{NewEntry, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Field, Form};
use crate::parts::window_words;
use crate::urls;

/// The days of a week: the word in forms, and the name.
pub const WEEKDAYS: [(&str, &str); 7] = [
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
];

/// What is asked, and what would be put in.
#[component]
pub fn TemplatePage<'a>(
    teaching: &'a Teaching,
    library: &'a Library,
    form: Form,
    /// The words of the days that are chosen.
    days: Vec<String>,
    /// What would be put in; nothing before something was asked.
    proposal: Option<Vec<NewEntry>>,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let action = urls::cohort_page(&cohort.id, "plan/template");
    let boxes = WEEKDAYS.map(|(word, name)| {
        let checked = days.iter().any(|day| day == word);
        view! {
            <li><label><input type="checkbox" name="day" value=word checked=checked /><span>{name}</span></label></li>
        }
    });
    let wrong = form.error("day").map(str::to_owned);
    let shown = proposal.map(|entries| preview(teaching, library, entries, &form, &days, &action));
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="plan" />
            <h1>"Put in the sessions and lessons of the level"</h1>
            <p>"A session on each day on which you meet, and the lessons spread evenly: those of a session are read until the next one. Nothing is kept before you have seen it."</p>
        </header>
        <ErrorSummary form=form.clone() />
        <section>
            <form method="get" action=action class="stack plan-form">
                <fieldset id="day">
                    <legend>"Days on which you meet"</legend>
                    {wrong.map(|message| view! { <p class="error">{message}</p> })}
                    <ul class="checks">{boxes.into_iter().collect_view()}</ul>
                </fieldset>
                <Field form=form.clone() name="from" label="From" kind="time" />
                <Field form=form name="until" label="Until" kind="time" />
                <button class="button" name="go" value="show">"Show what would be put in"</button>
            </form>
        </section>
        {shown}
    }
}

fn preview(
    teaching: &Teaching,
    library: &Library,
    entries: Vec<NewEntry>,
    form: &Form,
    days: &[String],
    action: &str,
) -> impl IntoView + use<> {
    let zone = teaching.cohort.facts.zone;
    let count = entries.len();
    let lines = entries.into_iter().map(|entry| {
        let what = match &entry.task {
            Task::Lessons { lessons } => {
                let names = lessons.iter().filter_map(|id| library.lesson(id)).map(|lesson| lesson.title.clone());
                names.collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        };
        let kind = entry.task.kind();
        view! {
            <tr>
                <td>{window_words(kind, entry.window, zone)}</td>
                <td>{kind.name()}</td>
                <th scope="row">{entry.title}</th>
                <td>{what}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let kept = ["id", "from", "until"].map(|name| view! { <input type="hidden" name=name value=form.value(name) /> });
    let days = days.iter().map(|day| view! { <input type="hidden" name="day" value=day.clone() /> }).collect_view();
    view! {
        <section>
            <h2>"This would be put in"</h2>
            <div class="table" tabindex="0" role="region" aria-label="What would be put in">
                <table>
                    <thead>
                        <tr><th scope="col">"When"</th><th scope="col">"Kind"</th><th scope="col">"Name"</th><th scope="col">"Lessons"</th></tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            <form method="post" action=action.to_owned() class="actions">
                {kept.into_iter().collect_view()}
                {days}
                <button class="button">{format!("Put in all {count}")}</button>
            </form>
        </section>
    }
}
