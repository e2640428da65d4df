use domain::time::Millis;
use leptos::prelude::*;

use crate::when;

/// What is shown instead of the questions while a trainer holds the clock.
#[component]
pub fn HeldPage(
    /// Name of the paper.
    title: String,
    /// Working time that is left.
    left: Millis,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <p class="kicker">{title}</p>
            <h1>"Your trainer holds the clock"</h1>
        </header>
        <section>
            <p>"Everything that you answered is kept, and your time stands still: "<strong>{when::length(left)}</strong>" are left."</p>
            <p>"This page shows your questions again as soon as the exam goes on. You need not do anything."</p>
        </section>
    }
}
