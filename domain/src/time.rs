//! Points in time and lengths of time.

use serde::{Deserialize, Serialize};

/// A wall-clock instant: milliseconds since 1970-01-01 00:00 UTC. For people and records, never for deadlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// An instant on the service clock: milliseconds during which the service has been up, since it was first started.
///
/// The clock stands still while the server is down and never jumps, so a deadline on it costs a candidate nothing when
/// the server fails and nothing when somebody sets the wall clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceTime(pub i64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// A number of whole minutes.
    pub const fn minutes(n: i64) -> Self {
        Self(n * 60_000)
    }

    /// Whole seconds, rounded up, never below zero: what a countdown shows.
    pub const fn seconds_up(self) -> i64 {
        if self.0 <= 0 { 0 } else { (self.0 + 999) / 1000 }
    }
}

impl Timestamp {
    /// This instant, a length of time later.
    pub const fn plus(self, length: Millis) -> Self {
        Self(self.0 + length.0)
    }

    /// The time from an earlier instant until this one; negative when the other is later.
    pub const fn since(self, earlier: Self) -> Millis {
        Millis(self.0 - earlier.0)
    }
}

impl ServiceTime {
    /// This instant, a length of service time later.
    pub const fn plus(self, length: Millis) -> Self {
        Self(self.0 + length.0)
    }

    /// The service time from an earlier instant until this one; negative when the other is later.
    pub const fn since(self, earlier: Self) -> Millis {
        Millis(self.0 - earlier.0)
    }
}
