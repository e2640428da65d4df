//! Files of questions: from bytes to forms of our own, and back.

mod read;
mod write;

pub use read::{FileFormat, read};
pub use write::{ExportedFile, template, write};

use app::pages::bank::ReadFile;
use domain::ids::ItemId;
use store::Store;

use crate::stop::Stop;

/// Drafts that share one write.
const LOT: usize = 100;

/// Takes questions in as drafts, lot by lot; what was taken in before stands once. How many are new.
pub async fn take_in(
    store: &Store,
    by: &store::Writer,
    file: &str,
    read: ReadFile,
    now: domain::time::Timestamp,
) -> Result<usize, Stop> {
    let mut questions = read.questions.into_iter().peekable();
    let mut made = 0;
    while questions.peek().is_some() {
        let lot = questions.by_ref().take(LOT).collect::<Vec<_>>();
        let library = std::sync::Arc::clone(store.library());
        let judged = tokio::task::spawn_blocking(move || {
            let judge = |one: app::pages::bank::ReadQuestion| {
                let id = ItemId::new(one.id);
                let judged = library.judge_alone(&one.written, &id, 1);
                (id, one.written, judged)
            };
            lot.into_iter().map(judge).collect::<Vec<_>>()
        });
        let judged = judged.await.map_err(|_| Stop::Internal)?;
        made += store.make_bank_items(by, judged, format!("Taken in from {file}."), now).await?;
    }
    Ok(made)
}
