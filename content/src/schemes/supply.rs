//! Holds what schemes want against what the bank has, and prepares the drawing of papers.

use std::collections::BTreeMap;

use domain::ids::{AreaId, FamilyId, ItemId, PoolId, SchemeId};
use domain::item::{Item, ItemStatus};
use domain::marks::Marks;
use domain::paper::{Drawer, Tolerance};
use domain::question::Level;
use domain::scheme::{Blueprint, Quota, Scheme};

use super::Planned;
use crate::bank::Bank;
use crate::course::Courses;
use crate::library::Sources;
use crate::report::{Found, Problem, Report};
use crate::scenario::{Scenario, Shelf};

/// Items and scenarios, for those who draw.
pub(crate) struct Supply {
    pub items: Vec<Item>,
    pub scenarios: Vec<Scenario>,
    pub sources: Sources,
    /// Where each item was found.
    pub places: Vec<Found<()>>,
    /// Whether every file of the bank could be read; if not, nobody can say that items are too few.
    complete: bool,
}

impl Supply {
    /// Takes the bank and the scenarios over.
    pub fn new(bank: Bank, shelf: Shelf) -> Self {
        Self {
            places: bank.items.iter().map(|found| Found::new((), found.at())).collect(),
            items: bank.items.into_iter().map(|found| found.value).collect(),
            scenarios: shelf.scenarios.into_iter().map(|found| found.value).collect(),
            sources: Sources { items: bank.sources, scenarios: shelf.sources },
            complete: bank.complete,
        }
    }

    /// An item.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id.as_str() == id)
    }

    /// Seconds to read the scenario of an item, without the paper that cases share.
    fn reading(&self, item: &Item) -> u32 {
        self.scenario_of(item).map_or(0, |scenario| scenario.seconds)
    }

    /// The scenario that an item belongs to.
    fn scenario_of(&self, item: &Item) -> Option<&Scenario> {
        let id = item.scenario.as_ref()?;
        self.scenarios.iter().find(|scenario| scenario.id == *id)
    }

    /// The items that a blueprint may draw from, whatever their status.
    fn of<'s>(&'s self, level: Level, pool: Option<&'s PoolId>) -> impl Iterator<Item = &'s Item> {
        self.items.iter().filter(move |item| item.level == level && item.pool.as_ref() == pool)
    }
}

/// Checks that each blueprint can be filled as often as it promises, and hands out what draws.
///
/// A blueprint of which nothing is live waits; so does one without a promise as long as items wait for their review.
pub(crate) fn check_supply(
    schemes: &[Planned],
    supply: &Supply,
    courses: &Courses,
    report: &mut Report,
) -> BTreeMap<SchemeId, Drawer> {
    check_pools(schemes, supply, report);
    let mut drawers = BTreeMap::new();
    for Planned { scheme, promised, at } in schemes {
        let Some(blueprint) = &scheme.blueprint else { continue };
        let own = || supply.of(scheme.level, blueprint.pool.as_ref());
        if !own().any(Item::is_live) {
            continue;
        }
        let reading = |item: &Item| supply.reading(item);
        let drawer = Drawer::new(&supply.items, scheme.level, blueprint, reading, Tolerance::default());
        let waits = promised.is_none() && own().any(|item| item.status == ItemStatus::Draft);
        let known = |area: &AreaId| courses.knows(scheme.level, area.as_str());
        let quotas = blueprint.sections.iter().flat_map(|section| &section.quotas);
        let due = supply.complete && !waits && quotas.flat_map(|quota| &quota.areas).all(known);
        // Another fault of the blueprint or of an item can be the reason, so it comes first.
        let concerns = |problem: &Problem| {
            problem.file.starts_with(scheme.level.word()) || (problem.file == at.file && problem.line == at.line)
        };
        let sound = !report.problems.iter().any(concerns);
        let short = due && check_marks(&scheme.id, blueprint, promised.unwrap_or(1), own(), at, report);
        match drawer.draw(&|_: &ItemId| 0, 0) {
            Ok(_) => {
                drawers.insert(scheme.id.clone(), drawer);
            }
            Err(shortage) if due && sound && !short => {
                let message = format!("no paper of {} can be drawn: {shortage}", scheme.id);
                report.add(at.at(), message, "have more items reviewed, or correct the blueprint");
            }
            Err(_) => {}
        }
    }
    drawers
}

/// Whether a quota has too few marks of different families for so many papers.
fn check_marks<'s>(
    scheme: &SchemeId,
    blueprint: &Blueprint,
    papers: u16,
    items: impl Iterator<Item = &'s Item>,
    at: &Found<()>,
    report: &mut Report,
) -> bool {
    let items = items.filter(|item| item.is_live()).collect::<Vec<_>>();
    let before = report.problems.len();
    for quota in blueprint.sections.iter().flat_map(|section| &section.quotas) {
        let mut families = BTreeMap::<&FamilyId, Marks>::new();
        for item in items.iter().filter(|item| fills(item, quota)) {
            let best = families.entry(&item.family).or_default();
            *best = item.marking.marks.max(*best);
        }
        let (found, wanted) = (families.into_values().sum::<Marks>(), Marks::whole(papers * quota.marks));
        if found < wanted {
            let names = quota.areas.iter().map(|area| area.as_str()).chain(quota.formats.iter().map(String::as_str));
            let names = names.collect::<Vec<_>>().join(", ");
            let of = if papers == 1 { "a paper".to_owned() } else { format!("{papers} papers") };
            let message = format!(
                "{names}: {found} marks of reviewed items of different families; {scheme} needs {wanted} for {of}"
            );
            let missing = Marks(wanted.0 - found.0);
            report.add(at.at(), message, format!("have items worth {missing} more marks reviewed"));
        }
    }
    report.problems.len() > before
}

fn fills(item: &Item, quota: &Quota) -> bool {
    let area = quota.areas.is_empty() || quota.areas.contains(&item.area);
    area && (quota.formats.is_empty() || quota.formats.iter().any(|format| format == item.body.format()))
}

/// A pool is either for papers, and a scheme names it, or for exercises, and no scheme does.
///
/// Outside the exercises, an item of a pool that no scheme draws from would never be seen.
fn check_pools(schemes: &[Planned], supply: &Supply, report: &mut Report) {
    for (item, at) in supply.items.iter().zip(&supply.places) {
        let of_level = schemes.iter().map(|planned| &planned.scheme).filter(|scheme| scheme.level == item.level);
        let pool_of = |scheme: &Scheme| scheme.blueprint.as_ref().and_then(|blueprint| blueprint.pool.clone());
        let drawn_by = of_level.into_iter().find(|scheme| item.pool.is_some() && pool_of(scheme) == item.pool);
        let exercise = supply.scenario_of(item).is_some_and(Scenario::is_exercise);
        match (&item.pool, drawn_by) {
            (None, _) if exercise => {
                let fix = "add `pool: cases` (Foundation) or `pool: audit_cases`";
                report.add(at.at(), "the exercise is in no pool, so papers would draw it", fix);
            }
            (Some(pool), Some(scheme)) if exercise => {
                let message = format!("{} draws from the pool {pool}, which holds exercises", scheme.id);
                report.add(at.at(), message, "give the exercises a pool that no scheme names");
            }
            (Some(pool), None) if !exercise => {
                let fix = "name the `pool` of a scheme of this level";
                report.add(at.at(), format!("no scheme draws from the pool {pool}"), fix);
            }
            _ => {}
        }
    }
}
