//! From answers to marks, per item, per area and for the whole paper.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::attempt::Sheet;
use crate::ids::AreaId;
use crate::item::Item;
use crate::question::Response;

/// Marks one item: 1 for the key, 0 for anything else or nothing.
///
/// Scheme default of every single-choice paper read: one mark a question, no negative marking.
pub fn mark(item: &Item, response: Option<Response>) -> u16 {
    u16::from(response == Some(Response::Choice(item.key)))
}

/// Marks reached and marks possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Marks reached.
    pub score: u16,
    /// Marks possible.
    pub marks: u16,
}

impl Tally {
    /// Adds one item.
    pub fn add(&mut self, score: u16, marks: u16) {
        self.score += score;
        self.marks += marks;
    }

    /// Percent reached, rounded down; 0 when nothing was possible.
    pub fn percent(self) -> u16 {
        if self.marks == 0 { 0 } else { (u32::from(self.score) * 100 / u32::from(self.marks)) as u16 }
    }
}

/// The marked paper: scores only, no key, so it may be stored and shown after the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// Marks of each item, in the order of the paper.
    pub items: Vec<u16>,
    /// The whole paper.
    pub total: Tally,
    /// Each area.
    pub areas: BTreeMap<AreaId, Tally>,
}

/// Marks a sheet against the items of its paper, in the order of the paper.
pub fn mark_paper(items: &[&Item], sheet: &Sheet) -> Marked {
    let mut marked = Marked { items: Vec::with_capacity(items.len()), total: Tally::default(), areas: BTreeMap::new() };
    for (position, item) in items.iter().enumerate() {
        let score = mark(item, sheet.response(position));
        marked.items.push(score);
        marked.total.add(score, 1);
        marked.areas.entry(item.area.clone()).or_default().add(score, 1);
    }
    marked
}

/// How an area stands against the pass mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// More than five points of percent below the pass mark.
    Below,
    /// Within five points of percent of the pass mark.
    Near,
    /// More than five points of percent above it.
    Above,
}

impl Standing {
    /// Compares a share with the pass mark, both in percent.
    pub fn of(percent: u16, pass_percent: u16) -> Self {
        if percent + 5 < pass_percent {
            Self::Below
        } else if percent > pass_percent + 5 {
            Self::Above
        } else {
            Self::Near
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_rounds_down_and_survives_nothing() {
        assert_eq!(Tally { score: 2, marks: 3 }.percent(), 66);
        assert_eq!(Tally::default().percent(), 0);
    }

    #[test]
    fn standing_has_a_band_around_the_pass_mark() {
        assert_eq!(Standing::of(59, 65), Standing::Below);
        assert_eq!(Standing::of(60, 65), Standing::Near);
        assert_eq!(Standing::of(70, 65), Standing::Near);
        assert_eq!(Standing::of(71, 65), Standing::Above);
    }
}
