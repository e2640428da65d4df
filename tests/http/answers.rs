//! Answers to items of every format: whole, in part, wrong.

use domain::item::{Body, Item, Slot};
use domain::response::{Finding, Response, Shape};

/// The beginning of the right answer; where there are no parts, a wrong one.
pub fn in_part(item: &Item) -> Response {
    match item.body.key() {
        Response::Choices(keys) => Response::Choices(keys[..1].to_vec()),
        Response::Slots(slots) => {
            let half = slots.len().div_ceil(2);
            Response::Slots(slots.into_iter().enumerate().map(|(n, slot)| slot.filter(|_| n < half)).collect())
        }
        Response::Finding(finding) => Response::Finding(Finding { grade: None, next: None, ..finding }),
        Response::Text(text) => {
            let words = text.split_whitespace().collect::<Vec<_>>();
            Response::Text(words[..words.len() / 2].join(" "))
        }
        Response::Choice(_) => wrong(item),
    }
}

/// An answer that earns nothing.
pub fn wrong(item: &Item) -> Response {
    match (item.shape(), item.body.key()) {
        (Shape::Multiple { options, .. }, Response::Choices(keys)) => {
            Response::Choices((0..options).find(|option| !keys.contains(option)).into_iter().collect())
        }
        (Shape::Slots { options, .. }, Response::Slots(slots)) => {
            let first = slots[0].map(|key| (key + 1) % options);
            Response::Slots(std::iter::once(first).chain(slots.iter().skip(1).map(|_| None)).collect())
        }
        (_, Response::Finding(finding)) => {
            let grade = finding.grade.map(|grade| (grade + 1) % 4);
            Response::Finding(Finding { grade, ..Finding::default() })
        }
        (_, Response::Text(_)) => Response::Text("I would have to look that up.".to_owned()),
        (Shape::Single { options }, Response::Choice(key)) => Response::Choice((key + 1) % options),
        (shape, key) => panic!("{}: {key:?} does not belong to {shape}", item.id),
    }
}

/// The item with another key, of the same shape; what is shown of it stays as it is.
pub fn with_another_key(item: &mut Item) {
    let turn = |slots: &mut [Slot], options: usize| {
        slots.iter_mut().for_each(|slot| slot.key = (slot.key + 1) % options as u8);
    };
    match &mut item.body {
        Body::Single { options, key } => *key = (*key + 1) % options.len() as u8,
        Body::Multiple { options, keys } => {
            keys.iter_mut().for_each(|key| *key = (*key + 1) % options.len() as u8);
            keys.sort_unstable();
        }
        Body::Matching { options, rows: slots, .. } | Body::Completion { options, gaps: slots, .. } => {
            turn(slots, options.len());
        }
        Body::Sequencing { steps } => {
            let places = steps.len();
            turn(steps, places);
        }
        Body::AssertionReason { assertion, reason, explains, .. } => {
            (assertion.holds, reason.holds, *explains) = (!assertion.holds, !reason.holds, !*explains);
        }
        Body::Finding { evidence, grade, clause, next, weights } => {
            evidence.iter_mut().for_each(|line| line.holds = !line.holds);
            grade.0 = (grade.0 + 1) % 4;
            clause.key = (clause.key + 1) % clause.options.len() as u8;
            next.key = (next.key + 1) % next.options.len() as u8;
            weights.rotate_left(1);
        }
        Body::Text { answer, points, .. } => {
            points.reverse();
            answer.insert_str(0, "On the contrary. ");
        }
    }
}

/// Every text that belongs to the key and that nobody may read before the end.
pub fn secrets(item: &mut Item) -> Vec<&mut String> {
    let mut texts = Vec::new();
    match &mut item.body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => {
            for option in options {
                texts.push(&mut option.feedback);
                texts.extend(&mut option.misconception);
            }
        }
        Body::Matching { rows: slots, .. }
        | Body::Sequencing { steps: slots }
        | Body::Completion { gaps: slots, .. } => {
            for slot in slots {
                texts.push(&mut slot.feedback);
                texts.extend(&mut slot.misconception);
            }
        }
        Body::AssertionReason { assertion, reason, misconception, .. } => {
            texts.extend([&mut assertion.feedback, &mut reason.feedback]);
            texts.extend(misconception);
        }
        Body::Finding { evidence, grade, clause, next, .. } => {
            texts.extend(evidence.iter_mut().map(|line| &mut line.feedback));
            texts.extend([&mut grade.1, &mut clause.feedback, &mut next.feedback]);
        }
        Body::Text { answer, points, .. } => {
            texts.push(answer);
            for point in points {
                texts.extend([&mut point.text, &mut point.feedback]);
                texts.extend(&mut point.accept);
            }
        }
    }
    texts
}
