//! The time that a trainer gives for a mock exam in the place of that of its scheme.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::time::Millis;

/// The working time of everybody who has no accommodation, in whole minutes, trial questions included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct TimeLimit(u16);

/// So many minutes are no time limit.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a time limit has from 5 to 600 minutes")]
pub struct NoLimit;

impl TimeLimit {
    /// The minutes that can be set.
    pub const BOUNDS: RangeInclusive<u16> = 5..=600;

    /// So many minutes.
    ///
    /// # Errors
    /// [`NoLimit`] outside of the bounds.
    pub fn of(minutes: u16) -> Result<Self, NoLimit> {
        if Self::BOUNDS.contains(&minutes) { Ok(Self(minutes)) } else { Err(NoLimit) }
    }

    /// Its minutes.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// The time.
    pub const fn length(self) -> Millis {
        Millis::minutes(self.0 as i64)
    }
}

impl TryFrom<u16> for TimeLimit {
    type Error = NoLimit;

    fn try_from(minutes: u16) -> Result<Self, NoLimit> {
        Self::of(minutes)
    }
}

impl From<TimeLimit> for u16 {
    fn from(limit: TimeLimit) -> Self {
        limit.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohort::{Start, Task};
    use crate::ids::SchemeId;

    #[test]
    fn a_limit_has_bounds() {
        let minutes = |minutes| TimeLimit::of(minutes).map(TimeLimit::minutes);
        assert_eq!([4, 5, 600, 601].map(minutes), [Err(NoLimit), Ok(5), Ok(600), Err(NoLimit)]);
        assert_eq!(TimeLimit(45).length(), Millis::minutes(45));
    }

    #[test]
    fn a_plan_from_before_there_were_limits_has_none() {
        let old = r#"{"task":"paper","scheme":"a","fixed":null,"start":"alone"}"#;
        let without = Task::Paper { scheme: SchemeId::new("a"), fixed: None, start: Start::Alone, limit: None };
        assert_eq!(serde_json::from_str::<Task>(old).ok(), Some(without.clone()));
        assert_eq!(serde_json::to_string(&without).ok().as_deref(), Some(old), "and is written as before");
        let limit = Some(TimeLimit(45));
        let with = Task::Paper { scheme: SchemeId::new("a"), fixed: None, start: Start::Alone, limit };
        let text = serde_json::to_string(&with).expect("it is plain data");
        assert!(text.ends_with(r#""limit":45}"#), "{text}");
        assert_eq!(serde_json::from_str::<Task>(&text).map(|task| task.limit()).ok(), Some(limit));
        assert!(serde_json::from_str::<Task>(&text.replace("45", "4")).is_err());
    }
}
