//! One item by itself, where of the rest of each paper only the sum is known.

use super::ranking::Ranking;
use super::{Answer, Answers, Cell, Column, ItemFigures, Picks, Reach, Score};
use crate::figure::Lack;
use crate::ids::ItemId;
use crate::marks::Tally;

/// One candidate's answer to an item, with what the rest of the paper earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The answer.
    pub cell: Cell,
    /// All other items of the paper that count.
    pub rest: Tally,
}

impl Alone {
    /// Takes one place out of the row of a paper. Nothing when the row has no such place.
    pub fn of(cells: &[Cell], place: usize) -> Option<Self> {
        let cell = *cells.get(place)?;
        let others = cells.iter().enumerate().filter(|(other, _)| *other != place);
        let rest = others.fold(Tally::default(), |mut rest, (_, other)| {
            if other.tally.marks.0 > 0 {
                rest.add(other.tally.score, other.tally.marks);
            }
            rest
        });
        Some(Self { cell, rest })
    }
}

/// Analyses one item in one version: the same figures as [`super::analyse`] gives it, except for the reliability of the paper
/// without it, which needs every item.
pub fn analyse_alone(column: &Column, rows: &[Alone]) -> ItemFigures {
    let mut answers = Answers::default();
    let own = answers.column(column.clone());
    for row in rows {
        // The rest stands as one item; papers whose rest is worth the same share it.
        let rest = answers.column(Column {
            item: ItemId::new(""),
            digest: row.rest.marks.0.to_string(),
            worth: row.rest.marks,
            options: 0,
            keys: Picks::default(),
        });
        let score = Score::of(row.rest.score);
        let rest = Answer { column: rest, score, reach: Reach::Answered, picks: Picks::default(), spent: None };
        // Two columns of two items: the row is sound.
        let _ = answers.row(vec![row.cell.answer(own), rest]);
    }
    let ranking = Ranking::of(&answers);
    let takers = ranking.takers(&answers).swap_remove(own);
    ItemFigures::of(column, &takers, Err(Lack::TooFewItems { items: 1, fewest: 3 }))
}
