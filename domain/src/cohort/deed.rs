//! What was done in a class, by those who teach it and by those who take part: the lines of its history.

use serde::{Deserialize, Serialize};

use crate::ids::CorrectionId;

/// Something that was done. Whom or what it was done to stands beside it, so that nobody's name is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// The class was opened.
    Made,
    /// It was opened as the next run of another one.
    MadeFrom {
        /// The name of that one.
        name: String,
    },
    /// The next run was opened from it.
    Copied {
        /// The name of that run.
        name: String,
    },
    /// What is stated about it was changed.
    Changed {
        /// What, in the order of the form.
        changes: Vec<Change>,
    },
    /// It was put away.
    PutAway,
    /// It was taken out again.
    TakenOut,
    /// Joining was opened by a new code.
    CodeMade,
    /// Joining was closed.
    JoiningClosed,
    /// Somebody was put into the list.
    Listed,
    /// Somebody was invited.
    Invited,
    /// Somebody joined.
    Joined,
    /// Somebody who had left, or was listed again, joined once more.
    CameBack,
    /// Somebody left.
    Left,
    /// Somebody was taken out.
    Removed,
    /// Another trainer teaches it too.
    TrainerAdded,
    /// A trainer was taken out.
    TrainerRemoved,
    /// A trainer left.
    TrainerLeft,
    /// Somebody took over what nobody taught any more.
    TakenOver,
    /// An entry was put into the plan.
    EntryAdded,
    /// An entry was changed.
    EntryChanged {
        /// What of it.
        parts: Vec<Part>,
    },
    /// An entry was taken out of the plan.
    EntryWithdrawn,
    /// Somebody was given dates of the own.
    OwnDatesSet,
    /// Somebody's own dates were taken back.
    OwnDatesEnded,
    /// All may begin a mock exam.
    RunBegun,
    /// Clocks were held.
    RunHeld {
        /// How many exams it reached.
        exams: u32,
        /// Whether it was done to one person alone.
        #[serde(default)]
        alone: bool,
    },
    /// Clocks went on.
    RunContinued {
        /// How many exams it reached.
        exams: u32,
        /// Whether it was done to one person alone.
        #[serde(default)]
        alone: bool,
    },
    /// Time was granted.
    TimeGranted {
        /// How many milliseconds.
        length: i64,
        /// How many exams it reached.
        exams: u32,
        /// Whether it was done to one person alone.
        #[serde(default)]
        alone: bool,
    },
    /// Exams were ended.
    RunEnded {
        /// How many exams it reached.
        exams: u32,
        /// Whether it was done to one person alone.
        #[serde(default)]
        alone: bool,
    },
    /// The exam of somebody was opened again.
    Reopened {
        /// For how many milliseconds.
        length: i64,
    },
    /// Something that came too late into the exam of somebody counts.
    Admitted,
    /// Final marks were recorded.
    MarksDecided {
        /// Of how many answers.
        answers: u32,
    },
    /// Marks were released.
    MarksReleased,
    /// A question was put right.
    Corrected {
        /// The correction.
        correction: CorrectionId,
    },
    /// A correction was taken back.
    CorrectionUndone {
        /// The correction.
        correction: CorrectionId,
    },
    /// A register was kept.
    RegisterKept {
        /// How many people were noted anew.
        noted: u64,
    },
    /// What the class does at its next meeting was prepared.
    SessionPrepared,
    /// Extra time was given to several people at once.
    TimeGiven {
        /// To how many.
        people: u64,
    },
    /// What was given to several people was ended.
    TimeEnded {
        /// Of how many.
        people: u64,
    },
}

/// A statement about a class that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub what: Fact,
    /// What it was before; empty where nothing was stated.
    pub before: String,
    /// What it is from then on.
    pub after: String,
}

/// What is stated about a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Its name.
    Name,
    /// The level.
    Level,
    /// The edition.
    Edition,
    /// The exam that it prepares for.
    Scheme,
    /// The first day.
    StartsOn,
    /// The last day.
    EndsOn,
    /// The day of the exam.
    ExamOn,
    /// The time zone.
    Zone,
    /// The language.
    Language,
    /// Whether people join in the room.
    InRoom,
}

/// A part of an entry of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What it is called.
    Title,
    /// What is told about it.
    Words,
    /// What is to be done.
    Task,
    /// When.
    Dates,
}
