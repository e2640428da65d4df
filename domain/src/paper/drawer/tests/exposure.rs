//! Least seen first, worn last.

use std::collections::BTreeSet;

use super::bank::*;
use super::*;

/// What a person has seen, and what is worn.
#[derive(Default)]
struct Seen {
    times: BTreeMap<ItemId, u32>,
    worn: BTreeSet<ItemId>,
}

impl Seen {
    fn note(&mut self, drawn: &Drawn) {
        for id in &drawn.items {
            *self.times.entry(id.clone()).or_default() += 1;
        }
    }
}

impl Exposure for Seen {
    fn times_seen(&self, item: &ItemId) -> u32 {
        self.times.get(item).copied().unwrap_or(0)
    }

    fn is_worn(&self, item: &ItemId) -> bool {
        self.worn.contains(item)
    }
}

#[test]
fn three_papers_share_nothing_while_unseen_items_remain() {
    let (bank, blueprint) = (alike(120), even(10));
    let drawer = prepare(&bank, &blueprint);
    for first in 0..50 {
        let mut seen = Seen::default();
        for seed in first..first + 3 {
            let drawn = drawer.draw(&seen, seed).expect("the bank is large enough");
            check(&bank, &blueprint, &drawn);
            seen.note(&drawn);
        }
        assert!(seen.times.len() == 120 && seen.times.values().all(|times| *times == 1), "from seed {first}");
        seen.note(&drawer.draw(&seen, first).expect("seen items are drawn again"));
        assert_eq!(seen.times.values().sum::<u32>(), 160);
        assert!(seen.times.values().all(|times| *times <= 2), "once more, before any is drawn a third time");
    }
}

/// How many items of each of a person's papers were seen before, over thirty persons: of 1,200 each.
fn seen_again<const PAPERS: usize>(bank: &[Item]) -> [usize; PAPERS] {
    let blueprint = even(10);
    let drawer = prepare(bank, &blueprint);
    let mut again = [0; PAPERS];
    for person in 0..30 {
        let mut seen = Seen::default();
        for (n, again) in (0..).zip(&mut again) {
            let drawn = drawer.draw(&seen, person * 10 + n).expect("the bank is large enough");
            check(bank, &blueprint, &drawn);
            *again += drawn.items.iter().filter(|id| seen.times_seen(id) > 0).count();
            seen.note(&drawn);
        }
    }
    again
}

#[test]
fn papers_of_unequal_items_share_only_what_equality_asks_for() {
    let [earlier @ .., last] = seen_again::<6>(&random(240, 5));
    assert_eq!(earlier, [0; 5], "six papers use the bank up");
    assert!(last <= 70, "what was left to the sixth paper is not always near the middle: {last} of 1200");
    let [earlier @ .., last] = seen_again::<3>(&random(120, 5));
    assert_eq!(earlier, [0; 2], "three papers use the bank up");
    assert!(last <= 90, "nor to the third: {last} of 1200");
}

/// Only items that were seen stand at the Bloom level: as many of them are drawn as it asks for, and hardly another.
#[test]
fn a_constraint_that_asks_for_seen_items_gets_no_more_than_it_asks_for() {
    let bloom = |n: usize| if n < 120 { 1 } else { 3 };
    let bank = alike(160).into_iter().enumerate().map(|(n, item)| Item { bloom: bloom(n), ..item }).collect::<Vec<_>>();
    let blueprint = Blueprint { bloom_at_least: [(3, 6)].into(), ..even(10) };
    let drawer = prepare(&bank, &blueprint);
    let ids = |from: usize| bank.iter().skip(from).map(|item| item.id.clone());
    let met = Seen { times: ids(40).map(|id| (id, 1)).collect(), ..Seen::default() };
    let worn = Seen { worn: ids(40).collect(), ..Seen::default() };
    for (what, seen) in [("met", met), ("worn", worn)] {
        let mut again = 0;
        for seed in 0..5 {
            let drawn = drawer.draw(&seen, seed).expect("the bank is large enough");
            check(&bank, &blueprint, &drawn);
            again += drawn.items.iter().filter(|id| seen.times_seen(id) > 0 || seen.is_worn(id)).count();
        }
        assert!((30..=31).contains(&again), "{again} items in five papers were {what}, and 30 had to be");
    }
}

#[test]
fn worn_items_are_drawn_only_where_there_is_no_other() {
    let (bank, blueprint) = (random(160, 6), even(10));
    let drawer = prepare(&bank, &blueprint);
    let worn = bank.iter().step_by(3).map(|item| item.id.clone()).collect::<BTreeSet<_>>();
    for seed in 0..200 {
        let drawn = drawer.draw(&Seen { worn: worn.clone(), ..Seen::default() }, seed).expect("others remain");
        check(&bank, &blueprint, &drawn);
        assert!(drawn.items.iter().all(|id| !worn.contains(id)), "seed {seed}");
    }
    // Seen by this person is better than worn by all.
    let bank = alike(80);
    let (worn, met) = bank.split_at(40);
    let worn = worn.iter().map(|item| item.id.clone()).collect::<BTreeSet<_>>();
    let times = met.iter().map(|item| (item.id.clone(), 3)).collect();
    let drawn = prepare(&bank, &blueprint).draw(&Seen { times, worn: worn.clone() }, 1).expect("others remain");
    assert!(drawn.items.iter().all(|id| !worn.contains(id)));
    // Without another, it is drawn.
    let all = bank.iter().map(|item| item.id.clone()).collect();
    assert!(prepare(&bank, &blueprint).draw(&Seen { worn: all, ..Seen::default() }, 1).is_ok());
}

#[test]
fn a_scenario_is_as_seen_as_the_share_of_it_that_was_met() {
    let bank = ["p", "q", "r"].map(|id| scenario(id, "a", 4, 70)).concat();
    let drawer = prepare(&bank, &blueprint(&[quota(4, "a")]));
    let times = [("p-02", 1), ("q-01", 2), ("q-03", 1)].map(|(id, times)| (ItemId::new(id), times)).into();
    let mut seen = Seen { times, ..Seen::default() };
    for seed in 0..50 {
        let drawn = drawer.draw(&seen, seed).expect("three scenarios");
        assert_eq!(drawn.items[0].as_str(), "r-01");
    }
    seen.worn = [ItemId::new("r-04")].into();
    for seed in 0..50 {
        let drawn = drawer.draw(&seen, seed).expect("three scenarios");
        assert_eq!(drawn.items[0].as_str(), "p-01");
    }
}
