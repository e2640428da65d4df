use std::collections::{BTreeMap, BTreeSet};

use domain::award::{Day, day_of};
use domain::ids::{DepartmentId, OrganisationId, PositionId};
use domain::organisation::{Books, Entry, Requirement, place_key};
use domain::time::Timestamp;

use super::{Line, Managing, Seat, append, needs, read};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// Departments as a tree, with their positions, and the requirements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// Departments, each before those below it.
    pub departments: Vec<DepartmentRow>,
    /// Positions by department.
    pub positions: Vec<PositionRow>,
    /// Requirements, the most urgent first.
    pub requirements: Vec<Requirement>,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentRow {
    /// Which.
    pub id: DepartmentId,
    /// The one above it.
    pub parent: Option<DepartmentId>,
    /// Its name.
    pub name: String,
    /// Its name with those above it.
    pub path: String,
    /// How many stand above it.
    pub depth: usize,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRow {
    /// Which.
    pub id: PositionId,
    /// Its department.
    pub department: DepartmentId,
    /// Its name.
    pub name: String,
}

/// Somebody who holds a position, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The person's name.
    pub name: String,
    /// The first day.
    pub from: Day,
    /// The last day, if known.
    pub until: Option<Day>,
}

/// What became of removing a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PositionClosed {
    /// It is there no more.
    Done,
    /// So many hold it or will; the first of them by their first days. Nothing was changed.
    Held(Vec<Holding>, usize),
    /// There is none.
    Absent,
}

/// Holders that are named.
const NAMED: usize = 3;

impl Structure {
    /// A department.
    pub fn department(&self, id: &DepartmentId) -> Option<&DepartmentRow> {
        self.departments.iter().find(|department| department.id == *id)
    }

    /// A position.
    pub fn position(&self, id: &PositionId) -> Option<&PositionRow> {
        self.positions.iter().find(|position| position.id == *id)
    }

    /// The positions of a name, in a department or below it if one is given.
    pub fn named(&self, name: &str, within: Option<&DepartmentId>) -> impl Iterator<Item = &PositionRow> {
        let (key, lies) = (place_key(name), move |row: &PositionRow| {
            within.is_none_or(|department| self.is_below(&row.department, department))
        });
        self.positions.iter().filter(move |row| place_key(&row.name) == key && lies(row))
    }

    /// What positions are called, each name once, in the order of the alphabet.
    pub fn position_names(&self) -> Vec<String> {
        let names = self.positions.iter().map(|position| (place_key(&position.name), position.name.trim()));
        names.collect::<BTreeMap<_, _>>().into_values().map(str::to_owned).collect()
    }

