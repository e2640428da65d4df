use domain::time::Timestamp;
use leptos::prelude::*;

use crate::urls;
use crate::when;

/// What is known of the reader's calendar link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarLink {
    /// There is none.
    None,
    /// It was made then; its address cannot be shown again.
    Made(Timestamp),
    /// It was made a moment ago: the whole address.
    New(String),
}

/// The link by which the agenda is shown in the reader's own calendar.
#[component]
pub fn CalendarPage(link: CalendarLink) -> impl IntoView {
    let none = link == CalendarLink::None;
    let told = match link {
        CalendarLink::None => view! { <p class="empty">"You have no link yet."</p> }.into_any(),
        CalendarLink::Made(at) => view! {
            <p>"Your link was made "{when::moment(at)}". It is not shown again: we keep only a fingerprint of it. If you lost it, make a new one."</p>
        }
        .into_any(),
        CalendarLink::New(address) => view! {
            <p class="notice" role="status">"Here is your link. Copy it now: it is shown only once."</p>
            <p><code class="long">{address}</code></p>
            <p>"In your calendar program choose “Subscribe to a calendar”, “From the internet” or “From URL”, and paste it there."</p>
        }
        .into_any(),
    };
    let make = if none { "Make a link" } else { "Make a new link" };
    let end = (!none).then(|| view! { <button class="quiet" name="go" value="end">"End the link"</button> });
    let warning = (!none).then(|| view! { <p class="help">"The old link will stop working."</p> });
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::DASHBOARD>"Today"</a></p>
            <h1>"Your days in your own calendar"</h1>
            <p>"A calendar program that has your secret link shows the day of your exam, the last days of your certificates, the sessions of your classes, when things are due, and what your organisations ask of you by when. It keeps them up to date. If you teach, it shows the sessions of your cohorts too."</p>
        </header>
        <section class="plan-about">
            {told}
            <form method="post" action=urls::CALENDAR_LINK class="actions">
                <button class="button" name="go" value="make">{make}</button>
                {end}
            </form>
            {warning}
            <p class="help">"Whoever has the link sees these entries. Give it to nobody."</p>
        </section>
    }
}
