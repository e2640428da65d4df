//! Clauses of the editions of ISO/IEC 20000-1: numbers and titles, never their text.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::EditionId;

/// A clause number such as `8.5.1.2`, ordered as in the standard (8.2 before 8.10).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseNumber(String);

impl ClauseNumber {
    /// Reads a number: one to four parts of digits, separated by full stops.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = text.split('.').collect::<Vec<_>>();
        let sound = (1..=4).contains(&parts.len())
            && parts.iter().all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
        sound.then(|| Self(text.to_owned()))
    }

    /// The number as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The main clause it belongs to: `8` for `8.5.1.2`.
    pub fn main(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// Depth in the tree: 1 for `8`, 4 for `8.5.1.2`.
    pub fn depth(&self) -> usize {
        self.0.split('.').count()
    }

    /// The clause above it, if there is one.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(above, _)| Self(above.to_owned()))
    }

    /// Whether this clause is the other one or lies below it.
    pub fn is_within(&self, above: &Self) -> bool {
        self == above || self.0.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with('.'))
    }

    fn parts(&self) -> impl Iterator<Item = u16> + '_ {
        self.0.split('.').map(|part| part.parse().unwrap_or(u16::MAX))
    }
}

impl Ord for ClauseNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(other.parts())
    }
}

impl PartialOrd for ClauseNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One clause of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number.
    pub number: ClauseNumber,
    /// Its title.
    pub title: String,
}

/// One edition of the standard.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Short name, for instance `2018`.
    pub id: EditionId,
    /// Full designation, for instance `ISO/IEC 20000-1:2018 + Amd 1:2024`.
    pub name: String,
    /// Whether the course teaches this edition; the others are legacy.
    pub taught: bool,
    /// Where the titles were read, in words.
    pub source: String,
    /// The clauses, in the order of the standard.
    pub clauses: BTreeMap<ClauseNumber, Clause>,
}

impl Edition {
    /// Whether nothing lies below this clause.
    pub fn is_leaf(&self, number: &ClauseNumber) -> bool {
        !self.clauses.keys().any(|other| other != number && other.is_within(number))
    }

    /// The clauses with nothing below them, in order.
    pub fn leaves(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.values().filter(|clause| self.is_leaf(&clause.number))
    }
}

/// What became of a 2011 clause in the 2018 edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The content stands elsewhere, much as it was.
    Moved,
    /// The content was divided among several clauses.
    Split,
    /// The content was changed in substance.
    Reworked,
}

/// One row of the cross-walk between two editions.
#[derive(Clone, Debug)]
pub struct CrosswalkRow {
    /// Clause of the 2011 edition.
    pub from: ClauseNumber,
    /// Clauses of the 2018 edition.
    pub to: Vec<ClauseNumber>,
    /// How it went over.
    pub kind: Move,
    /// A remark for the reader.
    pub note: Option<String>,
}

/// The cross-walk from the 2011 to the 2018 edition.
#[derive(Clone, Debug, Default)]
pub struct Crosswalk {
    /// Rows in the order of the 2011 edition.
    pub rows: Vec<CrosswalkRow>,
    /// Clauses of 2018 without a 2011 counterpart.
    pub new: Vec<ClauseNumber>,
    /// Clauses of 2018 that have some root in 2011 and are mostly new.
    pub largely_new: Vec<ClauseNumber>,
    /// Where the pairs were read, in words.
    pub source: String,
}

impl Crosswalk {
    /// The rows that lead to a 2018 clause or to one below it.
    pub fn towards<'a>(&'a self, number: &'a ClauseNumber) -> impl Iterator<Item = &'a CrosswalkRow> {
        self.rows.iter().filter(move |row| row.to.iter().any(|to| to.is_within(number)))
    }

    /// The row that leaves a 2011 clause.
    pub fn leaving(&self, number: &ClauseNumber) -> Option<&CrosswalkRow> {
        self.rows.iter().find(|row| row.from == *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> ClauseNumber {
        ClauseNumber::parse(text).expect("the test names a sound clause")
    }

    #[test]
    fn numbers_are_read_strictly() {
        for text in ["4", "8.5.1.2", "10.1"] {
            assert_eq!(number(text).as_str(), text);
        }
        for text in ["", "8.", ".8", "8..1", "8.a", "8.1.1.1.1", "123"] {
            assert!(ClauseNumber::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn numbers_order_as_in_the_standard() {
        let mut all = ["10", "8.2", "8.10", "4", "8", "8.2.1"].map(number).to_vec();
        all.sort();
        let shown = all.iter().map(ClauseNumber::as_str).collect::<Vec<_>>();
        assert_eq!(shown, ["4", "8", "8.2", "8.2.1", "8.10", "10"]);
    }

    #[test]
    fn within_respects_whole_parts() {
        assert!(number("8.5.1").is_within(&number("8.5")));
        assert!(number("8.5").is_within(&number("8.5")));
        assert!(!number("8.51").is_within(&number("8.5")));
    }
}
