//! Blind answers: what a reader answered without the key, in the shape that each format has in the files.

use std::fmt::Write;

use domain::item::Body;
use domain::response::{Finding, Response};
use serde_json::Value;

use super::raw::RawGrade;

/// The answer as the files write it: `3`, `[1, 4]`, `{evidence: [1, 3], grade: minor, clause: 2, next: 1}`.
pub(super) fn text(answer: &Value) -> String {
    let mut out = String::new();
    write(answer, &mut out);
    out
}

/// The response that an answer stands for; nothing when it has not the shape of the format.
pub(super) fn read(body: &Body, answer: &Value) -> Option<Response> {
    Some(match body {
        Body::Single { .. } | Body::AssertionReason { .. } => Response::Choice(number(answer)?),
        Body::Multiple { .. } => Response::Choices(set(answer)?),
        Body::Matching { .. } | Body::Completion { .. } => {
            Response::Slots(numbers(answer)?.into_iter().map(Some).collect())
        }
        Body::Sequencing { steps } => {
            let order = numbers(answer)?;
            let place = |step| order.iter().position(|one| *one == step).and_then(|place| u8::try_from(place).ok());
            Response::Slots((0..steps.len()).map(|step| place(u8::try_from(step).ok()?)).collect())
        }
        Body::Finding { .. } => Response::Finding(Finding {
            evidence: set(answer.get("evidence")?)?,
            grade: RawGrade::WORDS.iter().position(|word| answer["grade"] == **word).map(|grade| grade as u8),
            clause: Some(number(answer.get("clause")?)?),
            next: Some(number(answer.get("next")?)?),
        }),
        Body::Text { .. } => Response::Text(answer.as_str()?.to_owned()),
    })
}

/// The key in the shape of a blind answer; the model answer for own words.
pub(crate) fn key(body: &Body) -> Value {
    let one = |n: u8| Value::from(n + 1);
    let list = |numbers: &[u8]| Value::from(numbers.iter().map(|n| n + 1).collect::<Vec<_>>());
    match (body, body.key()) {
        (Body::Sequencing { steps }, _) => {
            let shown = |place: usize| steps.iter().position(|step| usize::from(step.key) == place);
            Value::from((0..steps.len()).filter_map(shown).map(|step| step + 1).collect::<Vec<_>>())
        }
        (_, Response::Choice(key)) => one(key),
        (_, Response::Choices(keys)) => list(&keys),
        (_, Response::Slots(keys)) => list(&keys.into_iter().flatten().collect::<Vec<_>>()),
        (_, Response::Finding(Finding { evidence, grade, clause, next })) => serde_json::json!({
            "evidence": list(&evidence),
            "grade": grade.map(|grade| RawGrade::WORDS[usize::from(grade)]),
            "clause": clause.map(one),
            "next": next.map(one),
        }),
        (_, Response::Text(answer)) => Value::from(answer),
    }
}

/// A number counted from 1 in the files, from 0 here.
fn number(value: &Value) -> Option<u8> {
    value.as_u64()?.checked_sub(1)?.try_into().ok()
}

fn numbers(value: &Value) -> Option<Vec<u8>> {
    value.as_array()?.iter().map(number).collect()
}

fn set(value: &Value) -> Option<Vec<u8>> {
    let mut numbers = numbers(value)?;
    numbers.sort_unstable();
    Some(numbers)
}

fn write(value: &Value, out: &mut String) {
    let separated = |n: usize| if n == 0 { "" } else { ", " };
    match value {
        Value::String(text) => out.push_str(text),
        Value::Array(list) => {
            out.push('[');
            for (n, one) in list.iter().enumerate() {
                out.push_str(separated(n));
                write(one, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            out.push('{');
            for (n, (name, one)) in fields.iter().enumerate() {
                let _ = write!(out, "{}{name}: ", separated(n));
                write(one, out);
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}
