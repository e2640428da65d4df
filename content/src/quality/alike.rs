//! Questions that are too much alike.

use std::collections::BTreeSet;

use domain::item::{Body, Item};

use super::Placed;
use crate::report::Report;

/// Two questions that share more pairs of letters (Sorensen-Dice) are one question with a few words changed.
///
/// In the bank of November 2026 unrelated questions lie at 0.3 to 0.5, and the two most alike at 0.70.
const TOO_MUCH_ALIKE: f64 = 0.80;
/// Questions that share fewer of the shorter one's words, in hundredths, are not compared. It saves time, and in the
/// bank of November 2026 it hides no pair that the limit above would name.
const SHARED_WORDS: usize = 50;

/// Names each question that says much the same as an earlier one.
///
/// Questions about different scenarios are not compared: what is asked differs although the words are the same. Nor are
/// those of one family, which are variants on purpose and never meet.
pub(super) fn check(items: &[Placed<'_>], report: &mut Report) {
    let asked = items.iter().map(|(item, _)| Asked::of(item)).collect::<Vec<_>>();
    for (n, (item, at)) in items.iter().enumerate() {
        let comparable = |other: &Item| other.scenario == item.scenario && other.family != item.family;
        let earlier = items[..n].iter().zip(&asked).filter(|((other, _), _)| comparable(other));
        for ((other, _), before) in earlier {
            let Some(share) = asked[n].share(before) else { continue };
            let percent = (share * 100.0).round();
            let message = format!("{} asks much the same as {} ({percent} %)", item.id, other.id);
            let fix = "ask for something else, retire one of them, or give both one family";
            report.add(at.at(), message, fix);
        }
    }
}

/// What an item asks, without capitals and signs.
pub(crate) struct Asked {
    text: String,
    words: BTreeSet<String>,
}

impl Asked {
    /// The stem. Where it only says what to do, as for statements and findings, what it is to be done with too.
    pub fn of(item: &Item) -> Self {
        let mut text = item.stem.clone();
        let mut add = |more: &str| {
            text.push(' ');
            text.push_str(more);
        };
        match &item.body {
            Body::Single { .. } | Body::Multiple { .. } => {}
            Body::Matching { rows: slots, .. } | Body::Sequencing { steps: slots } => {
                slots.iter().for_each(|slot| add(&slot.text));
            }
            Body::Completion { pieces, .. } => pieces.iter().for_each(|piece| add(piece)),
            Body::AssertionReason { assertion, reason, .. } => {
                [assertion, reason].iter().for_each(|one| add(&one.text))
            }
            Body::Finding { evidence, .. } => evidence.iter().for_each(|line| add(&line.text)),
            Body::Text { points, .. } => points.iter().for_each(|point| add(&point.text)),
        }
        Self::read(&text)
    }

    /// The same of a text.
    pub fn read(text: &str) -> Self {
        let text = text.to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words = words.map(str::to_owned).collect::<Vec<_>>();
        Self { text: words.join(" "), words: words.into_iter().collect() }
    }

    /// The words, with single blanks between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How much two questions are alike, when it is too much.
    pub fn share(&self, other: &Self) -> Option<f64> {
        let fewest = self.words.len().min(other.words.len());
        let common = self.words.intersection(&other.words).count();
        // The sizes alone set a limit: the shorter one twice, by both together.
        let (short, long) = (self.text.len().min(other.text.len()), self.text.len().max(other.text.len()));
        let within_reach = 2.0 * short as f64 >= TOO_MUCH_ALIKE * (short + long) as f64;
        if !within_reach || common * 100 < SHARED_WORDS * fewest {
            return None;
        }
        let share = strsim::sorensen_dice(&self.text, &other.text);
        (share >= TOO_MUCH_ALIKE).then_some(share)
    }
}
