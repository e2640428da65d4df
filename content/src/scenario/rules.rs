//! What holds for each scenario, and for all of them together.

use std::ops::RangeInclusive;

use domain::question::Level;

use super::{Raw, ScenarioKind, Shelf, Use, level_of};
use crate::course::Courses;
use crate::editions::Registry;
use crate::lesson::exhibit;
use crate::report::{Place, Report};

/// A booklet is read in a few minutes of an exam.
const BOOKLET_WORDS: RangeInclusive<usize> = 500..=1_200;
/// An audit case holds interviews, documents and records enough to make findings, and still fits an evening.
const AUDIT_WORDS: RangeInclusive<usize> = 1_000..=2_600;

/// The file a scenario stands in and what it may refer to.
pub(super) struct Home<'a> {
    pub level: Level,
    pub file: &'a str,
    pub registry: &'a Registry,
    pub courses: &'a Courses,
}

/// Checks one scenario.
pub(super) fn check(raw: &Raw<'_>, home: &Home<'_>, place: Place<'_>, report: &mut Report) {
    let (front, front_place) = (&raw.front, raw.front_place(place));
    let at = front_place.of(&front.id);
    if front.id.value != home.file {
        let message = format!("the id is {}, the file {}.md", front.id.value, home.file);
        report.add(at, message, "give both the same name");
    }
    if level_of(&front.id.value) != Some(home.level) {
        let fix = format!("begin it with `{}-`", &home.level.word()[..1]);
        report.add(at, "the id does not begin with the letter of the level", fix);
    }
    if front.title.value.trim().is_empty() {
        report.add(front_place.of(&front.title), "the title is empty", "name the organisation or the subject");
    }
    if !home.courses.knows(home.level, &front.area.value) {
        let message = format!("unknown area {}", front.area.value);
        report.add(front_place.of(&front.area), message, "name an area of course.yaml");
    }
    home.registry.clauses(&front.clauses, front_place, report);
    if front.clauses.is_empty() {
        report.add(at, "the scenario names no clause", "add the clauses that it can reach");
    }
    check_figures(raw, front_place, report);
    check_kind(raw, front_place, report);
    check_use(raw, home.level, front_place, report);
    let words = exhibit(raw.body, &front.id.value, raw.body_place(place), report).words;
    match front.kind.value {
        ScenarioKind::Booklet if !BOOKLET_WORDS.contains(&words) => {
            report.add(at, format!("the booklet has {words} words, not 500 to 1,200"), "lengthen or shorten it");
        }
        ScenarioKind::Audit if !AUDIT_WORDS.contains(&words) => {
            report.add(at, format!("the audit case has {words} words, not 1,000 to 2,600"), "lengthen or shorten it");
        }
        _ => {}
    }
    if words == 0 {
        report.add(at, "the scenario has no text", "write it below the front matter");
    }
}

fn check_figures(raw: &Raw<'_>, place: Place<'_>, report: &mut Report) {
    let (difficulty, minutes) = (&raw.front.difficulty, &raw.front.minutes);
    if !(0.05..=0.99).contains(&difficulty.value) {
        let message = format!("difficulty {} is outside 0.05 to 0.99", difficulty.value);
        report.add(place.of(difficulty), message, "estimate the share of marks that prepared candidates reach");
    }
    if !(minutes.value > 0.0 && minutes.value <= 30.0) {
        report.add(place.of(minutes), "the reading time is not between 0 and 30 minutes", "estimate `minutes`");
    }
}

fn check_kind(raw: &Raw<'_>, place: Place<'_>, report: &mut Report) {
    let front = &raw.front;
    match (front.kind.value, &front.family) {
        (ScenarioKind::Booklet, None) => {
            let fix = "add `family:` policies, incident_request, scope_applicability or readiness";
            report.add(place.of(&front.kind), "the booklet has no family", fix);
        }
        (ScenarioKind::Case | ScenarioKind::Audit | ScenarioKind::Supplement, Some(family)) => {
            report.add(place.of(family), "only a booklet has a family", "take `family:` out");
        }
        _ => {}
    }
    if let Some(supplement) = front.supplement.as_ref().filter(|_| front.kind.value != ScenarioKind::Case) {
        report.add(place.of(supplement), "only a case has a supplement", "take `supplement:` out");
    }
}

/// A use belongs to a Foundation case, an audit case to the auditor level.
fn check_use(raw: &Raw<'_>, level: Level, place: Place<'_>, report: &mut Report) {
    let (front, kind) = (&raw.front, raw.front.kind.value);
    if let Some(shows) = &front.shows
        && !(kind == ScenarioKind::Case && level == Level::Foundation)
    {
        report.add(place.of(shows), "only a case of the Foundation level shows a use", "take `use:` out");
    }
    if kind == ScenarioKind::Audit && level != Level::Auditor {
        let fix = "move it to auditor/scenarios, or give it another kind";
        report.add(place.of(&front.kind), "an audit case stands outside the auditor level", fix);
    }
}

/// The Foundation cases, once there are any, show each use of the standard.
pub(super) fn check_uses(shelf: &Shelf, report: &mut Report) {
    let all = shelf.scenarios.iter().map(|found| &found.value);
    let cases = all.filter(|case| case.level == Level::Foundation && case.kind == ScenarioKind::Case);
    let cases = cases.collect::<Vec<_>>();
    if cases.is_empty() || shelf.broken.contains(&Level::Foundation) {
        return;
    }
    for wanted in Use::ALL.into_iter().filter(|wanted| !cases.iter().any(|case| case.shows == Some(*wanted))) {
        let message = format!("no Foundation case shows the use {}", wanted.word());
        let fix = format!("write one, or give one `use: {}`", wanted.word());
        report.add(Place::whole("foundation/scenarios").line(1), message, fix);
    }
}

/// Each supplement that a case names exists at the same level.
pub(super) fn check_supplements(shelf: &Shelf, report: &mut Report) {
    for found in &shelf.scenarios {
        let case = &found.value;
        let Some(id) = case.supplement.as_ref().filter(|_| !shelf.broken.contains(&case.level)) else { continue };
        let known = shelf.get(id.as_str());
        if !known.is_some_and(|other| other.kind == ScenarioKind::Supplement && other.level == case.level) {
            let message = format!("unknown supplement {id}");
            report.add(found.at(), message, "name a scenario of the kind `supplement` in the same folder");
        }
    }
}
