//! The matrix that is analysed: a row for each attempt, a column for each item, empty where a paper did not have the item.

use std::collections::HashMap;

use thiserror::Error;

use crate::ids::ItemId;
use crate::marks::Marks;
use crate::time::Millis;

/// Marks in ten-millionths: fine enough for matrices of other systems, whole so that ties are ties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(i64);

/// Ten-millionths in a mark.
const FINE: i64 = 10_000_000;

impl Score {
    /// Our own marks.
    pub const fn of(marks: Marks) -> Self {
        Self(marks.0 as i64 * (FINE / 100))
    }

    /// Reads marks as other systems write them: `1`, `0.8`, `-0.25`, `0.3333333`. Nothing for anything else, for more than
    /// seven decimal places, or beyond a million marks.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let sound = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !sound(whole, 6) || !sound(part, 7) {
            return None;
        }
        let places = part.len() as u32;
        let part = part.parse::<i64>().ok()? * (FINE / 10_i64.pow(places));
        Some(Self(sign * (whole.parse::<i64>().ok()? * FINE + part)))
    }

    /// The marks.
    pub fn marks(self) -> f64 {
        self.0 as f64 / FINE as f64
    }

    pub(super) const fn fine(self) -> i64 {
        self.0
    }
}

/// A set of options, counted from 0; at most 32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picks(u32);

impl Picks {
    /// The set of some options; options beyond the 32nd are left out.
    pub fn of(options: &[u8]) -> Self {
        let bit = |option: &u8| 1_u32.checked_shl(u32::from(*option)).unwrap_or(0);
        Self(options.iter().map(bit).fold(0, |set, bit| set | bit))
    }

    /// Whether an option is in it.
    pub const fn has(self, option: u8) -> bool {
        option < 32 && self.0 & (1 << option) != 0
    }

    /// The options of both.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// How far a candidate came with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Something was answered.
    Answered,
    /// It was passed over: it counts as an answer without marks.
    Omitted,
    /// The candidate never came to it. It earns nothing in the total and says nothing about the item.
    NotReached,
}

/// An item in one version, with its key: not for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The item.
    pub item: ItemId,
    /// The digest of the version: a corrected item is another column.
    pub digest: String,
    /// Marks for a wholly right answer.
    pub worth: Marks,
    /// Number of options to choose from; 0 for formats without a list of their own.
    pub options: u8,
    /// The right ones.
    pub keys: Picks,
}

/// One candidate's answer to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The place of its column.
    pub column: usize,
    /// Marks awarded.
    pub score: Score,
    /// How far the candidate came.
    pub reach: Reach,
    /// What was chosen.
    pub picks: Picks,
    /// Working time, where it was kept.
    pub spent: Option<Millis>,
}

/// The matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    columns: Vec<Column>,
    places: HashMap<(ItemId, String), usize>,
    rows: Vec<Vec<Answer>>,
}

/// Why a row was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unsound {
    /// Two answers to one item.
    #[error("an item stands twice in one paper")]
    Repeated,
    /// There is no such column.
    #[error("an answer belongs to no item")]
    UnknownColumn,
}

impl Answers {
    /// The place of a column, which is added if it is new. The first to name an item in a version says what it is worth.
    pub fn column(&mut self, column: Column) -> usize {
        let key = (column.item.clone(), column.digest.clone());
        *self.places.entry(key).or_insert_with(|| {
            self.columns.push(column);
            self.columns.len() - 1
        })
    }

    /// Adds an attempt.
    ///
    /// # Errors
    /// [`Unsound`]; nothing is added then.
    pub fn row(&mut self, mut answers: Vec<Answer>) -> Result<(), Unsound> {
        answers.sort_by_key(|answer| answer.column);
        if answers.windows(2).any(|pair| pair[0].column == pair[1].column) {
            return Err(Unsound::Repeated);
        }
        if answers.last().is_some_and(|last| last.column >= self.columns.len()) {
            return Err(Unsound::UnknownColumn);
        }
        self.rows.push(answers);
        Ok(())
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows: each the answers of one attempt, in the order of the columns.
    pub fn rows(&self) -> &[Vec<Answer>] {
        &self.rows
    }

    /// Whether every paper had every item.
    pub fn is_complete(&self) -> bool {
        self.rows.iter().all(|row| row.len() == self.columns.len())
    }

    /// Whether every answer is wholly right or earns nothing, and all items are worth the same.
    pub fn is_right_or_wrong(&self) -> bool {
        let mut worths = self.columns.iter().map(|column| Score::of(column.worth));
        let Some(worth) = worths.next() else { return false };
        let plain = |answer: &Answer| answer.score == worth || answer.score == Score::default();
        worth > Score::default() && worths.all(|other| other == worth) && self.rows.iter().flatten().all(plain)
    }
}
