use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::history::Past;
use super::{Effect, Entry, Exception, Plan, Requirement, Role, Settings};
use crate::award::Day;
use crate::ids::{
    AccountId, AssignmentId, DepartmentId, ExceptionId, MemberId, ObservationId, PlanId, PositionId, RequirementId,
};

/// Name and address of a person, kept beside the books.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// The one above it.
    pub parent: Option<DepartmentId>,
    /// Its name.
    pub name: String,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its department.
    pub department: DepartmentId,
    /// Its name.
    pub name: String,
}

/// Somebody in the books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Name and address; empty once they were taken out.
    pub person: Person,
    /// What the person may do in the books.
    pub role: Role,
    /// The person's account, once joined.
    pub account: Option<AccountId>,
    /// The first day, if known.
    pub starts_on: Option<Day>,
    /// The last day, if known.
    pub ends_on: Option<Day>,
}

/// A person holding a position for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Who.
    pub member: MemberId,
    /// Which position.
    pub position: PositionId,
    /// The first day.
    pub from: Day,
    /// The last day, if known.
    pub until: Option<Day>,
}

/// What the books say after some of their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// The organisation's name.
    pub name: String,
    /// Departments.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// Positions.
    pub positions: BTreeMap<PositionId, Position>,
    /// People.
    pub members: BTreeMap<MemberId, Member>,
    /// Who held what, when.
    pub assignments: BTreeMap<AssignmentId, Assignment>,
    /// What is required.
    pub requirements: BTreeMap<RequirementId, Requirement>,
    /// What is not asked of somebody for a time, or is to be decided; what was refused is not among them.
    pub exceptions: BTreeMap<ExceptionId, Exception>,
    /// What is planned and not carried out yet.
    pub plans: BTreeMap<PlanId, Plan>,
    /// What was observed: whose, when, how, in which words.
    pub observations: BTreeMap<ObservationId, (MemberId, Day, Effect, String)>,
    /// The organisation's rules.
    pub settings: Settings,
    /// What was in the books before; only a replay knows it.
    pub past: Past,
}

impl Member {
    /// Whether the person belongs to the organisation on a day.
    pub fn is_there(&self, on: Day) -> bool {
        self.starts_on.is_none_or(|first| first <= on) && self.ends_on.is_none_or(|last| on <= last)
    }
}

impl Assignment {
    /// Whether it holds on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }
}

impl Books {
    /// Takes the next line into account. `person` stands beside the line. What the line takes the place of is forgotten: for
    /// reports about earlier days see [`Books::replay`].
    pub fn take(&mut self, entry: Entry, person: Option<Person>) {
        match entry {
            Entry::Named { name } => self.name = name,
            Entry::Department { department, parent, name } => {
                self.departments.insert(department, Department { parent, name });
            }
            Entry::DepartmentClosed { department } => {
                self.departments.remove(&department);
            }
            Entry::Position { position, department, name } => {
                self.positions.insert(position, Position { department, name });
            }
            Entry::PositionClosed { position } => {
                self.positions.remove(&position);
            }
            Entry::Assigned { assignment, member, position, from, until } => {
                self.assignments.insert(assignment, Assignment { member, position, from, until });
            }
            Entry::Unassigned { assignment, until } => {
                if let Some(held) = self.assignments.get_mut(&assignment) {
                    held.until = Some(until);
                }
            }
            Entry::Requirement { requirement } => {
                self.requirements.insert(requirement.id.clone(), self.with_known_people(requirement));
            }
            Entry::Chosen { requirement, member, since } => {
                if let Some(rechosen) = self.rechosen(&requirement, &member, since) {
                    self.requirements.insert(requirement, rechosen);
                }
            }
            Entry::RequirementEnded { requirement } => {
                self.requirements.remove(&requirement);
            }
            Entry::Observed { observation, member, on, effect, words } => {
                self.observations.insert(observation, (member, on, effect, words));
            }
            Entry::Planned { plan, what } => {
                self.plans.insert(plan, what);
            }
            Entry::PlanClosed { plan, .. } => {
                self.plans.remove(&plan);
            }
            Entry::ExceptionAsked { exception, member, requirement, until, words: reason } => {
                self.exceptions.insert(exception, Exception { member, requirement, from: None, until, reason });
            }
            Entry::ExceptionDecided { exception, from, .. } => match (from, self.exceptions.get_mut(&exception)) {
                (Some(_), Some(asked)) => asked.from = from,
                _ => drop(self.exceptions.remove(&exception)),
            },
            Entry::ExceptionEnded { exception, last, .. } => {
                if let Some(granted) = self.exceptions.get_mut(&exception) {
                    granted.until = granted.until.min(last);
                }
            }
            Entry::Ruled { settings } => self.settings = settings,
            Entry::Invited { .. }
            | Entry::Repaired { .. }
            | Entry::Award { .. }
            | Entry::Linked { .. }
            | Entry::Unlinked { .. }
            | Entry::TakenOver { .. } => {}
            entry => self.take_member(entry, person),
        }
    }

