//! What a person has done with the course so far: one value, the replay of study events.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{CheckId, ItemId, LessonId};
use crate::question::Level;
use crate::time::Timestamp;

/// Something that changes what we know about a person's learning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum StudyEvent {
    /// Items were put before the person.
    ItemsShown {
        /// The items of the paper or practice set.
        items: Vec<ItemId>,
    },
    /// Items were marked.
    ItemsMarked {
        /// Each answered item and whether the answer was right.
        results: Vec<(ItemId, bool)>,
    },
    /// A check inside a lesson was answered.
    CheckAnswered {
        /// The check.
        check: CheckId,
        /// The chosen option, counted from 0.
        choice: u8,
        /// Whether it was right.
        right: bool,
    },
    /// The end of a lesson was reached.
    LessonEnded {
        /// The lesson.
        lesson: LessonId,
    },
    /// The person said which level to study.
    LevelChosen {
        /// The level; nothing when it shall follow from results and study again.
        level: Option<Level>,
    },
}

/// What was studied: its level is that of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An item of a paper or practice set.
    Item(ItemId),
    /// A check inside a lesson.
    Check(CheckId),
    /// A lesson.
    Lesson(LessonId),
}

impl StudyEvent {
    /// What it says was studied; of several items the first, since a set is of one level.
    fn subject(&self) -> Option<Subject> {
        match self {
            Self::ItemsShown { items } => items.first().cloned().map(Subject::Item),
            Self::ItemsMarked { results } => results.first().map(|(item, _)| Subject::Item(item.clone())),
            Self::CheckAnswered { check, .. } => Some(Subject::Check(check.clone())),
            Self::LessonEnded { lesson } => Some(Subject::Lesson(lesson.clone())),
            Self::LevelChosen { .. } => None,
        }
    }
}

/// A person's history with one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRecord {
    /// Papers and practice sets that held it.
    pub seen: u32,
    /// Times answered.
    pub answered: u32,
    /// Times answered rightly.
    pub right: u32,
    /// The last answer.
    pub last: Option<bool>,
}

/// A person's history with one check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// Times answered.
    pub tries: u32,
    /// The last choice, counted from 0.
    pub choice: u8,
    /// Whether the last choice was right.
    pub right: bool,
}

/// Everything that lessons, practice and papers have shown about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyRecord {
    /// By item.
    pub items: BTreeMap<ItemId, ItemRecord>,
    /// By check.
    pub checks: BTreeMap<CheckId, CheckRecord>,
    /// Lessons whose end was reached, and when first.
    pub ended: BTreeMap<LessonId, Timestamp>,
    /// The last time anything happened.
    pub last_at: Option<Timestamp>,
    /// What was studied last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Subject>,
    /// The level that the person chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Level>,
}

impl StudyRecord {
    /// Adds an event.
    pub fn apply(&mut self, event: &StudyEvent, at: Timestamp) {
        match event {
            StudyEvent::ItemsShown { items } => {
                for item in items {
                    self.items.entry(item.clone()).or_default().seen += 1;
                }
            }
            StudyEvent::ItemsMarked { results } => {
                for (item, right) in results {
                    let record = self.items.entry(item.clone()).or_default();
                    record.answered += 1;
                    record.right += u32::from(*right);
                    record.last = Some(*right);
                }
            }
            StudyEvent::CheckAnswered { check, choice, right } => {
                let record = self.checks.entry(check.clone()).or_default();
                *record = CheckRecord { tries: record.tries + 1, choice: *choice, right: *right };
            }
            StudyEvent::LessonEnded { lesson } => {
                self.ended.entry(lesson.clone()).or_insert(at);
            }
            StudyEvent::LevelChosen { level } => self.chosen = *level,
        }
        self.last_at = Some(at);
        self.latest = event.subject().or(self.latest.take());
    }

    /// How often an item was put before the person.
    pub fn times_seen(&self, item: &ItemId) -> u32 {
        self.items.get(item).map_or(0, |record| record.seen)
    }

