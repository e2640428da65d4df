use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// An invitation into a class.
#[derive(Clone, Copy, Debug)]
pub struct ClassInvitation<'a> {
    /// Name of the class.
    pub class: &'a str,
    /// The organisation that runs it.
    pub organisation: &'a str,
    /// The trainer who invites.
    pub trainer: &'a str,
    /// Its first day (ISO 8601).
    pub starts_on: &'a str,
    /// The page of ours that takes the invitation, with its token.
    pub path: &'a str,
    /// The last day on which it can be taken (ISO 8601).
    pub ends_on: &'a str,
}

/// Invites somebody into a class.
pub fn class_invitation(reader: &Reader<'_>, about: &ClassInvitation<'_>) -> Written {
    let ClassInvitation { class, organisation, trainer, starts_on, path, ends_on } = about;
    Letter {
        kind: MailKind::Invitation,
        subject: format!("{trainer} invites you to the class {class}"),
        blocks: vec![
            Block::Words(format!(
                "{trainer} of {organisation} invites you to the class {class}, which begins on {}. \
                 The page behind the link says what your trainers will see of you before you join.",
                when::day(starts_on)
            )),
            Block::Action("Look at the class", reader.link(path)),
            Block::Words(format!(
                "The invitation holds until {}. Its link is meant for you alone: whoever has it can join in your place.",
                when::day(ends_on)
            )),
        ],
    }
    .write(reader)
}
