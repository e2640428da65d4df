//! Attendance, assignments, progress and results of a cohort, on a page and as files.

use app::agenda;
use app::pages::cohorts::{BoardLine, ReportTable, ReportsOfCohortPage, board_lines};
use app::parts::{limit_words, standing_words};
use app::standing::{areas, lessons};
use app::when;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use documents::sheet::{Cell, NamedTable, Table};
use domain::attempt::Phase;
use domain::award::day_of;
use domain::cohort::TaskKind;
use domain::cohort::progress::State;
use leptos::prelude::*;
use store::{Doings, Participant, ParticipantState};

use crate::classroom::TeachingDesk;
use crate::page::frame;
use crate::routes::organisation::export::{Kind, file_of};
use crate::stop::Stop;

/// The tables: the word in addresses, the title, and what it tells.
const TABLES: [(&str, &str, &str); 4] = [
    ("attendance", "Attendance", "Who was at which session."),
    ("assignments", "Assignments", "Where everybody stands with what is in the plan."),
    ("progress", "Progress", "Lessons, results by area, and who is at risk, and why."),
    (
        "results",
        "Results",
        "The mock exams that were given to the cohort. Provisional: answers in own words are still to be marked, or their marks to be released.",
    ),
];

pub async fn show(desk: TeachingDesk) -> Result<Response, Stop> {
    let mut tables = Vec::with_capacity(TABLES.len());
    for (word, title, about) in TABLES {
        let table = table(&desk, word, title).await?;
        let rows = Table::from(&table).rows.into_iter().map(|row| row.cells).collect();
        tables.push(ReportTable { word, title, about, headers: table.headers, rows });
    }
    let (teaching, now) = (&desk.teaching, desk.site().now().wall);
    let made = when::local(teaching.cohort.facts.zone, now);
    let frame = frame("staff", "Reports", "Attendance, assignments, progress and results.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <ReportsOfCohortPage teaching=teaching tables=tables made=made /> }
    }))
}

pub async fn take(desk: TeachingDesk, Path((_, file)): Path<(String, String)>) -> Result<Response, Stop> {
    let (word, kind) = file.split_once('.').ok_or(Stop::NotFound)?;
    let kind = Kind::read(kind).ok_or(Stop::NotFound)?;
    let (_, title, _) = TABLES.into_iter().find(|(known, ..)| *known == word).ok_or(Stop::NotFound)?;
    let table = table(&desk, word, title).await?;
    file_of(table, kind, word, day_of(desk.site().now().wall)).await
}

async fn table(desk: &TeachingDesk, word: &str, title: &str) -> Result<NamedTable, Stop> {
    let (headers, rows) = match word {
        "attendance" => attendance(desk).await?,
        "assignments" => assignments(desk).await?,
        "progress" => progress(desk).await?,
        _ => results(desk).await?,
    };
    Ok(NamedTable { name: title.to_owned(), headers, rows })
}

type Lines = (Vec<String>, Vec<Vec<Cell>>);

fn text(words: impl Into<String>) -> Cell {
    Cell::from(words.into())
}

async fn people(desk: &TeachingDesk) -> Result<Vec<Participant>, Stop> {
    let mut people = desk.site().store.participants(&desk.teaching).await?;
    people.retain(|one| one.state == ParticipantState::Joined);
    Ok(people)
}

async fn attendance(desk: &TeachingDesk) -> Result<Lines, Stop> {
    let (store, teaching) = (&desk.site().store, &desk.teaching);
    let mut sessions = store.plan_of_cohort(&teaching.cohort.id).await?;
    sessions.retain(|entry| entry.task.kind() == TaskKind::Session);
    let mut headers = vec!["Name".to_owned(), "E-mail".to_owned()];
    let mut registers = Vec::with_capacity(sessions.len());
    for session in &sessions {
        let on = session.window.opens.map(|at| format!(", {}", when::local(teaching.cohort.facts.zone, at)));
        headers.push(format!("{}{}", session.title, on.unwrap_or_default()));
        registers.push(store.attendance(teaching, &session.id).await?);
    }
    headers.push("Attended".to_owned());
    // A session that is still to come, or runs, is not missed by anybody.
    let now = desk.site().now().wall;
    let over = sessions.iter().zip(&registers).filter(|(session, register)| {
        let ends = session.window.closes.or(session.window.opens);
        !register.is_empty() || ends.is_some_and(|ends| ends <= now)
    });
    let over = over.count();
    let rows = people(desk).await?.into_iter().map(|one| {
        let presences = registers.iter().map(|register| register.get(&one.id).map(|noted| noted.presence));
        let presences = presences.collect::<Vec<_>>();
        let attended = presences.iter().flatten().filter(|presence| presence.attended()).count();
        let mut cells = vec![text(one.name), text(one.email)];
        cells.extend(presences.iter().map(|presence| text(presence.map_or("", |presence| presence.word()))));
        cells.push(text(format!("{attended} of {over}")));
        cells
    });
    Ok((headers, rows.collect()))
}

