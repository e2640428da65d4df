use chrono::Days;

use crate::award::Day;

/// The last days that call for one of the reminders today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which reminder: so many days before the last day.
    pub days: u16,
    /// The first of the last days.
    pub first: Day,
    /// The last of them.
    pub last: Day,
}

/// The reminder that an award with a last day calls for today: of those whose day has come, the latest. Each is sent once, so one
/// that was missed is not made up for when the next one is there already.
pub fn due_reminder(remind_days: &[u16], last: Day, today: Day) -> Option<u16> {
    let left = u64::try_from(last.signed_duration_since(today).num_days()).ok()?;
    remind_days.iter().copied().filter(|days| u64::from(*days) >= left).min()
}

/// The same seen from the calendar: which last days call for which reminder today. Each last day lies in one span at most.
pub fn spans(remind_days: &[u16], today: Day) -> Vec<Span> {
    let mut days = remind_days.to_vec();
    days.sort_unstable();
    days.dedup();
    let mut first = Some(today);
    let span = |days: u16| {
        let last = today.checked_add_days(Days::new(days.into()))?;
        let span = first.map(|first| Span { days, first, last });
        first = last.succ_opt();
        span
    };
    days.into_iter().filter_map(span).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn begin() -> Day {
        "2026-11-29".parse().expect("a day")
    }

    #[test]
    fn the_latest_whose_day_has_come_is_due() {
        let due = |left: i64| due_reminder(&[180, 90, 30], begin() + chrono::Duration::days(left), begin());
        let expected =
            [(181, None), (180, Some(180)), (91, Some(180)), (90, Some(90)), (30, Some(30)), (0, Some(30)), (-1, None)];
        for (left, reminder) in expected {
            assert_eq!(due(left), reminder, "{left} days before the end");
        }
        assert_eq!(due_reminder(&[], begin(), begin()), None);
    }

    proptest! {
        #[test]
        fn spans_and_the_rule_say_the_same(days in prop::collection::vec(0..400u16, 0..6), left in -10..500i64) {
            let last = begin() + chrono::Duration::days(left);
            let spans = spans(&days, begin());
            let found = spans.iter().filter(|span| span.first <= last && last <= span.last).collect::<Vec<_>>();
            prop_assert!(found.len() <= 1, "{found:?}");
            prop_assert_eq!(found.first().map(|span| span.days), due_reminder(&days, last, begin()));
        }

        #[test]
        fn whoever_is_asked_every_day_is_reminded_once_of_each(days in prop::collection::btree_set(0..200u16, 0..5)) {
            let days = days.into_iter().collect::<Vec<_>>();
            let last = begin() + chrono::Duration::days(300);
            let mut sent = Vec::new();
            for passed in 0..=301 {
                let due = due_reminder(&days, last, begin() + chrono::Duration::days(passed));
                sent.extend(due.filter(|due| !sent.contains(due)));
            }
            prop_assert_eq!(sent.iter().collect::<BTreeSet<_>>(), days.iter().collect::<BTreeSet<_>>());
        }
    }
}
