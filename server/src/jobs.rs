//! What the server does by itself: the heartbeat of the service clock, the end of attempts whose time is up, and mail.

mod days;
mod digests;
mod gaps;
mod records;

use std::sync::Arc;
use std::time::Duration;

use domain::time::Millis;

use tokio::sync::watch;

use crate::clock::Clock;
use crate::mail::{Post, deliver};
use app::live::Live;
use store::{ClockReading, Fault, Store};

pub use days::{Begun, begin_day, run_days, tidy_files};

/// An attempt ends at most so long after its deadline and grace.
const TICK: Duration = Duration::from_secs(1);
/// Heartbeats in ticks while no exam is running; while one is, each tick is a heartbeat.
const QUIET: u32 = 5;
/// Lists that nobody takes in are swept out so often, in ticks.
const SWEEP: u32 = 600;

/// Gives an outage back to running attempts: their clock stood still; the log says so. Returns how many
/// there are. `start` is the name of this start of the server: what is tried again is entered once.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn return_outage(
    store: &Store,
    last: Option<ClockReading>,
    now: ClockReading,
    start: &str,
) -> Result<u64, Fault> {
    let Some(last) = last else { return Ok(0) };
    let length = Millis(now.wall.since(last.wall).0.max(0));
    store.return_outage(length, now, format!("outage:{start}")).await
}

/// Runs until it is dropped.
pub async fn run(store: Store, clock: Clock, live: Arc<Live>) {
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut quiet = 0;
    let mut sweep = SWEEP;
    loop {
        interval.tick().await;
        sweep -= 1;
        if sweep == 0 {
            sweep = SWEEP;
            let now = clock.now().wall;
            if let Err(fault) = store.sweep_intakes(now).await {
                tracing::error!(%fault, "old lists could not be thrown away; trying again");
            }
            if let Err(fault) = store.sweep_question_files(now).await {
                tracing::error!(%fault, "old files of questions could not be thrown away; trying again");
            }
        }
        match store.expire_due(clock.now()).await {
            Ok(ended) => ended.iter().for_each(|attempt| live.tell(attempt)),
            Err(fault) => tracing::error!(%fault, "attempts whose time is up could not be ended; trying again"),
        }
        if quiet > 0 {
            quiet -= 1;
            continue;
        }
        match store.keep_clock(clock.now()).await {
            Ok(running) => quiet = if running { 0 } else { QUIET - 1 },
            Err(fault) => tracing::error!(%fault, "the heartbeat could not be kept; trying again"),
        }
    }
}

/// Works out what item analysis reads of exams that ended under an older program, a few at a time, until all have it.
pub async fn fill_answers(store: Store) {
    let mut last = None;
    loop {
        match store.fill_answers(last.clone()).await {
            Ok(None) => return,
            Ok(next) => last = next,
            Err(fault) => tracing::error!(%fault, "ended exams could not be prepared for analysis; trying again"),
        }
        // Whoever sits an exam meanwhile comes first.
        tokio::time::sleep(TICK / 10).await;
    }
}

/// Sends mail as it becomes due, until it is told to stop; what is on its way then is finished.
pub async fn send_mail(store: Store, clock: Clock, post: Option<Arc<Post>>, mut stop: watch::Receiver<bool>) {
    let mut interval = tokio::time::interval(TICK);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            _ = stop.changed() => return,
        }
        let stopping = || *stop.borrow();
        if let Err(fault) = deliver(&store, &clock, post.as_ref(), &stopping).await {
            tracing::error!(%fault, "mail could not be taken from the queue or marked; trying again");
        }
    }
}