    fn take_member(&mut self, entry: Entry, person: Option<Person>) {
        match entry {
            Entry::Member { member, starts_on, ends_on } => {
                let known = self.members.entry(member).or_default();
                (known.starts_on, known.ends_on) = (starts_on, ends_on);
                known.person = person.unwrap_or_default();
            }
            Entry::Role { member, role, .. } => self.members.entry(member).or_default().role = role,
            Entry::Joined { member, account } => self.members.entry(member).or_default().account = Some(account),
            Entry::Left { member, on } => {
                let left = self.members.entry(member.clone()).or_default();
                left.ends_on = Some(on);
                let open = |held: &&mut Assignment| held.member == member && held.until.is_none_or(|until| until > on);
                self.assignments.values_mut().filter(open).for_each(|held| held.until = Some(on));
            }
            Entry::Erased { member } => self.members.entry(member).or_default().person = Person::default(),
            _ => {}
        }
    }

    /// A requirement in new words, with the people who were chosen for it until now: those are told by lines of their own, and whoever
    /// changes the words does not undo what somebody else does meanwhile.
    pub(super) fn with_known_people(&self, requirement: Requirement) -> Requirement {
        let known = self.requirements.get(&requirement.id).filter(|known| known.scope.chosen().is_some());
        match (known, requirement.scope.chosen()) {
            (Some(known), Some(_)) => Requirement { scope: known.scope.clone(), ..requirement },
            _ => requirement,
        }
    }

    /// A requirement after somebody was chosen for it or taken out.
    pub(super) fn rechosen(&self, id: &RequirementId, member: &MemberId, since: Option<Day>) -> Option<Requirement> {
        self.requirements.get(id)?.with_chosen(member, since)
    }

    /// A department and all above it, the lowest first.
    pub fn above(&self, department: &DepartmentId) -> Vec<DepartmentId> {
        let mut line = Vec::new();
        let mut next = Some(department.clone());
        while let Some(here) = next.take_if(|here| !line.contains(here)) {
            next = self.department(&here).and_then(|department| department.parent.clone());
            line.push(here);
        }
        line
    }

    /// Whether putting a department below another would close a circle.
    pub fn makes_circle(&self, department: &DepartmentId, parent: &DepartmentId) -> bool {
        self.above(parent).contains(department)
    }

    /// The name of a department with those above it: `Operations > Service desk`.
    pub fn path(&self, department: &DepartmentId) -> String {
        let line = self.above(department);
        let names = line.iter().rev().filter_map(|id| Some(self.department(id)?.name.as_str()));
        names.collect::<Vec<_>>().join(" > ")
    }

    /// The departments that a person works in on a day, with all above them.
    pub fn departments_of(&self, member: &MemberId, on: Day) -> BTreeSet<DepartmentId> {
        let held = self.assignments.values().filter(|held| held.member == *member && held.holds(on));
        let places = held.filter_map(|held| self.position(&held.position));
        places.flat_map(|position| self.above(&position.department)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn department(id: &str, parent: Option<&str>) -> Entry {
        let parent = parent.map(DepartmentId::new);
        Entry::Department { department: DepartmentId::new(id), parent, name: id.to_uppercase() }
    }

    #[test]
    fn departments_have_a_path_and_no_circle() {
        let mut books = Books::default();
        for entry in [department("a", None), department("b", Some("a")), department("c", Some("b"))] {
            books.take(entry, None);
        }
        let [a, b, c] = ["a", "b", "c"].map(DepartmentId::new);
        assert_eq!(books.path(&c), "A > B > C");
        assert!(books.makes_circle(&a, &c) && books.makes_circle(&a, &a));
        assert!(!books.makes_circle(&c, &a) && !books.makes_circle(&b, &a));
        books.take(department("a", Some("c")), None);
        assert_eq!(books.path(&a), "B > C > A", "a circle from elsewhere ends");
    }

    #[test]
    fn who_leaves_gives_up_every_position() {
        let mut books = Books::default();
        let member = MemberId::new("m");
        let held = |id: &str, until: Option<&str>| Entry::Assigned {
            assignment: AssignmentId::new(id),
            member: MemberId::new("m"),
            position: PositionId::new("p"),
            from: day("2026-01-01"),
            until: until.map(day),
        };
        let person = Person { name: "Ida".to_owned(), email: "ida@example.org".to_owned() };
        let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
        books.take(came, Some(person));
        books.take(held("1", None), None);
        books.take(held("2", Some("2026-02-01")), None);
        books.take(Entry::Left { member: member.clone(), on: day("2026-06-30") }, None);
        let until = |id: &str| books.assignments[&AssignmentId::new(id)].until;
        assert_eq!((until("1"), until("2")), (Some(day("2026-06-30")), Some(day("2026-02-01"))));
        let left = &books.members[&member];
        assert!(left.is_there(day("2026-06-30")) && !left.is_there(day("2026-07-01")));
        assert_eq!(left.person.name, "Ida", "the name stays until it is taken out");
        books.take(Entry::Erased { member: member.clone() }, None);
        assert_eq!(books.members[&member].person, Person::default());
    }
}
