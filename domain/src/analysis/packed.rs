//! A row of the matrix as one short text, so that many thousand attempts are read in a moment.

use std::fmt::Write;

use super::{Answer, Picks, Reach, Score};
use crate::marks::{Marks, Tally};
use crate::time::Millis;

/// What one candidate did with one item, and what it earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How far the candidate came.
    pub reach: Reach,
    /// What was chosen.
    pub picks: Picks,
    /// What it earned, and what it was worth in this paper: nothing once the item was dropped.
    pub tally: Tally,
    /// Working time, where it was kept.
    pub spent: Option<Millis>,
}

impl Cell {
    /// The answer in a matrix.
    pub fn answer(self, column: usize) -> Answer {
        let Self { reach, picks, tally, spent } = self;
        Answer { column, score: Score::of(tally.score), reach, picks, spent }
    }
}

/// Writes a row: cells with a semicolon between them, each a letter (`a` answered, `o` passed over, `n` not come to) with the
/// options chosen as a hexadecimal set, then marks, worth and milliseconds: `a4:100:100:35000;o0:0:100:1200`.
pub fn packed(cells: &[Cell]) -> String {
    let mut text = String::with_capacity(cells.len() * 18);
    for cell in cells {
        if !text.is_empty() {
            text.push(';');
        }
        text.push(match cell.reach {
            Reach::Answered => 'a',
            Reach::Omitted => 'o',
            Reach::NotReached => 'n',
        });
        let Tally { score, marks } = cell.tally;
        // Writing into a text cannot fail.
        let _ = write!(text, "{:x}:{}:{}", cell.picks.bits(), score.0, marks.0);
        if let Some(spent) = cell.spent {
            let _ = write!(text, ":{}", spent.0);
        }
    }
    text
}

/// Reads a row. Nothing when it is none.
pub fn unpacked(text: &str) -> Option<Vec<Cell>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(';').map(cell).collect()
}

fn cell(text: &str) -> Option<Cell> {
    let (head, rest) = text.split_once(':')?;
    let reach = match head.as_bytes().first()? {
        b'a' => Reach::Answered,
        b'o' => Reach::Omitted,
        b'n' => Reach::NotReached,
        _ => return None,
    };
    let picks = Picks::from_bits(u32::from_str_radix(&head[1..], 16).ok()?);
    let mut figures = rest.split(':');
    let mut marks = || Some(Marks(figures.next()?.parse().ok()?));
    let tally = Tally { score: marks()?, marks: marks()? };
    let spent = figures.next().map(|spent| spent.parse().map(Millis)).transpose().ok()?;
    figures.next().is_none().then_some(Cell { reach, picks, tally, spent })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_row_is_refused() {
        assert_eq!(unpacked(""), Some(vec![]));
        for broken in [";", "x4:1:1", "a4", "a4:1", "a4:1:1:1:1", "ag:1:1", "a4:1.5:1", "a:1:1", "é4:1:1"] {
            assert_eq!(unpacked(broken), None, "{broken}");
        }
        let cell = Cell {
            reach: Reach::Answered,
            picks: Picks::of(&[2]),
            tally: Tally { score: Marks(100), marks: Marks(100) },
            spent: Some(Millis(35_000)),
        };
        let passed = Cell {
            reach: Reach::Omitted,
            picks: Picks::default(),
            tally: Tally { score: Marks(-25), marks: Marks(100) },
            spent: None,
        };
        assert_eq!(packed(&[cell, passed]), "a4:100:100:35000;o0:-25:100");
    }

    proptest! {
        #[test]
        fn a_row_is_read_back(rows in prop::collection::vec((0u8..3, any::<u32>(), any::<i32>(), any::<i32>(), prop::option::of(0i64..100_000_000)), 0..50)) {
            let cells = rows.into_iter().map(|(reach, picks, score, marks, spent)| Cell {
                reach: [Reach::Answered, Reach::Omitted, Reach::NotReached][usize::from(reach)],
                picks: Picks::from_bits(picks),
                tally: Tally { score: Marks(score), marks: Marks(marks) },
                spent: spent.map(Millis),
            });
            let cells = cells.collect::<Vec<_>>();
            prop_assert_eq!(unpacked(&packed(&cells)), Some(cells));
        }
    }
}
