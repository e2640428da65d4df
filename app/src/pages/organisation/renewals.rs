use domain::award::Day;
use domain::credits::Rules;
use domain::renewal::{Way, Window};
use leptos::prelude::*;
use store::{PersonState, Reminded, RenewalRow, Seat};

use super::nav::OfficeNav;
use crate::{urls, when};

/// Awards that may be renewed now or have ended, with the reminders that were sent.
#[component]
pub fn RenewalsPage<'a>(
    seat: &'a Seat,
    rows: Vec<RenewalRow>,
    page: i64,
    more: bool,
    today: Day,
    /// What certificates of other schemes are called.
    rules: &'a Rules,
) -> impl IntoView {
    let base = urls::office(&seat.organisation, "renewals");
    let older = format!("{}?state={}", urls::office(&seat.organisation, "people"), PersonState::Older.word());
    let list = if rows.is_empty() {
        view! { <p class="empty">"No award may be renewed now, and none ended within the last year."</p> }.into_any()
    } else {
        table(seat, rows, today, rules).into_any()
    };
    let earlier = (page > 1).then(|| view! { <a href=format!("{base}?page={}", page - 1)>"Earlier"</a>" " });
    let later = more.then(|| view! { <a href=format!("{base}?page={}", page + 1)>"Later"</a> });
    let pages = (page > 1 || more).then(|| view! { <p>{earlier}{format!("Page {page} ")}{later}</p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="renewals" />
            <h1>"Renewals"</h1>
            <p>{format!("An award may be renewed from {} days before its end. Who was reminded, and what is planned, stands beside it. Once it has ended, a refresher is not enough: the whole course is asked for again.", seat.settings.window_days)}</p>
            <p><a href=older>"Whose certificate is of an older edition than the course teaches"</a></p>
        </header>
        <section>{list}{pages}</section>
    }
}

fn table(seat: &Seat, rows: Vec<RenewalRow>, today: Day, rules: &Rules) -> impl IntoView + use<> {
    let lines = rows.into_iter().map(|row| {
        let person = format!("{}/{}", urls::office(&seat.organisation, "people"), row.member);
        let window = Window::of(Some(row.last), seat.settings.window_days, today);
        let title = row.qualification.as_ref().map(|code| rules.title(code, None).to_owned());
        let planned = row.planned.map_or("nothing planned".to_owned(), |day| when::day(&day.to_string()));
        view! {
            <tr>
                <th scope="row"><a href=person>{row.name}</a></th>
                <td>{title}</td>
                <td>{short_words(window)}</td>
                <td>{way_words(window)}</td>
                <td>{reminders(&row.reminders)}</td>
                <td>{planned}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Renewals">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Award"</th>
                        <th scope="col">"Window"</th>
                        <th scope="col">"Way"</th>
                        <th scope="col">"Reminded"</th>
                        <th scope="col">"Planned"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

/// Where an award stands, without what leads back: that has a column of its own.
fn short_words(window: Window) -> String {
    match window {
        Window::Overdue { since } => format!("○ ended {}", when::day(&since.to_string())),
        other => window_words(other),
    }
}

/// What leads to the renewal, in words.
fn way_words(window: Window) -> &'static str {
    match window.way() {
        Some(Way::Refresher) => "refresher",
        Some(Way::WholeCourse) => "full course again",
        None => "nothing yet",
    }
}

/// Where an award stands on the way to its renewal, in words.
pub fn window_words(window: Window) -> String {
    let day = |day: Day| when::day(&day.to_string());
    match window {
        Window::Never => "● does not end".to_owned(),
        Window::NotYet { opens } => format!("● may be renewed from {}", day(opens)),
        Window::Open { last } => format!("◐ open until {}", day(last)),
        Window::Overdue { since } => format!("○ ended {}; the whole course and the exam lead back", day(since)),
    }
}

/// When reminders of an award were sent.
pub fn reminders(sent: &[Reminded]) -> String {
    if sent.is_empty() {
        return "not yet".to_owned();
    }
    let words = sent.iter().map(|one| format!("{} ({} days before)", when::date(one.at), one.days));
    words.collect::<Vec<_>>().join(", ")
}
