//! For trainers: their cohorts.

pub mod analysis;
mod board;
pub mod corrections;
mod facts;
mod history;
mod list;
pub mod marking;
mod nav;
pub mod next_session;
mod people;
pub mod plan;
mod reports;
mod run;
mod settings;
pub mod time;
mod write;

pub use board::{BoardLine, BoardPage, board_lines};
pub use facts::{FactsForm, NewCohortPage, zone_options};
pub use history::{CohortHistoryPage, history_row};
pub use list::CohortsPage;
pub use nav::CohortNav;
pub use people::{CohortPeoplePage, Colleagues, JoinScreen};
pub use reports::{ReportTable, ReportsOfCohortPage};
pub use run::{Run, RunPage, RunsPage, run_table};
pub use settings::CohortSettingsPage;
pub use write::{Addressees, WritePage};
