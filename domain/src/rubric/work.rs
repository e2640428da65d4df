use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Rubric, Unmarked};
use crate::ids::AccountId;
use crate::marks::{Marks, Tally};
use crate::time::Timestamp;

/// Totals of two markers that lie further apart than this share of all marks (in percent) have to be settled. Our own choice.
pub const MOST_APART: i64 = 10;

/// What one marker gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The marker.
    pub marker: AccountId,
    /// A level for each criterion, counted from 0.
    pub levels: Vec<u8>,
    /// What the candidate is told.
    pub comment: String,
}

/// What happens to a piece of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A marker gives levels, or gives others.
    Assessed {
        /// What was given.
        assessment: Assessment,
    },
    /// Somebody decides between two markers who lie apart.
    Settled {
        /// What counts.
        assessment: Assessment,
    },
    /// The candidate may see it.
    Released {
        /// Who released it.
        by: AccountId,
    },
    /// The candidate may no longer see it, so that it can be marked again.
    Recalled {
        /// Who took it back.
        by: AccountId,
        /// Why.
        reason: String,
    },
}

/// Why something cannot happen to a piece of work now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The levels are no marking.
    #[error(transparent)]
    Unmarked(#[from] Unmarked),
    /// Two markers are enough.
    #[error("two people have marked it already")]
    TwoMarkers,
    /// Fewer markers than are needed.
    #[error("it is not marked by as many people as are needed")]
    NotMarked,
    /// Two markers lie too far apart.
    #[error("the two markings lie too far apart and have to be settled first")]
    Apart,
    /// There is nothing to settle.
    #[error("there are no two markings to settle")]
    NothingToSettle,
    /// What was released stays as it is until it is recalled.
    #[error("the candidate has seen it: recall it first")]
    Released,
    /// It was not released.
    #[error("it was not released")]
    NotReleased,
    /// A reason is missing.
    #[error("a reason is needed")]
    NoReason,
}

/// A piece of work in the hands of its markers: the replay of its events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// What the markers gave: one or two.
    pub assessments: Vec<Assessment>,
    /// What was decided between two.
    pub settled: Option<Assessment>,
    /// Since when the candidate may see it.
    pub released: Option<Timestamp>,
}

impl Work {
    /// Enters an event. `markers` is how many have to mark a piece of work before it is released: one or two.
    ///
    /// # Errors
    /// [`Refusal`] says why it cannot happen now.
    pub fn apply(&self, event: &Event, (rubric, markers): (&Rubric, usize), now: Timestamp) -> Result<Self, Refusal> {
        let mut next = self.clone();
        match event {
            Event::Assessed { assessment } => {
                self.is_open()?;
                rubric.tally(&assessment.levels)?;
                let own = next.assessments.iter_mut().find(|other| other.marker == assessment.marker);
                match own {
                    Some(own) => own.clone_from(assessment),
                    None if self.assessments.len() >= 2 => return Err(Refusal::TwoMarkers),
                    None => next.assessments.push(assessment.clone()),
                }
                next.settled = None;
            }
            Event::Settled { assessment } => {
                self.is_open()?;
                rubric.tally(&assessment.levels)?;
                if self.assessments.len() < 2 {
                    return Err(Refusal::NothingToSettle);
                }
                next.settled = Some(assessment.clone());
            }
            Event::Released { .. } => {
                self.is_open()?;
                if self.assessments.len() < markers.clamp(1, 2) {
                    return Err(Refusal::NotMarked);
                }
                self.total(rubric)?;
                next.released = Some(now);
            }
            Event::Recalled { reason, .. } => {
                if self.released.is_none() {
                    return Err(Refusal::NotReleased);
                }
                if reason.trim().is_empty() {
                    return Err(Refusal::NoReason);
                }
                next.released = None;
            }
        }
        Ok(next)
    }

    /// What counts: what was settled, else the one marking, else the mean of two, rounded up to a hundredth.
    ///
    /// # Errors
    /// [`Refusal::NotMarked`], [`Refusal::Apart`], [`Refusal::Unmarked`].
    pub fn total(&self, rubric: &Rubric) -> Result<Tally, Refusal> {
        let tally = |assessment: &Assessment| rubric.tally(&assessment.levels);
        match (&self.settled, &self.assessments[..]) {
            (Some(settled), _) => Ok(tally(settled)?),
            (None, []) => Err(Refusal::NotMarked),
            (None, [only]) => Ok(tally(only)?),
            (None, [first, second, ..]) => {
                let (one, other) = (tally(first)?, tally(second)?);
                if are_apart(one, other) {
                    return Err(Refusal::Apart);
                }
                let sum = one.score.0 + other.score.0;
                Ok(Tally { score: Marks(sum / 2 + sum % 2), marks: one.marks })
            }
        }
    }

    /// What the candidate may see: nothing before the release.
    pub fn seen(&self, rubric: &Rubric) -> Option<Tally> {
        self.released.and_then(|_| self.total(rubric).ok())
    }