    /// Whether the last answer to an item was wrong.
    pub fn missed(&self, item: &ItemId) -> bool {
        self.items.get(item).is_some_and(|record| record.last == Some(false))
    }

    /// Where a lesson stands: complete when its end was reached and each of its checks was answered.
    pub fn lesson<'c>(&self, lesson: &LessonId, checks: impl IntoIterator<Item = &'c CheckId>) -> LessonState {
        let (mut answered, mut open) = (0, 0);
        for check in checks {
            *if self.checks.contains_key(check) { &mut answered } else { &mut open } += 1;
        }
        let ended = self.ended.contains_key(lesson);
        if ended && open == 0 {
            LessonState::Complete
        } else if ended || answered > 0 {
            LessonState::Begun
        } else {
            LessonState::New
        }
    }
}

/// Where a lesson stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonState {
    /// Nothing done yet.
    New,
    /// Something done.
    Begun,
    /// End reached and every check answered.
    Complete,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_is_complete_only_by_end_and_checks() {
        let lesson = LessonId::new("f-x");
        let checks = [CheckId::new("f-x-1"), CheckId::new("f-x-2")];
        let mut record = StudyRecord::default();
        assert_eq!(record.lesson(&lesson, &checks), LessonState::New);
        record.apply(&StudyEvent::LessonEnded { lesson: lesson.clone() }, Timestamp(1));
        assert_eq!(record.lesson(&lesson, &checks), LessonState::Begun);
        for check in &checks {
            record.apply(&StudyEvent::CheckAnswered { check: check.clone(), choice: 0, right: false }, Timestamp(2));
        }
        assert_eq!(record.lesson(&lesson, &checks), LessonState::Complete);
    }

    #[test]
    fn the_last_answer_decides_what_counts_as_missed() {
        let item = ItemId::new("i");
        let mut record = StudyRecord::default();
        record.apply(&StudyEvent::ItemsShown { items: vec![item.clone()] }, Timestamp(1));
        assert!(!record.missed(&item));
        record.apply(&StudyEvent::ItemsMarked { results: vec![(item.clone(), false)] }, Timestamp(2));
        assert!(record.missed(&item));
        record.apply(&StudyEvent::ItemsMarked { results: vec![(item.clone(), true)] }, Timestamp(3));
        assert!(!record.missed(&item));
        assert_eq!(record.times_seen(&item), 1);
    }

    #[test]
    fn what_was_studied_last_is_kept_and_a_choice_is_no_study() {
        let (lesson, check, item) = (LessonId::new("f-x"), CheckId::new("f-x-1"), ItemId::new("i"));
        let mut record = StudyRecord::default();
        let answered = StudyEvent::CheckAnswered { check: check.clone(), choice: 0, right: true };
        for (event, latest) in [
            (StudyEvent::ItemsShown { items: Vec::new() }, None),
            (answered, Some(Subject::Check(check))),
            (StudyEvent::LessonEnded { lesson: lesson.clone() }, Some(Subject::Lesson(lesson))),
            (StudyEvent::ItemsShown { items: vec![item.clone()] }, Some(Subject::Item(item.clone()))),
            (StudyEvent::LevelChosen { level: Some(Level::Auditor) }, Some(Subject::Item(item.clone()))),
            (StudyEvent::ItemsMarked { results: Vec::new() }, Some(Subject::Item(item))),
        ] {
            record.apply(&event, Timestamp(1));
            assert_eq!(record.latest, latest, "{event:?}");
        }
        assert_eq!(record.chosen, Some(Level::Auditor));
        record.apply(&StudyEvent::LevelChosen { level: None }, Timestamp(2));
        assert_eq!(record.chosen, None);
    }

    #[test]
    fn a_record_from_before_choices_can_be_read() {
        let old = r#"{"items":{},"checks":{},"ended":{},"last_at":null}"#;
        assert_eq!(serde_json::from_str::<StudyRecord>(old).unwrap(), StudyRecord::default());
        assert_eq!(serde_json::to_string(&StudyRecord::default()).unwrap(), old);
    }
}
