//! Progress: the history of attempts with its trend, and what the answers say about areas and clauses.

use content::Library;
use domain::attempt::{Mode, Phase};
use domain::map::ClauseMap;
use domain::marks::Tally;
use domain::mastery::Evidence;
use leptos::prelude::*;
use store::{AttemptHead, Fault};

use super::dashboard::{AreaList, history_line};
use crate::parts::{ClauseTable, Map, Meaning};
use crate::site::{Site, Viewer};
use crate::{knowledge, urls, when};

/// What the page shows.
pub struct Progress {
    finished: Vec<AttemptHead>,
    exams: Vec<Paper>,
    areas: Vec<(String, Evidence)>,
    map: ClauseMap,
}

/// The sittings of one fixed paper, or of the papers that one scheme draws.
struct Paper {
    title: String,
    /// Newest first; at least one.
    sat: Vec<AttemptHead>,
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
    let finished = attempts.into_iter().filter(|head| head.phase != Phase::Running).collect::<Vec<_>>();
    Ok(Progress {
        exams: papers(library, &finished),
        finished,
        areas: areas.map(|area| (area.title.clone(), evidence.get(&area.id).copied().unwrap_or_default())).collect(),
        map: knowledge::map(library, &record),
    })
}

/// Exams by paper, else by scheme, the one sat last first.
fn papers(library: &Library, finished: &[AttemptHead]) -> Vec<Paper> {
    let mut papers = Vec::<Paper>::new();
    for head in finished.iter().filter(|head| head.mode == Mode::Exam) {
        let same = |paper: &&mut Paper| {
            paper.sat.first().is_some_and(|other| (&other.paper, &other.scheme) == (&head.paper, &head.scheme))
        };
        match papers.iter_mut().find(same) {
            Some(paper) => paper.sat.push(head.clone()),
            None => {
                let scheme = head.scheme.as_ref().filter(|_| head.paper.is_none()).and_then(|id| library.scheme(id));
                let title = scheme.map_or_else(|| head.title.clone(), |scheme| scheme.name.clone());
                papers.push(Paper { title, sat: vec![head.clone()] });
            }
        }
    }
    papers
}

/// The page.
#[component]
pub fn ProgressPage(model: Progress) -> impl IntoView {
    let Progress { finished, exams, areas, map } = model;
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
            {exams.is_empty().then(|| view! { <p class="empty">"No mock exam yet. " <a href=urls::EXAM>"See the paper"</a>" before you need it."</p> })}
            {exams.iter().map(sat).collect_view()}
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
        <p><a href=urls::CERTIFICATES>"Certificates of completion of our courses, and what is missing for them"</a></p>
        <p><a href=urls::REPORTS>"Questions you reported, and what became of it"</a></p>
        <p><a href=urls::EXPORT download="">"Take everything out as a file (JSON)"</a></p>
    }
}

/// One paper: first, best and last kept apart, and the way from first to last.
fn sat(paper: &Paper) -> impl IntoView + use<> {
    let sat = &paper.sat;
    let fixed = sat.first().is_some_and(|head| head.paper.is_some());
    let flatters = if fixed {
        "The same paper sat again flatters, because you know its questions by then; so first, best and last stand apart."
    } else {
        "A later paper may ask what you have met before, which flatters; so first, best and last stand apart."
    };
    let again = (sat.len() > 1).then(|| {
        view! {
            <p class="help">{format!("Sat {}. {flatters}", when::count(sat.len(), "time", "times"))}</p>
            {trend(sat)}
        }
    });
    view! {
        <h3>{paper.title.clone()}</h3>
        {figures(sat)}
        {again}
    }
}

/// What a sitting reached.
fn reached(head: &AttemptHead) -> Tally {
    Tally { score: head.score.unwrap_or_default(), marks: head.marks }
}

/// First, best and last, each with its verdict; only one figure when it was sat once.
fn figures(sat: &[AttemptHead]) -> Option<impl IntoView + use<>> {
    let (last, first) = (sat.first()?, sat.last()?);
    let figure = |name: &'static str, head: &AttemptHead| {
        let Tally { score, marks } = reached(head);
        let verdict = match head.passed {
            Some(true) => "✓ passed",
            Some(false) => "✗ not passed",
            None => "",
        };
        let words = format!("{score} of {marks} {verdict}");
        view! { <div><dt>{name}</dt><dd><a href=urls::result(&head.id)>{words}</a></dd></div> }
    };
    let figures = match best(sat) {
        Some(best) if sat.len() > 1 => vec![figure("First", first), figure("Best", best), figure("Last", last)],
        _ => vec![figure("Sat once", last)],
    };
    Some(view! { <dl class="figures">{figures}</dl> })
}

/// The sitting that reached most; the earliest of them.
fn best(sat: &[AttemptHead]) -> Option<&AttemptHead> {
    sat.iter().max_by_key(|head| i64::from(reached(head).score.0) * 10_000 / i64::from(head.marks.0.max(1)))
}

