//! One sitting: what a candidate does, the sheet that results, and when it ends.
//!
//! The log of lines is the truth; a [`Sheet`], a [`Timing`] and the time spent on each item are its replay. Server and
//! browser drive the same [`Sheet::apply`].

mod act;
mod log;
mod sheet;
mod timing;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::response::Misfit;
use crate::time::Millis;

pub use act::{Act, Aspect, Confidence, LONGEST_NOTE, MOST_SPANS, Save, Span};
pub use log::{Event, Line, Why, spent};
pub use sheet::{Row, Sheet, State};
pub use timing::{Stretch, Timing};

/// How long after the deadline the server still takes a packet that was sent in time.
pub const GRACE: Millis = Millis(2_000);

macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// The word used in the database.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

/// The rules of a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Timed; nothing is told before the end; one at a time.
    Exam,
    /// A practice set against the clock: runs like an exam, counts as practice.
    Timed,
    /// Untimed; each answer is final and told at once.
    Practice,
}

words!(Mode { Exam = "exam", Timed = "timed", Practice = "practice" });

impl Mode {
    /// Whether it runs in the exam runner, against the clock.
    pub const fn is_timed(self) -> bool {
        matches!(self, Self::Exam | Self::Timed)
    }
}

/// Where a sitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Answers are taken.
    Running,
    /// The candidate handed it in.
    Submitted,
    /// The time ended it.
    Expired,
}

words!(Phase { Running = "running", Submitted = "submitted", Expired = "expired" });

/// Why a save was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The paper has no such item.
    #[error("the paper has no such question")]
    UnknownItem,
    /// The item has no such option.
    #[error("the question has no such option")]
    UnknownOption,
    /// More options than the item asks for.
    #[error("more options than the question asks for")]
    TooMany,
    /// One option for two rows where each serves once.
    #[error("an option was used twice")]
    Repeated,
    /// A text beyond its bound.
    #[error("the text is too long")]
    TooLong,
    /// Something newer was saved for the same aspect.
    #[error("a newer choice was saved meanwhile")]
    Stale,
    /// The sitting has ended.
    #[error("the attempt has ended")]
    Over,
    /// The deadline has passed.
    #[error("the time is up")]
    Late,
    /// The clock stands still for a break.
    #[error("a break is running")]
    OnBreak,
    /// The item is in a section that is not open now.
    #[error("the section is not open")]
    SectionClosed,
    /// Practice answers are final.
    #[error("this question was answered already")]
    AlreadyAnswered,
}

impl From<Misfit> for Refusal {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::Unknown => Self::UnknownOption,
            Misfit::TooMany => Self::TooMany,
            Misfit::Repeated => Self::Repeated,
            Misfit::TooLong => Self::TooLong,
        }
    }
}
