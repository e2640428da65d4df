//! The two clocks. The wall clock is for people; the service clock is for deadlines.

use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use domain::time::{Millis, ServiceTime, Timestamp};
use store::ClockReading;

/// Where time comes from; tests bring their own.
pub trait TimeSource: Send + Sync {
    /// The wall clock.
    fn wall(&self) -> Timestamp;
    /// Milliseconds that only ever grow, from any origin.
    fn monotonic(&self) -> Millis;
}

/// The machine's own clocks. Monotonic time stands still while a laptop sleeps: to a candidate that is an outage.
pub struct Machine {
    start: Instant,
}

impl Machine {
    /// Starts counting.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clocks")]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl TimeSource for Machine {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clocks")]
    fn wall(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn monotonic(&self) -> Millis {
        Millis(i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX))
    }
}

/// The service clock: goes on from the last reading that was kept, so that no time passes while the server is down.
#[derive(Clone)]
pub struct Clock {
    source: Arc<dyn TimeSource>,
    base: ServiceTime,
    origin: Millis,
}

impl Clock {
    /// Goes on from a kept reading, or from zero.
    pub fn resume(source: Arc<dyn TimeSource>, last: Option<ClockReading>) -> Self {
        let origin = source.monotonic();
        Self { source, base: last.unwrap_or_default().service, origin }
    }

    /// Both clocks, now.
    pub fn now(&self) -> ClockReading {
        let up = Millis(self.source.monotonic().0 - self.origin.0);
        ClockReading { service: self.base.plus(up), wall: self.source.wall() }
    }
}
