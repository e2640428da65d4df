//! What holds for each lesson, and for all of them together.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown::Rendered;
use super::{RawFront, Read, Shelf};
use crate::course::Courses;
use crate::report::{At, Found, Place, Report};

const CHECKS: std::ops::RangeInclusive<usize> = 2..=5;
const WORDS: std::ops::RangeInclusive<usize> = 500..=1_800;

/// Checks the fields of the front matter.
pub(super) fn check_front(front: &RawFront, shelf: &Shelf<'_>, place: Place<'_>, report: &mut Report) {
    let (id, courses) = (&front.id.value, shelf.links.known.courses);
    let at = place.of(&front.id);
    if id != shelf.name {
        report.add(at, format!("the id is {id}, the file {}.md", shelf.name), "give both the same name");
    }
    if front.lacks_objective() {
        report.add(at, "the lesson has no objective", "add `objective:` that begins with \"You can\"");
    }
    if front.lacks_why() {
        report.add(at, "the lesson does not say why it matters", "add `why:`");
    }
    if front.minutes == 0 {
        report.add(at, "the lesson takes no time", "estimate `minutes:`");
    }
    if !courses.knows(shelf.level, &front.area.value) {
        let message = format!("unknown area {}", front.area.value);
        report.add(place.of(&front.area), message, "name an area of course.yaml");
    } else if let Some(listed) = courses.placed.get(shelf.name).filter(|found| found.value.as_str() != front.area.value)
    {
        let message = format!("the area is {}, course.yaml lists the lesson under {}", front.area.value, listed.value);
        report.add(place.of(&front.area), message, "name the same area in both");
    }
    if !courses.placed.contains_key(shelf.name) && !courses.broken.contains(&shelf.level) {
        let fix = "list it under its area in course.yaml";
        report.add(at, format!("course.yaml does not list the lesson {}", shelf.name), fix);
    }
}

/// Checks length and number of checks.
pub(super) fn check_extent(rendered: &Rendered, at: At<'_>, report: &mut Report) {
    let (count, words) = (rendered.fences, rendered.words);
    if !CHECKS.contains(&count) {
        report.add(at, format!("the lesson has {count} checks, not 2 to 5"), "add or remove checks");
    }
    if !WORDS.contains(&words) {
        report.add(at, format!("the lesson has {words} words, not 500 to 1,800"), "lengthen, shorten or divide it");
    }
}

/// No two lessons and no two checks share an id.
pub(super) fn check_ids(lessons: &[Read], report: &mut Report) {
    let ids = lessons.iter().map(|read| (read.lesson.value.id.as_str(), read.lesson.at()));
    repeated(ids, "lesson", report);
    let ids = lessons.iter().flat_map(|read| &read.checks).map(|check| (check.value.as_str(), check.at()));
    repeated(ids, "check", report);
}

/// Each lesson that a course lists has a file.
pub(super) fn check_order(names: &BTreeSet<&str>, courses: &Courses, report: &mut Report) {
    for (id, found) in courses.placed.iter().filter(|(id, _)| !names.contains(id.as_str())) {
        let Found { value: area, .. } = found;
        let fix = format!("write lessons/{id}.md or take it out of area {area}");
        report.add(found.at(), format!("lesson {id} has no file"), fix);
    }
}

fn repeated<'a>(ids: impl Iterator<Item = (&'a str, At<'a>)>, kind: &str, report: &mut Report) {
    let mut first = BTreeMap::new();
    for (id, at) in ids {
        if let Some(At { file, line }) = first.get(id) {
            report.add(at, format!("{kind} {id} stands twice, first in {file}:{line}"), "give one of them another id");
        } else {
            first.insert(id, at);
        }
    }
}
