//! Booklets and cases are drawn whole.

use std::collections::BTreeSet;

use rand::RngExt;

use super::bank::*;
use super::*;

/// Eight booklets of twenty marks in four areas; the two of an area differ by two marks.
fn booklets() -> Vec<Item> {
    let booklet = |n: usize| scenario(&format!("p-{n}"), AREAS[n / 2], 20, [60, 70][n % 2]);
    (0..8).flat_map(booklet).collect()
}

#[test]
fn a_paper_of_four_booklets() {
    let bank = booklets();
    let blueprint = Blueprint { scenarios: Some(4), ..even(20) };
    let drawer = prepare(&bank, &blueprint);
    assert!(drawer.has_choice());
    assert_eq!(drawer.middle(), 520_000);
    let mut papers = BTreeSet::new();
    for seed in 0..200 {
        let drawn = drawer.draw(&unseen, seed).expect("two hard and two easy ones");
        check(&bank, &blueprint, &drawn);
        assert_eq!((drawn.items.len(), drawn.expected), (80, 520_000));
        papers.insert(drawn.items.into_iter().collect::<BTreeSet<_>>());
    }
    assert_eq!(papers.len(), 6, "every choice of two hard and two easy ones comes up");
}

/// One booklet was practised many times. The two papers share at most that one.
#[test]
fn a_booklet_that_was_practised_comes_again_before_others_are_drawn_twice() {
    let bank = booklets();
    let blueprint = Blueprint { scenarios: Some(4), ..even(20) };
    let drawer = prepare(&bank, &blueprint);
    for seed in 0..30 {
        let practised = |id: &ItemId| id.as_str().starts_with("p-0-");
        let first = drawer.draw(&|id: &ItemId| if practised(id) { 5 } else { 0 }, seed).expect("enough").items;
        let times = |id: &ItemId| u32::from(first.contains(id)) + if practised(id) { 5 } else { 0 };
        let second = drawer.draw(&times, seed + 1).expect("enough").items;
        let again = second.iter().filter(|id| first.contains(id)).count();
        assert_eq!(again, 0, "seed {seed}");
    }
}

/// One booklet of each area stands at a high Bloom level, and a paper needs two of them: with three, none would be left.
#[test]
fn a_paper_leaves_to_the_next_what_that_needs() {
    let at_bloom =
        |item: Item| Item { bloom: if item.id.as_str().as_bytes()[2].is_multiple_of(2) { 4 } else { 1 }, ..item };
    let bank = booklets().into_iter().map(at_bloom).collect::<Vec<_>>();
    let blueprint = Blueprint { scenarios: Some(4), bloom_at_least: [(4, 40)].into(), ..even(20) };
    let drawer = within(ANY, &bank, &blueprint);
    for seed in 0..100 {
        let first = drawer.draw(&unseen, seed).expect("enough").items;
        let second = drawer.draw(&|id: &ItemId| u32::from(first.contains(id)), seed).expect("enough").items;
        assert!(second.iter().all(|id| !first.contains(id)), "seed {seed}");
    }
}

#[test]
fn items_that_stand_alone_keep_out_of_a_paper_of_booklets() {
    let bank = booklets().into_iter().chain(random(96, 3)).collect::<Vec<_>>();
    let blueprint = Blueprint { scenarios: Some(4), only_scenarios: true, ..even(20) };
    let drawer = prepare(&bank, &blueprint);
    assert_eq!(drawer.middle(), 520_000, "nor do they move the middle");
    for seed in 0..50 {
        check(&bank, &blueprint, &drawer.draw(&unseen, seed).expect("the booklets are enough"));
    }
}

#[test]
fn the_order_of_booklets_changes_and_that_within_never() {
    let bank = booklets();
    let drawer = prepare(&bank, &even(20));
    let first = |seed| drawer.draw(&unseen, seed).expect("enough").items[0].as_str().to_owned();
    let firsts = (0..200).map(first).collect::<BTreeSet<_>>();
    assert_eq!(firsts.len(), 8, "{firsts:?}");
    assert!(firsts.iter().all(|id| id.ends_with("-01")));
}

