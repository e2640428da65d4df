//! What trainers and administrators do to the sittings of their people: each is an event with a name and a reason.

use domain::attempt::{Event, Phase, Timing};
use domain::cohort::deed::Deed;
use domain::ids::{AccountId, AttemptId, CohortId};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use super::finish::MarkedRow;
use super::{Attempt, FullRow, log, parse};
use crate::accounts::Staff;
use crate::cohorts::history::{self, About};
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store};

/// A decision about a sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Time is granted to a running sitting.
    Grant(Millis),
    /// An ended sitting is opened again, with so much time added to what was left.
    Reopen(Millis),
    /// Something that was set aside counts after all: the number of its line.
    Admit(i64),
}

/// A sitting in the staff member's reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SittingRow {
    /// The sitting.
    pub id: AttemptId,
    /// Who sits.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub phase: Phase,
    /// When it began.
    pub started_at: Timestamp,
    /// Its clock.
    pub timing: Timing,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    name: String,
    title: String,
    phase: String,
    started_at: i64,
    timing: String,
}

impl Row {
    fn sitting(self) -> Result<SittingRow, Fault> {
        let id = AttemptId::new(self.id);
        Ok(SittingRow {
            phase: Phase::from_word(&self.phase).ok_or_else(|| super::corrupt(&id, "phase", &self.phase))?,
            timing: parse(&id, "timing", &self.timing)?,
            id,
            account: AccountId::new(self.account_id),
            name: self.name,
            title: self.title,
            started_at: Timestamp(self.started_at),
        })
    }
}

impl Store {
    /// The latest exams in reach, running ones first: those that people of the organisation began by themselves, and those of the
    /// cohorts that the staff member teaches, whoever sits them.
    pub async fn sittings(&self, (staff, me): (&Staff, &AccountId)) -> Result<Vec<SittingRow>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(
            &mut conn,
            parts ["sittings.part.sql", "in_reach.part.sql", "sittings_in_turn.part.sql"],
            [staff.organisation(), None::<&str>, me.as_str()],
            all Row
        )?;
        rows.into_iter().map(Row::sitting).collect()
    }

    /// One exam in reach, with who sits. Any other looks absent.
    pub async fn sitting(
        &self,
        (staff, me): (&Staff, &AccountId),
        id: &AttemptId,
    ) -> Result<Option<(SittingRow, Attempt)>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(
            &mut conn,
            parts ["sittings.part.sql", "in_reach.part.sql"],
            [staff.organisation(), Some(id.as_str()), me.as_str()],
            optional Row
        )?;
        let Some(row) = row.map(Row::sitting).transpose()? else { return Ok(None) };
        let found = query!(&mut conn, "find.sql", [id.as_str(), row.account.as_str()], optional FullRow)?;
        let Some(found) = found else { return Ok(None) };
        let lines = log::read(&mut conn, id).await?;
        Ok(Some((row, found.attempt(&mut conn, &lines).await?)))
    }

    /// Enters a decision with its reason, and marks again what changes by it. False when the sitting is not in reach or the
    /// decision does not apply to it now. `key` makes the same decision sent twice one.
    pub async fn decide(
        &self,
        (staff, me): (&Staff, &AccountId),
        id: &AttemptId,
        decision: Decision,
        reason: String,
        key: String,
        now: ClockReading,
    ) -> Result<bool, Fault> {
        let (store, staff, id, key) = (self.clone(), staff.clone(), id.clone(), format!("decided:{key}"));
        let me = me.clone();
        let decided = self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "lock.sql", [id.as_str()], rows)?;
                let reach = query!(
                    conn,
                    parts ["reach.part.sql", "in_reach.part.sql"],
                    [staff.organisation(), Some(id.as_str()), me.as_str()],
                    optional(String,)
                )?;
                let Some((phase,)) = reach else { return Ok(false) };
                let row = query!(conn, "marked.sql", [id.as_str()], optional MarkedRow)?;
                let Some(row) = row else { return Ok(false) };
                if query!(conn, "known_key.sql", [id.as_str(), &key], optional(String,))?.is_some() {
                    return Ok(true);
                }
                let mut timing = parse::<Timing>(&id, "timing", &row.timing)?;
                let (running, by) = (phase == Phase::Running.word(), staff.name().to_owned());
                let deed = match decision {
                    Decision::Grant(length) => Deed::TimeGranted { length: length.0, exams: 1, alone: true },
                    Decision::Reopen(length) => Deed::Reopened { length: length.0 },
                    Decision::Admit(_) => Deed::Admitted,
                };
                let event = match decision {
                    Decision::Grant(length) if running => Event::Granted { length, by, reason },
                    // One exam at a time holds for a reopened one too.
                    Decision::Reopen(length) if !running && query!(conn, "reopen.sql", [id.as_str()], rows)? == 1 => {
                        Event::Reopened { length, by, reason }
                    }
                    Decision::Admit(number) if !running && is_aside(conn, &id, number).await? => {
                        Event::Admitted { number, by, reason }
                    }
                    _ => return Ok(false),
                };
                log::append_timed(conn, &id, &key, now, &event, &mut timing).await?;
                if let Event::Admitted { .. } = event {
                    store.keep_marks(conn, &id, &row, now).await?;
                }
                tell_class(conn, &row, &me, &deed, now).await?;
                Ok(true)
            })
        });
        match decided.await {
            // On PostgreSQL an exam that begins at this very moment is seen by the index alone.
            Err(fault) if fault.is_taken() => Ok(false),
            decided => decided,
        }
    }
}

/// Notes a decision about an exam of a class in the history of the class.
async fn tell_class(
    conn: &mut Conn,
    row: &MarkedRow,
    by: &AccountId,
    deed: &Deed,
    now: ClockReading,
) -> Result<(), Fault> {
    let Some(entry) = row.entry_id.as_deref() else { return Ok(()) };
    let place = query!(conn, "place_in_class.sql", [entry, &row.account_id], optional(String, String))?;
    let Some((cohort, participant)) = place else { return Ok(()) };
    let about = About::PersonIn { entry, person: Some(&participant) };
    history::note(conn, (&CohortId::new(cohort), by), about, deed, now.wall).await
}

/// Whether a line holds something that was set aside and waits for somebody to decide.
async fn is_aside(conn: &mut Conn, id: &AttemptId, number: i64) -> Result<bool, Fault> {
    let aside = super::set_aside(&log::read(conn, id).await?);
    Ok(aside.iter().any(|aside| aside.number == number && !aside.admitted))
}
