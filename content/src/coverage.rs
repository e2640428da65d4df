//! What the course says about each clause, level by level.

use std::fmt;

use domain::clause::{ClauseNumber, Edition};
use domain::item::{Item, ItemStatus};
use domain::marks::Marks;
use domain::question::Level;
use serde_json::{Value, json};

use crate::library::Library;
use crate::report::{Problem, Report};
use crate::source::Files;

mod excuses;

/// The clauses without parts of their own, and what each level has on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// One row a clause, in the order of the standard.
    pub rows: Vec<CoverageRow>,
}

/// What there is on one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// The clause, which has no parts of its own.
    pub clause: ClauseNumber,
    /// One cell a level, lowest first.
    pub cells: [CoverageCell; 3],
}

/// What one level has on one clause. Only what names the clause itself counts; who names two clauses counts at both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageCell {
    /// Lessons.
    pub lessons: usize,
    /// Items without a scenario.
    pub items: usize,
    /// Marks of the items of scenarios.
    pub scenario_marks: Marks,
}

impl CoverageCell {
    /// Whether the level passes over the clause: Foundation has to teach it, the other levels have to examine it.
    pub fn is_empty(&self, level: Level) -> bool {
        match level {
            Level::Foundation => self.lessons == 0,
            Level::Practitioner | Level::Auditor => self.items == 0 && self.scenario_marks == Marks(0),
        }
    }
}

impl Coverage {
    /// Looks at live items; at a level without any, at drafts.
    pub(crate) fn of(library: &Library) -> Self {
        let row = |clause: ClauseNumber| {
            let cells = Level::ALL.map(|level| cell(library, level, &clause));
            CoverageRow { clause, cells }
        };
        Self { rows: leaves(&library.taught).cloned().map(row).collect() }
    }

    /// The matrix for programs.
    pub(crate) fn to_json(&self) -> Value {
        let row = |row: &CoverageRow| {
            let cells = Level::ALL.into_iter().zip(&row.cells).map(|(level, cell)| {
                let CoverageCell { lessons, items, scenario_marks } = cell;
                let marks = f64::from(scenario_marks.0) / 100.0;
                (level.word().to_owned(), json!({"lessons": lessons, "items": items, "scenario_marks": marks}))
            });
            let mut fields = cells.collect::<serde_json::Map<_, _>>();
            fields.insert("clause".to_owned(), json!(row.clause));
            Value::Object(fields)
        };
        self.rows.iter().map(row).collect()
    }
}

/// Adds the matrix to the report, and names the gaps that nobody excuses.
pub(crate) fn check(files: &Files, library: &Library, report: &mut Report) {
    let coverage = Coverage::of(library);
    // A file that could not be read can be the reason for a gap, so it comes first.
    let concerns = |problem: &Problem, level: Level| {
        let file = problem.file.as_str();
        file.starts_with("editions/") || file.strip_prefix(level.word()).is_some_and(|rest| rest.starts_with('/'))
    };
    let sound = |level: &Level| !report.problems.iter().any(|problem| concerns(problem, *level));
    let levels = Level::ALL.into_iter().filter(|level| library.course(*level).is_some()).filter(sound);
    let levels = levels.collect::<Vec<_>>();
    excuses::check(files, &coverage, &levels, report);
    report.coverage = Some(coverage);
}

/// The clauses without parts of their own.
fn leaves(edition: &Edition) -> impl Iterator<Item = &ClauseNumber> {
    let above = |clause: &ClauseNumber| edition.clauses.keys().any(|other| other != clause && other.is_within(clause));
    edition.clauses.keys().filter(move |clause| !above(clause))
}

fn cell(library: &Library, level: Level, clause: &ClauseNumber) -> CoverageCell {
    let of_level = || library.items.iter().filter(|item| item.level == level);
    let any_live = of_level().any(Item::is_live);
    let counts = |item: &&Item| item.is_live() || (!any_live && item.status == ItemStatus::Draft);
    let items = of_level().filter(counts).filter(|item| item.clauses.contains(clause));
    let (of_scenarios, alone) = items.partition::<Vec<_>, _>(|item| item.scenario.is_some());
    let lessons = library.lessons.iter().filter(|lesson| lesson.level == level && lesson.clauses.contains(clause));
    CoverageCell {
        lessons: lessons.count(),
        items: alone.len(),
        scenario_marks: of_scenarios.iter().map(|item| item.marking.marks).sum(),
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Coverage: lessons / items / marks of scenarios\n{:9}", "clause")?;
        Level::ALL.iter().try_for_each(|level| write!(f, "{:>16}", level.name()))?;
        let mut sums = [CoverageCell::default(); 3];
        for CoverageRow { clause, cells } in &self.rows {
            line(f, clause.as_str(), cells)?;
            for (sum, cell) in sums.iter_mut().zip(cells) {
                sum.lessons += cell.lessons;
                sum.items += cell.items;
                sum.scenario_marks = Marks(sum.scenario_marks.0 + cell.scenario_marks.0);
            }
        }
        line(f, "together", &sums)
    }
}

fn line(f: &mut fmt::Formatter<'_>, head: &str, cells: &[CoverageCell; 3]) -> fmt::Result {
    write!(f, "\n{head:9}")?;
    cells.iter().try_for_each(|CoverageCell { lessons, items, scenario_marks }| {
        write!(f, "{:>16}", format!("{lessons} / {items} / {scenario_marks}"))
    })
}
