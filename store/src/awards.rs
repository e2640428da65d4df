//! Qualification awards: a log for each, and how organisations see it.

mod adopt;
mod books;
mod decide;
mod editions;
mod evidence;
mod holdings;
mod log;
mod record;
mod restore;

use domain::award::Day;
use domain::award::Entry;
use domain::ids::{AwardId, MemberId};

pub use decide::{Decided, DecisionNews, Tell, Verdict};
pub(crate) use evidence::let_go;
pub use evidence::{EvidenceFile, MOST_FILES, NewEvidence, Prover};
pub(crate) use holdings::{View, edition_year, hold, ids_of, project_account, settle_recorded, viewers};
pub(crate) use log::{held, logs_between, one as log_of};
pub use record::{Recorded, Recording};

/// How a day without an end is stored.
pub(crate) fn no_end() -> Day {
    Day::from_ymd_opt(9999, 12, 31).expect("the last day of 9999 is a day")
}

/// An award with its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardLog {
    /// Which.
    pub id: AwardId,
    /// The person in the books for whom an organisation entered it.
    pub member: Option<MemberId>,
    /// Its lines.
    pub entries: Vec<Entry>,
}
