//! The books of an organisation: who is qualified, what is required, who is missing.

mod approvals;
mod award;
mod candidates;
mod evidence;
mod joining;
mod list;
mod log;
mod nav;
mod overview;
mod people;
mod person;
mod requirement;
mod requirements;
mod structure;

pub use approvals::{ApprovalsPage, Waiting};
pub use award::{Proved, proved};
pub use candidates::{Candidate, candidates};
pub use evidence::EvidenceList;
pub use joining::{JoinPage, MePage};
pub use list::OrganisationsPage;
pub use log::LogPage;
pub use nav::OfficeNav;
pub use overview::OverviewPage;
pub use people::{PeopleMatrixPage, PositionsPage, best_words};
pub use person::{MemberPage, PersonView};
pub use requirement::RequirementPage;
pub use requirements::{RequirementsPage, demand_words, scope_words};
pub use structure::StructurePage;
