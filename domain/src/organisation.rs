//! An organisation's books: who belongs to it, who holds which position, and what is required of whom.
//!
//! The books are a log that only grows; what is true now, and every earlier report, is a replay of it. Names and addresses
//! of people stand beside the log, not in it, so that somebody who has left can be taken out without breaking it.

mod books;
mod coverage;
mod deadline;
mod entry;
mod exception;
mod forecast;
mod history;
mod independence;
mod intake;
mod kind;
mod pack;
mod report;
mod requirement;
mod role;
mod sample;
mod subject;

pub use books::{Assignment, Books, Department, Member, Person, Position};
pub use coverage::{Held, Met, Need, coverage, holding, needs};
pub use deadline::NeedState;
pub use entry::{Effect, Entry, Plan, PlanKind, Settings};
pub use exception::Exception;
pub use forecast::{Month, Shortfall, Success, falls_short, forecast};
pub use history::Past;
pub use independence::{Conflict, conflict_words, own_process};
pub use intake::{
    Change, Fate, Intake, IntakeAward, IntakeGround, IntakeRefusal, IntakeRow, IntakeStep, key as place_key,
};
pub use kind::EntryKind;
pub use pack::{
    Drawn, Evaluation, EvaluationKind, File, Material, Mock, Observation, Pack, PackAsk, PersonPack, ProvenAward,
    RoleNeed, Trail, pack,
};
pub use report::{Asked, Hindered, PersonState, Report, RequirementState, report};
pub use requirement::{Criticality, Demand, Requirement, Scope};
pub use role::Role;
pub use sample::{Draw, Seed, sample};
