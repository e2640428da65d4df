use domain::attempt::{Act, Event, GRACE, Refusal, Save, Timing, Why};
use domain::ids::{AccountId, AttemptId};
use domain::layout::Layout;
use domain::response::Shape;
use domain::time::Millis;

use super::parse;
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store};

/// Most acts that are kept without counting: a bound for one who sends without end.
const MOST_SET_ASIDE: i64 = 500;

/// A save that is durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Working time left.
    pub remaining: Millis,
    /// Whether the page that sent it still holds the sitting.
    pub holds: bool,
}

/// The outcome of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveOutcome {
    /// It is on disk (or was already: the same save sent twice is stored once).
    Saved(Saved),
    /// It does not count, and this is why. An answer that came too late or was overtaken is kept in the log all the same.
    Refused(Refusal),
    /// The person has no such sitting.
    Absent,
}

impl Store {
    /// Adds an act to the log of a running sitting. Returns after it is durable.
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
    let row =
        query!(conn, "touch.sql", [binds.0, binds.1, binds.2, binds.3], optional(String, String, String, String))?;
    let Some((shape, timing, layout, holder)) = row else { return too_late(conn, account, id, save, now).await };
    if let Err(refusal) = fits(&shape, &save.act) {
        return Ok(SaveOutcome::Refused(refusal));
    }
    let timing = parse::<Timing>(id, "timing", &timing)?;
    let saved = SaveOutcome::Saved(Saved {
        remaining: timing.remaining(now.service).unwrap_or(Millis(0)),
        holds: holder.is_empty() || save.key.starts_with(&holder),
    });
    let answered = |known: Result<(), Refusal>| known.map_or_else(SaveOutcome::Refused, |()| saved);
    if let Some(refusal) = closed(id, &timing, &layout, &save.act, now)? {
        return Ok(answered(known(conn, id, save).await?.unwrap_or(Err(refusal))));
    }
    if append(conn, id, save, now).await? {
        return Ok(saved);
    }
    if let Some(known) = known(conn, id, save).await? {
        return Ok(answered(known));
    }
    set_aside(conn, id, save, Why::Superseded, now).await?;
    Ok(SaveOutcome::Refused(Refusal::Stale))
}

/// Whether a break, or the section's own time, keeps the item closed. Most sittings have neither: then nothing is read.
fn closed(
    id: &AttemptId,
    timing: &Timing,
    layout: &str,
    act: &Act,
    now: ClockReading,
) -> Result<Option<Refusal>, Fault> {
    if timing.is_resting(now.service) {
        return Ok(Some(Refusal::OnBreak));
    }
    if !timing.has_sections() {
        return Ok(None);
    }
    let layout = parse::<Layout>(id, "layout", layout)?;
    let section = layout.section_of(usize::from(act.item()));
    Ok(section.is_some_and(|section| !timing.admits(section, now.service)).then_some(Refusal::SectionClosed))
}

/// Whether the paper has such an item and the item such an answer.
pub(super) fn fits(shapes: &str, act: &Act) -> Result<(), Refusal> {
    let shape = shapes.split(' ').nth(usize::from(act.item())).and_then(Shape::parse).ok_or(Refusal::UnknownItem)?;
    act.fits(shape)
}

/// Appends the act, unless its key is known or something newer decided the same aspect. True when it was appended.
pub(super) async fn append(conn: &mut Conn, id: &AttemptId, save: &Save, now: ClockReading) -> Result<bool, Fault> {
    let body = serde_json::to_string(&Event::Acted { act: save.act.clone() }).expect("an act is plain data");
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

/// What became of a save that was sent before; nothing when it is new.
pub(super) async fn known(conn: &mut Conn, id: &AttemptId, save: &Save) -> Result<Option<Result<(), Refusal>>, Fault> {
    let row = query!(conn, "known_key.sql", [id.as_str(), &save.key], optional(String,))?;
    let Some((body,)) = row else { return Ok(None) };
    let event =
        serde_json::from_str::<Event>(&body).map_err(|error| Fault::corrupt("attempt_event", "body", id, error))?;
    Ok(Some(match event {
        Event::SetAside { why: Why::Superseded, .. } => Err(Refusal::Stale),
        Event::SetAside { why: Why::Late, .. } => Err(Refusal::Late),
        _ => Ok(()),
    }))
}

/// Keeps an answer that does not count, so that it can be shown and, if somebody so decides, counted.
async fn set_aside(conn: &mut Conn, id: &AttemptId, save: &Save, why: Why, now: ClockReading) -> Result<(), Fault> {
    if !matches!(save.act, Act::Answer { .. } | Act::Clear { .. } | Act::Note { .. }) {
        return Ok(());
    }
    let body = serde_json::to_string(&Event::SetAside { why, act: save.act.clone() }).expect("an act is plain data");
    let sequence = i64::try_from(save.sequence).unwrap_or(i64::MAX);
    query!(
        conn,
        "set_aside.sql",
        [id.as_str(), &save.key, sequence, i64::from(save.act.item()), now.wall.0, now.service.0, body, MOST_SET_ASIDE],
        rows
    )?;
    Ok(())
}

async fn too_late(
    conn: &mut Conn,
    account: &AccountId,
    id: &AttemptId,
    save: &Save,
    now: ClockReading,
) -> Result<SaveOutcome, Fault> {
    let row =
        query!(conn, "state.sql", [id.as_str(), account.as_str()], optional(String, String, String, String, String))?;
    let Some((phase, shape, ..)) = row else { return Ok(SaveOutcome::Absent) };
    // Nothing was touched: on PostgreSQL others may be writing the next line too.
    query!(conn, "lock.sql", [id.as_str()], rows)?;
    match known(conn, id, save).await? {
        Some(Ok(())) => return Ok(SaveOutcome::Saved(Saved { remaining: Millis(0), holds: true })),
        Some(Err(Refusal::Late)) => {}
        Some(Err(refusal)) => return Ok(SaveOutcome::Refused(refusal)),
        None => {
            if let Err(refusal) = fits(&shape, &save.act) {
                return Ok(SaveOutcome::Refused(refusal));
            }
            set_aside(conn, id, save, Why::Late, now).await?;
        }
    }
    Ok(SaveOutcome::Refused(if phase == "submitted" { Refusal::Over } else { Refusal::Late }))
}
