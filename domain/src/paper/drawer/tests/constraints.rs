//! What every paper holds, and what is said where none can.

use super::bank::*;
use super::*;
use crate::ids::PoolId;
use crate::item::ItemStatus;
use crate::item::samples::{finding, item, multiple, one_of_four, own_words};
use crate::marking::Marking;
use crate::marks::Marks;

#[test]
fn the_same_seed_draws_the_same_paper() {
    let (mut bank, blueprint) = (random(120, 1), even(5));
    let papers = |bank: &[Item]| (0..20).map(|seed| prepare(bank, &blueprint).draw(&unseen, seed)).collect::<Vec<_>>();
    let once = papers(&bank);
    assert!(once.iter().all(Result::is_ok));
    assert_eq!(once, papers(&bank));
    assert!(once.windows(2).all(|two| two[0] != two[1]), "another seed, another paper");
    bank.reverse();
    assert_eq!(once, papers(&bank), "the order of the files is irrelevant");
}

#[test]
fn quotas_are_exact_and_families_never_meet() {
    let (bank, blueprint) = (random(96, 2), blueprint(&[quota(9, "a"), quota(3, "b"), quota(7, "c"), quota(1, "d")]));
    let drawer = prepare(&bank, &blueprint);
    for seed in 0..300 {
        check(&bank, &blueprint, &drawer.draw(&unseen, seed).expect("the bank is large enough"));
    }
}

#[test]
fn items_of_different_worth_fill_a_quota_exactly() {
    let worth = |n: usize, marks: i32| Item {
        marking: Marking { marks: Marks(marks), ..Marking::default() },
        area: AreaId::new("a"),
        ..item(&format!("i{n:02}"), one_of_four(0))
    };
    let bank = (0..24).map(|n| worth(n, [50, 150, 200, 300][n % 4])).collect::<Vec<_>>();
    let blueprint = blueprint(&[quota(11, "a")]);
    let drawer = prepare(&bank, &blueprint);
    for seed in 0..200 {
        check(&bank, &blueprint, &drawer.draw(&unseen, seed).expect("eleven marks can be had"));
    }
    let even_only = bank.iter().filter(|item| item.marking.marks == Marks(200)).cloned().collect::<Vec<_>>();
    let shortage = Shortage::Marks { quota: "area a".to_owned(), wanted: 11 };
    assert_eq!(prepare(&even_only, &blueprint).draw(&unseen, 1), Err(shortage), "eleven is odd");
}

#[test]
fn only_live_items_of_the_level_and_of_the_pool_are_drawn() {
    let mut bank = alike(48);
    // In each area every third item may be drawn: just enough.
    for (n, item) in bank.iter_mut().enumerate() {
        match n / 4 {
            0 | 1 => item.status = ItemStatus::Draft,
            2 | 3 => item.status = ItemStatus::Retired,
            4 | 5 => item.level = Level::Practitioner,
            6 | 7 => item.pool = Some(PoolId::new("lead")),
            _ => {}
        }
    }
    let ids = |items: std::ops::Range<usize>| items.map(|n| bank[n].id.clone()).collect::<Vec<_>>();
    let drawn = |level, pool: Option<&str>, marks| {
        let blueprint = Blueprint { pool: pool.map(PoolId::new), ..even(marks) };
        let drawn = Drawer::new(&bank, level, &blueprint, |_| 0, Tolerance::default()).draw(&unseen, 1);
        drawn.map(|drawn| {
            drawn.items.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        })
    };
    assert_eq!(drawn(Level::Foundation, None, 4), Ok(ids(32..48)));
    assert_eq!(drawn(Level::Practitioner, None, 2), Ok(ids(16..24)));
    assert_eq!(drawn(Level::Foundation, Some("lead"), 2), Ok(ids(24..32)));
    let short = |wanted| Err(Shortage::Marks { quota: "area a".to_owned(), wanted });
    assert_eq!(drawn(Level::Foundation, None, 5), short(5));
    assert_eq!(drawn(Level::Auditor, None, 1), short(1));
    assert_eq!(drawn(Level::Foundation, Some("other"), 1), short(1));
}

#[test]
fn enough_marks_stand_at_a_bloom_level_or_above() {
    let bank = random(160, 3);
    let blueprint = Blueprint { bloom_at_least: [(2, 16), (3, 13), (4, 7)].into(), ..even(5) };
    let drawer = prepare(&bank, &blueprint);
    for seed in 0..300 {
        check(&bank, &blueprint, &drawer.draw(&unseen, seed).expect("the bank is large enough"));
    }
    let asks_too_much = Blueprint { bloom_at_least: [(4, 20)].into(), ..even(5) };
    let few = bank.into_iter().enumerate().map(|(n, item)| Item { bloom: if n < 19 { 4 } else { 3 }, ..item });
    let few = few.collect::<Vec<_>>();
    assert_eq!(prepare(&few, &asks_too_much).draw(&unseen, 1), Err(Shortage::Balance));
}

