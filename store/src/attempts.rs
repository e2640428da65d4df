//! Sittings: one row each, and an append-only log of what happened in it. The log is the truth.

mod finish;
mod practise;
mod save;
mod start;

use domain::attempt::{Act, Event, Mode, Phase, Sheet, Timing};
use domain::ids::{AccountId, AttemptId, ItemId, SchemeId};
use domain::marking::Marked;
use domain::question::Level;
use domain::time::{Millis, ServiceTime, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::{Fault, Store};

pub use finish::Finished;
pub use practise::PracticeAnswer;
pub use save::{SaveOutcome, Saved};
pub use start::{NewAttempt, StartOutcome};

/// The marks of a finished sitting.
pub type Result = Marked;

/// An item of a paper, pinned to the version that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperItem {
    /// The item.
    pub item: ItemId,
    /// The version's digest.
    pub digest: String,
}

/// A sitting without its paper and log: a line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptHead {
    /// Its id.
    pub id: AttemptId,
    /// Its rules.
    pub mode: Mode,
    /// Its level.
    pub level: Level,
    /// The scheme of an exam.
    pub scheme: Option<SchemeId>,
    /// What it is called in lists.
    pub title: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it began and how long it may last, on the service clock.
    pub timing: Timing,
    /// Where it stands.
    pub phase: Phase,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Working time used.
    pub used: Option<Millis>,
    /// Marks reached, once finished.
    pub score: Option<u16>,
    /// Marks possible.
    pub marks: u16,
    /// Marks that pass.
    pub pass_mark: Option<u16>,
}

impl AttemptHead {
    /// Whether it was passed; nothing when it is running or has no pass mark.
    pub fn passed(&self) -> Option<bool> {
        Some(self.score? >= self.pass_mark?)
    }
}

/// A sitting with its paper and its sheet.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The line of the history.
    pub head: AttemptHead,
    /// The items in the order of the paper.
    pub paper: Vec<PaperItem>,
    /// The replay of its log.
    pub sheet: Sheet,
    /// Its marks, once finished.
    pub result: Option<Result>,
    /// Service time spent on each item: from one act to the next counts for the item of the later act.
    pub spent: Vec<Millis>,
}

#[derive(FromRow)]
struct HeadRow {
    id: String,
    mode: String,
    level: String,
    scheme_id: Option<String>,
    title: String,
    started_at: i64,
    started_service: i64,
    granted: Option<i64>,
    phase: String,
    finished_at: Option<i64>,
    used: Option<i64>,
    score: Option<i64>,
    marks: i64,
    pass_mark: Option<i64>,
}

#[derive(FromRow)]
struct FullRow {
    #[sqlx(flatten)]
    head: HeadRow,
    paper: String,
    result: Option<String>,
}

#[derive(FromRow)]
struct EventRow {
    sequence: i64,
    at_service: i64,
    body: String,
}

impl HeadRow {
    fn head(self) -> std::result::Result<AttemptHead, Fault> {
        let corrupt = |column, why: &str| Fault::corrupt("attempt", column, &self.id, why);
        Ok(AttemptHead {
            mode: Mode::from_word(&self.mode).ok_or_else(|| corrupt("mode", &self.mode))?,
            level: Level::from_word(&self.level).ok_or_else(|| corrupt("level", &self.level))?,
            phase: Phase::from_word(&self.phase).ok_or_else(|| corrupt("phase", &self.phase))?,
            id: AttemptId::new(self.id),
            scheme: self.scheme_id.map(SchemeId::new),
            title: self.title,
            started_at: Timestamp(self.started_at),
            timing: Timing { started: ServiceTime(self.started_service), granted: self.granted.map(Millis) },
            finished_at: self.finished_at.map(Timestamp),
            used: self.used.map(Millis),
            score: self.score.map(marks),
            marks: marks(self.marks),
            pass_mark: self.pass_mark.map(marks),
        })
    }
}

fn marks(stored: i64) -> u16 {
    u16::try_from(stored).unwrap_or(u16::MAX)
}

impl Store {
    /// A person's sittings, newest first.
    pub async fn attempts(&self, account: &AccountId) -> std::result::Result<Vec<AttemptHead>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "attempts/list.sql", [account.as_str()], all HeadRow)?;
        rows.into_iter().map(HeadRow::head).collect()
    }

    /// One sitting of a person. Somebody else's looks absent.
    pub async fn attempt(&self, account: &AccountId, id: &AttemptId) -> std::result::Result<Option<Attempt>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "attempts/find.sql", [id.as_str(), account.as_str()], optional FullRow)?;
        let Some(FullRow { head, paper, result }) = row else { return Ok(None) };
        let head = head.head()?;
        let paper = parse_paper(id, &paper)?;
        let result = result.map(|body| parse(id, "result", &body)).transpose()?;
        let log = read_log(&mut conn, id).await?;
        let sheet = replay(paper.len(), &log);
        let spent = spent(paper.len(), head.timing.started, &log);
        Ok(Some(Attempt { head, paper, sheet, result, spent }))
    }

    /// The exam that a person is sitting now.
    pub async fn running_exam(&self, account: &AccountId) -> std::result::Result<Option<AttemptId>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "attempts/running.sql", [account.as_str()], optional(String,))?;
        Ok(row.map(|(id,)| AttemptId::new(id)))
    }
}

struct Logged {
    sequence: u64,
    at: ServiceTime,
    event: Event,
}

async fn read_log(conn: &mut Conn, id: &AttemptId) -> std::result::Result<Vec<Logged>, Fault> {
    let rows = query!(conn, "attempts/log.sql", [id.as_str()], all EventRow)?;
    rows.into_iter()
        .map(|row| {
            let event =
                serde_json::from_str(&row.body).map_err(|error| Fault::corrupt("attempt_event", "body", id, error))?;
            Ok(Logged { sequence: row.sequence.max(0) as u64, at: ServiceTime(row.at_service), event })
        })
        .collect()
}

fn acts(log: &[Logged]) -> impl Iterator<Item = (u64, &Act)> {
    log.iter().filter_map(|line| match &line.event {
        Event::Acted { act } => Some((line.sequence, act)),
        _ => None,
    })
}

fn replay(items: usize, log: &[Logged]) -> Sheet {
    Sheet::replay(items, acts(log))
}

fn spent(items: usize, started: ServiceTime, log: &[Logged]) -> Vec<Millis> {
    let mut spent = vec![Millis(0); items];
    let mut from = started;
    for line in log {
        if let Event::Acted { act } = &line.event
            && let Some(item) = spent.get_mut(usize::from(act.item()))
        {
            item.0 += line.at.since(from).0.max(0);
            from = line.at;
        }
    }
    spent
}

fn parse_paper(id: &AttemptId, body: &str) -> std::result::Result<Vec<PaperItem>, Fault> {
    parse(id, "paper", body)
}

fn parse<T: for<'de> Deserialize<'de>>(
    id: &AttemptId,
    column: &'static str,
    body: &str,
) -> std::result::Result<T, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::corrupt("attempt", column, id, error))
}

async fn log_event(
    conn: &mut Conn,
    id: &AttemptId,
    key: &str,
    now: crate::ClockReading,
    event: &Event,
) -> std::result::Result<(), Fault> {
    let body = serde_json::to_string(event).expect("an event is plain data");
    query!(conn, "attempts/log_event.sql", [id.as_str(), key, now.wall.0, now.service.0, body], rows)?;
    Ok(())
}
