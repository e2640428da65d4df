//! What an external auditor sees through a link.

use domain::organisation::{Pack, Seed};
use leptos::prelude::*;
use store::{AuditLink, Shown};

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
    /// The link.
    link: AuditLink,
    /// The page, counted from 0.
    page: usize,
) -> impl IntoView {
    let query = format!("seed={}", seed.number());
    let opens = Opens::Here((link.shows == Shown::Files).then(|| address.clone()));
    let proof = match link.shows {
        Shown::Files => "Each certificate names the files that prove it: open them to see the proof itself.",
        Shown::Pack => "Each certificate names the files that prove it; ask the organisation if you want to see one.",
    };
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
            <p>"For clause 7.2 of ISO/IEC 20000-1. You see this pack as it was known when the link was made. The link ends on "{when::date(link.expires)}"."</p>
            <p>{proof}</p>
            {files(&address, &query, pack.people.len())}
            {draw}
        </header>
        <PackBody pack=pack opens=opens base=format!("{address}?{query}") page=page />
    }
}
