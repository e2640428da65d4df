//! The board: one screen for a cohort. Who did what, when last, with which results; who is at risk, and why.

use std::sync::Arc;

use content::Library;
use domain::mastery::Evidence;
use domain::risk::{Limits, Mock, Outlook, Prediction, Risk, Rule, Study};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{BoardRow, Cohort, Teaching};

use super::CohortNav;
use crate::parts::course_words;
use crate::standing::{Standing, areas, lessons};
use crate::{urls, when};

/// What the board shows of one person.
pub struct BoardLine {
    /// Who.
    pub row: BoardRow,
    /// How the person stands in the course.
    pub standing: Arc<Standing>,
    /// Marked mock exams of the level, in the order of time.
    pub mocks: Vec<Mock>,
    /// What results lead one to expect, and the rules that hold.
    pub outlook: Outlook,
}

/// Puts lines together: those who need attention first, then by name.
pub fn board_lines(
    library: &Library,
    cohort: &Cohort,
    rows: Vec<BoardRow>,
    standings: Vec<Arc<Standing>>,
    mocks: Vec<(domain::ids::AccountId, Mock)>,
    now: Timestamp,
) -> Vec<BoardLine> {
    let all = lessons(library, cohort.facts.level);
    let exam = cohort.facts.exam_on.map(|day| when::beginning_in(cohort.facts.zone, day));
    let line = |(row, standing): (BoardRow, Arc<Standing>)| {
        let own = mocks.iter().filter(|(account, _)| *account == row.account).map(|(_, mock)| *mock);
        let mocks = own.collect::<Vec<_>>();
        let last_active = standing.last_at.into_iter().chain(mocks.last().map(|mock| mock.on)).max();
        let study =
            Study { mocks: mocks.clone(), lessons_done: standing.lessons_done, lessons: all, exam, last_active };
        let outlook = study.outlook(now, &Limits::default());
        BoardLine { row, standing, mocks, outlook }
    };
    let mut lines = rows.into_iter().zip(standings).map(line).collect::<Vec<_>>();
    lines.sort_by_key(|line| std::cmp::Reverse(line.outlook.risk));
    lines
}

/// The page.
#[component]
pub fn BoardPage<'a>(teaching: &'a Teaching, library: &'a Library, lines: Vec<BoardLine>) -> impl IntoView {
    let cohort = &teaching.cohort;
    let body = if lines.is_empty() {
        let people = urls::cohort_page(&cohort.id, "people");
        view! { <p class="empty">"Nobody takes part yet. "<a href=people>"Let people in"</a></p> }.into_any()
    } else {
        filled(cohort, library, lines)
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="" />
            <h1>{cohort.facts.name.clone()}</h1>
            <p>{course_words(&cohort.facts)}</p>
        </header>
        {body}
    }
}

fn filled(cohort: &Cohort, library: &Library, lines: Vec<BoardLine>) -> AnyView {
    let areas = areas(library, cohort.facts.level);
    let all = lessons(library, cohort.facts.level);
    let (count, at_risk) = (lines.len(), lines.iter().filter(|line| line.outlook.risk == Risk::AtRisk).count());
    let watched = lines.iter().filter(|line| line.outlook.risk == Risk::Watch).count();
    let done = lines.iter().map(|line| line.standing.lessons_done).sum::<u32>();
    let share = if all > 0 { format!("{} %", done * 100 / (all * count as u32)) } else { "–".to_owned() };
    let figures = [
        ("Take part", count.to_string()),
        ("At risk", at_risk.to_string()),
        ("Keep an eye on", watched.to_string()),
        ("Lessons done", share),
    ];
    let figures =
        figures.map(|(name, value)| view! { <li>{name}<strong>{value}</strong></li> }).into_iter().collect_view();
    let heads = areas.iter().enumerate().map(|(number, (_, title))| {
        view! { <th scope="col" class="area"><abbr title=title.clone()>{format!("{}", number + 1)}</abbr></th> }
    });
    let heads = heads.collect_view();
    let together = whole(&lines, areas.len());
    let rows = lines.iter().map(|line| row(cohort, line, all)).collect_view();
    let names = areas.iter().map(|(_, title)| view! { <li>{title.clone()}</li> }).collect_view();
    let write = urls::cohort_page(&cohort.id, "write");
    let to_risk = (at_risk > 0).then(|| {
        let who = lines.iter().filter(|line| line.outlook.risk == Risk::AtRisk);
        let query = who.map(|line| format!("to={}", line.row.participant)).collect::<Vec<_>>().join("&");
        view! { " · "<a href=format!("{write}?{query}")>"Write to those at risk"</a> }
    });
    let rules = Rule::ALL.map(|rule| {
        let grave = rule.is_grave().then_some(" It alone is enough to call somebody at risk.");
        view! { <li>{rule.words(&Limits::default())}{grave}</li> }
    });
    view! {
        <section>
            <ul class="figures-row">{figures}</ul>
            <p><a href=write>"Write to everybody"</a>{to_risk}</p>
            <div class="table" tabindex="0" role="region" aria-label="Board">
                <table class="board">
                    <thead>
                        <tr>
                            <th scope="col">"Person"</th>
                            <th scope="col">"How it looks"</th>
                            <th scope="col">"Active last"</th>
                            <th scope="col" class="num">"Lessons"</th>
                            <th scope="col">"Mock exams"</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr><th scope="row" colspan="5">"All together"</th>{together}</tr></tfoot>
                </table>
            </div>
            <details>
                <summary>"The areas by their numbers"</summary>
                <ol>{names}</ol>
                <p class="help">"The number in a cell is the share of right answers in percent, the last answer to each question counting. An empty cell has no answer yet, a pale one fewer than three."</p>
            </details>
            <details>
                <summary>"How risk is judged"</summary>
                <p>"Rules, not a model. Somebody for whom one rule holds is to be kept an eye on; two rules, or a grave one, mean at risk."</p>
                <ul>{rules.into_iter().collect_view()}</ul>
                <p>{Prediction::rule()}</p>
            </details>
        </section>
    }
    .into_any()
}

