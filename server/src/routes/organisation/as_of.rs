//! Who was qualified on a day, as it was known at a moment.

use app::form::Form;
use app::pages::organisation::{AsOf, AsOfPage, PEOPLE, name};
use app::when;
use axum::extract::Query;
use axum::response::Response;
use chrono::Datelike;
use documents::sheet::{Row, Table, write_csv};
use domain::award::Day;
use domain::organisation::{Asked, PersonState};
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
    let seat = &office.seat;
    let frame = frame("organisation", "Who was qualified", "Who was qualified on a day, as it was known then or now.");
    Ok(office.page(status(&form), frame, || view! { <AsOfPage seat=seat form=form answer=answer /> }))
}

fn last(answer: &AsOf) -> usize {
    answer.report.people.len().saturating_sub(1) / PEOPLE
}

async fn asked(office: &WholeOffice, query: &AsOfQuery) -> Result<(Form, Option<AsOf>), Stop> {
    let today = office.today();
    let Some(typed) = &query.day else { return Ok((Form::default().with("day", today.to_string()), None)) };
    let typed_known = query.known.as_deref().unwrap_or_default().trim();
    let mut form = Form::default().with("day", typed.as_str()).with("known", typed_known);
    let on = day(&mut form, "day", typed);
    let known = (!typed_known.is_empty()).then(|| day(&mut form, "known", typed_known)).flatten();
    if known.is_some_and(|known| known > today) {
        form.refuse("known", "That day has not come yet: nobody knows what will be known then.");
    }
    let Some(on) = on.filter(|_| form.is_sound()) else { return Ok((form, None)) };
    let now = office.site().now().wall;
    let end = |known: Day| known.succ_opt().map_or(now, |next| Timestamp(when::beginning(next).0 - 1));
    let at = known.map_or(now, end).min(now);
    let report = office.site().store.report(&office.seat, on, at).await?;
    let page = page(query.page.as_deref());
    Ok((form, Some(AsOf { report, on, known, today, page })))
}

/// The whole answer as a table: a line for each need of each person.
pub async fn csv(office: WholeOffice, Query(query): Query<AsOfQuery>) -> Result<Response, Stop> {
    let (form, answer) = asked(&office, &query).await?;
    let Some(answer) = answer else {
        let seat = &office.seat;
        let frame = frame("organisation", "Who was qualified", "Who was qualified on a day.");
        return Ok(office.page(status(&form), frame, || view! { <AsOfPage seat=seat form=form answer=None /> }));
    };
    let lines = answer.report.people.iter().flat_map(|person| lines(person, answer.on));
    let rows = (2..).zip(lines).map(|(number, cells)| Row { number, cells }).collect();
    let headers = HEADERS.map(str::to_owned).to_vec();
    let table = Table { headers, rows, ..Table::default() };
    Ok(attachment(Kind::Csv, &format!("qualified-on-{}", answer.on), write_csv(&table)))
}

const HEADERS: [&str; 11] = [
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
];

fn lines(person: &PersonState, on: Day) -> Vec<Vec<String>> {
    let begin = || vec![name(person), person.positions.join("; ")];
    let filled = |mut cells: Vec<String>| {
        cells.resize(HEADERS.len(), String::new());
        cells
    };
    if person.needs.is_empty() && person.exceptions.is_empty() {
        return vec![filled(begin())];
    }
    let exception = |(requirement, until, reason): &(String, Day, String)| {
        let mut cells = begin();
        cells.extend([requirement.clone(), format!("not asked until {until}: {reason}")]);
        filled(cells)
    };
    let line = |asked: &Asked| {
        let mut cells = begin();
        cells.push(asked.requirement.clone());
        let (state, due) = match asked.deadline(on) {
            _ if asked.met.is_some() => ("met".to_owned(), String::new()),
            None => (asked.unmet_words(), String::new()),
            Some((due, false)) => (format!("{}, has time", asked.unmet_words()), due.to_string()),
            Some((due, true)) => (format!("{}, late", asked.unmet_words()), due.to_string()),
        };
        cells.push(state);
        let award = asked.met.as_ref().and_then(|id| person.awards.iter().find(|(known, ..)| known == id));
        if let Some((_, award, _)) = award {
            let facts = &award.facts;
            cells.extend([
                facts.qualification.code().to_owned(),
                facts.institute.clone(),
                facts.certificate_number.clone(),
                facts.awarded_on.to_string(),
                award.last_day().map(|last| last.to_string()).unwrap_or_default(),
                award.decided.as_ref().map(|(who, _)| who.clone()).unwrap_or_default(),
            ]);
        }
        cells.resize(HEADERS.len() - 1, String::new());
        cells.push(due);
        cells
    };
    person.needs.iter().map(line).chain(person.exceptions.iter().map(exception)).collect()
}
