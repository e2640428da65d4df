//! Whom the options attract: how many of each score group chose which.

use super::ranking::Takers;
use super::{Column, FEWEST_FOR_FIFTHS, Reach};
use crate::figure::{Figure, Found, fisher};

use super::enough;
use super::moments::{correlation, mean};

/// What one score group chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How many came to the item.
    pub people: u32,
    /// The mean of their totals: marks where all papers are worth the same, else the share of marks.
    pub mean: f64,
    /// How many chose each option.
    pub chosen: Vec<u32>,
    /// How many passed it over.
    pub omitted: u32,
}

/// Choices by score group, the weakest group first.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The groups: the lowest and the highest and so on are of one size, the middle one takes what is left over. At a border
    /// between equal totals the order of the matrix decides.
    pub groups: Vec<Group>,
}

/// One option over everybody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chosen {
    /// The option, counted from 0.
    pub option: u8,
    /// Whether it is right.
    pub key: bool,
    /// How many chose it.
    pub people: u32,
    /// The correlation of choosing it with the rest of the paper: above 0 for a key, below for a wrong option that works.
    pub item_rest: Found,
}

impl Group {
    /// The share of the group that chose an option.
    pub fn share(&self, option: u8) -> Option<f64> {
        let chosen = self.chosen.get(usize::from(option))?;
        (self.people > 0).then(|| f64::from(*chosen) / f64::from(self.people))
    }
}

impl Table {
    /// The points of a plot of one option: the group's mean total, and the share of the group that chose it.
    pub fn series(&self, option: u8) -> Vec<(f64, f64)> {
        self.groups.iter().filter_map(|group| Some((group.mean, group.share(option)?))).collect()
    }

    /// The strongest group.
    pub fn top(&self) -> Option<&Group> {
        self.groups.last()
    }

    /// By thirds.
    pub(super) fn thirds(column: &Column, takers: &Takers<'_>) -> Option<Self> {
        Self::of(column, takers, 3)
    }

    /// By fifths, where there are enough answers.
    pub(super) fn fifths(column: &Column, takers: &Takers<'_>) -> Option<Self> {
        if takers.answers.len() < FEWEST_FOR_FIFTHS as usize { None } else { Self::of(column, takers, 5) }
    }

    fn of(column: &Column, takers: &Takers<'_>, groups: usize) -> Option<Self> {
        if column.options == 0 || enough(takers.answers.len()).is_err() {
            return None;
        }
        let groups = ranges(takers.answers.len(), groups).into_iter().map(|range| {
            let answers = &takers.answers[range.clone()];
            let chosen = |option: u8| answers.iter().filter(|answer| answer.picks.has(option)).count() as u32;
            Group {
                people: answers.len() as u32,
                mean: mean(&takers.total[range]),
                chosen: (0..column.options).map(chosen).collect(),
                omitted: answers.iter().filter(|answer| answer.reach == Reach::Omitted).count() as u32,
            }
        });
        Some(Self { groups: groups.collect() })
    }
}

/// Score groups of so many people, the lowest first; an odd number of groups.
pub(super) fn ranges(people: usize, groups: usize) -> Vec<std::ops::Range<usize>> {
    let (size, middle) = (people / groups, groups / 2);
    let left = people - size * groups;
    let start = |group: usize| group * size + if group > middle { left } else { 0 };
    (0..groups).map(|group| start(group)..start(group + 1)).collect()
}

/// Each option over everybody.
pub(super) fn chosen(column: &Column, takers: &Takers<'_>) -> Vec<Chosen> {
    let one = |option: u8| {
        let picked =
            takers.answers.iter().map(|answer| f64::from(u8::from(answer.picks.has(option)))).collect::<Vec<_>>();
        let item_rest = enough(picked.len()).and_then(|n| {
            let value = correlation(&picked, &takers.rest)?;
            Ok(Figure { value, n, interval: fisher(value, n) })
        });
        Chosen { option, key: column.keys.has(option), people: picked.iter().sum::<f64>() as u32, item_rest }
    };
    (0..column.options).map(one).collect()
}
