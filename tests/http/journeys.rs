//! What people do, from the first page to the last.

mod account;
mod after;
mod bad_input;
mod clock;
mod credits;
mod data;
mod entry;
pub mod exam;
mod kept;
mod lesson;
mod outage;
mod papers;
mod people;
mod practice;
mod staff;
mod windows;
