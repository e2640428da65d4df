//! The press of the server: shared, and used by two at once, because a long document keeps a processor for seconds.

use std::sync::{Arc, OnceLock};

use documents::certificate::Completion;
use documents::pack::AuditPack;
use documents::press::{Press, PressError, Printed};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::stop::Stop;

/// Documents that are typeset at once.
const AT_ONCE: usize = 2;

/// The press, and who may use it now.
pub struct Printing {
    press: OnceLock<Press>,
    places: Arc<Semaphore>,
}

/// A place at the press. Whoever waits for one holds nothing but the request.
pub struct Place {
    _held: OwnedSemaphorePermit,
}

impl Default for Printing {
    fn default() -> Self {
        Self { press: OnceLock::new(), places: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Printing {
    /// Waits for a place.
    pub async fn place(&self) -> Result<Place, Stop> {
        let place = Arc::clone(&self.places).acquire_owned().await;
        place.map(|held| Place { _held: held }).map_err(|_| Stop::Unavailable)
    }

    /// Prints an audit pack.
    pub async fn audit_pack(&self, place: Place, pack: AuditPack) -> Result<Vec<u8>, Stop> {
        self.print(place, move |press| press.audit_pack(&pack)).await
    }

    /// Prints a certificate of completion.
    pub async fn certificate(&self, place: Place, completion: Completion) -> Result<Vec<u8>, Stop> {
        self.print(place, move |press| press.certificate(&completion)).await
    }

    /// Prints on a thread that may block. The place is given back when it is printed, also when nobody waits for it any more.
    async fn print(
        &self,
        place: Place,
        document: impl FnOnce(&Press) -> Result<Printed, PressError> + Send + 'static,
    ) -> Result<Vec<u8>, Stop> {
        let press = self.press.get_or_init(Press::new).clone();
        let printed = tokio::task::spawn_blocking(move || {
            let printed = document(&press);
            drop(place);
            printed
        });
        let printed = printed.await.map_err(|fault| {
            tracing::error!(%fault, "printing ended early");
            Stop::Internal
        })?;
        let printed = printed.map_err(|fault| {
            tracing::error!(%fault, "a document was not printed");
            Stop::Internal
        })?;
        Ok(printed.pdf)
    }
}
