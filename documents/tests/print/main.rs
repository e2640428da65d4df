//! Whole documents: printed, read back by a PDF reader of another make, and looked at.

mod certificates;
mod packs;
mod reading;
mod sample;
