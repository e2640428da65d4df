mod draft;

use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::Add;

use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;

use draft::{Draft, Ways};

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

/// A blueprint and the bank's items that can fill it, prepared once, so that drawing costs at most some milliseconds.
#[derive(Clone, Debug)]
pub struct Drawer {
    units: Vec<Unit>,
    quotas: Vec<Slice>,
    sections: usize,
    /// Whole papers that its units are enough for, by marks and by scenarios.
    papers: i64,
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

/// How little a unit should be drawn: worn ones last, then by what share of its items the person has met at all, then by how
/// often. Whoever practised one booklet many times is still better served with it than with three others met once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct UnitSeen {
    is_worn: bool,
    percent_met: u32,
    often: u32,
}

/// How much of a paper is worn, and how much of it the person has met, by marks; the less, the better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct PaperSeen {
    worn: i64,
    met: i64,
}

impl PaperSeen {
    /// What a unit adds, or the part of it that has these marks.
    fn of(marks: i64, unit: UnitSeen) -> Self {
        let met = unit.percent_met * (OFTEN + 1) + unit.often;
        Self { worn: if unit.is_worn { marks } else { 0 }, met: marks * i64::from(met) }
    }
}

impl Add for PaperSeen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { worn: self.worn + other.worn, met: self.met + other.met }
    }
}

