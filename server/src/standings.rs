//! Sums of study records, kept in memory with the revision from which they were made: a board of two hundred people reads what has
//! changed since it was read last, and nothing else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::standing::Standing;
use content::Library;
use domain::ids::{AccountId, OrganisationId};
use domain::question::Level;
use store::{BoardRow, Cohort, Fault, Store, Teaching};

/// So many are kept; then all are dropped and made anew as they are asked for.
const MOST: usize = 20_000;

/// What a sum depends on besides the record: the course, and the organisation whose own questions count in it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    account: AccountId,
    organisation: OrganisationId,
    level: Level,
}

impl Key {
    fn of(cohort: &Cohort, account: &AccountId) -> Self {
        Self { account: account.clone(), organisation: cohort.organisation.clone(), level: cohort.facts.level }
    }
}

type Known = HashMap<Key, (i64, Arc<Standing>)>;

/// What was summed up.
#[derive(Default)]
pub struct Standings(Mutex<Known>);

impl Standings {
    /// How each of a cohort stands in its level, in the order of the rows.
    ///
    /// # Errors
    /// [`Fault`] of the store.
    pub async fn of(
        &self,
        (store, library): (&Store, &Library),
        teaching: &Teaching,
        rows: &[BoardRow],
    ) -> Result<Vec<Arc<Standing>>, Fault> {
        let level = teaching.cohort.facts.level;
        let mut standings = Vec::with_capacity(rows.len());
        let mut own = None;
        for row in rows {
            let key = Key::of(&teaching.cohort, &row.account);
            let standing = match self.known(&key, row.revision) {
                Some(standing) => standing,
                None => {
                    let found = store.record_of(teaching, &row.account).await?;
                    let (revision, record) = found.unwrap_or_default();
                    let own = match &mut own {
                        Some(own) => own,
                        None => own.insert(store.once_used_items(&teaching.cohort.organisation).await?),
                    };
                    let standing = Arc::new(Standing::of(library, own, level, &record));
                    self.keep(key, revision, Arc::clone(&standing));
                    standing
                }
            };
            standings.push(standing);
        }
        Ok(standings)
    }

    fn known(&self, key: &Key, revision: i64) -> Option<Arc<Standing>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).filter(|(kept, _)| *kept == revision).map(|(_, standing)| Arc::clone(standing))
    }

    fn keep(&self, key: Key, revision: i64, standing: Arc<Standing>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, (revision, standing));
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::{CohortId, EditionId, SchemeId};
    use domain::zone::Zone;
    use store::CohortFacts;

    use super::*;

    fn cohort(organisation: &str, level: Level) -> Cohort {
        let day = "2026-11-23".parse().expect("it is a day");
        let facts = CohortFacts {
            name: "A cohort".to_owned(),
            level,
            edition: EditionId::new("2018"),
            scheme: SchemeId::new("a scheme"),
            starts_on: day,
            ends_on: day,
            exam_on: None,
            zone: Zone::UTC,
            language: "English".to_owned(),
            in_room: false,
        };
        let (id, organisation) = (CohortId::new("a cohort"), OrganisationId::new(organisation));
        Cohort { id, organisation, facts, code: None, archived_at: None }
    }

    #[test]
    fn one_person_in_two_organisations_is_summed_up_for_each() {
        let (standings, ada) = (Standings::default(), AccountId::new("ada"));
        let key = |organisation: &str, level| Key::of(&cohort(organisation, level), &ada);
        standings.keep(key("larkfield", Level::Foundation), 1, Arc::default());
        let known =
            |organisation: &str, level, revision| standings.known(&key(organisation, level), revision).is_some();
        assert!(known("larkfield", Level::Foundation, 1));
        assert!(!known("fernhill", Level::Foundation, 1), "it asks other questions of its own");
        assert!(!known("larkfield", Level::Auditor, 1));
        assert!(!known("larkfield", Level::Foundation, 2), "the record has grown");
    }
}
