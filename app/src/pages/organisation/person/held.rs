//! The positions of a person, and what can be changed about their days.

use domain::award::Day;
use leptos::prelude::*;
use store::{AssignmentRow, PersonFile, Structure};

use crate::form::Form;
use crate::when;

/// Positions with their days; `may` says whether the reader decides about the person.
pub fn list(
    structure: &Structure,
    file: &PersonFile,
    address: &str,
    (may, today): (bool, Day),
    form: &Form,
) -> AnyView {
    if file.assignments.is_empty() {
        return view! { <p class="empty">"No position so far."</p> }.into_any();
    }
    let day = |day: Day| when::day(&day.to_string());
    let lines = file.assignments.iter().map(|held| {
        let words = structure.position_words(&held.position);
        // Nothing is changed about a position that is no more.
        let is_open = may && structure.position(&held.position).is_some();
        let days = is_open.then(|| days(address, held, &words, form));
        if held.until.is_some_and(|until| until < held.from) {
            return view! { <li>{words}": from "{day(held.from)}", taken back before it began "{days}</li> }.into_any();
        }
        let is_ahead = held.from > today;
        let ends = may && (held.until.is_none_or(|until| until > today) || is_ahead);
        let end = ends.then(|| end(address, held.id.as_str(), (&words, is_ahead)));
        let until = held.until.map(day).or_else(|| (!is_ahead).then(|| "today".to_owned()));
        let until = until.map(|until| format!(" to {until}"));
        let from = is_ahead.then_some("from ");
        view! { <li>{words}": "{from}{day(held.from)}{until}" "{end}{days}</li> }.into_any()
    });
    view! { <ul class="plain-list">{lines.collect_view()}</ul> }.into_any()
}

/// Ends a position; one that has not begun yet is taken back.
fn end(address: &str, assignment: &str, (words, is_ahead): (&str, bool)) -> impl IntoView + use<> {
    let button = if is_ahead { "Take back" } else { "End today" };
    let (action, id, words) = (format!("{address}/positions"), assignment.to_owned(), format!(" {words}"));
    view! {
        <form method="post" action=action class="inline-form">
            <input type="hidden" name="assignment" value=id />
            <button class="quiet" name="go" value="end">{button}<span class="unseen">{words}</span></button>
        </form>
    }
}

/// First and last day of a position, as they were typed if they were refused.
fn days(address: &str, held: &AssignmentRow, words: &str, form: &Form) -> impl IntoView + use<> {
    let typed = form.value("assignment") == held.id.as_str();
    let value = |name: &str, known: Option<Day>| match typed {
        true => form.value(name),
        false => known.map(|day| day.to_string()).unwrap_or_default(),
    };
    // The list of errors leads to the fields by their plain names.
    let [from_id, until_id] =
        ["held_from", "held_until"].map(|name| if typed { name.to_owned() } else { format!("{name}-{}", held.id) });
    let (from, until) = (value("held_from", Some(held.from)), value("held_until", held.until));
    let error = |name: &str| {
        let words = form.error(name).filter(|_| typed).map(str::to_owned);
        (words.is_some().then(|| format!("{name}-error")), words)
    };
    let [(from_error, from_words), (until_error, until_words)] = ["held_from", "held_until"].map(error);
    let (action, id, name) = (format!("{address}/positions"), held.id.to_string(), format!(" of {words}"));
    view! {
        <details class="inline-change" open=typed>
            <summary>"Change the days"<span class="unseen">{name.clone()}</span></summary>
            <form method="post" action=action class="inline">
                <input type="hidden" name="assignment" value=id />
                <input type="hidden" name="read_from" value=held.from.to_string() />
                <input type="hidden" name="read_until" value=held.until.map(|day| day.to_string()) />
                {from_words.map(|words| view! { <p class="error" id="held_from-error">{words}</p> })}
                <label for=from_id.clone()>"First day"</label>
                <input id=from_id name="held_from" type="date" value=from required="" aria-describedby=from_error />
                {until_words.map(|words| view! { <p class="error" id="held_until-error">{words}</p> })}
                <label for=until_id.clone()>"Last day (empty: none yet)"</label>
                <input id=until_id name="held_until" type="date" value=until aria-describedby=until_error />
                <button class="quiet" name="go" value="days">"Keep the days"<span class="unseen">{name}</span></button>
            </form>
        </details>
    }
}
