//! The positions of an organisation: how many of those who hold each hold which level, and what they miss.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::award::Day;
use domain::ids::{DepartmentId, PositionId};

use super::people::{literal, words};
use super::{Seat, Structure};
use crate::engine::query;
use crate::{Fault, Store};

/// Which positions are wanted, and in which order. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionFilter {
    /// Part of the name of the position or of its department.
    pub words: String,
    /// Those that lie in it or below it.
    pub department: Option<DepartmentId>,
    /// The order.
    pub sort: PositionSort,
    /// Counted from 0.
    pub page: usize,
}

words! {
    /// The order of the list of positions.
    PositionSort {
        /// By name.
        Name "name" "name"
        /// By name, from the end.
        NameDown "name_down" "name, Z first"
        /// Those of whose needs the least is met first.
        Coverage "coverage" "coverage"
        /// Those with the most gaps first.
        Gaps "gaps" "gaps"
    }
}

#[expect(clippy::derivable_impls, reason = "the macro gives no variant the attribute")]
impl Default for PositionSort {
    fn default() -> Self {
        Self::Name
    }
}

/// A position, and how many of those who hold it hold each level today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionLevels {
    /// Which.
    pub position: PositionId,
    /// Its name with that of its department.
    pub name: String,
    /// How many hold the position.
    pub holders: i64,
    /// How many of them hold each level, in the order of [`Level::ALL`](domain::question::Level::ALL).
    pub levels: [i64; 3],
    /// What is required of them, for whatever reason.
    pub needs: i64,
    /// What of that is not met.
    pub gaps: i64,
    /// For how much of that there is no time left.
    pub late: i64,
}

type Row = (String, i64, i64, i64, i64, i64, i64, i64);

impl PositionLevels {
    /// The share of what is required that is met, in percent; none when nothing is required.
    pub const fn coverage(&self) -> Option<i64> {
        if self.needs == 0 { None } else { Some((self.needs - self.gaps) * 100 / self.needs) }
    }

    fn of(row: Row, names: &BTreeMap<&str, String>) -> Self {
        let (id, holders, foundation, practitioner, auditor, needs, gaps, late) = row;
        let name = names.get(id.as_str()).cloned().unwrap_or_default();
        let levels = [foundation, practitioner, auditor];
        Self { position: PositionId::new(id), name, holders, levels, needs, gaps, late }
    }
}

impl Store {
    /// The positions in reach that somebody holds and that a filter wants, in its order, on all pages.
    pub async fn position_levels(
        &self,
        seat: &Seat,
        structure: &Structure,
        filter: &PositionFilter,
        today: Day,
    ) -> Result<Vec<PositionLevels>, Fault> {
        let department = filter.department.as_ref();
        let department = department.map_or_else(String::new, |id| format!("%{}/%", literal(id.as_str())));
        let (organisation, reach, day) = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "people/positions.sql", [organisation, reach, day, department], all Row)?;
        let names = names(structure);
        let words = filter.words.trim().to_lowercase();
        let rows = rows.into_iter().map(|row| PositionLevels::of(row, &names));
        let mut rows = rows.filter(|row| row.name.to_lowercase().contains(&words)).collect::<Vec<_>>();
        rows.sort_by_cached_key(|row| (row.name.to_lowercase(), row.position.clone()));
        match filter.sort {
            PositionSort::Name => {}
            PositionSort::NameDown => rows.reverse(),
            // Where nothing is required there is nothing to be covered: those come last.
            PositionSort::Coverage => rows.sort_by_key(|row| row.coverage().map_or(i64::MAX, |percent| percent)),
            PositionSort::Gaps => rows.sort_by_key(|row| Reverse(row.gaps)),
        }
        Ok(rows)
    }
}

/// All positions with their departments, as lists show them.
fn names(structure: &Structure) -> BTreeMap<&str, String> {
    let departments = structure.departments.iter().map(|row| (&row.id, row.name.as_str()));
    let departments = departments.collect::<BTreeMap<_, _>>();
    let name = |department| departments.get(department).copied().unwrap_or_default();
    let positions = structure.positions.iter();
    positions.map(|row| (row.id.as_str(), format!("{}, {}", row.name, name(&row.department)))).collect()
}
