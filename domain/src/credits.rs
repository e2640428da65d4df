//! ITIL Expert credit equivalents of official results. The scheme is closed; the figure is historical.

use std::collections::BTreeSet;
use std::fmt;
use std::iter::Sum;

use crate::question::Level;

/// An amount of credits, counted in halves so that no fraction is ever rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfCredits(pub u16);

impl fmt::Display for HalfCredits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 2, if self.0.is_multiple_of(2) { 0 } else { 5 })
    }
}

impl Sum for HalfCredits {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|credits| credits.0).sum())
    }
}

/// Adds up the credits of official results: each level once, however often it was passed.
///
/// No credit is ever granted for a mock exam: only official results come in here. "No credit for repeating a module" is a
/// rule of the closed scheme, read in two sources (see `content/schemes/credits.yaml`).
pub fn total(held: impl IntoIterator<Item = Level>, value: impl Fn(Level) -> HalfCredits) -> HalfCredits {
    held.into_iter().collect::<BTreeSet<_>>().into_iter().map(value).sum()
}

/// What one official result adds to the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// The value of its level.
    Value,
    /// The value of its level, as a reference only: it is dated after the scheme closed.
    Reference,
    /// Nothing: an earlier result of the same level stands already.
    Repeat,
}

/// Judges official results, given as level and year in the order of their dates.
pub fn worth(held: &[(Level, i32)], closed_year: i32) -> Vec<Worth> {
    let mut levels = BTreeSet::new();
    let judge = |(level, year): &(Level, i32)| match (levels.insert(*level), *year > closed_year) {
        (false, _) => Worth::Repeat,
        (true, true) => Worth::Reference,
        (true, false) => Worth::Value,
    };
    held.iter().map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(level: Level) -> HalfCredits {
        HalfCredits(if level == Level::Practitioner { 3 } else { 2 })
    }

    #[test]
    fn halves_print_as_people_write_them() {
        assert_eq!([0, 1, 2, 3, 7].map(|n| HalfCredits(n).to_string()), ["0.0", "0.5", "1.0", "1.5", "3.5"]);
    }

    #[test]
    fn late_results_are_references_and_repeats_add_nothing() {
        use Level::{Foundation, Practitioner};
        let held = [(Foundation, 2014), (Foundation, 2019), (Practitioner, 2022), (Level::Auditor, 2023)];
        assert_eq!(worth(&held, 2022), [Worth::Value, Worth::Repeat, Worth::Value, Worth::Reference]);
    }

    #[test]
    fn each_level_counts_once() {
        use Level::{Auditor, Foundation, Practitioner};
        for (held, halves) in [
            (vec![], 0),
            (vec![Foundation], 2),
            (vec![Foundation, Foundation], 2),
            (vec![Foundation, Practitioner, Auditor], 7),
        ] {
            assert_eq!(total(held.clone(), value), HalfCredits(halves), "{held:?}");
        }
    }
}
