//! Taking a list of people into the books: what becomes of every row, before anything is written.
//!
//! The same list taken in a second time changes nothing: every row finds what the first time left. An empty cell says nothing
//! and takes nothing away, and people whom a list does not name stay as they are.

mod people;
mod places;
mod refusal;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Books, Entry, Person};
use crate::award::{Day, Facts};
use crate::ids::{AccountId, AwardId, MemberId};

pub use refusal::IntakeRefusal;

use people::People;
use places::Places;

/// A row of a list: a person, where the person works, and at most one certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeRow {
    /// The row as the person's program shows it.
    pub row: usize,
    /// Name and address.
    pub person: Person,
    /// The department as a path from the top; empty where none is given.
    pub department: Vec<String>,
    /// The position.
    pub position: Option<String>,
    /// The first day.
    pub starts_on: Option<Day>,
    /// The last day.
    pub ends_on: Option<Day>,
    /// What a certificate is said to state.
    pub certificate: Option<Facts>,
}

/// The books as they are, as far as a list touches them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntakeGround {
    /// Name, departments, positions, people and who holds what.
    pub books: Books,
    /// Those who have left.
    pub left: BTreeSet<MemberId>,
    /// The certificates that stand in each person's record: [`Facts::identity`].
    pub certificates: BTreeSet<(MemberId, String)>,
}

impl IntakeGround {
    /// The addresses of those who have left and are not there again, with the last day.
    fn gone(&self) -> BTreeMap<String, Option<Day>> {
        let mut gone = BTreeMap::<String, Option<Day>>::new();
        for member in self.left.iter().filter_map(|id| self.books.members.get(id)) {
            let last = gone.entry(key(&member.person.email)).or_default();
            *last = (*last).max(member.ends_on);
        }
        for (_, there) in self.books.members.iter().filter(|(id, _)| !self.left.contains(*id)) {
            gone.remove(&key(&there.person.email));
        }
        gone
    }
}

impl IntakeRow {
    /// Whether it brings somebody back who has left, because its first day comes after the last one. Nothing for whoever is not
    /// among those who have.
    fn comes_back(&self, gone: &BTreeMap<String, Option<Day>>) -> Option<bool> {
        let last = gone.get(&key(&self.person.email))?;
        Some(self.starts_on.is_some_and(|first| last.is_some_and(|last| last < first)))
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It cannot be taken.
    Refused,
    /// It changes what the books say of somebody.
    Changed,
    /// It brings somebody new.
    Created,
    /// The books say so already.
    Unchanged,
}

/// What a row changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The person comes into the books.
    Person,
    /// The name; what it was.
    Name(String),
    /// The first day.
    FirstDay(Day),
    /// The last day.
    LastDay(Day),
    /// A position, with its department, held from a day on.
    Position(String, Day),
    /// A certificate, still to be verified: its number.
    Certificate(String),
}

/// A certificate to be recorded as claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeAward {
    /// A fresh id.
    pub id: AwardId,
    /// Whose.
    pub member: MemberId,
    /// The person's account, if the person joined.
    pub account: Option<AccountId>,
    /// What it says.
    pub facts: Facts,
}

/// What is to be done about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeStep {
    /// The row.
    pub row: usize,
    /// Whom it names.
    pub person: Person,
    /// What becomes of it.
    pub fate: Fate,
    /// What it changes.
    pub changes: Vec<Change>,
    /// Why it is refused.
    pub refusal: Option<IntakeRefusal>,
    /// Lines for the books, with the name and address beside them.
    pub lines: Vec<(Entry, Option<Person>)>,
    /// A certificate to be recorded.
    pub award: Option<IntakeAward>,
}

/// What is to be done about a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// Departments and positions, to be made before anything else.
    pub structure: Vec<Entry>,
    /// The departments that will be made, as paths.
    pub departments: Vec<String>,
    /// The positions that will be made, with their departments.
    pub positions: Vec<String>,
    /// Every row, in its order.
    pub steps: Vec<IntakeStep>,
}

impl Intake {
    /// Decides what becomes of every row. `fresh` makes ids.
    pub fn of(rows: &[IntakeRow], ground: &IntakeGround, today: Day, fresh: &mut dyn FnMut() -> String) -> Self {
        let refused = refusal::judge(rows, ground, today);
        // A row of somebody who has left makes no department and no position.
        let gone = ground.gone();
        let taken = rows.iter().zip(&refused).filter(|(_, refusal)| refusal.is_none()).map(|(row, _)| row);
        let taken = taken.filter(|row| row.comes_back(&gone) != Some(false));
        let mut places = Places::of(&ground.books, taken, fresh);
        let mut people = People::of(ground, today);
        let mut intake = Self::default();
        for (row, refusal) in rows.iter().zip(refused) {
            let step = match refusal {
                Some(refusal) => Err(refusal),
                None => people.take(row, &mut places, fresh),
            };
            intake.steps.push(step.unwrap_or_else(|refusal| IntakeStep::refused(row, refusal)));
        }
        (intake.structure, intake.departments, intake.positions) = places.made();
        intake
    }

    /// How many rows meet each fate.
    pub fn counts(&self) -> BTreeMap<Fate, usize> {
        self.steps.iter().fold(BTreeMap::new(), |mut counts, step| {
            *counts.entry(step.fate).or_default() += 1;
            counts
        })
    }

    /// Everything that a person is shown of it, without ids: two lists of steps with the same text do the same.
    pub fn shown(&self) -> String {
        let steps = self.steps.iter().map(|step| (step.row, step.fate, &step.changes));
        format!("{:?}", (&self.departments, &self.positions, steps.collect::<Vec<_>>()))
    }
}

impl IntakeStep {
    fn unchanged(row: &IntakeRow) -> Self {
        Self::idle(row, Fate::Unchanged, None)
    }

    fn refused(row: &IntakeRow, refusal: IntakeRefusal) -> Self {
        Self::idle(row, Fate::Refused, Some(refusal))
    }

    fn idle(row: &IntakeRow, fate: Fate, refusal: Option<IntakeRefusal>) -> Self {
        Self {
            row: row.row,
            person: row.person.clone(),
            fate,
            changes: Vec::new(),
            refusal,
            lines: Vec::new(),
            award: None,
        }
    }
}

/// A text as it is compared: in lower case, with single blanks.
/// What is compared of the names of departments and positions: neither capitals nor spaces around them make a difference.
pub fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
