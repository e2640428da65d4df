//! What leaves the house on paper or as a file.
//!
//! No I/O, no clock, no ambient randomness: everything that is printed is an argument, and the same arguments give the
//! same bytes.
#![warn(missing_docs)]

pub mod certificate;
pub mod pack;
pub mod press;
