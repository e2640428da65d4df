//! Corrections after the fact: an item's key was wrong, or the item should not have counted. Works out what each sitting
//! earned before and earns after, as an entry that can be applied and undone.
//!
//! The paper that was sat does not change, nor does anybody's sheet; only the marks do. An entry refuses a result other than the
//! one that it was worked out from (another correction, or a person's marking, came in between).

mod key;
mod overlay;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::attempt::Sheet;
use crate::ids::{AttemptId, ItemId};
use crate::item::Item;
use crate::layout::{Cut, Layout};
use crate::marking::{Marked, Marking, mark};
use crate::marks::{Marks, Tally};
use crate::response::Response;

pub use key::with_key;
pub use overlay::{Overlay, Ruling, mark_overlaid};

use overlay::nothing_left;

/// What is put right. Holds a key: never serialised.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// This is the right answer.
    Key(Response),
    /// Each of these is a right answer; whoever gave one of them gets what the best of them earns.
    AnyOf(Vec<Response>),
    /// Everybody who had the item gets all its marks.
    Everyone,
    /// The item does not count: it is worth nothing, and what passes is lowered with it.
    Drop,
}

/// Why a correction does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// The answer could not be given to the item, or not as a whole one.
    #[error("this cannot be the answer to the question")]
    NoAnswer,
    /// Own words have no key that could be exchanged.
    #[error("an answer in own words has no key")]
    OwnWords,
    /// Nothing would be left of a paper.
    #[error("without this question nothing would be left of a paper")]
    NothingLeft,
}

/// One sitting as it was sat, and what was decided about it since.
#[derive(Clone, Copy, Debug)]
pub struct Sitting<'a> {
    /// Whose.
    pub attempt: &'a AttemptId,
    /// The items in the order of the paper, in the versions that were shown.
    pub items: &'a [&'a Item],
    /// What was answered.
    pub sheet: &'a Sheet,
    /// The layout with which it began.
    pub layout: &'a Layout,
    /// What holds already.
    pub overlays: &'a [Overlay],
}

/// What a sitting came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its marks.
    pub marked: Marked,
    /// What passes.
    pub cut: Option<Cut>,
}

/// What becomes of one sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub attempt: AttemptId,
    /// Before the correction.
    pub before: Outcome,
    /// After it.
    pub after: Outcome,
}

/// A correction worked out for some sittings. Holds no key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The item.
    pub item: ItemId,
    /// The version of it that is corrected.
    pub digest: String,
    /// The sittings whose outcome changes.
    pub changes: Vec<Change>,
    /// How many had the item and keep their outcome.
    pub unchanged: u32,
}

/// How many are concerned, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Failed before, pass now.
    pub now_pass: u32,
    /// Passed before, fail now.
    pub now_fail: u32,
    /// More marks than before.
    pub more: u32,
    /// Fewer marks than before.
    pub fewer: u32,
}

/// A result is not the one that an entry was worked out from.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the result of {attempt} has changed meanwhile")]
pub struct Conflict {
    /// The sitting.
    pub attempt: AttemptId,
}

impl Correction {
    /// The item with its key as the correction states it, as it is shown from now on.
    ///
    /// # Errors
    /// [`Unfit::NoAnswer`], [`Unfit::OwnWords`].
    pub fn revise(&self, item: &Item) -> Result<Item, Unfit> {
        match self {
            Self::Key(key) => with_key(item, key),
            Self::AnyOf(keys) => {
                let mut revised = keys.iter().map(|key| with_key(item, key));
                let first = revised.next().unwrap_or(Err(Unfit::NoAnswer))?;
                revised.try_for_each(|other| other.map(drop))?;
                Ok(first)
            }
            Self::Everyone => Ok(item.clone()),
            Self::Drop => Ok(worthless(item)),
        }
    }

    /// What an answer earns now. An answer that does not fit its item, as a stored correction never has, earns what it did.
    pub(crate) fn earned(&self, item: &Item, response: Option<&Response>) -> Tally {
        let marks = item.marking.marks;
        let with =
            |key: &Response| with_key(item, key).map_or_else(|_| mark(item, response), |item| mark(&item, response));
        let score = match self {
            Self::Key(key) => with(key),
            Self::AnyOf(keys) => keys.iter().map(with).max().unwrap_or_else(|| mark(item, response)),
            Self::Everyone => marks,
            Self::Drop => return Tally::default(),
        };
        Tally { score, marks }
    }
}

