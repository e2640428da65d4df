use domain::organisation::Role;
use leptos::prelude::*;
use store::Seat;

use crate::urls;

/// Last part of the address, name, and who sees it.
type Page = (&'static str, &'static str, fn(Role) -> bool);

/// The pages of the books in the order of their use: last part of the address, name, and who sees it.
const PAGES: [Page; 17] = [
    ("", "Overview", Role::reads),
    ("people", "People", Role::reads),
    ("approvals", "Approvals", Role::reads),
    ("requirements", "Requirements", Role::reads),
    ("exceptions", "Exceptions", Role::reads),
    ("forecast", "Forecast", Role::reads),
    ("plan", "Plan", Role::reads),
    ("renewals", "Renewals", Role::reads),
    ("structure", "Departments", Role::reads),
    ("as-of", "Who was qualified", Role::reads_all),
    ("pack", "Evidence pack", Role::reads_all),
    ("log", "Log", Role::reads_all),
    ("settings", "Settings", |role| matches!(role, Role::Manager)),
    ("mail", "Outbox", |role| role == Role::Manager),
    ("import", "Import", |role| role == Role::Manager),
    ("export", "Export", Role::reads_all),
    ("me", "Me", |_| true),
];

/// Head of a page of the books, and the way between them. `here` is the last part of the address.
#[component]
pub fn OfficeNav<'s>(seat: &'s Seat, here: &'static str) -> impl IntoView {
    let entries = PAGES.into_iter().filter(|(_, _, sees)| sees(seat.role));
    let links = entries.map(|(page, name, _)| {
        let address = match page {
            "" => urls::organisation(&seat.organisation),
            page => urls::office(&seat.organisation, page),
        };
        view! { <a href=address aria-current=(page == here).then_some("page")>{name}</a> }
    });
    let links = links.collect_view();
    view! {
        <p class="kicker">{seat.organisation_name.clone()}</p>
        <nav class="filters office-nav" aria-label="Organisation">{links}</nav>
    }
}
