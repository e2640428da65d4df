//! What handlers share.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use app::site::Site;
use tokio::sync::Semaphore;

use crate::badges::Lists;
use crate::checking::Checking;
use crate::clock::Clock;
use crate::config::Config;
use crate::files::Files;
use crate::password::Hasher;
use crate::printing::Printing;
use crate::standings::Standings;
use crate::throttle::Throttle;
use crate::wear::Wear;

/// The running server, cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) site: Site,
    pub(crate) files: Files,
    pub(crate) hasher: Hasher,
    pub(crate) throttle: Throttle,
    pub(crate) wear: Wear,
    pub(crate) printing: Printing,
    pub(crate) standings: Standings,
    pub(crate) lists: Lists,
    pub(crate) checking: Checking,
    /// Places for files that are being received.
    pub(crate) uploads: Arc<Semaphore>,
    /// Who takes an archive out.
    pub(crate) archives: Arc<crate::routes::Archives>,
    pub(crate) public_url: String,
    pub(crate) secure: bool,
    pub(crate) proxies: Vec<IpAddr>,
    /// From whom mail comes; nothing where no mail server is set up.
    pub(crate) mail_from: Option<String>,
    /// The one-time link's token, until there is an administrator.
    pub(crate) setup: Mutex<Option<String>>,
}

impl App {
    /// Puts the parts together.
    pub fn new(config: &Config, store: store::Store, clock: Clock, hasher: Hasher, setup: Option<String>) -> Self {
        Self::with_entropy(config, store, clock, hasher, setup, Arc::new(crate::entropy::number))
    }

    /// Puts the parts together with a given source of seeds and save keys, so that a sitting can be repeated. Tokens and
    /// nonces always come from the machine.
    pub fn with_entropy(
        config: &Config,
        store: store::Store,
        clock: Clock,
        hasher: Hasher,
        setup: Option<String>,
        entropy: Arc<dyn Fn() -> u64 + Send + Sync>,
    ) -> Self {
        let assets = Arc::new(crate::assets::addresses());
        let site = Site { store, assets, now: Arc::new(move || clock.now()), entropy, live: Arc::default() };
        Self(Arc::new(Inner {
            site,
            files: Files::at(config.files.clone()),
            hasher,
            throttle: Throttle::default(),
            wear: Wear::default(),
            printing: Printing::default(),
            standings: Standings::default(),
            lists: Lists::default(),
            checking: Checking::default(),
            uploads: Arc::new(Semaphore::new(crate::upload::AT_ONCE)),
            archives: Arc::default(),
            public_url: config.public_url.clone(),
            secure: config.is_secure(),
            proxies: config.trusted_proxies.clone(),
            mail_from: config.mail.as_ref().map(|mail| mail.from.to_string()),
            setup: Mutex::new(setup),
        }))
    }

    /// What pages can reach.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The store of files.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// Learns from the database which items were in papers lately.
    ///
    /// # Errors
    /// [`store::Fault`] of the store.
    pub async fn look_back(&self) -> Result<(), store::Fault> {
        let site = &self.0.site;
        for (scheme, items) in site.store.latest_papers(crate::wear::LATELY as u32 * 5).await? {
            if let Some(scheme) = site.library().scheme(&scheme) {
                self.0.wear.note(scheme, items);
            }
        }
        Ok(())
    }

    /// The setup link's token, while it is good.
    pub(crate) fn setup_token(&self) -> Option<String> {
        self.0.setup.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Takes the setup link's token away, if it is this one: of several who use the link at once, one gets it.
    pub(crate) fn take_setup(&self, token: &str) -> bool {
        let mut setup = self.0.setup.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        setup.take_if(|good| good == token).is_some()
    }

    /// Makes the setup link good again, because no administrator came of it.
    pub(crate) fn return_setup(&self, token: String) {
        *self.0.setup.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(token);
    }
}
