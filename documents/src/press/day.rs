//! Days as people write them.

use chrono::NaiveDate;
use serde::Serializer;

/// A day in words: 29 November 2026.
pub fn words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Writes a day in words.
pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&words(*day))
}

/// Writes a day in words, or nothing where there is none.
pub mod maybe {
    use super::{NaiveDate, Serializer, words};

    /// Writes a day in words, or nothing.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.serialize_some(&words(*day)),
            None => to.serialize_none(),
        }
    }
}
