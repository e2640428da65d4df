use super::Unfit;
use crate::item::{Body, Item, Slot};
use crate::response::{Given, Response};

/// The item with another right answer. What is shown stays, and so does its digest: it is the version that was sat.
///
/// # Errors
/// [`Unfit::NoAnswer`] when it could not be given, or is not a whole answer; [`Unfit::OwnWords`].
pub fn with_key(item: &Item, key: &Response) -> Result<Item, Unfit> {
    if matches!(item.body, Body::Text { .. }) {
        return Err(Unfit::OwnWords);
    }
    let shape = item.shape();
    let whole = match key {
        // No line of evidence may be the right choice of lines.
        Response::Finding(finding) => [finding.grade, finding.clause, finding.next].iter().all(Option::is_some),
        _ => shape.given(Some(key)) == Given::Whole,
    };
    if shape.admits(key).is_err() || !whole {
        return Err(Unfit::NoAnswer);
    }
    let mut corrected = item.clone();
    set(&mut corrected.body, key);
    Ok(corrected)
}

/// Puts an answer that fits the body in the place of its key.
fn set(body: &mut Body, right: &Response) {
    match (body, right) {
        (Body::Single { key, .. }, Response::Choice(option)) => *key = *option,
        (Body::Multiple { keys, .. }, Response::Choices(options)) => keys.clone_from(options),
        (
            Body::Matching { rows: slots, .. }
            | Body::Sequencing { steps: slots }
            | Body::Completion { gaps: slots, .. },
            Response::Slots(given),
        ) => place(slots, given),
        (Body::AssertionReason { assertion, reason, explains, .. }, Response::Choice(option)) => {
            assertion.holds = *option <= 2;
            reason.holds = matches!(option, 0 | 1 | 3);
            *explains = *option == 0;
        }
        (Body::Finding { evidence, grade, clause, next, .. }, Response::Finding(finding)) => {
            for (place, line) in (0..).zip(evidence) {
                line.holds = finding.evidence.contains(&place);
            }
            grade.0 = finding.grade.unwrap_or(grade.0);
            clause.key = finding.clause.unwrap_or(clause.key);
            next.key = finding.next.unwrap_or(next.key);
        }
        _ => {}
    }
}

fn place(slots: &mut [Slot], given: &[Option<u8>]) {
    for (slot, given) in slots.iter_mut().zip(given) {
        slot.key = given.unwrap_or(slot.key);
    }
}
