//! Every SQL statement of Clausewise, and nothing but storage.
//!
//! SQLite by default, PostgreSQL by URL; one SQL text serves both. Reads take any connection of the pool; all writes
//! pass one door ([`door`]), where on SQLite those that wait share one durable commit.

mod accommodations;
mod accounts;
mod attempts;
mod awards;
mod clock;
mod door;
mod engine;
mod fault;
mod intakes;
mod items;
mod notes;
mod open;
mod organisations;
mod papers;
mod personal;
mod qualifications;
mod reports;
mod sessions;
mod study;

use std::sync::Arc;

use content::Library;

pub use accounts::{Account, NewAccount, PersonRow, Role, SignUp, Staff, email_key};
pub use attempts::{
    Attempt, AttemptHead, Decision, Finished, Held, NewAttempt, PaperItem, Pause, PracticeAnswer,
    Result as AttemptResult, SaveOutcome, Saved, SetAside, SittingRow, StartOutcome, Status, Verified,
};
pub use awards::{AwardLog, Decided, Recorded, Recording};
pub use clock::ClockReading;
pub use engine::fresh_id;
pub use fault::{Fault, OpenFault};
pub use intakes::{IntakeHead, IntakeState, Lot, NewIntake};
pub use notes::{Note, NoteOutcome};
pub use open::Check;
pub use organisations::{
    BookLine, CoverageRow, DepartmentRow, GapRow, Leading, Line, Managing, Membership, Overview, PositionRow, Seat,
    Structure, Written,
};
pub use papers::KeptPaper;
pub use personal::PersonalData;
pub use qualifications::OfficialResult;
pub use reports::{ItemReport, ReportState};
pub use sessions::{Session, SessionRow, Token};

use door::Door;
use engine::Pool;

/// The storage of one running server: a pool for reading, a door for writing, and the course that papers are drawn from.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    door: Door,
    library: Arc<Library>,
}

impl Store {
    /// The course that this store was opened with.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }
}
