//! For staff: questions of their own, from a draft to the papers that use it.

mod changes;
mod edit;
mod export;
mod field;
mod figures;
mod import;
mod kinds;
mod list;
mod one;
mod preview;
mod words;

pub use edit::{EditPage, Editing};
pub use export::{ExportFormat, ExportPage, LeftOut};
pub use figures::{Measured, flags, load_figures};
pub use import::{Defaults, FilePage, ImportPage, ReadFile, ReadQuestion, RefusedQuestion, TrialRun};
pub use list::{BankPage, Filter};
pub use one::{Asked, ItemPage, Older};
pub use preview::looked_at;
pub use words::act_words;