/// Scores from first to last against the pass mark.
fn trend(sat: &[AttemptHead]) -> impl IntoView + use<> {
    let percents = sat.iter().rev().map(|head| u32::from(reached(head).percent())).collect::<Vec<_>>();
    let pass = sat.first().and_then(|head| Some(Tally { score: head.pass_mark?, marks: head.marks }.percent()));
    let step = 300.0 / (percents.len() - 1).max(1) as f64;
    let level = |percent: u32| 90.0 - f64::from(percent) * 0.8;
    let points = percents.iter().enumerate().map(|(n, percent)| (10.0 + n as f64 * step, level(*percent)));
    let points = points.collect::<Vec<_>>();
    let line = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let dots =
        points.iter().map(|(x, y)| view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="3" /> }).collect_view();
    let words = percents.iter().map(|percent| format!("{percent} %")).collect::<Vec<_>>().join(", ");
    let mark = pass.map(|pass| format!(" Pass mark of the last: {pass} %.")).unwrap_or_default();
    let across = pass.map(|pass| {
        let at = format!("{:.1}", level(u32::from(pass)));
        view! { <line class="trend-pass" x1="0" x2="320" y1=at.clone() y2=at /> }
    });
    let caption = match pass {
        Some(pass) => format!("Scores from first to last; the line across is the pass mark ({pass} %)."),
        None => "Scores from first to last.".to_owned(),
    };
    view! {
        <figure class="trend">
            <svg viewBox="0 0 320 100" role="img" aria-label=format!("Scores from first to last: {words}.{mark}")>
                {across}
                <polyline class="trend-line" points=line fill="none" />
                {dots}
            </svg>
            <figcaption>{caption}</figcaption>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use domain::attempt::{Stretch, Timing};
    use domain::ids::{AttemptId, PaperId, SchemeId};
    use domain::marks::Marks;
    use domain::question::Level;
    use domain::time::{ServiceTime, Timestamp};

    use super::*;

    fn exam(id: &str, scheme: &str, paper: Option<&str>, score: i32) -> AttemptHead {
        AttemptHead {
            id: AttemptId::new(id),
            mode: Mode::Exam,
            level: Level::Foundation,
            scheme: Some(SchemeId::new(scheme)),
            paper: paper.map(PaperId::new),
            title: format!("Title of {id}"),
            started_at: Timestamp(0),
            timing: Timing::new(ServiceTime(0), None, Vec::new(), Stretch::default()),
            phase: Phase::Submitted,
            finished_at: Some(Timestamp(0)),
            used: None,
            score: Some(Marks(score)),
            marks: Marks::whole(40),
            pass_mark: Some(Marks::whole(26)),
            passed: Some(score >= 2_600),
        }
    }

    #[test]
    fn each_paper_and_each_scheme_has_a_history_of_its_own() {
        let library = Library::embedded().expect("the course is sound");
        let scheme = &library.schemes[0];
        let mut practice = exam("e", scheme.id.as_str(), None, 0);
        practice.mode = Mode::Timed;
        let finished = [
            exam("d", scheme.id.as_str(), None, 3_000),
            exam("c", scheme.id.as_str(), Some("fixed"), 2_000),
            practice,
            exam("b", scheme.id.as_str(), None, 2_500),
            exam("a", "gone", None, 1_000),
        ];
        let found = papers(&library, &finished);
        let told = found.iter().map(|paper| {
            let sat = paper.sat.iter().map(|head| head.id.as_str()).collect::<String>();
            (paper.title.as_str(), sat)
        });
        let told = told.collect::<Vec<_>>();
        let sat = |ids: &str| ids.to_owned();
        assert_eq!(told, [(scheme.name.as_str(), sat("db")), ("Title of c", sat("c")), ("Title of a", sat("a"))]);
    }

    #[test]
    fn the_best_is_the_first_that_reached_it() {
        let sat = ["d", "c", "b", "a"].into_iter().zip([2_000, 3_000, 3_000, 1_000]);
        let sat = sat.map(|(id, score)| exam(id, "s", None, score)).collect::<Vec<_>>();
        assert_eq!(best(&sat).map(|head| head.id.as_str()), Some("b"));
    }

    #[test]
    fn first_best_and_last_stand_apart_once_there_are_several() {
        let html = |heads| {
            let paper = Paper { title: "P".to_owned(), sat: heads };
            Owner::new().with(|| sat(&paper).to_html())
        };
        let once = html(vec![exam("a", "s", None, 2_550)]);
        assert!(once.contains("25.5 of 40 ✗ not passed") && !once.contains("Best") && !once.contains("svg"));
        let twice = html(vec![exam("b", "s", None, 2_600), exam("a", "s", None, 2_550)]);
        for part in
            ["First", "Best", "Last", "26 of 40 ✓ passed", "Sat 2 times", "63 %, 65 %", "Pass mark of the last: 65 %"]
        {
            assert!(twice.contains(part), "{part}: {twice}");
        }
    }
}
