//! What every page can reach: the store, the course, the clock and the addresses of the assets.

use std::sync::Arc;

use content::Library;
use domain::ids::{AccountId, OrganisationId};
use store::{ClockReading, Role, Store};

use crate::live::Live;

/// Addresses of the built assets, with the hash of their content in the name.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The stylesheet of every page.
    pub css: String,
    /// What pages with navigation need besides.
    pub pages_css: String,
    /// The script of pages without an island.
    pub script: String,
    /// The script of pages that follow what happens.
    pub live_script: String,
    /// The script of pages where a question is written.
    pub bank_script: String,
    /// The script of pages where answers are marked.
    pub marking_script: String,
    /// The script of exam pages.
    pub exam_script: String,
    /// The island's JavaScript side.
    pub island_script: String,
    /// The islands.
    pub wasm: String,
    /// The font of the interface.
    pub sans: String,
    /// The font of lessons.
    pub serif: String,
}

/// The running service as pages see it.
#[derive(Clone)]
pub struct Site {
    /// Storage.
    pub store: Store,
    /// Addresses of the assets.
    pub assets: Arc<Assets>,
    /// Reads both clocks.
    pub now: Arc<dyn Fn() -> ClockReading + Send + Sync>,
    /// Tells open exam pages what has changed.
    pub live: Arc<Live>,
    /// Fresh randomness, for seeds and save keys.
    pub entropy: Arc<dyn Fn() -> u64 + Send + Sync>,
}

impl Site {
    /// The course.
    pub fn library(&self) -> &Library {
        self.store.library()
    }

    /// Both clocks, now.
    pub fn now(&self) -> ClockReading {
        (self.now)()
    }

    /// Fresh randomness.
    pub fn entropy(&self) -> u64 {
        (self.entropy)()
    }
}

/// The signed-in person behind a request. Handlers that change or show anything personal take one; it is made only from a
/// living session.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Who.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// In which role.
    pub role: Role,
    /// Of which organisation.
    pub organisation: Option<OrganisationId>,
    /// The session that carried the request.
    pub session: String,
    /// The day of the official exam (ISO 8601).
    pub exam_date: Option<String>,
    /// Whether the person belongs to an organisation's books.
    pub belongs: bool,
}

impl Viewer {
    /// Whether the person joined a class by name alone, and can sign in nowhere else.
    pub fn is_guest(&self) -> bool {
        self.email.is_empty()
    }
}

impl Site {
    /// Notes a fault of the store once, in the log.
    pub fn report(&self, fault: &store::Fault) {
        tracing::error!(%fault, "the store failed");
    }
}
