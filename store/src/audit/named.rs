//! Which files the packs of auditors' links name. What a pack says never changes, and to work it out takes all of the books: an auditor
//! who opens a file after the other waits for it once.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use domain::award::Day;
use domain::ids::{AwardId, EvidenceId, OrganisationId};
use domain::organisation::Pack;
use domain::time::Timestamp;
use tokio::sync::OnceCell;

/// So many packs are remembered at once.
const KEPT: usize = 8;

/// A pack for everybody, without a sample.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) organisation: OrganisationId,
    pub(super) from: Day,
    pub(super) until: Day,
    pub(super) known: Timestamp,
}

pub(super) type Files = BTreeSet<(AwardId, EvidenceId)>;

/// The files that a pack names, with the certificates that they prove.
pub(super) fn files(pack: &Pack) -> Files {
    let awards = pack.people.iter().flat_map(|person| &person.awards);
    awards.flat_map(|award| award.files.iter().map(|file| (award.id.clone(), file.id.clone()))).collect()
}

/// The files of the packs that were asked for last.
#[derive(Default)]
pub(crate) struct Named(Mutex<VecDeque<(Whole, Arc<OnceCell<Files>>)>>);

impl Named {
    /// Where the files of a pack are kept, or will be once somebody has worked them out.
    pub(super) fn of(&self, whole: &Whole) -> Arc<OnceCell<Files>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(one, _)| one == whole);
        let one = place.and_then(|place| kept.remove(place)).unwrap_or_else(|| (whole.clone(), Arc::default()));
        let files = Arc::clone(&one.1);
        kept.push_front(one);
        kept.truncate(KEPT);
        files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(known: i64) -> Whole {
        let day = "2026-03-01".parse::<Day>().expect("a day");
        Whole { organisation: OrganisationId::new("o"), from: day, until: day, known: Timestamp(known) }
    }

    #[test]
    fn those_asked_for_last_are_kept() {
        let named = Named::default();
        let first = named.of(&whole(0));
        for known in 1..8 {
            named.of(&whole(known));
        }
        assert!(Arc::ptr_eq(&first, &named.of(&whole(0))), "eight are kept");
        named.of(&whole(8));
        assert!(Arc::ptr_eq(&first, &named.of(&whole(0))), "it was asked for last but one");
        let second = named.of(&whole(2));
        assert_eq!(Arc::strong_count(&second), 2);
        for known in 10..18 {
            named.of(&whole(known));
        }
        assert!(!Arc::ptr_eq(&first, &named.of(&whole(0))), "others came since");
    }
}
