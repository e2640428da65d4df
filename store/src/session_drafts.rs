//! What a trainer prepares for the next meeting of a cohort: kept until it is put into the plan.

use domain::next_session::Line;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cohorts::Teaching;
use crate::engine::query;
use crate::{Fault, Store};

/// A session that is being prepared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDraft {
    /// What it is called.
    pub title: String,
    /// What is done, in order.
    pub lines: Vec<Line>,
}

impl Store {
    /// What is being prepared; nothing when there is none.
    pub async fn session_draft(&self, of: &Teaching) -> Result<Option<SessionDraft>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "session_drafts/find.sql", [of.cohort_id()], optional(String,))?;
        let draft = |(body,): (String,)| {
            serde_json::from_str(&body).map_err(|error| Fault::corrupt("session_draft", "body", of.cohort_id(), error))
        };
        row.map(draft).transpose()
    }

    /// Keeps what is being prepared in the place of what was.
    pub async fn keep_session_draft(&self, by: &Teaching, draft: SessionDraft, now: Timestamp) -> Result<(), Fault> {
        let by = by.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                let body = serde_json::to_string(&draft).expect("a draft is plain data");
                query!(conn, "session_drafts/keep.sql", [by.cohort_id(), body, &by.name, now.0], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Throws away what was being prepared, so that a new proposal is made. False when there was nothing.
    pub async fn forget_session_draft(&self, by: &Teaching) -> Result<bool, Fault> {
        let by = by.clone();
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "session_drafts/forget.sql", [by.cohort_id()], rows)? == 1) })
        })
        .await
    }
}
