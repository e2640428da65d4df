//! What an external auditor sees through a link.

use domain::organisation::{Pack, Seed};
use domain::time::Timestamp;
use leptos::prelude::*;

use super::evidence::{Opens, PackBody, sentence};
use super::organisation::files;
use crate::when;

/// The pack behind a link.
#[component]
pub fn AuditPage(
    pack: Pack,
    /// The address of the link.
    address: String,
    /// The seed of the sample that is shown.
    seed: Seed,
    /// Another seed, to draw others.
    other: Seed,
    /// When the link ends.
    expires: Timestamp,
    /// The page, counted from 0.
    page: usize,
) -> impl IntoView {
    let query = format!("seed={}", seed.number());
    let draw = pack.drawn.map(|_| {
        view! {
            <form method="get" action=address.clone() class="stack">
                <div class="field">
                    <label for="seed">"Seed"</label>
                    <p class="help" id="seed-help">"A number of your choice, at most nine digits: the sample then is yours, and nobody could prepare for it."</p>
                    <input id="seed" name="seed" inputmode="numeric" pattern="[0-9]{1,9}" maxlength="9" required="" value=other.number().to_string() aria-describedby="seed-help" />
                </div>
                <button>"Draw another sample"</button>
            </form>
        }
    });
    let title = format!("Evidence of competence: {}", sentence(&pack));
    view! {
        <header class="page-head">
            <p class="kicker">{pack.organisation.clone()}</p>
            <h1>{title}</h1>
            <p>"For clause 7.2 of ISO/IEC 20000-1. You see this pack as it was known when the link was made. The link ends on "{when::date(expires)}"."</p>
            {files(&address, &query, pack.people.len())}
            {draw}
        </header>
        <PackBody pack=pack opens=Opens::Here base=format!("{address}?{query}") page=page />
    }
}
