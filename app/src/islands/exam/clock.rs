//! Time left: counted here from what the server last said, on the browser's monotonic clock.

use super::Runner;

/// Counts down, and leaves for the result when the time is up. On the server: nothing.
pub(super) fn run(runner: Runner) {
    #[cfg(feature = "hydrate")]
    browser::run(runner);
    #[cfg(not(feature = "hydrate"))]
    let _ = runner;
}

/// Takes the time left from the server.
#[cfg(feature = "hydrate")]
pub(super) fn set(runner: Runner, remaining: i64) {
    use leptos::prelude::*;
    browser::DEADLINE.set(browser::now() + remaining as f64);
    runner.remaining.set(remaining);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;
    use std::time::Duration;

    use leptos::prelude::*;

    use super::super::{Runner, Saving, later};
    use crate::urls;

    thread_local! {
        pub(super) static DEADLINE: Cell<f64> = const { Cell::new(f64::MAX) };
    }

    /// Milliseconds since the page was opened; unlike the wall clock nobody can set it.
    pub(super) fn now() -> f64 {
        window().performance().map_or(0.0, |performance| performance.now())
    }

    pub(super) fn run(runner: Runner) {
        if runner.sitting.with_value(super::super::Sitting::is_rehearsal) {
            return;
        }
        // The page was made before now; its age is counted against the time left.
        DEADLINE.set(runner.remaining.get_untracked() as f64);
        let _ = set_interval(move || tick(runner), Duration::from_millis(500));
    }

    fn tick(runner: Runner) {
        if runner.rest.get_untracked().resting {
            // The clock stands still; the server says how long.
            DEADLINE.set(now() + runner.remaining.get_untracked() as f64);
            return;
        }
        let left = (DEADLINE.get() - now()) as i64;
        // Whole seconds only, so that the page is touched once a second at most.
        let shown = (left.max(0) + 999) / 1000 * 1000;
        if shown != runner.remaining.get_untracked() {
            runner.remaining.set(shown);
        }
        if left <= 0 && !matches!(runner.saving.get_untracked(), Saving::Over | Saving::TakenOver) {
            runner.saving.set(Saving::Over);
            // The server takes late packets for two seconds and ends the attempt within five: then the result, or the next
            // section, is there.
            let address = runner.sitting.with_value(|sitting| urls::attempt(&sitting.attempt));
            later(3_500, move || drop(window().location().assign(&address)));
        }
    }
}
