use std::collections::BTreeMap;

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

use super::{Drawn, Exposure, Shortage};
use crate::ids::{AreaId, FamilyId, ItemId};
use crate::item::Item;
use crate::question::Level;
use crate::scheme::{Blueprint, Quota};

/// How far papers of one blueprint may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// Expected marks of a borderline candidate, above or below the middle, in ten-thousandths of a mark: any two papers
    /// are within twice as much.
    pub expected: i64,
    /// Expected working time, above or below the middle, in percent.
    pub seconds_percent: u32,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self { expected: 2_500, seconds_percent: 8 }
    }
}

/// A blueprint and the bank's items that can fill it, prepared once, so that drawing costs microseconds.
#[derive(Clone, Debug)]
pub struct Drawer {
    units: Vec<Unit>,
    quotas: Vec<Slice>,
    sections: usize,
    scenarios: Option<usize>,
    bloom_at_least: Vec<(usize, i64)>,
    expected: i64,
    seconds: i64,
    tolerance: Tolerance,
}

/// What is drawn as one: a single item, or all items of a scenario in their order.
#[derive(Clone, Debug)]
struct Unit {
    items: Vec<ItemId>,
    area: AreaId,
    formats: Vec<&'static str>,
    marks: i64,
    expected: i64,
    seconds: i64,
    at_bloom: [i64; 5],
    families: Vec<usize>,
    is_scenario: bool,
}

/// A quota and the units that can fill it.
#[derive(Clone, Debug)]
struct Slice {
    section: usize,
    wanted: i64,
    words: String,
    candidates: Vec<usize>,
}

/// Swaps that are tried before a wider choice is allowed.
const TRIES: usize = 4_000;

impl Drawer {
    /// Prepares a blueprint. `reading` gives the seconds it takes to read a scenario.
    pub fn new(
        bank: &[Item],
        level: Level,
        blueprint: &Blueprint,
        reading: impl Fn(&Item) -> u32,
        tolerance: Tolerance,
    ) -> Self {
        let units = units(bank, level, blueprint, reading);
        let slice = |section: usize, quota: &Quota| Slice {
            section,
            wanted: i64::from(quota.marks) * 100,
            words: words(quota),
            candidates: (0..units.len()).filter(|unit| units[*unit].fills(quota)).collect(),
        };
        let quotas = blueprint.sections.iter().enumerate();
        let quotas = quotas.flat_map(|(n, section)| section.quotas.iter().map(move |quota| (n, quota)));
        let quotas = quotas.map(|(n, quota)| slice(n, quota)).collect::<Vec<_>>();
        let middle = |figure: &dyn Fn(&Unit) -> i64| {
            let of = |quota: &Slice| {
                let sum = quota.candidates.iter().map(|unit| figure(&units[*unit])).sum::<i64>();
                let marks = quota.candidates.iter().map(|unit| units[*unit].marks).sum::<i64>();
                sum * quota.wanted / marks.max(1)
            };
            quotas.iter().map(of).sum::<i64>()
        };
        Self {
            expected: middle(&|unit| unit.expected),
            seconds: middle(&|unit| unit.seconds),
            quotas,
            sections: blueprint.sections.len(),
            scenarios: blueprint.scenarios.map(usize::from),
            bloom_at_least: blueprint
                .bloom_at_least
                .iter()
                .map(|(bloom, marks)| (usize::from(*bloom).min(4), i64::from(*marks) * 100))
                .collect(),
            tolerance,
            units,
        }
    }

    /// Draws a paper: exact marks per quota, no two items of one family, the stated number of scenarios, enough marks at
    /// each Bloom level, expected marks and minutes within the tolerance; and among such papers one of least-seen items.
    ///
    /// The same bank, blueprint, exposure and seed give the same paper (ChaCha12).
    ///
    /// # Errors
    /// [`Shortage`].
    pub fn draw(&self, exposure: &impl Exposure, seed: u64) -> Result<Drawn, Shortage> {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        let seen = self.units.iter().map(|unit| unit.seen(exposure)).collect::<Vec<_>>();
        let mut draft = Draft { drawer: self, seen: &seen, chosen: Vec::new(), families: Vec::new() };
        draft.families.resize(self.units.iter().flat_map(|unit| &unit.families).max().map_or(0, |last| last + 1), false);
        draft.fill(&mut rng)?;
        // First only swaps that keep the paper as little seen as it is; then any.
        if !draft.balance(&mut rng, true) && !draft.balance(&mut rng, false) {
            return Err(Shortage::Balance);
        }
        Ok(draft.lay_out(&mut rng))
    }

    /// Whether papers of it differ at all: false when the bank holds exactly one.
    pub fn has_choice(&self) -> bool {
        let marks = |quota: &Slice| quota.candidates.iter().map(|unit| self.units[*unit].marks).sum::<i64>();
        self.quotas.iter().any(|quota| marks(quota) > quota.wanted)
    }

    /// The expected marks around which papers are drawn, in ten-thousandths of a mark.
    pub fn middle(&self) -> i64 {
        self.expected
    }
}

