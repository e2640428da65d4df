//! A staff list out of a table: who works where, since when, and what they have passed elsewhere.
//!
//! Nothing is dropped silently. Every row becomes a [`StaffRow`] or a [`Refusal`] with its reason, every column is used or
//! named as ignored, and what had to be decided about the list as a whole stands in its notes.

mod dates;
mod email;
mod fault;
mod headings;
mod people;
mod repeats;

use std::ops::RangeInclusive;

use domain::question::Level;

use crate::day::Day;
use crate::sheet::{Row, Table};

pub use email::{email_key, is_email};
pub use fault::ListFault;

use dates::Dates;
use headings::{Column, Headings};

/// Years that a date of a staff list may have. Others are typing errors.
pub const YEARS: RangeInclusive<u16> = 1950..=2100;

/// A staff list as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffList {
    /// The rows that can be taken, in their order. A person with several certificates has several rows.
    pub rows: Vec<StaffRow>,
    /// The rows that cannot, each with everything that is wrong with it.
    pub refused: Vec<Refusal>,
    /// The headings of columns that were not used.
    pub ignored_columns: Vec<String>,
    /// What was decided about the list as a whole, in plain words.
    pub notes: Vec<String>,
}

/// A person, and at most one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The row as the person's program shows it.
    pub row: usize,
    /// The e-mail address as typed; [`email_key`] is the form to compare.
    pub email: String,
    /// The full name.
    pub name: String,
    /// The department as a path from the top (`IT > Operations > Service desk`), empty where none is given.
    pub department: Vec<String>,
    /// The position.
    pub position: Option<String>,
    /// The first day of work.
    pub starts_on: Option<Day>,
    /// The last day of work.
    pub ends_on: Option<Day>,
    /// What the person is said to have passed.
    pub qualification: Option<Claim>,
}

/// A qualification that a list says somebody has. Nothing is proved by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The words of the list.
    pub qualification: String,
    /// The level that the words name, where they name exactly one.
    pub level: Option<Level>,
    /// Who awarded it.
    pub institute: Option<String>,
    /// When.
    pub awarded_on: Option<Day>,
    /// The last day on which it holds.
    pub expires_on: Option<Day>,
    /// The number on the certificate.
    pub certificate_number: Option<String>,
    /// The edition of the standard that was examined, in the words of the list.
    pub edition: Option<String>,
}

/// One thing that is wrong with a row, which is why the row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The row as the person's program shows it.
    pub row: usize,
    /// The heading of the column, where one column is at fault.
    pub column: Option<String>,
    /// What the cell holds.
    pub what: String,
    /// What is wrong and what to do, in plain words.
    pub why: String,
}

/// Reads a staff list. It fails only where the table as a whole is no staff list.
pub fn read(table: &Table) -> Result<StaffList, ListFault> {
    let headings = Headings::of(&table.headers)?;
    let mut list = rows(table, &headings)?;
    list.settle(|rows| repeats::settle(rows, headings.name(table, Column::Email)));
    Ok(list)
}

/// Reads who is named in a list: names and e-mail addresses. All other columns are ignored, whatever they hold, and who stands in
/// several rows under one name is one person. It fails only where the table as a whole names nobody.
pub fn read_people(table: &Table) -> Result<StaffList, ListFault> {
    let headings = Headings::of_people(&table.headers)?;
    let mut list = rows(table, &headings)?;
    list.settle(|rows| repeats::settle_people(rows, headings.name(table, Column::Email)));
    Ok(list)
}

impl StaffList {
    /// Lets rows that name the same person be made one or refused; what is wrong stands in the order of the rows.
    fn settle(&mut self, by: impl FnOnce(Vec<StaffRow>) -> (Vec<StaffRow>, Vec<Refusal>)) {
        let (rows, refused) = by(std::mem::take(&mut self.rows));
        self.rows = rows;
        self.refused.extend(refused);
        self.refused.sort_by_key(|refusal| refusal.row);
    }
}

/// Reads row by row.
fn rows(table: &Table, headings: &Headings) -> Result<StaffList, ListFault> {
    if table.rows.is_empty() {
        return Err(ListFault::NoRows);
    }
    let (dates, date_note) = Dates::of(table, headings);
    let mut list = StaffList { ignored_columns: headings.ignored(table), ..StaffList::default() };
    list.notes.extend(table.notes.iter().cloned());
    list.notes.extend(headings.notes.iter().cloned());
    list.notes.extend(date_note);
    for row in &table.rows {
        match people::read(&View { table, headings, dates: &dates, row }) {
            Ok(person) => list.rows.push(person),
            Err(refusals) => list.refused.extend(refusals),
        }
    }
    Ok(list)
}

/// A row, seen through the headings.
struct View<'a> {
    table: &'a Table,
    headings: &'a Headings,
    dates: &'a Dates,
    row: &'a Row,
}

impl View<'_> {
    /// The cell of a column, on one line; nothing where the column or its cell is empty.
    fn cell(&self, column: Column) -> Option<String> {
        let cell = self.row.cells.get(self.headings.place(column)?)?;
        let words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }

    fn refusal(&self, column: Column, what: impl Into<String>, why: impl Into<String>) -> Refusal {
        let column = self.headings.name(self.table, column);
        Refusal { row: self.row.number, column, what: what.into(), why: why.into() }
    }
}

#[cfg(test)]
mod tests;
