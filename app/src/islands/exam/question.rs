//! One question: its sheet, and the buttons that always stand in the same place.

use leptos::prelude::*;

use super::{Runner, answer, entry};

/// The question shown now.
#[component]
pub(super) fn QuestionView(runner: Runner) -> impl IntoView {
    let place = Memo::new(move |_| runner.position.get());
    let sheet = move || {
        let place = place.get();
        runner.sheet.with_untracked(|sheet| {
            runner.sitting.with_value(|sitting| answer::sheet(&sitting.questions[place], &sheet.rows()[place]))
        })
    };
    let row = move |look: fn(&domain::attempt::Row) -> bool| {
        runner.sheet.with(|sheet| look(&sheet.rows()[runner.position.get()]))
    };
    let flagged = move || row(|row| row.flagged);
    entry::keep_in_step(runner);
    view! {
        <section class="question" aria-labelledby="question">
            <h2 id="question" tabindex="-1">"Question "{move || runner.position.get() + 1}</h2>
            <div
                class="sheet"
                inner_html=sheet
                on:change=move |event| entry::changed(runner, &event)
                on:input=move |event| entry::typed(runner, &event)
            ></div>
            <p class="hint" role="status">{move || runner.hint.get()}</p>
            <div class="exam-actions">
                <button name="go" value="previous" class="quiet" disabled=move || runner.position.get() == 0>"← Previous"</button>
                <button name="go" value="flag" class="quiet flag" aria-pressed=move || if flagged() { "true" } else { "false" }>
                    {move || if flagged() { "⚑ Flagged: take off" } else { "⚐ Flag for review" }}
                </button>
                <button name="go" value="clear" class="quiet" disabled=move || !row(|row| row.response.is_some())>"Clear answer"</button>
                <button name="go" value="next" class="button" disabled=move || runner.position.get() + 1 == runner.count()>
                    "Next →"
                </button>
            </div>
        </section>
    }
}
