//! Tells open exam pages that something about their attempt has changed: a newer page, time granted, the end.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::ids::AttemptId;
use tokio::sync::watch;

/// Who listens to which attempt. Nothing is kept of what was told: listeners ask the store how things stand.
#[derive(Default)]
pub struct Live {
    listeners: Mutex<HashMap<AttemptId, watch::Sender<u64>>>,
    stopping: watch::Sender<bool>,
}

impl Live {
    /// Listens to an attempt: the receiver changes whenever something was told.
    pub fn listen(&self, attempt: &AttemptId) -> watch::Receiver<u64> {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        // Those whose pages have gone are dropped here, so that the list never outgrows the open pages by much.
        if listeners.len() >= 64 && listeners.len().is_power_of_two() {
            listeners.retain(|_, sender| sender.receiver_count() > 0);
        }
        listeners.entry(attempt.clone()).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    /// Says that something has changed.
    pub fn tell(&self, attempt: &AttemptId) {
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = listeners.get(attempt) {
            sender.send_modify(|count| *count += 1);
        }
    }

    /// Whether a page listens to an attempt now.
    pub fn is_heard(&self, attempt: &AttemptId) -> bool {
        let listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.get(attempt).is_some_and(|sender| sender.receiver_count() > 0)
    }

    /// Becomes true when the server stops, for pages that follow more than one attempt.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Ends all listening: the server is stopping.
    pub fn close(&self) {
        self.stopping.send_replace(true);
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
