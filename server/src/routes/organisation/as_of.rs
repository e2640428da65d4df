//! Who was qualified on a day, as it was known at a moment.

use app::form::Form;
use app::pages::organisation::{AsOf, AsOfPage, PEOPLE, name};
use app::when;
use axum::extract::Query;
use axum::response::Response;
use chrono::Datelike;
use documents::sheet::{Row, Table, write_csv};
use domain::award::{Award, Day, Standing};
use domain::credits::Rules;
use domain::organisation::{Asked, PersonState};
use domain::question::Level;
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::Deserialize;

use crate::attachment::{Kind, attachment};
use crate::office::WholeOffice;
use crate::page::{frame, status};
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct AsOfQuery {
    day: Option<String>,
    known: Option<String>,
    held: Option<String>,
    page: Option<String>,
}

/// A page as addresses count them, from 1; counted from 0 here.
pub(in crate::routes) fn page(typed: Option<&str>) -> usize {
    typed.and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).clamp(1, 100_000) - 1
}

/// A day that was typed, of a year in which there were such certificates.
pub(super) fn day(form: &mut Form, field: &'static str, typed: &str) -> Option<Day> {
    let day = when::parse_day(typed).filter(|day| (1990..2200).contains(&day.year()));
    if day.is_none() {
        form.refuse(field, "Give a day, for instance 2026-03-01.");
    }
    day
}

pub async fn show(office: WholeOffice, Query(query): Query<AsOfQuery>) -> Result<Response, Stop> {
    let (form, answer) = asked(&office, &query).await?;
    let answer = answer.map(|answer| AsOf { page: last(&answer).min(answer.page), ..answer });
    Ok(render(&office, form, answer))
}

fn render(office: &WholeOffice, form: Form, answer: Option<AsOf>) -> Response {
    let (seat, rules) = (&office.seat, &office.site().library().credits.rules);
    let frame = frame("organisation", "Who was qualified", "Who was qualified on a day, as it was known then or now.");
    office.page(status(&form), frame, || view! { <AsOfPage seat=seat rules=rules form=form answer=answer /> })
}

fn last(answer: &AsOf) -> usize {
    answer.people().count().saturating_sub(1) / PEOPLE
}

async fn asked(office: &WholeOffice, query: &AsOfQuery) -> Result<(Form, Option<AsOf>), Stop> {
    let today = office.today();
    let Some(typed) = &query.day else { return Ok((Form::default().with("day", today.to_string()), None)) };
    // What means nothing is left out, as in the list of people.
    let held = query.held.as_deref().and_then(Level::from_word);
    let mut form = Form::default().with("day", typed.as_str()).with("held", held.map_or("", Level::word));
    let on = day(&mut form, "day", typed);
    let (known, at) = known(&mut form, query.known.as_deref(), (today, office.site().now().wall));
    let Some(on) = on.filter(|_| form.is_sound()) else { return Ok((form, None)) };
    let report = office.site().store.report(&office.seat, on, at).await?;
    let page = page(query.page.as_deref());
    Ok((form, Some(AsOf { report, on, known, today, held, page })))
}

/// The day at whose end something was known, from a field that may stay empty, and the moment that is meant: now when it is empty,
/// and never later than now.
pub(super) fn known(form: &mut Form, typed: Option<&str>, (today, now): (Day, Timestamp)) -> (Option<Day>, Timestamp) {
    let typed = typed.unwrap_or_default().trim();
    *form = std::mem::take(form).with("known", typed);
    let known = (!typed.is_empty()).then(|| day(form, "known", typed)).flatten();
    if known.is_some_and(|known| known > today) {
        form.refuse("known", "That day has not come yet: nobody knows what will be known then.");
    }
    let end = |known: Day| known.succ_opt().map_or(now, |next| Timestamp(when::beginning(next).0 - 1));
    (known, known.map_or(now, end).min(now))
}

/// The whole answer as a table: a line for each need of each person, and one for each certificate that met none.
pub async fn csv(office: WholeOffice, Query(query): Query<AsOfQuery>) -> Result<Response, Stop> {
    let (form, answer) = asked(&office, &query).await?;
    let Some(answer) = answer else { return Ok(render(&office, form, None)) };
    let rules = &office.site().library().credits.rules;
    let lines = answer.people().flat_map(|person| lines(person, rules, answer.on));
    let rows = (2..).zip(lines).map(|(number, cells)| Row { number, cells }).collect();
    let headers = HEADERS.map(str::to_owned).to_vec();
    let table = Table { headers, rows, ..Table::default() };
    Ok(attachment(Kind::Csv, &format!("qualified-on-{}", answer.on), write_csv(&table)))
}

const HEADERS: [&str; 12] = [
    "Person",
    "Positions",
    "Requirement",
    "State",
    "Qualification",
    "Institute",
    "Certificate number",
    "Awarded on",
    "Counts until",
    "Confirmed by",
    "Due by",
    "Certificate on that day",
];

fn lines(person: &PersonState, rules: &Rules, on: Day) -> Vec<Vec<String>> {
    // What was asked: the requirement and how it stood; the certificate; the day by which it was due.
    let line = |[requirement, state]: [String; 2], award: Option<(&Award, Standing)>, due: String| {
        let mut cells = vec![name(person), person.positions.join("; "), requirement, state];
        let (told, standing) = award.map(|(award, standing)| (told(rules, award), standing.word())).unwrap_or_default();
        cells.extend(told);
        cells.extend([due, standing.to_owned()]);
        cells
    };
    let needs = person.needs.iter().map(|asked| {
        let (state, due) = match asked.deadline(on) {
            _ if asked.met.is_some() => ("met".to_owned(), String::new()),
            None => (asked.unmet_words(), String::new()),
            Some((due, false)) => (format!("{}, has time", asked.unmet_words()), due.to_string()),
            Some((due, true)) => (format!("{}, late", asked.unmet_words()), due.to_string()),
        };
        let award = asked.met.as_ref().and_then(|id| person.awards.iter().find(|(known, ..)| known == id));
        let award = award.map(|(_, award, standing)| (award, *standing));
        line([asked.requirement.clone(), state], award, due)
    });
    let exceptions = person.exceptions.iter().map(|(requirement, until, reason)| {
        line([requirement.clone(), format!("not asked until {until}: {reason}")], None, String::new())
    });
    let met_nothing = |id| !person.needs.iter().any(|Asked { met, .. }| met.as_ref() == Some(id));
    let others = person
        .certificates()
        .filter(|(id, ..)| met_nothing(id))
        .map(|(_, award, standing)| line([String::new(), String::new()], Some((award, *standing)), String::new()));
    let mut lines = needs.chain(exceptions).chain(others).collect::<Vec<_>>();
    if lines.is_empty() {
        lines.push(line([String::new(), String::new()], None, String::new()));
    }
    lines
}

/// What a certificate says, and who confirmed it.
fn told(rules: &Rules, award: &Award) -> [String; 6] {
    let facts = &award.facts;
    [
        rules.title(&facts.qualification, facts.other.as_ref()).to_owned(),
        facts.institute.clone(),
        facts.certificate_number.clone(),
        facts.awarded_on.to_string(),
        award.last_day().map(|last| last.to_string()).unwrap_or_default(),
        award.decided.as_ref().map(|(who, _)| who.clone()).unwrap_or_default(),
    ]
}
