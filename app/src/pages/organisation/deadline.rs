//! Until when something is to be met, in words.

use chrono::Datelike;
use domain::award::Day;
use domain::organisation::{Asked, NeedState, Requirement};
use leptos::prelude::*;
use store::{CoverageRow, FallsDue, PeopleRow, Seat};

use super::requirements::demand_words;
use crate::{urls, when};

/// Months that are told at most, and requirements of each.
const MONTHS: usize = 24;
const OF_A_MONTH: usize = 6;

fn words(day: Day) -> String {
    when::day(&day.to_string())
}

/// What a requirement asks besides the certificate, for a list: `each of them, by 31 March 2027, must not work in Service desk`.
pub fn rule_words(requirement: &Requirement, apart: Option<String>) -> String {
    let parts = [Some(demand_words(requirement.demand)), time_words(requirement), apart];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a requirement says of time, for a list: `by 31 March 2027, newcomers within 3 months, until 31 December 2027`.
pub fn time_words(requirement: &Requirement) -> Option<String> {
    let due = requirement.due.map(|due| format!("by {}", words(due)));
    let within = requirement.months_for_newcomers().map(|months| format!("newcomers within {}", months_words(months)));
    let until = requirement.until.map(|last| format!("until {}", words(last)));
    let parts = due.into_iter().chain(within).chain(until).collect::<Vec<_>>();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// So many months.
pub(super) fn months_words(months: u16) -> String {
    when::count(months.into(), "month", "months")
}

/// What is not met, after its mark: `due by 31 March 2027`, `late since 1 April 2027`; none when there was no time for it.
pub(super) fn state_words(state: NeedState) -> Option<(&'static str, String)> {
    match state {
        NeedState::Met | NeedState::Late(None) => None,
        NeedState::Open(due) => Some(("◔", format!("due by {}", words(due)))),
        NeedState::Late(Some(since)) => Some(("○", format!("late since {}", words(since)))),
    }
}

/// How many are missing, and how many of them have time: `3 missing: 1 late, 2 with time, the next due by 31 March 2027`.
pub(super) fn missing_words(row: &CoverageRow, gives_time: bool) -> String {
    let (missing, late) = (row.missing(), row.late());
    match (row.next_due.map(words), late) {
        (Some(next), 0) if row.open == 1 => format!("{missing} missing, due by {next}"),
        (Some(next), 0) => format!("{missing} missing, all with time, the next due by {next}"),
        (Some(next), _) => format!("{missing} missing: {late} late, {} with time, the next due by {next}", row.open),
        (None, _) if gives_time => format!("{missing} missing, {}", if missing == 1 { "late" } else { "all late" }),
        (None, _) => format!("{missing} missing"),
    }
}

/// The mark and the word for a requirement that is not met: nobody has to be alarmed while there is time.
pub(super) const fn gap_mark(row: &CoverageRow) -> (&'static str, &'static str) {
    if row.late() > 0 { ("○", "gap") } else { ("◔", "has time") }
}

/// What a person misses: `○ 1 missing, ◔ 2 due, the next by 31 March 2027`.
pub(super) fn gaps_words(row: &PeopleRow) -> String {
    let late = (row.late() > 0).then(|| format!("○ {} missing", row.late()));
    let next = row.next_due.map(words);
    let open = next.map(|next| match row.open {
        1 => format!("◔ 1 due by {next}"),
        open => format!("◔ {open} due, the next by {next}"),
    });
    let parts = late.into_iter().chain(open).collect::<Vec<_>>();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// How an unmet need of a report stands to its day, behind other words; empty where there was no time for it.
pub fn asked_words(asked: &Asked, on: Day) -> String {
    match asked.deadline(on) {
        None => String::new(),
        Some((due, false)) => format!(", to be met by {}", words(due)),
        Some((due, true)) => format!(", late: it was to be met by {}", words(due)),
    }
}

/// The mark of a need in a report.
pub fn asked_mark(asked: &Asked, on: Day) -> &'static str {
    match (&asked.met, asked.deadline(on)) {
        (Some(_), _) => "●",
        (None, Some((_, false))) => "◔",
        (None, _) => "○",
    }
}

/// What falls due month by month, with the requirements that are concerned.
pub(super) fn falling_due(seat: &Seat, requirements: &[Requirement], rows: &[FallsDue]) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"Nothing falls due. Requirements with a day to be met by, or with time for newcomers, appear here."</p> }
            .into_any();
    }
    let months = rows.chunk_by(|one, next| one.month == next.month).take(MONTHS);
    let months = months.map(|month| falling_in(seat, requirements, month)).collect_view();
    view! { <ul class="plain-list">{months}</ul> }.into_any()
}

fn falling_in(seat: &Seat, requirements: &[Requirement], rows: &[FallsDue]) -> impl IntoView + use<> {
    let month = rows.first().map_or_else(String::new, |row| month_words(row.month));
    let needs = rows.iter().map(|row| row.needs).sum::<i64>();
    let needs = when::count(usize::try_from(needs).unwrap_or_default(), "need", "needs");
    let named = rows.iter().filter_map(|row| {
        let requirement = requirements.iter().find(|one| one.id == row.requirement)?;
        Some((requirement, row.needs))
    });
    let links = named.take(OF_A_MONTH).enumerate().map(|(n, (requirement, needs))| {
        let address = format!("{}/{}", urls::office(&seat.organisation, "requirements"), requirement.id);
        let before = if n == 0 { ": " } else { ", " };
        view! { {before}<a href=address>{requirement.name.clone()}</a>" "{needs} }
    });
    let links = links.collect_view();
    let more = rows.len().checked_sub(OF_A_MONTH).filter(|more| *more > 0);
    let more = more.map(|more| format!(", and {}", when::count(more, "more requirement", "more requirements")));
    view! { <li><strong>{month}</strong>": "{needs}{links}{more}</li> }
}

/// A month as pages write it.
fn month_words(month: Day) -> String {
    debug_assert_eq!(month.day(), 1, "a month is told by its first day");
    month.format("%B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::RequirementId;

    #[test]
    fn what_is_late_is_told_from_what_has_time() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let row = |needed, open, next: Option<&str>| CoverageRow {
            requirement: RequirementId::new("r"),
            needed,
            met: 1,
            ending: 0,
            holders: 1,
            open,
            next_due: next.map(day),
        };
        let march = Some("2027-03-31");
        for (row, gives_time, expected) in [
            (row(2, 0, None), false, "1 missing"),
            (row(2, 0, None), true, "1 missing, late"),
            (row(4, 0, None), true, "3 missing, all late"),
            (row(2, 1, march), true, "1 missing, due by 31 March 2027"),
            (row(4, 3, march), true, "3 missing, all with time, the next due by 31 March 2027"),
            (row(4, 2, march), true, "3 missing: 1 late, 2 with time, the next due by 31 March 2027"),
        ] {
            assert_eq!(missing_words(&row, gives_time), expected);
            assert_eq!(gap_mark(&row).0 == "○", row.late() > 0, "{expected}");
        }
    }
}
