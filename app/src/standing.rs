//! How somebody stands in the course of a level, as a cohort's board shows it: short enough to be kept for thousands.

use std::collections::BTreeMap;

use content::Library;
use domain::ids::{AreaId, ItemId};
use domain::item::Item;
use domain::mastery::Evidence;
use domain::question::Level;
use domain::record::{LessonState, StudyRecord};
use domain::time::Timestamp;

use crate::knowledge;

/// How somebody stands in the course of a level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Lessons completed.
    pub lessons_done: u32,
    /// The evidence on each area of the course, in its order.
    pub areas: Vec<Evidence>,
    /// The last time anything happened, in whatever course.
    pub last_at: Option<Timestamp>,
}

/// The areas of the course of a level, with their titles.
pub fn areas(library: &Library, level: Level) -> Vec<(AreaId, String)> {
    let areas = library.course(level).map_or(&[][..], |course| &course.areas);
    areas.iter().map(|area| (area.id.clone(), area.title.clone())).collect()
}

/// How many lessons the course of a level has.
pub fn lessons(library: &Library, level: Level) -> u32 {
    library.course(level).map_or(0, |course| course.lessons().count() as u32)
}

impl Standing {
    /// Sums a study record up. `own` are questions of the organisation's own.
    pub fn of(library: &Library, own: &BTreeMap<ItemId, Item>, level: Level, record: &StudyRecord) -> Self {
        let evidence = knowledge::by_area_among(library, own, record);
        let found = |area: &AreaId| evidence.get(area).copied().unwrap_or_default();
        let lessons = library.course(level).into_iter().flat_map(|course| course.lessons());
        let done = lessons.filter_map(|id| library.lesson(id));
        let done = done.filter(|lesson| knowledge::lesson_state(lesson, record) == LessonState::Complete);
        Self {
            lessons_done: done.count() as u32,
            areas: areas(library, level).iter().map(|(area, _)| found(area)).collect(),
            last_at: record.last_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::record::StudyEvent;

    use super::*;

    #[test]
    fn a_record_is_summed_up() {
        let library = Library::embedded().expect("the course is sound");
        let lesson = library.lessons.iter().find(|lesson| lesson.level == Level::Foundation).expect("there is one");
        let (mut record, none) = (StudyRecord::default(), BTreeMap::new());
        assert_eq!(Standing::of(&library, &none, Level::Foundation, &record).lessons_done, 0);
        record.apply(&StudyEvent::LessonEnded { lesson: lesson.id.clone() }, Timestamp(1));
        for check in &lesson.checks {
            let event = StudyEvent::CheckAnswered { check: check.id.clone(), choice: 0, right: true };
            record.apply(&event, Timestamp(2));
        }
        let standing = Standing::of(&library, &none, Level::Foundation, &record);
        assert_eq!((standing.lessons_done, standing.last_at), (1, Some(Timestamp(2))));
        let place = areas(&library, Level::Foundation).iter().position(|(area, _)| *area == lesson.area);
        let all = lesson.checks.len() as u32;
        assert_eq!(standing.areas[place.expect("its area is there")], Evidence { answered: all, right: all });
        assert_eq!(Standing::of(&library, &none, Level::Auditor, &record).lessons_done, 0);
    }
}
