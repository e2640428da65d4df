//! Rows that should be there against rows that are there, each in words.

use std::collections::BTreeMap;

use super::Difference;

/// What should be there, by table and key; what was found to differ so far.
#[derive(Default)]
pub(super) struct Comparing {
    due: BTreeMap<(&'static str, String), String>,
    found: Vec<Difference>,
}

impl Comparing {
    /// A row that should be there.
    pub(super) fn expect(&mut self, table: &'static str, row: impl ToString, words: String) {
        self.due.insert((table, row.to_string()), words);
    }

    /// A row that is there.
    pub(super) fn meet(&mut self, table: &'static str, row: &str, words: String) {
        let due = self.due.remove(&(table, row.to_owned()));
        if due.as_ref() != Some(&words) {
            self.found.push(Difference::new(table, row, Some(words), due));
        }
    }

    /// All differences, once every row was met: what was not met is missing.
    pub(super) fn end(self) -> Vec<Difference> {
        let Self { due, mut found } = self;
        found.extend(due.into_iter().map(|((table, row), words)| Difference::new(table, row, None, Some(words))));
        found.sort_by(|a, b| (a.table, &a.row).cmp(&(b.table, &b.row)));
        found
    }
}

/// A value, or a word where there is none.
pub(super) fn or_none<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

/// From when until when.
pub(super) fn span(from: Option<impl ToString>, until: Option<impl ToString>) -> String {
    format!("from {} until {}", or_none(from), or_none(until))
}
