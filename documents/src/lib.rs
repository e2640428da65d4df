//! What leaves or enters the house as a file.
//!
//! No I/O beyond the arguments, no clock, no randomness: bytes or facts come in, values, files or a fault in plain words come
//! out, and the same arguments give the same bytes. Whatever is read here was written by somebody else, so every reader
//! has limits and none panics.
#![warn(missing_docs)]

pub mod archive;
pub mod badge;
pub mod calendar;
pub mod certificate;
pub mod day;
pub mod evidence;
pub mod pack;
pub mod press;
pub mod sheet;
pub mod staff_list;
