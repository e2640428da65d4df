//! Pieces that several pages share.

mod chips;
mod clause_map;
mod meter;

pub use chips::{chip, chips, level_badge};
pub use clause_map::{ClauseTable, Map, Meaning};
pub use meter::Meter;
