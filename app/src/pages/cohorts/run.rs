//! A mock exam of a cohort while it runs: who sits, where, how long still; and what a trainer does to it.

mod list;
mod orders;

use domain::attempt::Phase;
use domain::cohort::{Start, Task};
use domain::ids::ParticipantId;
use domain::time::{Millis, ServiceTime};
use leptos::prelude::*;
use store::{PlanEntry, RunExam, RunRow, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Form};
use crate::parts::limit_words;
use crate::{urls, when};

pub use list::RunsPage;

/// How a mock exam of a cohort stands.
pub struct Run {
    /// The assignment.
    pub entry: PlanEntry,
    /// Everybody who takes part.
    pub rows: Vec<RunRow>,
    /// Whose pages are connected now, in the order of the rows.
    pub connected: Vec<bool>,
    /// The moment of the page.
    pub now: ServiceTime,
}

impl Run {
    /// How many sit it now.
    pub fn running(&self) -> usize {
        self.exams().filter(|exam| exam.phase == Phase::Running).count()
    }

    fn exams(&self) -> impl Iterator<Item = &RunExam> {
        self.rows.iter().filter_map(|row| row.exam.as_ref())
    }

    fn is_together(&self) -> bool {
        matches!(self.entry.task, Task::Paper { start: Start::Together, .. })
    }
}

/// The page.
#[component]
pub fn RunPage<'a>(
    teaching: &'a Teaching,
    run: Run,
    /// Makes what is sent twice one.
    key: String,
    /// What was done a moment ago.
    done: Option<String>,
    /// Whose exam is to be ended, which is asked first.
    ending: Option<ParticipantId>,
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let address = urls::run(&cohort.id, &run.entry.id);
    let events = format!("{address}/events");
    let title = run.entry.title.clone();
    let asked = ending.and_then(|one| orders::ending(&run, &one, &address, &key, form.clone()));
    let orders = match asked {
        Some(asked) => asked,
        None => view! { <ErrorSummary form=form.clone() />{orders::orders(&run, &address, &key, form)} }.into_any(),
    };
    let limit = limit_words(&run.entry.task).map(|words| format!(" · {words}"));
    let table = run_table(&run, &address, &key);
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="runs" />
            <h1>{title}</h1>
            <p><span id="live-state">"As of now"</span>" · "<a href=address>"Refresh"</a>{limit}</p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        {orders}
        <div data-live=events data-state="live-state">{table}</div>
    }
}

/// What is sent anew whenever it changes.
pub fn run_table(run: &Run, address: &str, key: &str) -> AnyView {
    let (sitting, running) = (run.exams().count(), run.running());
    let ended = sitting - running;
    let held = run.entry.halted_at.map(|_| view! { <strong>" All clocks are held."</strong> });
    let figures = [
        ("Take part", run.rows.len()),
        ("Sitting now", running),
        ("Handed in or ended", ended),
        ("Not begun", run.rows.len() - sitting),
    ];
    let figures = figures.map(|(name, count)| view! { <li>{name}<strong>{count}</strong></li> });
    let lines = run.rows.iter().zip(&run.connected).map(|(row, connected)| line(run, row, *connected, address, key));
    let lines = lines.collect_view();
    view! {
        <section>
            <ul class="figures-row">{figures.collect_view()}</ul>
            <p>{held}</p>
            <div class="table" id="who-sits" tabindex="0" role="region" aria-label="Who sits">
                <table class="run">
                    <thead>
                        <tr>
                            <th scope="col">"Person"</th>
                            <th scope="col">"Now"</th>
                            <th scope="col" class="num">"Answered"</th>
                            <th scope="col" class="num">"At question"</th>
                            <th scope="col" class="num">"Time left"</th>
                            <th scope="col">"Connection"</th>
                            <th scope="col">"Result"</th>
                            <th scope="col"><span class="unseen">"Time and end"</span></th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(run: &Run, row: &RunRow, connected: bool, address: &str, key: &str) -> AnyView {
    let name = row.name.clone();
    let Some(exam) = &row.exam else {
        return view! { <tr><th scope="row">{name}</th><td>"○ not begun"</td><td class="num">"–"</td><td class="num">"–"</td><td class="num">"–"</td><td>"–"</td><td>"–"</td><td></td></tr> }
            .into_any();
    };
    let running = exam.phase == Phase::Running;
    let state = match exam.phase {
        Phase::Running if exam.timing.is_halted() => "◐ clock held".to_owned(),
        Phase::Running if exam.timing.is_resting(run.now) => "◐ on a break".to_owned(),
        Phase::Running if exam.timing.has_sections() => format!("◐ section {}", exam.timing.section(run.now) + 1),
        Phase::Running => "◐ working".to_owned(),
        Phase::Submitted => "● handed in".to_owned(),
        Phase::Expired => "● time was up".to_owned(),
    };
    let answered = format!("{} of {}", exam.answered, exam.questions);
    let place = exam.place.filter(|_| running).map_or_else(|| "–".to_owned(), |place| (place + 1).to_string());
    let left = exam.timing.remaining(run.now).filter(|_| running);
    let left = left.map_or_else(|| "–".to_owned(), when::length);
    let connection = match (running, connected) {
        (false, _) => "–".to_owned(),
        (true, true) => "● connected".to_owned(),
        (true, false) => format!("○ last saved {} ago", when::length(run.now.since(exam.touched).max(Millis(0)))),
    };
    let result = match (exam.score, exam.passed) {
        (Some(score), passed) if !running => {
            let verdict = match passed {
                Some(true) => ", passed",
                Some(false) => ", not passed",
                None => "",
            };
            format!("{score} of {}{verdict}", exam.marks)
        }
        _ => "–".to_owned(),
    };
    let ended = row.exam.as_ref().filter(|_| !running);
    let reopen = ended.map(|exam| {
        view! { <a href=urls::sitting(&exam.id)>"Look, or open again"<span class="unseen">{format!(": the exam of {name}")}</span></a> }
    });
    let orders = running.then(|| {
        let participant = row.participant.to_string();
        // The page finds by the id what had the focus before the table was sent anew.
        let (five, end) = (format!("five-{participant}"), format!("end-{participant}"));
        let ending = format!("{address}?end={participant}");
        view! {
            <form method="post" action=address.to_owned() class="inline">
                <input type="hidden" name="key" value=format!("{key}{}", short(&participant)) />
                <input type="hidden" name="participant" value=participant />
                <button class="quiet" id=five name="go" value="five">"+5 min"<span class="unseen">{format!(" for {name}")}</span></button>
                <a id=end href=ending>"End"<span class="unseen">{format!(" the exam of {name}")}</span></a>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>{state}</td>
            <td class="num">{answered}</td>
            <td class="num">{place}</td>
            <td class="num">{left}</td>
            <td>{connection}</td>
            <td>{result}</td>
            <td>{orders}{reopen}</td>
        </tr>
    }
    .into_any()
}

/// The end of an id, to tell keys of one page apart.
fn short(id: &str) -> &str {
    id.get(id.len().saturating_sub(6)..).unwrap_or_default()
}