/// The item, worth nothing.
pub(crate) fn worthless(item: &Item) -> Item {
    let marking = Marking { marks: Marks(0), deduct: Marks(0), floor: Marks(0), ..item.marking };
    Item { marking, ..item.clone() }
}

/// Works out a correction of one version of an item. Sittings without it are passed over.
///
/// With [`Correction::Drop`], marks that pass are lowered in proportion to what is left of the paper, to the next hundredth
/// above; where they come from ratings, the ratings of the remaining items are summed anew.
///
/// # Errors
/// [`Unfit`].
pub fn regrade(
    (item, digest): (&ItemId, &str),
    correction: &Correction,
    sittings: &[Sitting<'_>],
) -> Result<Entry, Unfit> {
    let mut entry = Entry { item: item.clone(), digest: digest.to_owned(), changes: Vec::new(), unchanged: 0 };
    for sitting in sittings {
        let concerned = |other: &&Item| other.id == *item && other.digest == digest;
        let Some(place) = sitting.items.iter().position(concerned) else { continue };
        correction.revise(sitting.items[place])?;
        let mut overlays = sitting.overlays.to_vec();
        overlays.push(Overlay { place, ruling: Ruling::Corrected(correction.clone()) });
        if *correction == Correction::Drop && nothing_left(sitting.items, sitting.layout, &overlays) {
            return Err(Unfit::NothingLeft);
        }
        let outcome = |overlays: &[Overlay]| mark_overlaid(sitting.items, sitting.sheet, sitting.layout, overlays);
        let (before, after) = (outcome(sitting.overlays), outcome(&overlays));
        if before == after {
            entry.unchanged += 1;
        } else {
            entry.changes.push(Change { attempt: sitting.attempt.clone(), before, after });
        }
    }
    Ok(entry)
}

impl Entry {
    /// How many are concerned, and how.
    pub fn effect(&self) -> Effect {
        let mut effect = Effect::default();
        for Change { before, after, .. } in &self.changes {
            let passed = |outcome: &Outcome| outcome.marked.passed == Some(true);
            effect.now_pass += u32::from(!passed(before) && passed(after));
            effect.now_fail += u32::from(passed(before) && !passed(after));
            effect.more += u32::from(after.marked.total.score > before.marked.total.score);
            effect.fewer += u32::from(after.marked.total.score < before.marked.total.score);
        }
        effect
    }

    /// Puts the outcomes after the correction in the place of those before it; all of them or, in a conflict, none.
    ///
    /// # Errors
    /// [`Conflict`] names the first result that is absent or is not the one before.
    pub fn apply(&self, results: &mut BTreeMap<AttemptId, Outcome>) -> Result<(), Conflict> {
        exchange(results, self.changes.iter().map(|change| (&change.attempt, &change.before, &change.after)))
    }

    /// Puts the outcomes before the correction back; all of them or, in a conflict, none.
    ///
    /// # Errors
    /// [`Conflict`] names the first result that is absent or is not the one after: a later entry has to be undone first.
    pub fn undo(&self, results: &mut BTreeMap<AttemptId, Outcome>) -> Result<(), Conflict> {
        exchange(results, self.changes.iter().map(|change| (&change.attempt, &change.after, &change.before)))
    }
}

fn exchange<'a>(
    results: &mut BTreeMap<AttemptId, Outcome>,
    changes: impl Iterator<Item = (&'a AttemptId, &'a Outcome, &'a Outcome)> + Clone,
) -> Result<(), Conflict> {
    let mut held = changes.clone();
    if let Some((attempt, ..)) = held.find(|(attempt, from, _)| results.get(*attempt) != Some(*from)) {
        return Err(Conflict { attempt: attempt.clone() });
    }
    results.extend(changes.map(|(attempt, _, to)| (attempt.clone(), to.clone())));
    Ok(())
}

#[cfg(test)]
mod tests;
