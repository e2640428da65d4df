//! What a cohort has done: who, when last, with which results.

use domain::ids::{AccountId, ParticipantId};
use domain::marks::Tally;
use domain::record::StudyRecord;
use domain::risk::Mock;
use domain::time::Timestamp;
use sqlx::FromRow;

use super::Teaching;
use crate::attempts::marks as stored_marks;
use crate::engine::query;
use crate::mail::{self, NewMail};
use crate::{Fault, Store};

/// Somebody who takes part, and how far the study record has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Who.
    pub participant: ParticipantId,
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The address; empty for those who joined in the room.
    pub email: String,
    /// The revision of the study record; 0 when there is none.
    pub revision: i64,
}

#[derive(FromRow)]
struct Row {
    id: String,
    account_id: String,
    name: String,
    email: String,
    revision: i64,
}

#[derive(FromRow)]
struct MockRow {
    account_id: String,
    finished_at: i64,
    score: i64,
    marks: i64,
    pass_mark: i64,
}

impl Store {
    /// Those who take part, by name.
    pub async fn board(&self, of: &Teaching) -> Result<Vec<BoardRow>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "board.sql", [of.cohort_id()], all Row)?;
        let row = |row: Row| BoardRow {
            participant: ParticipantId::new(row.id),
            account: AccountId::new(row.account_id),
            name: row.name,
            email: row.email,
            revision: row.revision,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// The study record of somebody who takes part, with its revision. Anybody else's looks absent.
    pub async fn record_of(&self, of: &Teaching, account: &AccountId) -> Result<Option<(i64, StudyRecord)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (of.cohort_id(), account.as_str());
        let row = query!(&mut conn, "record_of.sql", [binds.0, binds.1], optional(i64, String))?;
        let Some((revision, body)) = row else { return Ok(None) };
        let record = serde_json::from_str(&body);
        Ok(Some((revision, record.map_err(|error| Fault::corrupt("study_record", "body", account, error))?)))
    }

    /// The marked exams of the cohort's level of those who take part, in the order of time.
    pub async fn class_mocks(&self, of: &Teaching) -> Result<Vec<(AccountId, Mock)>, Fault> {
        let mut conn = self.read().await?;
        let binds = (of.cohort_id(), of.cohort.facts.level.word());
        let rows = query!(&mut conn, "class_mocks.sql", [binds.0, binds.1], all MockRow)?;
        let mock = |row: MockRow| {
            let total = Tally { score: stored_marks(row.score), marks: stored_marks(row.marks) };
            let mock = Mock { on: Timestamp(row.finished_at), total, pass: stored_marks(row.pass_mark) };
            (AccountId::new(row.account_id), mock)
        };
        Ok(rows.into_iter().map(mock).collect())
    }

    /// Queues what a trainer writes, to people of the cohort alone; returns how many mails that makes. `mails` go with the
    /// participant whom each is for; the same message sent twice is queued once.
    pub async fn write_to_class(
        &self,
        by: &Teaching,
        mails: Vec<(ParticipantId, NewMail)>,
        now: Timestamp,
    ) -> Result<usize, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let mut queued = 0;
                for (participant, letter) in mails {
                    let binds = (by.cohort_id(), participant.as_str());
                    let found = query!(conn, "address_of.sql", [binds.0, binds.1], optional(String, Option<String>))?;
                    let Some((email, account)) = found.filter(|(email, _)| !email.is_empty()) else { continue };
                    let occasion = format!("{}:{participant}", letter.occasion);
                    let letter = NewMail { email, account: account.map(AccountId::new), occasion, ..letter };
                    queued += usize::from(mail::enqueue(conn, &letter, now).await? == mail::Enqueued::Queued);
                }
                Ok(queued)
            })
        })
        .await
    }
}
