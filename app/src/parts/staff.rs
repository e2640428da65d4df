use leptos::prelude::*;
use store::Role;

use crate::urls;

/// The way between the pages for staff. `here` is the address of the one that is shown. Administrators find the outbox in it;
/// whoever writes questions and trains nobody finds these alone.
#[component]
pub fn StaffNav(here: &'static str) -> impl IntoView {
    let role = use_context::<Role>();
    let outbox = role.filter(|role| *role == Role::Administrator).map(|_| (urls::OUTBOX, "Outbox"));
    let is_author = role == Some(Role::Candidate);
    let entries = [
        (urls::COHORTS, "Cohorts"),
        (urls::SITTINGS, "Sittings"),
        (urls::PEOPLE, "People"),
        (urls::PAPERS, "Papers"),
        (urls::BANK, "Questions"),
        (urls::REPORTS, "Reports"),
    ];
    let entries = entries.into_iter().filter(|(address, _)| !is_author || *address == urls::BANK);
    let links = entries.chain(outbox).map(|(address, name)| {
        view! { <a href=address aria-current=(address == here).then_some("page")>{name}</a> }
    });
    view! { <nav class="filters" aria-label="Staff">{links.collect_view()}</nav> }
}
