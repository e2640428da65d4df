//! Which database engines a harness runs on.

use clap::ValueEnum;

/// What can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engines {
    /// The embedded one.
    Sqlite,
    /// A throw-away server.
    Postgres,
    /// One after the other.
    Both,
}

/// One of them.
#[cfg(feature = "bench")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

#[cfg(feature = "bench")]
impl Engine {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

#[cfg(feature = "bench")]
impl Engines {
    /// Each of them.
    pub const fn each(self) -> &'static [Engine] {
        match self {
            Self::Sqlite => &[Engine::Sqlite],
            Self::Postgres => &[Engine::Postgres],
            Self::Both => &[Engine::Sqlite, Engine::Postgres],
        }
    }
}
