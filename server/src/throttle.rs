//! Slows guessing down: waits that grow with each failure, counted by account and by address.
//!
//! Nobody is ever locked out: a browser from which the owner signed in before has a count of its own, so a stranger's
//! guesses never make the owner wait. A classroom shares one address, so addresses are counted generously.

use std::collections::HashMap;
use std::sync::Mutex;

use domain::time::{Millis, Timestamp};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Failures at one account (by its normalised address, whether or not it exists) from unknown browsers.
    Account(String),
    /// Failures at one account from one browser that knows it.
    Device(String, String),
    /// Failures from one network address.
    Address(String),
    /// Codes of certificates that do not exist, from one network address.
    Code(String),
}

impl Counted {
    /// Failures that are free of waiting.
    const fn free(&self) -> u32 {
        match self {
            Self::Account(_) | Self::Device(..) => 5,
            Self::Code(_) => 20,
            Self::Address(_) => 50,
        }
    }
}

/// Longest wait. Ten guesses an hour at most reach the hash of one account.
const LONGEST: Millis = Millis::minutes(6);
/// Failures older than this are forgotten.
const MEMORY: Millis = Millis::minutes(60);
/// Most counts kept; beyond it the forgettable ones are thrown away first.
const MOST: usize = 50_000;

#[derive(Clone, Copy)]
struct Count {
    failures: u32,
    last: Timestamp,
}

impl Count {
    /// When the next try is let in: after 1, 2, 4, … seconds beyond the free failures.
    fn next_try(self, free: u32) -> Timestamp {
        if self.failures < free {
            return self.last;
        }
        let doubled = 1_000_i64 << (self.failures - free).min(20);
        self.last.plus(Millis(doubled.min(LONGEST.0)))
    }
}

/// All counts.
#[derive(Default)]
pub struct Throttle {
    counts: Mutex<Counts>,
}

impl Throttle {
    /// How long somebody must wait before a try.
    pub fn wait(&self, counted: &Counted, now: Timestamp) -> Option<Millis> {
        wait(&self.lock(), counted, now)
    }

    /// Lets a try in, or says how long to wait. What is let in counts as a failure until [`Self::succeeded`] takes it
    /// back, so that tries at once are counted like tries in a row.
    pub fn enter(&self, counted: &Counted, now: Timestamp) -> Option<Millis> {
        let mut counts = self.lock();
        let wait = wait(&counts, counted, now);
        if wait.is_none() {
            count(&mut counts, counted.clone(), now);
        }
        wait
    }

    /// Takes back one try that was let in and was none too many; what failed before it stays counted.
    pub fn took_back(&self, counted: &Counted) {
        if let Some(count) = self.lock().get_mut(counted) {
            count.failures = count.failures.saturating_sub(1);
        }
    }

    /// Notes a failure.
    pub fn failed(&self, counted: Counted, now: Timestamp) {
        count(&mut self.lock(), counted, now);
    }

    /// Forgets the failures at an account after the owner came in.
    pub fn succeeded(&self, counted: &Counted) {
        self.lock().remove(counted);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

type Counts = HashMap<Counted, Count>;

fn wait(counts: &Counts, counted: &Counted, now: Timestamp) -> Option<Millis> {
    let wait = counts.get(counted)?.next_try(counted.free()).since(now);
    (wait.0 > 0).then_some(wait)
}

fn count(counts: &mut Counts, counted: Counted, now: Timestamp) {
    if counts.len() > MOST {
        counts.retain(|_, count| now.since(count.last) < MEMORY);
    }
    let count = counts.entry(counted).or_insert(Count { failures: 0, last: now });
    if now.since(count.last) >= MEMORY {
        count.failures = 0;
    }
    count.failures += 1;
    count.last = now;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Counted {
        Counted::Account("a@b".to_owned())
    }

    #[test]
    fn waits_grow_and_end() {
        let throttle = Throttle::default();
        let waits = (0..20).map(|n| {
            let now = Timestamp(n);
            throttle.failed(account(), now);
            throttle.wait(&account(), now).map_or(0, |wait| wait.0)
        });
        let waits = waits.collect::<Vec<_>>();
        assert_eq!(waits[..8], [0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000]);
        assert_eq!(waits[19], LONGEST.0);
    }

    #[test]
    fn ten_guesses_an_hour_reach_the_hash() {
        let throttle = Throttle::default();
        (0..30).for_each(|_| throttle.failed(account(), Timestamp(0)));
        let mut now = Timestamp(0);
        let mut reached = 0;
        while now.0 < Millis::minutes(60).0 {
            match throttle.wait(&account(), now) {
                Some(wait) => now = now.plus(wait),
                None => {
                    reached += 1;
                    throttle.failed(account(), now);
                }
            }
        }
        assert!(reached <= 10, "{reached}");
    }

    #[test]
    fn what_is_taken_back_leaves_the_failures_before_it() {
        let (throttle, counted) = (Throttle::default(), Counted::Code("network".to_owned()));
        let wait = |throttle: &Throttle| throttle.wait(&counted, Timestamp(0));
        for _ in 0..100 {
            assert_eq!(throttle.enter(&counted, Timestamp(0)), None);
            throttle.took_back(&counted);
        }
        for _ in 0..20 {
            assert_eq!(throttle.enter(&counted, Timestamp(0)), None);
        }
        assert_eq!(wait(&throttle), Some(Millis(1_000)));
        throttle.took_back(&counted);
        assert_eq!(wait(&throttle), None);
        assert_eq!(throttle.enter(&counted, Timestamp(0)), None);
        assert!(wait(&throttle).is_some());
    }

    #[test]
    fn a_strangers_guesses_never_make_the_owners_browser_wait() {
        let throttle = Throttle::default();
        (0..1_000).for_each(|_| throttle.failed(account(), Timestamp(0)));
        let own = Counted::Device("a@b".to_owned(), "browser".to_owned());
        assert_eq!(throttle.wait(&own, Timestamp(0)), None);
    }
}
