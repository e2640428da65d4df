//! The books of an organisation: who is qualified, what is required, who is missing.

mod candidates;
mod list;
mod log;
mod nav;
mod overview;
mod requirement;
mod requirements;
mod structure;

pub use candidates::{Candidate, candidates};
pub use list::OrganisationsPage;
pub use log::LogPage;
pub use nav::OfficeNav;
pub use overview::OverviewPage;
pub use requirement::RequirementPage;
pub use requirements::{RequirementsPage, demand_words, scope_words};
pub use structure::StructurePage;
