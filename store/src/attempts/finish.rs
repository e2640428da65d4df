use domain::attempt::{Event, GRACE, Phase};
use domain::ids::{AccountId, AttemptId, ItemId};
use domain::marking::{Marked, mark_paper};
use domain::record::StudyEvent;
use sqlx::FromRow;

use super::{log_event, parse_paper, read_log, replay};
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
struct EndedRow {
    account_id: String,
    mode: String,
    paper: String,
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

    /// Ends and marks every sitting whose time is up, grace included. Returns how many.
    pub async fn expire_due(&self, now: ClockReading) -> Result<usize, Fault> {
        let due = {
            let mut conn = self.read().await?;
            query!(&mut conn, "due.sql", [now.service.0, GRACE.0], all(String,))?
        };
        for (id,) in &due {
            let (store, id) = (self.clone(), AttemptId::new(id));
            self.write(move |conn| Box::pin(async move { store.end(conn, None, &id, Phase::Expired, now).await }))
                .await?;
        }
        Ok(due.len())
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
        let binds = [phase.word(), id.as_str()];
        let row = query!(conn, "end.sql", [binds[0], now.wall.0, now.service.0, binds[1], owner], optional EndedRow)?;
        let Some(EndedRow { account_id, mode, paper }) = row else { return Ok(false) };
        let account = AccountId::new(account_id);
        let event = if phase == Phase::Expired { Event::Expired } else { Event::Submitted };
        log_event(conn, id, "ended", now, &event).await?;
        let (marked, answered) = self.mark(conn, id, &paper).await?;
        let body = serde_json::to_string(&marked).expect("marks are plain data");
        query!(conn, "keep_result.sql", [id.as_str(), i64::from(marked.total.score), body], rows)?;
        if mode == "exam" {
            study::add(conn, &account, &StudyEvent::ItemsMarked { results: answered }, now.wall).await?;
        }
        Ok(true)
    }

    async fn mark(&self, conn: &mut Conn, id: &AttemptId, paper: &str) -> Result<(Marked, Vec<(ItemId, bool)>), Fault> {
        let paper = parse_paper(id, paper)?;
        let log = read_log(conn, id).await?;
        let sheet = replay(paper.len(), &log);
        let items = self.paper_items_on(conn, &paper).await?;
        let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet);
        let answered = items
            .iter()
            .zip(&marked.items)
            .enumerate()
            .filter(|(position, _)| sheet.response(*position).is_some())
            .map(|(_, (item, score))| (item.id.clone(), *score > 0))
            .collect();
        Ok((marked, answered))
    }
}
