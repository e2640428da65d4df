use domain::ids::AccountId;
use domain::record::{StudyEvent, StudyRecord};
use domain::time::Timestamp;
use serde::Serialize;

use crate::engine::{Conn, fresh_id, query};
use crate::{Fault, Store};

impl Store {
    /// What a person has done with the course so far.
    pub async fn study_record(&self, account: &AccountId) -> Result<StudyRecord, Fault> {
        Ok(self.study_record_now(account).await?.1)
    }

    /// The record with its revision; revision 0 when there is none yet.
    async fn study_record_now(&self, account: &AccountId) -> Result<(i64, StudyRecord), Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "study/record.sql", [account.as_str()], optional(i64, String))?;
        row.map_or_else(|| Ok(Default::default()), |(revision, body)| Ok((revision, parse(account, &body)?)))
    }

    /// Adds something that a person did.
    pub async fn study(&self, account: &AccountId, event: StudyEvent, now: Timestamp) -> Result<(), Fault> {
        let account = account.clone();
        self.write(move |conn| Box::pin(async move { add(conn, &account, &event, now).await })).await
    }

    /// Prepares an event, so that little is left to do while others wait at the door.
    pub(crate) async fn draft(&self, account: &AccountId, event: StudyEvent, now: Timestamp) -> Result<Drafted, Fault> {
        let (revision, mut record) = self.study_record_now(account).await?;
        record.apply(&event, now);
        let (id, body) = (fresh_id(now), written(&event));
        Ok(Drafted { event, id, body, revision, record: written(&record) })
    }
}

/// An event as it goes into the log, and the record that it makes of a certain revision.
pub(crate) struct Drafted {
    pub event: StudyEvent,
    pub id: String,
    pub body: String,
    pub revision: i64,
    pub record: String,
}

/// Adds an event to the log and to the record.
pub(crate) async fn add(conn: &mut Conn, account: &AccountId, event: &StudyEvent, now: Timestamp) -> Result<(), Fault> {
    apply(conn, account, event, now).await?;
    query!(conn, "study/log.sql", [fresh_id(now), account.as_str(), now.0, written(event)], rows)?;
    Ok(())
}

/// Adds an event to the record alone. The first statement locks the record's row on PostgreSQL; on SQLite there is one writer.
pub(crate) async fn apply(
    conn: &mut Conn,
    account: &AccountId,
    event: &StudyEvent,
    now: Timestamp,
) -> Result<(), Fault> {
    let (body,) = query!(conn, "study/lock.sql", [account.as_str()], one(String,))?;
    let mut record = parse(account, &body)?;
    record.apply(event, now);
    keep(conn, account, &record).await
}

/// Keeps a record in the place of the one that is there, whose row is held.
pub(crate) async fn keep(conn: &mut Conn, account: &AccountId, record: &StudyRecord) -> Result<(), Fault> {
    query!(conn, "study/keep.sql", [account.as_str(), written(record)], rows)?;
    Ok(())
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("what was studied is plain data")
}

pub(crate) fn parse(account: &AccountId, body: &str) -> Result<StudyRecord, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::corrupt("study_record", "body", account, error))
}
