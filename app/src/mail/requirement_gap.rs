use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// What a position asks for and its holder does not have.
#[derive(Clone, Copy, Debug)]
pub struct RequirementGap<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Name of the position; none when it is asked of a whole department, or of everybody.
    pub position: Option<&'a str>,
    /// What is missing, each as people call it.
    pub missing: &'a [&'a str],
    /// The day by which it is needed (ISO 8601), if one is set.
    pub needed_by: Option<&'a str>,
    /// The page of ours that shows the way there.
    pub path: &'a str,
}

/// Tells somebody what their position asks for.
pub fn requirement_gap(reader: &Reader<'_>, about: &RequirementGap<'_>) -> Written {
    let RequirementGap { organisation, position, missing, needed_by, path } = about;
    let by = needed_by.map(|day| Block::Facts(vec![("Needed by", when::day(day))]));
    let (words, subject) = match position {
        Some(position) => (
            format!("Your position \u{201c}{position}\u{201d} at {organisation} asks for what you do not have yet."),
            format!("What your position asks for: {position}"),
        ),
        None => (
            format!("{organisation} asks for what you do not have yet."),
            format!("What {organisation} asks for: {}", missing.join(", ")),
        ),
    };
    let blocks = [
        Some(Block::Words(words)),
        Some(Block::Lines("What is missing", missing.iter().map(|one| (*one).to_owned()).collect())),
        by,
        Some(Block::Action("See the way there", reader.link(path))),
    ];
    Letter { kind: MailKind::RequirementGap, subject, blocks: blocks.into_iter().flatten().collect() }.write(reader)
}
