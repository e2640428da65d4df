//! A scripted candidate: sits paper after paper, asks again until each act is acknowledged, and writes everything down.

mod insist;
mod look;
mod script;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use domain::attempt::Save;
use domain::ids::AttemptId;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

use super::due::Reading;
use super::ledger::{Ledger, Sitting};
use super::line::{Answer, Line};
use super::service::Service;
use crate::sitters::people::{Person, started, write_start};
use crate::sitters::wire::{FORM, JSON, post};
use crate::sitters::write_save;
use insist::{Underway, Verdict, otherwise};

/// Milliseconds between an acknowledgement and the next act.
const THINKING: std::ops::Range<u64> = 50..250;
/// Of a hundred saves, so many are sent once more after the acknowledgement.
const ONCE_MORE: u32 = 5;

/// One of them.
pub struct Candidate {
    person: Person,
    service: Arc<Service>,
    granted: i64,
    rng: StdRng,
    line: Line,
    ledger: Ledger,
    /// The key of the page that the candidate has open, and the sequence of its last save.
    page: String,
    sequence: u64,
    /// The first and the last time left that was told in this sitting.
    told: Option<(Reading, Reading)>,
}

impl Candidate {
    /// A paper grants so many milliseconds of working time.
    pub fn new(person: Person, service: Arc<Service>, granted: i64, seed: u64) -> Self {
        let ledger = Ledger::new(person.account.clone());
        let rng = StdRng::seed_from_u64(seed);
        let (line, page) = (Line::default(), String::new());
        Self { person, service, granted, rng, line, ledger, page, sequence: 0, told: None }
    }

    /// Sits until the exam closes.
    pub async fn sit(mut self) -> Ledger {
        while !self.service.is_closing() {
            if let Err(problem) = self.paper().await {
                self.ledger.odd(format!("{problem:#}"));
                break;
            }
        }
        self.ledger
    }

    /// One paper from its start to its end.
    async fn paper(&mut self) -> Result<()> {
        let Some(attempt) = self.begin().await? else { return Ok(()) };
        let sitting = Sitting { attempt: attempt.clone(), acknowledged: Vec::new(), handed_in: false };
        self.ledger.sittings.push(sitting);
        let request = self.turn_page(&attempt);
        if let Some((held, reading)) = self.insist(&request, Underway::Begin, held).await? {
            self.sequence = held.sequence;
            self.compare(Reading { left: held.left, ..reading });
        }
        for act in script::acts(&mut self.rng) {
            if self.service.is_closing() {
                break;
            }
            self.sequence += 1;
            let key = format!("{}-{}", self.page, self.sequence);
            self.save(&attempt, Save { key, sequence: self.sequence, act }).await?;
            self.pause(THINKING).await;
        }
        self.hand_in(&attempt).await
    }

    async fn begin(&mut self) -> Result<Option<AttemptId>> {
        let mut request = Vec::new();
        write_start(&mut request, &self.person.cookie);
        let settle = |status, place: &str, body: &str| match started(status, place) {
            Some(attempt) => Verdict::Done(attempt),
            None => otherwise(status, place, body),
        };
        let asked = self.service.moment();
        let begun = self.insist(&request, Underway::Begin, settle).await?;
        let Some((attempt, reading)) = begun else { return Ok(None) };
        // It began at any of the times that it was asked for.
        let start = Reading { left: self.granted, asked, told: reading.told };
        self.told = Some((start, start));
        Ok(Some(attempt))
    }

    /// Opens another page of the exam, which is to hold it from now on: the request for that.
    fn turn_page(&mut self, attempt: &AttemptId) -> Vec<u8> {
        self.page = format!("{:016x}", self.rng.random::<u64>());
        let (mut request, body) = (Vec::new(), json!({ "attempt": attempt, "page": self.page }).to_string());
        post(&mut request, "/api/attempt/hold", &self.person.cookie, JSON, &body);
        request
    }

    async fn save(&mut self, attempt: &AttemptId, save: Save) -> Result<()> {
        let mut request = Vec::new();
        write_save(&mut request, &self.person.cookie, attempt, &save);
        let left = self.insist(&request, Underway::Save(&save), saved).await?;
        let Some((left, reading)) = left else { return Ok(()) };
        self.compare(Reading { left, ..reading });
        self.ledger.acknowledge(save, reading.told);
        if self.one_percent_times(ONCE_MORE) {
            self.ledger.doubled += 1;
            // What is on disk already stays, whether this arrives or not.
            if let Answer::Told { status, place, body } = self.ask(&request).await
                && let Verdict::Odd(what) = saved(status, &place, &body)
            {
                self.ledger.odd(format!("a save sent once more: {what}"));
            }
        }
        Ok(())
    }

    async fn hand_in(&mut self, attempt: &AttemptId) -> Result<()> {
        let mut request = Vec::new();
        post(&mut request, &format!("/exam/{attempt}/submit"), &self.person.cookie, FORM, "");
        let settle = |status, place: &str, body: &str| match status {
            303 if place.ends_with("/result") => Verdict::Done(()),
            _ => otherwise(status, place, body),
        };
        let handed_in = self.insist(&request, Underway::HandIn, settle).await?.is_some();
        if let Some(sitting) = self.ledger.sittings.last_mut() {
            sitting.handed_in = handed_in;
        }
        Ok(())
    }

    async fn ask(&mut self, request: &[u8]) -> Answer {
        let asked = self.service.moment();
        let answer = self.line.ask(&self.service, request).await;
        if matches!(answer, Answer::Told { .. }) {
            self.ledger.longest = self.ledger.longest.max(self.service.moment() - asked);
        }
        answer
    }

    /// Compares the time left with what was told first and last in this sitting.
    fn compare(&mut self, reading: Reading) {
        if let Some((first, last)) = &mut self.told {
            for earlier in [&*first, &*last] {
                self.ledger.clock.note(self.service.drift(earlier, &reading));
            }
            *last = reading;
        }
    }

    fn one_percent_times(&mut self, times: u32) -> bool {
        self.rng.random_range(0..100) < times
    }

    async fn pause(&mut self, millis: std::ops::Range<u64>) {
        tokio::time::sleep(Duration::from_millis(self.rng.random_range(millis))).await;
    }
}

/// What a page is told that holds the exam from now on.
struct Held {
    /// From here it counts its saves.
    sequence: u64,
    /// Time left, in milliseconds.
    left: i64,
}

fn held(status: u16, place: &str, body: &str) -> Verdict<Held> {
    let reply = serde_json::from_str::<Value>(body).unwrap_or_default();
    let told = &reply["held"];
    match (status, told["sequence"].as_u64(), told["standing"]["remaining"].as_i64()) {
        (200, Some(sequence), Some(left)) => Verdict::Done(Held { sequence, left }),
        (200, ..) if reply == "unavailable" => Verdict::Wait,
        _ => otherwise(status, place, body),
    }
}

/// The time left, of a save that is on disk.
fn saved(status: u16, place: &str, body: &str) -> Verdict<i64> {
    let reply = serde_json::from_str::<Value>(body).unwrap_or_default();
    match (status, reply["reply"].as_str(), reply["remaining"].as_i64()) {
        (200, Some("saved"), Some(left)) => Verdict::Done(left),
        (200, Some("unavailable"), _) => Verdict::Wait,
        _ => otherwise(status, place, body),
    }
}
