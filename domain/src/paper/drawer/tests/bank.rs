//! Synthetic banks and blueprints, and a check of drawn papers that knows nothing of how they are drawn.

use std::collections::BTreeSet;

use rand::RngExt;

use super::*;
use crate::item::samples::{item, one_of_four};
use crate::marks::Marks;
use crate::scheme::SectionPlan;

/// The areas of the synthetic syllabus.
pub(super) const AREAS: [&str; 4] = ["a", "b", "c", "d"];

/// What it takes to read any scenario, in seconds.
pub(super) const READING: u32 = 60;

/// Nobody has seen anything.
pub(super) fn unseen(_: &ItemId) -> u32 {
    0
}

/// Items of one mark, as many in each area, of random difficulty, length and Bloom level; each third pair is a family.
pub(super) fn random(items: usize, seed: u64) -> Vec<Item> {
    let mut rng = ChaCha12Rng::seed_from_u64(seed);
    let mut one = |n: usize| Item {
        area: AreaId::new(AREAS[n % AREAS.len()]),
        bloom: rng.random_range(1..=4),
        expected_facility: rng.random_range(40..=95),
        seconds: rng.random_range(45..=120),
        family: FamilyId::new(if n % 6 < 2 { format!("pair-{}", n / 6) } else { format!("f{n}") }),
        ..item(&format!("i{n:03}"), one_of_four(0))
    };
    (0..items).map(&mut one).collect()
}

/// Items of one mark, as many in each area, all alike, each a family of its own.
pub(super) fn alike(items: usize) -> Vec<Item> {
    let one =
        |n: usize| Item { area: AreaId::new(AREAS[n % AREAS.len()]), ..item(&format!("i{n:03}"), one_of_four(0)) };
    (0..items).map(one).collect()
}

/// The items of a scenario: so many of one mark, at a facility.
pub(super) fn scenario(id: &str, area: &str, items: usize, facility: u8) -> Vec<Item> {
    let one = |n: usize| Item {
        area: AreaId::new(area),
        scenario: Some(crate::ids::ScenarioId::new(id)),
        expected_facility: facility,
        ..item(&format!("{id}-{n:02}"), one_of_four(0))
    };
    (1..=items).map(one).collect()
}

/// So many marks from an area; from any, if it has no name.
pub(super) fn quota(marks: u16, area: &str) -> Quota {
    let areas = if area.is_empty() { Vec::new() } else { vec![AreaId::new(area)] };
    Quota { marks, areas, formats: Vec::new() }
}

/// A section with these quotas.
pub(super) fn section(quotas: &[Quota]) -> SectionPlan {
    let title = String::new();
    SectionPlan { id: String::new(), title, minimum_percent: None, minutes: None, quotas: quotas.to_vec() }
}

/// A paper in one piece, filled by these quotas.
pub(super) fn blueprint(quotas: &[Quota]) -> Blueprint {
    let (pool, scenarios) = (None, None);
    let sections = vec![section(quotas)];
    Blueprint {
        sections,
        pool,
        scenarios,
        only_scenarios: false,
        bloom_at_least: BTreeMap::new(),
        exposure_percent: 25,
    }
}

/// A paper of so many marks from each area.
pub(super) fn even(marks: u16) -> Blueprint {
    blueprint(&AREAS.map(|area| quota(marks, area)))
}

/// A drawer within the usual tolerance.
pub(super) fn prepare(bank: &[Item], blueprint: &Blueprint) -> Drawer {
    within(Tolerance::default(), bank, blueprint)
}

/// A drawer within a tolerance.
pub(super) fn within(tolerance: Tolerance, bank: &[Item], blueprint: &Blueprint) -> Drawer {
    Drawer::new(bank, Level::Foundation, blueprint, |_| READING, tolerance)
}

/// A tolerance that forbids nothing.
pub(super) const ANY: Tolerance = Tolerance { expected: i64::MAX / 2, seconds_percent: 1_000 };

/// The items of a paper.
pub(super) fn items<'b>(bank: &'b [Item], drawn: &Drawn) -> Vec<&'b Item> {
    let find = |id: &ItemId| bank.iter().find(|item| item.id == *id).expect("it is drawn from the bank");
    drawn.items.iter().map(find).collect()
}

/// The marks of some items.
pub(super) fn marks<'i>(items: impl IntoIterator<Item = &'i Item>) -> Marks {
    items.into_iter().map(|item| item.marking.marks).sum()
}

/// Whether a paper is what its blueprint asks for. The quotas of a section must not overlap.
#[track_caller]
pub(super) fn check(bank: &[Item], blueprint: &Blueprint, drawn: &Drawn) {
    let paper = items(bank, drawn);
    let mut rest = &paper[..];
    for (section, count) in blueprint.sections.iter().zip(&drawn.sections) {
        let (own, others) = rest.split_at(usize::from(*count));
        rest = others;
        for Quota { marks: wanted, areas, formats } in &section.quotas {
            let of_area = |item: &Item| areas.is_empty() || areas.contains(&item.area);
            let of_format = |item: &Item| formats.is_empty() || formats.iter().any(|one| one == item.body.format());
            let found = marks(own.iter().copied().filter(|item| of_area(item) && of_format(item)));
            assert_eq!(found, Marks::whole(*wanted), "{areas:?} {formats:?}");
        }
        let wanted = section.quotas.iter().map(|quota| quota.marks).sum();
        assert_eq!(marks(own.iter().copied()), Marks::whole(wanted), "nothing besides the quotas");
    }
    assert!(rest.is_empty(), "every item stands in a section");
    assert_eq!(drawn.sections.len(), blueprint.sections.len());

    let families = paper.iter().map(|item| &item.family).collect::<BTreeSet<_>>();
    assert_eq!(families.len(), paper.len(), "no family twice");
    for item in &paper {
        assert!(item.is_live() && item.level == Level::Foundation && item.pool == blueprint.pool, "{}", item.id);
    }
    for (bloom, wanted) in &blueprint.bloom_at_least {
        let found = marks(paper.iter().copied().filter(|item| item.bloom >= *bloom));
        assert!(found >= Marks::whole(*wanted), "{found} marks at Bloom level {bloom} or above");
    }

    let scenarios = paper.iter().filter_map(|item| item.scenario.as_ref()).collect::<BTreeSet<_>>();
    assert!(blueprint.scenarios.is_none_or(|wanted| usize::from(wanted) == scenarios.len()), "{scenarios:?}");
    for scenario in &scenarios {
        let all = bank.iter().filter(|item| item.is_live() && item.scenario.as_ref() == Some(scenario));
        let all = all.map(|item| &item.id).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        let first = paper.iter().position(|item| item.scenario.as_ref() == Some(scenario)).expect("it is there");
        let together = paper.iter().skip(first).take(all.len()).map(|item| &item.id).collect::<Vec<_>>();
        assert_eq!(together, all, "together, whole and in order");
    }

    assert_eq!(drawn.expected, paper.iter().map(|item| item.expected()).sum::<i64>());
    let reading = scenarios.len() as u32 * READING;
    assert_eq!(drawn.seconds, paper.iter().map(|item| item.seconds).sum::<u32>() + reading);
}

/// The share of common items of two papers, averaged over all that follow one another, in hundredths of a percent.
pub(super) fn mean_overlap(papers: &[Drawn]) -> usize {
    let share = |two: &[Drawn]| {
        let common = two[0].items.iter().filter(|id| two[1].items.contains(id)).count();
        common * 10_000 / two[0].items.len()
    };
    papers.windows(2).map(share).sum::<usize>() / (papers.len() - 1)
}
