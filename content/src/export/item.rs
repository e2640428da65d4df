//! Items for programs.

use domain::item::{Body, Item, ItemStatus, Pick, Slot, Statement};
use domain::marking::{Marking, Rule};
use domain::marks::Marks;
use domain::question::{ASSERTION_REASON, Form, GRADES};
use serde_json::{Value, json};

use super::clauses_2011;
use crate::bank::{additional, blind_key};
use crate::library::Library;

/// One item with its key.
pub(super) fn item(library: &Library, item: &Item) -> Value {
    let review = item.review.as_ref().map(|review| {
        json!({
            "by": review.by, "on": review.on, "blind_answer": review.blind_answer, "verdict": review.verdict,
        })
    });
    let ratings = item.ratings.iter().map(|(rater, share)| (rater.clone(), Value::from(f64::from(*share) / 100.0)));
    json!({
        "id": item.id,
        "version": item.version,
        "status": status(item.status),
        "level": item.level,
        "area": item.area,
        "scenario": item.scenario,
        "pool": item.pool,
        "clauses": item.clauses,
        "clauses_2011": clauses_2011(library, &item.clauses),
        "bloom": item.bloom,
        "format": item.body.format(),
        "family": item.family,
        "expected_facility": f64::from(item.expected_facility) / 100.0,
        "ratings": ratings.collect::<serde_json::Map<_, _>>(),
        "seconds": item.seconds,
        "marks": marks(item.marking.marks),
        "marking": marking(item.marking),
        "additional": library.item_source(&item.id).and_then(additional),
        "stem": item.stem,
        "options": options(&item.body),
        "key": blind_key(&item.body),
        "body": body(&item.body),
        "review": review,
    })
}

/// What there is to choose from.
fn options(body: &Body) -> Value {
    if let Body::Single { options, .. } | Body::Multiple { options, .. } = body {
        let options = options.iter().map(
            |option| json!({"text": option.text, "feedback": option.feedback, "misconception": option.misconception}),
        );
        return options.collect();
    }
    match body.form() {
        Form::Matching { options, .. } | Form::Completion { options, .. } => json!(options),
        Form::Sequencing { steps } => json!(steps),
        Form::AssertionReason { .. } => json!(ASSERTION_REASON),
        Form::Finding { .. } => json!(GRADES),
        Form::Single { .. } | Form::Multiple { .. } | Form::Text { .. } => json!([]),
    }
}

/// Whatever the format has besides its options.
fn body(body: &Body) -> Value {
    let slots = |slots: &[Slot]| slots.iter().map(slot).collect::<Vec<_>>();
    match body {
        Body::Single { .. } | Body::Multiple { .. } => Value::Null,
        Body::Matching { rows, reuse, .. } => json!({"rows": slots(rows), "reuse": reuse}),
        Body::Sequencing { steps } => json!({"steps": slots(steps)}),
        Body::AssertionReason { assertion, reason, explains, misconception } => json!({
            "assertion": statement(assertion),
            "reason": statement(reason),
            "explains": explains,
            "misconception": misconception,
        }),
        Body::Completion { pieces, gaps, reuse, .. } => json!({"pieces": pieces, "gaps": slots(gaps), "reuse": reuse}),
        Body::Finding { evidence, grade, clause, next, weights } => json!({
            "evidence": evidence.iter().map(statement).collect::<Vec<_>>(),
            "grade": {"feedback": grade.1},
            "clause": pick(clause),
            "next": pick(next),
            "weights": weights,
        }),
        Body::Text { longest, points, .. } => {
            let point = |point: &domain::item::Point| {
                json!({
                    "text": point.text, "accept": point.accept, "marks": marks(point.marks), "feedback": point.feedback,
                })
            };
            json!({"longest": longest, "points": points.iter().map(point).collect::<Vec<_>>()})
        }
    }
}

fn slot(slot: &Slot) -> Value {
    json!({"text": slot.text, "key": slot.key + 1, "feedback": slot.feedback, "misconception": slot.misconception})
}

fn statement(statement: &Statement) -> Value {
    json!({"text": statement.text, "holds": statement.holds, "feedback": statement.feedback})
}

fn pick(pick: &Pick) -> Value {
    json!({"options": pick.options, "key": pick.key + 1, "feedback": pick.feedback})
}

fn marking(marking: Marking) -> Value {
    let rule = match marking.rule {
        Rule::AllOrNothing => "all_or_nothing",
        Rule::PerPart => "per_part",
        Rule::Net => "net",
    };
    json!({"rule": rule, "deduct": marks(marking.deduct), "floor": marks(marking.floor)})
}

fn marks(marks: Marks) -> f64 {
    f64::from(marks.0) / 100.0
}

fn status(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::Draft => "draft",
        ItemStatus::Reviewed => "reviewed",
        ItemStatus::Retired => "retired",
    }
}
