//! Asks again and again until an answer settles it.

use std::ops::Range;
use std::time::Duration;

use anyhow::{Result, bail};
use domain::attempt::Save;

use super::Candidate;
use crate::crash::due::Reading;
use crate::crash::line::Answer;

/// Milliseconds until something is asked again.
const AGAIN: Range<u64> = 20..80;
/// Of a hundred requests, so many are sent first by somebody who goes away before the answer.
const LEFT_BEHIND: u32 = 3;
/// Longer than anything is down.
const PATIENCE: Duration = Duration::from_secs(120);

/// A request on its way: it decides what the page may show meanwhile.
pub(super) enum Underway<'a> {
    Begin,
    Save(&'a Save),
    HandIn,
}

/// What an answer means to whoever asked.
pub(super) enum Verdict<T> {
    Done(T),
    /// Not now: asking again is right.
    Wait,
    /// No server should answer that.
    Odd(String),
}

/// Only one answer besides the wanted one is right: that it cannot be done now.
pub(super) fn otherwise<T>(status: u16, place: &str, body: &str) -> Verdict<T> {
    if status == 503 {
        return Verdict::Wait;
    }
    let begin = body.chars().take(200).collect::<String>();
    Verdict::Odd(format!("{status} {place} {begin}"))
}

impl Candidate {
    /// Asks until it is settled; after an outage looks at the page first. Nothing when the answer was odd.
    pub(super) async fn insist<T>(
        &mut self,
        request: &[u8],
        underway: Underway<'_>,
        settle: impl Fn(u16, &str, &str) -> Verdict<T>,
    ) -> Result<Option<(T, Reading)>> {
        if self.one_percent_times(LEFT_BEHIND) {
            self.ledger.doubled += 1;
            self.line.leave_behind(&self.service, request).await;
        }
        let since = self.service.moment();
        let mut cut_off = false;
        while self.service.moment() - since < PATIENCE {
            if cut_off && !self.look(&underway).await? {
                self.pause(AGAIN).await;
                continue;
            }
            cut_off = false;
            let asked = self.service.moment();
            match self.ask(request).await {
                Answer::Told { status, place, body } => match settle(status, &place, &body) {
                    Verdict::Done(value) => {
                        return Ok(Some((value, Reading { left: 0, asked, told: self.service.moment() })));
                    }
                    Verdict::Wait => {}
                    Verdict::Odd(what) => {
                        self.ledger.odd(what);
                        return Ok(None);
                    }
                },
                Answer::Nothing => cut_off = true,
                Answer::Silence => self.ledger.odd("the server kept the line and said nothing".to_owned()),
            }
            self.ledger.retried += 1;
            self.pause(AGAIN).await;
        }
        bail!("no acknowledgement for {} seconds", PATIENCE.as_secs())
    }
}
