//! The keys that sign badges, one in use and those before it.

use std::collections::BTreeSet;

use domain::time::Timestamp;
use sqlx::FromRow;

use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// A key that was just made. It can be neither printed nor compared.
#[derive(Clone)]
pub struct FreshKey {
    /// The public half: `z6Mk…`.
    pub id: String,
    /// The seed of the secret half, hexadecimal.
    pub secret: String,
}

/// The key in use, with its secret half. It can be neither printed nor compared.
pub struct SigningKey {
    /// The public half.
    pub id: String,
    /// The seed of the secret half, hexadecimal.
    pub secret: String,
    /// When it came into use.
    pub created: Timestamp,
}

/// A key that is or was in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRecord {
    /// The public half.
    pub id: String,
    /// When it came into use.
    pub created: Timestamp,
    /// From when on nothing signed with it counts; its creation when nothing of it counts at all.
    pub retired: Option<Timestamp>,
}

/// Why a key is retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retired {
    /// It served its time: what it signed still counts.
    InTime,
    /// Somebody else may have it, and could date back with it: nothing that it signed counts.
    Stolen,
}

#[derive(FromRow)]
struct Row {
    id: String,
    created_at: i64,
    retired_at: Option<i64>,
}

/// Makes the first key, unless there is one; of two who come at once one makes it.
pub(super) async fn ensure_key(conn: &mut Conn, fresh: &FreshKey, now: Timestamp) -> Result<(), Fault> {
    if query!(conn, "key_in_use.sql", [], optional(String, String, i64))?.is_none() {
        query!(conn, "first_key.sql", [&fresh.id, &fresh.secret, now.0], rows)?;
    }
    Ok(())
}

impl Store {
    /// The key in use; nothing before the first certificate.
    pub async fn signing_key(&self) -> Result<Option<SigningKey>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "key_in_use.sql", [], optional(String, String, i64))?;
        Ok(row.map(|(id, secret, created)| SigningKey { id, secret, created: Timestamp(created) }))
    }

    /// Every key that is or was in use, the oldest first, without the secret halves.
    pub async fn key_history(&self) -> Result<Vec<KeyRecord>, Fault> {
        let mut conn = self.read().await?;
        let rows = query!(&mut conn, "keys.sql", [], all Row)?;
        let record = |row: Row| KeyRecord {
            id: row.id,
            created: Timestamp(row.created_at),
            retired: row.retired_at.map(Timestamp),
        };
        Ok(rows.into_iter().map(record).collect())
    }

    /// Retires the key in use, forgets its secret half and puts a fresh one in its place. False when there is none yet, or
    /// somebody else did it at the same moment.
    pub async fn rotate_signing_key(&self, fresh: FreshKey, why: Retired, now: Timestamp) -> Result<bool, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                let retired = match why {
                    Retired::InTime => query!(conn, "retire_key.sql", [now.0], rows)?,
                    Retired::Stolen => query!(conn, "disown_key.sql", [], rows)?,
                };
                if retired == 0 {
                    return Ok(false);
                }
                query!(conn, "next_key.sql", [&fresh.id, &fresh.secret, now.0], rows)?;
                Ok(true)
            })
        })
        .await
    }

    /// The places of a list whose badges were withdrawn. Nothing when no badge has a place in it.
    pub async fn withdrawn_places(&self, list: u32) -> Result<Option<BTreeSet<u32>>, Fault> {
        let mut conn = self.read().await?;
        let (given,) = query!(&mut conn, "places_of_list.sql", [i64::from(list)], one(i64,))?;
        if given == 0 {
            return Ok(None);
        }
        let rows = query!(&mut conn, "withdrawn_places.sql", [i64::from(list)], all(i64,))?;
        Ok(Some(rows.into_iter().filter_map(|(place,)| u32::try_from(place).ok()).collect()))
    }
}
