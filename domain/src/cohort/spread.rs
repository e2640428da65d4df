//! A plan from nothing: the days on which a cohort meets, and the lessons spread evenly over them.

use std::ops::Range;

use chrono::{Datelike, Weekday};

use crate::award::Day;

/// The days from the first to the last, both included, that are one of the weekdays.
pub fn meeting_days(first: Day, last: Day, weekdays: &[Weekday]) -> Vec<Day> {
    first.iter_days().take_while(|day| *day <= last).filter(|day| weekdays.contains(&day.weekday())).collect()
}

/// Spreads lessons over days: for each day the places of its lessons, in their order, so that the minutes of the days are as even as
/// whole lessons allow. Each lesson falls on the day in which its middle lies.
pub fn spread(minutes: &[u16], days: usize) -> Vec<Range<usize>> {
    // Doubled, so that the middle of a lesson is a whole number; a lesson without minutes counts as one.
    let length = |minutes: &u16| 2 * usize::from(*minutes).max(1);
    let whole = minutes.iter().map(length).sum::<usize>().max(1);
    let mut day_of = Vec::with_capacity(minutes.len());
    let mut before = 0;
    for own in minutes.iter().map(length) {
        day_of.push((before + own / 2) * days / whole);
        before += own;
    }
    let mut next = 0;
    let mut ranges = Vec::with_capacity(days);
    for day in 0..days {
        let end = next + day_of[next..].iter().take_while(|own| **own <= day).count();
        ranges.push(next..end);
        next = end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_cohort_meets_on_its_weekdays() {
        let days = meeting_days(day("2026-11-30"), day("2026-12-09"), &[Weekday::Wed, Weekday::Mon]);
        assert_eq!(days, ["2026-11-30", "2026-12-02", "2026-12-07", "2026-12-09"].map(day));
        assert_eq!(meeting_days(day("2026-11-30"), day("2026-11-29"), &[Weekday::Mon]), Vec::<Day>::new());
        assert_eq!(meeting_days(day("2026-11-30"), day("2026-12-09"), &[]), Vec::<Day>::new());
    }

    #[test]
    fn lessons_are_spread_by_their_minutes() {
        assert_eq!(spread(&[10, 10, 10, 10], 2), [0..2, 2..4]);
        assert_eq!(spread(&[30, 10, 10, 10], 2), [0..1, 1..4]);
        assert_eq!(spread(&[10; 3], 1), vec![0..3]);
        assert_eq!(spread(&[], 2), [0..0, 0..0]);
        assert_eq!(spread(&[10], 0), Vec::<Range<usize>>::new());
        let ranges = spread(&[10, 10], 5);
        assert_eq!(ranges.iter().filter(|range| !range.is_empty()).count(), 2);
    }

    proptest! {
        #[test]
        fn each_lesson_falls_on_one_day_in_order_and_no_day_is_far_from_even(
            minutes in prop::collection::vec(0_u16..60, 1..40),
            days in 1_usize..30,
        ) {
            let ranges = spread(&minutes, days);
            prop_assert_eq!(ranges.len(), days);
            prop_assert!(ranges.iter().flat_map(Clone::clone).eq(0..minutes.len()));
            let length = |range: &Range<usize>| minutes[range.clone()].iter().map(|own| f64::from((*own).max(1))).sum::<f64>();
            let (whole, longest) = (length(&(0..minutes.len())), minutes.iter().max().copied().unwrap_or(1).max(1));
            let even = whole / days as f64;
            prop_assert!(ranges.iter().all(|range| (length(range) - even).abs() <= f64::from(longest) + 0.001));
        }
    }
}
