use serde::{Deserialize, Serialize};

use crate::attempt::Refusal;
use crate::response::{Response, Shape};

/// How sure a candidate is of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A guess.
    Guess,
    /// Not sure.
    Unsure,
    /// Sure.
    Sure,
}

impl Confidence {
    /// All of them, the least sure first.
    pub const ALL: [Self; 3] = [Self::Guess, Self::Unsure, Self::Sure];

    /// The word shown and used in forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Unsure => "unsure",
            Self::Sure => "sure",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confidence| confidence.word() == word)
    }
}

/// A highlighted stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Which text: 0 the question, 1 its additional information, 2 and up the booklets beside it, in order.
    pub text: u8,
    /// The first character, counted in UTF-16 units from 0.
    pub from: u32,
    /// The first character behind it.
    pub to: u32,
}

/// Most characters of a note.
pub const LONGEST_NOTE: usize = 2_000;
/// Most highlighted stretches of a question.
pub const MOST_SPANS: usize = 200;

/// One thing a candidate does to the sheet. Items and options count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Gives or changes an answer.
    Answer {
        /// Place of the item in the paper.
        item: u16,
        /// The answer.
        response: Response,
    },
    /// Takes an answer back.
    Clear {
        /// Place of the item in the paper.
        item: u16,
    },
    /// Marks an item to come back to; no effect on the score.
    Flag {
        /// Place of the item in the paper.
        item: u16,
    },
    /// Takes the flag off.
    Unflag {
        /// Place of the item in the paper.
        item: u16,
    },
    /// Strikes an option out; no effect on the score.
    StrikeOut {
        /// Place of the item in the paper.
        item: u16,
        /// Place of the option.
        option: u8,
    },
    /// Takes the strike-out off.
    Restore {
        /// Place of the item in the paper.
        item: u16,
        /// Place of the option.
        option: u8,
    },
    /// Writes a note; an empty one takes it away.
    Note {
        /// Place of the item in the paper.
        item: u16,
        /// The note.
        text: String,
    },
    /// Says how sure the answer is, or takes that back.
    Confide {
        /// Place of the item in the paper.
        item: u16,
        /// How sure.
        confidence: Option<Confidence>,
    },
    /// Sets what is highlighted.
    Highlight {
        /// Place of the item in the paper.
        item: u16,
        /// All highlighted stretches.
        spans: Vec<Span>,
    },
    /// Looks at an item.
    View {
        /// Place of the item in the paper.
        item: u16,
    },
}

/// The part of an item's state that an act decides; acts on different aspects never compete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Aspect {
    /// The answer.
    Answer,
    /// The flag.
    Flag,
    /// The note.
    Note,
    /// How sure the answer is.
    Confidence,
    /// What is highlighted.
    Highlight,
    /// That it was seen.
    View,
    /// One option's strike-out.
    Strike(u8),
}

impl Aspect {
    /// A number for the database: 0 answer, 1 flag, 2 note, 3 confidence, 4 highlight, 5 view, 16 and up the options.
    pub const fn code(self) -> i64 {
        match self {
            Self::Answer => 0,
            Self::Flag => 1,
            Self::Note => 2,
            Self::Confidence => 3,
            Self::Highlight => 4,
            Self::View => 5,
            Self::Strike(option) => 16 + option as i64,
        }
    }
}

impl Act {
    /// The item that it is about, counted from 0.
    pub const fn item(&self) -> u16 {
        match self {
            Self::Answer { item, .. }
            | Self::Clear { item }
            | Self::Flag { item }
            | Self::Unflag { item }
            | Self::StrikeOut { item, .. }
            | Self::Restore { item, .. }
            | Self::Note { item, .. }
            | Self::Confide { item, .. }
            | Self::Highlight { item, .. }
            | Self::View { item } => *item,
        }
    }

    /// What it decides.
    pub const fn aspect(&self) -> Aspect {
        match self {
            Self::Answer { .. } | Self::Clear { .. } => Aspect::Answer,
            Self::Flag { .. } | Self::Unflag { .. } => Aspect::Flag,
            Self::StrikeOut { option, .. } | Self::Restore { option, .. } => Aspect::Strike(*option),
            Self::Note { .. } => Aspect::Note,
            Self::Confide { .. } => Aspect::Confidence,
            Self::Highlight { .. } => Aspect::Highlight,
            Self::View { .. } => Aspect::View,
        }
    }

    /// Whether it holds words that somebody typed.
    pub const fn is_typed(&self) -> bool {
        matches!(self, Self::Note { .. } | Self::Answer { response: Response::Text(_), .. })
    }

    /// Whether it could be done to an item whose responses have such a shape.
    ///
    /// # Errors
    /// [`Refusal::UnknownOption`], [`Refusal::TooMany`], [`Refusal::Repeated`], [`Refusal::TooLong`].
    pub fn fits(&self, shape: Shape) -> Result<(), Refusal> {
        match self {
            Self::Answer { response, .. } => Ok(shape.admits(response)?),
            Self::StrikeOut { option, .. } | Self::Restore { option, .. } if *option >= shape.strikes() => {
                Err(Refusal::UnknownOption)
            }
            Self::Note { text, .. } if text.chars().count() > LONGEST_NOTE => Err(Refusal::TooLong),
            Self::Highlight { spans, .. } if spans.len() > MOST_SPANS => Err(Refusal::TooLong),
            _ => Ok(()),
        }
    }
}

/// An act on its way to the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save {
    /// Made by the sender, unique within the attempt: the same save sent twice is stored once.
    pub key: String,
    /// The sender's count; a lower one never overwrites what a higher one decided.
    pub sequence: u64,
    /// What was done.
    pub act: Act,
}

impl Save {
    /// Longest key, in bytes.
    pub const LONGEST_KEY: usize = 64;

    /// Whether a page may use it as a key: letters, digits and hyphens. The keys of the log itself have a colon, so no page
    /// can take the place of an event that is still to come.
    pub fn is_key(key: &str) -> bool {
        (1..=Self::LONGEST_KEY).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    }
}
