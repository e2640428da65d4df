//! Items of the question bank, keys included. Native builds only: the browser can never link this module.

use crate::clause::ClauseNumber;
use crate::ids::{AreaId, FamilyId, ItemId};
use crate::question::{Level, Question, Response};

/// Where an item stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// Being written; never reaches a candidate.
    Draft,
    /// Answered blind by a second person who agreed with the key.
    Reviewed,
    /// No longer used.
    Retired,
}

/// One option of an item.
#[derive(Clone, Debug)]
pub struct ItemOption {
    /// What the candidate reads.
    pub text: String,
    /// Why it is right, or why someone would choose it and which clause refutes it.
    pub feedback: String,
    /// The misconception behind a wrong option.
    pub misconception: Option<String>,
}

/// The blind reading by which an item became reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Who answered it without seeing the key.
    pub by: String,
    /// The day (ISO 8601).
    pub on: String,
    /// The option that the reader chose, counted from 1.
    pub blind_answer: u8,
    /// The outcome, in a word or a sentence.
    pub verdict: String,
}

/// An item with its key. Deliberately without `Serialize`.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id, for ever.
    pub id: ItemId,
    /// The version that its author counts.
    pub version: u32,
    /// A digest of everything that is shown or marked (hexadecimal); attempts are pinned to it.
    pub digest: String,
    /// Where it stands.
    pub status: ItemStatus,
    /// The qualification level.
    pub level: Level,
    /// The syllabus area.
    pub area: AreaId,
    /// Bloom level: 1 knowledge, 2 comprehension, 3 application, 4 analysis.
    pub bloom: u8,
    /// Clauses of the taught edition.
    pub clauses: Vec<ClauseNumber>,
    /// Items that ask for the same fact.
    pub family: FamilyId,
    /// Share of prepared candidates expected to answer it correctly, in hundredths.
    pub expected_facility: u8,
    /// Expected working time in seconds.
    pub seconds: u32,
    /// The question.
    pub stem: String,
    /// The options in the order shown.
    pub options: Vec<ItemOption>,
    /// The right option, counted from 0.
    pub key: u8,
    /// The blind reading, once there was one.
    pub review: Option<Review>,
}

impl Item {
    /// What a candidate may see before the end.
    pub fn question(&self) -> Question {
        Question { stem: self.stem.clone(), options: self.options.iter().map(|option| option.text.clone()).collect() }
    }

    /// Whether a response could have been given to this item at all.
    pub fn allows(&self, response: Response) -> bool {
        usize::from(response.choice()) < self.options.len()
    }

    /// Whether the item may stand in a paper.
    pub fn is_live(&self) -> bool {
        self.status == ItemStatus::Reviewed
    }
}
