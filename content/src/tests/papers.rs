//! Papers drawn from the real bank: no constraint is ever broken, and none is easier than another.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{FamilyId, ItemId, ScenarioId, SchemeId};
use domain::item::Item;
use domain::paper::{Drawer, Drawn};
use domain::scheme::{Blueprint, Scheme};

use super::{read, rich};
use crate::{Library, papers_report, read_embedded};

/// Persons who sit the papers of a level.
const PERSONS: u64 = 200;

/// Papers drawn of each scheme.
const PAPERS: u64 = 1_000;

#[test]
fn no_constraint_of_a_real_paper_is_broken() {
    let (library, _) = read_embedded();
    let drawn = library.schemes.iter().filter_map(|scheme| Some((scheme, library.drawer(&scheme.id)?)));
    let drawn = drawn.map(|(scheme, drawer)| hold(&library, scheme, drawer, PAPERS)).count();
    assert!(drawn >= 5, "the Foundation bank fills five schemes");
}

#[test]
fn no_constraint_of_a_small_paper_is_broken() {
    let (library, report) = read(&rich::course());
    assert!(report.is_sound(), "{report}");
    for id in ["booklets", "parts"] {
        let scheme = library.schemes.iter().find(|scheme| scheme.id.as_str() == id).expect("there");
        hold(&library, scheme, library.drawer(&scheme.id).expect("the bank fills it"), 20);
    }
}

#[test]
fn each_level_has_papers_without_overlap() {
    let (library, _) = read_embedded();
    let report = papers_report(&library, 50);
    for (level, papers) in [("foundation", 4), ("practitioner", 2), ("auditor", 3)] {
        let scheme = format!("practice-{level}-2018");
        let outlook = report.schemes.iter().find(|one| one.scheme.as_str() == scheme).expect("there");
        let spread = outlook.spread.as_ref().expect("it can be drawn");
        assert!(spread.without_overlap >= papers && spread.failed == 0, "{report}");
        assert!(spread.overlap_percent > 0.0 && spread.overlap_percent < 75.0, "{report}");
    }
    let spread = report.schemes[0].spread.as_ref().expect("it can be drawn");
    assert!(report.to_string().contains("practice-foundation-2018: "), "{report}");
    assert_eq!(report.to_json()["schemes"][0]["spread"]["without_overlap"], spread.without_overlap);
}

/// The papers of a level that one person sits after one another, from many seeds: none asks again what another asked.
#[test]
fn a_person_sits_the_papers_of_a_level_without_meeting_a_question_twice() {
    let (library, _) = read_embedded();
    for (level, papers) in [("foundation", 4), ("practitioner", 2), ("auditor", 3)] {
        let drawer = library.drawer(&SchemeId::new(format!("practice-{level}-2018"))).expect("it can be drawn");
        let mut again = Vec::new();
        for person in 0..PERSONS {
            let mut seen = BTreeSet::<ItemId>::new();
            for paper in 0..papers {
                let times = |id: &ItemId| u32::from(seen.contains(id));
                let drawn = drawer.draw(&times, person * papers + paper).expect("each seed gives a paper");
                again.extend(drawn.items.iter().filter(|id| seen.contains(*id)).map(|id| (person, paper, id.clone())));
                seen.extend(drawn.items);
            }
        }
        assert_eq!(again, [], "{level}: the person, the paper, the question");
    }
}

/// Draws papers and holds each against the blueprint; the middle of the tolerance is not asked for, only its width.
fn hold(library: &Library, scheme: &Scheme, drawer: &Drawer, papers: u64) {
    let blueprint = scheme.blueprint.as_ref().expect("what is drawn has a blueprint");
    let drawn = (0..papers).map(|seed| drawer.draw(&|_: &ItemId| 0, seed).expect("each seed gives a paper"));
    let drawn = drawn.collect::<Vec<_>>();
    let mut expected = BTreeSet::new();
    let mut seconds = BTreeSet::new();
    for paper in &drawn {
        let items = paper.items.iter().map(|id| library.item(id).expect("drawn items exist")).collect::<Vec<_>>();
        check_items(scheme, &items);
        check_sections(blueprint, paper, &items);
        check_scenarios(library, blueprint, &items);
        assert_eq!(paper.expected, items.iter().map(|item| item.expected()).sum::<i64>(), "{}", scheme.id);
        expected.insert(paper.expected);
        seconds.insert(working_time(library, &items));
    }
    let ends = |figures: &BTreeSet<i64>| (*figures.first().expect("drawn"), *figures.last().expect("drawn"));
    let (easy, hard) = (ends(&expected).1, ends(&expected).0);
    assert!(easy - hard <= 5_000, "{}: {hard} to {easy} ten-thousandths of a mark", scheme.id);
    let (quick, slow) = ends(&seconds);
    assert!(slow * 92 <= quick * 108, "{}: {quick} to {slow} seconds", scheme.id);
}

