use domain::ids::AccountId;
use domain::record::{StudyEvent, StudyRecord};
use domain::time::Timestamp;

use crate::engine::{Conn, query};
use crate::{Fault, Store};

impl Store {
    /// What a person has done with the course so far.
    pub async fn study_record(&self, account: &AccountId) -> Result<StudyRecord, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "study/record.sql", [account.as_str()], optional(String,))?;
        row.map_or_else(|| Ok(StudyRecord::default()), |(body,)| parse(account, &body))
    }

    /// Adds something that a person did.
    pub async fn study(&self, account: &AccountId, event: StudyEvent, now: Timestamp) -> Result<(), Fault> {
        let account = account.clone();
        self.write(move |conn| Box::pin(async move { add(conn, &account, &event, now).await })).await
    }
}

/// Adds an event to the log and to the record. The first statement locks the record's row on PostgreSQL; on SQLite there
/// is one writer.
pub(crate) async fn add(conn: &mut Conn, account: &AccountId, event: &StudyEvent, now: Timestamp) -> Result<(), Fault> {
    let (body,) = query!(conn, "study/lock.sql", [account.as_str()], one(String,))?;
    let mut record = parse(account, &body)?;
    record.apply(event, now);
    let record = serde_json::to_string(&record).expect("a record is plain data");
    query!(conn, "study/keep.sql", [account.as_str(), record], rows)?;
    let (id, event) = (crate::engine::fresh_id(now), serde_json::to_string(event).expect("an event is plain data"));
    query!(conn, "study/log.sql", [id, account.as_str(), now.0, event], rows)?;
    Ok(())
}

fn parse(account: &AccountId, body: &str) -> Result<StudyRecord, Fault> {
    serde_json::from_str(body).map_err(|error| Fault::corrupt("study_record", "body", account, error))
}
