use domain::attempt::{Stretch, Timing};
use domain::ids::{AttemptId, ItemId, PaperId};
use domain::marks::Marks;
use domain::record::StudyEvent;
use domain::time::{ServiceTime, Timestamp};

use super::*;

fn library() -> Library {
    Library::embedded().expect("the course is sound")
}

fn way<'a>(library: &'a Library, record: &StudyRecord) -> Journey<'a> {
    find(library, &Kept { record, attempts: &[], held: &[], exam_ahead: false })
}

fn chosen(level: Level) -> StudyRecord {
    let mut record = StudyRecord::default();
    record.apply(&StudyEvent::LevelChosen { level: Some(level) }, Timestamp(1));
    record
}

fn read_all(library: &Library, record: &mut StudyRecord, level: Level) {
    for lesson in library.lessons.iter().filter(|lesson| lesson.level == level) {
        for check in &lesson.checks {
            let event = StudyEvent::CheckAnswered { check: check.id.clone(), choice: check.key, right: true };
            record.apply(&event, Timestamp(2));
        }
        record.apply(&StudyEvent::LessonEnded { lesson: lesson.id.clone() }, Timestamp(2));
    }
}

fn answer(record: &mut StudyRecord, items: &[ItemId], right: bool) {
    let results = items.iter().map(|item| (item.clone(), right)).collect();
    record.apply(&StudyEvent::ItemsShown { items: items.to_vec() }, Timestamp(3));
    record.apply(&StudyEvent::ItemsMarked { results }, Timestamp(3));
}

fn items(library: &Library, scenario: &Scenario) -> Vec<ItemId> {
    crate::pages::exercises::items(library, scenario).map(|item| item.id.clone()).collect()
}

#[test]
fn each_level_leads_from_its_own_lessons_over_its_exercises_to_its_paper() {
    let library = library();
    for (level, exercises) in [(Level::Foundation, 6), (Level::Practitioner, 1), (Level::Auditor, 4)] {
        let mut record = chosen(level);
        let course = library.course(level).expect("each level has a course");
        assert_eq!(way(&library, &record).lesson.map(|lesson| &lesson.id), course.lessons().next(), "{level:?}");
        read_all(&library, &mut record, level);
        for done in 0..exercises {
            let way = way(&library, &record);
            assert_eq!((way.step, way.exercises), (Step::WorkThrough, (done, exercises)), "{level:?}");
            let exercise = way.exercise.expect("one is open");
            assert_eq!(exercise.level, level);
            answer(&mut record, &items(&library, exercise), true);
        }
        let way = way(&library, &record);
        assert_eq!(way.step, Step::Sit, "{level:?}");
        assert_eq!(way.paper.map(|scheme| scheme.level), Some(level));
    }
}

fn sat(level: Level, paper: Option<&str>, passed: bool) -> AttemptHead {
    AttemptHead {
        id: AttemptId::new("a"),
        mode: Mode::Exam,
        level,
        scheme: None,
        paper: paper.map(PaperId::new),
        title: String::new(),
        started_at: Timestamp(0),
        timing: Timing::new(ServiceTime(0), None, Vec::new(), Stretch::default()),
        phase: Phase::Submitted,
        finished_at: None,
        used: None,
        score: None,
        marks: Marks::whole(40),
        pass_mark: None,
        passed: Some(passed),
    }
}

#[test]
fn exams_of_the_level_count_and_a_fixed_paper_once() {
    let library = library();
    let attempts = [
        sat(Level::Foundation, None, true),
        sat(Level::Foundation, None, false),
        sat(Level::Foundation, Some("fixed"), true),
        sat(Level::Foundation, Some("fixed"), true),
        sat(Level::Auditor, None, true),
    ];
    let record = chosen(Level::Foundation);
    let way = find(&library, &Kept { record: &record, attempts: &attempts, held: &[], exam_ahead: false });
    assert_eq!(way.exams, (2, 4));
    let running = AttemptHead { phase: Phase::Running, passed: None, ..attempts[0].clone() };
    let way = find(&library, &Kept { record: &record, attempts: &[running], held: &[], exam_ahead: false });
    assert_eq!((way.step, way.exams), (Step::GoOn, (0, 0)));
}

#[test]
fn the_level_is_that_of_what_was_studied_last() {
    let library = library();
    for lesson in &library.lessons {
        let mut record = StudyRecord::default();
        let check = StudyEvent::CheckAnswered { check: lesson.checks[0].id.clone(), choice: 0, right: false };
        record.apply(&check, Timestamp(1));
        assert_eq!(level(&library, &record, &[]), (lesson.level, Because::Studied), "{}", lesson.id);
    }
    let mut record = StudyRecord::default();
    let audit = library.items.iter().find(|item| item.level == Level::Auditor).expect("there is one");
    answer(&mut record, std::slice::from_ref(&audit.id), true);
    assert_eq!(level(&library, &record, &[]), (Level::Auditor, Because::Studied));
    record.latest = Some(Subject::Item(ItemId::new("gone")));
    assert_eq!(level(&library, &record, &[]), (Level::Foundation, Because::Beginning));
}

#[test]
fn a_clause_is_weak_after_two_answers_of_the_level_and_no_longer_once_they_are_right() {
    let library = library();
    let single = |item: &&Item| item.level == Level::Foundation && is_offered(item) && item.clauses.len() == 1;
    let first = library.items.iter().find(single).expect("there is one");
    let same = library.items.iter().filter(single).filter(|item| item.clauses == first.clauses);
    let two = same.take(2).map(|item| item.id.clone()).collect::<Vec<_>>();
    let mut record = StudyRecord::default();
    answer(&mut record, &two[..1], false);
    assert!(weak_clauses(&library, Level::Foundation, &record).is_empty());
    answer(&mut record, &two[1..], false);
    assert_eq!(weak_clauses(&library, Level::Foundation, &record), first.clauses);
    assert!(weak_clauses(&library, Level::Practitioner, &record).is_empty());
    answer(&mut record, &two, true);
    assert!(weak_clauses(&library, Level::Foundation, &record).is_empty());
}

#[test]
fn booklets_that_are_new_are_kept_for_papers() {
    let library = library();
    let of_booklet = |item: &&Item| item.level == Level::Practitioner && item.scenario.is_some();
    let item = library.items.iter().find(of_booklet).expect("there is one");
    let mut record = StudyRecord::default();
    assert!(!practises(item, &record, Level::Practitioner, &item.clauses));
    answer(&mut record, std::slice::from_ref(&item.id), false);
    assert!(practises(item, &record, Level::Practitioner, &item.clauses));
    assert!(!practises(item, &record, Level::Auditor, &item.clauses));
}
