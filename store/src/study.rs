use domain::ids::AccountId;
use domain::record::{StudyEvent, StudyRecord};
use domain::time::Timestamp;

use crate::engine::{Conn, query};
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

    /// Prepares an event for [`Drafted::add`], so that little is left to do while others wait at the door.
    pub(crate) async fn draft(&self, account: &AccountId, event: StudyEvent, now: Timestamp) -> Result<Drafted, Fault> {
        let (revision, mut record) = self.study_record_now(account).await?;
        record.apply(&event, now);
        Ok(Drafted { account: account.clone(), event, now, revision, record: written(&record) })
    }

    /// Adds something that a person did.
    pub async fn study(&self, account: &AccountId, event: StudyEvent, now: Timestamp) -> Result<(), Fault> {
        let account = account.clone();
        self.write(move |conn| Box::pin(async move { add(conn, &account, &event, now).await })).await
    }
}

/// An event with the record that it makes, if that is still what it was.
pub(crate) struct Drafted {
    account: AccountId,
    event: StudyEvent,
    now: Timestamp,
    revision: i64,
    record: String,
}

impl Drafted {
    /// Adds the event to the log and to the record.
    pub(crate) async fn add(self, conn: &mut Conn) -> Result<(), Fault> {
        let Self { account, event, now, revision, record } = self;
        if query!(conn, "study/replace.sql", [account.as_str(), record, revision], rows)? == 0 {
            return add(conn, &account, &event, now).await;
        }
        log(conn, &account, &event, now).await
    }
}

/// Adds an event to the log and to the record. The first statement locks the record's row on PostgreSQL; on SQLite there
/// is one writer.
pub(crate) async fn add(conn: &mut Conn, account: &AccountId, event: &StudyEvent, now: Timestamp) -> Result<(), Fault> {
    let (body,) = query!(conn, "study/lock.sql", [account.as_str()], one(String,))?;
    let mut record = parse(account, &body)?;
    record.apply(event, now);
    query!(conn, "study/keep.sql", [account.as_str(), written(&record)], rows)?;
    log(conn, account, event, now).await
}

async fn log(conn: &mut Conn, account: &AccountId, event: &StudyEvent, now: Timestamp) -> Result<(), Fault> {
    let (id, event) = (crate::engine::fresh_id(now), serde_json::to_string(event).expect("an event is plain data"));
    query!(conn, "study/log.sql", [id, account.as_str(), now.0, event], rows)?;
    Ok(())
}

fn written(record: &StudyRecord) -> String {
    serde_json::to_string(record).expect("a record is plain data")
}

fn parse(account: &AccountId, body: &str) -> Result<StudyRecord, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::corrupt("study_record", "body", account, error))
}
