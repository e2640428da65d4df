//! For trainers: their cohorts.

mod facts;
mod list;
mod nav;
mod people;
pub mod plan;
mod run;
mod settings;

pub use facts::{FactsForm, NewCohortPage, zone_options};
pub use list::CohortsPage;
pub use nav::CohortNav;
pub use people::{CohortPeoplePage, JoinScreen};
pub use run::{Run, RunPage, RunsPage, run_table};
pub use settings::CohortSettingsPage;
