//! Everything out of the books, in open formats.

use app::pages::organisation::{ExportPage, SHEETS};
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use documents::sheet::{Cell, NamedTable, Table, write_csv, write_xlsx};
use domain::award::{Award, Day, Decision};
use domain::ids::MemberId;
use domain::organisation::{Assignment, Books};
use domain::time::Timestamp;
use leptos::prelude::*;
use serde_json::json;
use store::{AwardLog, BookLine};

use crate::office::{Office, ReadingOffice};
use crate::page::frame;
use crate::stop::Stop;

/// Headings of the list of people, as the import understands them.
pub(super) const PEOPLE: [&str; 6] = ["E-mail", "Name", "Department", "Position", "Start date", "End date"];
/// Headings of a certificate, as the import understands them.
pub(super) const CERTIFICATE: [&str; 5] =
    ["Qualification", "Institute", "Award date", "Expiry date", "Certificate number"];
/// Lines of the log that are read at once.
const LINES: i64 = 2_000;

/// A format.
#[derive(Clone, Copy)]
pub(in crate::routes) enum Kind {
    Csv,
    Xlsx,
}

impl Kind {
    pub(in crate::routes) fn read(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

pub async fn show(office: ReadingOffice) -> Result<Response, Stop> {
    whole(&office)?;
    let seat = &office.seat;
    let frame = frame("organisation", "Export", "Everything in open formats.");
    Ok(office.page(StatusCode::OK, frame, || view! { <ExportPage seat=seat /> }))
}

/// What is taken out shows everybody.
fn whole(office: &Office) -> Result<(), Stop> {
    if office.seat.is_partial() { Err(Stop::NotFound) } else { Ok(()) }
}

pub async fn take(office: ReadingOffice, Path((_, file)): Path<(String, String)>) -> Result<Response, Stop> {
    whole(&office)?;
    if file == "everything.json" {
        return everything(&office).await;
    }
    let (name, kind) = file.split_once('.').ok_or(Stop::NotFound)?;
    let kind = Kind::read(kind).ok_or(Stop::NotFound)?;
    let (_, title, _) = SHEETS.into_iter().find(|(known, ..)| *known == name).ok_or(Stop::NotFound)?;
    let books = books(&office).await?;
    let (headers, rows) = match name {
        "people" => (PEOPLE.iter().chain(&["Role"]).copied().collect::<Vec<_>>(), people(&books, office.today())),
        "positions" => (vec!["Department", "Position", "E-mail", "Name", "From", "Until"], positions(&books)),
        "requirements" => {
            let headers =
                vec!["Name", "Levels", "Criticality", "From", "Due", "Months for newcomers", "Definition (JSON)"];
            (headers, requirements(&books)?)
        }
        "awards" => {
            let headers = ["E-mail", "Name"].iter().chain(&CERTIFICATE).chain(&["State", "Decided by"]);
            (headers.copied().collect(), awards(&books, &all_awards(&office).await?))
        }
        _ => (vec!["Line", "When (UTC)", "Who", "About", "Entry (JSON)"], log(&books, &lines(&office).await?)?),
    };
    let headers = headers.into_iter().map(str::to_owned).collect();
    file_of(NamedTable { name: title.to_owned(), headers, rows }, kind, name, office.today()).await
}

async fn books(office: &Office) -> Result<Books, Stop> {
    Ok(office.site().store.books_now(&office.seat).await?)
}

async fn all_awards(office: &Office) -> Result<Vec<(MemberId, AwardLog, Award)>, Stop> {
    let (site, seat) = (office.site(), &office.seat);
    let all = site.store.all_awards(seat, site.now().wall).await?;
    let logs = all.into_iter().flat_map(|(member, logs)| logs.into_iter().map(move |log| (member.clone(), log)));
    let replayed = logs.filter_map(|(member, log)| {
        let award = Award::replay(&log.entries, Some(&seat.organisation), Timestamp(i64::MAX))?;
        Some((member, log, award))
    });
    Ok(replayed.collect())
}

/// The log, read piece by piece.
async fn lines(office: &Office) -> Result<Vec<BookLine>, Stop> {
    let (mut all, mut before) = (Vec::new(), i64::MAX);
    loop {
        let page = office.site().store.log_page(&office.seat, before, None, LINES).await?;
        let Some(last) = page.last() else { return Ok(all) };
        before = last.number;
        all.extend(page);
    }
}

/// A table as a file.
pub(in crate::routes) async fn file_of(
    table: NamedTable,
    kind: Kind,
    name: &str,
    today: Day,
) -> Result<Response, Stop> {
    let made_on = whole_day(today).ok_or(Stop::Internal)?;
    let written = tokio::task::spawn_blocking(move || match kind {
        Kind::Csv => Ok(write_csv(&Table::from(&table))),
        Kind::Xlsx => write_xlsx(&[table], made_on),
    });
    let bytes = written.await.map_err(|_| Stop::Internal)?.map_err(|_| Stop::Internal)?;
    let (media, end) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8", "csv"),
        Kind::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    attachment(bytes, media, &format!("{name}.{end}"))
}

fn attachment(bytes: Vec<u8>, media: &'static str, name: &str) -> Result<Response, Stop> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| Stop::Internal)?;
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(media)), (header::CONTENT_DISPOSITION, disposition)];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

fn whole_day(day: Day) -> Option<documents::day::Day> {
    let narrow = |number: u32| u8::try_from(number).ok();
    documents::day::Day::new(u16::try_from(day.year()).ok()?, narrow(day.month())?, narrow(day.day())?)
}

fn day_cell(day: Option<Day>) -> Cell {
    day.and_then(whole_day).map_or_else(|| Cell::from(""), Cell::Day)
}

/// Who and where, one row for each person: the position that was taken up last of those held today or later.
fn people(books: &Books, today: Day) -> Vec<Vec<Cell>> {
    let mut held = std::collections::BTreeMap::<&MemberId, &Assignment>::new();
    for one in books.assignments.values().filter(|one| one.until.is_none_or(|until| until >= today)) {
        let last = held.entry(&one.member).or_insert(one);
        if one.from > last.from {
            *last = one;
        }
    }
    // Of somebody who came back the last line is meant, as whoever reads the list in again means it.
    let mut last = std::collections::HashMap::new();
    for (id, member) in &books.members {
        let begins = (member.starts_on, id);
        let latest = last.entry(member.person.email.to_lowercase()).or_insert(begins);
        *latest = begins.max(*latest);
    }
    let is_last = |id: &MemberId, email: &str| last.get(&email.to_lowercase()).is_some_and(|(_, last)| *last == id);
    let named = books.members.iter().filter(|(_, member)| !member.person.email.is_empty());
    let named = named.filter(|(id, member)| is_last(id, &member.person.email));
    let rows = named.map(|(id, member)| {
        let position = held.get(id).and_then(|held| books.positions.get(&held.position));
        vec![
            Cell::from(member.person.email.as_str()),
            Cell::from(member.person.name.as_str()),
            Cell::from(position.map_or_else(String::new, |position| books.path(&position.department))),
            Cell::from(position.map_or("", |position| position.name.as_str())),
            day_cell(member.starts_on),
            day_cell(member.ends_on),
            Cell::from(member.role.name()),
        ]
    });
    rows.collect()
}

fn positions(books: &Books) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let place = |name: &str, path: String| vec![Cell::from(path), Cell::from(name)];
    for (id, position) in &books.positions {
        let path = books.path(&position.department);
        let held = books.assignments.values().filter(|held| held.position == *id).collect::<Vec<_>>();
        if held.is_empty() {
            let mut row = place(&position.name, path.clone());
            row.extend(["", "", "", ""].map(Cell::from));
            rows.push(row);
        }
        for held in held {
            let person = books.members.get(&held.member).map(|member| member.person.clone()).unwrap_or_default();
            let mut row = place(&position.name, path.clone());
            row.extend([
                Cell::from(person.email),
                Cell::from(person.name),
                day_cell(Some(held.from)),
                day_cell(held.until),
            ]);
            rows.push(row);
        }
    }
    rows
}

