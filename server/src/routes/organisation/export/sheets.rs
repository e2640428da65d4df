//! The tables that are taken out of the books.

use std::collections::BTreeMap;

use documents::sheet::{Cell, NamedTable};
use domain::award::{Award, Day, Decision, maker};
use domain::credits::Rules;
use domain::ids::{MemberId, PositionId, RequirementId};
use domain::organisation::{Assignment, Books, Settings};
use domain::time::Timestamp;
use store::{AwardLog, BookLine, ExceptionRow, ObservationRow, PlanRow};

use super::source::Source;
use super::{CERTIFICATE, PEOPLE, whole_day};
use crate::stop::Stop;

/// A table by its name in [`app::pages::organisation::SHEETS`].
pub(super) async fn table(source: &Source, name: &str, title: &str) -> Result<NamedTable, Stop> {
    let books = source.books().await?;
    let (headers, rows) = match name {
        "people" => (PEOPLE.iter().chain(&["Role"]).copied().collect::<Vec<_>>(), people(books, source.today())),
        "positions" => (vec!["Department", "Position", "E-mail", "Name", "From", "Until"], positions(books)),
        "requirements" => (REQUIREMENTS.to_vec(), requirements(books)?),
        "awards" => {
            let headers = ["E-mail", "Name"].iter().chain(&CERTIFICATE).chain(&[
                "State",
                "Decided by",
                "Title",
                "Counts until",
                "Entered by",
            ]);
            let rules = &source.store().library().credits.rules;
            (headers.copied().collect(), awards(books, rules, source.awards().await?, source.today()))
        }
        "plan" => (PLAN.to_vec(), plan(books, &source.plans().await?)),
        "observations" => {
            (vec!["E-mail", "Name", "Day", "How it went", "What", "By"], observed(books, &source.observations().await?))
        }
        "exceptions" => (EXCEPTIONS.to_vec(), exceptions(books, &source.exceptions().await?)),
        "settings" => (vec!["Setting", "Value"], settings(&source.seat().organisation_name, &source.seat().settings)),
        _ => (vec!["Line", "When (UTC)", "Who", "About", "Entry (JSON)"], log(books, source.lines().await?)?),
    };
    Ok(NamedTable { name: title.to_owned(), headers: headers.into_iter().map(str::to_owned).collect(), rows })
}

const PLAN: [&str; 9] = ["E-mail", "Name", "What", "Level", "Day", "Cost", "State", "Planned by", "Planned at (UTC)"];
const EXCEPTIONS: [&str; 12] = [
    "E-mail",
    "Name",
    "Requirement",
    "State",
    "From",
    "Until",
    "Reason",
    "Asked by",
    "Asked at (UTC)",
    "Answer",
    "Decided by",
    "Decided at (UTC)",
];

fn day_cell(day: Option<Day>) -> Cell {
    day.and_then(whole_day).map_or_else(|| Cell::from(""), Cell::Day)
}

