use domain::attempt::{Event, Line, Phase};
use domain::time::{Millis, ServiceTime};
use leptos::prelude::*;
use store::{Attempt, AttemptHead};

use super::end_words;
use crate::parts::stretch_words;
use crate::when;

/// The clock of a sitting and how far it has come, in figures.
pub(super) fn figures(attempt: &Attempt, now: ServiceTime) -> impl IntoView + use<> {
    let AttemptHead { timing, phase, used, score, marks, passed, .. } = &attempt.head;
    let running = *phase == Phase::Running;
    let base = timing.base.map_or_else(String::new, |base| format!("{} for everybody", when::length(base)));
    let granted = if timing.stretch.is_none() { base } else { format!("{base}; {}", stretch_words(timing.stretch)) };
    let mut figures = vec![
        ("Granted", timing.granted().map_or_else(String::new, when::length), granted),
        ("Used", when::length(used.unwrap_or_else(|| timing.used(now))), String::new()),
    ];
    if running {
        let state = if timing.is_resting(now) { "on a break: the clock stands still" } else { "" };
        figures.push(("Left", when::length(left(&attempt.head, now)), state.to_owned()));
    }
    if timing.stretch.breaks.0 > 0 {
        let all = format!("of {}", when::length(timing.stretch.breaks));
        figures.push(("Breaks left", when::length(timing.break_left()), all));
    }
    if running && !attempt.layout.sections.is_empty() && timing.has_sections() {
        let section = timing.section(now);
        let title = attempt.layout.sections.get(section).map_or_else(String::new, |section| section.title.clone());
        figures.push(("Section", (section + 1).to_string(), title));
    }
    let answered = format!("{} of {}", attempt.sheet.answered(), attempt.paper.len());
    figures.push(("Answered", answered, String::new()));
    if let Some(score) = score {
        let verdict = match passed {
            Some(true) => "passed",
            Some(false) => "not passed",
            None => "",
        };
        figures.push(("Score", format!("{score} of {marks}"), verdict.to_owned()));
    }
    figures.push(("State", end_words(*phase).to_owned(), String::new()));
    let line = |(name, value, more): (&'static str, String, String)| {
        let more = (!more.is_empty()).then(|| view! { <small>{more}</small> });
        view! { <div><dt>{name}</dt><dd>{value}{more}</dd></div> }
    };
    view! { <dl class="figures">{figures.into_iter().map(line).collect_view()}</dl> }
}

/// Working time left: of a running sitting now, of an ended one if it were opened again.
pub(super) fn left(head: &AttemptHead, now: ServiceTime) -> Millis {
    let mut timing = head.timing.clone();
    if head.phase != Phase::Running {
        timing.apply(now, &Event::Reopened { length: Millis(0), by: String::new(), reason: String::new() });
    }
    timing.remaining(now).unwrap_or(Millis(0))
}

/// What staff decided, and by whom and why; and how often the service was down.
pub(super) fn decisions(decisions: &[Line]) -> impl IntoView + use<> {
    let lines = decisions.iter().filter_map(line).collect::<Vec<_>>();
    let decided = if lines.is_empty() {
        view! { <p class="empty">"None so far."</p> }.into_any()
    } else {
        view! {
            <div class="table" tabindex="0" role="region" aria-label="Decisions">
                <table>
                    <thead><tr><th scope="col">"When"</th><th scope="col">"Decision"</th><th scope="col">"By"</th><th scope="col">"Why"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let outages = decisions.iter().filter_map(|line| match &line.event {
        Event::OutageReturned { length } => Some(when::length(*length)),
        _ => None,
    });
    let outages = outages.collect::<Vec<_>>();
    let outages = (!outages.is_empty()).then(|| {
        let words = format!(
            "The service was down for {} while this exam ran. The clock stood still: nothing was lost by it.",
            outages.join(", then ")
        );
        view! { <p class="notice">{words}</p> }
    });
    view! {
        <section>
            <h2>"Decisions"</h2>
            {outages}
            {decided}
        </section>
    }
}

fn line(line: &Line) -> Option<impl IntoView + use<>> {
    let (what, by, reason) = match &line.event {
        Event::Granted { length, by, reason } => (format!("{} granted", when::length(*length)), by, reason),
        Event::Reopened { length, by, reason } => {
            (format!("Opened again with {} added", when::length(*length)), by, reason)
        }
        Event::Closed { by, reason } => ("Ended".to_owned(), by, reason),
        Event::Halted { by } => return Some(row(line, "All clocks held", by, "")),
        Event::Continued { by } => return Some(row(line, "Clocks went on", by, "")),
        Event::Admitted { by, reason, .. } => ("An answer counted after all".to_owned(), by, reason),
        _ => return None,
    };
    Some(row(line, &what, by, reason))
}

fn row(line: &Line, what: &str, by: &str, reason: &str) -> impl IntoView + use<> {
    let [what, by, reason] = [what, by, reason].map(str::to_owned);
    view! { <tr><td>{when::moment(line.on)}</td><th scope="row">{what}</th><td>{by}</td><td>{reason}</td></tr> }
}