fn requirements(books: &Books) -> Result<Vec<Vec<Cell>>, Stop> {
    let rows = books.requirements.values().map(|requirement| {
        Ok(vec![
            Cell::from(requirement.name.as_str()),
            Cell::from(requirement.levels_words()),
            Cell::from(requirement.criticality.word()),
            day_cell(Some(requirement.from)),
            day_cell(requirement.due),
            requirement.within.map_or_else(|| Cell::from(""), |months| Cell::Number(months.into())),
            Cell::from(serde_json::to_string(requirement).map_err(|_| Stop::Internal)?),
        ])
    });
    rows.collect()
}

const fn decision(award: &Award) -> &'static str {
    match award.decision {
        Decision::Open => "to be verified",
        Decision::Verified => "verified",
        Decision::Rejected => "rejected",
    }
}

fn awards(books: &Books, all: &[(MemberId, AwardLog, Award)]) -> Vec<Vec<Cell>> {
    let row = |(member, _, award): &(MemberId, AwardLog, Award)| {
        let person = books.members.get(member).map(|member| member.person.clone()).unwrap_or_default();
        let facts = &award.facts;
        let decided = award.decided.as_ref().map_or("", |(by, ..)| by.as_str());
        let level = facts.qualification.level().map_or(facts.qualification.code(), |level| level.name());
        vec![
            Cell::from(person.email),
            Cell::from(person.name),
            Cell::from(level),
            Cell::from(facts.institute.as_str()),
            day_cell(Some(facts.awarded_on)),
            day_cell(facts.expires_on),
            Cell::from(facts.certificate_number.as_str()),
            Cell::from(if award.ended.is_some() { "ended" } else { decision(award) }),
            Cell::from(decided),
        ]
    };
    all.iter().map(row).collect()
}

