use std::collections::BTreeSet;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha12Rng;

use crate::ids::MemberId;

/// How people are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// How many.
    pub number: usize,
    /// The same seed draws the same people again.
    pub seed: Seed,
}

/// Where a draw begins: a number of at most nine digits, so that an auditor can type it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(u32);

impl Seed {
    /// One more than the greatest.
    const END: u32 = 1_000_000_000;

    /// A seed out of a random number.
    pub const fn of(random: u64) -> Self {
        Self((random % Self::END as u64) as u32)
    }

    /// Reads what was typed.
    pub fn read(text: &str) -> Option<Self> {
        let number = text.trim().parse::<u32>().ok()?;
        (number < Self::END).then_some(Self(number))
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// Draws people: everybody when there are not more. It depends on who can be drawn and on the seed, on nothing else; names
/// and the order of pages may change.
pub fn sample(all: &BTreeSet<MemberId>, draw: Draw) -> BTreeSet<MemberId> {
    let mut rng = ChaCha12Rng::seed_from_u64(draw.seed.0.into());
    let mut lots = all.iter().map(|member| (rng.next_u64(), member)).collect::<Vec<_>>();
    lots.sort_unstable();
    lots.into_iter().take(draw.number).map(|(_, member)| member.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(number: usize) -> BTreeSet<MemberId> {
        (0..number).map(|n| MemberId::new(format!("{n:03}"))).collect()
    }

    #[test]
    fn a_seed_draws_the_same_people_again() {
        let all = people(200);
        let drawn = |seed| sample(&all, Draw { number: 20, seed: Seed::of(seed) });
        assert_eq!(drawn(7).len(), 20);
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
        let first = drawn(7).into_iter().take(3).map(|member| member.to_string()).collect::<Vec<_>>();
        assert_eq!(first, KNOWN, "packs that were drawn before would come out otherwise");
        assert_eq!(sample(&people(5), Draw { number: 20, seed: Seed::of(7) }), people(5));
    }

    /// What seed 7 gave when this was written.
    const KNOWN: [&str; 3] = ["000", "011", "012"];

    #[test]
    fn everybody_is_drawn_equally_often() {
        let all = people(20);
        let mut times = std::collections::BTreeMap::<MemberId, u32>::new();
        for seed in 0..4_000 {
            for member in sample(&all, Draw { number: 5, seed: Seed::of(seed) }) {
                *times.entry(member).or_default() += 1;
            }
        }
        // 1,000 times are expected of each, with a standard deviation of 27.
        assert!(times.len() == 20 && times.values().all(|times| (850..1_150).contains(times)), "{times:?}");
    }

    #[test]
    fn seeds_are_read_as_they_are_shown() {
        assert_eq!(Seed::read(" 999999999 "), Some(Seed::of(999_999_999)));
        assert_eq!(Seed::of(u64::MAX).number(), (u64::MAX % 1_000_000_000) as u32);
        for wrong in ["", "1000000000", "-1", "7.5", "seven"] {
            assert_eq!(Seed::read(wrong), None, "{wrong}");
        }
    }
}
