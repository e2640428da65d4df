//! For staff: the exams of the people they look after.

mod aside;
mod clock;
mod one;

use domain::attempt::Phase;
use domain::time::{Millis, ServiceTime};
use leptos::prelude::*;
use store::{ClockReading, SittingRow};

use crate::parts::StaffNav;
use crate::{urls, when};

pub use one::{Sitting, SittingPage, load};

/// Ended exams that are listed.
const LATEST: usize = 50;

/// The page.
#[component]
pub fn SittingsPage(rows: Vec<SittingRow>, now: ClockReading) -> impl IntoView {
    let (running, ended) = rows.into_iter().partition::<Vec<_>, _>(|row| row.phase == Phase::Running);
    view! {
        <header class="page-head">
            <h1>"Sittings"</h1>
            <p>"As of "{when::moment(now.wall)}". "<a href=urls::SITTINGS>"Look again"</a></p>
            <StaffNav here=urls::SITTINGS />
        </header>
        <section>
            <h2>"Running now"</h2>
            {running_table(running, now.service)}
        </section>
        <section>
            <h2>"Ended lately"</h2>
            {ended_table(ended)}
        </section>
    }
}

fn running_table(rows: Vec<SittingRow>, now: ServiceTime) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"Nobody is sitting an exam."</p> }.into_any();
    }
    let line = |row: SittingRow| {
        let left = when::length(row.timing.remaining(now).unwrap_or(Millis(0)));
        let place = if row.timing.is_resting(now) {
            "on a break".to_owned()
        } else if row.timing.has_sections() {
            format!("in section {}", row.timing.section(now) + 1)
        } else {
            "working".to_owned()
        };
        view! { <tr>{who_and_what(&row)}<td class="num">{left}</td><td>{place}</td><td>{when::moment(row.started_at)}</td></tr> }
    };
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Running exams">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Paper"</th>
                        <th scope="col" class="num">"Time left"</th>
                        <th scope="col">"Now"</th>
                        <th scope="col">"Began"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn ended_table(rows: Vec<SittingRow>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"No exam has ended yet."</p> }.into_any();
    }
    let line = |row: SittingRow| {
        view! { <tr>{who_and_what(&row)}<td>{end_words(row.phase)}</td><td>{when::moment(row.started_at)}</td></tr> }
    };
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Ended exams">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Paper"</th>
                        <th scope="col">"End"</th>
                        <th scope="col">"Began"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().take(LATEST).map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn who_and_what(row: &SittingRow) -> impl IntoView + use<> {
    view! {
        <th scope="row"><a href=urls::person(&row.account)>{row.name.clone()}</a></th>
        <td><a href=urls::sitting(&row.id)>{row.title.clone()}</a></td>
    }
}

/// How a sitting stands.
fn end_words(phase: Phase) -> &'static str {
    match phase {
        Phase::Running => "running",
        Phase::Submitted => "handed in",
        Phase::Expired => "time was up",
    }
}
