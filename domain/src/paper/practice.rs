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
