//! A qualification award: one certificate of one person, told by a log that only grows.
//!
//! The log is bitemporal. Its entries carry the moment at which they were recorded (what was *known* when); the facts in
//! them carry the days on which they hold (what was *true* when). A question has both: what was true on day D, as known
//! at moment K. Corrections are new entries with a reason; nothing is ever overwritten.

mod change;
mod replay;
mod standing;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::credits::HalfCredits;
use crate::ids::{AwardId, EvidenceId, OrganisationId};
use crate::question::Level;
use crate::time::Timestamp;

pub use change::{changed, changed_by, changed_since_decided, day_words};
pub use chrono::NaiveDate as Day;
pub use replay::{Award, Decision, End, Ended, seen};
pub use standing::Standing;

/// The day (UTC) of an instant; the last day there is for an instant beyond all days.
pub fn day_of(at: Timestamp) -> Day {
    chrono::DateTime::from_timestamp_millis(at.0).map_or(Day::MAX, |moment| moment.date_naive())
}

/// A qualification by its code in the table of credits, for instance `ISO20K_F` or `MALC`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Qualification(String);

impl Qualification {
    /// The ISO/IEC 20000 qualification of a level.
    pub fn of(level: Level) -> Self {
        let code = match level {
            Level::Foundation => "ISO20K_F",
            Level::Practitioner => "ISO20K_P",
            Level::Auditor => "ISO20K_A",
        };
        Self(code.to_owned())
    }

    /// Reads a code: capitals, digits and underscores, at most 16.
    pub fn from_code(code: &str) -> Option<Self> {
        let is_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        ((1..=16).contains(&code.len()) && code.chars().all(is_code)).then(|| Self(code.to_owned()))
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Its ISO/IEC 20000 level; none for a qualification of another scheme.
    pub fn level(&self) -> Option<Level> {
        Level::ALL.into_iter().find(|level| *self == Self::of(*level))
    }
}

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it certifies.
    pub qualification: Qualification,
    /// Who issued it, as printed.
    pub institute: String,
    /// The edition of the standard that was examined, for instance `2018`; empty when it is not known.
    pub edition: String,
    /// The day of the award.
    pub awarded_on: Day,
    /// The last day on which it is valid; none when it does not expire.
    pub expires_on: Option<Day>,
    /// The number on it.
    pub certificate_number: String,
    /// What the code does not say, for a certificate that has no code of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
}

/// A certificate that has no code of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// What it is called.
    pub title: String,
    /// The credits that its holder says it gave.
    pub half_credits: HalfCredits,
}

impl Facts {
    /// Most characters of an edition.
    pub const LONGEST_EDITION: u32 = 40;

    /// The year that names the edition, for instance `2018` of `ISO/IEC 20000-1:2018`; none when it is not known, or is no year.
    pub fn edition_year(&self) -> Option<&str> {
        fn year(text: &str) -> Option<&str> {
            let numbers = text.split(|c: char| !c.is_ascii_digit());
            numbers.filter(|number| number.len() == 4).find(|year| ("1990".."2100").contains(year))
        }
        // The year of a standard stands behind a colon; other years may stand beside it.
        let named = self.edition.split(':').skip(1).map(|behind| behind.get(..4).unwrap_or_default());
        named.filter_map(year).next().or_else(|| year(&self.edition))
    }

    /// What makes two records the same certificate: qualification, institute and number, without case and spaces.
    pub fn identity(&self) -> String {
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let [institute, number]: [String; 2] = [&self.institute, &self.certificate_number].map(|text| plain(text));
        let title: String = self.other.as_ref().map(|other| plain(&other.title)).unwrap_or_default();
        format!("{}{title}/{institute}/{number}", self.qualification.code())
    }
}

/// Something that was recorded about an award.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The person, or somebody for the person, says that there is such a certificate.
    Claimed {
        /// What it says.
        facts: Facts,
    },
    /// What was recorded was wrong; it has to be verified anew. Said by an organisation that did not enter the award it counts in
    /// the books of this one alone.
    Corrected {
        /// What it says.
        facts: Facts,
        /// Why it is corrected.
        reason: String,
    },
    /// A file was added that proves it.
    Evidenced {
        /// The file.
        evidence: EvidenceId,
    },
    /// An organisation has seen the proof.
    Verified {
        /// What was looked at.
        reason: String,
    },
    /// An organisation does not accept it.
    Rejected {
        /// Why.
        reason: String,
    },
    /// For an organisation, a newer award of the same qualification takes its place.
    Superseded {
        /// The newer one.
        by: AwardId,
        /// The first day on which it counts no more.
        on: Day,
    },
    /// For an organisation, it counts again: the newer award that took its place was taken back, corrected or not accepted.
    Restored {
        /// The newer one.
        by: AwardId,
    },
    /// The institute took it back, or it was recorded by mistake. Said by an organisation that did not enter the award it counts
    /// in the books of this one alone.
    Revoked {
        /// The first day on which it counts no more.
        on: Day,
        /// Why.
        reason: String,
    },
    /// It was taken back by mistake, and waits to be decided about again. It undoes what whoever says it may take back: what was
    /// taken back for everybody, or in the books of one organisation alone.
    Reinstated {
        /// Why.
        reason: String,
    },
}

impl Event {
    /// Whether an organisation decides it for itself. What one decides is nothing to another.
    pub const fn is_decision(&self) -> bool {
        matches!(self, Self::Verified { .. } | Self::Rejected { .. } | Self::Superseded { .. } | Self::Restored { .. })
    }

    /// What the certificate says, where the line says it.
    pub const fn facts(&self) -> Option<&Facts> {
        match self {
            Self::Claimed { facts } | Self::Corrected { facts, .. } => Some(facts),
            _ => None,
        }
    }

    /// The reason that was given.
    pub fn reason(&self) -> &str {
        match self {
            Self::Corrected { reason, .. }
            | Self::Verified { reason }
            | Self::Rejected { reason }
            | Self::Revoked { reason, .. }
            | Self::Reinstated { reason } => reason,
            Self::Claimed { .. } | Self::Evidenced { .. } | Self::Superseded { .. } | Self::Restored { .. } => "",
        }
    }
}

/// A line of an award's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counted from 1.
    pub number: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it, by name.
    pub by: String,
    /// In whose books; none when the person did it alone.
    pub organisation: Option<OrganisationId>,
    /// What was recorded.
    pub event: Event,
}

/// The organisation that entered an award; none when that was the person.
pub fn maker(log: &[Entry]) -> Option<&OrganisationId> {
    log.first().and_then(|first| first.organisation.as_ref())
}

/// Whether a correction, a revocation or its undoing counts for everybody: that of the person (`by` is none) and of whoever entered the award.
/// Any other organisation speaks for its own books.
pub fn is_for_all(by: Option<&OrganisationId>, maker: Option<&OrganisationId>) -> bool {
    by.is_none() || by == maker
}

/// Why an event is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The log begins with a claim and has one only.
    #[error("an award begins with one claim")]
    NotClaimed,
    /// It was decided already, or ended: somebody else was quicker.
    #[error("it was decided already")]
    Decided,
    /// A correction, a decision or a revocation says why.
    #[error("a reason is missing")]
    NoReason,
    /// The days are in the wrong order.
    #[error("it ends before it begins")]
    Backwards,
    /// What the certificate says is not what whoever decides has read.
    #[error("what the certificate says was corrected since you opened this page. Look at it again")]
    Restated,
}
