use serde::{Deserialize, Serialize};

use super::{Requirement, Role};
use crate::award::Day;
use crate::ids::{
    AccountId, AssignmentId, AwardId, CohortId, DepartmentId, ExceptionId, LinkId, MemberId, ObservationId, PlanId,
    PositionId, RequirementId,
};
use crate::question::Level;
use crate::time::Timestamp;

/// A line of an organisation's books. Names and addresses of people stand beside it, never in it, and so do words about people
/// ([`Entry::words_mut`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// The books were opened, or the organisation has a new name.
    Named {
        /// Its name.
        name: String,
    },
    /// A department was made, renamed or moved.
    Department {
        /// Which.
        department: DepartmentId,
        /// The department above it.
        parent: Option<DepartmentId>,
        /// Its name.
        name: String,
    },
    /// A department is there no more.
    DepartmentClosed {
        /// Which.
        department: DepartmentId,
    },
    /// A position was made, renamed or moved.
    Position {
        /// Which.
        position: PositionId,
        /// Its department.
        department: DepartmentId,
        /// Its name.
        name: String,
    },
    /// A position is there no more.
    PositionClosed {
        /// Which.
        position: PositionId,
    },
    /// A person came into the books, or what they say of the person changed. Name and address stand beside this line.
    Member {
        /// Who.
        member: MemberId,
        /// The first day, if known.
        starts_on: Option<Day>,
        /// The last day, if known.
        ends_on: Option<Day>,
    },
    /// A person has another role.
    Role {
        /// Who.
        member: MemberId,
        /// Which.
        role: Role,
        /// The department that a team lead answers for, with those below it.
        lead_of: Option<DepartmentId>,
    },
    /// A person was invited to join.
    Invited {
        /// Who.
        member: MemberId,
    },
    /// A person joined: from now on the organisation sees the awards in the person's own record.
    Joined {
        /// Who.
        member: MemberId,
        /// The person's account.
        account: AccountId,
    },
    /// A person left. What the organisation saw until then it keeps as long as its rules say.
    Left {
        /// Who.
        member: MemberId,
        /// The last day.
        on: Day,
    },
    /// Name and address of a person were taken out.
    Erased {
        /// Who.
        member: MemberId,
    },
    /// A person holds a position.
    Assigned {
        /// Which holding.
        assignment: AssignmentId,
        /// Who.
        member: MemberId,
        /// Which position.
        position: PositionId,
        /// The first day.
        from: Day,
        /// The last day, if known.
        until: Option<Day>,
    },
    /// A holding ends.
    Unassigned {
        /// Which holding.
        assignment: AssignmentId,
        /// The last day.
        until: Day,
    },
    /// A requirement was stated or changed.
    Requirement {
        /// What is required.
        requirement: Requirement,
    },
    /// Somebody was chosen for a requirement of people who are chosen one by one, or taken out again.
    Chosen {
        /// Which requirement.
        requirement: RequirementId,
        /// Who.
        member: MemberId,
        /// From which day on; none when taken out.
        since: Option<Day>,
    },
    /// A requirement holds no more.
    RequirementEnded {
        /// Which.
        requirement: RequirementId,
    },
    /// Somebody asked that a requirement be not asked of a person for a time.
    ExceptionAsked {
        /// Which.
        exception: ExceptionId,
        /// Of whom.
        member: MemberId,
        /// Which requirement.
        requirement: RequirementId,
        /// The last day for which it is asked.
        until: Day,
        /// Why. It stands beside the line.
        words: String,
    },
    /// What was asked for was decided.
    ExceptionDecided {
        /// Which.
        exception: ExceptionId,
        /// Of whom.
        member: MemberId,
        /// The first day on which it holds; none when it was refused.
        from: Option<Day>,
        /// What was said. It stands beside the line.
        words: String,
    },
    /// What was granted ends before its time.
    ExceptionEnded {
        /// Which.
        exception: ExceptionId,
        /// Of whom.
        member: MemberId,
        /// The last day on which it holds.
        last: Day,
    },
    /// Something was recorded or decided about an award of a person.
    Award {
        /// Whose.
        member: MemberId,
        /// Which.
        award: AwardId,
        /// What happened to it: `claimed`, `verified` and so on.
        what: String,
        /// Why.
        reason: String,
    },
    /// Somebody observed how well the person does the work: part of judging whether training was effective.
    Observed {
        /// Which observation.
        observation: ObservationId,
        /// Who.
        member: MemberId,
        /// On which day.
        on: Day,
        /// How it went.
        effect: Effect,
        /// What was observed. It stands beside the line.
        words: String,
    },
    /// Something was planned for a person, or the plan changed.
    Planned {
        /// Which plan.
        plan: PlanId,
        /// What.
        what: Plan,
    },
    /// A plan was carried out or given up.
    PlanClosed {
        /// Which plan.
        plan: PlanId,
        /// Whether it was carried out.
        done: bool,
    },
    /// A read-only link for an external auditor was made.
    Linked {
        /// Which link.
        link: LinkId,
        /// The first day that it shows.
        from: Day,
        /// The last day that it shows.
        until: Day,
        /// When it ends to work.
        expires: Timestamp,
    },
    /// A link was ended before its time.
    Unlinked {
        /// Which link.
        link: LinkId,
    },
    /// Who wrote this line teaches a cohort from now on that nobody taught any more.
    TakenOver {
        /// Which cohort.
        cohort: CohortId,
        /// Its name then.
        name: String,
    },
    /// The rules of the organisation changed.
    Ruled {
        /// The rules.
        settings: Settings,
    },
    /// Rows that differed from the log were made anew from it.
    Repaired {
        /// How many.
        rows: u64,
    },
}

