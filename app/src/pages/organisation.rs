//! The books of an organisation: who is qualified, what is required, who is missing.

mod as_of;
mod candidates;
mod links;
mod list;
mod log;
mod nav;
mod overview;
mod pack;
mod requirement;
mod requirements;
mod structure;

pub use as_of::{AsOf, AsOfPage, PEOPLE, Pages, award_of, name, title};
pub use candidates::{Candidate, candidates};
pub use links::{LinksPage, Made};
pub use list::OrganisationsPage;
pub use log::LogPage;
pub use nav::OfficeNav;
pub use overview::OverviewPage;
pub use pack::{PackPage, files};
pub use requirement::RequirementPage;
pub use requirements::{RequirementsPage, demand_words, scope_words};
pub use structure::StructurePage;
