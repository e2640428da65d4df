//! What holds for each item by itself.

use domain::item::Item;
use domain::question::Level;
use domain::response::Response;

use super::raw::{RawItem, RawStatus};
use super::{Known, answer, gaps, hundredths};
use crate::lesson::exhibit;
use crate::report::{Place, Report};
use crate::scenario::ScenarioKind;

mod formats;
mod wording;

/// The only area whose subject stands outside the clauses.
const BESIDE_THE_CLAUSES: &str = "overview_series_relations";

/// The file an item stands in and what it may refer to.
pub(super) struct Home<'a> {
    pub level: Level,
    /// The name of the file, without its extension.
    pub file: &'a str,
    pub known: &'a Known<'a>,
}

/// Checks one item as written.
pub(super) fn check(item: &RawItem, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    check_place(item, home, place, report);
    check_file(item, home, place, report);
    check_figures(item, place, report);
    check_marking(item, place, report);
    if item.stem.value.trim().is_empty() {
        report.add(place.of(&item.stem), "the stem is empty", "ask a complete question");
    }
    if let Some(additional) = &item.additional {
        let text = exhibit(additional.value.trim(), &item.id.value, whole_at(place, place.of(additional).line), report);
        if text.words == 0 {
            report.add(place.of(additional), "the additional information is empty", "write it, or take the field out");
        }
    }
    formats::check(item, home.known.registry, place, report);
}

/// Checks what only the item as read tells.
pub(super) fn check_item(raw: &RawItem, item: &Item, place: Place<'_>, report: &mut Report) {
    wording::check(raw, item, place, report);
    check_review(raw, item, place, report);
}

/// Puts faults inside a block of text at the line where it begins.
fn whole_at(place: Place<'_>, line: usize) -> Place<'_> {
    Place { before: line - 1, ..place }
}

fn check_place(item: &RawItem, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    if item.level.value != home.level {
        let fix = format!("write {}", home.level.word());
        report.add(place.of(&item.level), "the level is not that of the folder", fix);
    }
    let area = &item.area;
    if !home.known.courses.knows(home.level, &area.value) {
        report.add(place.of(area), format!("unknown area {}", area.value), "name an area of course.yaml");
    }
    home.known.registry.clauses(&item.clauses, place, report);
    if item.clauses.is_empty() && area.value != BESIDE_THE_CLAUSES {
        report.add(place.of(&item.id), "the item names no clause", "add the clause that it examines");
    }
}

/// An item stands in the file of its scenario; without one in that of its pool; without one in that of its area.
fn check_file(item: &RawItem, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    let file = home.file;
    if let Some(scenario) = &item.scenario {
        if scenario.value != file {
            let fix = format!("move the item to {}.yaml", scenario.value);
            report.add(place.of(scenario), format!("the scenario is {}, the file {file}.yaml", scenario.value), fix);
        }
        return check_scenario(item, &scenario.value, home, place, report);
    }
    if let Some(pool) = &item.pool {
        let rest = file.strip_prefix(&pool.value);
        if !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_')) {
            let fix = format!("move the item to {0}.yaml or {0}_….yaml", pool.value);
            report.add(place.of(pool), format!("the pool is {}, the file {file}.yaml", pool.value), fix);
        }
        return;
    }
    let area = &item.area;
    if area.value != file && home.known.courses.knows(home.level, &area.value) {
        let fix = format!("move the item to {}.yaml", area.value);
        report.add(place.of(area), format!("the area is {}, the file {file}.yaml", area.value), fix);
    }
}

fn check_scenario(item: &RawItem, id: &str, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    let at = item.scenario.as_ref().map_or(place.of(&item.id), |scenario| place.of(scenario));
    let scenarios = home.known.scenarios;
    let Some(scenario) = scenarios.get(id).filter(|scenario| scenario.level == home.level) else {
        if !scenarios.broken.contains(&home.level) {
            report.add(at, format!("unknown scenario {id}"), format!("write scenarios/{id}.md"));
        }
        return;
    };
    if scenario.kind == ScenarioKind::Supplement {
        report.add(at, format!("{id} is a supplement, which has no items"), "name a case that uses it");
    }
    if scenario.area.as_str() != item.area.value {
        let message = format!("the area is {}, that of the scenario {}", item.area.value, scenario.area);
        report.add(place.of(&item.area), message, "name the same area in both");
    }
}

fn check_figures(item: &RawItem, place: Place<'_>, report: &mut Report) {
    if !(0.05..=0.99).contains(&item.expected_facility.value) {
        let message = format!("expected_facility {} is outside 0.05 to 0.99", item.expected_facility.value);
        report.add(
            place.of(&item.expected_facility),
            message,
            "estimate the share of prepared candidates who are right",
        );
    }
    if !(1..=4).contains(&item.bloom.value) {
        report.add(
            place.of(&item.bloom),
            format!("bloom {} is outside 1 to 4", item.bloom.value),
            "choose 1, 2, 3 or 4",
        );
    }
    if !(item.minutes.value > 0.0 && item.minutes.value <= 30.0) {
        report.add(place.of(&item.minutes), "the working time is not between 0 and 30 minutes", "estimate `minutes`");
    }
    if item.version.value == 0 {
        report.add(place.of(&item.version), "versions count from 1", "write `version: 1`");
    }
    if item.family.value.trim().is_empty() {
        report.add(place.of(&item.family), "the family is empty", "name the fact that the item asks for");
    }
    for share in item.ratings.values().filter(|share| !(0.0..=1.0).contains(&share.value)) {
        let fix = "write the share of borderline candidates who are right, for instance 0.55";
        report.add(place.of(share), format!("rating {} is outside 0 to 1", share.value), fix);
    }
}

fn check_marking(item: &RawItem, place: Place<'_>, report: &mut Report) {
    if let Some(marks) = &item.marks {
        let hundredths = hundredths(marks.value);
        if hundredths <= 0 || hundredths % 50 != 0 || hundredths > 4_000 {
            let message = format!("the item is worth {} marks", marks.value);
            report.add(place.of(marks), message, "give it whole or half marks, at most 40");
        }
    }
    let Some(marking) = &item.marking else { return };
    let (deduct, floor) = (&marking.value.deduct, &marking.value.floor);
    if let Some(deduct) = deduct.as_ref().filter(|deduct| !(0.0..=40.0).contains(&deduct.value)) {
        report.add(place.of(deduct), "`deduct` is negative or too large", "write what a wrong part costs, as 0.25");
    }
    if let Some(floor) = floor.as_ref().filter(|floor| !(-40.0..=0.0).contains(&floor.value)) {
        report.add(place.of(floor), "`floor` is positive or too low", "write 0 or the negative marks allowed, as -1");
    }
}

fn check_review(raw: &RawItem, item: &Item, place: Place<'_>, report: &mut Report) {
    if raw.status != RawStatus::Reviewed {
        return;
    }
    let Some(review) = &raw.review else {
        let fix = "have it answered blind and add `review:`, or make it `draft`";
        return report.add(place.of(&raw.id), "the item is `reviewed` without a review", fix);
    };
    let given = answer::read(&item.body, &review.value.blind_answer);
    let agrees = match given {
        Some(Response::Text(text)) => !text.trim().is_empty(),
        Some(given) => given == item.body.key(),
        None => false,
    };
    if !agrees {
        let message = format!("the blind answer {} is not the key", answer::text(&review.value.blind_answer));
        report.add(place.of(review), message, "rewrite the item and have it read again, or make it `draft`");
    }
}
