//! Questions in and out of other systems: GIFT, Moodle XML, Aiken, and tables after our template.
//!
//! One pipeline for all: bytes or a table become neutral items, each with the place it came from and what was lost on the
//! way ([`read`](crate::intake::read), [`table::read`]); [`plan`](crate::plan::plan) tells which of them our formats can
//! take and why the others cannot: this is the dry run, and what it took is what a commit stores. The other way round,
//! [`outgoing`] makes neutral items of ours, and [`gift::write()`], [`moodle::write()`] and [`table::write()`] write them.
//!
//! No I/O, no clock, no randomness: the same bytes give the same items and the same plan. Readers are lenient, writers
//! escape everything. Of what is read nothing is dropped silently: a block is an item, or a refusal with line and reason,
//! and what an item lost stands among its warnings. No reader panics.
#![warn(missing_docs)]

pub mod aiken;
mod decode;
pub mod fault;
pub mod gift;
pub mod intake;
pub mod item;
pub mod moodle;
pub mod outgoing;
pub mod output;
pub mod plan;
pub mod table;
pub mod text;
pub mod weight;

#[cfg(test)]
mod tests;
