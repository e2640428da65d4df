//! Pieces that several pages share.

mod called;
mod chips;
mod clause_map;
mod confidence;
mod course;
mod explained;
mod given;
mod independence;
mod meter;
mod paragraphs;
mod qr_code;
#[cfg(test)]
pub(crate) mod samples;
mod staff;
mod stretch;
mod window;

pub use called::{called, is_own, short};
pub use chips::{chip, chips, level_badge};
pub use clause_map::{ClauseTable, Map, Meaning};
pub use confidence::confidence_word;
pub use course::course_words;
pub use explained::{explained, explained_by_people};
pub use given::{given, given_list};
pub use independence::Independence;
pub use meter::Meter;
pub use paragraphs::paragraphs;
pub use qr_code::QrCode;
pub use staff::StaffNav;
pub use stretch::stretch_words;
pub use window::{limit_words, standing_words, window_words, zone_note};
