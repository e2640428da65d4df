use std::collections::BTreeSet;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha12Rng;

use super::Exposure;
use crate::ids::ItemId;
use crate::item::Item;

/// Draws at most `wanted` items for practice from those that `keep` admits, least-seen first, no family twice.
pub fn draw_practice(
    bank: &[Item],
    keep: impl Fn(&Item) -> bool,
    wanted: usize,
    exposure: &impl Exposure,
    seed: u64,
) -> Vec<ItemId> {
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let mut pool = bank.iter().filter(|item| item.is_live() && keep(item)).collect::<Vec<_>>();
    pool.sort_by(|a, b| a.id.cmp(&b.id));
    pool.shuffle(&mut rng);
    pool.sort_by_key(|item| exposure.times_seen(&item.id));
    let mut families = BTreeSet::new();
    pool.into_iter().filter(|item| families.insert(&item.family)).take(wanted).map(|item| item.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::ids::FamilyId;
    use crate::item::ItemStatus;
    use crate::item::samples::{item, one_of_four};

    fn bank() -> Vec<Item> {
        (0..30).map(|n| item(&format!("i{n:02}"), one_of_four(0))).collect()
    }

    fn unseen(_: &ItemId) -> u32 {
        0
    }

    #[test]
    fn the_same_seed_draws_the_same_set() {
        let once = draw_practice(&bank(), |_| true, 10, &unseen, 7);
        let backwards = bank().into_iter().rev().collect::<Vec<_>>();
        assert_eq!(once, draw_practice(&backwards, |_| true, 10, &unseen, 7));
        assert_ne!(once, draw_practice(&bank(), |_| true, 10, &unseen, 8));
    }

    #[test]
    fn three_sets_share_nothing_while_unseen_items_remain() {
        let mut seen = BTreeMap::<ItemId, u32>::new();
        for seed in 0..3 {
            let exposure = |id: &ItemId| seen.get(id).copied().unwrap_or(0);
            for id in draw_practice(&bank(), |_| true, 10, &exposure, seed) {
                *seen.entry(id).or_default() += 1;
            }
        }
        assert!(seen.len() == 30 && seen.values().all(|times| *times == 1));
    }

    #[test]
    fn families_never_meet_and_fewer_are_drawn_where_there_are_fewer() {
        let family = |n: usize| FamilyId::new(format!("f{}", n % 4));
        let bank =
            bank().into_iter().enumerate().map(|(n, item)| Item { family: family(n), ..item }).collect::<Vec<_>>();
        let drawn = draw_practice(&bank, |_| true, 10, &unseen, 1);
        let found = drawn.iter().map(|id| bank.iter().position(|item| item.id == *id).expect("drawn from it") % 4);
        assert_eq!(found.collect::<BTreeSet<_>>().len(), 4);
        assert_eq!(drawn.len(), 4);
    }

    #[test]
    fn only_live_items_that_are_asked_for_are_drawn() {
        let asked = |item: &Item| item.id.as_str() < "i08";
        let mut bank = bank();
        bank[3].status = ItemStatus::Draft;
        bank[5].status = ItemStatus::Retired;
        let drawn = draw_practice(&bank, asked, 30, &unseen, 1).into_iter().collect::<BTreeSet<_>>();
        let wanted = [0, 1, 2, 4, 6, 7].map(|n| bank[n].id.clone());
        assert_eq!(drawn, wanted.into());
    }
}
