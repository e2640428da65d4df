//! CSV files that break careless readers, and tables from one room to the other.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use documents::sheet;
use exchange::table;
use serde_json::Value;

use super::Results;

/// The expectation of this file is known to name another telephone number than the file itself.
const ANOTHER_NUMBER: (&str, &str) = ("location_coordinates", "Contact Phone Number");

/// Reads each file of `spectrum`, which has an expectation beside it, and of `moodle-users`, of which Moodle reads each row.
pub fn csv(folder: &Path, results: &mut Results) -> Result<()> {
    let mut wrong = Vec::new();
    let spectrum = files(&folder.join("spectrum"))?;
    for (name, bytes, expected) in &spectrum {
        let expected = expected.as_ref().with_context(|| format!("{name} has no expectation"))?;
        wrong.extend(compare(name, bytes, expected).err().map(|why| format!("{name}: {why}")));
    }
    results.tell("CSV files with expectations", spectrum.len(), &wrong);
    let mut wrong = Vec::new();
    let users = files(&folder.join("moodle-users"))?;
    for (name, bytes, _) in &users {
        let lines = String::from_utf8_lossy(bytes).lines().filter(|line| !line.is_empty()).count();
        match sheet::read(bytes, &sheet::Limits::default()) {
            Ok(table) if table.rows.len() + 1 == lines => {}
            Ok(table) => wrong.push(format!("{name}: {} rows of {lines} lines", table.rows.len())),
            Err(fault) => wrong.push(format!("{name}: {fault}")),
        }
    }
    results.tell("CSV lists of Moodle", users.len(), &wrong);
    Ok(())
}

/// A name, bytes, and what a reader should see in them, if their source says so.
type Sample = (String, Vec<u8>, Option<Value>);

/// The CSV files of a folder.
fn files(folder: &Path) -> Result<Vec<Sample>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_none_or(|end| end != "csv") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let beside = path.with_extension("json");
        let expected = match beside.is_file() {
            true => Some(serde_json::from_str(&String::from_utf8_lossy(&fs::read(beside)?))?),
            false => None,
        };
        files.push((name, fs::read(&path)?, expected));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(files)
}

fn compare(name: &str, bytes: &[u8], expected: &Value) -> Result<(), String> {
    let table = sheet::read(bytes, &sheet::Limits::default()).map_err(|fault| fault.to_string())?;
    let expected = if expected.is_array() { expected.clone() } else { Value::Array(vec![expected.clone()]) };
    let expected = expected.as_array().cloned().unwrap_or_default();
    if table.rows.len() != expected.len() {
        return Err(format!("{} rows instead of {}", table.rows.len(), expected.len()));
    }
    for (row, expected) in table.rows.iter().zip(&expected) {
        for (heading, cell) in table.headers.iter().zip(&row.cells) {
            if (name, heading.as_str()) == ANOTHER_NUMBER {
                continue;
            }
            let theirs = expected[heading].as_str().ok_or_else(|| format!("there is no column {heading:?}"))?;
            // An expectation whose own letters are broken says nothing about these.
            let broken = theirs.contains(char::REPLACEMENT_CHARACTER);
            let same = if broken { ascii(cell) == ascii(theirs) } else { lines(cell) == lines(theirs) };
            if !same {
                return Err(format!("row {}, {heading:?}: {cell:?} instead of {theirs:?}", row.number));
            }
        }
    }
    Ok(())
}

fn ascii(text: &str) -> String {
    text.chars().filter(char::is_ascii).collect()
}

/// Our tables keep no blanks at the end of a line.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).collect()
}

/// A table of questions as a table that can be written.
pub fn outward(table: &table::Table) -> sheet::Table {
    sheet::Table::of(&table.headers, table.rows.iter().map(|row| (row.number, row.cells.clone())))
}

/// A table that was read as a table of questions.
pub fn inward(table: &sheet::Table) -> table::Table {
    table::Table::of(&table.headers, table.numbered())
}
