//! The server as everybody in the harness sees it: where it is, when it was up, and whether the exam is closing.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::due::{Drift, Life, Reading, drift};
use crate::child::now;

/// Shared by the one who kills and by those who sit.
pub struct Service {
    pub address: SocketAddr,
    began: Instant,
    lives: Mutex<Vec<Life>>,
    closing: AtomicBool,
}

impl Service {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, began: now(), lives: Mutex::default(), closing: AtomicBool::new(false) }
    }

    /// Time since the harness began.
    pub fn moment(&self) -> Duration {
        self.began.elapsed()
    }

    /// A server is being started.
    pub fn spawned(&self, at: Duration) {
        self.lives().push(Life { spawned: at, ..Life::default() });
    }

    /// Changes what is known of the present server.
    pub fn learn(&self, what: impl FnOnce(&mut Life)) {
        if let Some(life) = self.lives().last_mut() {
            what(life);
        }
    }

    /// Whether the present server has been seen to answer.
    pub fn is_ready(&self) -> bool {
        self.lives().last().is_some_and(|life| life.ready.is_some())
    }

    /// How far the clock went wrong between two readings.
    pub fn drift(&self, earlier: &Reading, later: &Reading) -> Drift {
        drift(&self.lives(), earlier, later)
    }

    /// From now on candidates hand in what they have and begin nothing new.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// All that is known of all servers.
    pub fn lives(&self) -> MutexGuard<'_, Vec<Life>> {
        self.lives.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
