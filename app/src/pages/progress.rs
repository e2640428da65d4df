//! Progress: the history of attempts with its trend, and what the answers say about areas and clauses.

use domain::attempt::{Mode, Phase};
use domain::map::ClauseMap;
use domain::mastery::Evidence;
use leptos::prelude::*;
use store::{AttemptHead, Fault};

use super::dashboard::{AreaList, history_line};
use crate::parts::{ClauseTable, Map, Meaning};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls};

/// What the page shows.
pub struct Progress {
    finished: Vec<AttemptHead>,
    areas: Vec<(String, Evidence)>,
    map: ClauseMap,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Progress, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    let attempts = site.store.attempts(&viewer.account).await?;
    let library = site.library();
    let evidence = knowledge::by_area(library, &record);
    let areas = library.courses.iter().flat_map(|course| &course.areas);
    Ok(Progress {
        finished: attempts.into_iter().filter(|head| head.phase != Phase::Running).collect(),
        areas: areas.map(|area| (area.title.clone(), evidence.get(&area.id).copied().unwrap_or_default())).collect(),
        map: knowledge::map(library, &record),
    })
}

/// The page.
#[component]
pub fn ProgressPage(model: Progress) -> impl IntoView {
    let Progress { finished, areas, map } = model;
    let exams = finished.iter().filter(|head| head.mode == Mode::Exam).collect::<Vec<_>>();
    let lines = finished.iter().map(history_line).collect_view();
    let empty = finished.is_empty().then(|| {
        view! { <p class="empty">"Nothing finished yet. " <a href=urls::PRACTICE>"Practise a few questions"</a>" to begin."</p> }
    });
    view! {
        <header class="page-head">
            <h1>"Progress"</h1>
            <p>"Your last answer to each question counts here. Lessons, practice and exams all add to it."</p>
        </header>
        <section>
            <h2>"Mock exams"</h2>
            {figures(&exams)}
            {exams.is_empty().then(|| view! { <p class="empty">"No mock exam yet. " <a href=urls::EXAM>"See the paper"</a>" before you need it."</p> })}
            {(exams.len() > 1).then(|| trend(&exams))}
        </section>
        <section id="areas"><h2>"By area"</h2><AreaList areas=areas /></section>
        <section id="clauses">
            <h2>"By clause"</h2>
            <Map map=map.clone() meaning=Meaning::Mastery />
            <ClauseTable map=map meaning=Meaning::Mastery />
        </section>
        <section>
            <h2>"History"</h2>
            {empty}
            <ul class="history">{lines}</ul>
        </section>
        <p><a href=urls::EXPORT download="">"Take everything out as a file (JSON)"</a></p>
    }
}

/// First, best and last kept apart, since repeats inflate scores.
fn figures(exams: &[&AttemptHead]) -> Option<impl IntoView + use<>> {
    let percent = |head: &&&AttemptHead| u32::from(head.score.unwrap_or(0)) * 100 / u32::from(head.marks.max(1));
    let (last, first, best) = (exams.first()?, exams.last()?, exams.iter().max_by_key(percent)?);
    let figure = |name: &'static str, head: &&AttemptHead| {
        let score = format!("{} of {}", head.score.unwrap_or(0), head.marks);
        view! { <div><dt>{name}</dt><dd><a href=urls::result(&head.id)>{score}</a></dd></div> }
    };
    Some(view! { <dl class="figures">{figure("First", first)}{figure("Best", best)}{figure("Last", last)}</dl> })
}

/// Scores from first to last against the pass mark.
fn trend(exams: &[&AttemptHead]) -> impl IntoView + use<> {
    let percents = exams
        .iter()
        .rev()
        .map(|head| u32::from(head.score.unwrap_or(0)) * 100 / u32::from(head.marks.max(1)))
        .collect::<Vec<_>>();
    let pass = exams
        .first()
        .and_then(|head| Some(u32::from(head.pass_mark?) * 100 / u32::from(head.marks.max(1))))
        .unwrap_or(65);
    let step = 300.0 / (percents.len() - 1).max(1) as f64;
    let points =
        percents.iter().enumerate().map(|(n, percent)| (10.0 + n as f64 * step, 90.0 - f64::from(*percent) * 0.8));
    let points = points.collect::<Vec<_>>();
    let line = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let dots =
        points.iter().map(|(x, y)| view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="3" /> }).collect_view();
    let level = 90.0 - f64::from(pass) * 0.8;
    let words = percents.iter().map(|percent| format!("{percent} %")).collect::<Vec<_>>().join(", ");
    view! {
        <figure class="trend">
            <svg viewBox="0 0 320 100" role="img" aria-label=format!("Scores from first to last: {words}. Pass mark {pass} %.")>
                <line class="trend-pass" x1="0" x2="320" y1=format!("{level:.1}") y2=format!("{level:.1}") />
                <polyline class="trend-line" points=line fill="none" />
                {dots}
            </svg>
            <figcaption>{format!("Scores from first to last; the line across is the pass mark ({pass} %).")}</figcaption>
        </figure>
    }
}
