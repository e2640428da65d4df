//! Extra time and breaks that belong to a person: set once, inherited by every exam.

pub mod effect;

use serde::{Deserialize, Serialize};

use crate::attempt::Stretch;
use crate::ids::AccommodationId;
use crate::time::{Millis, Timestamp};

/// An approved accommodation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accommodation {
    /// Its id.
    pub id: AccommodationId,
    /// What it adds.
    pub stretch: Stretch,
    /// Why, in the approver's words.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// From when it holds.
    pub valid_from: Timestamp,
    /// Until when it holds, this instant excluded; open when absent.
    pub valid_until: Option<Timestamp>,
}

impl Accommodation {
    /// Whether it holds at an instant.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }
}

/// What holds for a person at an instant: of several accommodations, the most generous part of each.
pub fn stretch_at(accommodations: &[Accommodation], at: Timestamp) -> Stretch {
    accommodations.iter().filter(|one| one.holds(at)).fold(Stretch::default(), |all, one| all.most(one.stretch))
}

/// When an exam may be begun and when it must have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first instant.
    pub opens: Timestamp,
    /// The instant by which everybody without accommodation has to have ended.
    pub closes: Timestamp,
}

impl Window {
    /// The window of a person with an accommodation: it closes later by all that the exam takes longer, breaks included.
    pub fn widened(self, base: Millis, stretch: Stretch) -> Self {
        let longer = stretch.of(base).0 - base.0 + stretch.breaks.0;
        Self { closes: self.closes.plus(Millis(longer.max(0))), ..self }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::attempt::{Event, Timing};
    use crate::time::ServiceTime;

    /// So many percent of the working time, from when until when.
    pub(crate) fn one(percent: u16, from: i64, until: Option<i64>) -> Accommodation {
        Accommodation {
            id: AccommodationId::new("a"),
            stretch: Stretch { percent, ..Stretch::default() },
            reason: String::new(),
            approved_by: String::new(),
            approved_at: Timestamp(0),
            valid_from: Timestamp(from),
            valid_until: until.map(Timestamp),
        }
    }

    #[test]
    fn the_most_generous_of_what_holds_counts() {
        let all = [one(150, 0, Some(10)), one(125, 5, None)];
        let percent = |at| stretch_at(&all, Timestamp(at)).percent;
        assert_eq!([percent(-1), percent(0), percent(9), percent(10)], [100, 150, 150, 125]);
        let part = |percent, extra, breaks| Stretch { percent, extra: Millis(extra), breaks: Millis(breaks) };
        assert_eq!(part(150, 1, 5).most(part(125, 2, 4)), part(150, 2, 5), "part by part");
    }

    proptest::proptest! {
        /// Whoever begins when somebody without accommodation could just finish, can just finish too.
        #[test]
        fn a_window_never_closes_before_the_exam_of_its_person(
            percent in 100u16..400, extra in 0i64..120, breaks in 0i64..60, base in 1i64..300, began in 0i64..1_000,
        ) {
            let stretch = Stretch { percent, extra: Millis::minutes(extra), breaks: Millis::minutes(breaks) };
            let base = Millis::minutes(base);
            let window = Window { opens: Timestamp(0), closes: Timestamp(began).plus(base) }.widened(base, stretch);
            let mut timing = Timing::new(ServiceTime(began), Some(base), Vec::new(), stretch);
            timing.apply(ServiceTime(began), &Event::BreakBegan);
            let latest = timing.deadline().map(|deadline| deadline.0);
            proptest::prop_assert_eq!(latest, Some(window.closes.0));
        }
    }
}
