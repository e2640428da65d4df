use super::{Books, Requirement, Scope};
use crate::award::Day;
use crate::ids::{AwardId, DepartmentId, PositionId};
use crate::question::Level;

/// Work in a department that a requirement keeps apart, which is why somebody does not meet it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The department that is kept apart; the work may lie below it.
    pub department: DepartmentId,
    /// The certificate that would meet it on the day, and its level; none when there is none either.
    pub holds: Option<(AwardId, Level)>,
}

/// The same in words: `has Auditor, but works in Service desk, which is kept apart`.
pub fn conflict_words(holds: Option<Level>, department: &str) -> String {
    let works = format!("works in {department}, which is kept apart");
    match holds {
        Some(level) => format!("has {}, but {works}", level.name()),
        None => format!("has no certificate that counts, and {works}"),
    }
}

/// The department in which somebody works although the requirement keeps it apart: nobody audits the own work. None when
/// there is no conflict on the day. `places` are the positions that the person holds then, in the order of the ids by which they are held.
pub fn own_process(books: &Books, requirement: &Requirement, places: &[&PositionId], on: Day) -> Option<DepartmentId> {
    if requirement.apart_from.is_empty() {
        return None;
    }
    places.iter().find_map(|place| requirement.kept_apart(books, place, on).cloned())
}

impl Requirement {
    /// The department kept apart in which a position lies, or below which; none for the position that the requirement is about itself.
    pub fn kept_apart(&self, books: &Books, place: &PositionId, on: Day) -> Option<&DepartmentId> {
        let is_own = matches!(self.scope, Scope::Position(_) | Scope::Called { .. }) && self.is_about(books, place, on);
        let home = books.position(place).filter(|_| !is_own)?;
        let line = books.above(&home.department);
        line.iter().find_map(|department| self.apart_from.iter().find(|apart| *apart == department))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AssignmentId, MemberId, RequirementId};
    use crate::organisation::{Criticality, Demand, Entry};

    #[test]
    fn nobody_audits_the_own_department() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let [desk, quality] = ["desk", "quality"].map(DepartmentId::new);
        let mut books = Books::default();
        for (department, position) in [(&desk, "agent"), (&quality, "auditor")] {
            let name = || department.to_string();
            books.take(Entry::Department { department: department.clone(), parent: None, name: name() }, None);
            let position = PositionId::new(position);
            books.take(Entry::Position { position, department: department.clone(), name: name() }, None);
        }
        for (member, position, until) in
            [("a", "auditor", None), ("b", "auditor", None), ("b", "agent", Some("2026-02-01"))]
        {
            books.take(
                Entry::Assigned {
                    assignment: AssignmentId::new(format!("{member}{position}")),
                    member: MemberId::new(member),
                    position: PositionId::new(position),
                    from: day("2026-01-01"),
                    until: until.map(day),
                },
                None,
            );
        }
        let requirement = Requirement {
            id: RequirementId::new("r"),
            name: String::new(),
            scope: Scope::Position(PositionId::new("auditor")),
            levels: vec![Level::Auditor],
            demand: Demand::Each,
            valid_months: None,
            criticality: Criticality::High,
            from: day("2026-01-01"),
            due: None,
            until: None,
            within: None,
            apart_from: vec![desk.clone()],
        };
        let conflict = |member: &str, on: &str| {
            let (member, on) = (MemberId::new(member), day(on));
            let held = books.assignments.values().filter(|held| held.member == member && held.holds(on));
            own_process(&books, &requirement, &held.map(|held| &held.position).collect::<Vec<_>>(), on)
        };
        assert_eq!(conflict("a", "2026-01-15"), None);
        assert_eq!(conflict("b", "2026-01-15"), Some(desk));
        assert_eq!(conflict("b", "2026-03-01"), None, "the work ended");
    }
}
