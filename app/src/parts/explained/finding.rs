//! An audit finding: evidence, grade, clause, next step.

use domain::item::{Pick, Statement};
use domain::question::GRADES;
use domain::response::{Finding, Response};
use leptos::prelude::*;

use super::{Stand, chosen_for, line, list, tagged};

/// Each line of evidence, then what was to be decided and what was.
pub(super) fn finding(
    evidence: &[Statement],
    grade: &(u8, String),
    clause: &Pick,
    next: &Pick,
    given: Option<&Response>,
) -> AnyView {
    let given = match given {
        Some(Response::Finding(finding)) => finding.clone(),
        _ => Finding::default(),
    };
    let lines = (0u8..).zip(evidence).map(|(n, statement)| {
        let stand = Stand::of(statement.holds, given.evidence.contains(&n));
        line(None, stand, tagged(&statement.text, evidence_tag(stand)), &statement.feedback)
    });
    let grades = GRADES.map(str::to_owned);
    let decided = [
        chosen_for("Grade", &grades, grade.0, given.grade, &grade.1),
        chosen_for("Clause", &clause.options, clause.key, given.clause, &clause.feedback),
        chosen_for("Next step", &next.options, next.key, given.next, &next.feedback),
    ];
    list(lines.chain(decided).collect())
}

const fn evidence_tag(stand: Stand) -> &'static str {
    match stand {
        Stand::Hit => "evidence, chosen by you",
        Stand::Missed => "evidence, not chosen by you",
        Stand::Slip => "not evidence, chosen by you",
        Stand::Rest => "not evidence",
    }
}
