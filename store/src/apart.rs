//! Work that takes a while, kept away from the threads that answer requests.

use std::sync::Arc;

use tokio::sync::OwnedSemaphorePermit;

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
    /// them all in memory: the place goes along with the work, which is not over when nobody waits for it any more.
    pub(crate) async fn replaying(&self) -> Result<OwnedSemaphorePermit, Fault> {
        Arc::clone(&self.replaying).acquire_owned().await.map_err(|_| Fault::Stopping)
    }
}
