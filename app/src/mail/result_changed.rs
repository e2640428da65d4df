use domain::attempt::Mode;
use domain::marks::Marks;
use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};

/// A result that is another now, because a question was put right or that was taken back.
#[derive(Clone, Copy, Debug)]
pub struct ResultChanged<'a> {
    /// The mock exam or practice set.
    pub title: &'a str,
    /// Which of them it is.
    pub mode: Mode,
    /// Name of the class.
    pub class: &'a str,
    /// Who decided.
    pub by: &'a str,
    /// Why, in the trainer's words.
    pub reason: &'a str,
    /// Whether a correction was taken back.
    pub undone: bool,
    /// Marks reached, possible, and whether it was passed: before.
    pub before: (Marks, Marks, Option<bool>),
    /// The same now.
    pub after: (Marks, Marks, Option<bool>),
    /// The page of the result.
    pub path: &'a str,
}

/// Tells somebody that a result has changed, and why.
pub fn result_changed(reader: &Reader<'_>, about: &ResultChanged<'_>) -> Written {
    let ResultChanged { title, mode, class, by, reason, undone, before, after, path } = about;
    let kind = if *mode == Mode::Exam { "mock exam" } else { "practice set" };
    let what = if *undone {
        format!(
            "{by} took the correction of a question of your {kind} “{title}” ({class}) back, so your result is again what it was."
        )
    } else {
        format!("{by} corrected a question of your {kind} “{title}” ({class}), and your result has changed.")
    };
    let blocks = vec![
        Block::Words(what),
        Block::Words(format!("Before: {}. Now: {}.", told(*before), told(*after))),
        Block::Words(format!("Why: {reason}")),
        Block::Action("See your result", reader.link(path)),
    ];
    Letter { kind: MailKind::ClassResult, subject: format!("Your result has changed: {title}"), blocks }.write(reader)
}

fn told((score, marks, passed): (Marks, Marks, Option<bool>)) -> String {
    let verdict = match passed {
        Some(true) => ", passed",
        Some(false) => ", not passed",
        None => "",
    };
    format!("{score} of {marks}{verdict}")
}
