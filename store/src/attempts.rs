//! Sittings: one row each, and an append-only log of what happened in it. The log is the truth.

mod check;
mod fill;
pub(crate) mod finish;
mod hold;
pub(crate) mod log;
pub(crate) mod overlays;
mod practise;
mod row;
mod run;
mod save;
mod staff;
mod start;

use domain::attempt::{Act, Line, Mode, Phase, Sheet, Timing, Why};
use domain::ids::{AccountId, AttemptId, ItemId, PaperId, SchemeId};
use domain::layout::Layout;
use domain::marking::Marked;
use domain::marks::Marks;
use domain::question::Level;
use domain::regrade::Correction;
use domain::time::{Millis, Timestamp};
use serde::{Deserialize, Serialize};

use crate::engine::query;
use crate::{Fault, Store};

pub use check::Verified;
pub use finish::Finished;
pub use hold::{Held, Pause, Status};
pub use practise::PracticeAnswer;
pub use run::{RunAct, RunExam, RunRow};
pub use save::{SaveOutcome, Saved};
pub use staff::{Decision, SittingRow};
pub use start::{NewAttempt, StartOutcome};

use row::{FullRow, HeadRow, corrupt};
pub(crate) use row::{marks, parse};

/// The marks of a finished sitting.
pub type Result = Marked;

/// An item of a paper, pinned to the version that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// The fixed paper, if it was one.
    pub paper: Option<PaperId>,
    /// What it is called in lists.
    pub title: String,
    /// When it began.
    pub started_at: Timestamp,
    /// Its clock.
    pub timing: Timing,
    /// Where it stands.
    pub phase: Phase,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Working time used.
    pub used: Option<Millis>,
    /// Marks reached, once finished.
    pub score: Option<Marks>,
    /// Marks possible.
    pub marks: Marks,
    /// Marks that pass.
    pub pass_mark: Option<Marks>,
    /// Whether it was passed, section floors included; nothing when it is running or has no pass mark.
    pub passed: Option<bool>,
}

/// A sitting with its paper and its sheet.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The line of the history.
    pub head: AttemptHead,
    /// The items in the order of the paper.
    pub paper: Vec<PaperItem>,
    /// Sections, cut score, booklets.
    pub layout: Layout,
    /// The replay of its log.
    pub sheet: Sheet,
    /// Its marks, once finished.
    pub result: Option<Result>,
    /// Working time spent on each item.
    pub spent: Vec<Millis>,
    /// What arrived and was kept without counting.
    pub aside: Vec<SetAside>,
    /// When the last answer was saved.
    pub last_saved: Option<Timestamp>,
    /// What staff decided about it and what outages were given back: the lines of the log, in order.
    pub decisions: Vec<Line>,
    /// Key of the browser's outbox.
    pub vault: String,
    /// Digest of the log up to its end, once ended.
    pub receipt: Option<String>,
    /// What was put right since, in the order of the paper.
    pub corrected: Vec<CorrectedItem>,
}

/// An item of a sitting that was put right after it was sat.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedItem {
    /// Its place in the paper, counted from 0.
    pub place: usize,
    /// What is right now.
    pub correction: Correction,
    /// Why, in the trainer's words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
}

/// Something that arrived and was kept without counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The number of its line.
    pub number: i64,
    /// When it arrived.
    pub on: Timestamp,
    /// Why it does not count.
    pub why: Why,
    /// What was done.
    pub act: Act,
    /// Whether somebody decided that it counts after all.
    pub admitted: bool,
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
        let Some(row) = row else { return Ok(None) };
        let lines = log::read(&mut conn, id).await?;
        row.attempt(&mut conn, &lines).await.map(Some)
    }

    /// The items of so many exams drawn lately, of whomever, the earliest first.
    pub async fn latest_papers(&self, most: u32) -> std::result::Result<Vec<(SchemeId, Vec<ItemId>)>, Fault> {
        let mut conn = self.read().await?;
        let mut rows = query!(&mut conn, "attempts/latest.sql", [i64::from(most)], all(String, String, String))?;
        rows.reverse();
        let papers = rows.into_iter().map(|(id, scheme, paper)| {
            let paper = parse::<Vec<PaperItem>>(&AttemptId::new(id), "paper", &paper)?;
            Ok((SchemeId::new(scheme), paper.into_iter().map(|pinned| pinned.item).collect()))
        });
        papers.collect()
    }

    /// The exam that a person is sitting now.
    pub async fn running_exam(&self, account: &AccountId) -> std::result::Result<Option<AttemptId>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "attempts/running.sql", [account.as_str()], optional(String,))?;
        Ok(row.map(|(id,)| AttemptId::new(id)))
    }
}

fn set_aside(lines: &[Line]) -> Vec<SetAside> {
    use domain::attempt::Event;

    let admitted = |wanted: i64| {
        lines.iter().any(|line| matches!(&line.event, Event::Admitted { number, .. } if *number == wanted))
    };
    let aside = lines.iter().filter_map(|line| match &line.event {
        Event::SetAside { why, act } => {
            let (number, admitted) = (line.number, admitted(line.number));
            Some(SetAside { number, on: line.on, why: *why, act: act.clone(), admitted })
        }
        _ => None,
    });
    aside.collect()
}
