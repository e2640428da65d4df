//! A machine whose clocks the test sets.

use std::sync::atomic::{AtomicI64, Ordering};

use clausewise::clock::TimeSource;
use domain::time::{Millis, Timestamp};

/// The moment at which every test begins: 2026-11-22 09:00 UTC.
const BEGIN: i64 = 1_795_338_000_000;

pub struct FakeTime {
    wall: AtomicI64,
    monotonic: AtomicI64,
}

impl FakeTime {
    pub fn new() -> Self {
        Self { wall: AtomicI64::new(BEGIN), monotonic: AtomicI64::new(77_000) }
    }

    /// Lets time pass.
    pub fn pass(&self, length: Millis) {
        self.wall.fetch_add(length.0, Ordering::SeqCst);
        self.monotonic.fetch_add(length.0, Ordering::SeqCst);
    }

    /// Sets the wall clock ahead or back, as an operator or a broken battery does.
    pub fn jump(&self, length: Millis) {
        self.wall.fetch_add(length.0, Ordering::SeqCst);
    }

    /// The machine starts again: so much later by the wall clock, and the monotonic clock counts from another origin.
    pub fn reboot(&self, later: Millis) {
        self.wall.fetch_add(later.0, Ordering::SeqCst);
        self.monotonic.store(5, Ordering::SeqCst);
    }
}

impl TimeSource for FakeTime {
    fn wall(&self) -> Timestamp {
        Timestamp(self.wall.load(Ordering::SeqCst))
    }

    fn monotonic(&self) -> Millis {
        Millis(self.monotonic.load(Ordering::SeqCst))
    }
}
