//! What people do, from the first page to the last.

mod account;
mod bad_input;
mod credits;
mod data;
mod entry;
mod exam;
mod lesson;
mod outage;
mod practice;