#[test]
fn sections_are_filled_by_their_formats() {
    let mut bank = Vec::new();
    for n in 0..40 {
        let (body, marks) = match n % 4 {
            0 => (one_of_four(0), 100),
            1 => (multiple(5, &[0, 1]), 200),
            2 => (finding(&[true, false], [0, 0, 0], [1, 1, 1, 1]), 400),
            _ => (own_words("agreed", &[(&["agreed"], 500)]), 500),
        };
        let marking = Marking { marks: Marks(marks), ..Marking::default() };
        bank.push(Item { marking, area: AreaId::new(AREAS[n / 4 % 4]), ..item(&format!("i{n:02}"), body) });
    }
    let of = |marks, formats: &[&str]| {
        let formats = formats.iter().map(|format| (*format).to_owned()).collect();
        Quota { marks, areas: Vec::new(), formats }
    };
    let first = section(&[of(8, &["single_choice", "multiple_response"])]);
    let second = section(&[of(8, &["finding"]), of(15, &["short_text"])]);
    let blueprint = Blueprint { sections: vec![first, second], ..even(0) };
    let drawer = prepare(&bank, &blueprint);
    for seed in 0..100 {
        let drawn = drawer.draw(&unseen, seed).expect("every format is there");
        check(&bank, &blueprint, &drawn);
        assert_eq!(drawn.sections[1], 5);
    }
    let missing = Quota { areas: vec![AreaId::new("a"), AreaId::new("b")], ..of(3, &["sequencing", "matching"]) };
    let missing = Blueprint { sections: vec![section(&[missing])], ..even(0) };
    let quota = "area a, b and format sequencing, matching".to_owned();
    assert_eq!(prepare(&bank, &missing).draw(&unseen, 1), Err(Shortage::Marks { quota, wanted: 3 }));
}

#[test]
fn a_family_fills_one_place_only() {
    let bank = alike(40).into_iter().map(|item| match item.area.as_str() {
        "c" => Item { family: FamilyId::new("same"), ..item },
        _ => item,
    });
    let bank = bank.collect::<Vec<_>>();
    let shortage = Shortage::Marks { quota: "area c".to_owned(), wanted: 2 };
    assert_eq!(prepare(&bank, &even(2)).draw(&unseen, 1), Err(shortage));
    assert!(prepare(&bank, &even(1)).draw(&unseen, 1).is_ok());
    // Each of two areas can be filled, but not both.
    let either = blueprint(&[quota(1, "c"), quota(1, "d")]);
    let bank = bank.into_iter().map(|item| Item { family: FamilyId::new("same"), ..item }).collect::<Vec<_>>();
    let shortage = prepare(&bank, &either).draw(&unseen, 1);
    assert!(matches!(shortage, Err(Shortage::Marks { wanted: 1, .. })), "{shortage:?}");
}

/// One quota could take the families or the items that another cannot do without: no seed may fail for that.
#[test]
fn quotas_leave_one_another_what_they_need() {
    let mut bank = alike(40);
    bank.retain(|item| item.area.as_str() != "d" || item.id.as_str() < "i012");
    let needed =
        bank.iter().filter(|item| item.area.as_str() == "d").map(|item| item.family.clone()).collect::<Vec<_>>();
    assert_eq!(needed.len(), 3);
    let rivals = bank.iter_mut().filter(|item| item.area.as_str() == "a").take(3);
    rivals.zip(&needed).for_each(|(item, family)| item.family = family.clone());
    for (quotas, what) in [
        ([quota(5, "a"), quota(3, "d")], "a family in two areas"),
        ([quota(20, ""), quota(3, "d")], "any area, then one"),
        ([quota(3, "d"), quota(20, "")], "one area, then any"),
    ] {
        let drawer = prepare(&bank, &blueprint(&quotas));
        for seed in 0..200 {
            let drawn = drawer.draw(&unseen, seed).unwrap_or_else(|shortage| panic!("{what}, seed {seed}: {shortage}"));
            let paper = items(&bank, &drawn);
            assert!(paper.iter().filter(|item| item.area.as_str() == "d").count() >= 3, "{what}");
            let families = paper.iter().map(|item| &item.family).collect::<std::collections::BTreeSet<_>>();
            assert_eq!(families.len(), usize::from(quotas[0].marks + quotas[1].marks), "{what}");
        }
    }
}

#[test]
fn a_bank_of_exactly_one_paper_leaves_no_choice() {
    assert!(!prepare(&alike(20), &even(5)).has_choice());
    assert!(prepare(&alike(24), &even(5)).has_choice());
    let drawn = prepare(&alike(20), &even(5)).draw(&unseen, 1).expect("there is one paper");
    assert_eq!(drawn.items.len(), 20);
}

#[test]
fn a_blueprint_without_quotas_draws_nothing() {
    let nothing = blueprint(&[]);
    assert_eq!(prepare(&alike(20), &nothing).draw(&unseen, 1).map(|drawn| drawn.items), Ok(Vec::new()));
    let impossible = Blueprint { bloom_at_least: [(1, 1)].into(), ..nothing };
    assert_eq!(prepare(&alike(20), &impossible).draw(&unseen, 1), Err(Shortage::Balance));
}
