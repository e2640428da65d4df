//! Renewing one's own qualification: what an organisation asks for, the refresher of this round, and what changed since a
//! certificate.

mod asked;
mod back;
mod changes;
mod refresher;

pub use asked::{AssignedToMe, Mine, OwnAward, load_mine};
pub use back::Back;
pub use changes::{Changes, ChangesPage, load_changes};
pub use refresher::{RefresherPage, Work, load_refresher, practice_title};
