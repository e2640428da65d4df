//! What a trainer does to a running mock exam: to all who sit, or to the end of one.

use domain::ids::ParticipantId;
use leptos::prelude::*;

use super::Run;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::when;

/// Longest reason, in characters.
const LONGEST_REASON: u32 = 300;

/// What can be done to all exams together. Each form is its own, so that Enter in a field does what stands beside the field.
pub fn orders(run: &Run, address: &str, key: &str, form: Form) -> AnyView {
    let hidden = |what: &str| view! { <input type="hidden" name="key" value=format!("{key}-{what}") /> };
    let address = address.to_owned();
    if run.entry.run_ended_at.is_some() {
        return view! { <section><p class="notice">"This exam was ended. Nobody can begin it any more."</p></section> }
            .into_any();
    }
    if run.is_together() && run.entry.run_began_at.is_none() {
        return view! {
            <section>
                <p>"Nobody can begin before you say so. Those who wait see their page change by itself."</p>
                <form method="post" action=address>{hidden("begin")}<button class="button" name="go" value="begin">"Let everybody begin"</button></form>
            </section>
        }
        .into_any();
    }
    let hold = if run.entry.halted_at.is_some() {
        view! { <button class="button" name="go" value="continue">"Let the clocks go on"</button> }.into_any()
    } else {
        view! { <button class="button" name="go" value="halt">"Hold all clocks"</button> }.into_any()
    };
    let open = !form.is_sound();
    view! {
        <section class="run-orders">
            <form method="post" action=address.clone()>{hidden("hold")}<p class="actions">{hold}</p></form>
            <details open=open>
                <summary>"Grant time to all, or end the exam"</summary>
                <form method="post" action=address.clone() class="stack">
                    {hidden("grant")}
                    <Field form=form.clone() name="minutes" label="Minutes, from 1 to 180" kind="number" />
                    <Field form=form.clone() name="reason" label="Why the time is granted" help="It stands on everybody's result." longest=LONGEST_REASON want=Want::Optional />
                    <button class="button" name="go" value="grant">"Grant the minutes to all who sit"</button>
                </form>
                <form method="post" action=address class="stack">
                    {hidden("end")}
                    <Field form=form.clone() name="end_reason" label="Why the exam ends" help="It stands on everybody's result." longest=LONGEST_REASON want=Want::Optional />
                    {sure(&form)}
                    <button class="quiet" name="go" value="close">"End the exam for all"</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// What has to be ticked before everybody's exam is ended.
fn sure(form: &Form) -> impl IntoView + use<> {
    let error = form.error("sure").map(str::to_owned);
    let wrong = error.is_some();
    let described = wrong.then_some("sure-error");
    view! {
        <div class="field" class:wrong=wrong>
            {error.map(|message| view! { <p class="error" id="sure-error">{message}</p> })}
            <div class="field check">
                <input type="checkbox" id="sure" name="sure" value="yes" aria-describedby=described />
                <label for="sure">"Yes, end it for everybody"</label>
            </div>
        </div>
    }
}

/// Asks whether one exam is to be ended; nothing where that person sits no exam now.
pub fn ending(run: &Run, one: &ParticipantId, address: &str, key: &str, form: Form) -> Option<AnyView> {
    let row = run.rows.iter().find(|row| row.participant == *one)?;
    let exam = row.exam.as_ref().filter(|exam| exam.phase == domain::attempt::Phase::Running)?;
    let name = row.name.clone();
    let left = exam.timing.remaining(run.now).map(|left| format!(", with {} left", when::length(left)));
    let stand = format!("{} of {} answered{}.", exam.answered, exam.questions, left.unwrap_or_default());
    let (action, back) = (address.to_owned(), address.to_owned());
    Some(
        view! {
            <ErrorSummary form=form.clone() />
            <section class="run-orders">
                <h2>{format!("End the exam of {name}?")}</h2>
                <p>{stand}" What is saved is marked at once, and nobody can go on with it."</p>
                <form method="post" action=action class="stack">
                    <input type="hidden" name="key" value=format!("{key}-one") />
                    <input type="hidden" name="participant" value=one.to_string() />
                    <input type="hidden" name="sure" value="yes" />
                    <Field form=form name="end_reason" label="Why the exam ends" help="It stands on the person's result." longest=LONGEST_REASON want=Want::Optional />
                    <p class="actions">
                        <button class="button" name="go" value="close">{format!("End the exam of {name}")}</button>
                        <a href=back>"Let it run"</a>
                    </p>
                </form>
            </section>
        }
        .into_any(),
    )
}