    fn is_open(&self) -> Result<(), Refusal> {
        if self.released.is_some() { Err(Refusal::Released) } else { Ok(()) }
    }
}

fn are_apart(one: Tally, other: Tally) -> bool {
    i64::from(one.score.0.abs_diff(other.score.0)) * 100 > i64::from(one.marks.0) * MOST_APART
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp(7);

    fn given(marker: &str, levels: [u8; 5]) -> Event {
        Event::Assessed { assessment: assessment(marker, levels) }
    }

    fn assessment(marker: &str, levels: [u8; 5]) -> Assessment {
        Assessment { marker: AccountId::new(marker), levels: levels.to_vec(), comment: String::new() }
    }

    fn released() -> Event {
        Event::Released { by: AccountId::new("lead") }
    }

    fn recalled(reason: &str) -> Event {
        Event::Recalled { by: AccountId::new("lead"), reason: reason.to_owned() }
    }

    fn after(markers: usize, events: &[Event]) -> Result<Work, Refusal> {
        let rubric = Rubric::nonconformity();
        events.iter().try_fold(Work::default(), |work, event| work.apply(event, (&rubric, markers), NOW))
    }

    fn total(work: Result<Work, Refusal>) -> Option<i32> {
        work.ok()?.seen(&Rubric::nonconformity()).map(|tally| tally.score.0)
    }

    const GOOD: [u8; 5] = [2, 3, 2, 2, 1];
    const NEAR: [u8; 5] = [2, 3, 2, 1, 1];
    const POOR: [u8; 5] = [1, 1, 0, 0, 0];

    #[test]
    fn nothing_is_seen_before_the_release() {
        assert_eq!(total(after(1, &[given("a", GOOD)])), None);
        assert_eq!(total(after(1, &[given("a", GOOD), released()])), Some(1_000));
        assert_eq!(total(after(1, &[given("a", GOOD), released(), recalled("the wrong case")])), None);
        assert_eq!(after(1, &[released()]), Err(Refusal::NotMarked));
        assert_eq!(after(2, &[given("a", GOOD), released()]), Err(Refusal::NotMarked));
        assert_eq!(after(1, &[given("a", GOOD), recalled("why")]), Err(Refusal::NotReleased));
        assert_eq!(after(1, &[given("a", GOOD), released(), recalled(" ")]), Err(Refusal::NoReason));
        assert_eq!(after(1, &[given("a", GOOD), released(), given("a", POOR)]), Err(Refusal::Released));
    }

    #[test]
    fn two_markers_are_averaged_or_settled() {
        assert_eq!(total(after(2, &[given("a", GOOD), given("b", NEAR), released()])), Some(950));
        let apart = [given("a", GOOD), given("b", POOR)];
        assert_eq!(after(2, &[&apart[..], &[released()]].concat()), Err(Refusal::Apart));
        let settled = Event::Settled { assessment: assessment("lead", NEAR) };
        assert_eq!(total(after(2, &[&apart[..], &[settled.clone(), released()]].concat())), Some(900));
        let again = [&apart[..], &[settled.clone(), given("b", GOOD), released()]].concat();
        assert_eq!(total(after(2, &again)), Some(1_000), "who marks again opens the question again");
        assert_eq!(after(2, &[given("a", GOOD), settled]), Err(Refusal::NothingToSettle));
        assert_eq!(after(2, &[&apart[..], &[given("c", GOOD)]].concat()), Err(Refusal::TwoMarkers));
    }

    #[test]
    fn levels_that_do_not_exist_are_refused() {
        assert_eq!(after(1, &[given("a", [3, 3, 2, 2, 1])]), Err(Refusal::Unmarked(Unmarked::NoLevel)));
        let short = Assessment { levels: vec![1], ..assessment("a", GOOD) };
        assert_eq!(after(1, &[Event::Assessed { assessment: short }]), Err(Refusal::Unmarked(Unmarked::Incomplete)));
    }

    proptest! {
        /// Whatever happens in whatever order: what a candidate sees was marked by as many as are needed, and by two who are near
        /// each other or were settled.
        #[test]
        fn what_is_seen_was_marked(picks in prop::collection::vec(0usize..7, 0..12), markers in 1usize..=2) {
            let rubric = Rubric::nonconformity();
            let settled = Event::Settled { assessment: assessment("lead", NEAR) };
            let events =
                [given("a", GOOD), given("b", NEAR), given("b", POOR), given("c", GOOD), settled, released(), recalled("why")];
            let mut work = Work::default();
            for pick in picks {
                work = work.apply(&events[pick], (&rubric, markers), NOW).unwrap_or(work);
                prop_assert!(work.assessments.len() <= 2);
                prop_assert_eq!(work.seen(&rubric).is_some(), work.released.is_some());
                if let Some(seen) = work.seen(&rubric) {
                    prop_assert!(work.assessments.len() >= markers);
                    prop_assert!(work.settled.is_some() || seen.score >= Marks(900) || work.assessments.len() == 1);
                }
            }
        }
    }
}