fn log(books: &Books, lines: &[BookLine]) -> Result<Vec<Vec<Cell>>, Stop> {
    let row = |line: &BookLine| {
        let about = line.member.as_ref().and_then(|member| books.members.get(member));
        let at = chrono::DateTime::from_timestamp_millis(line.at.0).unwrap_or_default();
        Ok(vec![
            Cell::Number(line.number as f64),
            Cell::from(at.format("%Y-%m-%d %H:%M:%S").to_string()),
            Cell::from(line.by.as_str()),
            Cell::from(about.map_or("", |member| member.person.name.as_str())),
            Cell::from(serde_json::to_string(&line.entry).map_err(|_| Stop::Internal)?),
        ])
    };
    lines.iter().map(row).collect()
}

async fn everything(office: &Office) -> Result<Response, Stop> {
    let (books, awards, lines) = (books(office).await?, all_awards(office).await?, lines(office).await?);
    let (name, made_at) = (office.seat.organisation_name.clone(), office.site().now().wall.0);
    let written = tokio::task::spawn_blocking(move || whole_file(&name, made_at, &books, &awards, &lines));
    let bytes = written.await.map_err(|_| Stop::Internal)?.map_err(|_| Stop::Internal)?;
    attachment(bytes, "application/json; charset=utf-8", "everything.json")
}

fn whole_file(
    name: &str,
    made_at: i64,
    books: &Books,
    awards: &[(MemberId, AwardLog, Award)],
    lines: &[BookLine],
) -> serde_json::Result<Vec<u8>> {
    let departments =
        books.departments.iter().map(|(id, one)| json!({"id": id, "parent": one.parent, "name": one.name}));
    let positions =
        books.positions.iter().map(|(id, one)| json!({"id": id, "department": one.department, "name": one.name}));
    let people = books.members.iter().map(|(id, one)| {
        let (name, email, role) = (&one.person.name, &one.person.email, one.role.word());
        json!({"id": id, "name": name, "email": email, "role": role, "joined": one.account.is_some(),
            "starts_on": one.starts_on, "ends_on": one.ends_on})
    });
    let assignments = books.assignments.iter().map(|(id, one)| {
        json!({"id": id, "person": one.member, "position": one.position, "from": one.from, "until": one.until})
    });
    let awards = awards.iter().map(|(member, log, award)| {
        let entries = log.entries.iter().map(|entry| json!({"at": entry.at, "by": entry.by, "event": entry.event}));
        let entries = entries.collect::<Vec<_>>();
        json!({"id": log.id, "person": member, "facts": award.facts, "decision": decision(award), "log": entries})
    });
    let log = lines.iter().map(
        |line| json!({"number": line.number, "at": line.at, "by": line.by, "person": line.member, "entry": line.entry}),
    );
    serde_json::to_vec(&json!({
        "format": "clausewise organisation, version 1",
        "made_at": made_at,
        "organisation": name,
        "departments": departments.collect::<Vec<_>>(),
        "positions": positions.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "assignments": assignments.collect::<Vec<_>>(),
        "requirements": books.requirements.values().collect::<Vec<_>>(),
        "awards": awards.collect::<Vec<_>>(),
        "log": log.collect::<Vec<_>>(),
    }))
}