async fn assignments(desk: &TeachingDesk) -> Result<Lines, Stop> {
    let (site, teaching, now) = (desk.site(), &desk.teaching, desk.site().now().wall);
    let mut entries = site.store.plan_of_cohort(&teaching.cohort.id).await?;
    entries.retain(|entry| entry.task.kind() != TaskKind::Session);
    let parts = entries.iter().map(|entry| agenda::parts(site.library(), &entry.task)).collect::<Vec<_>>();
    let titles = entries.iter().map(|entry| match limit_words(&entry.task) {
        Some(limit) => format!("{}, {limit}", entry.title),
        None => entry.title.clone(),
    });
    let headers = ["Name".to_owned(), "Done".to_owned()].into_iter().chain(titles).collect();
    let line = |one: Doings| {
        let standings = entries.iter().zip(&parts).map(|(entry, parts)| (entry, one.standing(entry, parts, now)));
        let standings = standings.collect::<Vec<_>>();
        let done = standings.iter().filter(|(_, standing)| standing.state == State::Done).count();
        let words = standings.iter().map(|(entry, standing)| text(standing_words(entry.task.kind(), *standing).2));
        let words = words.collect::<Vec<_>>();
        [text(one.name), text(format!("{done} of {}", entries.len()))].into_iter().chain(words).collect()
    };
    Ok((headers, site.store.doings(teaching).await?.into_iter().map(line).collect()))
}

async fn progress(desk: &TeachingDesk) -> Result<Lines, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let (library, level) = (site.library(), teaching.cohort.facts.level);
    let rows = site.store.board(teaching).await?;
    let standings = desk.app.0.standings.of((&site.store, library), teaching, &rows).await?;
    let mocks = site.store.class_mocks(teaching).await?;
    let mut lines = board_lines(library, &teaching.cohort, rows, standings, mocks, site.now().wall);
    lines.sort_by_cached_key(|line| line.row.name.to_lowercase());
    let heads = ["Name", "E-mail", "Lessons done", "Lessons", "Active last (UTC)", "How it looks", "Why"];
    let heads = heads.map(str::to_owned).into_iter();
    let all = lessons(library, level);
    let cells = |line: BoardLine| {
        let why = line.outlook.warnings.iter().map(|warning| warning.why.as_str()).collect::<Vec<_>>().join(" ");
        let last = line.standing.last_at.map(when::iso_day).unwrap_or_default();
        let mut cells = vec![
            text(line.row.name),
            text(line.row.email),
            text(line.standing.lessons_done.to_string()),
            text(all.to_string()),
            text(last),
            text(line.outlook.risk.words()),
            text(why),
        ];
        let percent = |evidence: &domain::mastery::Evidence| evidence.percent().map(|one| format!("{one} %"));
        cells.extend(line.standing.areas.iter().map(|area| text(percent(area).unwrap_or_default())));
        cells
    };
    let headers = heads.chain(areas(library, level).into_iter().map(|(_, title)| title)).collect();
    Ok((headers, lines.into_iter().map(cells).collect()))
}

async fn results(desk: &TeachingDesk) -> Result<Lines, Stop> {
    let (store, teaching) = (&desk.site().store, &desk.teaching);
    let mut entries = store.plan_of_cohort(&teaching.cohort.id).await?;
    entries.retain(|entry| entry.task.kind() == TaskKind::Paper);
    let people = people(desk).await?;
    let email = |id: &domain::ids::ParticipantId| {
        people.iter().find(|one| one.id == *id).map(|one| one.email.clone()).unwrap_or_default()
    };
    let mut rows = Vec::new();
    for entry in entries {
        for row in store.run(teaching, &entry.id).await? {
            let is_provisional = row.exam.as_ref().is_some_and(|exam| exam.is_provisional);
            let mut cells = vec![text(row.name), text(email(&row.participant)), text(entry.title.clone())];
            let (state, figures) = match row.exam {
                None => ("not begun", None),
                Some(exam) if exam.phase == Phase::Running => ("running", None),
                Some(exam) => ("ended", exam.score.map(|score| (score, exam.marks, exam.passed))),
            };
            cells.push(text(state));
            cells.extend(match figures {
                Some((score, marks, passed)) => {
                    let percent = i64::from(score.0) * 100 / i64::from(marks.0.max(1));
                    let verdict = passed.map(|passed| if passed { "passed" } else { "not passed" });
                    let verdict = verdict.into_iter().chain(is_provisional.then_some("provisional"));
                    let verdict = verdict.collect::<Vec<_>>().join(", ");
                    [score.to_string(), marks.to_string(), format!("{percent} %"), verdict].map(text)
                }
                None => ["", "", "", ""].map(text),
            });
            rows.push(cells);
        }
    }
    let headers = ["Name", "E-mail", "Mock exam", "State", "Score", "Marks", "Percent", "Result"];
    Ok((headers.map(str::to_owned).to_vec(), rows))
}
