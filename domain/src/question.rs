//! What a candidate may see of an item before it is answered.

use serde::{Deserialize, Serialize};

use crate::marks::Marks;
use crate::response::Shape;

/// A question as shown during an attempt: no key, no explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question itself, plain text.
    pub stem: String,
    /// Additional information for this question alone, as HTML made from checked Markdown.
    pub additional: Option<String>,
    /// What is asked for.
    pub form: Form,
    /// What it is worth.
    pub marks: Marks,
    /// How it is marked, as far as a candidate should know before answering.
    pub terms: Terms,
}

/// What a candidate is told of the marking before answering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Parts that are right earn their share.
    pub partial: bool,
    /// A wrong choice cancels a right one.
    pub net: bool,
    /// Marks taken off for each wrong part.
    pub deduct: Marks,
}

/// What an item asks for, without its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// One of several options.
    Single {
        /// The options in the order shown.
        options: Vec<String>,
    },
    /// A stated number of several options.
    Multiple {
        /// The options in the order shown.
        options: Vec<String>,
        /// How many to choose.
        choose: u8,
    },
    /// An option of one shared list for each row.
    Matching {
        /// The rows in the order shown.
        rows: Vec<String>,
        /// The shared list.
        options: Vec<String>,
        /// Whether an option may serve more than one row.
        reuse: bool,
    },
    /// Steps to be put into order.
    Sequencing {
        /// The steps in the order shown.
        steps: Vec<String>,
    },
    /// Two statements, each true or false, and whether the second explains the first.
    AssertionReason {
        /// The first statement.
        assertion: String,
        /// The second statement.
        reason: String,
    },
    /// A passage with gaps, each filled from one shared list.
    Completion {
        /// The passage around the gaps: one piece more than there are gaps.
        pieces: Vec<String>,
        /// The shared list.
        options: Vec<String>,
        /// Whether an option may serve more than one gap.
        reuse: bool,
    },
    /// An audit finding: which lines are evidence for it, its grade, its clause, the next step.
    Finding {
        /// What was seen and heard.
        evidence: Vec<String>,
        /// The clauses to choose from, with their titles.
        clauses: Vec<String>,
        /// The next steps to choose from.
        steps: Vec<String>,
    },
    /// A few sentences in the candidate's own words.
    Text {
        /// Most words that are asked for.
        longest: u16,
    },
}

/// The five answers to an assertion-reason item, in the order that the field uses.
pub const ASSERTION_REASON: [&str; 5] = [
    "Both statements are true, and the reason explains the assertion",
    "Both statements are true, but the reason does not explain the assertion",
    "The assertion is true, the reason is false",
    "The assertion is false, the reason is true",
    "Both statements are false",
];

/// The grades of a finding, in the order shown.
pub const GRADES: [&str; 4] =
    ["Conformity", "Minor nonconformity", "Major nonconformity", "Not enough evidence to decide"];

impl Form {
    /// What a response to it looks like.
    pub fn shape(&self) -> Shape {
        let count = |list: &[String]| list.len() as u8;
        match self {
            Self::Single { options } => Shape::Single { options: count(options) },
            Self::Multiple { options, choose } => Shape::Multiple { options: count(options), choose: *choose },
            Self::AssertionReason { .. } => Shape::Single { options: ASSERTION_REASON.len() as u8 },
            Self::Matching { rows, options, reuse } => {
                Shape::Slots { rows: count(rows), options: count(options), reuse: *reuse }
            }
            Self::Sequencing { steps } => Shape::Slots { rows: count(steps), options: count(steps), reuse: false },
            Self::Completion { pieces, options, reuse } => {
                Shape::Slots { rows: count(pieces).saturating_sub(1), options: count(options), reuse: *reuse }
            }
            Self::Finding { evidence, clauses, steps } => {
                Shape::Finding { evidence: count(evidence), clauses: count(clauses), steps: count(steps) }
            }
            Self::Text { longest } => Shape::Text { longest: *longest },
        }
    }

    /// What it is called on screen.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Single { .. } => "Single choice",
            Self::Multiple { .. } => "Multiple response",
            Self::Matching { .. } => "Matching",
            Self::Sequencing { .. } => "Sequencing",
            Self::AssertionReason { .. } => "Assertion and reason",
            Self::Completion { .. } => "Completion",
            Self::Finding { .. } => "Audit finding",
            Self::Text { .. } => "Your own words",
        }
    }
}

/// The letter that names an option on screen, from its place: 0 is A.
pub fn letter(option: u8) -> char {
    char::from(b'A' + option.min(25))
}

/// The qualification levels, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Knows and understands the standard.
    Foundation,
    /// Applies it in an organisation.
    Practitioner,
    /// Audits against it.
    Auditor,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 3] = [Self::Foundation, Self::Practitioner, Self::Auditor];

    /// The name people use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Foundation => "Foundation",
            Self::Practitioner => "Practitioner",
            Self::Auditor => "Auditor",
        }
    }

    /// The word used in files, in the database and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Foundation => "foundation",
            Self::Practitioner => "practitioner",
            Self::Auditor => "auditor",
        }
    }

    /// The next level, if there is one.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Foundation => Some(Self::Practitioner),
            Self::Practitioner => Some(Self::Auditor),
            Self::Auditor => None,
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}
