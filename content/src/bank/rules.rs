//! What holds for each item by itself.

use domain::question::Level;

use super::{RawFormat, RawItem, RawStatus};
use crate::choice;
use crate::course::Courses;
use crate::editions::Registry;
use crate::report::{Place, Report};

/// The only area whose subject stands outside the clauses.
const BESIDE_THE_CLAUSES: &str = "overview_series_relations";

/// The file an item stands in and what it may refer to.
pub(super) struct Home<'a> {
    pub level: Level,
    pub area: &'a str,
    pub registry: &'a Registry,
    pub courses: &'a Courses,
}

/// Checks one item.
pub(super) fn check(item: &RawItem, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    check_place(item, home, place, report);
    check_figures(item, place, report);
    if item.stem.value.trim().is_empty() {
        report.add(place.of(&item.stem), "the stem is empty", "ask a complete question");
    }
    choice::check(&item.options, 4..=4, place, report);
    for option in item.options.value.iter().filter(|option| !option.key) {
        if choice::is_blank(option.misconception.as_deref()) {
            let at = place.of(&option.text);
            report.add(
                at,
                "the wrong option names no misconception",
                "add `misconception:` that says who would choose it",
            );
        }
    }
    check_review(item, place, report);
}

fn check_place(item: &RawItem, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    if item.level.value != home.level {
        report.add(
            place.of(&item.level),
            "the level is not that of the folder",
            format!("write {}", home.level.word()),
        );
    }
    let area = &item.area;
    if !home.courses.knows(home.level, &area.value) {
        report.add(place.of(area), format!("unknown area {}", area.value), "name an area of course.yaml");
    } else if area.value != home.area {
        let fix = format!("move the item to {}.yaml", area.value);
        report.add(place.of(area), format!("the area is {}, the file {}.yaml", area.value, home.area), fix);
    }
    home.registry.clauses(&item.clauses, place, report);
    if item.clauses.is_empty() && area.value != BESIDE_THE_CLAUSES {
        report.add(place.of(&item.id), "the item names no clause", "add the clause that it examines");
    }
}

fn check_figures(item: &RawItem, place: Place<'_>, report: &mut Report) {
    if item.format.value != RawFormat::SingleChoice {
        report.add(place.of(&item.format), "the format is not supported yet", "write it as `single_choice`");
    }
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
}

fn check_review(item: &RawItem, place: Place<'_>, report: &mut Report) {
    if item.status != RawStatus::Reviewed {
        return;
    }
    let Some(review) = &item.review else {
        let fix = "have it answered blind and add `review:`, or make it `draft`";
        return report.add(place.of(&item.id), "the item is `reviewed` without a review", fix);
    };
    let answer = usize::from(review.value.blind_answer);
    let chosen = answer.checked_sub(1).and_then(|n| item.options.value.get(n));
    if !chosen.is_some_and(|option| option.key) {
        let message = format!("the blind answer {answer} is not the key");
        report.add(place.of(review), message, "rewrite the item and have it read again, or make it `draft`");
    }
}
