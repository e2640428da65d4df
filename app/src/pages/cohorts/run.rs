//! A mock exam of a cohort while it runs: who sits, where, how long still; and what a trainer does to it.

use domain::attempt::Phase;
use domain::cohort::{Start, Task};
use domain::time::{Millis, ServiceTime};
use domain::zone::Zone;
use leptos::prelude::*;
use store::{PlanEntry, RunExam, RunRow, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::{urls, when};

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
    fn running(&self) -> usize {
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
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let address = urls::run(&cohort.id, &run.entry.id);
    let events = format!("{address}/events");
    let title = run.entry.title.clone();
    let orders = orders(&run, &address, &key, form.clone());
    let table = run_table(&run, &address, &key);
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="runs" />
            <h1>{title}</h1>
            <p><span id="live-state">"As of now"</span>" · "<a href=address>"Look again"</a></p>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form />
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
            <div class="table" tabindex="0" role="region" aria-label="Who sits">
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
    let orders = running.then(|| {
        let participant = row.participant.to_string();
        view! {
            <form method="post" action=address.to_owned() class="inline">
                <input type="hidden" name="key" value=format!("{key}{}", short(&participant)) />
                <input type="hidden" name="participant" value=participant />
                <button class="quiet" name="go" value="five">"+5 min"<span class="unseen">{format!(" for {name}")}</span></button>
                <button class="quiet" name="go" value="close">"End"<span class="unseen">{format!(" the exam of {name}")}</span></button>
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
            <td>{orders}</td>
        </tr>
    }
    .into_any()
}

/// The end of an id, to tell keys of one page apart.
fn short(id: &str) -> &str {
    id.get(id.len().saturating_sub(6)..).unwrap_or_default()
}

/// What can be done to all exams together.
fn orders(run: &Run, address: &str, key: &str, form: Form) -> AnyView {
    let hidden = || view! { <input type="hidden" name="key" value=key.to_owned() /> };
    if run.entry.run_ended_at.is_some() {
        return view! { <section><p class="notice">"This exam was ended. Nobody can begin it any more."</p></section> }
            .into_any();
    }
    if run.is_together() && run.entry.run_began_at.is_none() {
        return view! {
            <section>
                <p>"Nobody can begin before you say so. Those who wait see their page change by itself."</p>
                <form method="post" action=address.to_owned()>{hidden()}<button class="button" name="go" value="begin">"Let everybody begin"</button></form>
            </section>
        }
        .into_any();
    }
    let hold = if run.entry.halted_at.is_some() {
        view! { <button class="button" name="go" value="continue">"Let the clocks go on"</button> }.into_any()
    } else {
        view! { <button class="button" name="go" value="halt">"Hold all clocks"</button> }.into_any()
    };
    let open = !form.is_sound();
    view! {
        <section>
            <form method="post" action=address.to_owned() class="stack run-orders">
                {hidden()}
                <p class="actions">{hold}</p>
                <details open=open>
                    <summary>"Grant time to all, or end the exam"</summary>
                    <Field form=form.clone() name="minutes" label="Minutes, from 1 to 180" kind="number" want=Want::Optional />
                    <Field form=form name="reason" label="Why" help="It stands on everybody's result." longest=300 want=Want::Optional />
                    <p class="actions">
                        <button class="button" name="go" value="grant">"Grant the minutes to all who sit"</button>
                        <button class="quiet" name="go" value="close">"End the exam for all"</button>
                    </p>
                </details>
            </form>
        </section>
    }
    .into_any()
}

/// The mock exams of a cohort.
#[component]
pub fn RunsPage<'a>(teaching: &'a Teaching, entries: Vec<PlanEntry>) -> impl IntoView {
    let cohort = &teaching.cohort;
    let zone = cohort.facts.zone;
    let lines = entries.into_iter().map(|entry| run_line(cohort.id.as_str(), zone, entry)).collect::<Vec<_>>();
    let list = if lines.is_empty() {
        let plan = urls::cohort_page(&cohort.id, "plan");
        view! { <p class="empty">"No mock exam is planned. "<a href=plan>"Put one into the plan"</a></p> }.into_any()
    } else {
        view! { <ul class="plain-list">{lines}</ul> }.into_any()
    };
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="runs" />
            <h1>"Mock exams"</h1>
        </header>
        <section>{list}</section>
    }
}

fn run_line(cohort: &str, zone: Zone, entry: PlanEntry) -> impl IntoView + use<> {
    let state = match (entry.run_ended_at, entry.run_began_at, &entry.task) {
        (Some(_), ..) => "ended".to_owned(),
        (None, Some(_), _) => "has begun".to_owned(),
        (None, None, Task::Paper { start: Start::Together, .. }) => "begins when you say so".to_owned(),
        _ => match entry.window.opens {
            Some(opens) => format!("open from {}", when::local(zone, opens)),
            None => "open".to_owned(),
        },
    };
    view! { <li><a href=urls::run(cohort, &entry.id)>{entry.title.clone()}</a>" "<span class="help">{state}</span></li> }
}
