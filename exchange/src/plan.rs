//! The dry run: which questions our formats can take, and why the others cannot.

mod kinds;

use domain::item::Body;
use domain::marking::Marking;
use thiserror::Error;

use crate::fault::Warning;
use crate::intake::{Entry, Import, Place, Refused};
use crate::item::NeutralItem;

/// What would come of an import. The same bytes give the same plan; a commit stores what it took and nothing else.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The file, as the person calls it.
    pub file: String,
    /// What can be taken, in order.
    pub taken: Vec<Taken>,
    /// What was read and has no format here, in order.
    pub misfits: Vec<Misfit>,
    /// What could not be read at all, in order.
    pub refused: Vec<Refused>,
    /// What a person should know about the file as a whole.
    pub notes: Vec<String>,
}

/// A question that one of our formats can take. What an item needs besides (area, clauses, level, working time) no other
/// system knows: its author adds it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which question of the file, counted from 1.
    pub block: usize,
    /// Where it begins.
    pub place: Place,
    /// What its author called it.
    pub name: Option<String>,
    /// The number or word by which its author finds it again.
    pub id: Option<String>,
    /// The folders it stood in.
    pub category: Vec<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The question, plain words.
    pub stem: String,
    /// The answers and the key.
    pub body: Body,
    /// What it is worth and how parts count.
    pub marking: Marking,
    /// What it lost when it was read.
    pub warnings: Vec<Warning>,
    /// What it loses here, or what its author should look at.
    pub remarks: Vec<Remark>,
}

/// A question that none of our formats can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Which question of the file, counted from 1.
    pub block: usize,
    /// Where it begins.
    pub place: Place,
    /// How it begins.
    pub begin: String,
    /// The kind, as it is called on screen.
    pub kind: &'static str,
    /// Why.
    pub why: Unfit,
}

/// Why none of our formats can take a question.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unfit {
    /// Read by a person, with nothing to mark by.
    #[error(
        "An essay says nothing about what an answer has to contain. Write it here as “Your own words”, with points."
    )]
    Essay,
    /// No question.
    #[error("It is a text without a question. Add it to the question that it introduces.")]
    Description,
    /// Numbers are not marked here.
    #[error("Numbers that are typed cannot be marked here. Offer some of them as options.")]
    Number,
    /// Gaps that are typed.
    #[error("A gap that is filled with typed words cannot be marked here. Offer a list for it.")]
    TypedGap,
    /// A gap without exactly one right answer.
    #[error("Gap {gap} has {keys} right answers; here it has one.")]
    GapKeys {
        /// From 1.
        gap: usize,
        /// Answers with full marks.
        keys: usize,
    },
    /// A single choice without exactly one right option.
    #[error("{keys} options earn full marks; a single choice has one.")]
    Keys {
        /// Options with full marks.
        keys: usize,
    },
    /// A multiple choice in which nothing or everything is right.
    #[error("{keys} of {options} options are right; some have to be right and some wrong.")]
    AllKeys {
        /// Options that earn something.
        keys: usize,
        /// Options.
        options: usize,
    },
    /// More than a question shows.
    #[error("There are more than {most} options.")]
    ManyOptions {
        /// Options.
        most: usize,
    },
    /// Two options with the same words.
    #[error("“{text}” is there twice.")]
    Twice {
        /// The words.
        text: String,
    },
    /// Nothing to be matched or to be typed.
    #[error("Nothing is left that could be right.")]
    NoKey,
    /// An answer that our marking by words cannot look for.
    #[error("“{answer}” has more than {most} words; answers are recognised by one to {most} words.")]
    LongAnswer {
        /// The answer.
        answer: String,
        /// Words.
        most: usize,
    },
    /// Texts that hold no words but pictures.
    #[error("Without pictures and media nothing is left of a text.")]
    NoWords,
}

/// What a question loses in our format, or what its author should look at.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Remark {
    /// Emphasis, lists and tables.
    #[error("Questions and options are plain words here: emphasis, lists and tables are gone.")]
    Formatting,
    /// Part marks.
    #[error("“{text}” earned {weight} % and counts as wrong here.")]
    PartMarks {
        /// The answer.
        text: String,
        /// In percent.
        weight: String,
    },
    /// Shares that differ.
    #[error("The right options earned different shares; here each earns the same.")]
    UnequalShares,
    /// Feedback to everybody.
    #[error("The feedback to the whole question was added to that of the right answer.")]
    GeneralFeedback,
    /// Missing explanations.
    #[error("{missing} answers have no feedback that says why they are right or wrong.")]
    NoFeedback {
        /// How many.
        missing: usize,
    },
    /// Several lists for gaps.
    #[error("The gaps had lists of their own; here they share one.")]
    SharedList,
    /// Capital letters.
    #[error("Capital letters do not count here.")]
    Case,
    /// An answer that stood for anything.
    #[error("“{text}” could not be kept as an answer.")]
    AnswerDropped {
        /// The answer.
        text: String,
    },
    /// Gaps that count differently.
    #[error("The gaps counted differently; here each counts the same.")]
    UnequalGaps,
    /// Feedback to further answers that are taken.
    #[error("Only the feedback to the first answer that is taken was kept.")]
    SecondFeedback,
    /// Feedback that has no place.
    #[error("Feedback to other answers than the right one was left out.")]
    FeedbackDropped,
    /// A misconception that has no place.
    #[error("A misconception beside a right answer, or beside what belongs to no row, was left out.")]
    MisconceptionDropped,
}

/// Tells what would come of an import.
pub fn plan(import: &Import) -> Plan {
    let (mut taken, mut misfits) = (Vec::new(), Vec::new());
    for entry in &import.entries {
        match take(entry) {
            Ok(one) => taken.push(one),
            Err(why) => misfits.push(misfit(entry, why)),
        }
    }
    let (file, refused, notes) = (import.file.clone(), import.refused.clone(), import.notes.clone());
    Plan { file, taken, misfits, refused, notes }
}

fn take(entry: &Entry) -> Result<Taken, Unfit> {
    let item = &entry.item;
    let mut remarks = Vec::new();
    let kinds::Fitted { stem, body, marking } = kinds::fit(item, &mut remarks)?;
    let NeutralItem { name, id, category, tags, .. } = item.clone();
    let (block, place, warnings) = (entry.block, entry.place, entry.warnings.clone());
    Ok(Taken { block, place, name, id, category, tags, stem, body, marking, warnings, remarks })
}

fn misfit(entry: &Entry, why: Unfit) -> Misfit {
    const MOST: usize = 80;
    let words = crate::item::one_line(&entry.item.stem.words()).unwrap_or_default();
    let begin = words.chars().take(MOST).collect();
    Misfit { block: entry.block, place: entry.place, begin, kind: entry.item.body.kind(), why }
}
