//! What a candidate wrote down: which acts were acknowledged, and what should never have happened.

use std::time::Duration;

use domain::attempt::{Act, Confidence, Row, Save, Span};
use domain::ids::{AccountId, AttemptId};
use domain::response::Response;

use super::due::Drift;
use crate::sitters::ITEMS;

/// Nobody reads more complaints of one candidate.
const COMPLAINTS: usize = 5;

/// Everything that one candidate knows.
pub struct Ledger {
    pub account: AccountId,
    pub sittings: Vec<Sitting>,
    /// Moments of all acknowledgements.
    acknowledged_at: Vec<Duration>,
    /// Requests that were sent again because nothing acknowledged them.
    pub retried: usize,
    /// Requests that were sent twice on purpose: by somebody who went away, or after the acknowledgement.
    pub doubled: usize,
    /// The page shown after an outage was looked at so often.
    pub resumed: usize,
    /// The page shown after an outage was not where the candidate had been.
    pub misplaced: usize,
    /// Answers that no server should give.
    pub odd: usize,
    /// The longest that an answer took, whatever it said.
    pub longest: Duration,
    pub clock: Clock,
    /// What was odd, in words.
    pub complaints: Vec<String>,
}

/// One paper.
#[derive(Debug)]
pub struct Sitting {
    pub attempt: AttemptId,
    /// Acknowledged saves in the order of their sequence.
    pub acknowledged: Vec<Save>,
    pub handed_in: bool,
}

/// The worst that the service clock did, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    pub taken: i64,
    /// For each end of the server in between.
    pub given: i64,
    /// Readings that were compared.
    pub readings: usize,
}

impl Ledger {
    pub fn new(account: AccountId) -> Self {
        Self {
            account,
            sittings: Vec::new(),
            acknowledged_at: Vec::new(),
            retried: 0,
            doubled: 0,
            resumed: 0,
            misplaced: 0,
            odd: 0,
            longest: Duration::ZERO,
            clock: Clock::default(),
            complaints: Vec::new(),
        }
    }

    /// A save of the present paper was acknowledged.
    pub fn acknowledge(&mut self, save: Save, at: Duration) {
        self.acknowledged_at.push(at);
        if let Some(sitting) = self.sittings.last_mut() {
            sitting.acknowledged.push(save);
        }
    }

    /// No server should answer that.
    pub fn odd(&mut self, what: String) {
        self.odd += 1;
        self.complain(what);
    }

    /// How long after a moment the next save was acknowledged.
    pub fn served_after(&self, moment: Duration) -> Option<Duration> {
        let next = self.acknowledged_at.partition_point(|at| *at < moment);
        Some(*self.acknowledged_at.get(next)? - moment)
    }

    /// Writes down what should not have happened.
    pub fn complain(&mut self, what: String) {
        if self.complaints.len() < COMPLAINTS {
            self.complaints.push(what);
        }
    }
}

impl Clock {
    /// Time may be given away at each end of the server, and never otherwise.
    pub fn note(&mut self, drift: Drift) {
        self.readings += 1;
        self.taken = self.taken.max(drift.taken);
        self.given = self.given.max(drift.given / i64::try_from(drift.kills.max(1)).unwrap_or(i64::MAX));
    }

    /// The worst of both.
    pub fn and(self, other: Self) -> Self {
        Self {
            taken: self.taken.max(other.taken),
            given: self.given.max(other.given),
            readings: self.readings + other.readings,
        }
    }
}

/// What a sheet holds of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    response: Option<Response>,
    flagged: bool,
    struck: u32,
    viewed: bool,
    note: String,
    confidence: Option<Confidence>,
    spans: Vec<Span>,
}

impl From<&Row> for Kept {
    fn from(row: &Row) -> Self {
        Self {
            response: row.response.clone(),
            flagged: row.flagged,
            struck: row.struck,
            viewed: row.viewed,
            note: row.note.clone(),
            confidence: row.confidence,
            spans: row.spans.clone(),
        }
    }
}

impl Sitting {
    /// What the sheet must hold: of each thing the newest acknowledged act, counted by hand and not by replay.
    pub fn kept(&self) -> Vec<Kept> {
        let mut sheet = vec![Kept::default(); usize::from(ITEMS)];
        for save in &self.acknowledged {
            let kept = &mut sheet[usize::from(save.act.item())];
            match &save.act {
                Act::Answer { response, .. } => kept.response = Some(response.clone()),
                Act::Clear { .. } => kept.response = None,
                Act::Flag { .. } => kept.flagged = true,
                Act::Unflag { .. } => kept.flagged = false,
                Act::StrikeOut { option, .. } => kept.struck |= 1 << option,
                Act::Restore { option, .. } => kept.struck &= !(1 << option),
                Act::Note { text, .. } => kept.note.clone_from(text),
                Act::Confide { confidence, .. } => kept.confidence = *confidence,
                Act::Highlight { spans, .. } => kept.spans.clone_from(spans),
                Act::View { .. } => kept.viewed = true,
            }
        }
        sheet
    }

    /// Where the candidate left off, as the page says it: the first question without an answer, or the first one, counted
    /// from 1; and the sequence of the next save.
    pub fn left_off(&self) -> (usize, u64) {
        let question = self.kept().iter().position(|kept| kept.response.is_none()).unwrap_or(0) + 1;
        (question, self.acknowledged.last().map_or(0, |save| save.sequence) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sitters::answer;

    #[test]
    fn a_candidate_goes_on_at_the_first_open_question() {
        let acts =
            [answer(0, 1), answer(1, 2), Act::Flag { item: 1 }, answer(2, 0), Act::Clear { item: 1 }, answer(0, 2)];
        let saves = acts.into_iter().zip(1..).map(|(act, sequence)| Save { key: String::new(), sequence, act });
        let sitting = Sitting { attempt: AttemptId::new("a"), acknowledged: saves.collect(), handed_in: false };
        assert_eq!(sitting.left_off(), (2, 7));
        let kept = sitting.kept();
        assert_eq!(kept[0].response, Some(Response::Choice(2)));
        assert_eq!(kept[1], Kept { flagged: true, ..Kept::default() });
    }
}