impl Entry {
    /// What people wrote about a person: it stands beside the line as the name does, and is taken out with it.
    pub fn words_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Observed { words, .. }
            | Self::ExceptionAsked { words, .. }
            | Self::ExceptionDecided { words, .. } => Some(words),
            _ => None,
        }
    }
}

/// How an observation of practice went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The person does it well alone.
    Competent,
    /// The person does it with support.
    Developing,
    /// The person cannot do it yet.
    NotYet,
}

impl Effect {
    /// All, the best first.
    pub const ALL: [Self; 3] = [Self::Competent, Self::Developing, Self::NotYet];

    /// The word used in forms and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Competent => "competent",
            Self::Developing => "developing",
            Self::NotYet => "not_yet",
        }
    }

    /// As pages call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Competent => "Competent alone",
            Self::Developing => "Competent with support",
            Self::NotYet => "Not competent yet",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.word() == word)
    }
}

/// Something planned for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// For whom.
    pub member: MemberId,
    /// What.
    pub kind: PlanKind,
    /// Towards which level.
    pub level: Level,
    /// The day of the exam, or by when the course is to be done.
    pub on: Day,
    /// What it costs, in hundredths of the organisation's currency.
    pub cost: i64,
    /// The set of lessons of a refresher; empty for what is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refresher: String,
}

/// What is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// An official exam.
    Exam,
    /// The course of a level.
    Course,
    /// A refresher before a renewal; each round has another set of lessons.
    Refresher,
}

impl PlanKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Exam, Self::Course, Self::Refresher];

    /// The word used in forms and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Course => "course",
            Self::Refresher => "refresher",
        }
    }

    /// As pages call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exam => "Official exam",
            Self::Course => "Course",
            Self::Refresher => "Refresher",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The rules of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Days before an expiry at which the holder is reminded, the earliest first.
    pub remind_days: Vec<u16>,
    /// Days before an expiry from which on it may be renewed.
    pub window_days: u16,
    /// Names and addresses of those who left are kept so many months.
    pub keep_months: u16,
    /// The currency of budgets, three letters.
    pub currency: String,
    /// What may be spent on exams and courses in a calendar year, in hundredths; zero when nothing is set.
    pub budget: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            remind_days: vec![180, 90, 30],
            window_days: 180,
            keep_months: 36,
            currency: "EUR".to_owned(),
            budget: 0,
        }
    }
}
