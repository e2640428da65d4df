//! Who holds a sitting, its breaks and its sections.

use domain::attempt::{Event, Phase, Timing};
use domain::ids::{AccountId, AttemptId};
use domain::time::Millis;
use sqlx::FromRow;

use super::{corrupt, log, parse};
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store};

/// Sequences that a page may use before the next page's begin.
const SEQUENCES_A_PAGE: u64 = 1_000_000;

/// A page holds the sitting now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// From here on the page counts its acts.
    pub sequence: u64,
}

/// How a running sitting stands, as its pages are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where it stands.
    pub phase: Phase,
    /// Working time left.
    pub remaining: Millis,
    /// The open section, counted from 0.
    pub section: usize,
    /// Time left in it, where sections have their own.
    pub section_remaining: Option<Millis>,
    /// Whether a break is running.
    pub resting: bool,
    /// Time left for breaks, not counting a running one.
    pub break_left: Millis,
    /// Whether a trainer holds the clock.
    pub halted: bool,
    /// Key of the page that holds the sitting.
    pub holder: String,
}

/// What can be done to the clock by the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// A break begins.
    Begin,
    /// The break ends.
    End,
    /// A section with its own time is left for the next.
    LeaveSection(u16),
}

#[derive(FromRow)]
struct StateRow {
    phase: String,
    timing: String,
    holder: String,
}

impl StateRow {
    async fn find(conn: &mut Conn, account: &AccountId, id: &AttemptId) -> Result<Option<Self>, Fault> {
        Ok(query!(conn, "state.sql", [id.as_str(), account.as_str()], optional StateRow)?)
    }

    fn status(self, id: &AttemptId, now: ClockReading) -> Result<Status, Fault> {
        let timing = parse::<Timing>(id, "timing", &self.timing)?;
        let resting = timing.is_resting(now.service);
        // A break that ended by itself has used all the time there was.
        let is_used_up = timing.is_on_break() && !resting;
        Ok(Status {
            phase: Phase::from_word(&self.phase).ok_or_else(|| corrupt(id, "phase", &self.phase))?,
            remaining: timing.remaining(now.service).unwrap_or(Millis(0)),
            section: timing.section(now.service),
            section_remaining: timing.section_remaining(now.service),
            resting,
            halted: timing.is_halted(),
            break_left: if is_used_up { Millis(0) } else { timing.break_left() },
            holder: self.holder,
        })
    }
}

impl Store {
    /// How a timed sitting of a person stands. Somebody else's looks absent.
    pub async fn attempt_status(
        &self,
        account: &AccountId,
        id: &AttemptId,
        now: ClockReading,
    ) -> Result<Option<Status>, Fault> {
        let mut conn = self.read().await?;
        let row = StateRow::find(&mut conn, account, id).await?;
        row.map(|row| row.status(id, now)).transpose()
    }

    /// Lets a page take a running sitting over: pages opened earlier become read-only. Nothing when it is not running.
    pub async fn hold_attempt(
        &self,
        account: &AccountId,
        id: &AttemptId,
        page: String,
        now: ClockReading,
    ) -> Result<Option<Held>, Fault> {
        let (account, id) = (account.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                let row = query!(conn, "hold.sql", [id.as_str(), account.as_str(), &page], optional(i64,))?;
                let Some((epoch,)) = row else { return Ok(None) };
                let event = Event::Opened { page, epoch: epoch.max(0) as u32 };
                log::append(conn, &id, &format!("opened:{epoch}"), now, &event).await?;
                Ok(Some(Held { sequence: epoch.max(0) as u64 * SEQUENCES_A_PAGE }))
            })
        })
        .await
    }

    /// Begins or ends a break, or leaves a section. Returns how the sitting stands then; nothing when there is none. What
    /// does not apply (no time left for breaks, another section) changes nothing.
    pub async fn pause_attempt(
        &self,
        account: &AccountId,
        id: &AttemptId,
        pause: Pause,
        now: ClockReading,
    ) -> Result<Option<Status>, Fault> {
        let (account, id) = (account.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "lock.sql", [id.as_str()], rows)?;
                let Some(row) = StateRow::find(conn, &account, &id).await? else { return Ok(None) };
                let mut timing = parse::<Timing>(&id, "timing", &row.timing)?;
                let running = row.phase == Phase::Running.word() && !timing.is_closed(now.service);
                let section = timing.section(now.service);
                let (resting, is_last) = (timing.is_resting(now.service), section + 1 >= timing.sections());
                let event = match pause {
                    Pause::Begin if !timing.is_on_break() && timing.break_left().0 > 0 => Some(Event::BreakBegan),
                    Pause::End if timing.is_on_break() => Some(Event::BreakEnded),
                    Pause::LeaveSection(left) if usize::from(left) == section && !is_last && !resting => {
                        Some(Event::SectionEnded { section: left })
                    }
                    _ => None,
                };
                if let Some(event) = event.filter(|_| running) {
                    let key = match pause {
                        Pause::LeaveSection(left) => format!("section:{left}"),
                        Pause::Begin => format!("break:{}", now.service.0),
                        Pause::End => format!("resume:{}", now.service.0),
                    };
                    log::append_timed(conn, &id, &key, now, &event, &mut timing).await?;
                }
                let row = StateRow::find(conn, &account, &id).await?;
                row.map(|row| row.status(&id, now)).transpose()
            })
        })
        .await
    }
}
