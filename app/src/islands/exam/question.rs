//! One question: its stem, its options as large rows, and the buttons that always stand in the same place.

use domain::question::letter;
use leptos::prelude::*;

use super::Runner;

/// The question shown now.
#[component]
pub(super) fn QuestionView(runner: Runner) -> impl IntoView {
    let stem = move || runner.sitting.with_value(|sitting| sitting.questions[runner.position.get()].stem.clone());
    let options = move || {
        let count = runner.sitting.with_value(|sitting| sitting.questions[runner.position.get()].options.len());
        (0..count as u8).map(|option| option_row(runner, option)).collect_view()
    };
    let row = move || runner.sheet.with(|sheet| sheet.rows()[runner.position.get()].clone());
    let flagged = move || row().flagged;
    let answered = move || row().response.is_some();
    view! {
        <section class="question" aria-labelledby="question">
            <h2 id="question" tabindex="-1">"Question "{move || runner.position.get() + 1}</h2>
            <p class="stem">{stem}</p>
            <fieldset class="options">
                <legend class="unseen">"Choose one answer"</legend>
                {options}
            </fieldset>
            <div class="exam-actions">
                <button name="go" value="previous" class="quiet" disabled=move || runner.position.get() == 0>"← Previous"</button>
                <button
                    name="go"
                    value="flag"
                    class="quiet flag"
                    aria-pressed=move || if flagged() { "true" } else { "false" }
                >
                    {move || if flagged() { "⚑ Flagged: take off" } else { "⚐ Flag for review" }}
                </button>
                <button name="go" value="clear" class="quiet" disabled=move || !answered()>"Clear answer"</button>
                <button name="go" value="next" class="button" disabled=move || runner.position.get() + 1 == runner.count()>
                    "Next →"
                </button>
            </div>
            <noscript><p class="help">"Scripts are off: each button saves the answer you chose and goes on."</p></noscript>
        </section>
    }
}

fn option_row(runner: Runner, option: u8) -> impl IntoView {
    let place = move || runner.position.get();
    let text = move || {
        runner.sitting.with_value(|sitting| {
            sitting.questions[place()].options.get(usize::from(option)).cloned().unwrap_or_default()
        })
    };
    let chosen =
        move || runner.sheet.with(|sheet| sheet.response(place()).is_some_and(|given| given.choice() == option));
    let struck = move || runner.sheet.with(|sheet| sheet.rows()[place()].is_struck(option));
    let name = letter(option).to_string();
    let strike_label = format!("Strike out option {name}");
    view! {
        <div class="option" class:struck=struck class:chosen=chosen>
            <label>
                <input
                    type="radio"
                    name="choice"
                    value=option.to_string()
                    checked=chosen
                    prop:checked=chosen
                    on:change=move |_| runner.choose(option)
                />
                <span class="letter">{name}</span>
                <span class="option-text">{text}</span>
            </label>
            <button
                name="go"
                value=format!("strike-{option}")
                class="strike"
                aria-label=strike_label
                aria-pressed=move || if struck() { "true" } else { "false" }
            >
                {move || if struck() { "↺" } else { "✕" }}
            </button>
        </div>
    }
}
