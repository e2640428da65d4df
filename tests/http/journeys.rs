//! What people do, from the first page to the last.

mod account;
mod after;
mod bad_input;
mod bank;
mod bank_files;
mod certificates;
mod clock;
mod credits;
mod data;
mod entry;
pub mod exam;
mod exercises;
mod imports;
mod kept;
mod lesson;
mod letters;
mod level;
mod mail;
mod outage;
mod pack;
mod papers;
mod people;
mod practice;
mod renewal;
mod search;
mod staff;
mod windows;