#[test]
fn one_booklet_out_of_measure_is_never_drawn_and_two_leave_no_paper() {
    let mut bank = booklets();
    let make = |bank: &mut Vec<Item>, id: &str, facility| {
        let own = bank.iter_mut().filter(|item| item.id.as_str().starts_with(id));
        own.for_each(|item| item.expected_facility = facility);
    };
    // The middle moves by half a mark for each ten points of one booklet of an area.
    make(&mut bank, "p-0-", 61);
    let drawer = within(Tolerance { expected: 2_000, ..Tolerance::default() }, &bank, &even(20));
    for seed in 0..100 {
        let drawn = drawer.draw(&unseen, seed).expect("enough");
        assert!((drawn.expected - drawer.middle()).abs() <= 2_000);
    }
    make(&mut bank, "p-0-", 20);
    assert_eq!(prepare(&bank, &even(20)).draw(&unseen, 1), Err(Shortage::Balance));
}

/// Cases of three marks beside single items: the number of cases has to come out although it takes three items for one.
#[test]
fn a_stated_number_of_cases_among_single_items() {
    let cases = (0..12).flat_map(|n| scenario(&format!("case-{n:02}"), AREAS[n % 4], 3, 60 + n as u8));
    let bank = random(96, 7).into_iter().chain(cases).collect::<Vec<_>>();
    for wanted in [0, 1, 4, 8] {
        let blueprint = Blueprint { scenarios: Some(wanted), ..even(10) };
        let drawer = prepare(&bank, &blueprint);
        for seed in 0..100 {
            let drawn =
                drawer.draw(&unseen, seed).unwrap_or_else(|shortage| panic!("{wanted}, seed {seed}: {shortage}"));
            check(&bank, &blueprint, &drawn);
        }
    }
    let too_many = Blueprint { scenarios: Some(13), ..even(10) };
    assert_eq!(prepare(&bank, &too_many).draw(&unseen, 1), Err(Shortage::Balance));
}

#[test]
fn a_scenario_that_holds_another_format_does_not_fill_a_quota_of_one() {
    let mut bank = ["p", "q"].map(|id| scenario(id, "a", 4, 70)).concat();
    bank[2].body = crate::item::samples::multiple(5, &[0, 1]);
    let singles = Quota { formats: vec!["single_choice".to_owned()], ..quota(4, "a") };
    let drawer = prepare(&bank, &blueprint(&[singles]));
    for seed in 0..20 {
        assert_eq!(drawer.draw(&unseen, seed).expect("one fits").items[0].as_str(), "q-01");
    }
}

#[test]
fn a_family_of_one_scenario_keeps_out_items_that_share_it() {
    let mut bank = [scenario("p", "a", 4, 70), alike(40)].concat();
    let shared = bank[1].family.clone();
    let rivals = bank.iter_mut().filter(|item| item.area.as_str() == "b");
    rivals.take(5).for_each(|item| item.family = shared.clone());
    let blueprint = Blueprint { scenarios: Some(1), ..blueprint(&[quota(4, "a"), quota(5, "b")]) };
    let drawer = prepare(&bank, &blueprint);
    for seed in 0..40 {
        check(&bank, &blueprint, &drawer.draw(&unseen, seed).expect("five others remain"));
    }
}

/// With few booklets only few papers are near the middle: where there is one at all, every seed finds one.
#[test]
fn a_paper_of_booklets_is_found_wherever_there_is_one() {
    let mut rng = ChaCha12Rng::seed_from_u64(8);
    let (mut found, mut missing) = (0, 0);
    for _ in 0..40 {
        let facilities: [u8; 8] = std::array::from_fn(|_| rng.random_range(50..=70));
        let booklet = |n: usize| scenario(&format!("p-{n}"), AREAS[n / 2], 20, facilities[n]);
        let bank = (0..8).flat_map(booklet).collect::<Vec<_>>();
        let drawer = prepare(&bank, &even(20));
        let expected = |choice: usize| {
            (0..4).map(|area| i64::from(facilities[2 * area + (choice >> area & 1)])).sum::<i64>() * 2_000
        };
        let exists = (0..16).any(|choice| (expected(choice) - drawer.middle()).abs() <= Tolerance::default().expected);
        for seed in 0..if exists { 20 } else { 1 } {
            match drawer.draw(&unseen, seed) {
                Ok(drawn) => check(&bank, &even(20), &drawn),
                Err(shortage) => assert!(!exists, "{facilities:?}, seed {seed}: {shortage}"),
            }
        }
        *(if exists { &mut found } else { &mut missing }) += 1;
    }
    assert!(found > 10 && missing > 10, "{found} banks have such a paper, {missing} do not");
}
