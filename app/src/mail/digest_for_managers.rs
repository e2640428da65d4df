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
    /// What waits for approval.
    pub waiting: Head<'a, Waiting<'a>>,
    /// Certificates that end soon.
    pub expiring: Head<'a, Expiring<'a>>,
    /// Requirements that are not met by everybody whom they concern.
    pub gaps: Head<'a, Gap<'a>>,
    /// Who became late last week.
    pub late: Head<'a, Deadline<'a>>,
    /// What falls due within four weeks.
    pub falling: Head<'a, Deadline<'a>>,
    /// Who joined last week.
    pub joined: Head<'a, Moved<'a>>,
    /// Who left last week.
    pub left: Head<'a, Moved<'a>>,
    /// The page of ours that shows all of it.
    pub path: &'a str,
}

/// The first lines of a list, how long it is, and the page of ours that has all of it.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a, T> {
    /// The first ones.
    pub first: &'a [T],
    /// How many there are.
    pub total: usize,
    /// The page.
    pub path: &'a str,
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

/// A requirement is not met by everybody.
#[derive(Clone, Copy, Debug)]
pub struct Gap<'a> {
    /// Name of the requirement.
    pub requirement: &'a str,
    /// How many people who meet it are missing.
    pub missing: i64,
    /// How many are needed.
    pub needed: i64,
}

/// Somebody is to meet something, or should have.
#[derive(Clone, Copy, Debug)]
pub struct Deadline<'a> {
    /// Who.
    pub person: &'a str,
    /// What is required.
    pub requirement: &'a str,
    /// The last day on which there is or was time (ISO 8601).
    pub last: &'a str,
}

/// Somebody joined or left.
#[derive(Clone, Copy, Debug)]
pub struct Moved<'a> {
    /// Who.
    pub person: &'a str,
    /// On which day (ISO 8601).
    pub on: &'a str,
}

impl DigestForManagers<'_> {
    /// Whether there is nothing to tell: then no mail is sent.
    pub const fn is_empty(&self) -> bool {
        self.waiting.total == 0
            && self.expiring.total == 0
            && self.gaps.total == 0
            && self.late.total == 0
            && self.falling.total == 0
            && self.joined.total == 0
            && self.left.total == 0
    }
}

/// Sums the week up for those who answer for others. Only what there is something to say about is said.
pub fn digest_for_managers(reader: &Reader<'_>, about: &DigestForManagers<'_>) -> Written {
    let waits = |one: &Waiting<'_>| format!("{}: {}, since {}", one.person, one.what, when::day(one.since));
    let ends = |one: &Expiring<'_>| format!("{}: {}, until {}", one.person, one.certificate, when::day(one.ends_on));
    let gap = |one: &Gap<'_>| format!("{}: {} of {} missing", one.requirement, one.missing, one.needed);
    let over = |one: &Deadline<'_>| format!("{}: {}, last day {}", one.person, one.requirement, when::day(one.last));
    let falls = |one: &Deadline<'_>| format!("{}: {}, by {}", one.person, one.requirement, when::day(one.last));
    let moved = |one: &Moved<'_>| format!("{}, on {}", one.person, when::day(one.on));
    let parts = [
        part(reader, "Waiting for approval", "Look at what waits", &about.waiting, waits),
        part(reader, "Certificates that end within 60 days", "See what ends", &about.expiring, ends),
        part(reader, "Requirements with gaps", "See the requirements", &about.gaps, gap),
        part(reader, "Late since last week", "See who is late", &about.late, over),
        part(reader, "Due within four weeks", "See what falls due", &about.falling, falls),
        part(reader, "Joined last week", "See the people", &about.joined, moved),
        part(reader, "Left last week", "See who left", &about.left, moved),
    ];
    let counts = [
        (about.waiting.total, "certificate waits for approval", "certificates wait for approval"),
        (about.expiring.total, "certificate ends within 60 days", "certificates end within 60 days"),
        (about.gaps.total, "requirement has gaps", "requirements have gaps"),
        (about.late.total, "need became late last week", "needs became late last week"),
        (about.falling.total, "need falls due within four weeks", "needs fall due within four weeks"),
        (about.joined.total, "person joined", "people joined"),
        (about.left.total, "person left", "people left"),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let counts = counts.map(|(count, one, more)| when::count(count, one, more)).collect::<Vec<_>>().join(", ");
    let head = Block::Words(format!("{}, as of {}: {counts}.", about.organisation, when::day(about.on)));
    let action = Block::Action("Open the overview", reader.link(about.path));
    Letter {
        kind: MailKind::DigestForManagers,
        subject: format!("{}: the week in qualifications", about.organisation),
        blocks: [head].into_iter().chain(parts.into_iter().flatten()).chain([action]).collect(),
    }
    .write(reader)
}

/// A list under its heading with the page that has all of it; nothing when it is empty.
fn part<T>(
    reader: &Reader<'_>,
    heading: &'static str,
    words: &'static str,
    list: &Head<'_, T>,
    line: impl Fn(&T) -> String,
) -> Vec<Block> {
    if list.total == 0 {
        return Vec::new();
    }
    let mut lines = list.first.iter().map(line).collect::<Vec<_>>();
    if let Some(more) = list.total.checked_sub(list.first.len()).filter(|more| *more > 0) {
        lines.push(format!("And {more} more."));
    }
    vec![Block::Lines(heading, lines), Block::More(words, reader.link(list.path))]
}
