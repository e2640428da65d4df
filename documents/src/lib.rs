//! What leaves or enters the house as a file.
//!
//! No I/O beyond the arguments, no clock, no randomness: bytes come in, values or a fault in plain words come out, and the
//! other way round. Whatever is read here was written by somebody else, so every reader has limits and none panics.
#![warn(missing_docs)]

pub mod day;
pub mod evidence;
pub mod sheet;
pub mod staff_list;
