use leptos::prelude::*;
use store::Cohort;

use crate::urls;

/// The pages of a cohort in the order of their use: last part of the address, and name.
const PAGES: [(&str, &str); 12] = [
    ("", "Board"),
    ("plan", "Plan"),
    ("people", "People"),
    ("runs", "Mock exams"),
    ("marking", "Marking"),
    ("analysis", "Item analysis"),
    ("corrections", "Corrections"),
    ("next-session", "Next session"),
    ("reports", "Reports"),
    ("write", "Write"),
    ("history", "History"),
    ("settings", "Settings"),
];

/// Head of a page of a cohort, and the way between them. `here` is the last part of the address.
#[component]
pub fn CohortNav<'c>(cohort: &'c Cohort, here: &'static str) -> impl IntoView {
    let links = PAGES.map(|(page, name)| {
        let address = match page {
            "" => urls::cohort(&cohort.id),
            page => urls::cohort_page(&cohort.id, page),
        };
        view! { <a href=address aria-current=(page == here).then_some("page")>{name}</a> }
    });
    let away = cohort.archived_at.map(|_| " (put away)");
    view! {
        <p class="kicker"><a href=urls::COHORTS>"Cohorts"</a>" › "{cohort.facts.name.clone()}{away}</p>
        <nav class="filters office-nav" aria-label="Cohort">{links.collect_view()}</nav>
    }
}
