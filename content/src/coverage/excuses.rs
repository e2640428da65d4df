//! Gaps that somebody has given a reason for.

use std::collections::BTreeSet;

use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{Coverage, CoverageRow};
use crate::choice::is_blank;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

const FILE: &str = "coverage.yaml";

/// Holds the gaps of some levels against the excuses.
pub(super) fn check(files: &Files, coverage: &Coverage, levels: &[Level], report: &mut Report) {
    let place = Place::whole(FILE);
    let Some(excuses) = files.get(FILE).map_or(Some(Vec::new()), |text| yaml::read(text, place, report)) else {
        return;
    };
    let mut excused = BTreeSet::new();
    for RawExcuse { clause, level, why } in &excuses {
        let at = place.of(clause);
        let Some(row) = coverage.rows.iter().find(|row| row.clause.as_str() == clause.value) else {
            let message = format!("{} is no clause without parts of its own", clause.value);
            report.add(at, message, "name a clause of the matrix");
            continue;
        };
        if is_blank(Some(why)) {
            report.add(at, "the excuse gives no reason", "say in `why:` what makes the clause dispensable here");
        }
        if !excused.insert((clause.value.as_str(), level.word())) {
            report.add(at, "the excuse stands twice", "take one of them out");
        } else if levels.contains(level) && !gap(row, *level) {
            let message = format!("{} is covered at the {} level", clause.value, level.word());
            report.add(at, message, "take the excuse out");
        }
    }
    for level in levels {
        let gaps = coverage.rows.iter().filter(|row| gap(row, *level)).map(|row| row.clause.as_str());
        for clause in gaps.filter(|clause| !excused.contains(&(*clause, level.word()))) {
            let missing = if *level == Level::Foundation { "lesson" } else { "reviewed item" };
            let message = format!("no {missing} of the {} level is about {clause}", level.word());
            report.add(place.line(1), message, "write one that names it, or excuse the gap here");
        }
    }
}

fn gap(row: &CoverageRow, level: Level) -> bool {
    Level::ALL.into_iter().zip(&row.cells).any(|(other, cell)| other == level && cell.is_empty(level))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExcuse {
    clause: Spanned<String>,
    level: Level,
    why: String,
}