fn units(bank: &[Item], level: Level, blueprint: &Blueprint, reading: impl Fn(&Item) -> u32) -> Vec<Unit> {
    let mut families = BTreeMap::<&FamilyId, usize>::new();
    let mut units = Vec::<Unit>::new();
    let mut scenarios = BTreeMap::new();
    let mut live =
        bank.iter().filter(|item| item.is_live() && item.level == level && item.pool == blueprint.pool).collect::<Vec<_>>();
    // Items of a scenario stay in the order of its file; the rest of the order must not depend on the files.
    live.sort_by(|a, b| (&a.scenario, &a.id).cmp(&(&b.scenario, &b.id)));
    for item in live {
        let next = families.len();
        let family = *families.entry(&item.family).or_insert(next);
        let at = match &item.scenario {
            Some(scenario) => *scenarios.entry(scenario).or_insert(units.len()),
            None => units.len(),
        };
        if at == units.len() {
            units.push(Unit {
                items: Vec::new(),
                area: item.area.clone(),
                formats: Vec::new(),
                marks: 0,
                expected: 0,
                seconds: if item.scenario.is_some() { i64::from(reading(item)) } else { 0 },
                at_bloom: [0; 5],
                families: Vec::new(),
                is_scenario: item.scenario.is_some(),
            });
        }
        units[at].add(item, family);
    }
    // A scenario that repeats a family within itself counts it once.
    for unit in &mut units {
        unit.families.sort_unstable();
        unit.families.dedup();
    }
    units
}

fn words(quota: &Quota) -> String {
    let list = |what: &str, names: Vec<&str>| (!names.is_empty()).then(|| format!("{what} {}", names.join(", ")));
    let areas = list("area", quota.areas.iter().map(AreaId::as_str).collect());
    let formats = list("format", quota.formats.iter().map(String::as_str).collect());
    [areas, formats].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

impl Unit {
    fn add(&mut self, item: &Item, family: usize) {
        let marks = i64::from(item.marking.marks.0);
        self.items.push(item.id.clone());
        self.formats.push(item.body.format());
        self.marks += marks;
        self.expected += item.expected();
        self.seconds += i64::from(item.seconds);
        self.families.push(family);
        for level in 0..=usize::from(item.bloom).min(4) {
            self.at_bloom[level] += marks;
        }
    }

    fn fills(&self, quota: &Quota) -> bool {
        let area = quota.areas.is_empty() || quota.areas.contains(&self.area);
        let formats = &quota.formats;
        area && (formats.is_empty() || self.formats.iter().all(|format| formats.iter().any(|one| one == format)))
    }

    /// How little it should be drawn: worn items last, then by how often the person has met any of its items.
    fn seen(&self, exposure: &impl Exposure) -> (bool, u32) {
        let worn = self.items.iter().any(|item| exposure.is_worn(item));
        (worn, self.items.iter().map(|item| exposure.times_seen(item)).max().unwrap_or(0))
    }
}

struct Draft<'d> {
    drawer: &'d Drawer,
    seen: &'d [(bool, u32)],
    /// The units of each quota.
    chosen: Vec<Vec<usize>>,
    families: Vec<bool>,
}

impl Draft<'_> {
    fn fill(&mut self, rng: &mut ChaCha12Rng) -> Result<(), Shortage> {
        for quota in &self.drawer.quotas {
            let mut pool = quota.candidates.clone();
            pool.shuffle(rng);
            pool.sort_by_key(|unit| self.seen[*unit]);
            let mut picked = Vec::new();
            let mut steps = 20_000;
            if !self.pick(&pool, quota.wanted, &mut picked, &mut steps) {
                let wanted = (quota.wanted / 100) as u16;
                return Err(Shortage::Marks { quota: quota.words.clone(), wanted });
            }
            self.chosen.push(picked);
        }
        Ok(())
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

    fn balance(&mut self, rng: &mut ChaCha12Rng, keep_seen: bool) -> bool {
        let mut distance = self.distance();
        let quotas = self.drawer.quotas.len();
        for _ in 0..TRIES {
            if distance == 0 {
                return true;
            }
            let quota = rng.random_range(0..quotas);
            let candidates = &self.drawer.quotas[quota].candidates;
            if self.chosen[quota].is_empty() {
                continue;
            }
            let place = rng.random_range(0..self.chosen[quota].len());
            let (old, new) = (self.chosen[quota][place], candidates[rng.random_range(0..candidates.len())]);
            let same_marks = self.drawer.units[old].marks == self.drawer.units[new].marks;
            if !same_marks || (keep_seen && self.seen[old] != self.seen[new]) {
                continue;
            }
            self.give_back(old);
            if !self.take(new) {
                self.take(old);
                continue;
            }
            self.chosen[quota][place] = new;
            let after = self.distance();
            if after <= distance {
                distance = after;
            } else {
                self.chosen[quota][place] = old;
                self.give_back(new);
                self.take(old);
            }
        }
        distance == 0
    }

    fn lay_out(&self, rng: &mut ChaCha12Rng) -> Drawn {
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

#[cfg(test)]
mod tests;
