//! What holds for each learning path.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use domain::ids::{AreaId, ScenarioId, SchemeId};
use domain::question::Level;
use serde_saphyr::Spanned;

use super::{RawKind, RawPath, RawStep};
use crate::choice::is_blank;
use crate::lesson;
use crate::library::Library;
use crate::report::{Place, Report};
use crate::scenario::Scenario;
use crate::source::Files;

/// Half a year is more than anyone plans ahead.
const WEEKS: RangeInclusive<u8> = 1..=26;

/// What paths may name, and the file they stand in.
pub(super) struct Known<'a> {
    pub files: &'a Files,
    pub library: &'a Library,
    pub place: Place<'a>,
}

/// Checks one path.
pub(super) fn check(path: &RawPath, known: &Known<'_>, report: &mut Report) {
    let at = known.place.of(&path.id);
    if is_blank(Some(&path.title)) || is_blank(Some(&path.whom)) {
        report.add(at, "the path has no title or does not say whom it suits", "write `title:` and `for:`");
    }
    if !WEEKS.contains(&path.weeks.value) {
        report.add(known.place.of(&path.weeks), "the path does not take 1 to 26 weeks", "estimate `weeks:`");
    }
    if path.steps.is_empty() {
        report.add(at, "the path has no steps", "write `steps:`");
    }
    for step in &path.steps {
        check_step(step, known, report);
    }
    check_lessons(path, known, report);
}

fn check_step(step: &RawStep, known: &Known<'_>, report: &mut Report) {
    let at = known.place.of(&step.kind);
    if is_blank(Some(&step.why)) {
        report.add(at, "the step does not say why", "add `why:`");
    }
    let fields = [
        ("lessons", !step.lessons.is_empty()),
        ("areas", !step.areas.is_empty()),
        ("scheme", step.scheme.is_some()),
        ("scenarios", !step.scenarios.is_empty()),
        ("page", step.page.is_some()),
    ];
    let wanted = match step.kind.value {
        RawKind::Lesson => "lessons",
        RawKind::Practice => "areas",
        RawKind::Paper => "scheme",
        RawKind::Exercise => "scenarios",
        RawKind::Page => "page",
    };
    if fields.iter().any(|(name, there)| *there != (*name == wanted)) {
        let message = format!("a step of this kind has `{wanted}`, and nothing else to do");
        report.add(at, message, format!("write `{wanted}:`, and other work as a step of its own"));
    }
    for id in &step.areas {
        if known.library.area(&AreaId::new(id.value.clone())).is_none() {
            unknown("area", id, "name an area of a course.yaml", known, report);
        }
    }
    if let Some(id) = &step.scheme {
        let scheme = known.library.scheme(&SchemeId::new(id.value.clone()));
        if scheme.is_none_or(|scheme| scheme.blueprint.is_none()) {
            unknown("paper", id, "name a scheme that has a blueprint", known, report);
        }
    }
    for id in &step.scenarios {
        let scenario = known.library.scenario(&ScenarioId::new(id.value.clone()));
        if !scenario.is_some_and(Scenario::is_exercise) {
            unknown("exercise", id, "name a Foundation case or an audit case", known, report);
        }
    }
}

/// Each lesson exists and stands in the path once; a path that teaches a level holds all its lessons.
fn check_lessons(path: &RawPath, known: &Known<'_>, report: &mut Report) {
    let names = lesson::names(known.files);
    let mut seen = BTreeSet::new();
    for id in path.steps.iter().flat_map(|step| &step.lessons) {
        if !names.contains(id.value.as_str()) {
            unknown("lesson", id, "name a lesson's file", known, report);
        } else if !seen.insert(id.value.as_str()) {
            let message = format!("lesson {} stands twice in the path", id.value);
            report.add(known.place.of(id), message, "take one of them out");
        }
    }
    let folder = |level: Level| format!("{}/lessons", level.word());
    let all = path.teaches.into_iter().flat_map(|level| known.files.within(&folder(level), "md"));
    for (_, name, _) in all.filter(|(_, name, _)| !seen.contains(name)) {
        let message = format!("the path teaches a level and leaves out {name}");
        report.add(known.place.of(&path.id), message, "add the lesson to a step, or take `teaches:` out");
    }
}

fn unknown(kind: &str, id: &Spanned<String>, fix: &str, known: &Known<'_>, report: &mut Report) {
    report.add(known.place.of(id), format!("unknown {kind} {}", id.value), fix);
}
