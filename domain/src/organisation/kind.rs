use super::Entry;

/// What a line of the books is about, as the log is narrowed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// People who come, change, join, leave or are taken out.
    People,
    /// What people may do, here and in cohorts.
    Roles,
    /// Departments and positions.
    Structure,
    /// Who holds which position.
    Assignments,
    /// What is required.
    Requirements,
    /// Certificates and what was decided about them.
    Certificates,
    /// What is not asked of somebody for a time.
    Exceptions,
    /// What was observed of people's work.
    Observations,
    /// Exams, courses and refreshers that are planned.
    Plans,
    /// Links for auditors.
    Links,
    /// The organisation's name and rules.
    Settings,
    /// Repairs of the records.
    Records,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::People,
        Self::Roles,
        Self::Structure,
        Self::Assignments,
        Self::Requirements,
        Self::Certificates,
        Self::Exceptions,
        Self::Observations,
        Self::Plans,
        Self::Links,
        Self::Settings,
        Self::Records,
    ];

    /// The word used in the database and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Roles => "roles",
            Self::Structure => "structure",
            Self::Assignments => "assignments",
            Self::Requirements => "requirements",
            Self::Certificates => "certificates",
            Self::Exceptions => "exceptions",
            Self::Observations => "observations",
            Self::Plans => "plan",
            Self::Links => "links",
            Self::Settings => "settings",
            Self::Records => "records",
        }
    }

    /// As pages call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Roles => "Roles",
            Self::Structure => "Departments and positions",
            Self::Assignments => "Who holds which position",
            Self::Requirements => "Requirements",
            Self::Certificates => "Certificates",
            Self::Exceptions => "Exceptions",
            Self::Observations => "Practice observed",
            Self::Plans => "Plan",
            Self::Links => "Links for auditors",
            Self::Settings => "Settings",
            Self::Records => "Checks of the records",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Entry {
    /// What the line is about.
    pub const fn kind(&self) -> EntryKind {
        match self {
            Self::Member { .. }
            | Self::Invited { .. }
            | Self::Joined { .. }
            | Self::Left { .. }
            | Self::Erased { .. } => EntryKind::People,
            Self::Role { .. } | Self::TakenOver { .. } => EntryKind::Roles,
            Self::Department { .. }
            | Self::DepartmentClosed { .. }
            | Self::Position { .. }
            | Self::PositionClosed { .. } => EntryKind::Structure,
            Self::Assigned { .. } | Self::Unassigned { .. } => EntryKind::Assignments,
            Self::Requirement { .. } | Self::Chosen { .. } | Self::RequirementEnded { .. } => EntryKind::Requirements,
            Self::Award { .. } => EntryKind::Certificates,
            Self::ExceptionAsked { .. } | Self::ExceptionDecided { .. } | Self::ExceptionEnded { .. } => {
                EntryKind::Exceptions
            }
            Self::Observed { .. } => EntryKind::Observations,
            Self::Planned { .. } | Self::PlanClosed { .. } => EntryKind::Plans,
            Self::Linked { .. } | Self::Unlinked { .. } => EntryKind::Links,
            Self::Named { .. } | Self::Ruled { .. } => EntryKind::Settings,
            Self::Repaired { .. } => EntryKind::Records,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_word() {
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(EntryKind::from_word(""), None);
        assert_eq!(Entry::Repaired { rows: 3 }.kind(), EntryKind::Records);
    }
}
