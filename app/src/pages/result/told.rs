use domain::attempt::{Confidence, Row};
use domain::item::Item;
use domain::marks::Tally;
use domain::time::Millis;

/// One question of a finished paper: what it was, what was done with it, what it brought.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// Its place in the paper, counted from 0.
    pub place: usize,
    /// The item in the version that was shown.
    pub item: &'a Item,
    /// What the candidate left.
    pub row: &'a Row,
    /// Its marks.
    pub tally: Tally,
    /// Time spent on it.
    pub spent: Millis,
}

impl Told<'_> {
    /// The time that the item is expected to take.
    pub fn expected(self) -> Millis {
        Millis(i64::from(self.item.seconds) * 1_000)
    }

    /// Whether it took more than one and a half times as long as expected.
    pub fn is_slow(self) -> bool {
        let expected = self.expected().0;
        expected > 0 && self.spent.0 * 2 > expected * 3
    }

    /// Whether it was a trial question, which does not count.
    pub fn is_trial(self) -> bool {
        self.tally.marks.0 == 0
    }

    /// Whether it brought less than all its marks.
    pub fn is_missed(self) -> bool {
        self.tally.score < self.tally.marks
    }

    /// Whether the candidate said not to be sure.
    pub fn is_unsure(self) -> bool {
        matches!(self.row.confidence, Some(Confidence::Guess | Confidence::Unsure))
    }

    /// Whether the candidate was sure, and wrong: what is most worth reading.
    pub fn is_sure_but_wrong(self) -> bool {
        self.row.confidence == Some(Confidence::Sure) && self.is_missed()
    }

    /// A class for its state, and the state in words.
    pub fn verdict(self) -> (&'static str, &'static str) {
        if self.is_trial() {
            return ("open", "trial question, not counted");
        }
        match (self.row.response.is_some(), self.is_missed()) {
            (false, _) => ("open", "○ not answered"),
            (true, false) => ("right", "✓ right"),
            (true, true) if self.tally.score.0 > 0 => ("part", "◐ partly right"),
            (true, true) => ("wrong", "✗ wrong"),
        }
    }
}
