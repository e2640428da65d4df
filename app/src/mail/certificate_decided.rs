use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// What was decided about a certificate.
#[derive(Clone, Copy, Debug)]
pub struct CertificateDecided<'a> {
    /// The certificate as people call it, for instance `Foundation, EXIN`.
    pub certificate: &'a str,
    /// Who decided, as the reader may know it: a person or an organisation.
    pub decided_by: &'a str,
    /// The decision.
    pub outcome: Outcome<'a>,
    /// The page of ours on which the certificate stands.
    pub path: &'a str,
}

/// A decision about a certificate.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// It counts.
    Verified,
    /// It does not count, for a reason.
    Rejected(&'a str),
    /// It counts no more from a day on (ISO 8601), for a reason.
    Revoked {
        /// The first day on which it counts no more.
        on: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// It was taken back by mistake and waits to be looked at again, for a reason.
    Reinstated(&'a str),
    /// A newer certificate counts in its place from a day on (ISO 8601).
    Superseded(&'a str),
}

/// Tells somebody what was decided about a certificate that they entered.
pub fn certificate_decided(reader: &Reader<'_>, about: &CertificateDecided<'_>) -> Written {
    let CertificateDecided { certificate, decided_by, outcome, path } = about;
    let (subject, blocks) = match outcome {
        Outcome::Verified => (
            format!("Your certificate was verified: {certificate}"),
            vec![Block::Words(format!(
                "{decided_by} has verified your certificate \u{201c}{certificate}\u{201d}. It counts from now on."
            ))],
        ),
        Outcome::Rejected(reason) => (
            format!("Your certificate was not accepted: {certificate}"),
            vec![
                Block::Words(format!("{decided_by} could not accept your certificate \u{201c}{certificate}\u{201d}.")),
                Block::Facts(vec![("Reason", (*reason).to_owned())]),
                Block::Words("You can correct what is wrong and send it in again.".to_owned()),
            ],
        ),
        Outcome::Revoked { on, reason } => (
            format!("Your certificate was taken back: {certificate}"),
            vec![
                Block::Words(format!(
                    "{decided_by} has recorded that your certificate \u{201c}{certificate}\u{201d} counts no more in their books, from {} on.",
                    when::day(on)
                )),
                Block::Facts(vec![("Reason", (*reason).to_owned())]),
                Block::Words("Your own record stays as it is. If that is a mistake, talk to them.".to_owned()),
            ],
        ),
        Outcome::Reinstated(reason) => (
            format!("Your certificate was put back: {certificate}"),
            vec![
                Block::Words(format!(
                    "{decided_by} had taken back your certificate \u{201c}{certificate}\u{201d} in their books by mistake. They look at it again; until then it does not count there."
                )),
                Block::Facts(vec![("Reason", (*reason).to_owned())]),
                Block::Words("There is nothing that you have to do.".to_owned()),
            ],
        ),
        Outcome::Superseded(on) => (
            format!("A newer certificate takes the place of yours: {certificate}"),
            vec![
                Block::Words(format!(
                    "{decided_by} has verified a newer certificate of yours. From {} on it counts in place of \u{201c}{certificate}\u{201d}.",
                    when::day(on)
                )),
                Block::Words("There is nothing that you have to do.".to_owned()),
            ],
        ),
    };
    let action = Block::Action("Open the certificate", reader.link(path));
    let blocks = blocks.into_iter().chain([action]).collect();
    Letter { kind: MailKind::CertificateDecided, subject, blocks }.write(reader)
}
