//! The grid of questions with a shape for each state, and the way to the review.

use domain::attempt::Row;
use leptos::prelude::*;

use super::Runner;

/// The navigator.
#[component]
pub(super) fn Navigator(runner: Runner) -> impl IntoView {
    let buttons = (0..runner.count()).map(|place| number(runner, place)).collect_view();
    let answered = move || runner.sheet.with(|sheet| sheet.answered());
    let flagged = move || runner.sheet.with(|sheet| sheet.flagged());
    let shortcuts = move |event: leptos::ev::Event| {
        super::keyboard::set_shortcuts(event_target_checked(&event));
    };
    view! {
        <nav class="navigator" aria-label="Questions">
            <p class="navigator-count">
                <b>{answered}</b>" answered · "<b>{flagged}</b>" flagged"
            </p>
            <ol>{buttons}</ol>
            <ul class="legend">
                <li><span class="sample answered">"●"</span>"answered"</li>
                <li><span class="sample">"○"</span>"open"</li>
                <li><span class="sample">"⚑"</span>"flagged"</li>
            </ul>
            <button name="go" value="review" class="button quiet to-review">"Review and hand in"</button>
            <details class="keys">
                <summary>"Keyboard"</summary>
                <p>"A to D choose, N next, P previous, F flag, R review."</p>
                <label><input type="checkbox" checked="" on:change=shortcuts />" Single keys on"</label>
            </details>
        </nav>
    }
}

fn number(runner: Runner, place: usize) -> impl IntoView {
    let here = move || runner.position.get() == place;
    let state = move || runner.sheet.with(|sheet| state_of(&sheet.rows()[place]));
    view! {
        <li>
            <button
                name="go"
                value=(place + 1).to_string()
                class=move || state().0
                aria-current=move || here().then_some("true")
                aria-label=move || format!("Question {}, {}", place + 1, state().2)
            >
                {place + 1}
                <span class="sign" aria-hidden="true">{move || state().1}</span>
            </button>
        </li>
    }
}

/// Class, sign and words for the state of a question.
fn state_of(row: &Row) -> (&'static str, &'static str, &'static str) {
    match (row.response.is_some(), row.flagged) {
        (true, true) => ("answered flagged", "●⚑", "answered and flagged"),
        (true, false) => ("answered", "●", "answered"),
        (false, true) => ("flagged", "○⚑", "open and flagged"),
        (false, false) => ("open", "○", "open"),
    }
}
