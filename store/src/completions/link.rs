//! Links by which a badge is taken to another device.

use domain::ids::{AccountId, CompletionId};
use domain::time::{Millis, Timestamp};

use super::{Completion, Row};
use crate::engine::query;
use crate::sessions::Token;
use crate::{Fault, Store};

/// So long such a link works.
pub const GOOD_FOR: Millis = Millis::minutes(15);

impl Store {
    /// Makes a link for the badge of a certificate; one that was made before works no more. False when the person holds no such
    /// certificate, or withdrew it.
    pub async fn make_badge_link(
        &self,
        account: &AccountId,
        id: &CompletionId,
        token: Token,
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (account, id, expires) = (account.clone(), id.clone(), now.plus(GOOD_FOR));
        self.write_single(move |conn| {
            Box::pin(async move {
                let binds = (account.as_str(), id.as_str(), token.0.as_str());
                Ok(query!(conn, "make_link.sql", [binds.0, binds.1, binds.2, expires.0], rows)? == 1)
            })
        })
        .await
    }

    /// The certificate whose badge a link leads to, as long as it works and the certificate stands.
    pub async fn completion_behind(&self, token: &Token, now: Timestamp) -> Result<Option<Completion>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "by_link.sql", [token.0.as_str(), now.0], optional Row)?;
        row.map(Row::completion).transpose()
    }
}
