//! What one more accommodation comes to for somebody who may have others.

use serde::{Deserialize, Serialize};

use super::{Accommodation, stretch_at};
use crate::attempt::Stretch;
use crate::time::Timestamp;

/// What a new accommodation comes to for a person. What lies behind counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// The person has nothing when it begins.
    New,
    /// It adds to what the person has when it begins.
    More {
        /// What the person has.
        from: Stretch,
        /// What the person will have.
        to: Stretch,
    },
    /// It adds nothing when it begins, and holds on when what the person has then is over.
    Longer {
        /// What the person has.
        has: Stretch,
    },
    /// The person has at least as much for as long.
    Nothing {
        /// What the person has.
        has: Stretch,
    },
}

impl Effect {
    /// What a new accommodation comes to beside others, at an instant.
    pub fn of(new: &Accommodation, others: &[Accommodation], now: Timestamp) -> Self {
        let begins = new.valid_from.max(now);
        let adds = |at: Timestamp| {
            let has = stretch_at(others, at);
            has.most(new.stretch) != has
        };
        // Between its begin and its end, what others give changes only where one of them begins or ends.
        let turns = others.iter().flat_map(|one| [Some(one.valid_from), one.valid_until]).flatten();
        let mut turns = turns.filter(|at| *at > begins && new.valid_until.is_none_or(|until| *at < until));
        let has = stretch_at(others, begins);
        match (has.is_none(), adds(begins)) {
            (true, true) => Self::New,
            (false, true) => Self::More { from: has, to: has.most(new.stretch) },
            (_, false) if turns.any(adds) => Self::Longer { has },
            (_, false) => Self::Nothing { has },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accommodation::tests::one;
    use crate::time::Millis;

    fn of(new: &Accommodation, others: &[Accommodation]) -> Effect {
        Effect::of(new, others, Timestamp(100))
    }

    fn percent(percent: u16) -> Stretch {
        Stretch { percent, ..Stretch::default() }
    }

    #[test]
    fn what_a_person_has_decides() {
        let new = one(125, 0, Some(200));
        assert_eq!(of(&new, &[]), Effect::New);
        assert_eq!(of(&new, &[one(150, 0, Some(100))]), Effect::New, "what is over counts for nothing");
        assert_eq!(of(&new, &[one(110, 0, None)]), Effect::More { from: percent(110), to: percent(125) });
        for enough in [125, 150] {
            assert_eq!(of(&new, &[one(enough, 0, None)]), Effect::Nothing { has: percent(enough) });
            assert_eq!(of(&new, &[one(enough, 0, Some(200))]), Effect::Nothing { has: percent(enough) });
            assert_eq!(of(&new, &[one(enough, 0, Some(199))]), Effect::Longer { has: percent(enough) });
        }
        let open = one(125, 0, None);
        assert_eq!(of(&open, &[one(125, 0, Some(9_000))]), Effect::Longer { has: percent(125) });
        assert_eq!(of(&open, std::slice::from_ref(&open)), Effect::Nothing { has: percent(125) }, "given twice");
    }

    #[test]
    fn several_may_cover_one_together() {
        let new = one(125, 110, Some(300));
        let chain = [one(150, 0, Some(200)), one(125, 200, Some(300))];
        assert_eq!(of(&new, &chain), Effect::Nothing { has: percent(150) });
        let gap = [one(150, 0, Some(200)), one(125, 201, Some(300))];
        assert_eq!(of(&new, &gap), Effect::Longer { has: percent(150) });
        assert_eq!(of(&new, &[one(150, 150, None)]), Effect::New, "what begins later is not there at its begin");
    }

    #[test]
    fn each_part_counts_for_itself() {
        let breaks =
            Accommodation { stretch: Stretch { breaks: Millis(5), ..Stretch::default() }, ..one(100, 0, None) };
        let to = Stretch { percent: 150, breaks: Millis(5), ..Stretch::default() };
        assert_eq!(of(&breaks, &[one(150, 0, None)]), Effect::More { from: percent(150), to });
    }

    proptest::proptest! {
        /// What comes to nothing changes what holds at no later instant, and whatever does not, does at some.
        #[test]
        fn nothing_means_nothing(
            percent in 101u16..200, from in 0i64..60, length in 1i64..60,
            others in proptest::collection::vec((100u16..200, 0i64..60, 1i64..60), 0..4), now in 0i64..60,
        ) {
            let new = one(percent, from, Some(from + length));
            proptest::prop_assume!(from + length > now);
            let others = others.into_iter().map(|(percent, from, length)| one(percent, from, Some(from + length)));
            let others = others.collect::<Vec<_>>();
            let all = others.iter().cloned().chain([new.clone()]).collect::<Vec<_>>();
            let changes = (now..130).map(Timestamp).any(|at| stretch_at(&all, at) != stretch_at(&others, at));
            let nothing = matches!(Effect::of(&new, &others, Timestamp(now)), Effect::Nothing { .. });
            proptest::prop_assert_eq!(nothing, !changes);
        }
    }
}
