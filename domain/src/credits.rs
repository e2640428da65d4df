//! ITIL Expert credit equivalents: what a certificate was worth in the closed scheme, and which of them would have counted.
//!
//! The scheme is closed: a position is history, not an award. Every figure is data that says where it was read and how sure
//! that is (see `content/schemes/credits.yaml`). No credit is ever granted for a mock exam.

mod amount;
mod judge;
mod position;
mod rules;
#[cfg(test)]
mod tests;

use crate::award::{Day, Facts, Qualification};

pub use amount::HalfCredits;
pub use position::{Capstone, Inconsistency, Line, Position, Verdict};
pub use rules::{Fact, Group, Module, Pair, Rules, Said};

/// A certificate, as the rules look at it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holding {
    /// The day of the award.
    pub awarded_on: Day,
    /// What it certifies.
    pub qualification: Qualification,
    /// Who issued it.
    pub institute: String,
    /// What it is called, where the code does not say it.
    pub title: String,
    /// The value that its holder states, for one that has none in the rules.
    pub stated: Option<HalfCredits>,
}

impl From<&Facts> for Holding {
    fn from(facts: &Facts) -> Self {
        Self {
            awarded_on: facts.awarded_on,
            qualification: facts.qualification.clone(),
            institute: facts.institute.clone(),
            title: facts.other.as_ref().map(|other| other.title.clone()).unwrap_or_default(),
            stated: facts.other.as_ref().map(|other| other.half_credits),
        }
    }
}
