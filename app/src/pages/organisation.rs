//! The books of an organisation: who is qualified, what is required, who is missing.

mod candidates;
mod forecast;
mod list;
mod log;
mod money;
mod nav;
mod overview;
mod plan;
mod renewals;
mod requirement;
mod requirements;
mod settings;
mod structure;

pub use candidates::{Candidate, candidates};
pub use forecast::{ForecastPage, LevelForecast, Missed};
pub use list::OrganisationsPage;
pub use log::LogPage;
pub use money::{money, plain_money, read_money};
pub use nav::OfficeNav;
pub use overview::OverviewPage;
pub use plan::{Budget, Listed, PlanPage, Preview};
pub use renewals::{RenewalsPage, reminders, window_words};
pub use requirement::RequirementPage;
pub use requirements::{RequirementsPage, demand_words, scope_words};
pub use settings::SettingsPage;
pub use structure::StructurePage;
