//! What handlers share.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use app::site::Site;

use crate::clock::Clock;
use crate::config::Config;
use crate::password::Hasher;
use crate::throttle::Throttle;

/// The running server, cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) site: Site,
    pub(crate) hasher: Hasher,
    pub(crate) throttle: Throttle,
    pub(crate) public_url: String,
    pub(crate) secure: bool,
    pub(crate) proxies: Vec<IpAddr>,
    /// The one-time link's token, until there is an administrator.
    pub(crate) setup: Mutex<Option<String>>,
}

impl App {
    /// Puts the parts together.
    pub fn new(config: &Config, store: store::Store, clock: Clock, hasher: Hasher, setup: Option<String>) -> Self {
        let site = Site {
            store,
            assets: Arc::new(crate::assets::addresses()),
            now: Arc::new(move || clock.now()),
            entropy: Arc::new(crate::entropy::number),
        };
        Self(Arc::new(Inner {
            site,
            hasher,
            throttle: Throttle::default(),
            public_url: config.public_url.clone(),
            secure: config.is_secure(),
            proxies: config.trusted_proxies.clone(),
            setup: Mutex::new(setup),
        }))
    }

    /// What pages can reach.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The setup link's token, while it is good.
    pub(crate) fn setup_token(&self) -> Option<String> {
        self.0.setup.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Makes the setup link worthless.
    pub(crate) fn end_setup(&self) {
        *self.0.setup.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    }
}
