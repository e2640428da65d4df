//! The form of a question, as it was posted.

use content::{MOST_LINES, OwnKind, Written, WrittenLine, WrittenPick};

use crate::fields::Fields;

/// What was typed; nothing where the form is none of ours.
pub fn written(fields: &Fields) -> Option<Written> {
    let kind = OwnKind::from_word(fields.get("kind"))?;
    let text = |name: &str| fields.get(name).replace("\r\n", "\n");
    let count = fields.get("lines").parse::<usize>().unwrap_or(0).min(MOST_LINES);
    let line = |n: usize| {
        let text = |name: &str| text(&format!("{name}-{n}"));
        WrittenLine {
            text: text("text"),
            key: text("key"),
            feedback: text("feedback"),
            misconception: text("misconception"),
            marks: text("marks"),
            accept: text("accept"),
        }
    };
    let pick = |name: &str| WrittenPick {
        list: text(&format!("{name}_list")),
        key: text(&format!("{name}_key")),
        feedback: text(&format!("{name}_feedback")),
    };
    Some(Written {
        kind,
        label: text("label"),
        level: text("level"),
        area: text("area"),
        bloom: text("bloom"),
        clauses: text("clauses"),
        family: text("family"),
        facility: text("facility"),
        minutes: text("minutes"),
        marks: text("marks"),
        rule: text("rule"),
        deduct: text("deduct"),
        floor: text("floor"),
        stem: text("stem"),
        additional: text("additional"),
        lines: (0..count).map(line).collect(),
        list: text("list"),
        reuse: fields.get("reuse") == "yes",
        passage: text("passage"),
        shown: text("shown"),
        explains: fields.get("explains") == "yes",
        misconception: text("misconception"),
        grade: text("grade"),
        grade_feedback: text("grade_feedback"),
        clause: pick("clause"),
        next: pick("next"),
        weights: text("weights"),
        longest: text("longest"),
        answer: text("answer"),
    })
}