    /// Whether one department is another, or stands below it.
    pub fn is_below(&self, one: &DepartmentId, other: &DepartmentId) -> bool {
        let mut here = Some(one);
        // No more steps than there are departments, whatever the books say.
        for _ in 0..=self.departments.len() {
            match here {
                Some(id) if id == other => return true,
                Some(id) => here = self.department(id).and_then(|row| row.parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// A position with its department, as lists show it.
    pub fn position_words(&self, id: &PositionId) -> String {
        let Some(position) = self.position(id) else { return "a position that is no more".to_owned() };
        let department = self.department(&position.department).map_or("", |department| department.name.as_str());
        format!("{}, {department}", position.name)
    }
}

impl Store {
    /// Departments, positions and requirements of an organisation.
    pub async fn structure(&self, seat: &Seat) -> Result<Structure, Fault> {
        let mut conn = self.read().await?;
        let books = read::structure(&mut conn, seat.organisation.as_str(), None).await?;
        let positions = books.positions.iter().map(|(id, position)| PositionRow {
            id: id.clone(),
            department: position.department.clone(),
            name: position.name.clone(),
        });
        let mut positions = positions.collect::<Vec<_>>();
        positions.sort_by_cached_key(|position| (position.department.clone(), position.name.to_lowercase()));
        let mut requirements = books.requirements.values().cloned().collect::<Vec<_>>();
        requirements.sort_by_cached_key(|requirement| (requirement.criticality, requirement.name.to_lowercase()));
        Ok(Structure { departments: tree(&books), positions, requirements })
    }

    /// Removes a position that nobody holds today or later.
    pub async fn close_position(
        &self,
        by: &Managing,
        position: &PositionId,
        now: Timestamp,
    ) -> Result<PositionClosed, Fault> {
        let (seat, position) = (by.seat().clone(), position.clone());
        self.write(move |conn| {
            Box::pin(async move {
                append::lock(conn, &seat.organisation).await?;
                if !is_there(conn, &seat.organisation, &position).await? {
                    return Ok(PositionClosed::Absent);
                }
                let mut held = holdings(conn, &seat, &position, day_of(now)).await?;
                if !held.is_empty() {
                    let all = held.len();
                    held.truncate(NAMED);
                    return Ok(PositionClosed::Held(held, all));
                }
                let line = Entry::PositionClosed { position };
                append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
                needs::refresh(conn, &seat.organisation, None, now).await?;
                Ok(PositionClosed::Done)
            })
        })
        .await
    }

    /// How many people hold each position on a day; a position that nobody holds is absent.
    pub async fn holders(&self, seat: &Seat, today: Day) -> Result<BTreeMap<PositionId, i64>, Fault> {
        let mut conn = self.read().await?;
        let organisation = seat.organisation.as_str();
        let rows = query!(&mut conn, "holders.sql", [organisation, today.to_string()], all(String, i64))?;
        Ok(rows.into_iter().map(|(position, holders)| (PositionId::new(position), holders)).collect())
    }
}

/// Who holds a position on a day or later, by the first days.
async fn holdings(conn: &mut Conn, seat: &Seat, position: &PositionId, today: Day) -> Result<Vec<Holding>, Fault> {
    let binds = (seat.organisation.as_str(), position.as_str(), today.to_string());
    let rows = query!(conn, "held_from.sql", [binds.0, binds.1, binds.2], all(String, String, String, Option<String>))?;
    let holding = |(id, name, from, until): (String, String, String, Option<String>)| {
        let day = |column, text: &str| read::day("assignment", column, &id, text);
        let until = until.as_deref().map(|until| day("ends_on", until)).transpose()?;
        Ok(Holding { from: day("starts_on", &from)?, name, until })
    };
    rows.into_iter().map(holding).collect()
}

async fn is_there(conn: &mut Conn, organisation: &OrganisationId, position: &PositionId) -> Result<bool, Fault> {
    let binds = (position.as_str(), organisation.as_str());
    Ok(query!(conn, "position_there.sql", [binds.0, binds.1], optional(String,))?.is_some())
}

/// Refuses lines that give somebody a position which is not there any more: it may have been removed a moment ago. From here on
/// nobody else writes into the books.
pub(super) async fn are_there(conn: &mut Conn, organisation: &OrganisationId, lines: &[Line]) -> Result<(), Fault> {
    let given = lines.iter().filter_map(|line| match &line.entry {
        Entry::Assigned { position, .. } => Some(position),
        _ => None,
    });
    let given = given.collect::<BTreeSet<_>>();
    let made = |one: &PositionId| {
        lines.iter().any(|line| matches!(&line.entry, Entry::Position { position, .. } if position == one))
    };
    if !given.is_empty() {
        append::lock(conn, organisation).await?;
    }
    for position in given {
        if !made(position) && !is_there(conn, organisation, position).await? {
            return Err(Fault::Elsewhere);
        }
    }
    Ok(())
}

/// Departments in the order of their paths.
fn tree(books: &Books) -> Vec<DepartmentRow> {
    let row = |(id, department): (&DepartmentId, &domain::organisation::Department)| DepartmentRow {
        id: id.clone(),
        parent: department.parent.clone(),
        name: department.name.clone(),
        path: books.path(id),
        depth: books.above(id).len() - 1,
    };
    let mut rows = books.departments.iter().map(row).collect::<Vec<_>>();
    rows.sort_by_cached_key(|row| row.path.to_lowercase().replace(" > ", "\u{1}"));
    rows
}
