//! What people want to get.

use domain::time::Timestamp;
use sqlx::FromRow;

use super::{MailKind, kind_of};
use crate::accounts::email_key;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What the link at the end of a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The kind of mail.
    pub kind: MailKind,
    /// Whether it is still sent.
    pub wanted: bool,
}

#[derive(FromRow)]
struct TokenRow {
    email_key: String,
    kind: String,
}

impl Store {
    /// The kinds of mail that an address does not want.
    pub async fn unwanted_mail(&self, email: &str) -> Result<Vec<MailKind>, Fault> {
        let mut conn = self.read().await?;
        unwanted(&mut conn, &email_key(email)).await
    }

    /// Turns a kind of mail on or off for an address; what waits of it is declined. False for a kind that stays on.
    pub async fn prefer_mail(&self, email: &str, kind: MailKind, wanted: bool, now: Timestamp) -> Result<bool, Fault> {
        if !kind.may_be_declined() {
            return Ok(false);
        }
        let key = email_key(email);
        self.write(move |conn| {
            Box::pin(async move {
                prefer(conn, &key, kind, wanted, now).await?;
                Ok(true)
            })
        })
        .await
    }

    /// What the token of a mail is about. Nothing for a token that no mail has, and for mail that stays on.
    pub async fn subscription(&self, token: &str) -> Result<Option<Subscription>, Fault> {
        let mut conn = self.read().await?;
        let Some((key, kind)) = holder(&mut conn, token).await? else { return Ok(None) };
        Ok(Some(Subscription { kind, wanted: !unwanted(&mut conn, &key).await?.contains(&kind) }))
    }

    /// Turns off the kind of mail that a token is about, for the address that got it. Nothing as for [`Self::subscription`].
    pub async fn unsubscribe(&self, token: String, now: Timestamp) -> Result<Option<MailKind>, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                let Some((key, kind)) = holder(conn, &token).await? else { return Ok(None) };
                prefer(conn, &key, kind, false, now).await?;
                Ok(Some(kind))
            })
        })
        .await
    }
}

async fn holder(conn: &mut Conn, token: &str) -> Result<Option<(String, MailKind)>, Fault> {
    let row = query!(conn, "by_token.sql", [token], optional TokenRow)?;
    let Some(TokenRow { email_key, kind }) = row else { return Ok(None) };
    let kind = kind_of("of a token", &kind)?;
    Ok(kind.may_be_declined().then_some((email_key, kind)))
}

async fn unwanted(conn: &mut Conn, key: &str) -> Result<Vec<MailKind>, Fault> {
    let rows = query!(conn, "unwanted.sql", [key], all(String,))?;
    rows.into_iter().map(|(word,)| kind_of("of a preference", &word)).collect()
}

async fn prefer(conn: &mut Conn, key: &str, kind: MailKind, wanted: bool, now: Timestamp) -> Result<(), Fault> {
    query!(conn, "prefer.sql", [key, kind.word(), wanted, now.0], rows)?;
    if !wanted {
        query!(conn, "decline_waiting.sql", [key, kind.word()], rows)?;
    }
    Ok(())
}
