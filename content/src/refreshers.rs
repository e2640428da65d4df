//! Refreshers: sets of lessons for those who renew a qualification, which rotate from round to round.

use std::collections::BTreeSet;

use domain::ids::LessonId;
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::choice::is_blank;
use crate::library::Library;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

const FILE: &str = "refreshers.yaml";
/// With fewer, a set would come back too soon.
const SETS: usize = 3;
/// A set is a part of the course: enough to be worth it, little enough to be done beside work.
const LESSONS: std::ops::RangeInclusive<usize> = 4..=9;

/// One set of lessons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresher {
    /// Its id.
    pub id: String,
    /// The level that it refreshes.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// What it brings back, in a sentence.
    pub why: String,
    /// Its lessons, in order.
    pub lessons: Vec<LessonId>,
}

/// Reads `refreshers.yaml`, if there is one.
pub(crate) fn load(files: &Files, library: &Library, report: &mut Report) -> Vec<Refresher> {
    let place = Place::whole(FILE);
    let Some(text) = files.get(FILE) else { return Vec::new() };
    let raws = yaml::read::<Vec<RawRefresher>>(text, place, report).unwrap_or_default();
    let mut ids = BTreeSet::new();
    for raw in &raws {
        if !ids.insert(&raw.id.value) {
            report.add(
                place.of(&raw.id),
                format!("refresher {} stands twice", raw.id.value),
                "give one of them another id",
            );
        }
        check(raw, library, place, report);
    }
    for level in Level::ALL {
        check_level(level, &raws, library, report);
    }
    raws.iter().map(RawRefresher::refresher).collect()
}

/// Checks one set.
fn check(raw: &RawRefresher, library: &Library, place: Place<'_>, report: &mut Report) {
    let at = place.of(&raw.id);
    if is_blank(Some(&raw.title)) || is_blank(Some(&raw.why)) {
        report.add(at, "the refresher has no title or does not say what it brings back", "write `title:` and `why:`");
    }
    if !LESSONS.contains(&raw.lessons.len()) {
        let message = format!(
            "a refresher has {} to {} lessons, this one has {}",
            LESSONS.start(),
            LESSONS.end(),
            raw.lessons.len()
        );
        report.add(at, message, "take lessons out or add some");
    }
    let mut seen = BTreeSet::new();
    for id in &raw.lessons {
        match library.lesson(&LessonId::new(id.value.as_str())) {
            Some(lesson) if lesson.level == raw.level => {}
            Some(_) => {
                report.add(place.of(id), format!("lesson {} is of another level", id.value), "name one of its level")
            }
            None => report.add(place.of(id), format!("unknown lesson {}", id.value), "name a lesson's file"),
        }
        if !seen.insert(&id.value) {
            report.add(place.of(id), format!("lesson {} stands twice in the set", id.value), "take one of them out");
        }
    }
    let areas = raw.areas(library);
    let all = library.course(raw.level).map_or(0, |course| course.areas.len());
    if areas.len() * 2 < all {
        let message = format!("the refresher touches {} of the {all} areas, less than half", areas.len());
        report.add(at, message, "spread its lessons over more areas");
    }
}

/// Checks the sets of a level together.
fn check_level(level: Level, raws: &[RawRefresher], library: &Library, report: &mut Report) {
    let sets = raws.iter().filter(|raw| raw.level == level).collect::<Vec<_>>();
    let Some((course, first)) = library.course(level).zip(sets.first()) else { return };
    let at = Place::whole(FILE).of(&first.id);
    if sets.len() < SETS {
        let message = format!("level {} has {} refreshers; they rotate, so it needs {SETS}", level.word(), sets.len());
        report.add(at, message, "add another set");
    }
    let covered = sets.iter().flat_map(|set| set.areas(library)).collect::<BTreeSet<_>>();
    for area in course.areas.iter().filter(|area| !covered.contains(area.id.as_str())) {
        let message = format!("no refresher of level {} touches area {}", level.word(), area.id);
        report.add(at, message, "add one of its lessons to a set");
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRefresher {
    id: Spanned<String>,
    level: Level,
    title: String,
    why: String,
    lessons: Vec<Spanned<String>>,
}

impl RawRefresher {
    fn areas<'l>(&self, library: &'l Library) -> BTreeSet<&'l str> {
        let lessons = self.lessons.iter().filter_map(|id| library.lesson(&LessonId::new(id.value.as_str())));
        lessons.map(|lesson| lesson.area.as_str()).collect()
    }

    fn refresher(&self) -> Refresher {
        Refresher {
            id: self.id.value.clone(),
            level: self.level,
            title: self.title.trim().to_owned(),
            why: self.why.trim().to_owned(),
            lessons: self.lessons.iter().map(|id| LessonId::new(id.value.as_str())).collect(),
        }
    }
}
