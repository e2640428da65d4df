//! One sitting: what a candidate does, the sheet that results, and when it ends.
//!
//! The log of entries is the truth; a [`Sheet`] is its replay. Server and browser drive the same [`Sheet::apply`].

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::question::Response;
use crate::time::{Millis, ServiceTime};

/// How long after the deadline the server still takes a packet that was sent in time.
pub const GRACE: Millis = Millis(2_000);

/// The rules of a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Timed; nothing is told before the end.
    Exam,
    /// Untimed; each answer is final and told at once.
    Practice,
}

impl Mode {
    /// The word used in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Practice => "practice",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Exam, Self::Practice].into_iter().find(|mode| mode.word() == word)
    }
}

/// Where a sitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Answers are taken.
    Running,
    /// The candidate handed it in.
    Submitted,
    /// The time ended it.
    Expired,
}

impl Phase {
    /// The word used in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Submitted => "submitted",
            Self::Expired => "expired",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Running, Self::Submitted, Self::Expired].into_iter().find(|phase| phase.word() == word)
    }
}

/// One thing a candidate does to the sheet. Items and options count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Gives or changes an answer.
    Answer {
        /// Place of the item in the paper.
        item: u16,
        /// The answer.
        response: Response,
    },
    /// Takes an answer back.
    Clear {
        /// Place of the item in the paper.
        item: u16,
    },
    /// Marks an item to come back to; no effect on the score.
    Flag {
        /// Place of the item in the paper.
        item: u16,
    },
    /// Takes the flag off.
    Unflag {
        /// Place of the item in the paper.
        item: u16,
    },
    /// Strikes an option out; no effect on the score.
    StrikeOut {
        /// Place of the item in the paper.
        item: u16,
        /// Place of the option.
        option: u8,
    },
    /// Takes the strike-out off.
    Restore {
        /// Place of the item in the paper.
        item: u16,
        /// Place of the option.
        option: u8,
    },
}

/// The part of an item's state that an act decides; acts on different aspects never compete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Aspect {
    /// The answer.
    Answer,
    /// The flag.
    Flag,
    /// One option's strike-out.
    Strike(u8),
}

impl Aspect {
    /// A number for the database: 0 answer, 1 flag, 16 and up the options.
    pub const fn code(self) -> i64 {
        match self {
            Self::Answer => 0,
            Self::Flag => 1,
            Self::Strike(option) => 16 + option as i64,
        }
    }
}

impl Act {
    /// The item that it is about, counted from 0.
    pub const fn item(&self) -> u16 {
        match *self {
            Self::Answer { item, .. }
            | Self::Clear { item }
            | Self::Flag { item }
            | Self::Unflag { item }
            | Self::StrikeOut { item, .. }
            | Self::Restore { item, .. } => item,
        }
    }

    /// What it decides.
    pub const fn aspect(&self) -> Aspect {
        match *self {
            Self::Answer { .. } | Self::Clear { .. } => Aspect::Answer,
            Self::Flag { .. } | Self::Unflag { .. } => Aspect::Flag,
            Self::StrikeOut { option, .. } | Self::Restore { option, .. } => Aspect::Strike(option),
        }
    }

    /// The highest option it names, counted from 0.
    pub fn option(&self) -> Option<u8> {
        match *self {
            Self::Answer { response, .. } => Some(response.choice()),
            Self::StrikeOut { option, .. } | Self::Restore { option, .. } => Some(option),
            Self::Clear { .. } | Self::Flag { .. } | Self::Unflag { .. } => None,
        }
    }
}

/// An act on its way to the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save {
    /// Made by the sender, unique within the attempt: the same save sent twice is stored once.
    pub key: String,
    /// The sender's count; a lower one never overwrites what a higher one decided.
    pub sequence: u64,
    /// What was done.
    pub act: Act,
}

/// One line of the log of a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The paper was put before the candidate and the clock began.
    Started,
    /// The candidate did something to the sheet.
    Acted {
        /// What was done.
        #[serde(flatten)]
        act: Act,
    },
    /// The service was down for so long; the service clock stood still, so the candidate lost nothing.
    OutageReturned {
        /// Length of the outage by the wall clock, for the record only.
        length: Millis,
    },
    /// The candidate handed the paper in.
    Submitted,
    /// The time ended the sitting.
    Expired,
}

