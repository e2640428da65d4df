//! For trainers: their cohorts.

mod facts;
mod list;
pub mod marking;
mod nav;
mod people;
mod settings;

pub use facts::{FactsForm, NewCohortPage, zone_options};
pub use list::CohortsPage;
pub use nav::CohortNav;
pub use people::{CohortPeoplePage, JoinScreen};
pub use settings::CohortSettingsPage;
