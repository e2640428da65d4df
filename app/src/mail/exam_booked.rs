use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// An exam that was booked for somebody.
#[derive(Clone, Copy, Debug)]
pub struct ExamBooked<'a> {
    /// The exam as people call it.
    pub exam: &'a str,
    /// The day (ISO 8601).
    pub on: &'a str,
    /// The time of day with its zone, if known, for instance `09:30 CET`.
    pub time: Option<&'a str>,
    /// Where, if known: a place, or how to sit it online.
    pub place: Option<&'a str>,
    /// Who booked it.
    pub booked_by: &'a str,
    /// The page of ours on which the booking stands.
    pub path: &'a str,
}

/// Tells somebody that an exam was booked for them.
pub fn exam_booked(reader: &Reader<'_>, about: &ExamBooked<'_>) -> Written {
    let ExamBooked { exam, on, time, place, booked_by, path } = about;
    let facts = [
        Some(("Exam", (*exam).to_owned())),
        Some(("Day", when::day(on))),
        time.map(|time| ("Time", time.to_owned())),
        place.map(|place| ("Where", place.to_owned())),
        Some(("Booked by", (*booked_by).to_owned())),
    ];
    Letter {
        kind: MailKind::ExamBooked,
        subject: format!("Booked: {exam} on {}", when::day(on)),
        blocks: vec![
            Block::Words("An exam was booked for you.".to_owned()),
            Block::Facts(facts.into_iter().flatten().collect()),
            Block::Action("Open the booking", reader.link(path)),
        ],
    }
    .write(reader)
}
