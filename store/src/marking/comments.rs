use domain::ids::AccountId;
use domain::time::Timestamp;

use crate::engine::query;
use crate::{Fault, Store};

/// A comment that a marker uses again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkerComment {
    /// Its id.
    pub id: String,
    /// What it says.
    pub words: String,
}

impl Store {
    /// A marker's comments, those used most first.
    pub async fn marker_comments(&self, account: &AccountId) -> Result<Vec<MarkerComment>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "comments.sql", [account.as_str()], all(String, String))?;
        Ok(rows.into_iter().map(|(id, words)| MarkerComment { id, words }).collect())
    }

    /// Keeps a comment to be used again, up to a hundred. The same words are kept once. False when there are a hundred others.
    pub async fn keep_marker_comment(&self, account: &AccountId, words: String, now: Timestamp) -> Result<bool, Fault> {
        let (account, id) = (account.clone(), crate::fresh_id(now));
        self.write(move |conn| {
            Box::pin(async move {
                if query!(conn, "keep_comment.sql", [id, account.as_str(), &words, now.0], rows)? == 1 {
                    return Ok(true);
                }
                Ok(query!(conn, "kept_comment.sql", [account.as_str(), &words], optional(String,))?.is_some())
            })
        })
        .await
    }

    /// What a comment says, counted as used once more. Nothing when the marker has no such comment.
    pub async fn use_marker_comment(&self, account: &AccountId, id: &str) -> Result<Option<String>, Fault> {
        let (account, id) = (account.clone(), id.to_owned());
        self.write(move |conn| {
            Box::pin(async move {
                let row = query!(conn, "use_comment.sql", [account.as_str(), &id], optional(String, String))?;
                Ok(row.map(|(_, words)| words))
            })
        })
        .await
    }

    /// Removes a comment. False when the marker has no such comment.
    pub async fn forget_marker_comment(&self, account: &AccountId, id: &str) -> Result<bool, Fault> {
        let (account, id) = (account.clone(), id.to_owned());
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "forget_comment.sql", [account.as_str(), &id], rows)? == 1) })
        })
        .await
    }
}