fn check_items(scheme: &Scheme, items: &[&Item]) {
    let blueprint = scheme.blueprint.as_ref().expect("what is drawn has a blueprint");
    let mut ids = BTreeSet::new();
    let mut families = BTreeMap::<&FamilyId, Option<&ScenarioId>>::new();
    for item in items {
        assert!(item.is_live() && item.level == scheme.level && item.pool == blueprint.pool, "{}", item.id);
        assert!(ids.insert(&item.id), "{} stands twice", item.id);
        let before = families.insert(&item.family, item.scenario.as_ref());
        assert!(before.is_none_or(|other| other.is_some() && other == item.scenario.as_ref()), "{}", item.family);
    }
    let marks = items.iter().map(|item| item.marking.marks.0).sum::<i32>();
    assert_eq!(marks, i32::from(scheme.marks) * 100, "{}", scheme.id);
    for (bloom, least) in &blueprint.bloom_at_least {
        let at = items.iter().filter(|item| item.bloom >= *bloom).map(|item| item.marking.marks.0).sum::<i32>();
        assert!(at >= i32::from(*least) * 100, "{}: {at} hundredths at level {bloom}", scheme.id);
    }
}

/// Each section has its marks. By areas it is checked where no area stands in two quotas, so that each item has one.
fn check_sections(blueprint: &Blueprint, paper: &Drawn, items: &[&Item]) {
    assert_eq!(paper.sections.len(), blueprint.sections.len());
    let mut start = 0;
    for (plan, count) in blueprint.sections.iter().zip(&paper.sections) {
        let of_section = &items[start..start + usize::from(*count)];
        start += usize::from(*count);
        let wanted = plan.quotas.iter().map(|quota| i32::from(quota.marks) * 100).sum::<i32>();
        assert_eq!(of_section.iter().map(|item| item.marking.marks.0).sum::<i32>(), wanted, "{}", plan.id);
        for quota in &plan.quotas {
            let fits = |item: &&&Item| quota.areas.is_empty() || quota.areas.contains(&item.area);
            let shared = plan.quotas.iter().filter(|other| other.areas.iter().any(|area| quota.areas.contains(area)));
            let marks = of_section.iter().filter(fits).map(|item| item.marking.marks.0).sum::<i32>();
            let exact = shared.count() <= 1;
            assert!(if exact { marks == i32::from(quota.marks) * 100 } else { marks >= i32::from(quota.marks) * 100 });
            let format = |item: &Item| quota.formats.iter().any(|format| format == item.body.format());
            assert!(quota.formats.is_empty() || of_section.iter().all(|item| format(item)), "{}", plan.id);
        }
    }
    assert_eq!(start, items.len());
}

/// The number of scenarios is right, and each is there whole, in one piece and in its order.
fn check_scenarios(library: &Library, blueprint: &Blueprint, items: &[&Item]) {
    let used = items.iter().filter_map(|item| item.scenario.as_ref()).collect::<BTreeSet<_>>();
    assert!(blueprint.scenarios.is_none_or(|wanted| usize::from(wanted) == used.len()));
    for scenario in used {
        let own = library.items.iter().filter(|item| item.is_live() && item.pool == blueprint.pool);
        let own = own.filter(|item| item.scenario.as_ref() == Some(scenario)).map(|item| &item.id);
        let shown = items.iter().skip_while(|item| item.scenario.as_ref() != Some(scenario));
        let shown = shown.take_while(|item| item.scenario.as_ref() == Some(scenario)).map(|item| &item.id);
        assert_eq!(shown.collect::<Vec<_>>(), own.collect::<Vec<_>>(), "{scenario}");
    }
}

fn working_time(library: &Library, items: &[&Item]) -> i64 {
    let scenarios = items.iter().filter_map(|item| item.scenario.as_ref()).collect::<BTreeSet<_>>();
    let reading = scenarios.into_iter().map(|id| library.scenario(id).map_or(0, |scenario| scenario.seconds));
    i64::from(reading.sum::<u32>() + items.iter().map(|item| item.seconds).sum::<u32>())
}
