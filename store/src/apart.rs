//! Work that takes a while, kept away from the threads that answer requests.

use tokio::sync::SemaphorePermit;

use crate::{Fault, Store};

/// Runs what takes a while beside the threads that answer requests.
///
/// # Errors
/// [`Fault::Stopping`] when it did not come to its end.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Fault::Stopping)
}

impl Store {
    /// Waits for the place at which the logs of everybody are replayed. There is one, because a replay of many thousand people holds
    /// them all in memory.
    pub(crate) async fn replaying(&self) -> Result<SemaphorePermit<'_>, Fault> {
        self.replaying.acquire().await.map_err(|_| Fault::Stopping)
    }
}
