//! The columns of a table of questions, by what people call them.

use std::collections::BTreeMap;

use super::{Row, Table};
use crate::fault::FileFault;

/// The headings of the template and what stands below each. `Option`, `Feedback` and `Misconception` go on with 2, 3 and so on.
pub const COLUMNS: [(&str, &str); 12] = [
    ("ID", "Your own number or word for the question."),
    ("Name", "A short title that only authors see."),
    ("Category", "The folder: “Service delivery/Availability”."),
    ("Tags", "Words to find the question by, with semicolons between them."),
    (
        "Type",
        "single_choice, multiple_response, true_false, short_answer, short_answer_exact (capital letters count), numerical, \
         matching, ordering, gaps, essay or description. Empty: by what the other columns hold.",
    ),
    ("Markup", "plain (or empty), html, markdown or auto, for all texts of the row."),
    ("Question", "The question. For gaps: the text with [[1]], [[2]] … where they are."),
    (
        "Option 1",
        "An option; an answer that is taken (short_answer, numerical: 12, 12:0.5 or 10..20); a pair “row -> answer” (matching); \
         a step in the right order (ordering); an entry of the list for all gaps; what to look for (essay).",
    ),
    (
        "Feedback 1",
        "Why the option beside it is right or wrong, or why the row or step belongs there. True or false: 1 for true, 2 for false. \
         Gaps: why, gap by gap.",
    ),
    (
        "Misconception 1",
        "What somebody believes who chooses the wrong option beside it, or gets the row or step beside it wrong. True or false: 1 for \
         true, 2 for false. Gaps: gap by gap.",
    ),
    (
        "Correct",
        "The right options by number or letter: B, or A; C. True or false: the word. Gaps: one option for each gap.",
    ),
    ("Weights", "Percent for each option, where they differ from the usual: 50; 50; -100."),
];

/// The heading of what is shown to everybody after the answer.
pub const EXPLANATION: &str = "Explanation";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Id,
    Name,
    Category,
    Tags,
    Type,
    Markup,
    Question,
    Option(usize),
    Feedback(usize),
    Misconception(usize),
    Correct,
    Weights,
    Explanation,
}

/// Which column stands where.
pub struct Columns {
    places: BTreeMap<Column, usize>,
    headings: Vec<String>,
    /// How many option columns there are at most.
    pub options: usize,
    /// Headings that mean nothing to us.
    pub unknown: Vec<String>,
}

impl Columns {
    pub fn of(table: &Table) -> Result<Self, FileFault> {
        let headings = table.headers.iter().map(|heading| heading.trim().to_owned()).collect();
        let mut columns = Self { places: BTreeMap::new(), headings, options: 0, unknown: Vec::new() };
        for (heading, place) in table.headers.iter().zip(0..) {
            let Some(column) = column(heading) else {
                if !heading.trim().is_empty() {
                    columns.unknown.push(heading.trim().to_owned());
                }
                continue;
            };
            if let Some(first) = columns.places.insert(column, place) {
                let (first, second) = (table.headers[first].clone(), heading.clone());
                return Err(FileFault::TwoColumns { first, second });
            }
            if let Column::Option(number) | Column::Feedback(number) | Column::Misconception(number) = column {
                columns.options = columns.options.max(number);
            }
        }
        if columns.places.contains_key(&Column::Question) { Ok(columns) } else { Err(FileFault::NoQuestionColumn) }
    }

    /// What a column is called in the table; empty where there is none.
    pub fn heading(&self, column: Column) -> &str {
        self.places.get(&column).and_then(|place| self.headings.get(*place)).map_or("", String::as_str)
    }

    /// The cell of a column, without blanks around it; empty where there is none.
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        self.places.get(&column).and_then(|place| row.cells.get(*place)).map_or("", |cell| cell.trim())
    }
}

/// A heading or a word without anything but letters and digits.
pub fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn column(heading: &str) -> Option<Column> {
    let heading = plain(heading);
    let whole = match heading.as_str() {
        "id" | "idnumber" | "number" | "questionid" => Some(Column::Id),
        "name" | "title" | "questionname" => Some(Column::Name),
        "category" | "folder" | "topic" | "chapter" => Some(Column::Category),
        "tags" | "tag" | "keywords" => Some(Column::Tags),
        "type" | "questiontype" | "kind" | "format" => Some(Column::Type),
        "markup" | "textformat" => Some(Column::Markup),
        "question" | "questiontext" | "stem" | "item" => Some(Column::Question),
        "correct" | "key" | "answer" | "answerkey" | "correctanswer" | "correctanswers" | "correctoption"
        | "rightanswer" | "solution" => Some(Column::Correct),
        "weights" | "weight" | "percent" => Some(Column::Weights),
        "explanation" | "generalfeedback" | "feedback" | "rationale" | "comment" => Some(Column::Explanation),
        _ => None,
    };
    let counted = |words: &[&str]| words.iter().find_map(|word| number(heading.strip_prefix(word)?));
    whole
        .or_else(|| counted(&["option", "answeroption", "answer", "choice", "response"]).map(Column::Option))
        .or_else(|| counted(&["feedback", "rationale", "comment", "explanation", "why"]).map(Column::Feedback))
        .or_else(|| counted(&["misconception", "mistake"]).map(Column::Misconception))
        .or_else(|| number(&heading).filter(|_| heading.len() == 1 && !heading.starts_with('0')).map(Column::Option))
}

/// The place that a number or a letter names, counted from 1.
pub fn number(word: &str) -> Option<usize> {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'a'..='z'), None) => Some(letter as usize - 'a' as usize + 1),
        (Some(letter @ 'A'..='Z'), None) => Some(letter as usize - 'A' as usize + 1),
        (Some('1'..='9'), _) => word.parse().ok().filter(|number| *number <= crate::intake::MOST_ANSWERS),
        _ => None,
    }
}
