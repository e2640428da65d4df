//! Looks at the exam's page after an outage, as somebody who loads it again.

use anyhow::Result;
use domain::ids::AttemptId;

use super::insist::{Underway, Verdict, otherwise};
use super::{Candidate, held};
use crate::crash::due::Reading;
use crate::crash::ledger::Sitting;
use crate::crash::line::Answer;
use crate::crash::page;
use crate::sitters::wire::get;

impl Candidate {
    /// The exam must be where the candidate left off. False when the page cannot be had yet.
    pub(super) async fn look(&mut self, underway: &Underway<'_>) -> Result<bool> {
        let Some(sitting) = self.ledger.sittings.last().filter(|_| !matches!(underway, Underway::Begin)) else {
            return Ok(true);
        };
        let attempt = sitting.attempt.clone();
        let (path, may) = (format!("/exam/{attempt}"), expected(sitting, underway));
        match self.ask(&get(&path, &self.person.cookie, "identity")).await {
            Answer::Told { status: 200, body, .. } => {
                let shown = page::read(&body)?;
                self.ledger.resumed += 1;
                if !may.contains(&(shown.question, shown.sequence)) {
                    self.ledger.misplaced += 1;
                    self.ledger.complain(format!("{path} shows {shown:?} instead of one of {may:?}"));
                }
                return Ok(self.take_over(&attempt).await);
            }
            Answer::Told { status: 303, place, .. } if place.ends_with("/result") => {
                // The end that was underway may have arrived; without one there is none.
                if !matches!(underway, Underway::HandIn) {
                    self.ledger.odd(format!("{path} has ended by itself"));
                }
                return Ok(true);
            }
            Answer::Told { status, place, body } => {
                if let Verdict::Odd(what) = otherwise::<()>(status, &place, &body) {
                    self.ledger.odd(format!("{path} after an outage: {what}"));
                }
            }
            Answer::Silence => self.ledger.odd(format!("{path} after an outage: nothing was said")),
            Answer::Nothing => {}
        }
        Ok(false)
    }
}

impl Candidate {
    /// Lets the page that was loaded again hold the exam, with the time that is due. False when it must be tried again.
    async fn take_over(&mut self, attempt: &AttemptId) -> bool {
        let (request, asked) = (self.turn_page(attempt), self.service.moment());
        let Answer::Told { status, place, body } = self.ask(&request).await else { return false };
        match held(status, &place, &body) {
            Verdict::Done(held) => {
                self.sequence = held.sequence;
                self.compare(Reading { left: held.left, asked, told: self.service.moment() });
            }
            Verdict::Wait => return false,
            Verdict::Odd(what) => self.ledger.odd(format!("a page taking over: {what}")),
        }
        true
    }
}

/// The question and the next sequence that the page may show: without the act that was underway, and with it.
fn expected(sitting: &Sitting, underway: &Underway<'_>) -> Vec<(usize, u64)> {
    let mut may = vec![sitting.left_off()];
    if let Underway::Save(save) = underway {
        let mut acknowledged = sitting.acknowledged.clone();
        acknowledged.push((*save).clone());
        may.push(Sitting { attempt: sitting.attempt.clone(), acknowledged, handed_in: false }.left_off());
    }
    may
}
