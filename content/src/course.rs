//! Courses: areas and the order of lessons.

use std::collections::BTreeMap;

use domain::ids::{AreaId, LessonId};
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::report::{Found, Place, Report};
use crate::source::Files;
use crate::yaml;

/// The course of one level.
#[derive(Clone, Debug)]
pub struct Course {
    /// The level.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// Its areas, in order.
    pub areas: Vec<Area>,
}

impl Course {
    /// Its lessons, in order.
    pub fn lessons(&self) -> impl Iterator<Item = &LessonId> {
        self.areas.iter().flat_map(|area| &area.lessons)
    }
}

/// One syllabus area.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its title for people.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
    /// Its lessons, in order.
    pub lessons: Vec<LessonId>,
}

/// All courses and what their files say about lessons.
#[derive(Default)]
pub(crate) struct Courses {
    pub courses: Vec<Course>,
    /// The area of each lesson and where `course.yaml` says so.
    pub placed: BTreeMap<LessonId, Found<AreaId>>,
    /// Levels whose `course.yaml` could not be read, so that nothing can be held against it.
    pub broken: Vec<Level>,
}

impl Courses {
    /// Reads the `course.yaml` of each level that has files.
    pub fn load(files: &Files, report: &mut Report) -> Self {
        let mut all = Self::default();
        for level in Level::ALL {
            let path = format!("{}/course.yaml", level.word());
            let place = Place::whole(&path);
            let raw = match files.get(&path) {
                Some(text) => yaml::read::<RawCourse>(text, place, report),
                None if has_files(files, level) => {
                    report.add(place.line(1), "is missing", "add the areas and the order of the lessons");
                    None
                }
                None => continue,
            };
            match raw {
                Some(raw) => all.add(raw, level, place, report),
                None => all.broken.push(level),
            }
        }
        all
    }

    /// The course of a level.
    pub fn of(&self, level: Level) -> Option<&Course> {
        self.courses.iter().find(|course| course.level == level)
    }

    /// Whether a level may use an area.
    pub fn knows(&self, level: Level, area: &str) -> bool {
        self.broken.contains(&level)
            || self.of(level).is_some_and(|course| course.areas.iter().any(|known| known.id.as_str() == area))
    }

    fn add(&mut self, raw: RawCourse, level: Level, place: Place<'_>, report: &mut Report) {
        if raw.level.value != level {
            report.add(place.of(&raw.level), "the level is not that of the folder", format!("write {}", level.word()));
        }
        let mut areas = Vec::<Area>::new();
        for area in raw.areas {
            let id = AreaId::new(area.id.value.clone());
            let earlier = self.courses.iter().flat_map(|course| &course.areas).chain(&areas);
            if earlier.into_iter().any(|other| other.id == id) {
                report.add(place.of(&area.id), format!("area {id} stands twice"), "remove one of them");
            }
            let lessons = area.lessons.iter().map(|lesson| self.place(lesson, &id, place, report)).collect();
            areas.push(Area { id, title: area.title, summary: area.summary, lessons });
        }
        self.courses.push(Course { level, title: raw.title, areas });
    }

    fn place(&mut self, lesson: &Spanned<String>, area: &AreaId, place: Place<'_>, report: &mut Report) -> LessonId {
        let id = LessonId::new(lesson.value.clone());
        if self.placed.insert(id.clone(), Found::new(area.clone(), place.of(lesson))).is_some() {
            report.add(place.of(lesson), format!("lesson {id} stands twice in the course"), "remove one of them");
        }
        id
    }
}

fn has_files(files: &Files, level: Level) -> bool {
    let folder = |name: &str| format!("{}/{name}", level.word());
    files.within(&folder("lessons"), "md").next().is_some() || files.within(&folder("items"), "yaml").next().is_some()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCourse {
    level: Spanned<Level>,
    title: String,
    areas: Vec<RawArea>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawArea {
    id: Spanned<String>,
    title: String,
    summary: String,
    lessons: Vec<Spanned<String>>,
}
