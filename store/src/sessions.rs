use domain::ids::{AccountId, OrganisationId};
use domain::time::{Millis, Timestamp};
use sqlx::FromRow;

use crate::engine::query;
use crate::{Fault, Role, Store};

/// The SHA-256 of a 256-bit session token, in hexadecimal: all that is stored of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token(pub String);

/// The session behind a request, with what pages need to know about its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The session's own id, shown in the list of sessions.
    pub id: String,
    /// Its owner.
    pub account: AccountId,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// The owner's role.
    pub role: Role,
    /// The owner's organisation.
    pub organisation: Option<OrganisationId>,
    /// The owner's exam day.
    pub exam_date: Option<String>,
    /// When it was last seen.
    pub seen_at: Timestamp,
    /// Whether its owner belongs to an organisation's books.
    pub belongs: bool,
}

/// A line in the list of somebody's sessions.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SessionRow {
    /// The session's id.
    pub id: String,
    /// Milliseconds UTC.
    pub created_at: i64,
    /// Milliseconds UTC.
    pub seen_at: i64,
    /// The browser as it names itself.
    pub agent: String,
}

#[derive(FromRow)]
struct FoundRow {
    id: String,
    account_id: String,
    name: String,
    email: String,
    role: String,
    organisation_id: Option<String>,
    exam_date: Option<String>,
    seen_at: i64,
    belongs: bool,
}

impl Store {
    /// The living session of a token.
    pub async fn session(&self, token: &Token, now: Timestamp) -> Result<Option<Session>, Fault> {
        let mut conn = self.read().await?;
        let Some(row) = query!(&mut conn, "sessions/find.sql", [&token.0, now.0], optional FoundRow)? else {
            return Ok(None);
        };
        let role =
            Role::from_word(&row.role).ok_or_else(|| Fault::corrupt("account", "role", &row.account_id, &row.role))?;
        Ok(Some(Session {
            id: row.id,
            account: AccountId::new(row.account_id),
            name: row.name,
            email: row.email,
            role,
            organisation: row.organisation_id.map(OrganisationId::new),
            exam_date: row.exam_date,
            seen_at: Timestamp(row.seen_at),
            belongs: row.belongs,
        }))
    }

    /// Begins a session and throws away the account's dead ones.
    pub async fn begin_session(
        &self,
        token: Token,
        id: String,
        account: &AccountId,
        agent: String,
        now: Timestamp,
        life: Millis,
    ) -> Result<(), Fault> {
        let account = account.clone();
        self.write(move |conn| {
            Box::pin(async move {
                query!(conn, "sessions/sweep.sql", [account.as_str(), now.0], rows)?;
                let binds = (token.0, id, agent, now.plus(life).0);
                query!(
                    conn,
                    "sessions/begin.sql",
                    [&binds.0, &binds.1, account.as_str(), now.0, binds.3, &binds.2],
                    rows
                )?;
                Ok(())
            })
        })
        .await
    }

    /// Notes that a session is in use and moves its end.
    pub async fn touch_session(&self, token: Token, now: Timestamp, life: Millis) -> Result<(), Fault> {
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "sessions/touch.sql", [token.0, now.0, now.plus(life).0], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// The account's living sessions, last seen first.
    pub async fn sessions(&self, account: &AccountId, now: Timestamp) -> Result<Vec<SessionRow>, Fault> {
        let mut conn = self.read().await?;
        Ok(query!(&mut conn, "sessions/list.sql", [account.as_str(), now.0], all SessionRow)?)
    }

    /// Ends one session of an account. False when the account has no such session.
    pub async fn end_session(&self, account: &AccountId, id: String) -> Result<bool, Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move { Ok(query!(conn, "sessions/end.sql", [account.as_str(), id], rows)? == 1) })
        })
        .await
    }

    /// Ends all sessions of an account.
    pub async fn end_sessions(&self, account: &AccountId) -> Result<(), Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "sessions/end_all.sql", [account.as_str()], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Remembers a browser from which somebody signed in.
    pub async fn remember_device(&self, token: Token, account: &AccountId, now: Timestamp) -> Result<(), Fault> {
        let account = account.clone();
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "sessions/remember_device.sql", [token.0, account.as_str(), now.0], rows)?;
                Ok(())
            })
        })
        .await
    }

    /// Whether an account was signed in to from this browser before.
    pub async fn knows_device(&self, token: &Token, account: &AccountId) -> Result<bool, Fault> {
        let mut conn = self.read().await?;
        let (count,) = query!(&mut conn, "sessions/knows_device.sql", [&token.0, account.as_str()], one(i64,))?;
        Ok(count > 0)
    }
}