/// Who and where, one row for each person: the position that was taken up last of those held today or later.
fn people(books: &Books, today: Day) -> Vec<Vec<Cell>> {
    let mut held = BTreeMap::<&MemberId, &Assignment>::new();
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
    let mut holders = BTreeMap::<&PositionId, Vec<&Assignment>>::new();
    for held in books.assignments.values() {
        holders.entry(&held.position).or_default().push(held);
    }
    for (id, position) in &books.positions {
        let path = books.path(&position.department);
        let held = holders.remove(id).unwrap_or_default();
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

const REQUIREMENTS: [&str; 10] = [
    "Name",
    "Whom it concerns",
    "Levels",
    "Criticality",
    "From",
    "Until",
    "Due",
    "Months for newcomers",
    "Kept apart",
    "Definition (JSON)",
];

fn requirements(books: &Books) -> Result<Vec<Vec<Cell>>, Stop> {
    let rows = books.requirements.values().map(|requirement| {
        Ok(vec![
            Cell::from(requirement.name.as_str()),
            Cell::from(requirement.whom(books)),
            Cell::from(requirement.levels_words()),
            Cell::from(requirement.criticality.word()),
            day_cell(Some(requirement.from)),
            day_cell(requirement.until),
            day_cell(requirement.due),
            requirement.within.map_or_else(|| Cell::from(""), |months| Cell::Number(months.into())),
            Cell::from(requirement.apart_words(|id| books.path(id)).unwrap_or_default()),
            Cell::from(serde_json::to_string(requirement).map_err(|_| Stop::Internal)?),
        ])
    });
    rows.collect()
}

fn awards(books: &Books, rules: &Rules, all: &[(MemberId, AwardLog, Award)], today: Day) -> Vec<Vec<Cell>> {
    let row = |(member, log, award): &(MemberId, AwardLog, Award)| {
        let person = books.members.get(member).map(|member| member.person.clone()).unwrap_or_default();
        let facts = &award.facts;
        // Whoever entered the own certificate has a name of the own, which goes when the person is taken out.
        let entered_by = if maker(&log.entries).is_some() { award.claimed.0.as_str() } else { "the holder" };
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
            Cell::from(facts.edition.as_str()),
            Cell::from(award.standing(today).word()),
            Cell::from(decided),
            Cell::from(rules.title(&facts.qualification, facts.other.as_ref())),
            day_cell(award.last_day().filter(|last| award.decision == Decision::Verified && *last >= facts.awarded_on)),
            Cell::from(entered_by),
        ]
    };
    all.iter().map(row).collect()
}

fn log(books: &Books, lines: &[BookLine]) -> Result<Vec<Vec<Cell>>, Stop> {
    let row = |line: &BookLine| {
        let about = line.member.as_ref().and_then(|member| books.members.get(member));
        Ok(vec![
            Cell::Number(line.number as f64),
            moment(line.at),
            Cell::from(line.by.as_str()),
            Cell::from(about.map_or("", |member| member.person.name.as_str())),
            Cell::from(serde_json::to_string(&line.entry).map_err(|_| Stop::Internal)?),
        ])
    };
    lines.iter().map(row).collect()
}

/// Address and name of somebody; empty once they were taken out.
pub(super) fn person_cells(books: &Books, member: &MemberId) -> [Cell; 2] {
    let person = books.members.get(member).map(|member| &member.person);
    person.map_or_else(
        || ["", ""].map(Cell::from),
        |person| [person.email.as_str(), person.name.as_str()].map(Cell::from),
    )
}

fn moment(at: Timestamp) -> Cell {
    let at = chrono::DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    Cell::from(at.format("%Y-%m-%d %H:%M:%S").to_string())
}

fn plan(books: &Books, all: &[PlanRow]) -> Vec<Vec<Cell>> {
    let row = |plan: &PlanRow| {
        let mut row = person_cells(books, &plan.member).to_vec();
        row.extend([
            Cell::from(plan.kind.name()),
            Cell::from(plan.level.name()),
            day_cell(Some(plan.on)),
            Cell::Number(plan.cost as f64 / 100.0),
            Cell::from(plan.state.word()),
            Cell::from(plan.by.as_str()),
            moment(plan.made_at),
        ]);
        row
    };
    all.iter().map(row).collect()
}

fn observed(books: &Books, all: &[(MemberId, ObservationRow)]) -> Vec<Vec<Cell>> {
    let row = |(member, seen): &(MemberId, ObservationRow)| {
        let mut row = person_cells(books, member).to_vec();
        row.push(day_cell(Some(seen.on)));
        row.extend([seen.effect.name(), &seen.words, &seen.by].map(Cell::from));
        row
    };
    all.iter().map(row).collect()
}

fn exceptions(books: &Books, all: &[ExceptionRow]) -> Vec<Vec<Cell>> {
    let names = books.requirements.values().map(|one| (&one.id, one.name.as_str()));
    let names = names.collect::<BTreeMap<&RequirementId, &str>>();
    let row = |one: &ExceptionRow| {
        let what = &one.exception;
        let mut row = person_cells(books, &what.member).to_vec();
        row.extend([
            Cell::from(names.get(&what.requirement).copied().unwrap_or_else(|| what.requirement.as_str())),
            Cell::from(one.state.word()),
            day_cell(what.from),
            day_cell(Some(what.until)),
            Cell::from(what.reason.as_str()),
            Cell::from(one.asked_by.as_str()),
            moment(one.asked_at),
            Cell::from(one.answer.as_str()),
            Cell::from(one.decided_by.as_str()),
            one.decided_at.map_or_else(|| Cell::from(""), moment),
        ]);
        row
    };
    all.iter().map(row).collect()
}

fn settings(name: &str, settings: &Settings) -> Vec<Vec<Cell>> {
    let days = settings.remind_days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let rows = [
        ("Name", Cell::from(name)),
        ("Reminders, days before a certificate ends", Cell::from(days)),
        ("Renewal possible, days before a certificate ends", Cell::Number(f64::from(settings.window_days))),
        ("Data of those who left are kept, months", Cell::Number(f64::from(settings.keep_months))),
        ("Currency", Cell::from(settings.currency.as_str())),
        ("Budget of a year", Cell::Number(settings.budget as f64 / 100.0)),
    ];
    rows.map(|(setting, value)| vec![Cell::from(setting), value]).to_vec()
}
