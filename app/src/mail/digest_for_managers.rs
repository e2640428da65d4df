use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// The week of those who answer for an organisation's qualification.
#[derive(Clone, Copy, Debug)]
pub struct DigestForManagers<'a> {
    /// Name of the organisation.
    pub organisation: &'a str,
    /// The day for which the figures hold (ISO 8601).
    pub on: &'a str,
    /// Who lacks what.
    pub gaps: &'a [Gap<'a>],
    /// Certificates that end soon.
    pub expiring: &'a [Expiring<'a>],
    /// What waits for approval.
    pub waiting: &'a [Waiting<'a>],
    /// The page of ours that shows all of it.
    pub path: &'a str,
}

/// Somebody lacks something.
#[derive(Clone, Copy, Debug)]
pub struct Gap<'a> {
    /// Who.
    pub person: &'a str,
    /// In which position.
    pub position: &'a str,
    /// What is missing.
    pub missing: &'a str,
}

/// A certificate ends soon.
#[derive(Clone, Copy, Debug)]
pub struct Expiring<'a> {
    /// Whose.
    pub person: &'a str,
    /// Which.
    pub certificate: &'a str,
    /// Its last day (ISO 8601).
    pub ends_on: &'a str,
}

/// Something waits for approval.
#[derive(Clone, Copy, Debug)]
pub struct Waiting<'a> {
    /// Whose.
    pub person: &'a str,
    /// What.
    pub what: &'a str,
    /// Since which day (ISO 8601).
    pub since: &'a str,
}

impl DigestForManagers<'_> {
    /// Whether there is nothing to tell: then no mail is sent.
    pub const fn is_empty(&self) -> bool {
        self.gaps.is_empty() && self.expiring.is_empty() && self.waiting.is_empty()
    }
}

/// A list in a mail is no longer than this; the page has the rest.
const MOST: usize = 25;

/// Sums the week up for those who answer for others.
pub fn digest_for_managers(reader: &Reader<'_>, about: &DigestForManagers<'_>) -> Written {
    let counts = [about.gaps.len(), about.expiring.len(), about.waiting.len()];
    let gap = |gap: &Gap<'_>| format!("{}, {}: {}", gap.person, gap.position, gap.missing);
    let ends = |one: &Expiring<'_>| format!("{}: {}, until {}", one.person, one.certificate, when::day(one.ends_on));
    let waits = |one: &Waiting<'_>| format!("{}: {}, since {}", one.person, one.what, when::day(one.since));
    Letter {
        kind: MailKind::DigestForManagers,
        subject: format!("{}: the week in qualifications", about.organisation),
        blocks: vec![
            Block::Words(format!(
                "As of {}: {}, {}, {} waiting for approval.",
                when::day(about.on),
                when::count(counts[0], "gap", "gaps"),
                when::count(counts[1], "certificate that ends soon", "certificates that end soon"),
                counts[2],
            )),
            shortened("Gaps", about.gaps.iter().map(gap)),
            shortened("Certificates that end soon", about.expiring.iter().map(ends)),
            shortened("Waiting for approval", about.waiting.iter().map(waits)),
            Block::Action("Open the overview", reader.link(about.path)),
        ],
    }
    .write(reader)
}

fn shortened(heading: &'static str, lines: impl ExactSizeIterator<Item = String>) -> Block {
    let more = lines.len().saturating_sub(MOST);
    let mut shown = lines.take(MOST).collect::<Vec<_>>();
    if shown.is_empty() {
        shown.push("None.".to_owned());
    } else if more > 0 {
        shown.push(format!("And {more} more."));
    }
    Block::Lines(heading, shown)
}
