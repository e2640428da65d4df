use domain::attempt::{Event, GRACE, Mode, Phase, Sheet, Timing};
use domain::ids::{AccountId, AttemptId, ItemId};
use domain::layout::Layout;
use domain::marking::{Marked, mark_paper};
use domain::record::StudyEvent;
use sqlx::FromRow;

use super::{PaperItem, log, parse};
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store, study};

/// The outcome of ending a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    /// It ended now, and was marked.
    Now,
    /// It had ended before; nothing changed.
    Before,
    /// The person has no such sitting.
    Absent,
}

#[derive(FromRow)]
pub(super) struct MarkedRow {
    pub account_id: String,
    pub mode: String,
    pub paper: String,
    pub layout: String,
    pub timing: String,
}

impl Store {
    /// Hands in a sitting of a person and marks it. Happens once, whatever races.
    pub async fn submit(&self, account: &AccountId, id: &AttemptId, now: ClockReading) -> Result<Finished, Fault> {
        let (store, account, id) = (self.clone(), account.clone(), id.clone());
        self.write(move |conn| {
            Box::pin(async move {
                if store.end(conn, Some(&account), &id, Phase::Submitted, now).await? {
                    return Ok(Finished::Now);
                }
                let (held,) = query!(conn, "held.sql", [id.as_str(), account.as_str()], one(i64,))?;
                Ok(if held > 0 { Finished::Before } else { Finished::Absent })
            })
        })
        .await
    }

    /// Ends and marks every sitting whose time is up, grace included. Returns which.
    pub async fn expire_due(&self, now: ClockReading) -> Result<Vec<AttemptId>, Fault> {
        let due = {
            let mut conn = self.read().await?;
            query!(&mut conn, "due.sql", [now.service.0, GRACE.0], all(String,))?
        };
        let due = due.into_iter().map(|(id,)| AttemptId::new(id)).collect::<Vec<_>>();
        for id in &due {
            let (store, id) = (self.clone(), id.clone());
            self.write(move |conn| Box::pin(async move { store.end(conn, None, &id, Phase::Expired, now).await }))
                .await?;
        }
        Ok(due)
    }

    /// Ends a running sitting. False when it is not running (any more).
    async fn end(
        &self,
        conn: &mut Conn,
        account: Option<&AccountId>,
        id: &AttemptId,
        phase: Phase,
        now: ClockReading,
    ) -> Result<bool, Fault> {
        let owner = account.map(AccountId::as_str);
        let row = query!(conn, "end.sql", [phase.word(), now.wall.0, id.as_str(), owner], optional MarkedRow)?;
        let Some(row) = row else { return Ok(false) };
        let event = if phase == Phase::Expired { Event::Expired } else { Event::Submitted };
        let mut timing = parse::<Timing>(id, "timing", &row.timing)?;
        let used = timing.used(now.service);
        // A sitting that was opened again ends again: each end has a key of its own.
        let key = format!("ended-{}", now.service.0);
        log::append_timed(conn, id, &key, now, &event, &mut timing).await?;
        query!(conn, "keep_used.sql", [id.as_str(), used.0], rows)?;
        let (marked, answered) = self.mark(conn, id, &row).await?;
        self.keep_result(conn, id, &marked).await?;
        if row.mode != Mode::Practice.word() {
            let account = AccountId::new(&row.account_id);
            study::add(conn, &account, &StudyEvent::ItemsMarked { results: answered }, now.wall).await?;
        }
        Ok(true)
    }

    pub(super) async fn keep_result(&self, conn: &mut Conn, id: &AttemptId, marked: &Marked) -> Result<(), Fault> {
        let body = serde_json::to_string(marked).expect("marks are plain data");
        let digest = log::digest(conn, id).await?;
        let score = i64::from(marked.total.score.0);
        query!(conn, "keep_result.sql", [id.as_str(), score, marked.passed, body, digest], rows)?;
        Ok(())
    }

    /// Marks what the log says, by the items in the versions that were shown; also which answered items were right.
    pub(super) async fn mark(
        &self,
        conn: &mut Conn,
        id: &AttemptId,
        row: &MarkedRow,
    ) -> Result<(Marked, Vec<(ItemId, bool)>), Fault> {
        let paper = parse::<Vec<PaperItem>>(id, "paper", &row.paper)?;
        let layout = parse::<Layout>(id, "layout", &row.layout)?;
        let sheet = Sheet::replay(paper.len(), &log::read(conn, id).await?);
        let items = self.paper_items_on(conn, &paper).await?;
        let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet, &layout);
        let answered = (0..items.len())
            .filter(|position| sheet.response(*position).is_some())
            .map(|position| (items[position].id.clone(), marked.is_right(position)))
            .collect();
        Ok((marked, answered))
    }
}
