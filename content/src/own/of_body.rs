//! The form of a question that came from elsewhere.

use domain::item::{Body, ItemOption, Pick, Slot, Statement};
use domain::marking::{Marking, Rule};
use domain::marks::Marks;

use super::{OwnKind, Written, WrittenLine, WrittenPick};
use crate::bank::GRADE_WORDS;

impl Written {
    /// The form of a question with its key. What else a question needs (level, area, clauses and so on) stays empty.
    pub fn of_body(stem: &str, body: &Body, marking: Marking) -> Self {
        let mut written = Self { stem: stem.to_owned(), ..Self::default() };
        written.marks = plain(marking.marks);
        written.rule = match marking.rule {
            Rule::AllOrNothing => "all_or_nothing",
            Rule::PerPart => "per_part",
            Rule::Net => "net",
        }
        .to_owned();
        let unless_nothing = |marks: Marks| if marks.0 == 0 { String::new() } else { plain(marks) };
        written.deduct = unless_nothing(marking.deduct);
        written.floor = unless_nothing(marking.floor);
        written.read_body(body);
        written
    }

    fn read_body(&mut self, body: &Body) {
        match body {
            Body::Single { options, key } => {
                self.kind = OwnKind::SingleChoice;
                self.lines = options.iter().zip(0..).map(|(option, n)| of_option(option, n == *key)).collect();
            }
            Body::Multiple { options, keys } => {
                self.kind = OwnKind::MultipleResponse;
                self.lines = options.iter().zip(0..).map(|(option, n)| of_option(option, keys.contains(&n))).collect();
            }
            Body::Matching { options, rows, reuse } => {
                self.kind = OwnKind::Matching;
                self.list = one_a_line(options);
                self.lines = rows.iter().map(of_slot).collect();
                self.reuse = *reuse;
            }
            Body::Sequencing { steps } => {
                self.kind = OwnKind::Sequencing;
                let mut right = steps.iter().collect::<Vec<_>>();
                right.sort_by_key(|step| step.key);
                self.lines =
                    right.into_iter().map(|step| WrittenLine { key: String::new(), ..of_slot(step) }).collect();
                self.shown = steps.iter().map(|step| (step.key + 1).to_string()).collect::<Vec<_>>().join(" ");
            }
            Body::AssertionReason { assertion, reason, explains, misconception } => {
                self.kind = OwnKind::AssertionReason;
                self.lines = [assertion, reason].map(of_statement).into();
                self.explains = *explains;
                self.misconception = misconception.clone().unwrap_or_default();
            }
            Body::Completion { pieces, options, gaps, reuse } => {
                self.kind = OwnKind::Completion;
                self.list = one_a_line(options);
                self.lines = gaps.iter().map(of_slot).collect();
                self.reuse = *reuse;
                self.passage = passage(pieces);
            }
            Body::Finding { evidence, grade, clause, next, weights } => {
                self.kind = OwnKind::Finding;
                self.lines = evidence.iter().map(of_statement).collect();
                self.grade = GRADE_WORDS.get(usize::from(grade.0)).copied().unwrap_or_default().to_owned();
                self.grade_feedback.clone_from(&grade.1);
                self.clause = of_pick(clause);
                self.next = of_pick(next);
                self.weights = weights.map(|weight| weight.to_string()).join(" ");
            }
            Body::Text { longest, answer, points } => {
                self.kind = OwnKind::ShortText;
                self.longest = longest.to_string();
                self.answer.clone_from(answer);
                let line = |point: &domain::item::Point| WrittenLine {
                    text: point.text.clone(),
                    accept: one_a_line(&point.accept),
                    marks: plain(point.marks),
                    feedback: point.feedback.clone(),
                    ..WrittenLine::default()
                };
                self.lines = points.iter().map(line).collect();
            }
        }
    }
}

/// Marks as a form takes them: with a plain minus.
fn plain(marks: Marks) -> String {
    (f64::from(marks.0) / 100.0).to_string()
}

fn yes(right: bool) -> String {
    if right { "yes".to_owned() } else { String::new() }
}

fn of_option(option: &ItemOption, key: bool) -> WrittenLine {
    WrittenLine {
        text: option.text.clone(),
        key: yes(key),
        feedback: option.feedback.clone(),
        misconception: option.misconception.clone().unwrap_or_default(),
        ..WrittenLine::default()
    }
}

fn of_slot(slot: &Slot) -> WrittenLine {
    WrittenLine {
        text: slot.text.clone(),
        key: (slot.key + 1).to_string(),
        feedback: slot.feedback.clone(),
        misconception: slot.misconception.clone().unwrap_or_default(),
        ..WrittenLine::default()
    }
}

fn of_statement(statement: &Statement) -> WrittenLine {
    WrittenLine {
        text: statement.text.clone(),
        key: yes(statement.holds),
        feedback: statement.feedback.clone(),
        ..WrittenLine::default()
    }
}

fn of_pick(pick: &Pick) -> WrittenPick {
    WrittenPick { list: one_a_line(&pick.options), key: (pick.key + 1).to_string(), feedback: pick.feedback.clone() }
}

/// Options of a list, each on one line.
fn one_a_line(options: &[String]) -> String {
    let line = |option: &String| option.split_whitespace().collect::<Vec<_>>().join(" ");
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn passage(pieces: &[String]) -> String {
    let mut text = String::new();
    for (piece, gap) in pieces.iter().zip(1..) {
        text.push_str(piece);
        if gap < pieces.len() {
            text.push_str(&format!("{{{gap}}}"));
        }
    }
    text
}
