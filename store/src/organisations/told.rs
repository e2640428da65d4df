//! What lines of the log look back to and name: looked up line by line, never by reading the log.

use std::collections::{BTreeMap, BTreeSet};

use domain::organisation::Entry;
use serde::Serialize;
use sqlx::FromRow;

use super::append::written;
use super::read::EntryRow;
use super::{BookLine, DepartmentRow, PositionRow, Seat, Structure};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What some lines of the log need to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// By the number of a line: the last line before it about the same thing.
    pub before: BTreeMap<i64, BookLine>,
    /// Departments, positions and requirements, with those that are no more and that the lines name.
    pub structure: Structure,
}

/// A subject, looked for before a line.
#[derive(Serialize)]
struct Asked {
    line: i64,
    subject: String,
}

#[derive(FromRow)]
struct Found {
    line: i64,
    #[sqlx(flatten)]
    row: EntryRow,
}

/// What a position names is found in a second step, what its department names in a third.
const STEPS: usize = 3;

impl Store {
    /// What lines of the log look back to and name; what is no more is added to the structure as far as it was loaded. For those
    /// who see all of the books.
    pub async fn told(&self, seat: &Seat, lines: &[BookLine], structure: Structure) -> Result<Told, Fault> {
        if seat.is_partial() {
            return Ok(Told { structure, ..Told::default() });
        }
        let mut conn = self.read().await?;
        let asked = lines
            .iter()
            .filter_map(|line| Some(Asked { line: line.number, subject: line.entry.looks_back()? }))
            .collect();
        let before = last_lines(&mut conn, seat, asked).await?;
        let mut told = Told { before: before.into_iter().collect(), structure };
        let mut named = lines.iter().chain(told.before.values()).flat_map(|line| line.entry.names()).collect();
        for _ in 0..STEPS {
            let missing = told.structure.missing(named);
            if missing.is_empty() {
                break;
            }
            let asked = missing.into_iter().map(|subject| Asked { line: i64::MAX, subject }).collect();
            let found = last_lines(&mut conn, seat, asked).await?;
            named = found.iter().flat_map(|(_, line)| line.entry.names()).collect();
            found.into_iter().for_each(|(_, line)| told.structure.add(line.entry));
        }
        Ok(told)
    }
}

/// The last line about each subject before a line, with the number of that line.
async fn last_lines(conn: &mut Conn, seat: &Seat, asked: Vec<Asked>) -> Result<Vec<(i64, BookLine)>, Fault> {
    let mut lines = Vec::with_capacity(asked.len());
    // SQLite reads a list in time that grows with its length squared beyond some size.
    for some in asked.chunks(1_000) {
        let binds = (seat.organisation.as_str(), written(some));
        let found = query!(
            &mut *conn,
            either ["log/before.sqlite.sql", "log/before.postgres.sql"],
            [binds.0, &binds.1],
            all Found
        )?;
        for Found { line, row } in found {
            lines.push((line, row.line(&seat.organisation)?));
        }
    }
    Ok(lines)
}

impl Structure {
    /// Which of some subjects are not in it.
    fn missing(&self, named: BTreeSet<String>) -> BTreeSet<String> {
        let known = |subject: &String| {
            let Some((kind, id)) = subject.split_once(' ') else { return true };
            match kind {
                "department" => self.departments.iter().any(|one| one.id.as_str() == id),
                "position" => self.positions.iter().any(|one| one.id.as_str() == id),
                _ => self.requirements.iter().any(|one| one.id.as_str() == id),
            }
        };
        named.into_iter().filter(|subject| !known(subject)).collect()
    }

    /// Adds something that is no more, as it was called last.
    fn add(&mut self, entry: Entry) {
        match entry {
            Entry::Department { department: id, parent, name } => {
                self.departments.push(DepartmentRow { id, parent, path: name.clone(), name, depth: 0 });
            }
            Entry::Position { position: id, department, name } => {
                self.positions.push(PositionRow { id, department, name });
            }
            Entry::Requirement { requirement } => self.requirements.push(requirement),
            _ => {}
        }
    }
}
