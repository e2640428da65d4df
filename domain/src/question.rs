//! What a candidate may see of an item before it is answered, and what a candidate can answer.

use serde::{Deserialize, Serialize};

/// A question as shown during an attempt: no key, no explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question itself, plain text.
    pub stem: String,
    /// The options in the order shown, plain text.
    pub options: Vec<String>,
}

/// The letter that names an option on screen, from its place: 0 is A.
pub fn letter(option: u8) -> char {
    char::from(b'A' + option.min(25))
}

/// What a candidate answered. Single choice today; other formats become further variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// One option, by its place in the order shown, counted from 0.
    Choice(u8),
}

impl Response {
    /// The chosen option, counted from 0.
    pub fn choice(self) -> u8 {
        let Self::Choice(option) = self;
        option
    }
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

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}
