//! The clause map: clauses 4 to 10 always in the same order and place, drawn in many screens.

use std::collections::BTreeMap;

use crate::clause::{ClauseNumber, Edition};
use crate::mastery::{Evidence, Mastery};

/// One cell: a clause with nothing below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its number.
    pub number: ClauseNumber,
    /// Its title.
    pub title: String,
    /// The answers that bear on it.
    pub evidence: Evidence,
    /// Whether the page is about this clause.
    pub here: bool,
}

impl Cell {
    /// The verdict on it.
    pub fn mastery(&self) -> Mastery {
        self.evidence.mastery()
    }
}

/// One strip of the map: a main clause, or one of the groups of clause 8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The clause that heads it.
    pub number: ClauseNumber,
    /// That clause's title.
    pub title: String,
    /// Its cells, in order.
    pub cells: Vec<Cell>,
}

/// The whole map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseMap {
    /// Strips in the order of the standard.
    pub strips: Vec<Strip>,
}

impl ClauseMap {
    /// Draws the map of an edition. Evidence on a clause is also evidence on each clause below it that has none of its own.
    pub fn of(edition: &Edition, evidence: &BTreeMap<ClauseNumber, Evidence>, here: &[ClauseNumber]) -> Self {
        let mut strips = Vec::<Strip>::new();
        for leaf in edition.leaves() {
            let head = head_of(&leaf.number);
            if strips.last().is_none_or(|strip| strip.number != head) {
                let title = edition.clauses.get(&head).map_or(leaf.title.as_str(), |clause| clause.title.as_str());
                strips.push(Strip { number: head, title: title.to_owned(), cells: Vec::new() });
            }
            let cell = Cell {
                number: leaf.number.clone(),
                title: leaf.title.clone(),
                evidence: nearest(&leaf.number, evidence),
                here: here.iter().any(|clause| leaf.number.is_within(clause)),
            };
            strips.last_mut().expect("a strip was just pushed").cells.push(cell);
        }
        Self { strips }
    }

    /// All cells, in order.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.strips.iter().flat_map(|strip| &strip.cells)
    }
}

fn head_of(leaf: &ClauseNumber) -> ClauseNumber {
    let keep = if leaf.main() == "8" { 2 } else { 1 };
    let mut head = leaf.clone();
    while head.depth() > keep {
        head = head.parent().expect("a clause deeper than one has a parent");
    }
    head
}

fn nearest(leaf: &ClauseNumber, evidence: &BTreeMap<ClauseNumber, Evidence>) -> Evidence {
    let mut at = Some(leaf.clone());
    while let Some(number) = at {
        if let Some(found) = evidence.get(&number) {
            return *found;
        }
        at = number.parent();
    }
    Evidence::default()
}
