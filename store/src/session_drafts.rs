//! What a trainer prepares for the next meeting of a cohort: kept until it is put into the plan.

use domain::cohort::deed::Deed;
use domain::next_session::Line;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cohorts::Teaching;
use crate::cohorts::history::About;
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

/// A session as it was kept last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// The session.
    pub draft: SessionDraft,
    /// Who kept it.
    pub by: String,
    /// When: whoever changes it names the version that was seen.
    pub at: Timestamp,
}

impl Store {
    /// What is being prepared; nothing when there is none.
    pub async fn session_draft(&self, of: &Teaching) -> Result<Option<KeptDraft>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "session_drafts/find.sql", [of.cohort_id()], optional(String, String, i64))?;
        let kept = |(body, by, at): (String, String, i64)| {
            let draft = serde_json::from_str(&body);
            let draft = draft.map_err(|error| Fault::corrupt("session_draft", "body", of.cohort_id(), error))?;
            Ok(KeptDraft { draft, by, at: Timestamp(at) })
        };
        row.map(kept).transpose()
    }

    /// Keeps what is being prepared in the place of the version that was seen. False when somebody kept another one meanwhile.
    pub async fn keep_session_draft(
        &self,
        by: &Teaching,
        (draft, seen): (SessionDraft, Option<Timestamp>),
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let body = serde_json::to_string(&draft).expect("a draft is plain data");
                let seen = seen.map(|seen| seen.0);
                let before = query!(conn, "session_drafts/find.sql", [by.cohort_id()], optional(String, String, i64))?;
                let rows =
                    query!(conn, "session_drafts/keep.sql", [by.cohort_id(), &body, &by.name, now.0, seen], rows)?;
                // What is sent twice was prepared once.
                if rows == 1 && before.is_none_or(|(kept, ..)| kept != body) {
                    by.note(conn, About::Cohort, &Deed::SessionPrepared, now).await?;
                }
                Ok(rows == 1)
            })
        })
        .await
    }

    /// Throws away the version that was seen, so that a new proposal is made. False when it is no longer there.
    pub async fn forget_session_draft(&self, by: &Teaching, seen: Timestamp) -> Result<bool, Fault> {
        let by = by.clone();
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "session_drafts/forget.sql", [by.cohort_id(), seen.0], rows)? == 1) })
        })
        .await
    }
}
