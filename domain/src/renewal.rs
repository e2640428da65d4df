//! Renewing a qualification: when the window opens, when somebody is reminded, which refresher comes next, and what has to
//! be learned again when an edition changes.

mod delta;
mod refresher;
mod reminder;
mod window;

pub use delta::{Amendment, Delta, KnownEdition, delta, touched};
pub use refresher::{PASS_PERCENT, Round, next_set};
pub use reminder::{Span, due_reminder, spans};
pub use window::{Way, WayBack, Window, asked};