fn row(cohort: &Cohort, line: &BoardLine, all: u32) -> AnyView {
    let BoardLine { row, standing, mocks, outlook } = line;
    let write = format!("{}?to={}", urls::cohort_page(&cohort.id, "write"), row.participant);
    let sign = match outlook.risk {
        Risk::AtRisk => "○ ",
        Risk::Watch => "◐ ",
        Risk::None => "● ",
    };
    let expected = outlook.prediction.as_ref().map(|prediction| {
        view! { <p class="help">{format!("{}. {}", capital(prediction.outcome.words()), prediction.why())}</p> }
    });
    let warnings = outlook.warnings.iter().map(|warning| view! { <li>{warning.why.clone()}</li> }).collect_view();
    let why = (!outlook.warnings.is_empty() || expected.is_some()).then(|| {
        view! { <details class="why"><summary>"Why"<span class="unseen">{format!(": {}", row.name)}</span></summary><ul>{warnings}</ul>{expected}</details> }
    });
    let last = standing.last_at.map_or_else(|| "never".to_owned(), when::date);
    let results = mocks.iter().rev().take(3).rev().map(|mock| {
        let marks = mock.total.marks.0.max(1);
        let mark = if mock.total.score >= mock.pass { "●" } else { "○" };
        format!("{mark} {} %", i64::from(mock.total.score.0) * 100 / i64::from(marks))
    });
    let results = results.collect::<Vec<_>>().join(", ");
    let results = if results.is_empty() { "none".to_owned() } else { results };
    let cells = standing.areas.iter().map(|evidence| heat(*evidence)).collect_view();
    let mail = (!row.email.is_empty()).then(|| {
        view! { <a class="write" href=write>"Write"<span class="unseen">{format!(" to {}", row.name)}</span></a> }
    });
    view! {
        <tr>
            <th scope="row">{row.name.clone()}" "{mail}</th>
            <td>{sign}{outlook.risk.words()}{why}</td>
            <td>{last}</td>
            <td class="num">{format!("{} of {all}", standing.lessons_done)}</td>
            <td>{results}</td>
            {cells}
        </tr>
    }
    .into_any()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A cell of the heat map: a number, and a shade that only repeats it.
fn heat(evidence: Evidence) -> impl IntoView {
    let percent = evidence.percent();
    let shade = match percent {
        None => "heat",
        Some(_) if evidence.answered < 3 => "heat few",
        Some(0..50) => "heat h0",
        Some(50..65) => "heat h1",
        Some(65..80) => "heat h2",
        Some(_) => "heat h3",
    };
    let words = percent.map_or_else(String::new, |percent| percent.to_string());
    view! { <td class=shade>{words}</td> }
}

/// The answers of all together, area by area.
fn whole(lines: &[BoardLine], areas: usize) -> impl IntoView + use<> {
    let sum = |area: usize| {
        lines.iter().filter_map(|line| line.standing.areas.get(area)).fold(Evidence::default(), |sum, one| Evidence {
            answered: sum.answered + one.answered,
            right: sum.right + one.right,
        })
    };
    (0..areas).map(|area| heat(sum(area))).collect_view()
}