impl Sum for PaperSeen {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

/// A quota and the units that can fill it.
#[derive(Clone, Debug)]
struct Slice {
    section: usize,
    wanted: i64,
    words: String,
    candidates: Vec<usize>,
    /// Most units that one exchange takes out: one will do where all have the same marks.
    most_out: usize,
}

/// From so many times on, how often an item was met makes no difference.
const OFTEN: u32 = 99;

/// Papers that are drawn until one is found after which others are as little seen as may be.
const DRAFTS: u64 = 5;

/// Most papers that are drawn on trial after such a one.
const MOST_AHEAD: i64 = 3;

/// Exchanges that are tried to balance a paper before a wider choice is allowed, and then again.
const TRIES: usize = 4_000;

/// Exchanges that are tried to balance a paper on trial.
const TRIES_AHEAD: usize = 400;

/// Most units that one exchange takes out of a quota whose units differ in marks.
const MOST_OUT: usize = 5;

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
        let slice = |section: usize, quota: &Quota| {
            let candidates = (0..units.len()).filter(|unit| units[*unit].fills(quota)).collect::<Vec<_>>();
            let alike = candidates.windows(2).all(|two| units[two[0]].marks == units[two[1]].marks);
            let most_out = if alike { 1 } else { MOST_OUT };
            Slice { section, wanted: i64::from(quota.marks) * 100, words: words(quota), candidates, most_out }
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
        let papers_of = |quota: &Slice| {
            let marks = quota.candidates.iter().map(|unit| units[*unit].marks).sum::<i64>();
            marks.checked_div(quota.wanted)
        };
        let scenarios = units.iter().filter(|unit| unit.is_scenario).count() as i64;
        let by_scenarios = blueprint.scenarios.and_then(|wanted| scenarios.checked_div(i64::from(wanted)));
        Self {
            papers: quotas.iter().filter_map(papers_of).chain(by_scenarios).min().unwrap_or(0),
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
    /// each Bloom level, expected marks and minutes within the tolerance; and among such papers one of least-seen items,
    /// which leaves as much as may be that is new for those after it.
    ///
    /// The same bank, blueprint, exposure and seed give the same paper (ChaCha12).
    ///
    /// # Errors
    /// [`Shortage`].
    pub fn draw(&self, exposure: &impl Exposure, seed: u64) -> Result<Drawn, Shortage> {
        let seen = self.units.iter().map(|unit| unit.seen(exposure)).collect::<Vec<_>>();
        let ahead = self.ahead(&seen);
        let least = [1, ahead + 1].map(|papers| self.least_seen(&seen, papers));
        let mut best = None;
        for stream in 0..DRAFTS {
            let mut rng = ChaCha12Rng::seed_from_u64(seed);
            rng.set_stream(stream);
            let draft = match self.draft(&seen, &mut rng) {
                Ok(draft) => draft,
                Err(shortage) if best.is_none() => return Err(shortage),
                Err(_) => continue,
            };
            let own = draft.seen();
            if own > least[0] {
                // It took what it could have spared, were papers not to be equal: it keeps nothing back for others.
                return Ok(draft.lay_out(&mut rng));
            }
            let all = self.seen_after(&draft, &seen, ahead, rng.clone()).map(|after| own + after);
            // Where none is found after it, that is the worst.
            let cost = (all.is_none(), all);
            if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                best = Some((cost, draft.lay_out(&mut rng)));
            }
            if all.is_some_and(|all| all <= least[1]) {
                break;
            }
        }
        best.map(|(_, drawn)| drawn).ok_or(Shortage::Balance)
    }

    fn draft<'d>(&'d self, seen: &'d [UnitSeen], rng: &mut ChaCha12Rng) -> Result<Draft<'d>, Shortage> {
        let mut draft = Draft::new(self, seen);
        draft.fill(rng)?;
        // First only exchanges that keep the paper as little seen as it is; then any.
        let holds = draft.balance(rng, Ways::AsLittleSeen, TRIES) || draft.balance(rng, Ways::Any, TRIES);
        if holds { Ok(draft) } else { Err(Shortage::Balance) }
    }

    /// How many papers to draw on trial after one: those for which there may be enough that is new, else one where the bank
    /// is enough for two.
    fn ahead(&self, seen: &[UnitSeen]) -> i64 {
        let later = (self.papers - 1).clamp(0, MOST_AHEAD);
        let is_new = |ahead: &i64| self.least_seen(seen, ahead + 1) == PaperSeen::default();
        (1..=later).rev().find(is_new).unwrap_or(later.min(1))
    }

    /// How much of so many papers has been seen at least, whatever is drawn.
    fn least_seen(&self, seen: &[UnitSeen], papers: i64) -> PaperSeen {
        let of_quota = |quota: &Slice| {
            let mut candidates = quota.candidates.clone();
            candidates.sort_by_key(|unit| seen[*unit]);
            let mut open = quota.wanted * papers;
            let taken = candidates.into_iter().map(|unit| {
                let marks = self.units[unit].marks.min(open);
                open -= marks;
                PaperSeen::of(marks, seen[unit])
            });
            taken.sum::<PaperSeen>()
        };
        self.quotas.iter().map(of_quota).sum()
    }

    /// How much of the papers that a person sits after a draft was seen by then; nothing when one of them is not
    /// found soon.
    fn seen_after(&self, draft: &Draft, seen: &[UnitSeen], papers: i64, mut rng: ChaCha12Rng) -> Option<PaperSeen> {
        let mut seen = draft.seen_then(seen);
        let mut sum = PaperSeen::default();
        for _ in 0..papers {
            let mut next = Draft::new(self, &seen);
            next.fill(&mut rng).ok()?;
            if !next.balance(&mut rng, Ways::AsLittleSeen, TRIES_AHEAD) {
                return None;
            }
            sum = sum + next.seen();
            seen = next.seen_then(&seen);
        }
        Some(sum)
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
    let mut live = bank
        .iter()
        .filter(|item| item.is_live() && item.level == level && item.pool == blueprint.pool)
        .filter(|item| !blueprint.only_scenarios || item.scenario.is_some())
        .collect::<Vec<_>>();
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

    fn seen(&self, exposure: &impl Exposure) -> UnitSeen {
        let times = || self.items.iter().map(|item| exposure.times_seen(item));
        UnitSeen {
            is_worn: self.items.iter().any(|item| exposure.is_worn(item)),
            percent_met: (times().filter(|times| *times > 0).count() * 100 / self.items.len().max(1)) as u32,
            often: times().max().unwrap_or(0).min(OFTEN),
        }
    }
}

#[cfg(test)]
mod tests;
