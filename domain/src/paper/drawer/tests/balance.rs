//! Papers of one blueprint are equally hard and equally long.

use super::bank::*;
use super::*;

/// A thousand papers of forty marks from 240 items of random difficulty and length.
fn thousand(bank: &[Item], blueprint: &Blueprint) -> Vec<Drawn> {
    let drawer = prepare(bank, blueprint);
    let paper = |seed| drawer.draw(&unseen, seed).unwrap_or_else(|shortage| panic!("seed {seed}: {shortage}"));
    (0..1_000).map(paper).collect()
}

#[test]
fn a_thousand_papers_are_equal_within_the_tolerance() {
    let bank = random(240, 4);
    let blueprint = Blueprint { bloom_at_least: [(3, 20)].into(), ..even(10) };
    let papers = thousand(&bank, &blueprint);
    let drawer = prepare(&bank, &blueprint);
    let Tolerance { expected, seconds_percent } = Tolerance::default();
    let seconds = bank.iter().map(|item| item.seconds).sum::<u32>() / 6;
    for drawn in &papers {
        check(&bank, &blueprint, drawn);
        assert!((drawn.expected - drawer.middle()).abs() <= expected, "{} of {}", drawn.expected, drawer.middle());
        // A second for each quota is lost to rounding.
        assert!(
            drawn.seconds.abs_diff(seconds) <= seconds * seconds_percent / 100 + 4,
            "{} of {seconds}",
            drawn.seconds
        );
    }
    let hardest = papers.iter().map(|drawn| drawn.expected).min();
    let easiest = papers.iter().map(|drawn| drawn.expected).max();
    let apart = easiest.zip(hardest).map(|(easiest, hardest)| easiest - hardest).expect("there are papers");
    assert!(apart <= 5_000, "half a mark lies between any two papers at most, not {apart} ten-thousandths");
    let unbalanced = within(ANY, &bank, &even(10));
    let unbalanced = (0..1_000).map(|seed| unbalanced.draw(&unseen, seed).expect("nothing forbids it").expected);
    let is_within = |sum: i64| (sum - drawer.middle()).abs() <= expected;
    let already = unbalanced.filter(|sum| is_within(*sum)).count();
    assert!(already < 500, "the test would pass without balancing: {already} of 1000 are equal by themselves");
}

#[test]
fn two_papers_have_little_more_in_common_than_chance() {
    // By chance two papers of 40 items out of 240 have a sixth in common.
    let overlap = mean_overlap(&thousand(&random(240, 4), &even(10)));
    assert!((1_400..=2_000).contains(&overlap), "mean overlap {}.{:02} %", overlap / 100, overlap % 100);
}

#[test]
fn the_middle_is_the_mean_of_the_bank_by_area() {
    let with = |area: &str, facility: u8| {
        alike(40)
            .into_iter()
            .filter(|item| item.area.as_str() == area)
            .map(move |item| Item { expected_facility: facility, ..item })
            .collect::<Vec<_>>()
    };
    let bank = [with("a", 50), with("b", 90)].concat();
    assert_eq!(prepare(&bank, &blueprint(&[quota(6, "a"), quota(2, "b")])).middle(), 48_000);
    let rated =
        bank.into_iter().map(|item| Item { ratings: [("r".to_owned(), 60)].into(), ..item }).collect::<Vec<_>>();
    assert_eq!(
        prepare(&rated, &blueprint(&[quota(6, "a"), quota(2, "b")])).middle(),
        48_000,
        "ratings before estimates"
    );
}

#[test]
fn papers_that_cannot_be_equal_are_not_drawn() {
    // Of two hard and two easy items in one family each, a paper takes one pair: never near the middle.
    let bank = [30, 30, 90, 90].into_iter().zip(alike(16).into_iter().step_by(4)).enumerate();
    let bank = bank.map(|(n, (facility, item))| Item {
        expected_facility: facility,
        family: FamilyId::new(format!("f{}", n % 2)),
        area: AreaId::new(["hard", "easy"][n / 2]),
        ..item
    });
    let bank = bank.collect::<Vec<_>>();
    let any = Quota { areas: vec![AreaId::new("hard"), AreaId::new("easy")], ..quota(1, "") };
    let any = blueprint(&[any]);
    assert_eq!(prepare(&bank, &any).draw(&unseen, 1), Err(Shortage::Balance));
    assert!(within(ANY, &bank, &any).draw(&unseen, 1).is_ok());
}

/// One of two items is drawn, and both are as far from their mean.
#[test]
fn the_tolerance_is_met_at_its_edge_and_not_beyond() {
    let draw = |facilities: [u8; 2], seconds: [u32; 2]| {
        let one = |(n, item): (usize, Item)| Item {
            area: AreaId::new("a"),
            expected_facility: facilities[n],
            seconds: seconds[n],
            ..item
        };
        let bank = alike(2).into_iter().enumerate().map(one).collect::<Vec<_>>();
        prepare(&bank, &blueprint(&[quota(1, "a")])).draw(&unseen, 1).map(|drawn| drawn.items.len())
    };
    assert_eq!(draw([45, 95], [60, 60]), Ok(1), "a quarter of a mark");
    assert_eq!(draw([44, 95], [60, 60]), Err(Shortage::Balance));
    assert_eq!(draw([70, 70], [92, 108]), Ok(1), "eight percent");
    assert_eq!(draw([70, 70], [91, 109]), Err(Shortage::Balance));
}
