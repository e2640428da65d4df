use domain::attempt::{Act, Event, GRACE, Refusal, Save};
use domain::ids::{AccountId, AttemptId};
use domain::time::{Millis, ServiceTime};

use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store};

/// A save that is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Working time left.
    pub remaining: Millis,
}

/// The outcome of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveOutcome {
    /// It is on disk (or was already: the same save sent twice is stored once).
    Saved(Saved),
    /// It was not taken, and this is why.
    Refused(Refusal),
    /// The person has no such sitting.
    Absent,
}

impl Store {
    /// Adds an act to the log of a running exam. Returns after it is durable.
    pub async fn save(
        &self,
        account: &AccountId,
        id: &AttemptId,
        save: Save,
        now: ClockReading,
    ) -> Result<SaveOutcome, Fault> {
        let (account, id) = (account.clone(), id.clone());
        self.write_single(move |conn| Box::pin(async move { enter(conn, &account, &id, &save, now).await })).await
    }
}

async fn enter(
    conn: &mut Conn,
    account: &AccountId,
    id: &AttemptId,
    save: &Save,
    now: ClockReading,
) -> Result<SaveOutcome, Fault> {
    let binds = (id.as_str(), account.as_str(), now.service.0, GRACE.0);
    let touched = query!(conn, "touch.sql", [binds.0, binds.1, binds.2, binds.3], optional(String, Option<i64>))?;
    let Some((shape, deadline)) = touched else { return why_not(conn, account, id).await };
    if let Err(refusal) = fits(&shape, &save.act) {
        return Ok(SaveOutcome::Refused(refusal));
    }
    let remaining = deadline.map_or(0, |deadline| ServiceTime(deadline).since(now.service).0.max(0));
    let saved = SaveOutcome::Saved(Saved { remaining: Millis(remaining) });
    if append(conn, id, save, now).await? || is_known(conn, id, &save.key).await? {
        return Ok(saved);
    }
    Ok(SaveOutcome::Refused(Refusal::Stale))
}

/// Whether the paper has such an item and the item such an option.
pub(super) fn fits(shape: &str, act: &Act) -> Result<(), Refusal> {
    let options = shape.as_bytes().get(usize::from(act.item())).ok_or(Refusal::UnknownItem)?;
    match act.option() {
        Some(option) if option >= options.saturating_sub(b'0') => Err(Refusal::UnknownOption),
        _ => Ok(()),
    }
}

/// Appends the act, unless its key is known or something newer decided the same aspect. True when it was appended.
pub(super) async fn append(conn: &mut Conn, id: &AttemptId, save: &Save, now: ClockReading) -> Result<bool, Fault> {
    let body = serde_json::to_string(&Event::Acted { act: save.act }).expect("an act is plain data");
    let (item, aspect) = (i64::from(save.act.item()), save.act.aspect().code());
    let sequence = i64::try_from(save.sequence).unwrap_or(i64::MAX);
    let rows = query!(
        conn,
        "append.sql",
        [id.as_str(), &save.key, sequence, item, aspect, now.wall.0, now.service.0, &body],
        rows
    )?;
    Ok(rows == 1)
}

pub(super) async fn is_known(conn: &mut Conn, id: &AttemptId, key: &str) -> Result<bool, Fault> {
    let (count,) = query!(conn, "known_key.sql", [id.as_str(), key], one(i64,))?;
    Ok(count > 0)
}

async fn why_not(conn: &mut Conn, account: &AccountId, id: &AttemptId) -> Result<SaveOutcome, Fault> {
    let row = query!(conn, "phase.sql", [id.as_str(), account.as_str()], optional(String,))?;
    Ok(match row {
        None => SaveOutcome::Absent,
        Some((phase,)) if phase == "submitted" => SaveOutcome::Refused(Refusal::Over),
        Some(_) => SaveOutcome::Refused(Refusal::Late),
    })
}
