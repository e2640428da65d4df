use super::{Entry, Scope};

/// What a line says anew is found again under its subject: the next line about the same thing is compared with it.
impl Entry {
    /// The thing that the line states; none for a line that only ends, decides or tells something.
    pub fn subject(&self) -> Option<String> {
        Some(match self {
            Self::Named { .. } => "name".to_owned(),
            Self::Ruled { .. } => "settings".to_owned(),
            Self::Department { department, .. } => format!("department {department}"),
            Self::Position { position, .. } => format!("position {position}"),
            Self::Member { member, .. } => format!("member {member}"),
            Self::Role { member, .. } => format!("role {member}"),
            Self::Assigned { assignment, .. } => format!("assigned {assignment}"),
            Self::Requirement { requirement } => format!("requirement {}", requirement.id),
            Self::ExceptionAsked { exception, .. } => format!("exception {exception}"),
            Self::Planned { plan, .. } => format!("plan {plan}"),
            Self::Linked { link, .. } => format!("link {link}"),
            _ => return None,
        })
    }

    /// The subject whose last line before this one says what was before, or what it is that ends here.
    pub fn looks_back(&self) -> Option<String> {
        Some(match self {
            Self::DepartmentClosed { department } => format!("department {department}"),
            Self::PositionClosed { position } => format!("position {position}"),
            Self::Unassigned { assignment, .. } => format!("assigned {assignment}"),
            Self::RequirementEnded { requirement } => format!("requirement {requirement}"),
            Self::ExceptionDecided { exception, .. } | Self::ExceptionEnded { exception, .. } => {
                format!("exception {exception}")
            }
            Self::PlanClosed { plan, .. } => format!("plan {plan}"),
            Self::Unlinked { link } => format!("link {link}"),
            _ => return self.subject(),
        })
    }

    /// The departments, positions and requirements that the line names by their ids, as subjects.
    pub fn names(&self) -> Vec<String> {
        let department = |id: &crate::ids::DepartmentId| format!("department {id}");
        match self {
            Self::Department { parent, .. } => parent.iter().map(department).collect(),
            Self::Position { department: id, .. } => vec![department(id)],
            Self::Role { lead_of, .. } => lead_of.iter().map(department).collect(),
            Self::Assigned { position, .. } => vec![format!("position {position}")],
            Self::Chosen { requirement, .. } | Self::ExceptionAsked { requirement, .. } => {
                vec![format!("requirement {requirement}")]
            }
            Self::Requirement { requirement } => {
                let mut named = requirement.apart_from.iter().map(department).collect::<Vec<_>>();
                match &requirement.scope {
                    Scope::Position(position) => named.push(format!("position {position}")),
                    Scope::Department(id) => named.push(department(id)),
                    Scope::Called { within, .. } => named.extend(within.iter().map(department)),
                    Scope::Everyone | Scope::People(_) => {}
                }
                named
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AssignmentId, DepartmentId, MemberId, PositionId};

    #[test]
    fn what_ends_looks_back_to_what_was_stated() {
        let member = MemberId::new("a");
        let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
        let held = Entry::Assigned {
            assignment: AssignmentId::new("a"),
            member: member.clone(),
            position: PositionId::new("p"),
            from: "2026-01-01".parse().expect("a day"),
            until: None,
        };
        assert_ne!(came.subject(), held.subject(), "a first position has the id of its person");
        let ends =
            Entry::Unassigned { assignment: AssignmentId::new("a"), until: "2026-03-01".parse().expect("a day") };
        assert_eq!((ends.subject(), ends.looks_back()), (None, held.subject()));
        assert_eq!(held.names(), ["position p"]);
        let closed = Entry::DepartmentClosed { department: DepartmentId::new("d") };
        let made = Entry::Department { department: DepartmentId::new("d"), parent: None, name: "D".to_owned() };
        assert_eq!(closed.looks_back(), made.subject());
        assert_eq!(Entry::Joined { member, account: crate::ids::AccountId::new("x") }.looks_back(), None);
    }
}
