use domain::attempt::{Event, Mode};
use domain::ids::{AccountId, AttemptId, SchemeId};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Millis;

use super::{PaperItem, log_event};
use crate::engine::query;
use crate::{ClockReading, Fault, Store, study};

/// What a sitting begins with.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// A fresh id.
    pub id: AttemptId,
    /// Who sits.
    pub account: AccountId,
    /// Its rules.
    pub mode: Mode,
    /// Its level.
    pub level: Level,
    /// The scheme of an exam.
    pub scheme: Option<SchemeId>,
    /// What it is called in lists.
    pub title: String,
    /// The seed of the draw.
    pub seed: u64,
    /// The items drawn, in order.
    pub paper: Vec<PaperItem>,
    /// Number of options of each item.
    pub options: Vec<u8>,
    /// Marks that pass.
    pub pass_mark: Option<u16>,
    /// Working time.
    pub granted: Option<Millis>,
}

/// The outcome of starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartOutcome {
    /// The clock runs.
    Started(AttemptId),
    /// The person is sitting an exam already, and this is it.
    Running(AttemptId),
}

impl Store {
    /// Starts a sitting. A person sits one exam at a time, whatever races.
    pub async fn start_attempt(&self, new: NewAttempt, now: ClockReading) -> Result<StartOutcome, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                let paper = serde_json::to_string(&new.paper).expect("a paper is plain data");
                let shape = new.options.iter().map(|n| char::from(b'0' + n.min(&9))).collect::<String>();
                let granted = new.granted.map(|granted| granted.0);
                let deadline = new.granted.map(|granted| now.service.plus(granted).0);
                let made = query!(
                    conn,
                    "start.sql",
                    [
                        new.id.as_str(),
                        new.account.as_str(),
                        new.mode.word(),
                        new.level.word(),
                        new.scheme.as_ref().map(SchemeId::as_str),
                        &new.title,
                        new.seed as i64,
                        &paper,
                        &shape,
                        new.pass_mark.map(i64::from),
                        now.wall.0,
                        now.service.0,
                        granted,
                        deadline,
                        new.paper.len() as i64,
                    ],
                    rows
                )?;
                if made == 0 {
                    let row = query!(conn, "running.sql", [new.account.as_str()], optional(String,))?;
                    let gone = || Fault::corrupt("attempt", "id", &new.id, "neither started nor running");
                    return row.map(|(id,)| StartOutcome::Running(AttemptId::new(id))).ok_or_else(gone);
                }
                log_event(conn, &new.id, "started", now, &Event::Started).await?;
                let items = new.paper.into_iter().map(|pinned| pinned.item).collect();
                study::add(conn, &new.account, &StudyEvent::ItemsShown { items }, now.wall).await?;
                Ok(StartOutcome::Started(new.id))
            })
        })
        .await
    }
}
