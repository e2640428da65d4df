use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use content::Library;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use crate::door::Door;
use crate::engine::{Pool, query};
use crate::{Fault, OpenFault, Store};

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// Oldest SQLite in which WAL mode loses no committed write.
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens the database at an address, brings its schema up to date and keeps the course's item versions in it.
    ///
    /// # Errors
    /// [`OpenFault`], each with a text that says what to do.
    pub async fn open(url: &str, library: Arc<Library>) -> Result<Self, OpenFault> {
        let store = if let Some(path) = url.strip_prefix("sqlite:") {
            open_sqlite(path.trim_start_matches("//"), library).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            open_postgres(url, library).await?
        } else {
            return Err(OpenFault::Url(url.to_owned()));
        };
        store.keep_item_versions().await?;
        store.mark_unmarked().await?;
        store.keep_credit_values().await?;
        store.adopt_results().await?;
        store.read_editions().await?;
        Ok(store)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Fault::Unavailable`] when it does not.
    pub async fn check(&self) -> Result<Check, Fault> {
        let mut conn = self.read().await?;
        let (one,): (i64,) = query!(&mut conn, "open/check.sql", [], one(i64,))?;
        Ok(if one == 1 { Check::Ready } else { Check::Odd })
    }

    /// Finishes what waits and closes the connections.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

/// The answer of [`Store::check`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The database answers.
    Ready,
    /// It answers, and not what was asked.
    Odd,
}

async fn open_sqlite(path: &str, library: Arc<Library>) -> Result<Store, OpenFault> {
    if let Some(folder) = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|source| OpenFault::Folder { path: path.to_owned(), source })?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("secure_delete", "on")
        .statement_cache_capacity(200);
    let connect = |source| OpenFault::Connect { url: format!("sqlite://{path}"), source };
    let writer = sqlite_pool(1).connect_with(options.clone()).await.map_err(connect)?;
    assert_sound(&writer).await?;
    MIGRATIONS.run(&writer).await.map_err(migration_fault)?;
    assert_durable(&writer).await?;
    let readers = sqlite_pool(READERS).connect_with(options.read_only(true)).await.map_err(connect)?;
    Ok(Store::of(Pool::Sqlite(readers), Door::open(Pool::Sqlite(writer)), library))
}

fn sqlite_pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .min_connections(connections)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(5))
}

async fn assert_sound(pool: &SqlitePool) -> Result<(), OpenFault> {
    let faulty = |error: sqlx::Error| OpenFault::Fault(error.into());
    let (found,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(pool).await.map_err(faulty)?;
    if is_sound_version(&found) { Ok(()) } else { Err(OpenFault::OldSqlite { found }) }
}

fn is_sound_version(version: &str) -> bool {
    let parts = version.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    parts.as_slice() >= OLDEST_SQLITE.as_slice()
}

async fn assert_durable(pool: &SqlitePool) -> Result<(), OpenFault> {
    let faulty = |error: sqlx::Error| OpenFault::Fault(error.into());
    let (journal,): (String,) = sqlx::query_as("PRAGMA journal_mode").fetch_one(pool).await.map_err(faulty)?;
    if journal != "wal" {
        return Err(OpenFault::NotDurable { setting: "journal_mode", found: journal, needed: "wal" });
    }
    let (synchronous,): (i64,) = sqlx::query_as("PRAGMA synchronous").fetch_one(pool).await.map_err(faulty)?;
    if synchronous < 2 {
        return Err(OpenFault::NotDurable {
            setting: "synchronous",
            found: synchronous.to_string(),
            needed: "FULL (2)",
        });
    }
    Ok(())
}

async fn open_postgres(url: &str, library: Arc<Library>) -> Result<Store, OpenFault> {
    let connect = |source| OpenFault::Connect { url: without_password(url), source };
    let options = PgConnectOptions::from_str(url).map_err(connect)?.application_name("clausewise");
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(Duration::from_secs(5))
        .connect_with(options)
        .await
        .map_err(connect)?;
    MIGRATIONS.run(&pool).await.map_err(migration_fault)?;
    Ok(Store::of(Pool::Postgres(pool.clone()), Door::open(Pool::Postgres(pool)), library))
}

fn migration_fault(error: MigrateError) -> OpenFault {
    match error {
        MigrateError::VersionMissing(version) => OpenFault::NewerDatabase(version),
        other => OpenFault::Migrate(other),
    }
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((user, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let user = user.split_once(':').map_or(user, |(name, _)| name);
    format!("{scheme}://{user}@{host}")
}

#[cfg(test)]
mod tests {
    use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};

    use super::{assert_durable, assert_sound, is_sound_version, open_sqlite, without_password};
    use crate::OpenFault;
    use crate::engine::Conn;

    async fn refusal(journal: SqliteJournalMode, synchronous: SqliteSynchronous) -> Option<OpenFault> {
        let folder = tempfile::TempDir::new().unwrap();
        let options = SqliteConnectOptions::new().filename(folder.path().join("x.db")).create_if_missing(true);
        let options = options.journal_mode(journal).synchronous(synchronous);
        let pool = SqlitePool::connect_with(options).await.unwrap();
        assert_sound(&pool).await.unwrap();
        assert_durable(&pool).await.err()
    }

    #[tokio::test]
    async fn less_than_a_full_flush_is_refused() {
        use {SqliteJournalMode as Journal, SqliteSynchronous as Synchronous};

        assert!(refusal(Journal::Wal, Synchronous::Full).await.is_none());
        assert!(refusal(Journal::Wal, Synchronous::Extra).await.is_none());
        for (journal, synchronous, setting) in [
            (Journal::Wal, Synchronous::Normal, "synchronous = 1"),
            (Journal::Wal, Synchronous::Off, "synchronous = 0"),
            (Journal::Delete, Synchronous::Full, "journal_mode = delete"),
        ] {
            let fault = refusal(journal, synchronous).await.expect("a power cut could lose answers");
            assert!(fault.to_string().contains(setting), "{fault}");
        }
    }

    #[tokio::test]
    async fn the_writing_connection_of_a_store_flushes_in_full() {
        let folder = tempfile::TempDir::new().unwrap();
        let library = std::sync::Arc::new(content::Library::embedded().unwrap());
        let store = open_sqlite(folder.path().join("x.db").to_str().unwrap(), library).await.unwrap();
        let settings = store.write_single(|conn| {
            Box::pin(async move {
                let Conn::Sqlite(conn) = conn else { panic!("this is SQLite") };
                let journal: (String,) = sqlx::query_as("PRAGMA journal_mode").fetch_one(&mut **conn).await?;
                let synchronous: (i64,) = sqlx::query_as("PRAGMA synchronous").fetch_one(&mut **conn).await?;
                let foreign_keys: (i64,) = sqlx::query_as("PRAGMA foreign_keys").fetch_one(&mut **conn).await?;
                Ok((journal.0, synchronous.0, foreign_keys.0))
            })
        });
        assert_eq!(settings.await.unwrap(), ("wal".to_owned(), 2, 1));
    }

    #[test]
    fn versions_that_lose_writes_are_refused() {
        for (version, sound) in
            [("3.51.2", false), ("3.46.1", false), ("3.51.3", true), ("3.52.0", true), ("4.0.0", true)]
        {
            assert_eq!(is_sound_version(version), sound, "{version}");
        }
    }

    #[test]
    fn passwords_never_reach_a_message() {
        assert_eq!(without_password("postgres://me:secret@host/db"), "postgres://me@host/db");
        assert_eq!(without_password("postgres://host/db"), "postgres://host/db");
    }
}
