//! Records that are being compared: of one organisation once at a time, whoever asks how often.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ids::OrganisationId;

/// The organisations whose records are being compared now.
#[derive(Clone, Default)]
pub struct Checking(Arc<Mutex<BTreeSet<OrganisationId>>>);

/// The turn of an organisation, which ends when this goes.
pub struct Turn {
    checking: Checking,
    organisation: OrganisationId,
}

impl Checking {
    /// The organisation's turn; nothing while it has one already.
    pub fn begin(&self, organisation: &OrganisationId) -> Option<Turn> {
        let is_free = self.lock().insert(organisation.clone());
        is_free.then(|| Turn { checking: self.clone(), organisation: organisation.clone() })
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<OrganisationId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.checking.lock().remove(&self.organisation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_has_one_turn_at_a_time() {
        let (checking, one, other) = (Checking::default(), OrganisationId::new("one"), OrganisationId::new("other"));
        let turn = checking.begin(&one).expect("nobody checks it");
        assert!(checking.begin(&one).is_none() && checking.begin(&other).is_some());
        drop(turn);
        assert!(checking.begin(&one).is_some());
    }
}
