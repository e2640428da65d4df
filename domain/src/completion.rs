//! Certificates of completion of our own courses: who may have one, its code, and what it shows to others.
//!
//! They say that a course was completed here. They are no award (`award`), which an examination institute gives.

mod code;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::award::Day;
use crate::ids::{CheckId, LessonId};
use crate::record::StudyEvent;
use crate::time::Timestamp;

pub use code::Code;

/// How far somebody is with a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lessons that the course has.
    pub lessons: usize,
    /// Lessons that are complete.
    pub complete: usize,
    /// Mock exams of its level that were passed.
    pub passed: usize,
}

impl Progress {
    /// Whether a certificate may be issued: every lesson is complete, and a mock exam was passed.
    pub const fn is_enough(self) -> bool {
        self.lessons > 0 && self.open() == 0 && self.passed > 0
    }

    /// Lessons that are not complete yet.
    pub const fn open(self) -> usize {
        self.lessons.saturating_sub(self.complete)
    }
}

/// What a certificate shows to whoever has its code, besides the course, its level and the day. Nothing at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// The holder's name.
    pub name: bool,
    /// The best mock exam.
    pub mock: bool,
}

/// The best mock exam of a level, as it was when the certificate was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BestMock {
    /// Marks reached, as per cent of the marks of the paper, rounded down.
    pub percent: u16,
    /// The day on which it ended.
    pub on: Day,
}

/// When the last of some lessons became complete, by the log of what was studied, the earliest event first: each lesson by
/// its end and the first answer to each of its checks. Nothing when one of them is not complete, or there is none.
pub fn completed_at(
    lessons: &[(LessonId, Vec<CheckId>)],
    events: impl IntoIterator<Item = (Timestamp, StudyEvent)>,
) -> Option<Timestamp> {
    let (mut ended, mut answered) = (BTreeMap::new(), BTreeMap::new());
    for (at, event) in events {
        match event {
            StudyEvent::LessonEnded { lesson } => drop(ended.entry(lesson).or_insert(at)),
            StudyEvent::CheckAnswered { check, .. } => drop(answered.entry(check).or_insert(at)),
            _ => {}
        }
    }
    let mut last = None;
    for (lesson, checks) in lessons {
        last = last.max(Some(*ended.get(lesson)?));
        for check in checks {
            last = last.max(Some(*answered.get(check)?));
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lesson_and_a_passed_mock_make_a_certificate() {
        let progress = |lessons, complete, passed| Progress { lessons, complete, passed };
        assert!(progress(3, 3, 1).is_enough());
        for short in [progress(3, 2, 1), progress(3, 3, 0), progress(0, 0, 1)] {
            assert!(!short.is_enough(), "{short:?}");
        }
        assert_eq!(progress(3, 1, 0).open(), 2);
    }

    #[test]
    fn a_course_is_complete_when_its_last_end_or_check_came() {
        let lesson = |name: &str, checks: &[&str]| {
            (LessonId::new(name), checks.iter().map(|check| CheckId::new(*check)).collect::<Vec<_>>())
        };
        let lessons = [lesson("a", &["a1", "a2"]), lesson("b", &[])];
        let ended = |at, name: &str| (Timestamp(at), StudyEvent::LessonEnded { lesson: LessonId::new(name) });
        let answered = |at, name: &str| {
            (Timestamp(at), StudyEvent::CheckAnswered { check: CheckId::new(name), choice: 0, right: false })
        };
        let all = [ended(1, "a"), answered(2, "a1"), ended(3, "b"), answered(5, "a2")];
        assert_eq!(completed_at(&lessons, all.clone()), Some(Timestamp(5)));
        let again = all.iter().cloned().chain([ended(8, "b"), answered(9, "a2"), ended(10, "c")]);
        assert_eq!(completed_at(&lessons, again), Some(Timestamp(5)), "what is done again changes nothing");
        for missing in 0..all.len() {
            let rest = all.iter().enumerate().filter(|(n, _)| *n != missing).map(|(_, event)| event.clone());
            assert_eq!(completed_at(&lessons, rest), None);
        }
        assert_eq!(completed_at(&[], all), None);
    }

    #[test]
    fn nothing_is_shown_unless_it_was_allowed() {
        assert_eq!(serde_json::from_str::<Shown>("{}").expect("it can be read"), Shown::default());
        assert!(!Shown::default().name && !Shown::default().mock);
    }
}
