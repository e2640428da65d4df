//! Draws papers from the bank: to a blueprint, least-seen items first, reproducible from a seed.

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha12Rng;
use thiserror::Error;

use crate::ids::{AreaId, FamilyId, ItemId};
use crate::item::Item;

/// How often a person has met an item. Items never met are drawn first.
pub trait Exposure {
    /// Number of earlier papers and practice sets with this item.
    fn times_seen(&self, item: &ItemId) -> u32;
}

impl<F: Fn(&ItemId) -> u32> Exposure for F {
    fn times_seen(&self, item: &ItemId) -> u32 {
        self(item)
    }
}

/// The bank cannot fill a paper.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("area {area} needs {wanted} reviewed items of different families and has {found}")]
pub struct Shortage {
    /// The area that falls short.
    pub area: AreaId,
    /// Items that the blueprint wants.
    pub wanted: u16,
    /// Items that could be found.
    pub found: u16,
}

/// Draws a paper to a blueprint: exact counts per area, no two items of one family, least-seen first.
///
/// The same bank, blueprint, exposure and seed give the same paper (ChaCha12).
///
/// # Errors
/// [`Shortage`] when an area cannot be filled.
pub fn draw(
    bank: &[Item],
    blueprint: &BTreeMap<AreaId, u16>,
    exposure: &impl Exposure,
    seed: u64,
) -> Result<Vec<ItemId>, Shortage> {
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let mut families = BTreeSet::new();
    let mut paper = Vec::new();
    for (area, wanted) in blueprint {
        let pool = bank.iter().filter(|item| item.is_live() && item.area == *area).collect();
        let drawn = least_seen(pool, usize::from(*wanted), exposure, &mut families, &mut rng);
        if drawn.len() < usize::from(*wanted) {
            return Err(Shortage { area: area.clone(), wanted: *wanted, found: drawn.len() as u16 });
        }
        paper.extend(drawn);
    }
    paper.shuffle(&mut rng);
    Ok(paper)
}

/// Draws at most `wanted` items for practice from those that `keep` admits, least-seen first, no family twice.
pub fn draw_practice(
    bank: &[Item],
    keep: impl Fn(&Item) -> bool,
    wanted: usize,
    exposure: &impl Exposure,
    seed: u64,
) -> Vec<ItemId> {
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let pool = bank.iter().filter(|item| item.is_live() && keep(item)).collect();
    least_seen(pool, wanted, exposure, &mut BTreeSet::new(), &mut rng)
}

fn least_seen<'a>(
    mut pool: Vec<&'a Item>,
    wanted: usize,
    exposure: &impl Exposure,
    families: &mut BTreeSet<&'a FamilyId>,
    rng: &mut ChaCha12Rng,
) -> Vec<ItemId> {
    pool.sort_by(|a, b| a.id.cmp(&b.id));
    pool.shuffle(rng);
    pool.sort_by_key(|item| exposure.times_seen(&item.id));
    pool.into_iter().filter(|item| families.insert(&item.family)).take(wanted).map(|item| item.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::{ItemOption, ItemStatus};
    use crate::question::Level;

    fn item(n: usize, area: &str, family: &str) -> Item {
        Item {
            id: ItemId::new(format!("i{n:03}")),
            version: 1,
            digest: String::new(),
            status: ItemStatus::Reviewed,
            level: Level::Foundation,
            area: AreaId::new(area),
            bloom: 1,
            clauses: Vec::new(),
            family: FamilyId::new(family),
            expected_facility: 70,
            seconds: 60,
            stem: String::new(),
            options: vec![ItemOption { text: String::new(), feedback: String::new(), misconception: None }; 4],
            key: 0,
            review: None,
        }
    }

    fn bank() -> Vec<Item> {
        (0..30).map(|n| item(n, if n % 2 == 0 { "a" } else { "b" }, &format!("f{n}"))).collect()
    }

    fn blueprint() -> BTreeMap<AreaId, u16> {
        [(AreaId::new("a"), 5), (AreaId::new("b"), 5)].into()
    }

    #[test]
    fn the_same_seed_draws_the_same_paper() {
        let unseen = |_: &ItemId| 0;
        let once = draw(&bank(), &blueprint(), &unseen, 7);
        assert_eq!(once, draw(&bank(), &blueprint(), &unseen, 7));
        assert_ne!(once, draw(&bank(), &blueprint(), &unseen, 8));
    }

    #[test]
    fn three_papers_share_nothing_while_unseen_items_remain() {
        let mut seen = BTreeMap::<ItemId, u32>::new();
        for seed in 0..3 {
            let paper = draw(&bank(), &blueprint(), &|id: &ItemId| seen.get(id).copied().unwrap_or(0), seed)
                .expect("the bank is large enough");
            for id in paper {
                *seen.entry(id).or_default() += 1;
            }
        }
        assert_eq!(seen.len(), 30);
        assert!(seen.values().all(|times| *times == 1));
    }

    #[test]
    fn families_never_meet_and_shortage_is_named() {
        let mut bank = bank();
        for item in bank.iter_mut().filter(|item| item.area.as_str() == "a") {
            item.family = FamilyId::new("same");
        }
        let shortage = draw(&bank, &blueprint(), &|_: &ItemId| 0, 1).expect_err("one family fills one place");
        assert_eq!((shortage.area.as_str(), shortage.wanted, shortage.found), ("a", 5, 1));
    }

    #[test]
    fn drafts_never_reach_a_paper() {
        let mut bank = bank();
        for item in &mut bank {
            item.status = ItemStatus::Draft;
        }
        assert!(draw(&bank, &blueprint(), &|_: &ItemId| 0, 1).is_err());
        assert!(draw_practice(&bank, |_| true, 5, &|_: &ItemId| 0, 1).is_empty());
    }
}
