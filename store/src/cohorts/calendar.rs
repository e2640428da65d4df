//! The secret link of a person's calendar.

use domain::ids::AccountId;
use domain::time::Timestamp;

use crate::engine::query;
use crate::sessions::Token;
use crate::{Fault, Store};

impl Store {
    /// When somebody's calendar link was made; nothing when there is none.
    pub async fn calendar_link(&self, account: &AccountId) -> Result<Option<Timestamp>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "calendar_link.sql", [account.as_str()], optional(i64,))?;
        Ok(row.map(|(at,)| Timestamp(at)))
    }

    /// Makes a calendar link; one that was made before works no more. Only the hash of its token is kept.
    pub async fn make_calendar_link(&self, account: &AccountId, token: Token, now: Timestamp) -> Result<(), Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "make_calendar_link.sql", [account.as_str(), &token.0, now.0], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Ends a calendar link.
    pub async fn end_calendar_link(&self, account: &AccountId) -> Result<(), Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "end_calendar_link.sql", [account.as_str()], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Whose calendar a token leads to.
    pub async fn calendar_owner(&self, token: &Token) -> Result<Option<AccountId>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "calendar_owner.sql", [token.0.as_str()], optional(String,))?;
        Ok(row.map(|(account,)| AccountId::new(account)))
    }
}
