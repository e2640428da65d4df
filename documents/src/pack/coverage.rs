//! How much of what is required is met: counted from the lines that are printed, so that the two cannot differ.

use serde::Serialize;

use super::{Met, PersonEvidence};

/// Requirements of people, counted by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// People in the pack.
    pub people: usize,
    /// People with every requirement met.
    pub people_covered: usize,
    /// Requirements of all people.
    pub requirements: usize,
    /// Requirements met.
    pub met: usize,
    /// Requirements whose evidence expired.
    pub expired: usize,
    /// Requirements without evidence.
    pub gaps: usize,
}

impl Coverage {
    /// Counts what stands for these people.
    pub fn of(people: &[PersonEvidence]) -> Self {
        let mut whole = Self { people: people.len(), ..Self::default() };
        for person in people {
            let lines = &person.requirements;
            // What is not asked for the time being is no requirement.
            let lines = || lines.iter().filter(|line| !matches!(line.met, Met::Excepted { .. }));
            whole.requirements += lines().count();
            for line in lines() {
                match line.met {
                    Met::Met => whole.met += 1,
                    Met::Expired { .. } => whole.expired += 1,
                    Met::Gap { .. } => whole.gaps += 1,
                    Met::Excepted { .. } => {}
                }
            }
            whole.people_covered += usize::from(lines().all(|line| line.met == Met::Met));
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::RequirementLine;

    fn person(states: &[Met]) -> PersonEvidence {
        let line = |met: &Met| RequirementLine {
            requirement: "Foundation".to_owned(),
            met: met.clone(),
            deadline: None,
            award: None,
        };
        PersonEvidence {
            name: "Ada".to_owned(),
            position: "Process owner".to_owned(),
            department: String::new(),
            requirements: states.iter().map(line).collect(),
            effectiveness: Vec::new(),
            trail: Vec::new(),
        }
    }

    #[test]
    fn each_state_is_counted_apart() {
        let gap = Met::Gap { reason: "not begun".to_owned() };
        let expired = Met::Expired { on: chrono::NaiveDate::default() };
        let excepted = Met::Excepted { until: chrono::NaiveDate::default(), reason: "on leave".to_owned() };
        let people =
            [person(&[Met::Met, gap]), person(&[Met::Met, excepted]), person(&[expired, Met::Met]), person(&[])];
        let wanted = Coverage { people: 4, people_covered: 2, requirements: 5, met: 3, expired: 1, gaps: 1 };
        assert_eq!(Coverage::of(&people), wanted);
    }
}
