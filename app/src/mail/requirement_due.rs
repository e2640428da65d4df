use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// What is required of somebody and has to be met soon, or should have been.
#[derive(Clone, Copy, Debug)]
pub struct RequirementDue<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// The requirement as it calls it.
    pub requirement: &'a str,
    /// What is missing, as people call it.
    pub missing: &'a str,
    /// The last day on which there is time (ISO 8601).
    pub due: &'a str,
    /// Days until then; 0 today, negative when it is over.
    pub days: i64,
    /// The page that shows what is required of the reader.
    pub path: &'a str,
}

/// Reminds somebody of the day by which something is to be met.
pub fn requirement_due(reader: &Reader<'_>, about: &RequirementDue<'_>) -> Written {
    let RequirementDue { organisation, requirement, missing, due, days, path } = about;
    let day = when::day(due);
    let (subject, words) = match days {
        ..0 => (
            format!("{missing} was due by {day}"),
            format!(
                "{organisation} asked for {missing} by {day}. That day is over, and nothing that counts for it is confirmed yet. If a certificate of yours waits to be looked at, there is nothing to do. If you hold one that is not recorded, record it; else talk to whoever leads you about a new day."
            ),
        ),
        0 => (format!("{missing}: today is the last day"), format!("{organisation} asks for {missing} by today.")),
        1 => (format!("{missing}: one day is left"), format!("{organisation} asks for {missing} by tomorrow.")),
        _ => (
            format!("{missing}: {days} days are left"),
            format!("{organisation} asks for {missing} by {day}: {days} days are left."),
        ),
    };
    Letter {
        kind: MailKind::RequirementDue,
        subject,
        blocks: vec![
            Block::Words(words),
            Block::Facts(vec![("Requirement", (*requirement).to_owned()), ("To be met by", day)]),
            Block::Action("See what is required of you", reader.link(path)),
        ],
    }
    .write(reader)
}
