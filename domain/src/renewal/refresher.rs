/// The share of right answers, in percent, with which the practice set of a refresher is passed.
pub const PASS_PERCENT: u32 = 80;

/// How far somebody has come with a refresher. What counts was done after it was assigned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Checks of its lessons that were answered again.
    pub answered: usize,
    /// Checks of its lessons.
    pub checks: usize,
    /// The best result of its practice set, in percent.
    pub practice: Option<u32>,
}

impl Round {
    /// Whether every check was answered again.
    pub const fn is_read(&self) -> bool {
        self.answered >= self.checks
    }

    /// Whether the practice set was passed.
    pub fn is_passed(&self) -> bool {
        self.practice.is_some_and(|percent| percent >= PASS_PERCENT)
    }

    /// Whether it is complete: every check answered again, and the practice set passed.
    pub fn is_complete(&self) -> bool {
        self.is_read() && self.is_passed()
    }
}

/// The set of the next round: the one that follows the set of the last round, the first one in the first round. It is never the
/// same twice in a row as long as there are two. A set that is no more counts as none.
pub fn next_set<'s>(sets: &[&'s str], last: Option<&str>) -> Option<&'s str> {
    let before = last.and_then(|last| sets.iter().position(|set| *set == last));
    let next = before.map_or(0, |place| (place + 1) % sets.len());
    sets.get(next).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_complete_when_all_was_answered_again_and_the_set_was_passed() {
        let round = |answered, practice| Round { answered, checks: 12, practice };
        assert!(round(12, Some(80)).is_complete());
        assert!(!round(12, Some(79)).is_complete() && !round(12, None).is_complete());
        assert!(!round(11, Some(100)).is_complete());
    }

    proptest! {
        #[test]
        fn never_the_same_set_twice_in_a_row_and_each_in_turn(count in 2..9usize, rounds in 2..40usize) {
            let names = (0..count).map(|n| format!("set-{n}")).collect::<Vec<_>>();
            let sets = names.iter().map(String::as_str).collect::<Vec<_>>();
            let mut taken = Vec::new();
            for _ in 0..rounds {
                let next = next_set(&sets, taken.last().copied()).expect("there are sets");
                prop_assert_ne!(taken.last(), Some(&next));
                taken.push(next);
            }
            for turn in taken.chunks_exact(count) {
                let mut seen = turn.to_vec();
                seen.sort_unstable();
                seen.dedup();
                prop_assert_eq!(seen.len(), count, "each set comes once in a turn");
            }
        }

        #[test]
        fn a_change_of_the_sets_does_not_repeat_the_last_one(before in 0..6usize, count in 2..6usize) {
            let names = (0..count).map(|n| format!("set-{n}")).collect::<Vec<_>>();
            let sets = names.iter().map(String::as_str).collect::<Vec<_>>();
            let last = format!("set-{before}");
            prop_assert_ne!(next_set(&sets, Some(&last)), Some(last.as_str()));
        }
    }

    #[test]
    fn without_sets_there_is_no_round() {
        assert_eq!(next_set(&[], Some("a")), None);
    }
}
