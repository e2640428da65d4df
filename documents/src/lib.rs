//! What leaves the house as a file.
//!
//! No I/O, no clock, no randomness: facts, keys and times are arguments, and the same arguments give the same bytes.
#![warn(missing_docs)]

pub mod badge;
