//! The rules of Clausewise and nothing else.
//!
//! No I/O, no clock, no ambient randomness: times and random generators are arguments. The crate builds for the server
//! and for the browser; whatever holds a key (the right answer of an item) exists only in the server build.
#![warn(missing_docs)]

pub mod accommodation;
pub mod agreement;
pub mod attempt;
pub mod clause;
pub mod figure;
pub mod ids;
pub mod journey;
pub mod layout;
pub mod map;
pub mod marks;
pub mod mastery;
pub mod question;
pub mod record;
pub mod response;
pub mod risk;
pub mod scheme;
pub mod time;

#[cfg(not(target_arch = "wasm32"))]
pub mod analysis;
#[cfg(not(target_arch = "wasm32"))]
pub mod award;
#[cfg(not(target_arch = "wasm32"))]
pub mod bank;
#[cfg(not(target_arch = "wasm32"))]
pub mod cohort;
#[cfg(not(target_arch = "wasm32"))]
pub mod completion;
#[cfg(not(target_arch = "wasm32"))]
pub mod credits;
#[cfg(not(target_arch = "wasm32"))]
pub mod cut;
#[cfg(not(target_arch = "wasm32"))]
pub mod item;
#[cfg(not(target_arch = "wasm32"))]
pub mod marking;
#[cfg(not(target_arch = "wasm32"))]
pub mod next_session;
#[cfg(not(target_arch = "wasm32"))]
pub mod organisation;
#[cfg(not(target_arch = "wasm32"))]
pub mod paper;
#[cfg(not(target_arch = "wasm32"))]
pub mod regrade;
#[cfg(not(target_arch = "wasm32"))]
pub mod renewal;
#[cfg(not(target_arch = "wasm32"))]
pub mod rubric;
#[cfg(not(target_arch = "wasm32"))]
pub mod zone;
