use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// An invitation into an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// Who invites.
    pub inviter: &'a str,
    /// The page of ours that takes the invitation, with its token.
    pub path: &'a str,
    /// The last day on which it can be taken (ISO 8601).
    pub ends_on: &'a str,
}

/// Invites somebody into an organisation.
pub fn invitation(reader: &Reader<'_>, about: &Invitation<'_>) -> Written {
    let Invitation { organisation, inviter, path, ends_on } = about;
    Letter {
        kind: MailKind::Invitation,
        subject: format!("{inviter} invites you to {organisation} on Clausewise"),
        blocks: vec![
            Block::Words(format!(
                "{inviter} invites you to study with {organisation} for the qualifications in IT service management. \
                 Those who look after the people there will see your qualifications and your progress."
            )),
            Block::Action("Look at the invitation", reader.link(path)),
            Block::Words(format!(
                "The invitation holds until {}. Its link is meant for you alone: whoever has it can join in your place.",
                when::day(ends_on)
            )),
        ],
    }
    .write(reader)
}
