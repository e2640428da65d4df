//! Fills the quotas of one paper, then exchanges units until it holds every constraint.

use rand::RngExt;
use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha12Rng;

use super::{Drawer, OFTEN, PaperSeen, Unit, UnitSeen};
use crate::paper::{Drawn, Shortage};

/// Most quotas in which units are exchanged at once: where each holds one booklet, it may take two or more to help.
const MOST_AT_ONCE: usize = 4;
/// How often the quotas are filled anew where one of them took what another needs.
const STARTS: usize = 40;
/// Units that are tried to fill a quota; a hundredth of them, to fill the gap of an exchange.
const STEPS: usize = 20_000;

/// A paper in the making.
pub(super) struct Draft<'d> {
    drawer: &'d Drawer,
    seen: &'d [UnitSeen],
    /// The units of each quota.
    chosen: Vec<Vec<usize>>,
    families: Vec<bool>,
}

/// Which exchanges may balance a paper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ways {
    /// Those by which it holds no more seen items than before.
    AsLittleSeen,
    /// Any that help.
    Any,
}

impl<'d> Draft<'d> {
    /// An empty paper. `seen` stands beside the units.
    pub(super) fn new(drawer: &'d Drawer, seen: &'d [UnitSeen]) -> Self {
        let families = drawer.units.iter().flat_map(|unit| &unit.families).max().map_or(0, |last| last + 1);
        Self { drawer, seen, chosen: vec![Vec::new(); drawer.quotas.len()], families: vec![false; families] }
    }

    /// Fills every quota. One that falls short, since others took what it needs, goes first the next time.
    pub(super) fn fill(&mut self, rng: &mut ChaCha12Rng) -> Result<(), Shortage> {
        let mut order = (0..self.drawer.quotas.len()).collect::<Vec<_>>();
        let mut starts = 0;
        while let Some(short) = order.iter().position(|quota| !self.fill_quota(*quota, rng)) {
            starts += 1;
            if short == 0 || starts == STARTS {
                let quota = &self.drawer.quotas[order[short]];
                return Err(Shortage::Marks { quota: quota.words.clone(), wanted: (quota.wanted / 100) as u16 });
            }
            order[..=short].rotate_right(1);
            self.chosen.iter_mut().for_each(Vec::clear);
            self.families.fill(false);
        }
        Ok(())
    }

    fn fill_quota(&mut self, quota: usize, rng: &mut ChaCha12Rng) -> bool {
        let pool = self.pool(quota, Ways::AsLittleSeen, rng);
        // As many of the least seen as it takes, and not one more: where marks do not add up at once, going back among them
        // comes before taking one that was seen more often.
        let ends = (1..=pool.len())
            .filter(|end| pool.get(*end).is_none_or(|next| self.seen[*next] > self.seen[pool[end - 1]]));
        for end in ends.collect::<Vec<_>>() {
            let (mut picked, mut steps) = (Vec::new(), STEPS);
            let filled = self.pick(&pool[..end], self.drawer.quotas[quota].wanted, &mut picked, &mut steps);
            if filled || end == pool.len() {
                self.chosen[quota] = picked;
                return filled;
            }
        }
        self.drawer.quotas[quota].wanted == 0
    }

    /// The candidates of a quota in random order, where that matters the least-seen first. A unit comes early by its marks
    /// (Efraimidis and Spirakis 2006), so that papers use up cases and single items evenly.
    fn pool(&self, quota: usize, ways: Ways, rng: &mut ChaCha12Rng) -> Vec<usize> {
        let drawn = self.drawer.quotas[quota].candidates.iter().map(|unit| {
            let marks = self.drawer.units[*unit].marks.max(1) as f64;
            (rng.random::<f64>().powf(1.0 / marks), *unit)
        });
        let mut drawn = drawn.collect::<Vec<_>>();
        drawn.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut pool = drawn.into_iter().map(|(_, unit)| unit).collect::<Vec<_>>();
        if ways == Ways::AsLittleSeen {
            pool.sort_by_key(|unit| self.seen[*unit]);
        }
        pool
    }

    /// Takes units in order until their marks add up exactly, going back where they do not.
    fn pick(&mut self, pool: &[usize], wanted: i64, picked: &mut Vec<usize>, steps: &mut usize) -> bool {
        if wanted == 0 {
            return true;
        }
        for (n, unit) in pool.iter().enumerate() {
            *steps = steps.saturating_sub(1);
            if *steps == 0 {
                return false;
            }
            if self.drawer.units[*unit].marks > wanted || !self.take(*unit) {
                continue;
            }
            picked.push(*unit);
            if self.pick(&pool[n + 1..], wanted - self.drawer.units[*unit].marks, picked, steps) {
                return true;
            }
            picked.pop();
            self.give_back(*unit);
        }
        false
    }

    /// Takes a unit, unless one of its families is on the paper.
    fn take(&mut self, unit: usize) -> bool {
        let families = &self.drawer.units[unit].families;
        let free = families.iter().all(|family| !self.families[*family]);
        if free {
            families.iter().for_each(|family| self.families[*family] = true);
        }
        free
    }

