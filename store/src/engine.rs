//! Two engines behind one type: one static SQL text per query, dispatched by a small macro.

use std::sync::Mutex;

use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};
use uuid::ContextV7;

use crate::{Fault, Store};

/// Either engine's pool, for reading.
#[derive(Clone)]
pub(crate) enum Pool {
    /// The embedded engine.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

/// One connection of either engine, for reading or inside a write.
pub(crate) enum Conn {
    /// The embedded engine.
    Sqlite(PoolConnection<Sqlite>),
    /// A server.
    Postgres(PoolConnection<Postgres>),
}

impl Pool {
    pub(crate) async fn acquire(&self) -> Result<Conn, sqlx::Error> {
        Ok(match self {
            Self::Sqlite(pool) => Conn::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }
}

impl Store {
    pub(crate) async fn read(&self) -> Result<Conn, Fault> {
        Ok(self.pool.acquire().await?)
    }
}

/// Runs a query on a [`Conn`]: `query!(conn, "file.sql", [binds], one Row)`, with `one`, `optional` or `all` rows, or
/// `rows` for the number of rows that it changed.
///
/// `query!(conn, together ["a.sql", "b.sql"], [binds], rows)` runs several statements that share their binds: on SQLite with one
/// visit to its thread, on PostgreSQL one after the other. The rows are those of all.
///
/// `query!(conn, parts ["a.sql", "b.sql"], [binds], all Row)` is one statement of several files, for statements that share most of
/// their text.
///
/// `query!(conn, either ["a.sqlite.sql", "a.postgres.sql"], [binds], rows)` is for statements that the engines write differently: a
/// list of rows as one JSON text.
macro_rules! query {
    ($conn:expr, either [$sqlite:literal, $postgres:literal], [$($bind:expr),* $(,)?], rows) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                sqlx::query(include_str!($sqlite))$(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
            $crate::engine::Conn::Postgres(c) => {
                sqlx::query(include_str!($postgres))$(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected())
            }
        }
    };
    ($conn:expr, either [$sqlite:literal, $postgres:literal], [$($bind:expr),* $(,)?], all $row:ty) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                sqlx::query_as::<_, $row>(include_str!($sqlite))$(.bind($bind))*.fetch_all(&mut **c).await
            }
            $crate::engine::Conn::Postgres(c) => {
                sqlx::query_as::<_, $row>(include_str!($postgres))$(.bind($bind))*.fetch_all(&mut **c).await
            }
        }
    };
    ($conn:expr, together [$($file:literal),*], $binds:tt, rows) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                let sql = concat!($(include_str!($file), ";"),*);
                $crate::engine::query!(@run c, sql, $binds)
            }
            $crate::engine::Conn::Postgres(c) => async {
                let mut rows = 0;
                $(rows += $crate::engine::query!(@run c, include_str!($file), $binds)?;)*
                Ok(rows)
            }.await,
        }
    };
    (@run $conn:ident, $sql:expr, [$($bind:expr),* $(,)?]) => {
        sqlx::query($sql)$(.bind($bind))*.execute(&mut **$conn).await.map(|done| done.rows_affected())
    };
    ($conn:expr, parts [$($file:literal),*], $binds:tt, rows) => {
        $crate::engine::query!(@both $conn, concat!($(include_str!($file)),*), $binds)
    };
    ($conn:expr, $file:literal, $binds:tt, rows) => {
        $crate::engine::query!(@both $conn, include_str!($file), $binds)
    };
    (@both $conn:expr, $sql:expr, $binds:tt) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => $crate::engine::query!(@run c, $sql, $binds),
            $crate::engine::Conn::Postgres(c) => $crate::engine::query!(@run c, $sql, $binds),
        }
    };
    ($conn:expr, parts [$($file:literal),*], [$($bind:expr),* $(,)?], one $row:ty) => {
        $crate::engine::query!(@fetch $conn, concat!($(include_str!($file)),*), [$($bind),*], fetch_one, $row)
    };
    ($conn:expr, parts [$($file:literal),*], [$($bind:expr),* $(,)?], all $row:ty) => {
        $crate::engine::query!(@fetch $conn, concat!($(include_str!($file)),*), [$($bind),*], fetch_all, $row)
    };
    ($conn:expr, parts [$($file:literal),*], [$($bind:expr),* $(,)?], optional $row:ty) => {
        $crate::engine::query!(@fetch $conn, concat!($(include_str!($file)),*), [$($bind),*], fetch_optional, $row)
    };
    ($conn:expr, $file:literal, [$($bind:expr),* $(,)?], one $row:ty) => {
        $crate::engine::query!(@fetch $conn, include_str!($file), [$($bind),*], fetch_one, $row)
    };
    ($conn:expr, $file:literal, [$($bind:expr),* $(,)?], optional $row:ty) => {
        $crate::engine::query!(@fetch $conn, include_str!($file), [$($bind),*], fetch_optional, $row)
    };
    ($conn:expr, $file:literal, [$($bind:expr),* $(,)?], all $row:ty) => {
        $crate::engine::query!(@fetch $conn, include_str!($file), [$($bind),*], fetch_all, $row)
    };
    (@fetch $conn:expr, $sql:expr, [$($bind:expr),*], $fetch:ident, $row:ty) => {
        match $conn {
            $crate::engine::Conn::Sqlite(c) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$fetch(&mut **c).await
            }
            $crate::engine::Conn::Postgres(c) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$fetch(&mut **c).await
            }
        }
    };
}
pub(crate) use query;

/// A fresh id: UUIDv7 of the given moment, so that ids sort by time; those of one millisecond sort as they were made.
pub fn fresh_id(now: domain::time::Timestamp) -> String {
    static COUNTER: Mutex<ContextV7> = Mutex::new(ContextV7::new());
    let millis = now.0.max(0) as u64;
    let counter = COUNTER.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let moment = uuid::Timestamp::from_unix(&*counter, millis / 1000, (millis % 1000) as u32 * 1_000_000);
    uuid::Uuid::new_v7(moment).to_string()
}
