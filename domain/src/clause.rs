//! Clauses of the editions of ISO/IEC 20000-1: numbers and titles, never their text.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Deserialize, Serialize};

use crate::ids::EditionId;

/// A clause number such as `8.5.1.2`, ordered as in the standard (8.2 before 8.10).
///
/// Every page compares and copies thousands of them, so a number holds its text in place and its order ready made.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ClauseNumber {
    /// A byte for each part, from the highest, one more than the part's number; 0 where there is no part.
    order: u32,
    length: u8,
    text: [u8; LONGEST],
}

/// `99.99.99.99`.
const LONGEST: usize = 11;

impl ClauseNumber {
    /// Reads a number: one to four parts of digits, separated by full stops.
    pub fn parse(text: &str) -> Option<Self> {
        let mut order = 0;
        let mut depth = 0;
        for part in text.split('.') {
            let sound = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) && depth < 4;
            let number = if sound { part.parse::<u32>().ok()? } else { return None };
            depth += 1;
            order |= (number + 1) << (32 - 8 * depth);
        }
        let mut held = [0; LONGEST];
        held[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self { order, length: text.len() as u8, text: held })
    }

    /// The number as printed.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).expect("a number is made of digits and full stops")
    }

    /// The main clause it belongs to: `8` for `8.5.1.2`.
    pub fn main(&self) -> &str {
        self.as_str().split('.').next().unwrap_or_default()
    }

    /// Depth in the tree: 1 for `8`, 4 for `8.5.1.2`.
    pub fn depth(&self) -> usize {
        4 - self.order.trailing_zeros() as usize / 8
    }

    /// The clause above it, if there is one.
    pub fn parent(&self) -> Option<Self> {
        self.as_str().rsplit_once('.').and_then(|(above, _)| Self::parse(above))
    }

    /// Whether this clause is the other one or lies below it.
    pub fn is_within(&self, above: &Self) -> bool {
        let parts_of_above = u32::MAX << (32 - 8 * above.depth());
        self.order & parts_of_above == above.order
    }
}

impl From<ClauseNumber> for String {
    fn from(number: ClauseNumber) -> Self {
        number.as_str().to_owned()
    }
}

impl TryFrom<String> for ClauseNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is no clause number"))
    }
}

impl Ord for ClauseNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for ClauseNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Debug for ClauseNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClauseNumber({self})")
    }
}

impl std::fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
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
    /// Whether nothing lies below this clause. What does would follow it at once.
    pub fn is_leaf(&self, number: &ClauseNumber) -> bool {
        let mut after = self.clauses.range((Bound::Excluded(number), Bound::Unbounded));
        after.next().is_none_or(|(next, _)| !next.is_within(number))
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
        assert!(!number("8.5").is_within(&number("8.5.1")));
    }

    #[test]
    fn depths_and_parents_follow_the_text() {
        for (text, depth, parent) in
            [("8", 1, None), ("8.0", 2, Some("8")), ("10.99.1", 3, Some("10.99")), ("99.99.99.99", 4, Some("99.99.99"))]
        {
            assert_eq!((number(text).depth(), number(text).parent()), (depth, parent.map(number)), "{text}");
        }
    }

    #[test]
    fn leaves_have_nothing_below_them() {
        let clauses = ["4", "8", "8.2", "8.2.1", "8.10", "10"].map(number);
        let edition = Edition {
            id: EditionId::new("2018"),
            name: String::new(),
            taught: true,
            source: String::new(),
            clauses: clauses.map(|number| (number.clone(), Clause { number, title: String::new() })).into(),
        };
        let leaves = edition.leaves().map(|clause| clause.number.as_str()).collect::<Vec<_>>();
        assert_eq!(leaves, ["4", "8.2.1", "8.10", "10"]);
    }
}
