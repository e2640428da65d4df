//! Questions in a table: one question a row, after our template. What a workbook or a CSV file holds is read and written
//! elsewhere; here a table is headings and rows.

mod columns;
mod read;
mod template;
mod write;

pub use columns::COLUMNS;
pub use read::read;
pub use template::template;
pub use write::write;

/// A table as a person sees it in their program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub headers: Vec<String>,
    /// The rows below them.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The row as the person's program shows it.
    pub number: usize,
    /// Its cells, in the order of the headings; more or fewer than there are headings.
    pub cells: Vec<String>,
}

impl Table {
    /// A table of what another room has read: headings, and rows as numbers and cells.
    pub fn of(headers: &[String], rows: impl IntoIterator<Item = (usize, Vec<String>)>) -> Self {
        let rows = rows.into_iter().map(|(number, cells)| Row { number, cells });
        Self { headers: headers.to_vec(), rows: rows.collect() }
    }
}

/// Words that stand in the column “Type”, the one that is written first.
const KINDS: [(Kind, &[&str]); 11] = [
    (Kind::Single, &["single_choice", "single", "choice", "mc", "multiple_choice", "mcq"]),
    (Kind::Multiple, &["multiple_response", "multiple", "multiple_answer", "multiple_select", "multi_select"]),
    (Kind::TrueFalse, &["true_false", "true_or_false", "tf"]),
    (Kind::Short, &["short_answer", "short", "short_text"]),
    (Kind::ShortExact, &["short_answer_exact"]),
    (Kind::Number, &["numerical", "number", "numeric"]),
    (Kind::Matching, &["matching", "match"]),
    (Kind::Ordering, &["ordering", "order", "sequencing", "sequence"]),
    (Kind::Gaps, &["gaps", "completion", "cloze", "gap_fill", "fill_in"]),
    (Kind::Essay, &["essay", "own_words"]),
    (Kind::Description, &["description", "text", "information"]),
];

/// What a row asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Single,
    Multiple,
    TrueFalse,
    Short,
    ShortExact,
    Number,
    Matching,
    Ordering,
    Gaps,
    Essay,
    Description,
}

impl Kind {
    fn word(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).and_then(|(_, words)| words.first()).copied().unwrap_or_default()
    }

    fn of(word: &str) -> Option<Self> {
        let word = columns::plain(word);
        let known = |words: &[&str]| words.iter().any(|known| columns::plain(known) == word);
        KINDS.into_iter().find(|(_, words)| known(words)).map(|(kind, _)| kind)
    }
}
