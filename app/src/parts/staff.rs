use leptos::prelude::*;

use crate::urls;

/// The way between the pages for staff. `here` is the address of the one that is shown.
#[component]
pub fn StaffNav(here: &'static str) -> impl IntoView {
    let entries =
        [(urls::SITTINGS, "Sittings"), (urls::PEOPLE, "People"), (urls::PAPERS, "Papers"), (urls::REPORTS, "Reports")];
    let links = entries.map(|(address, name)| {
        view! { <a href=address aria-current=(address == here).then_some("page")>{name}</a> }
    });
    view! { <nav class="filters" aria-label="Staff">{links.into_iter().collect_view()}</nav> }
}
