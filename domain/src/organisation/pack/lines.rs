//! Lines of a pack, in words.

use super::{Evaluation, EvaluationKind, Mock, Observation, ProvenAward, Trail};
use crate::award::{Entry, Event, Facts, changed, day_of, seen};
use crate::credits::Rules;
use crate::ids::{AwardId, OrganisationId};
use crate::time::Timestamp;

/// What a certificate is called.
pub(super) fn title<'a>(rules: &'a Rules, facts: &'a Facts) -> &'a str {
    rules.title(&facts.qualification, facts.other.as_ref())
}

pub(super) fn exam(proven: &ProvenAward) -> Evaluation {
    let facts = &proven.award.facts;
    let what = format!("{} passed, certificate {}", proven.title, facts.certificate_number);
    Evaluation { on: facts.awarded_on, kind: EvaluationKind::Exam, what, by: facts.institute.clone() }
}

pub(super) fn mock(mock: &Mock) -> Evaluation {
    let verdict = match mock.passed {
        Some(true) => ": passed",
        Some(false) => ": not passed",
        None => "",
    };
    let percent = i64::from(mock.score.0) * 100 / i64::from(mock.marks.0).max(1);
    let what = format!("{}: {} of {} marks ({percent} %){verdict}", mock.title, mock.score, mock.marks);
    Evaluation { on: day_of(mock.at), kind: EvaluationKind::Mock, what, by: "Marked by Clausewise".to_owned() }
}

pub(super) fn observed(seen: &Observation) -> Evaluation {
    let what = format!("{}: {}", seen.effect.name(), seen.words);
    Evaluation { on: seen.on, kind: EvaluationKind::Observed, what, by: seen.by.clone() }
}

pub(super) fn noted(seen: &Observation) -> Trail {
    Trail { at: seen.at, who: seen.by.clone(), what: format!("wrote down what was observed on {}", seen.on) }
}

/// What was done to awards, as far as it counts for the organisation.
pub(super) fn trail(
    logs: &[(AwardId, Vec<Entry>)],
    viewer: &OrganisationId,
    known: Timestamp,
    rules: &Rules,
) -> Vec<Trail> {
    let mut trail = Vec::new();
    for (_, log) in logs {
        let (mut name, mut stated) = (String::new(), None);
        for entry in seen(log, Some(viewer)).filter(|entry| entry.at <= known) {
            let mut change = None;
            if let Some(facts) = entry.event.facts() {
                name = format!("{} {}", title(rules, facts), facts.certificate_number);
                change = stated.replace(facts).and_then(|before| changed(rules, before, facts));
            }
            let what = words(&entry.event, &name, change.as_deref());
            trail.push(Trail { at: entry.at, who: entry.by.clone(), what });
        }
    }
    trail
}

fn words(event: &Event, name: &str, change: Option<&str>) -> String {
    let change = change.map(|change| format!(" ({change})")).unwrap_or_default();
    match event {
        Event::Claimed { .. } => format!("entered {name}"),
        Event::Corrected { reason, .. } => format!("corrected it to {name}{change}: {reason}"),
        Event::Evidenced { .. } => format!("added proof of {name}"),
        Event::Verified { reason } => format!("confirmed {name}: {reason}"),
        Event::Rejected { reason } => format!("did not accept {name}: {reason}"),
        Event::Superseded { on, .. } => format!("a newer one takes the place of {name} from {on} on"),
        Event::Restored { .. } => format!("{name} counts again, since the newer one does not"),
        Event::Revoked { on, reason } => format!("{name} counts no more from {on} on: {reason}"),
        Event::Reinstated { reason } => format!("{name} was taken back by mistake and waits again: {reason}"),
    }
}
