use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use super::neutral::{guard, is_formula_like};
use super::workbook::number_text;
use super::{Row, Table};
use crate::day::Day;

/// A table to be written as a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedTable {
    /// The name of the sheet; what Excel does not take in one is left out.
    pub name: String,
    /// The headings.
    pub headers: Vec<String>,
    /// The rows below them.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, whatever they look like: never a formula, never a number.
    Text(String),
    /// A number to be counted with.
    Number(f64),
    /// A day to be sorted by.
    Day(Day),
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Day(day) => day.to_string(),
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// Why a workbook could not be written.
#[derive(Debug, Error)]
pub enum WriteFault {
    /// More rows, columns or characters of a cell than a workbook holds.
    #[error("the table does not fit into a workbook: {0}")]
    Workbook(#[from] XlsxError),
}

impl NamedTable {
    /// A table of which every cell is text.
    pub fn of_text(name: &str, table: &Table) -> Self {
        let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| Cell::from(cell.as_str())).collect());
        Self { name: name.to_owned(), headers: table.headers.clone(), rows: rows.collect() }
    }
}

impl From<&NamedTable> for Table {
    fn from(table: &NamedTable) -> Self {
        let numbered = table.rows.iter().zip(2..);
        let rows = numbered.map(|(row, number)| Row { number, cells: row.iter().map(Cell::text).collect() });
        Self { headers: table.headers.clone(), rows: rows.collect(), ..Self::default() }
    }
}

/// Writes a table as CSV for every spreadsheet: UTF-8 with its mark, commas, lines that end as RFC 4180 says.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe, which [`super::read`] takes back.
pub fn write_csv(table: &Table) -> Vec<u8> {
    let mut text = String::from("\u{FEFF}");
    for cells in std::iter::once(&table.headers).chain(table.rows.iter().map(|row| &row.cells)) {
        let cells = cells.iter().map(|cell| quoted(guard(cell))).collect::<Vec<_>>();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// Quotes what would end a cell, under whatever delimiter a program guesses.
fn quoted(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.contains([',', ';', '\t', '"', '\r', '\n']) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        cell
    }
}

/// Writes tables as the sheets of one Excel workbook: bold headings that stay in sight, filters, columns as wide as needed.
///
/// The day goes into the properties of the file, so that the same tables and the same day make the same bytes.
pub fn write_xlsx(tables: &[NamedTable], made_on: Day) -> Result<Vec<u8>, WriteFault> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(made_on.year(), made_on.month(), made_on.day())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut names = BTreeSet::new();
    for table in tables {
        write_sheet(book.add_worksheet().set_name(sheet_name(&table.name, &mut names))?, table)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_sheet(sheet: &mut Worksheet, table: &NamedTable) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let quoted = Format::new().set_quote_prefix();
    let mut widths = vec![0; table.headers.len()];
    for (header, column) in table.headers.iter().zip(0..) {
        sheet.write_string_with_format(0, column, header, &bold)?;
        widen(&mut widths, column, header);
    }
    for (cells, row) in table.rows.iter().zip(1..) {
        for (cell, column) in cells.iter().zip(0..) {
            match cell {
                Cell::Text(text) if is_formula_like(text) => {
                    sheet.write_string_with_format(row, column, text, &quoted)?;
                }
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Cell::Number(number) => {
                    sheet.write_number(row, column, *number)?;
                }
                Cell::Day(value) => write_day(sheet, (row, column), *value, &day)?,
            }
            widen(&mut widths, column, &cell.text());
        }
    }
    for (width, column) in widths.iter().zip(0..) {
        sheet.set_column_width(column, f64::from(*width + 2))?;
    }
    if let Some(last) = table.headers.len().checked_sub(1) {
        let last_row = u32::try_from(table.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        let last = u16::try_from(last).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last_row, last)?;
    }
    Ok(())
}

/// A day before 1900 is text, because Excel has no such days.
fn write_day(sheet: &mut Worksheet, (row, column): (u32, u16), day: Day, format: &Format) -> Result<(), XlsxError> {
    match ExcelDateTime::from_ymd(day.year(), day.month(), day.day()) {
        Ok(serial) => sheet.write_datetime_with_format(row, column, &serial, format)?,
        Err(_) => sheet.write_string(row, column, day.to_string())?,
    };
    Ok(())
}

/// Keeps the longest line of a column, up to what is still comfortable on a screen.
fn widen(widths: &mut Vec<u8>, column: u16, text: &str) {
    const LEAST: u8 = 8;
    const MOST: u8 = 60;
    let column = usize::from(column);
    if widths.len() <= column {
        widths.resize(column + 1, LEAST);
    }
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let wanted = u8::try_from(longest).unwrap_or(MOST).clamp(LEAST, MOST);
    widths[column] = widths[column].max(wanted);
}

/// Makes a name that Excel takes and no other sheet has.
fn sheet_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    const MOST: usize = 31;
    let cleaned = wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c });
    let cleaned = cleaned.collect::<String>();
    let cleaned = cleaned.trim_matches(['\'', ' ']);
    let base = if cleaned.is_empty() { "Sheet" } else { cleaned };
    let name = |number: usize| {
        let end = if number == 1 { String::new() } else { format!(" ({number})") };
        let mut units = end.len();
        let begin = base.chars().take_while(|c| {
            units += c.len_utf16();
            units <= MOST
        });
        let name = begin.collect::<String>().trim_end_matches(['\'', ' ']).to_owned() + &end;
        taken.insert(name.to_lowercase()).then_some(name)
    };
    (1..).find_map(name).expect("the numbers do not end")
}
