//! Names of things, as types, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a text that is already known to name such a thing.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text as stored and as shown in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

text_id! {
    /// A person's account (UUIDv7).
    AccountId,
    /// An organisation whose people study here (UUIDv7).
    OrganisationId,
    /// One sitting of a paper or of a practice set (UUIDv7).
    AttemptId,
    /// An item of the question bank, for instance `f-rf-01`.
    ItemId,
    /// A booklet, a case or the paper shared by cases, for instance `p-scope-1`.
    ScenarioId,
    /// Items kept for the schemes that name them, for instance `lead`.
    PoolId,
    /// A paper fixed in advance (its file name, or UUIDv7 when a trainer chose it).
    PaperId,
    /// Extra time or breaks that belong to a person (UUIDv7).
    AccommodationId,
    /// A report that something is wrong with an item (UUIDv7).
    ReportId,
    /// The items that ask for the same fact; two of them never meet in one paper.
    FamilyId,
    /// A lesson, for instance `f-incidents-requests`.
    LessonId,
    /// A check inside a lesson.
    CheckId,
    /// A syllabus area, for instance `resolution_fulfilment`.
    AreaId,
    /// An exam scheme, for instance `practice-foundation-2018`.
    SchemeId,
    /// A glossary term.
    TermId,
    /// An edition of ISO/IEC 20000-1, for instance `2018`.
    EditionId,
    /// A qualification award: one certificate of one person (UUIDv7).
    AwardId,
    /// A file that proves an award (UUIDv7).
    EvidenceId,
    /// Somebody in the books of an organisation, with or without an account (UUIDv7).
    MemberId,
    /// A department of an organisation (UUIDv7).
    DepartmentId,
    /// A position that people hold in a department (UUIDv7).
    PositionId,
    /// A person holding a position for a time (UUIDv7).
    AssignmentId,
    /// What an organisation requires of those who hold a position (UUIDv7).
    RequirementId,
    /// An exam, a course or a refresher that is planned for somebody (UUIDv7).
    PlanId,
    /// An observation of how well somebody does the work (UUIDv7).
    ObservationId,
    /// An exception: something that is not asked of somebody for a time (UUIDv7).
    ExceptionId,
    /// A read-only link for an external auditor (UUIDv7).
    LinkId,
    /// One mail to one address (UUIDv7).
    MailId,
    /// A certificate of completion of one of our own courses (UUIDv7).
    CompletionId,
    /// A class that trainers lead (UUIDv7).
    CohortId,
    /// Somebody who takes part in a cohort, with or without an account (UUIDv7).
    ParticipantId,
    /// A session or an assignment in the plan of a cohort (UUIDv7).
    EntryId,
    /// A correction of a question after it was sat (UUIDv7).
    CorrectionId,
}