/// Why a save was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The paper has no such item.
    #[error("the paper has no such question")]
    UnknownItem,
    /// The item has no such option.
    #[error("the question has no such option")]
    UnknownOption,
    /// Something newer was saved for the same aspect.
    #[error("a newer choice was saved meanwhile")]
    Stale,
    /// The sitting has ended.
    #[error("the attempt has ended")]
    Over,
    /// The deadline has passed.
    #[error("the time is up")]
    Late,
    /// Practice answers are final.
    #[error("this question was answered already")]
    AlreadyAnswered,
}

/// One row of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The answer, if there is one.
    pub response: Option<Response>,
    /// Marked to come back to.
    pub flagged: bool,
    /// Options struck out, as bits.
    pub struck: u32,
    decided: Vec<(Aspect, u64)>,
}

impl Row {
    /// Whether an option is struck out.
    pub const fn is_struck(&self, option: u8) -> bool {
        option < 32 && self.struck & (1 << option) != 0
    }

    fn decided_at(&self, aspect: Aspect) -> Option<u64> {
        self.decided.iter().find(|(other, _)| *other == aspect).map(|(_, sequence)| *sequence)
    }

    fn decide(&mut self, aspect: Aspect, sequence: u64) {
        match self.decided.iter_mut().find(|(other, _)| *other == aspect) {
            Some((_, decided)) => *decided = sequence,
            None => self.decided.push((aspect, sequence)),
        }
    }
}

/// The answer sheet: the replay of the acts so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    rows: Vec<Row>,
    sequence: u64,
}

impl Sheet {
    /// An empty sheet for a paper of so many items.
    pub fn blank(items: usize) -> Self {
        Self { rows: vec![Row::default(); items], sequence: 0 }
    }

    /// The rows, in the order of the paper.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The answer to the item at a place of the paper.
    pub fn response(&self, position: usize) -> Option<Response> {
        self.rows.get(position).and_then(|row| row.response)
    }

    /// The highest sequence seen; the next save carries a higher one.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// How many items have an answer.
    pub fn answered(&self) -> usize {
        self.rows.iter().filter(|row| row.response.is_some()).count()
    }

    /// How many items are flagged.
    pub fn flagged(&self) -> usize {
        self.rows.iter().filter(|row| row.flagged).count()
    }

    /// Replays acts in the order of the log.
    pub fn replay<'a>(items: usize, acts: impl IntoIterator<Item = (u64, &'a Act)>) -> Self {
        let mut sheet = Self::blank(items);
        for (sequence, act) in acts {
            // A refused act was refused when it was made and stays so: the log may hold it, the sheet never does.
            let _ = sheet.apply(sequence, act);
        }
        sheet
    }

    /// Enters an act. An act with a lower sequence than what already decided the same aspect changes nothing.
    ///
    /// # Errors
    /// [`Refusal::UnknownItem`], [`Refusal::UnknownOption`] (beyond 31) and [`Refusal::Stale`].
    pub fn apply(&mut self, sequence: u64, act: &Act) -> Result<(), Refusal> {
        let row = self.rows.get_mut(usize::from(act.item())).ok_or(Refusal::UnknownItem)?;
        if act.option().is_some_and(|option| option >= 32) {
            return Err(Refusal::UnknownOption);
        }
        if row.decided_at(act.aspect()).is_some_and(|decided| decided > sequence) {
            return Err(Refusal::Stale);
        }
        match *act {
            Act::Answer { response, .. } => row.response = Some(response),
            Act::Clear { .. } => row.response = None,
            Act::Flag { .. } => row.flagged = true,
            Act::Unflag { .. } => row.flagged = false,
            Act::StrikeOut { option, .. } => row.struck |= 1 << option,
            Act::Restore { option, .. } => row.struck &= !(1 << option),
        }
        row.decide(act.aspect(), sequence);
        self.sequence = self.sequence.max(sequence);
        Ok(())
    }
}

/// When a sitting began and how long it may last, on the service clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// When it began.
    pub started: ServiceTime,
    /// The working time; none for practice.
    pub granted: Option<Millis>,
}

