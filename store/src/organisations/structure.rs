use std::collections::BTreeMap;

use domain::award::Day;
use domain::ids::{DepartmentId, PositionId};
use domain::organisation::{Books, Requirement};

use super::{Seat, read};
use crate::engine::query;
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

impl Structure {
    /// A department.
    pub fn department(&self, id: &DepartmentId) -> Option<&DepartmentRow> {
        self.departments.iter().find(|department| department.id == *id)
    }

    /// A position.
    pub fn position(&self, id: &PositionId) -> Option<&PositionRow> {
        self.positions.iter().find(|position| position.id == *id)
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

    /// How many people hold each position on a day; a position that nobody holds is absent.
    pub async fn holders(&self, seat: &Seat, today: Day) -> Result<BTreeMap<PositionId, i64>, Fault> {
        let mut conn = self.read().await?;
        let organisation = seat.organisation.as_str();
        let rows = query!(&mut conn, "holders.sql", [organisation, today.to_string()], all(String, i64))?;
        Ok(rows.into_iter().map(|(position, holders)| (PositionId::new(position), holders)).collect())
    }
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
