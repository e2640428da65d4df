//! The books of an organisation: who is qualified, what is required, who is missing.

mod candidates;
mod export;
mod import;
mod list;
mod log;
mod nav;
mod overview;
mod requirement;
mod requirements;
mod structure;

pub use candidates::{Candidate, candidates};
pub use export::{ExportPage, SHEETS};
pub use import::{DraftPage, FATES, ImportPage, Preview, ProgressPage, ReadList, RefusedRow, RowLine, change_words};
pub use list::OrganisationsPage;
pub use log::LogPage;
pub use nav::OfficeNav;
pub use overview::OverviewPage;
pub use requirement::RequirementPage;
pub use requirements::{RequirementsPage, demand_words, scope_words};
pub use structure::StructurePage;
