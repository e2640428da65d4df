//! What working time a candidate is due: outages cost nothing, so between two readings of the time left, as much may be
//! gone as the server was up, and no more.

use std::time::Duration;

/// One run of the server as seen from outside; moments count from the beginning of the harness.
#[derive(Clone, Copy, Debug, Default)]
pub struct Life {
    pub spawned: Duration,
    /// When it was first seen to answer.
    pub ready: Option<Duration>,
    /// When the signal was sent.
    pub killing: Option<Duration>,
    /// When it was gone.
    pub gone: Option<Duration>,
}

/// The time left that the server told, and the moments between which it did.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Milliseconds.
    pub left: i64,
    pub asked: Duration,
    pub told: Duration,
}

/// How far the service clock went wrong between two readings, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// More is gone than the server can have been up: taken from the candidate.
    pub taken: i64,
    /// Less is gone than the server was surely up: given away.
    pub given: i64,
    /// Ends of the server in between.
    pub kills: usize,
}

/// Judges the later reading by the earlier one.
pub fn drift(lives: &[Life], earlier: &Reading, later: &Reading) -> Drift {
    let (mut most, mut least, mut kills) = (Duration::ZERO, Duration::ZERO, 0);
    for life in lives.iter().rev() {
        let gone = life.gone.unwrap_or(Duration::MAX);
        if gone < earlier.asked {
            break;
        }
        most += overlap((life.spawned, gone), (earlier.asked, later.told));
        if let Some(ready) = life.ready {
            least += overlap((ready, life.killing.unwrap_or(Duration::MAX)), (earlier.told, later.asked));
        }
        kills += usize::from(life.killing.is_some_and(|killing| killing < later.told));
    }
    let used = earlier.left - later.left;
    Drift { taken: (used - whole(most)).max(0), given: (whole(least) - used).max(0), kills }
}

fn overlap(one: (Duration, Duration), other: (Duration, Duration)) -> Duration {
    one.1.min(other.1).saturating_sub(one.0.max(other.0))
}

fn whole(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn reading(left: i64, asked: u64, told: u64) -> Reading {
        Reading { left, asked: ms(asked), told: ms(told) }
    }

    /// Up from 100 to 1,000 and again from 1,300, told a moment later each time.
    fn lives() -> [Life; 2] {
        let first = Life { spawned: ms(100), ready: Some(ms(150)), killing: Some(ms(1_000)), gone: Some(ms(1_001)) };
        [first, Life { spawned: ms(1_300), ready: Some(ms(1_400)), killing: None, gone: None }]
    }

    #[test]
    fn an_outage_costs_nothing() {
        let (before, after) = (reading(60_000, 500, 505), reading(59_200, 1_700, 1_705));
        let Drift { taken, given, kills } = drift(&lives(), &before, &after);
        assert_eq!((taken, given, kills), (0, 0, 1), "up for 500 and for 300 to 405");
    }

    #[test]
    fn what_the_outage_cost_was_taken() {
        let (before, after) = (reading(60_000, 500, 505), reading(58_800, 1_700, 1_705));
        assert_eq!(drift(&lives(), &before, &after).taken, 1_200 - (501 + 405));
    }

    #[test]
    fn what_was_not_kept_before_the_end_was_given() {
        let (before, after) = (reading(60_000, 500, 505), reading(59_700, 1_700, 1_705));
        assert_eq!(drift(&lives(), &before, &after).given, (495 + 300) - 300);
    }

    #[test]
    fn within_one_life_only_the_way_is_unsure() {
        let (before, after) = (reading(60_000, 200, 210), reading(59_500, 700, 710));
        assert_eq!(drift(&lives(), &before, &after), Drift { taken: 0, given: 0, kills: 0 });
        assert_eq!(drift(&lives(), &before, &reading(59_480, 700, 710)).taken, 10);
    }
}
