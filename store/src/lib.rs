//! Every SQL statement of Clausewise, and nothing but storage.
//!
//! SQLite by default, PostgreSQL by URL; one SQL text serves both. Reads take any connection of the pool; all writes
//! pass one door ([`door`]), where on SQLite those that wait share one durable commit.

mod accommodations;
mod accounts;
mod analysis;
mod apart;
mod attempts;
mod audit;
mod awards;
mod bank;
mod clock;
mod cohorts;
mod completions;
mod corrections;
mod credits;
mod deadlines;
mod digests;
mod door;
mod engine;
mod fault;
mod gaps;
mod intakes;
mod items;
mod mail;
mod marking;
mod notes;
mod open;
mod organisations;
mod papers;
mod personal;
mod plans;
mod records;
mod renewals;
mod reports;
mod session_drafts;
mod sessions;
mod study;

use std::sync::Arc;

use content::Library;

pub use accommodations::{
    ClassAccommodation, ClassApproval, ClassApproved, ClassEnded, ClassPerson, Ending, Fate, Fated, OutOfReach,
    endings_seen, fates_seen,
};
pub use accounts::{Account, NewAccount, PersonRow, Role, SignUp, Staff, email_key};
pub use analysis::{Gather, GatherRow, Gathered};
pub use apart::apart;
pub use attempts::{
    Attempt, AttemptHead, CorrectedItem, Decision, Finished, Held, NewAttempt, PaperItem, Pause, PracticeAnswer,
    Result as AttemptResult, RunAct, RunExam, RunRow, SaveOutcome, Saved, SetAside, SittingRow, StartOutcome, Status,
    Verified,
};
pub use audit::{AuditLink, NewLink, OpenLink, Opening, Shown};
pub use awards::{
    AwardLog, Decided, DecisionNews, EvidenceFile, MOST_FILES, NewEvidence, Prover, Recorded, Recording, Tell, Verdict,
};
pub use bank::{
    BankEvent, BankItem, BankMoved, BankRow, BankSaved, BankText, BankVersion, MOST_SITTINGS, NewQuestionFile,
    OwnAnswers, OwnItem, QuestionFile, Writer,
};
pub use clock::ClockReading;
pub use cohorts::{
    AgendaEntry, Answering, Attendance, Attending, BoardRow, CLASS_INVITATION_GOOD_FOR, Class, ClassInvitation, Cohort,
    CohortFacts, CohortLine, CohortMade, CohortRow, CohortTrainer, Doings, Enrolled, Enrolment, EntryAdded,
    EntryChanged, Guest, Listing, NewEntry, NewParticipant, Noting, OwnDates, Participant, ParticipantState, PlanEntry,
    Register, Shelf, Teaching, TrainerAdded, TrainerRemoved, Withdrawal,
};
pub use completions::{
    Checked, Completion, Earned, Fresh, FreshKey, GOOD_FOR as BADGE_LINK_GOOD_FOR, Issued, KeyRecord, Place, Retired,
    SigningKey, Withdrawer, Withdrawn,
};
pub use corrections::{
    Applied, AtStake, ChangeNews, ChangedResult, CorrectionRefusal, CorrectionRow, Figures, Flagged, NewCorrection,
    Reach, Reached, TellChange, Undone, UndoneBy, answer_of_text, answer_text,
};
pub use credits::CreditEntry;
pub use deadlines::{Nearing, NearingNeed, Required};
pub use digests::{DeadlineRow, Digest, DigestAsk, EndingRow, Listed, MovedRow, WaitingRow};
pub use engine::fresh_id;
pub use fault::{Fault, OpenFault};
pub use gaps::NewGap;
pub use intakes::{IntakeHead, IntakeState, Lot, NewIntake};
pub use mail::{
    DueMail, Enqueued, Failure, KEPT_FOR as MAIL_KEPT_FOR, KeptMail, LEASE as MAIL_LEASE,
    MOST_TRIES as MOST_MAIL_TRIES, MailKind, MailState, NewMail, OutboxRow, Postmaster, Subscription,
};
pub use marking::{
    FinalMark, GivenByPeople, MarkDecision, MarkSheet, MarkerComment, Marking, MarkingStage, NewSheet, Release,
    ResultNews, SheetEnd, SheetOutcome, TellResult, Undecided, WrittenAnswer,
};
pub use notes::{Note, NoteOutcome};
pub use open::Check;
pub use organisations::{
    AssignmentRow, Best, BookLine, Certified, Choosing, ChosenRow, Corrected, Correction, CoverageRow, DepartmentRow,
    EXCEPTIONS_PAGE, ExceptionAsked, ExceptionDecided, ExceptionFilter, ExceptionList, ExceptionPage, ExceptionRow,
    ExceptionState, GOOD_FOR as INVITATION_GOOD_FOR, GapRow, Holding, Invitation, InvitationMail, Invited, Joined,
    Joining, LatePage, LateRow, Leading, Leaving, Line, LogFilter, LoggedAward, Managing, Membership, NeedRow,
    NewInvitation, ObservationRow, Overview, OwnedFile, PEOPLE_PAGE, PeopleFilter, PeoplePage, PeopleRow, PeopleSort,
    PersonFile, PersonState, PositionClosed, PositionFilter, PositionLevels, PositionRow, PositionSort, Seat,
    Structure, Told, Uninvited, WAITING_PAGE, WaitingFilter, WaitingPage, Written,
};
pub use papers::KeptPaper;
pub use personal::{Deletion, PersonalData};
pub use plans::{
    AllPlanned, Assigned, BookedNews, FallsDue, ForAll, ForecastCounts, GapsToPlan, PlanChange, PlanFilter,
    PlanOutcome, PlanRow, PlanState, TellBooked,
};
pub use records::{Aim as RecordsAim, Difference, Scope as RecordsScope};
pub use renewals::{DueReminder, Erasure, Reminded, RenewalRow};
pub use reports::{ItemReport, ReportState};
pub use session_drafts::{KeptDraft, SessionDraft};
pub use sessions::{Session, SessionRow, Token};

use audit::Named;
use door::Door;
use engine::Pool;
use tokio::sync::Semaphore;

/// The storage of one running server: a pool for reading, a door for writing, and the course that papers are drawn from.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    door: Door,
    library: Arc<Library>,
    replaying: Arc<Semaphore>,
    named: Arc<Named>,
}

impl Store {
    fn of(pool: Pool, door: Door, library: Arc<Library>) -> Self {
        Self { pool, door, library, replaying: Arc::new(Semaphore::new(1)), named: Arc::default() }
    }

    /// The course that this store was opened with.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }
}