    fn give_back(&mut self, unit: usize) {
        for family in &self.drawer.units[unit].families {
            self.families[*family] = false;
        }
    }

    fn sum(&self, figure: impl Fn(&Unit) -> i64) -> i64 {
        self.chosen.iter().flatten().map(|unit| figure(&self.drawer.units[*unit])).sum()
    }

    /// How far the paper is from holding every constraint; 0 when it holds them.
    fn distance(&self) -> i64 {
        let drawer = self.drawer;
        let beyond = |value: i64, middle: i64, band: i64| ((value - middle).abs() - band).max(0);
        let expected = beyond(self.sum(|unit| unit.expected), drawer.expected, drawer.tolerance.expected);
        let band = drawer.seconds * i64::from(drawer.tolerance.seconds_percent) / 100;
        let seconds = beyond(self.sum(|unit| unit.seconds), drawer.seconds, band);
        let bloom = drawer.bloom_at_least.iter();
        let bloom = bloom.map(|(level, marks)| (marks - self.sum(|unit| unit.at_bloom[*level])).max(0)).sum::<i64>();
        let scenarios = self.sum(|unit| i64::from(unit.is_scenario));
        let scenarios = drawer.scenarios.map_or(0, |wanted| (scenarios - wanted as i64).abs());
        expected + seconds * 10 + bloom * 10 + scenarios * 10_000
    }

    /// How much of the paper was seen.
    pub(super) fn seen(&self) -> PaperSeen {
        let of = |unit: &usize| PaperSeen::of(self.drawer.units[*unit].marks, self.seen[*unit]);
        self.chosen.iter().flatten().map(of).sum()
    }

    /// What is seen of each unit once the paper was sat.
    pub(super) fn seen_then(&self, before: &[UnitSeen]) -> Vec<UnitSeen> {
        let mut seen = before.to_vec();
        for unit in self.chosen.iter().flatten() {
            seen[*unit].percent_met = 100;
            seen[*unit].often = (seen[*unit].often + 1).min(OFTEN);
        }
        seen
    }

    /// Exchanges units until the paper holds every constraint; false when it does not in the end.
    pub(super) fn balance(&mut self, rng: &mut ChaCha12Rng, ways: Ways, tries: usize) -> bool {
        let quotas = (0..self.chosen.len()).filter(|quota| !self.chosen[*quota].is_empty()).collect::<Vec<_>>();
        let (mut distance, mut seen) = (self.distance(), self.seen());
        for _ in 0..tries {
            // By the other ways, a paper that holds every constraint is still made as little seen as may be.
            if distance == 0 && ways == Ways::AsLittleSeen {
                break;
            }
            let before = (self.chosen.clone(), self.families.clone());
            let at_once = rng.random_range(1..=MOST_AT_ONCE);
            let at_once = rng.random_range(1..=at_once);
            for quota in quotas.sample(rng, at_once) {
                self.exchange(*quota, ways, rng);
            }
            let after = (self.distance(), self.seen());
            let helps = match ways {
                Ways::AsLittleSeen => after.0 <= distance && after.1 <= seen,
                Ways::Any => after <= (distance, seen),
            };
            if helps {
                (distance, seen) = after;
            } else {
                (self.chosen, self.families) = before;
            }
        }
        distance == 0
    }

    /// Takes some units out of a quota and fills the gap with others.
    fn exchange(&mut self, quota: usize, ways: Ways, rng: &mut ChaCha12Rng) {
        let mut kept = std::mem::take(&mut self.chosen[quota]);
        kept.shuffle(rng);
        let most_out = self.drawer.quotas[quota].most_out.min(kept.len());
        let gone = kept.split_off(kept.len() - rng.random_range(1..=most_out));
        gone.iter().for_each(|unit| self.give_back(*unit));
        let gap = gone.iter().map(|unit| self.drawer.units[*unit].marks).sum();
        let (pool, mut steps) = (self.pool(quota, ways, rng), STEPS / 100);
        if !self.pick(&pool, gap, &mut kept, &mut steps) {
            gone.iter().for_each(|unit| _ = self.take(*unit));
            kept.extend(gone);
        }
        self.chosen[quota] = kept;
    }

    /// Puts the units of each section into random order.
    pub(super) fn lay_out(&self, rng: &mut ChaCha12Rng) -> Drawn {
        let units = &self.drawer.units;
        let mut drawn = Drawn {
            items: Vec::new(),
            sections: Vec::new(),
            expected: self.sum(|unit| unit.expected),
            seconds: self.sum(|unit| unit.seconds).max(0) as u32,
        };
        for section in 0..self.drawer.sections {
            let of_section = self.drawer.quotas.iter().zip(&self.chosen).filter(|(quota, _)| quota.section == section);
            let mut order = of_section.flat_map(|(_, units)| units).copied().collect::<Vec<_>>();
            order.shuffle(rng);
            let before = drawn.items.len();
            drawn.items.extend(order.iter().flat_map(|unit| units[*unit].items.iter().cloned()));
            drawn.sections.push((drawn.items.len() - before) as u16);
        }
        drawn
    }
}
