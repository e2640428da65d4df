use serde::{Deserialize, Serialize};

use crate::attempt::{Act, Aspect, Confidence, Event, Line, Refusal, Span};
use crate::response::{Given, Response, Shape};

/// One row of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The answer, if there is one.
    pub response: Option<Response>,
    /// Marked to come back to.
    pub flagged: bool,
    /// Options struck out, as bits.
    pub struck: u32,
    /// Whether it was looked at.
    pub viewed: bool,
    /// The candidate's note.
    pub note: String,
    /// How sure the candidate said to be.
    pub confidence: Option<Confidence>,
    /// What is highlighted.
    pub spans: Vec<Span>,
    decided: Vec<(Aspect, u64)>,
}

/// How an item stands, as the navigator shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Never looked at.
    Unseen,
    /// Looked at, without an answer.
    Open,
    /// Something is missing.
    Incomplete,
    /// Answered as asked.
    Complete,
}

impl Row {
    /// Whether an option is struck out.
    pub const fn is_struck(&self, option: u8) -> bool {
        option < 32 && self.struck & (1 << option) != 0
    }

    /// How the item stands.
    pub fn state(&self, shape: Shape) -> State {
        match shape.given(self.response.as_ref()) {
            Given::Whole => State::Complete,
            Given::Part => State::Incomplete,
            Given::Nothing if self.viewed || !self.decided.is_empty() => State::Open,
            Given::Nothing => State::Unseen,
        }
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
    pub fn response(&self, position: usize) -> Option<&Response> {
        self.rows.get(position).and_then(|row| row.response.as_ref())
    }

    /// The highest sequence seen; the next save carries a higher one.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Takes note of a sequence from which on to count.
    pub fn continue_from(&mut self, sequence: u64) {
        self.sequence = self.sequence.max(sequence);
    }

    /// How many items have an answer, whole or in part.
    pub fn answered(&self) -> usize {
        self.rows.iter().filter(|row| row.response.is_some()).count()
    }

    /// How many items are flagged.
    pub fn flagged(&self) -> usize {
        self.rows.iter().filter(|row| row.flagged).count()
    }

    /// Replays the log.
    pub fn replay(items: usize, lines: &[Line]) -> Self {
        let mut sheet = Self::blank(items);
        for line in lines {
            // A refused act was refused when it was made and stays so: the log may hold it, the sheet never does.
            let _ = match &line.event {
                Event::Acted { act } => sheet.apply(line.sequence, act),
                Event::Admitted { number, .. } => {
                    let admitted = lines.iter().find(|line| line.number == *number).map(|line| &line.event);
                    match admitted {
                        Some(Event::SetAside { act, .. }) => sheet.admit(act),
                        _ => Ok(()),
                    }
                }
                _ => Ok(()),
            };
        }
        sheet
    }

    /// Enters an act over whatever decided the same aspect before, in its place: what was saved since then, or will be, by a
    /// page that knows nothing of the admission still counts.
    fn admit(&mut self, act: &Act) -> Result<(), Refusal> {
        let row = self.rows.get(usize::from(act.item())).ok_or(Refusal::UnknownItem)?;
        self.apply(row.decided_at(act.aspect()).unwrap_or(0), act)
    }

    /// Enters an act. An act with a lower sequence than what already decided the same aspect changes nothing.
    ///
    /// # Errors
    /// [`Refusal::UnknownItem`], [`Refusal::UnknownOption`] (beyond 31) and [`Refusal::Stale`].
    pub fn apply(&mut self, sequence: u64, act: &Act) -> Result<(), Refusal> {
        let row = self.rows.get_mut(usize::from(act.item())).ok_or(Refusal::UnknownItem)?;
        if matches!(act, Act::StrikeOut { option, .. } | Act::Restore { option, .. } if *option >= 32) {
            return Err(Refusal::UnknownOption);
        }
        if row.decided_at(act.aspect()).is_some_and(|decided| decided > sequence) {
            return Err(Refusal::Stale);
        }
        match act {
            Act::Answer { response, .. } => row.response = Some(response.clone()),
            Act::Clear { .. } => row.response = None,
            Act::Flag { .. } => row.flagged = true,
            Act::Unflag { .. } => row.flagged = false,
            Act::StrikeOut { option, .. } => row.struck |= 1 << option,
            Act::Restore { option, .. } => row.struck &= !(1 << option),
            Act::Note { text, .. } => row.note.clone_from(text),
            Act::Confide { confidence, .. } => row.confidence = *confidence,
            Act::Highlight { spans, .. } => row.spans.clone_from(spans),
            Act::View { .. } => row.viewed = true,
        }
        row.decide(act.aspect(), sequence);
        self.sequence = self.sequence.max(sequence);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attempt::Why;
    use crate::time::{ServiceTime, Timestamp};

    fn answer(item: u16, option: u8) -> Act {
        Act::Answer { item, response: Response::Choice(option) }
    }

    #[test]
    fn an_older_sequence_never_overwrites_a_newer_one() {
        let mut sheet = Sheet::blank(1);
        sheet.apply(2, &answer(0, 1)).expect("the first save is taken");
        assert_eq!(sheet.apply(1, &answer(0, 0)), Err(Refusal::Stale));
        assert_eq!(sheet.response(0), Some(&Response::Choice(1)));
    }

    #[test]
    fn flags_notes_and_answers_do_not_compete() {
        let mut sheet = Sheet::blank(1);
        sheet.apply(5, &Act::Flag { item: 0 }).expect("a flag is taken");
        sheet.apply(4, &Act::Note { item: 0, text: "see 8.5".to_owned() }).expect("an older note does not compete");
        sheet.apply(3, &answer(0, 0)).expect("an older answer does not compete with a flag");
        assert!(sheet.rows()[0].flagged && sheet.rows()[0].note == "see 8.5");
        assert_eq!(sheet.response(0), Some(&Response::Choice(0)));
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
        for (sequence, act) in
            [(1, Act::StrikeOut { item: 0, option: 2 }), (2, answer(0, 0)), (3, Act::Clear { item: 0 })]
        {
            sheet.apply(sequence, &act).expect("each save is newer than the last");
        }
        assert!(sheet.rows()[0].is_struck(2) && sheet.answered() == 0);
        sheet.apply(4, &Act::Restore { item: 0, option: 2 }).expect("newer");
        assert!(!sheet.rows()[0].is_struck(2));
    }

    #[test]
    fn the_navigator_tells_unseen_open_incomplete_and_complete() {
        let shape = Shape::Multiple { options: 5, choose: 2 };
        let mut sheet = Sheet::blank(1);
        let state = |sheet: &Sheet| sheet.rows()[0].state(shape);
        assert_eq!(state(&sheet), State::Unseen);
        sheet.apply(1, &Act::View { item: 0 }).expect("taken");
        assert_eq!(state(&sheet), State::Open);
        sheet.apply(2, &Act::Answer { item: 0, response: Response::Choices(vec![1]) }).expect("taken");
        assert_eq!(state(&sheet), State::Incomplete);
        sheet.apply(3, &Act::Answer { item: 0, response: Response::Choices(vec![1, 2]) }).expect("taken");
        assert_eq!(state(&sheet), State::Complete);
    }

    #[test]
    fn what_was_set_aside_counts_only_once_admitted() {
        let line = |number, event| Line { number, sequence: 9, at: ServiceTime(number), on: Timestamp(number), event };
        let mut lines = vec![
            line(1, Event::Acted { act: answer(0, 1) }),
            line(2, Event::SetAside { why: Why::Late, act: answer(0, 2) }),
        ];
        assert_eq!(Sheet::replay(1, &lines).response(0), Some(&Response::Choice(1)));
        lines.push(line(3, Event::Admitted { number: 2, by: "b".to_owned(), reason: "r".to_owned() }));
        assert_eq!(Sheet::replay(1, &lines).response(0), Some(&Response::Choice(2)));
    }

    #[test]
    fn what_is_saved_after_an_admission_counts_whatever_its_sequence() {
        let line =
            |number, sequence, event| Line { number, sequence, at: ServiceTime(number), on: Timestamp(number), event };
        let aside = |option| Event::SetAside { why: Why::Late, act: answer(0, option) };
        let admitted = |number| Event::Admitted { number, by: "b".to_owned(), reason: "r".to_owned() };
        let mut lines = vec![
            line(1, 4, Event::Acted { act: answer(0, 0) }),
            line(2, 8, aside(1)),
            line(3, 9, aside(2)),
            line(4, 0, admitted(3)),
            line(5, 0, admitted(2)),
        ];
        assert_eq!(Sheet::replay(1, &lines).response(0), Some(&Response::Choice(1)), "the last decision counts");
        lines.push(line(6, 5, Event::Acted { act: answer(0, 3) }));
        assert_eq!(Sheet::replay(1, &lines).response(0), Some(&Response::Choice(3)));
    }

    proptest::proptest! {
        #[test]
        fn replay_does_not_depend_on_the_order_of_arrival(mut saves in proptest::collection::vec((0u16..4, 0u8..4), 1..40), turn in 0usize..40) {
            let numbered = saves.drain(..).enumerate().map(|(i, (item, option))| (i as u64, answer(item, option))).collect::<Vec<_>>();
            let mut late = numbered.clone();
            let middle = turn % late.len();
            late.rotate_left(middle);
            let replay = |order: &[(u64, Act)]| {
                let mut sheet = Sheet::blank(4);
                for (sequence, act) in order {
                    let _ = sheet.apply(*sequence, act);
                }
                (0..4).map(|i| sheet.response(i).cloned()).collect::<Vec<_>>()
            };
            proptest::prop_assert_eq!(replay(&numbered), replay(&late));
        }
    }
}
