//! What a person has done with the course so far: one value, the replay of study events.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{CheckId, ItemId, LessonId};
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
        }
        self.last_at = Some(at);
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
}
