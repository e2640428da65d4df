use super::{Answer, Answers, Column, Picks, Reach, Score, Unsound};
use crate::attempt::Sheet;
use crate::item::Item;
use crate::marking::Marked;
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

impl Answers {
    /// Adds a marked paper. An item without an answer was not reached if it was never looked at and nothing after it was
    /// answered; else it was omitted.
    ///
    /// # Errors
    /// [`Unsound::Repeated`] when an item stands twice in the paper.
    pub fn take(&mut self, sat: Sat<'_>) -> Result<(), Unsound> {
        let answered = |position: usize| {
            let response = sat.sheet.response(position);
            sat.items[position].shape().given(response) != Given::Nothing
        };
        let last = (0..sat.items.len()).rfind(|position| answered(*position));
        let mut row = Vec::with_capacity(sat.items.len());
        for (position, item) in sat.items.iter().enumerate() {
            let viewed = sat.sheet.rows().get(position).is_some_and(|row| row.viewed);
            let reach = match answered(position) {
                true => Reach::Answered,
                false if viewed || last.is_some_and(|last| position < last) => Reach::Omitted,
                false => Reach::NotReached,
            };
            row.push(Answer {
                column: self.column(column(item)),
                score: Score::of(sat.marked.items.get(position).map(|tally| tally.score).unwrap_or_default()),
                reach,
                picks: picks(sat.sheet.response(position)),
                spent: sat.spent.get(position).copied(),
            });
        }
        self.row(row)
    }
}

fn column(item: &Item) -> Column {
    let options = match item.shape() {
        Shape::Single { options } | Shape::Multiple { options, .. } => options,
        Shape::Slots { .. } | Shape::Finding { .. } | Shape::Text { .. } => 0,
    };
    let keys = picks(Some(&item.body.key()));
    Column { item: item.id.clone(), digest: item.digest.clone(), worth: item.marking.marks, options, keys }
}

fn picks(response: Option<&Response>) -> Picks {
    match response {
        Some(Response::Choice(option)) => Picks::of(&[*option]),
        Some(Response::Choices(options)) => Picks::of(options),
        _ => Picks::default(),
    }
}
