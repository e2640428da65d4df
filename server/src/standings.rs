//! Sums of study records, kept in memory with the revision from which they were made: a board of two hundred people reads what has
//! changed since it was read last, and nothing else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use app::standing::Standing;
use content::Library;
use domain::ids::AccountId;
use domain::question::Level;
use store::{BoardRow, Fault, Store, Teaching};

/// So many are kept; then all are dropped and made anew as they are asked for.
const MOST: usize = 20_000;

type Known = HashMap<(AccountId, Level), (i64, Arc<Standing>)>;

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
            let key = (row.account.clone(), level);
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

    fn known(&self, key: &(AccountId, Level), revision: i64) -> Option<Arc<Standing>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).filter(|(kept, _)| *kept == revision).map(|(_, standing)| Arc::clone(standing))
    }

    fn keep(&self, key: (AccountId, Level), revision: i64, standing: Arc<Standing>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, (revision, standing));
    }
}
