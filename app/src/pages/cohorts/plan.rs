//! The plan of a cohort: what comes when, and how far its people are.

mod form;
mod one;
mod papers;
mod template;

use chrono::{Datelike, TimeDelta};
use domain::award::Day;
use domain::cohort::{Access, Task, TaskKind};
use domain::time::Timestamp;
use domain::zone::Zone;
use leptos::prelude::*;
use store::{Cohort, PlanEntry, Teaching};

use super::CohortNav;
use crate::parts::{limit_words, window_words, zone_note};
use crate::{urls, when};

pub use form::{EntryFormPage, MOMENTS, Moments};
pub use one::{EntryPage, Person};
pub use papers::{Paper, papers, planned_paper};
pub use template::{TemplatePage, WEEKDAYS};

/// An entry, and how many have done it.
pub struct Row {
    /// The entry.
    pub entry: PlanEntry,
    /// How many have done it, of those who take part; of a session how many were there.
    pub done: usize,
}

/// The plan as a list by week and day, in the zone of the cohort.
#[component]
pub fn PlanPage<'a>(
    teaching: &'a Teaching,
    rows: Vec<Row>,
    /// How many take part.
    people: usize,
    now: Timestamp,
    /// What was done a moment ago.
    done: Option<&'static str>,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let zone = cohort.facts.zone;
    let add = TaskKind::ALL.map(|kind| {
        let address = format!("{}?kind={}", urls::cohort_page(&cohort.id, "plan/new"), kind.word());
        view! { <a class="button quiet" href=address>{format!("Add: {}", kind.name().to_lowercase())}</a> }
    });
    let template = urls::cohort_page(&cohort.id, "plan/template");
    let list = if rows.is_empty() {
        view! {
            <p class="empty">
                "Nothing is planned yet. Add something above, or "<a href=template.clone()>"put in the sessions and lessons of the level"</a>" at once."
            </p>
        }
        .into_any()
    } else {
        weeks(cohort, rows, people, now).into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="plan" />
            <h1>"Plan"</h1>
            <p>{zone_note(zone, now)}</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <section class="plan-about">
            <p class="actions">{add.into_iter().collect_view()}</p>
            <p class="help"><a href=template>"Put in the sessions and lessons of the level"</a></p>
        </section>
        {list}
    }
}

/// The moment by which an entry stands in the plan: the begin of a session, else when it is due, closes or opens.
fn moment(entry: &PlanEntry) -> Option<Timestamp> {
    let window = entry.window;
    match entry.task {
        Task::Session { .. } => window.opens.or(window.closes),
        _ => window.due.or(window.closes).or(window.opens),
    }
}

/// The Monday of the week of a day.
fn monday(day: Day) -> Day {
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

/// Entries by week and by day; what has no date stands at the end.
fn weeks(cohort: &Cohort, rows: Vec<Row>, people: usize, now: Timestamp) -> impl IntoView + use<> {
    let zone = cohort.facts.zone;
    let (mut dated, undated) = rows.into_iter().partition::<Vec<_>, _>(|row| moment(&row.entry).is_some());
    dated.sort_by_key(|row| moment(&row.entry));
    let today = zone.local(now).0;
    let mut weeks = Vec::<(Day, Vec<(Day, Vec<Row>)>)>::new();
    for row in dated {
        let day = moment(&row.entry).map_or(today, |at| zone.local(at).0);
        if weeks.last().is_none_or(|(week, _)| *week != monday(day)) {
            weeks.push((monday(day), Vec::new()));
        }
        let Some((_, days)) = weeks.last_mut() else { continue };
        match days.last_mut().filter(|(last, _)| *last == day) {
            Some((_, rows)) => rows.push(row),
            None => days.push((day, vec![row])),
        }
    }
    let weeks = weeks.into_iter().map(|(week, days)| {
        let last = week + TimeDelta::days(6);
        let heading = format!("{} – {}", week.format("%-d %B"), last.format("%-d %B %Y"));
        let here = (week == monday(today)).then_some(" · this week");
        let days = days.into_iter().map(|(day, rows)| {
            let words = day.format("%A %-d %B").to_string();
            let is_today = (day == today).then_some(" · today");
            let cards = rows.into_iter().map(|row| card(cohort, row, people, now)).collect_view();
            view! { <div class="plan-day"><h3>{words}{is_today}</h3><ul class="plan-cards">{cards}</ul></div> }
        });
        view! { <section class="plan-week"><h2>{heading}{here}</h2>{days.collect_view()}</section> }
    });
    let weeks = weeks.collect_view();
    let undated = (!undated.is_empty()).then(|| {
        let cards = undated.into_iter().map(|row| card(cohort, row, people, now)).collect_view();
        view! { <section class="plan-week"><h2>"Without a date"</h2><ul class="plan-cards">{cards}</ul></section> }
    });
    view! { {weeks}{undated} }
}

fn card(cohort: &Cohort, row: Row, people: usize, now: Timestamp) -> impl IntoView + use<> {
    let Row { entry, done } = row;
    let kind = entry.task.kind();
    let place = match &entry.task {
        Task::Session { place, .. } if !place.is_empty() => Some(format!(" · {place}")),
        _ => None,
    };
    let told = match kind {
        TaskKind::Session if entry.window.at(now) == Access::NotYet => String::new(),
        TaskKind::Session => format!(" · {done} of {people} there"),
        _ => format!(" · {done} of {people} done"),
    };
    let words = window_words(kind, entry.window, cohort.facts.zone);
    let limit = limit_words(&entry.task).map(|words| format!(" · {words}"));
    let (class, state) = state_words(&entry, now);
    view! {
        <li class=class>
            <p class="kicker">{kind.name()}" · "{state}{told}</p>
            <p><a href=urls::plan_entry(&cohort.id, &entry.id)>{entry.title}</a></p>
            <p class="help">{words}{place}{limit}</p>
        </li>
    }
}

/// How the window stands by the dates of the plan, and by what the trainer began or ended: the class of the card, and the words.
pub(super) fn state_words(entry: &PlanEntry, now: Timestamp) -> (&'static str, &'static str) {
    let is_session = entry.task.kind() == TaskKind::Session;
    match entry.window_for(None).at(now) {
        Access::NotYet if is_session => ("plan-to-come", "to come"),
        Access::NotYet => ("plan-to-come", "not yet open"),
        Access::Open if is_session && entry.window.opens.is_none() => ("plan-to-come", "no date yet"),
        Access::Open if is_session => ("plan-open", "now"),
        Access::Open => ("plan-open", "open"),
        Access::Late => ("plan-open", "due"),
        Access::Closed if is_session => ("plan-over", "over"),
        Access::Closed => ("plan-over", "closed"),
    }
}

/// A day and a time of day as fields want them.
pub fn as_fields(zone: Zone, at: Option<Timestamp>) -> (String, String) {
    let Some(at) = at else { return Default::default() };
    let (day, time) = zone.local(at);
    (day.to_string(), when::clock(time))
}