impl Timing {
    /// When it ends.
    pub fn deadline(self) -> Option<ServiceTime> {
        self.granted.map(|granted| self.started.plus(granted))
    }

    /// Time left, never below zero.
    pub fn remaining(self, now: ServiceTime) -> Option<Millis> {
        self.deadline().map(|deadline| Millis(deadline.since(now).0.max(0)))
    }

    /// Whether the time is up for the candidate.
    pub fn is_up(self, now: ServiceTime) -> bool {
        self.deadline().is_some_and(|deadline| now >= deadline)
    }

    /// Whether even packets sent in time are no longer taken: from here on the server ends the attempt.
    pub fn is_closed(self, now: ServiceTime) -> bool {
        self.deadline().is_some_and(|deadline| now > deadline.plus(GRACE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Act = Act::Answer { item: 0, response: Response::Choice(0) };
    const B: Act = Act::Answer { item: 0, response: Response::Choice(1) };

    #[test]
    fn an_older_sequence_never_overwrites_a_newer_one() {
        let mut sheet = Sheet::blank(1);
        sheet.apply(2, &B).expect("the first save is taken");
        assert_eq!(sheet.apply(1, &A), Err(Refusal::Stale));
        assert_eq!(sheet.response(0), Some(Response::Choice(1)));
    }

    #[test]
    fn flags_and_answers_do_not_compete() {
        let mut sheet = Sheet::blank(1);
        sheet.apply(5, &Act::Flag { item: 0 }).expect("a flag is taken");
        sheet.apply(3, &A).expect("an older answer does not compete with a flag");
        assert!(sheet.rows()[0].flagged);
        assert_eq!(sheet.response(0), Some(Response::Choice(0)));
        assert_eq!(sheet.sequence(), 5);
    }

    #[test]
    fn what_is_not_on_the_paper_is_refused() {
        let mut sheet = Sheet::blank(1);
        assert_eq!(sheet.apply(1, &Act::Flag { item: 1 }), Err(Refusal::UnknownItem));
        assert_eq!(sheet.apply(1, &Act::StrikeOut { item: 0, option: 32 }), Err(Refusal::UnknownOption));
    }

    #[test]
    fn strike_out_and_clear_are_undone_by_their_opposites() {
        let mut sheet = Sheet::blank(1);
        for (sequence, act) in [(1, Act::StrikeOut { item: 0, option: 2 }), (2, A), (3, Act::Clear { item: 0 })] {
            sheet.apply(sequence, &act).expect("each save is newer than the last");
        }
        assert!(sheet.rows()[0].is_struck(2) && sheet.answered() == 0);
        sheet.apply(4, &Act::Restore { item: 0, option: 2 }).expect("newer");
        assert!(!sheet.rows()[0].is_struck(2));
    }

    #[test]
    fn the_deadline_has_two_edges() {
        let timing = Timing { started: ServiceTime(1_000), granted: Some(Millis(10_000)) };
        assert_eq!(timing.remaining(ServiceTime(4_000)), Some(Millis(7_000)));
        assert!(!timing.is_up(ServiceTime(10_999)) && timing.is_up(ServiceTime(11_000)));
        assert!(!timing.is_closed(ServiceTime(13_000)) && timing.is_closed(ServiceTime(13_001)));
        assert_eq!(timing.remaining(ServiceTime(99_000)), Some(Millis(0)));
    }

    proptest::proptest! {
        #[test]
        fn replay_does_not_depend_on_the_order_of_arrival(mut saves in proptest::collection::vec((0u16..4, 0u8..4), 1..40), turn in 0usize..40) {
            let numbered = saves.drain(..).enumerate().map(|(i, (item, option))| (i as u64, Act::Answer { item, response: Response::Choice(option) })).collect::<Vec<_>>();
            let mut late = numbered.clone();
            let middle = turn % late.len();
            late.rotate_left(middle);
            let replay = |order: &[(u64, Act)]| {
                let mut sheet = Sheet::blank(4);
                for (sequence, act) in order {
                    let _ = sheet.apply(*sequence, act);
                }
                (0..4).map(|i| sheet.response(i)).collect::<Vec<_>>()
            };
            proptest::prop_assert_eq!(replay(&numbered), replay(&late));
        }
    }
}
