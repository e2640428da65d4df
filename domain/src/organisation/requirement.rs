use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Books, Position};
use crate::award::Day;
use crate::ids::{DepartmentId, MemberId, PositionId, RequirementId};
use crate::question::Level;

/// What an organisation requires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its id.
    pub id: RequirementId,
    /// What it is called, for instance `Service owners: Foundation`.
    pub name: String,
    /// Whom it concerns.
    pub scope: Scope,
    /// Any of these levels meets it.
    pub levels: Vec<Level>,
    /// How many must meet it.
    pub demand: Demand,
    /// An award counts so many months from its day; none when as long as it is valid.
    pub valid_months: Option<u16>,
    /// How much it matters.
    pub criticality: Criticality,
    /// From this day on.
    pub from: Day,
    /// The last day on which it asks anything; none without an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Until when the demand is to be met; none when at once.
    pub due: Option<Day>,
    /// Whoever comes under it has so many months from that day; none when no longer than all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u16>,
    /// Those who meet it must not work on what they audit: an assignment to one of these departments (or below) besides
    /// the one that the requirement concerns is a conflict.
    pub apart_from: Vec<DepartmentId>,
}

/// Whom a requirement concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everybody.
    Everyone,
    /// Those who hold a position.
    Position(PositionId),
    /// Those who hold any position in a department or below it.
    Department(DepartmentId),
    /// Those who hold any position of a name, wherever there is one.
    Called {
        /// The name, as it was written; see [`place_key`](super::place_key).
        name: String,
        /// Of positions in this department or below it alone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<DepartmentId>,
    },
    /// Those who were chosen one by one, each from a day on. Who is chosen or taken out is a line of its own.
    People(BTreeMap<MemberId, Day>),
}

/// How many of those concerned must meet it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// Each of them.
    Each,
    /// So many of them.
    AtLeast(u32),
}

impl Scope {
    /// Those who were chosen by hand may be so many.
    pub const MOST_CHOSEN: usize = 500;

    /// Those who were chosen by hand; none where nobody is.
    pub fn chosen(&self) -> Option<&BTreeMap<MemberId, Day>> {
        match self {
            Self::People(chosen) => Some(chosen),
            Self::Everyone | Self::Position(_) | Self::Department(_) | Self::Called { .. } => None,
        }
    }

    /// The positions of a name, in words; with the path of the department in which they lie, if it matters.
    pub fn called_words(name: &str, path: Option<&str>) -> String {
        match path {
            None => format!("Every position called {name}"),
            Some(path) => format!("Every position called {name}, in {path} or below"),
        }
    }
}

impl Demand {
    /// How many needs a requirement has that concerns so many people: one of each, or the number that was asked for, whoever
    /// fills it.
    pub fn needed(self, concerned: usize) -> usize {
        match self {
            Self::Each => concerned,
            Self::AtLeast(n) => n as usize,
        }
    }
}

/// How much a requirement matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criticality {
    /// A gap is a risk to services or to a certificate.
    High,
    /// A gap is to be closed in the ordinary course.
    Normal,
    /// Good to have.
    Low,
}

impl Criticality {
    /// All, the most urgent first.
    pub const ALL: [Self; 3] = [Self::High, Self::Normal, Self::Low];

    /// The word used in forms and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Normal => "normal",
            Self::Low => "low",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criticality| criticality.word() == word)
    }
}

impl Requirement {
    /// The requirement after somebody was chosen from a day on, or taken out; nothing where people are not chosen one by one.
    pub fn with_chosen(&self, member: &MemberId, since: Option<Day>) -> Option<Self> {
        let mut chosen = self.scope.chosen()?.clone();
        match since {
            Some(day) => drop(chosen.insert(member.clone(), day)),
            None => drop(chosen.remove(member)),
        }
        Some(Self { scope: Scope::People(chosen), ..self.clone() })
    }

    /// Whether it asks anything on a day, by its first and last day.
    pub fn asks(&self, on: Day) -> bool {
        self.from <= on && self.lasts(on)
    }

    /// Whether a day is not after its last one.
    pub fn lasts(&self, on: Day) -> bool {
        self.until.is_none_or(|last| on <= last)
    }

    /// Where those who meet it must not work, in words: `must not work in Service desk or Network`. None when that does not matter.
    pub fn apart_words(&self, path: impl Fn(&DepartmentId) -> String) -> Option<String> {
        let names = self.apart_from.iter().map(path).collect::<Vec<_>>();
        (!names.is_empty()).then(|| format!("must not work in {}", names.join(" or ")))
    }

    /// Whom it concerns, in words.
    pub fn whom(&self, books: &Books) -> String {
        let place = |position: &Position| format!("{}, {}", position.name, books.path(&position.department));
        match &self.scope {
            Scope::Everyone => "Everybody".to_owned(),
            Scope::Position(id) => books.position(id).map_or_else(|| "A position that is no more".to_owned(), place),
            Scope::Department(id) => format!("Everybody in {}", books.path(id)),
            Scope::Called { name, within } => {
                Scope::called_words(name, within.as_ref().map(|id| books.path(id)).as_deref())
            }
            Scope::People(_) => "Those who were chosen one by one".to_owned(),
        }
    }

    /// How long an award counts, in words.
    pub fn validity_words(&self) -> String {
        match self.valid_months {
            Some(months) => format!("for {months} months, while it is valid"),
            None => "while it is valid".to_owned(),
        }
    }

    /// The level that it names first: progress towards it is looked at.
    pub fn first_level(&self) -> Level {
        self.levels.first().copied().unwrap_or(Level::Foundation)
    }

    /// What is asked for, in words: `Foundation or Practitioner`.
    pub fn levels_words(&self) -> String {
        self.levels.iter().map(|level| level.name()).collect::<Vec<_>>().join(" or ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_written_before_newcomers_had_time_reads_as_it_was() {
        let old = r#"{"id":"r","name":"N","scope":"everyone","levels":["foundation"],"demand":"each","valid_months":null,
            "criticality":"normal","from":"2026-01-01","due":null,"apart_from":[]}"#;
        let read = serde_json::from_str::<Requirement>(old).expect("it is a requirement");
        assert_eq!((read.within, read.until, read.gives_time()), (None, None, false));
        let again = serde_json::to_value(&read).expect("it is plain data");
        assert_eq!(
            again,
            serde_json::from_str::<serde_json::Value>(old).expect("it is JSON"),
            "nothing is added to it"
        );
        let since = "2026-02-01".parse().expect("a day");
        let people = Requirement { scope: Scope::People(BTreeMap::new()), within: Some(3), ..read.clone() };
        let chosen = people.with_chosen(&MemberId::new("a"), Some(since)).expect("people are chosen for it");
        let text = serde_json::to_string(&chosen).expect("it is plain data");
        assert!(text.contains(r#""scope":{"people":{"a":"2026-02-01"}}"#) && text.contains(r#""within":3"#), "{text}");
        assert_eq!(serde_json::from_str::<Requirement>(&text).expect("it is a requirement"), chosen);
        assert_eq!(chosen.with_chosen(&MemberId::new("a"), None), Some(people));
        assert_eq!(read.with_chosen(&MemberId::new("a"), Some(since)), None, "nobody is chosen for it");
    }
}
