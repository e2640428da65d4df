use thiserror::Error;

use super::{Answer, Answers, Column, Picks, Reach, Score, Unsound};
use crate::ids::ItemId;
use crate::marks::Marks;

/// Why a matrix could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Misread {
    /// There is no line of headings.
    #[error("there are no headings")]
    NoHeadings,
    /// A line has not as many fields as there are headings.
    #[error("line {line} has {found} fields, and there are {headings} headings")]
    Ragged {
        /// The line, counted from 1.
        line: usize,
        /// Its fields.
        found: usize,
        /// The headings.
        headings: usize,
    },
    /// A field holds no marks.
    #[error("line {line}: {field:?} is no number of marks")]
    NoMarks {
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        field: String,
    },
    /// Two columns have the same item.
    #[error("two headings name the same item")]
    Repeated,
}

impl Answers {
    /// Reads a matrix of marks: fields separated by commas, with or without quotation marks around them, a line of headings,
    /// then a line for each attempt. `item` says which headings are items; an empty field means that the paper did not have
    /// the item. All items are worth the same; nothing is known of options and times.
    ///
    /// # Errors
    /// [`Misread`] names the line.
    pub fn read(text: &str, worth: Marks, item: impl Fn(&str) -> Option<ItemId>) -> Result<Self, Misread> {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let (_, first) = lines.next().ok_or(Misread::NoHeadings)?;
        let mut answers = Self::default();
        let mut columns = Vec::new();
        for heading in fields(first) {
            columns.push(item(heading).map(|item| {
                let digest = String::new();
                answers.column(Column { item, digest, worth, options: 0, keys: Picks::default() })
            }));
        }
        for (line, text) in lines {
            let found = fields(text).count();
            if found != columns.len() {
                return Err(Misread::Ragged { line, found, headings: columns.len() });
            }
            let mut row = Vec::with_capacity(found);
            let cells = columns.iter().zip(fields(text)).filter_map(|(column, field)| Some(((*column)?, field)));
            for (column, field) in cells.filter(|(_, field)| !field.is_empty()) {
                let score = Score::parse(field).ok_or_else(|| Misread::NoMarks { line, field: field.to_owned() })?;
                row.push(Answer { column, score, reach: Reach::Answered, picks: Picks::default(), spent: None });
            }
            answers.row(row).map_err(|unsound| match unsound {
                Unsound::Repeated | Unsound::UnknownColumn => Misread::Repeated,
            })?;
        }
        Ok(answers)
    }
}

fn fields(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(|field| field.trim().trim_matches('"'))
}
