//! For trainers: their cohorts.

pub mod analysis;
pub mod corrections;
mod facts;
mod list;
mod nav;
pub mod next_session;
mod people;
mod settings;

pub use facts::{FactsForm, NewCohortPage, zone_options};
pub use list::CohortsPage;
pub use nav::CohortNav;
pub use people::{CohortPeoplePage, JoinScreen};
pub use settings::CohortSettingsPage;
