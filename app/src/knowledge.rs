//! What a person's record says about clauses and areas of the course.

use std::collections::BTreeMap;

use content::{Lesson, Library};
use domain::clause::ClauseNumber;
use domain::ids::{AreaId, ItemId};
use domain::item::Item;
use domain::map::ClauseMap;
use domain::mastery::Evidence;
use domain::question::Level;
use domain::record::{LessonState, StudyRecord};

/// The evidence on each clause of the taught edition: the last answer to each item and check.
pub fn by_clause(library: &Library, record: &StudyRecord) -> BTreeMap<ClauseNumber, Evidence> {
    clauses(library, &BTreeMap::new(), record, |_| true)
}

/// The same of one level, with an organisation's own questions among the items.
pub fn by_clause_of_level(
    library: &Library,
    own: &BTreeMap<ItemId, Item>,
    level: Level,
    record: &StudyRecord,
) -> BTreeMap<ClauseNumber, Evidence> {
    clauses(library, own, record, |of| of == level)
}

fn clauses(
    library: &Library,
    own: &BTreeMap<ItemId, Item>,
    record: &StudyRecord,
    counts: impl Fn(Level) -> bool,
) -> BTreeMap<ClauseNumber, Evidence> {
    let mut evidence = BTreeMap::<ClauseNumber, Evidence>::new();
    let mut add = |clauses: &[ClauseNumber], right| {
        for clause in clauses {
            evidence.entry(clause.clone()).or_default().add(right);
        }
    };
    for (id, seen) in &record.items {
        if let (Some(item), Some(right)) = (library.item(id).or_else(|| own.get(id)), seen.last)
            && counts(item.level)
        {
            add(&item.clauses, right);
        }
    }
    for (id, seen) in &record.checks {
        if let (Some(check), Some(lesson)) = (library.check(id), library.lesson_of(id))
            && counts(lesson.level)
        {
            add(&check.clauses, seen.right);
        }
    }
    evidence
}

/// The evidence on each area: the last answer to each item of the bank and to each check of its lessons.
pub fn by_area(library: &Library, record: &StudyRecord) -> BTreeMap<AreaId, Evidence> {
    by_area_among(library, &BTreeMap::new(), record)
}

/// The same with an organisation's own questions among the items.
pub fn by_area_among(
    library: &Library,
    own: &BTreeMap<ItemId, Item>,
    record: &StudyRecord,
) -> BTreeMap<AreaId, Evidence> {
    let mut evidence = BTreeMap::<AreaId, Evidence>::new();
    for (id, seen) in &record.items {
        if let (Some(item), Some(right)) = (library.item(id).or_else(|| own.get(id)), seen.last) {
            evidence.entry(item.area.clone()).or_default().add(right);
        }
    }
    for (id, seen) in &record.checks {
        if let Some(lesson) = library.lesson_of(id) {
            evidence.entry(lesson.area.clone()).or_default().add(seen.right);
        }
    }
    evidence
}

/// The clause map of a person.
pub fn map(library: &Library, record: &StudyRecord) -> ClauseMap {
    ClauseMap::of(&library.taught, &by_clause(library, record), &[])
}

/// Where a lesson stands for a person.
pub fn lesson_state(lesson: &Lesson, record: &StudyRecord) -> LessonState {
    record.lesson(&lesson.id, lesson.checks.iter().map(|check| &check.id))
}

#[cfg(test)]
mod tests {
    use domain::record::StudyEvent;
    use domain::time::Timestamp;

    use super::*;

    #[test]
    fn checks_and_items_both_tell_about_their_area() {
        let library = Library::embedded().expect("the course is sound");
        let lesson = &library.lessons[0];
        let item = library.items.iter().find(|item| item.area == lesson.area).expect("there is one");
        let mut record = StudyRecord::default();
        let check = StudyEvent::CheckAnswered { check: lesson.checks[0].id.clone(), choice: 0, right: false };
        record.apply(&check, Timestamp(1));
        record.apply(&StudyEvent::ItemsMarked { results: vec![(item.id.clone(), true)] }, Timestamp(2));
        assert_eq!(
            by_area(&library, &record),
            BTreeMap::from([(lesson.area.clone(), Evidence { answered: 2, right: 1 })])
        );
        // So do questions of the organisation's own.
        let own = Item { id: ItemId::new("own"), ..item.clone() };
        record.apply(&StudyEvent::ItemsMarked { results: vec![(own.id.clone(), true)] }, Timestamp(3));
        let own = BTreeMap::from([(own.id.clone(), own)]);
        assert_eq!(by_area(&library, &record)[&lesson.area].answered, 2);
        assert_eq!(by_area_among(&library, &own, &record)[&lesson.area], Evidence { answered: 3, right: 2 });
        let clause = &item.clauses[0];
        let of_level = |own: &BTreeMap<_, _>| by_clause_of_level(&library, own, item.level, &record);
        let (without, with) = (of_level(&BTreeMap::new()), of_level(&own));
        assert_eq!(with[clause].answered, without[clause].answered + 1);
    }

    #[test]
    fn what_was_answered_in_another_course_is_left_out() {
        let library = Library::embedded().expect("the course is sound");
        let lesson = |level| library.lessons.iter().find(|lesson| lesson.level == level).expect("there is one");
        let item = |level| library.items.iter().find(|item| item.level == level).expect("there is one");
        let mut record = StudyRecord::default();
        let levels = [Level::Foundation, Level::Auditor];
        let of_level = |record: &StudyRecord| by_clause_of_level(&library, &BTreeMap::new(), levels[0], record);
        for level in levels {
            let before = of_level(&record);
            let check = lesson(level).checks[0].id.clone();
            let check = StudyEvent::CheckAnswered { check, choice: 0, right: false };
            record.apply(&check, Timestamp(1));
            record.apply(&StudyEvent::ItemsMarked { results: vec![(item(level).id.clone(), true)] }, Timestamp(2));
            let grows = of_level(&record) != before;
            assert_eq!(grows, level == levels[0], "{level:?}");
        }
        assert_ne!(by_clause(&library, &record), of_level(&record), "a person's own map holds all of it");
    }
}
