//! What holds for the items of a scenario together.

use domain::item::{Item, ItemStatus};

use crate::report::{Found, Report};
use crate::scenario::{ScenarioKind, Shelf};

/// Marks of a booklet, in hundredths.
const BOOKLET_MARKS: i32 = 2_000;

/// Checks that each booklet, case and audit case has items, and each booklet the marks of one question of a paper.
pub(super) fn check(items: &[Found<Item>], shelf: &Shelf, report: &mut Report) {
    for found in &shelf.scenarios {
        let scenario = &found.value;
        let own = items.iter().filter(|item| item.value.scenario.as_ref() == Some(&scenario.id));
        let own = own.filter(|item| item.value.status != ItemStatus::Retired).collect::<Vec<_>>();
        let marks = own.iter().map(|item| item.value.marking.marks.0).sum::<i32>();
        match scenario.kind {
            ScenarioKind::Booklet if marks != BOOKLET_MARKS => {
                let message = format!("the items of the booklet sum to {} marks, not 20", domain::marks::Marks(marks));
                report.add(found.at(), message, format!("add or remove items in items/{}.yaml", scenario.id));
            }
            ScenarioKind::Case if own.is_empty() => {
                report.add(found.at(), "the case has no items", format!("write items/{}.yaml", scenario.id));
            }
            ScenarioKind::Audit if own.is_empty() => {
                report.add(found.at(), "the audit case has no items", format!("write items/{}.yaml", scenario.id));
            }
            _ => {}
        }
        // Papers ask in the order of the ids.
        for pair in own.windows(2).filter(|pair| pair[0].value.id > pair[1].value.id) {
            let message = format!("{} stands before {}", pair[0].value.id, pair[1].value.id);
            report.add(pair[1].at(), message, "number the items of a scenario in the order in which they are asked");
        }
    }
}
