use domain::attempt::{Act, Refusal, Save};
use domain::ids::{AccountId, AttemptId};
use domain::item::Item;
use domain::marking::mark;
use domain::record::StudyEvent;

use super::save::{append, fits, known};
use super::{PaperItem, parse};
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store, study};

/// The outcome of answering in practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PracticeAnswer {
    /// It is on disk; the answer may be told.
    Taken,
    /// It was not taken, and this is why.
    Refused(Refusal),
    /// The person has no such practice set.
    Absent,
}

impl Store {
    /// Answers a question of a practice set. The first answer counts and is final.
    pub async fn answer_practice(
        &self,
        account: &AccountId,
        id: &AttemptId,
        save: Save,
        now: ClockReading,
    ) -> Result<PracticeAnswer, Fault> {
        let (store, account, id) = (self.clone(), account.clone(), id.clone());
        self.write(move |conn| Box::pin(async move { store.take(conn, &account, &id, &save, now).await })).await
    }

    async fn take(
        &self,
        conn: &mut Conn,
        account: &AccountId,
        id: &AttemptId,
        save: &Save,
        now: ClockReading,
    ) -> Result<PracticeAnswer, Fault> {
        let binds = (id.as_str(), account.as_str());
        let row =
            query!(conn, "touch_practice.sql", [binds.0, binds.1, now.service.0], optional(String, String, String))?;
        let Some((phase, paper, shape)) = row else { return Ok(PracticeAnswer::Absent) };
        if phase != "running" {
            return Ok(PracticeAnswer::Refused(Refusal::Over));
        }
        if let Err(refusal) = fits(&shape, &save.act) {
            return Ok(PracticeAnswer::Refused(refusal));
        }
        if known(conn, id, save).await?.is_some() {
            return Ok(PracticeAnswer::Taken);
        }
        let (item, response) = match &save.act {
            Act::Answer { item, response } => (item, response),
            // An answer that was told cannot be taken back.
            Act::Clear { .. } => return Ok(PracticeAnswer::Refused(Refusal::AlreadyAnswered)),
            // A flag, a note or how sure one is: kept, and no answer.
            _ => {
                let kept = append(conn, id, save, now).await?;
                return Ok(if kept { PracticeAnswer::Taken } else { PracticeAnswer::Refused(Refusal::Stale) });
            }
        };
        let (answered,) = query!(conn, "answered.sql", [id.as_str(), i64::from(*item)], one(i64,))?;
        if answered > 0 {
            return Ok(PracticeAnswer::Refused(Refusal::AlreadyAnswered));
        }
        append(conn, id, save, now).await?;
        let paper = parse::<Vec<PaperItem>>(id, "paper", &paper)?;
        let pinned = &paper[usize::from(*item)..=usize::from(*item)];
        let items = self.paper_items_on(conn, pinned).await?;
        let right = |item: &Item| mark(item, Some(response)).0 * 2 > item.marking.marks.0;
        let results = items.iter().map(|item| (item.id.clone(), right(item))).collect();
        study::add(conn, account, &StudyEvent::ItemsMarked { results }, now.wall).await?;
        Ok(PracticeAnswer::Taken)
    }
}
