use serde::{Deserialize, Serialize};

/// What somebody may do in the books of one organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the qualification of everybody: may do everything.
    Manager,
    /// Answers for a team: sees and decides about the own department and those below it.
    Lead,
    /// Teaches.
    Trainer,
    /// Writes content.
    Author,
    /// Looks at everything and changes nothing.
    Auditor,
    /// Is in the books.
    #[default]
    Member,
}

impl Role {
    /// All roles, the most powerful first.
    pub const ALL: [Self; 6] = [Self::Manager, Self::Lead, Self::Trainer, Self::Author, Self::Auditor, Self::Member];

    /// The word used in the database, in forms and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Lead => "lead",
            Self::Trainer => "trainer",
            Self::Author => "author",
            Self::Auditor => "auditor",
            Self::Member => "member",
        }
    }

    /// As it is called on pages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manager => "Manager",
            Self::Lead => "Team lead",
            Self::Trainer => "Trainer",
            Self::Author => "Author",
            Self::Auditor => "Auditor (reads only)",
            Self::Member => "Member",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether it sees the books of all people.
    pub const fn reads_all(self) -> bool {
        matches!(self, Self::Manager | Self::Auditor)
    }

    /// Whether it sees the books at all, of all people or of the own team.
    pub const fn reads(self) -> bool {
        matches!(self, Self::Manager | Self::Auditor | Self::Lead)
    }
}
