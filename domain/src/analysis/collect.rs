use super::{Answers, Cell, Column, Picks, Reach, Unsound};
use crate::attempt::Sheet;
use crate::item::Item;
use crate::marking::{Marked, mark};
use crate::marks::{Marks, Tally};
use crate::response::{Given, Response, Shape};
use crate::time::Millis;

/// A marked paper as it was sat.
#[derive(Clone, Copy, Debug)]
pub struct Sat<'a> {
    /// The items in the versions that were shown, in the order of the paper.
    pub items: &'a [&'a Item],
    /// What was answered.
    pub sheet: &'a Sheet,
    /// What it earned.
    pub marked: &'a Marked,
    /// Working time on each item, as [`crate::attempt::spent`] tells it; empty where it was not kept.
    pub spent: &'a [Millis],
}

impl Sat<'_> {
    /// What stands in its row, item by item. An item without an answer was not reached if it was never looked at and nothing
    /// after it was answered; else it was omitted.
    pub fn cells(&self) -> Vec<Cell> {
        let answered = |position: usize| {
            let response = self.sheet.response(position);
            self.items[position].shape().given(response) != Given::Nothing
        };
        let last = (0..self.items.len()).rfind(|position| answered(*position));
        let cell = |position: usize| {
            let viewed = self.sheet.rows().get(position).is_some_and(|row| row.viewed);
            let reach = match answered(position) {
                true => Reach::Answered,
                false if viewed || last.is_some_and(|last| position < last) => Reach::Omitted,
                false => Reach::NotReached,
            };
            Cell {
                reach,
                picks: picks(self.sheet.response(position)),
                tally: self.tally(position),
                spent: self.spent.get(position).copied(),
            }
        };
        (0..self.items.len()).map(cell).collect()
    }

    /// What an item earned; of one that does not count what it would have earned, and that it is worth nothing.
    fn tally(&self, position: usize) -> Tally {
        let counted = self.marked.items.get(position).copied().unwrap_or_default();
        if counted.marks > Marks(0) {
            return counted;
        }
        Tally { score: mark(self.items[position], self.sheet.response(position)), marks: Marks(0) }
    }
}

impl Answers {
    /// Adds a marked paper.
    ///
    /// # Errors
    /// [`Unsound::Repeated`] when an item stands twice in the paper.
    pub fn take(&mut self, sat: Sat<'_>) -> Result<(), Unsound> {
        let cells = sat.cells();
        let row = sat.items.iter().zip(cells).map(|(item, cell)| cell.answer(self.column(Column::of(item))));
        let row = row.collect();
        self.row(row)
    }
}

impl Column {
    /// The column of an item.
    pub fn of(item: &Item) -> Self {
        let options = match item.shape() {
            Shape::Single { options } | Shape::Multiple { options, .. } => options,
            Shape::Slots { .. } | Shape::Finding { .. } | Shape::Text { .. } => 0,
        };
        let keys = picks(Some(&item.body.key()));
        Self { item: item.id.clone(), digest: item.digest.clone(), worth: item.marking.marks, options, keys }
    }
}

fn picks(response: Option<&Response>) -> Picks {
    match response {
        Some(Response::Choice(option)) => Picks::of(&[*option]),
        Some(Response::Choices(options)) => Picks::of(options),
        _ => Picks::default(),
    }
}
