//! What everybody of a cohort did for its plan, read at once.

use std::collections::BTreeMap;

use domain::cohort::progress::{Parts, Sat, Standing, Work};
use domain::cohort::{Presence, Window};
use domain::ids::{AccountId, EntryId, ParticipantId};
use domain::record::StudyRecord;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use super::agenda::{SatRow, presence};
use super::plan::{self, PlanEntry};
use crate::engine::query;
use crate::{Fault, Store, study};

/// Somebody who takes part, with all that decides where the person stands in the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Doings {
    /// Which participant.
    pub participant: ParticipantId,
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// What the course has shown about the person.
    pub record: StudyRecord,
    /// Attempts by the entry that they answer, the earliest first.
    pub sat: BTreeMap<EntryId, Vec<Sat>>,
    /// Own dates by entry.
    pub own: BTreeMap<EntryId, Window>,
    /// What the registers of the sessions say.
    pub presence: BTreeMap<EntryId, Presence>,
}

impl Doings {
    /// When the person may do an entry.
    pub fn window(&self, entry: &PlanEntry) -> Window {
        entry.window_for(self.own.get(&entry.id).copied())
    }

    /// Where the person stands with an entry that is made of these parts.
    pub fn standing(&self, entry: &PlanEntry, parts: &Parts, now: Timestamp) -> Standing {
        let work = Work {
            record: &self.record,
            sat: self.sat.get(&entry.id).map_or(&[], Vec::as_slice),
            presence: self.presence.get(&entry.id).copied(),
        };
        Standing::of(parts, work, self.window(entry), now)
    }
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    name: String,
    body: Option<String>,
}

#[derive(FromRow)]
struct OwnRow {
    entry_id: String,
    participant_id: String,
    opens_at: Option<i64>,
    due_at: Option<i64>,
    closes_at: Option<i64>,
}

impl Row {
    fn doings(self) -> Result<Doings, Fault> {
        let account = AccountId::new(self.account_id);
        Ok(Doings {
            participant: ParticipantId::new(self.id),
            record: self.body.map(|body| study::parse(&account, &body)).transpose()?.unwrap_or_default(),
            account,
            name: self.name,
            sat: BTreeMap::new(),
            own: BTreeMap::new(),
            presence: BTreeMap::new(),
        })
    }
}

impl Store {
    /// What everybody did who takes part in the cohort, by name. So many statements however many people there are.
    pub async fn doings(&self, of: &Teaching) -> Result<Vec<Doings>, Fault> {
        let mut conn = self.read().await?;
        let conn = &mut conn;
        let rows = query!(conn, "doings.sql", [of.cohort_id()], all Row)?;
        let mut people = rows.into_iter().map(Row::doings).collect::<Result<Vec<_>, _>>()?;
        let by_account =
            people.iter().enumerate().map(|(n, one)| (one.account.to_string(), n)).collect::<BTreeMap<_, _>>();
        let by_id =
            people.iter().enumerate().map(|(n, one)| (one.participant.to_string(), n)).collect::<BTreeMap<_, _>>();
        for row in query!(conn, parts ["sat.part.sql", "sat_of_cohort.part.sql"], [of.cohort_id()], all SatRow)? {
            if let Some(n) = by_account.get(&row.account_id) {
                let entry = EntryId::new(row.entry_id.clone());
                people[*n].sat.entry(entry).or_default().push(row.answering()?.sat);
            }
        }
        for row in query!(conn, "own_dates_of_cohort.sql", [of.cohort_id()], all OwnRow)? {
            if let Some(n) = by_id.get(&row.participant_id) {
                let own = plan::window(row.opens_at, row.due_at, row.closes_at);
                people[*n].own.insert(EntryId::new(row.entry_id), own);
            }
        }
        for row in super::attendance::rows(conn, of, None).await? {
            if let Some(n) = by_id.get(&row.participant_id) {
                let entry = EntryId::new(row.entry_id);
                let presence = presence(&entry, &row.presence)?;
                people[*n].presence.insert(entry, presence);
            }
        }
        Ok(people)
    }
}
