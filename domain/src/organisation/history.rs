use std::collections::BTreeMap;

use super::{Books, Department, Entry, Person, Position, Requirement};
use crate::award::Day;
use crate::ids::{DepartmentId, PositionId, RequirementId};

/// What the books said before they were changed, as far as it is needed to tell how an earlier day was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// When each requirement got its present words, and from which day on these count.
    present: BTreeMap<RequirementId, Since>,
    /// Requirements as they were, each for its days.
    requirements: Vec<Before>,
    /// Positions that are no more.
    positions: BTreeMap<PositionId, Position>,
    /// Departments that are no more.
    departments: BTreeMap<DepartmentId, Department>,
    /// What positions were called.
    names: BTreeMap<PositionId, Names>,
}

/// What a position was called.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Names {
    /// On which day its present name was written.
    written: Day,
    /// Earlier ones, each with the first day on which it was called so no more.
    before: Vec<(Day, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Since {
    written: Day,
    first: Day,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Before {
    requirement: Requirement,
    first: Day,
    /// The first day on which it holds no more.
    end: Day,
    /// The day on which it was cut short last, and where it ended before: what is changed again on that day cuts it anew.
    cut: (Day, Day),
}

impl Books {
    /// Takes a line into account that was written on a day. What it takes the place of stays known for the days before it: a
    /// requirement that is changed counts in its new words from the day of the change, or from the first day that it names if
    /// that is another than before. What is changed or ended on the day on which it was written was never meant.
    pub fn replay(&mut self, written: Day, entry: Entry, person: Option<Person>) {
        match &entry {
            Entry::Requirement { requirement } => self.restate(written, requirement),
            Entry::Chosen { requirement, member, since } => {
                if let Some(rechosen) = self.rechosen(requirement, member, *since) {
                    self.restate(written, &rechosen);
                }
            }
            Entry::RequirementEnded { requirement } => self.retire(requirement, written, written),
            Entry::Position { position, name, .. } => self.rename(written, position, name),
            Entry::PositionClosed { position } => {
                let closed = self.positions.get(position).map(|closed| (position.clone(), closed.clone()));
                self.past.positions.extend(closed);
            }
            Entry::DepartmentClosed { department } => {
                let closed = self.departments.get(department).map(|closed| (department.clone(), closed.clone()));
                self.past.departments.extend(closed);
            }
            _ => {}
        }
        self.take(entry, person);
    }

    fn rename(&mut self, written: Day, id: &PositionId, name: &str) {
        let known = self.positions.get(id).filter(|known| known.name != name).map(|known| known.name.clone());
        let names = self.past.names.entry(id.clone()).or_insert(Names { written, before: Vec::new() });
        if let Some(before) = known.filter(|_| names.written != written) {
            names.before.push((written, before));
            names.written = written;
        }
    }

    fn restate(&mut self, written: Day, requirement: &Requirement) {
        let id = &requirement.id;
        let known = self.requirements.get(id).map(|known| known.from);
        let first = match (known, self.past.present.get(id)) {
            (Some(from), Some(since)) if from == requirement.from && since.written == written => since.first,
            (Some(from), _) if from == requirement.from => written.max(requirement.from),
            _ => requirement.from,
        };
        self.retire(id, written, first.min(written));
        self.past.present.insert(id.clone(), Since { written, first });
    }

    /// Keeps the present words of a requirement for the days before `end`.
    fn retire(&mut self, id: &RequirementId, written: Day, end: Day) {
        let Some(requirement) = self.requirements.get(id) else { return };
        let since =
            self.past.present.remove(id).unwrap_or(Since { written: requirement.from, first: requirement.from });
        // New words for earlier days take the place of older ones there too.
        for before in self.past.requirements.iter_mut().filter(|before| before.requirement.id == *id) {
            let whole = if before.cut.0 == written { before.cut.1 } else { before.end };
            (before.cut, before.end) = ((written, whole), whole.min(end));
        }
        if since.written != written {
            let (requirement, cut) = (requirement.clone(), (written, written));
            self.past.requirements.push(Before { requirement, first: since.first, end, cut });
        }
    }

    /// What is required on a day, by id.
    pub fn required(&self, on: Day) -> BTreeMap<&RequirementId, &Requirement> {
        let first = |one: &Requirement| self.past.present.get(&one.id).map_or(one.from, |since| since.first);
        let before = self.past.requirements.iter().filter(|before| before.first <= on && on < before.end);
        let before = before.filter(|before| before.requirement.lasts(on));
        let now = self.requirements.values().filter(|one| first(one) <= on && one.lasts(on));
        before.map(|before| &before.requirement).chain(now).map(|one| (&one.id, one)).collect()
    }

    /// A position, one that is no more too.
    pub fn position(&self, id: &PositionId) -> Option<&Position> {
        self.positions.get(id).or_else(|| self.past.positions.get(id))
    }

    /// What a position was called on a day, one that is no more too.
    pub fn called(&self, id: &PositionId, on: Day) -> Option<&str> {
        let before = self.past.names.get(id).and_then(|names| names.before.iter().find(|(end, _)| on < *end));
        before.map(|(_, name)| name.as_str()).or_else(|| self.position(id).map(|position| position.name.as_str()))
    }

    /// A department, one that is no more too.
    pub fn department(&self, id: &DepartmentId) -> Option<&Department> {
        self.departments.get(id).or_else(|| self.past.departments.get(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::MemberId;
    use crate::organisation::{Criticality, Demand, Scope};
    use crate::question::Level;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn stated(from: &str, level: Level) -> Entry {
        let requirement = Requirement {
            id: RequirementId::new("r"),
            name: level.name().to_owned(),
            scope: Scope::Everyone,
            levels: vec![level],
            demand: Demand::Each,
            valid_months: None,
            criticality: Criticality::Normal,
            from: day(from),
            due: None,
            until: None,
            within: None,
            apart_from: Vec::new(),
        };
        Entry::Requirement { requirement }
    }

    fn ended() -> Entry {
        Entry::RequirementEnded { requirement: RequirementId::new("r") }
    }

    /// What is required on the first of each month of 2026 from January to June: the first letters.
    fn months(lines: Vec<(&str, Entry)>) -> String {
        let mut books = Books::default();
        lines.into_iter().for_each(|(written, entry)| books.replay(day(written), entry, None));
        let on = |month: u32| books.required(day(&format!("2026-{month:02}-01"))).values().next().cloned().cloned();
        (1..=6).map(|month| on(month).map_or('-', |one| one.name.chars().next().unwrap_or('?'))).collect()
    }

    #[test]
    fn what_was_required_stays_known_for_its_days() {
        let (foundation, auditor) = (|from| stated(from, Level::Foundation), |from| stated(from, Level::Auditor));
        for (lines, expected) in [
            (vec![("2026-02-01", foundation("2026-02-01"))], "-FFFFF"),
            (vec![("2026-02-01", foundation("2026-01-01")), ("2026-04-15", ended())], "FFFF--"),
            (vec![("2026-02-01", foundation("2026-02-01")), ("2026-02-01", ended())], "------"),
            (vec![("2026-02-01", foundation("2026-01-01")), ("2026-04-01", auditor("2026-01-01"))], "FFFAAA"),
            (vec![("2026-02-01", foundation("2026-01-01")), ("2026-02-01", auditor("2026-01-01"))], "AAAAAA"),
            (vec![("2026-01-01", foundation("2026-01-01")), ("2026-05-01", auditor("2026-03-01"))], "FFAAAA"),
            (vec![("2026-01-01", foundation("2026-01-01")), ("2026-03-01", auditor("2026-05-01"))], "FF--AA"),
            (vec![("2026-01-01", foundation("2026-05-01")), ("2026-03-01", auditor("2026-05-01"))], "----AA"),
            (
                vec![
                    ("2026-01-01", foundation("2026-01-01")),
                    ("2026-05-01", auditor("2026-03-01")),
                    ("2026-05-01", auditor("2026-05-01")),
                ],
                "FFFFAA",
            ),
            (
                vec![
                    ("2026-01-01", foundation("2026-01-01")),
                    ("2026-03-01", auditor("2026-01-01")),
                    ("2026-05-15", ended()),
                ],
                "FFAAA-",
            ),
            (
                vec![
                    ("2026-01-01", foundation("2026-01-01")),
                    ("2026-03-01", ended()),
                    ("2026-05-01", auditor("2026-05-01")),
                ],
                "FF--AA",
            ),
        ] {
            assert_eq!(months(lines.clone()), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_last_day_is_kept_and_may_be_moved_for_what_is_ahead() {
        let until = |entry: Entry, last: &str| match entry {
            Entry::Requirement { requirement } => {
                Entry::Requirement { requirement: Requirement { until: Some(day(last)), ..requirement } }
            }
            other => other,
        };
        let asked = || stated("2026-01-01", Level::Foundation);
        let march = || ("2026-01-01", until(asked(), "2026-03-31"));
        for (lines, expected) in [
            (vec![march()], "FFF---"),
            (vec![march(), ("2026-02-01", until(asked(), "2026-05-31"))], "FFFFF-"),
            (vec![march(), ("2026-02-15", asked())], "FFFFFF"),
            (vec![march(), ("2026-05-01", asked())], "FFF-FF"),
            (vec![march(), ("2026-02-15", ended())], "FF----"),
        ] {
            assert_eq!(months(lines.clone()), expected, "{lines:?}");
        }
    }

    #[test]
    fn where_people_worked_stays_known() {
        let (department, position) = (DepartmentId::new("d"), PositionId::new("p"));
        let mut books = Books::default();
        for entry in [
            Entry::Department { department: department.clone(), parent: None, name: "Desk".to_owned() },
            Entry::Position { position: position.clone(), department: department.clone(), name: "Agent".to_owned() },
            Entry::PositionClosed { position: position.clone() },
            Entry::DepartmentClosed { department: department.clone() },
        ] {
            books.replay(day("2026-01-01"), entry, None);
        }
        assert!(books.positions.is_empty() && books.departments.is_empty());
        let home = books.position(&position).map(|position| books.path(&position.department));
        assert_eq!(home.as_deref(), Some("Desk"));
    }

    #[test]
    fn a_position_was_called_as_it_was_on_the_day() {
        let position = PositionId::new("p");
        let named = |name: &str| Entry::Position {
            position: PositionId::new("p"),
            department: DepartmentId::new("d"),
            name: name.to_owned(),
        };
        let mut books = Books::default();
        for (written, name) in [
            ("2026-01-01", "Servce owner"),
            ("2026-01-01", "Service owner"),
            ("2026-03-01", "Service owner"),
            ("2026-04-01", "Product owner"),
            ("2026-04-01", "Product manager"),
        ] {
            books.replay(day(written), named(name), None);
        }
        books.replay(day("2026-06-01"), Entry::PositionClosed { position: position.clone() }, None);
        let on = |text: &str| books.called(&position, day(text));
        assert_eq!((on("2025-12-01"), on("2026-03-31")), (Some("Service owner"), Some("Service owner")));
        assert_eq!((on("2026-04-01"), on("2026-07-01")), (Some("Product manager"), Some("Product manager")));
        assert_eq!(books.called(&PositionId::new("another"), day("2026-01-01")), None);
    }

    #[test]
    fn who_was_chosen_stays_known_for_its_days() {
        let member = MemberId::new("a");
        let people = |entry: Entry| match entry {
            Entry::Requirement { requirement } => {
                Entry::Requirement { requirement: Requirement { scope: Scope::People(BTreeMap::new()), ..requirement } }
            }
            other => other,
        };
        let chosen = |since: Option<&str>| Entry::Chosen {
            requirement: RequirementId::new("r"),
            member: MemberId::new("a"),
            since: since.map(day),
        };
        let mut books = Books::default();
        for (written, entry) in [
            ("2026-01-01", people(stated("2026-01-01", Level::Foundation))),
            ("2026-02-10", chosen(Some("2026-02-10"))),
            // New words name nobody, and take nobody out.
            ("2026-03-10", people(stated("2026-01-01", Level::Auditor))),
            ("2026-05-10", chosen(None)),
        ] {
            books.replay(day(written), entry, None);
        }
        let on = |month: u32| {
            let on = day(&format!("2026-{month:02}-15"));
            let required = books.required(on).values().next().cloned().cloned()?;
            let is_chosen = required.scope.chosen().is_some_and(|chosen| chosen.contains_key(&member));
            Some((required.name.chars().next()?, is_chosen))
        };
        let told = (1..=5).filter_map(on).collect::<Vec<_>>();
        assert_eq!(told, [('F', false), ('F', true), ('A', true), ('A', true), ('A', false)]);
    }
}
