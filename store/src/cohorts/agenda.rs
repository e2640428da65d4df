//! What stands before a person: the plans of all classes as one agenda, and what the person did for them.

use std::collections::BTreeMap;

use domain::attempt::{Mode, Phase};
use domain::cohort::progress::Sat;
use domain::cohort::{Presence, Window};
use domain::ids::{AccountId, AttemptId, CohortId, EntryId};
use domain::time::Timestamp;
use domain::zone::Zone;
use sqlx::FromRow;

use super::plan::{self, PlanEntry};
use crate::engine::query;
use crate::{Fault, Store};

/// An entry of the plan of one of the person's classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaEntry {
    /// The entry, with the dates of the plan.
    pub entry: PlanEntry,
    /// What the class is called.
    pub cohort_name: String,
    /// The zone of the class.
    pub zone: Zone,
    /// Dates of the person's own.
    pub own: Option<Window>,
    /// What the register of a session says about the person.
    pub presence: Option<Presence>,
    /// When the entry was made.
    pub made_at: Timestamp,
    /// When it, or the person's own dates, were changed last.
    pub changed_at: Timestamp,
}

impl AgendaEntry {
    /// When the person may do it.
    pub fn window(&self) -> Window {
        self.entry.window_for(self.own)
    }
}

/// An attempt that answers an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// Which.
    pub id: AttemptId,
    /// Its rules.
    pub mode: Mode,
    /// What counts of it.
    pub sat: Sat,
}

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    entry: plan::Row,
    cohort_name: String,
    zone: String,
    made_at: i64,
    changed_at: i64,
    own_opens_at: Option<i64>,
    own_due_at: Option<i64>,
    own_closes_at: Option<i64>,
    presence: Option<String>,
}

impl Row {
    fn entry(self) -> Result<AgendaEntry, Fault> {
        let entry = self.entry.entry()?;
        let own = plan::window(self.own_opens_at, self.own_due_at, self.own_closes_at);
        let zone =
            Zone::named(&self.zone).ok_or_else(|| Fault::corrupt("cohort", "zone", &entry.cohort, &self.zone))?;
        Ok(AgendaEntry {
            presence: self.presence.map(|word| presence(&entry.id, &word)).transpose()?,
            own: (own != Window::default()).then_some(own),
            cohort_name: self.cohort_name,
            zone,
            made_at: Timestamp(self.made_at),
            changed_at: Timestamp(self.changed_at),
            entry,
        })
    }
}

/// Reads a word of the register.
pub(super) fn presence(entry: &EntryId, word: &str) -> Result<Presence, Fault> {
    Presence::from_word(word).ok_or_else(|| Fault::corrupt("attendance", "presence", entry, word))
}

#[derive(FromRow)]
pub(super) struct SatRow {
    pub account_id: String,
    pub entry_id: String,
    id: String,
    mode: String,
    phase: String,
    started_at: i64,
    finished_at: Option<i64>,
    shape: String,
    answered: i64,
    answered_at: Option<i64>,
}

impl SatRow {
    pub(super) fn answering(self) -> Result<Answering, Fault> {
        let corrupt = |column, value: &str| Fault::corrupt("attempt", column, &self.id, value);
        Ok(Answering {
            mode: Mode::from_word(&self.mode).ok_or_else(|| corrupt("mode", &self.mode))?,
            sat: Sat {
                phase: Phase::from_word(&self.phase).ok_or_else(|| corrupt("phase", &self.phase))?,
                started_at: Timestamp(self.started_at),
                finished_at: self.finished_at.map(Timestamp),
                questions: self.shape.split_whitespace().count(),
                answered: usize::try_from(self.answered).unwrap_or_default(),
                answered_at: self.answered_at.map(Timestamp),
            },
            id: AttemptId::new(self.id),
        })
    }
}

impl Store {
    /// The plans of all classes in which somebody takes part, or that of one of them, in the order of time; own dates count. Of
    /// classes that were put away only the one that is asked for.
    pub async fn agenda(&self, account: &AccountId, class: Option<&CohortId>) -> Result<Vec<AgendaEntry>, Fault> {
        let mut conn = self.read().await?;
        let binds = (account.as_str(), class.map(CohortId::as_str), None::<&str>);
        let rows = query!(&mut conn, "agenda.sql", [binds.0, binds.1, binds.2], all Row)?;
        rows.into_iter().map(Row::entry).collect()
    }

    /// One entry of somebody's agenda; nothing when there is none such for this person.
    pub async fn agenda_entry(
        &self,
        account: &AccountId,
        class: &CohortId,
        entry: &EntryId,
    ) -> Result<Option<AgendaEntry>, Fault> {
        let mut conn = self.read().await?;
        let binds = (account.as_str(), Some(class.as_str()), Some(entry.as_str()));
        let row = query!(&mut conn, "agenda.sql", [binds.0, binds.1, binds.2], optional Row)?;
        row.map(Row::entry).transpose()
    }

    /// What somebody began for the plans, by entry, the earliest first.
    pub async fn answering(&self, account: &AccountId) -> Result<BTreeMap<EntryId, Vec<Answering>>, Fault> {
        let mut conn = self.read().await?;
        let rows =
            query!(&mut conn, parts ["sat.part.sql", "sat_of_account.part.sql"], [account.as_str()], all SatRow)?;
        let mut all = BTreeMap::<EntryId, Vec<Answering>>::new();
        for row in rows {
            all.entry(EntryId::new(row.entry_id.clone())).or_default().push(row.answering()?);
        }
        Ok(all)
    }

    /// The sessions of all cohorts that somebody teaches and that were not put away.
    pub async fn taught_sessions(&self, trainer: &AccountId) -> Result<Vec<AgendaEntry>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "taught_sessions.sql", [trainer.as_str()], all Row)?;
        rows.into_iter().map(Row::entry).collect()
    }
}
