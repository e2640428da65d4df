//! Draws papers from the bank: to a blueprint, least-seen items first, of equal difficulty, reproducible from a seed.

mod drawer;
mod practice;

use thiserror::Error;

use crate::ids::ItemId;

pub use drawer::{Drawer, Tolerance};
pub use practice::draw_practice;

/// How often a person has met an item. Items never met are drawn first.
pub trait Exposure {
    /// Number of earlier papers and practice sets with this item.
    fn times_seen(&self, item: &ItemId) -> u32;

    /// Whether it was in more papers lately, of whomever, than the blueprint likes.
    fn is_worn(&self, _item: &ItemId) -> bool {
        false
    }
}

impl<F: Fn(&ItemId) -> u32> Exposure for F {
    fn times_seen(&self, item: &ItemId) -> u32 {
        self(item)
    }
}

/// A drawn paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The items in order.
    pub items: Vec<ItemId>,
    /// Number of items in each section.
    pub sections: Vec<u16>,
    /// Marks that a borderline candidate is expected to reach, in ten-thousandths.
    pub expected: i64,
    /// Expected working time in seconds.
    pub seconds: u32,
}

/// The bank cannot fill a paper.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Shortage {
    /// Too few marks of different families.
    #[error("{quota} needs {wanted} marks of reviewed items of different families and cannot be filled")]
    Marks {
        /// Which quota, in words.
        quota: String,
        /// Marks that the blueprint wants.
        wanted: u16,
    },
    /// There are enough items, but no choice of them holds all constraints.
    #[error("no choice of items holds all constraints of the blueprint")]
    Balance,
}
