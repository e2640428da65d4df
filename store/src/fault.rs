use sqlx::migrate::MigrateError;
use thiserror::Error;

/// What can go wrong with storage while the server runs.
#[derive(Debug, Error)]
pub enum Fault {
    /// The database cannot be reached, is locked, or its disk is full. Nothing was stored; trying again may help.
    #[error("the database did not take it: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// A row does not hold what it must.
    #[error("table {table}, column {column}, row {row} cannot be read: {why}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
        /// What was found.
        why: String,
    },
    /// A row of that id is another organisation's. Nothing was stored.
    #[error("a row of that id belongs to another organisation")]
    Elsewhere,
    /// The door is closed: the server is stopping.
    #[error("the server is stopping and takes no more writes")]
    Stopping,
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}

impl Fault {
    /// Whether waiting may help: the database cannot be reached, or is coming up or going down.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Unavailable(error) if is_passing(error))
    }

    /// Whether something stands already where only one may.
    pub(crate) fn is_taken(&self) -> bool {
        match self {
            Self::Unavailable(error) => error.as_database_error().is_some_and(|error| error.is_unique_violation()),
            Self::Elsewhere => true,
            Self::Corrupt { .. } | Self::Stopping => false,
        }
    }

    pub(crate) fn corrupt(table: &'static str, column: &'static str, row: impl ToString, why: impl ToString) -> Self {
        Self::Corrupt { table, column, row: row.to_string(), why: why.to_string() }
    }
}

/// Whether it is a matter of the connection, not of what was asked. PostgreSQL's words for it: class 08 (connection), class 57
/// (going down, coming up) and 53300 (too many clients, such as those of a server that was killed a moment ago).
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
        sqlx::Error::Database(said) => {
            said.code().is_some_and(|code| ["08", "57P"].iter().any(|class| code.starts_with(class)) || code == "53300")
        }
        _ => false,
    }
}

impl OpenFault {
    /// Whether waiting may help, as for [`Fault::may_pass`].
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Connect { source, .. } => is_passing(source),
            Self::Migrate(MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _)) => {
                is_passing(source)
            }
            Self::Fault(fault) => fault.may_pass(),
            _ => false,
        }
    }
}

/// Why the store cannot be opened. Each text says what to do.
#[derive(Debug, Error)]
pub enum OpenFault {
    /// The URL names no engine that we know.
    #[error("{0:?} is not a database address: write sqlite://path/to/file.db or postgres://user@host/name")]
    Url(String),
    /// The engine answered with an error.
    #[error("the database at {url} cannot be opened: {source}")]
    Connect {
        /// The address, without a password.
        url: String,
        /// What the engine said.
        #[source]
        source: sqlx::Error,
    },
    /// The folder for the database file cannot be made.
    #[error("the folder for {path} cannot be made: {source}")]
    Folder {
        /// The database file.
        path: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The linked SQLite has a bug that loses committed writes.
    #[error("SQLite {found} loses committed writes in WAL mode; 3.51.3 or newer is needed")]
    OldSqlite {
        /// Version found.
        found: String,
    },
    /// Durability is not what it must be.
    #[error("SQLite runs with {setting} = {found}, and answers need {needed}: a power cut could lose them")]
    NotDurable {
        /// The setting.
        setting: &'static str,
        /// Its value.
        found: String,
        /// The value needed.
        needed: &'static str,
    },
    /// The database was written by a newer program.
    #[error(
        "the database is newer than this program (it knows migration {0}): start the newer program, or restore a backup made before the upgrade"
    )]
    NewerDatabase(i64),
    /// A migration failed.
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[source] MigrateError),
    /// Reading or writing failed right after opening.
    #[error(transparent)]
    Fault(#[from] Fault),
}
