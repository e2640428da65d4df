//! Rows for item analysis of sittings that ended before such rows were written.

use domain::ids::AttemptId;

use super::finish::MarkedRow;
use super::log;
use crate::engine::query;
use crate::{Fault, Store};

/// So many are worked out before others are let in again.
const BATCH: i64 = 50;

impl Store {
    /// Works out the rows of the next ended exams behind `after` that have none. Returns the last of them, or nothing when all have
    /// theirs. One that cannot be marked is reported to the log of the program and passed over.
    pub async fn fill_answers(&self, after: Option<AttemptId>) -> Result<Option<AttemptId>, Fault> {
        let after = after.as_ref().map_or("", AttemptId::as_str);
        let ids = {
            let mut conn = self.read().await?;
            query!(&mut conn, "unfilled.sql", [after, BATCH], all(String,))?
        };
        let last = ids.last().map(|(id,)| AttemptId::new(id));
        for (id,) in ids {
            let (store, id) = (self.clone(), AttemptId::new(id));
            let filled = self.write(move |conn| {
                Box::pin(async move {
                    let row = query!(conn, "marked.sql", [id.as_str()], optional MarkedRow)?;
                    let Some(row) = row else { return Ok(()) };
                    let lines = log::read(conn, &id).await?;
                    let marked = store.mark(conn, &id, &row, &lines).await?;
                    query!(conn, "keep_answers.sql", [id.as_str(), marked.answers], rows)?;
                    Ok(())
                })
            });
            match filled.await {
                Err(fault @ Fault::Corrupt { .. }) => {
                    tracing::error!(%fault, "an ended exam could not be prepared for analysis")
                }
                done => done?,
            }
        }
        Ok(last)
    }
}
