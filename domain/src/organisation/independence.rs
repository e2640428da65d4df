use super::{Books, Requirement, Scope};
use crate::award::Day;
use crate::ids::{DepartmentId, MemberId};

/// The department in which somebody works although the requirement keeps it apart: nobody audits the own work. None when
/// there is no conflict on the day.
pub fn own_process(books: &Books, requirement: &Requirement, member: &MemberId, on: Day) -> Option<DepartmentId> {
    let besides = |position| requirement.scope != Scope::Position(position);
    let held = books.assignments.values().filter(|held| held.member == *member && held.holds(on));
    let others = held.filter(|held| besides(held.position.clone()));
    let homes = others.filter_map(|held| books.position(&held.position));
    homes
        .flat_map(|position| books.above(&position.department))
        .find(|department| requirement.apart_from.contains(department))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AssignmentId, PositionId, RequirementId};
    use crate::organisation::{Criticality, Demand, Entry};
    use crate::question::Level;

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
            within: None,
            apart_from: vec![desk.clone()],
        };
        let conflict = |member: &str, on: &str| own_process(&books, &requirement, &MemberId::new(member), day(on));
        assert_eq!(conflict("a", "2026-01-15"), None);
        assert_eq!(conflict("b", "2026-01-15"), Some(desk));
        assert_eq!(conflict("b", "2026-03-01"), None, "the work ended");
    }
}
