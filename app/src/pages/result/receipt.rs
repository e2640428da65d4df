//! The receipt: what arrived and when, what staff decided, and what was kept without counting.

use domain::attempt::{Act, Event, Line, Why};
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{Attempt, SetAside};

use super::{Outcome, is_open};
use crate::parts::given;
use crate::when;

/// The receipt, with its main figures in one line.
pub(super) fn receipt(outcome: &Outcome) -> impl IntoView + use<> {
    let attempt = &outcome.attempt;
    let (answered, all) = (attempt.sheet.answered(), attempt.paper.len());
    let digest = attempt.receipt.as_ref().map(|digest| format!(", digest {digest}")).unwrap_or_default();
    let line = format!(
        "{answered} of {} received, attempt {}{digest}",
        when::count(all, "answer", "answers"),
        short(attempt.head.id.as_str())
    );
    view! {
        <section class="facts" id="receipt">
            <h2>"Receipt"</h2>
            <details>
                <summary>{line}</summary>
                <dl>
                    <dt>"Attempt"</dt>
                    <dd><code>{attempt.head.id.to_string()}</code></dd>
                    <dt>"Began"</dt>
                    <dd>{when::moment(attempt.head.started_at)}</dd>
                    <dt>"Ended"</dt>
                    <dd>{when::moment(attempt.head.finished_at.unwrap_or(Timestamp(0)))}</dd>
                </dl>
                <p class="help">
                    "Quote the attempt and the digest if you doubt a result: the digest is made from everything that arrived up to the end, so a changed answer would change it."
                </p>
            </details>
            {decisions(attempt)}
            {aside(outcome)}
        </section>
    }
}

/// The end of an id: its beginning is the time, which many ids share.
fn short(id: &str) -> &str {
    id.get(id.len().saturating_sub(8)..).unwrap_or(id)
}

fn decisions(attempt: &Attempt) -> impl IntoView + use<> {
    let decided = |line: &Line| Some((line.on, decision(&line.event, &attempt.aside)?));
    let lines = attempt.decisions.iter().filter_map(decided);
    let lines = lines.map(|(on, words)| view! { <li>{when::moment(on)}": "{words}</li> }).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| view! { <h3>"What was decided about this exam"</h3><ul>{lines}</ul> })
}

/// A decision in plain words; nothing for events that are none.
fn decision(event: &Event, aside: &[SetAside]) -> Option<String> {
    Some(match event {
        Event::Granted { length, by, reason } => {
            format!("{by} added {}: {}", when::length(*length), sentence(reason))
        }
        Event::Reopened { length, by, reason } => {
            format!("{by} opened the exam again with {} added: {}", when::length(*length), sentence(reason))
        }
        Event::Admitted { number, by, reason } => {
            let kept = aside.iter().find(|kept| kept.number == *number);
            let admitted = kept.map_or_else(
                || "something that had not counted".to_owned(),
                |kept| format!("{} question {}", what(&kept.act), kept.act.item() + 1),
            );
            format!("{by} let {admitted} count: {}", sentence(reason))
        }
        Event::Halted { by } => format!("{by} held all clocks. No time was lost."),
        Event::Continued { by } => format!("{by} let the clocks go on."),
        Event::Closed { by, reason } if reason.is_empty() => format!("{by} ended the exam."),
        Event::Closed { by, reason } => format!("{by} ended the exam: {}", sentence(reason)),
        Event::OutageReturned { length } => format!(
            "The service did not answer for {}. The clock stood still meanwhile: no time was lost.",
            when::length(*length)
        ),
        _ => return None,
    })
}

fn sentence(reason: &str) -> String {
    let reason = reason.trim();
    if reason.ends_with(['.', '!', '?']) { reason.to_owned() } else { format!("{reason}.") }
}

const fn what(act: &Act) -> &'static str {
    match act {
        Act::Answer { .. } => "an answer to",
        Act::Clear { .. } => "an answer taken back from",
        Act::Note { .. } => "a note on",
        _ => "a change of",
    }
}

fn aside(outcome: &Outcome) -> impl IntoView + use<> {
    let lines = outcome.attempt.aside.iter().map(|kept| {
        let words = words(outcome, kept).into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>();
        let words = (!words.is_empty()).then(|| view! { <ul>{words}</ul> });
        view! { <li>{when::moment(kept.on)}": "{set_aside(kept)}{words}</li> }
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("Kept without counting: {}", lines.len())}</summary>
                <p class="help">"Nothing that arrived is thrown away. Staff can decide that something counts after all."</p>
                <ul>{lines}</ul>
            </details>
        }
    })
}

/// What was kept and why it did not count.
fn set_aside(kept: &SetAside) -> String {
    let why = match kept.why {
        Why::Superseded => "overtaken by a newer choice from another window",
        Why::Late => "arrived after the time was up or after handing in",
    };
    let counts = if kept.admitted { "it counts after all" } else { "it does not count" };
    format!("{} question {}: {why}; {counts}", capital(what(&kept.act)), kept.act.item() + 1)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What it said, where the question may be seen again. The candidate's own note may always be.
fn words(outcome: &Outcome, kept: &SetAside) -> Vec<String> {
    let place = usize::from(kept.act.item());
    match &kept.act {
        Act::Note { text, .. } => text.lines().map(str::to_owned).collect(),
        Act::Answer { response, .. } if is_open(outcome.policy(), &outcome.marked, place) => {
            outcome.items.get(place).map_or_else(Vec::new, |item| given(&item.body.form(), response))
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use domain::response::Response;
    use domain::time::Millis;

    use super::*;

    fn kept(why: Why, admitted: bool) -> SetAside {
        let act = Act::Answer { item: 6, response: Response::Choice(1) };
        SetAside { number: 12, on: Timestamp(0), why, act, admitted }
    }

    #[test]
    fn decisions_are_said_in_plain_words() {
        let (by, reason) = ("Ann".to_owned(), "fire alarm".to_owned());
        let said = |event: Event| decision(&event, &[kept(Why::Late, true)]);
        let granted = Event::Granted { length: Millis::minutes(5), by: by.clone(), reason: reason.clone() };
        assert_eq!(said(granted).as_deref(), Some("Ann added 5 min: fire alarm."));
        let admitted = Event::Admitted { number: 12, by, reason };
        assert_eq!(said(admitted).as_deref(), Some("Ann let an answer to question 7 count: fire alarm."));
        let outage = Event::OutageReturned { length: Millis(90_000) };
        assert!(said(outage).is_some_and(|words| words.contains("1 min 30 s") && words.contains("no time was lost")));
        assert_eq!(said(Event::Submitted), None);
    }

    #[test]
    fn what_was_kept_says_why_and_whether_it_counts() {
        assert_eq!(
            set_aside(&kept(Why::Late, true)),
            "An answer to question 7: arrived after the time was up or after handing in; it counts after all"
        );
        assert!(set_aside(&kept(Why::Superseded, false)).ends_with("from another window; it does not count"));
    }

    #[test]
    fn the_short_form_is_the_end_of_the_id() {
        assert_eq!(short("0199-7000-1a2b3c4d"), "1a2b3c4d");
        assert_eq!(short("abc"), "abc");
    }
}
