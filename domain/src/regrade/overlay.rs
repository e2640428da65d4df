//! What was decided about single items of a paper after it was sat, laid over its marking.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Correction, Outcome, worthless};
use crate::attempt::Sheet;
use crate::cut::cut_score;
use crate::item::Item;
use crate::layout::{Cut, CutSource, Layout};
use crate::marking::{Earned, add_up, earned, mark_paper};
use crate::marks::Marks;

/// A decision about one item of one paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// The item's place in the paper, counted from 0.
    pub place: usize,
    /// What was decided.
    pub ruling: Ruling,
}

/// What can be decided about an item of a paper. Holds a key: never serialised.
#[derive(Clone, Debug, PartialEq)]
pub enum Ruling {
    /// The item was corrected for everybody who had it.
    Corrected(Correction),
    /// People marked the answer in own words.
    Given(Marks),
}

impl Ruling {
    /// Whether it is a correction.
    pub const fn is_correction(&self) -> bool {
        matches!(self, Self::Corrected(_))
    }
}

/// Marks a sheet against its paper and what was decided since. Of several decisions about one place the last holds. Without a
/// decision it comes to what [`mark_paper`] gives.
pub fn mark_overlaid(items: &[&Item], sheet: &Sheet, layout: &Layout, overlays: &[Overlay]) -> Outcome {
    if overlays.is_empty() {
        return Outcome { marked: mark_paper(items, sheet, layout), cut: layout.cut };
    }
    let rulings = in_force(overlays);
    let layout = Layout { cut: lowered(items, layout, &rulings), ..layout.clone() };
    let came_to = |place: usize| {
        let (item, response) = (items[place], sheet.response(place));
        match rulings.get(&place) {
            Some(Ruling::Corrected(correction)) => {
                Earned { tally: correction.earned(item, response), provisional: false }
            }
            Some(Ruling::Given(marks)) => earned(item, response, Some(*marks)),
            None => earned(item, response, None),
        }
    };
    Outcome { marked: add_up(items, &layout, came_to), cut: layout.cut }
}

/// The last decision about each place.
fn in_force(overlays: &[Overlay]) -> BTreeMap<usize, &Ruling> {
    overlays.iter().map(|overlay| (overlay.place, &overlay.ruling)).collect()
}

fn is_dropped(ruling: Option<&&Ruling>) -> bool {
    matches!(ruling, Some(Ruling::Corrected(Correction::Drop)))
}

/// Whether nothing of a paper would count.
pub(super) fn nothing_left(items: &[&Item], layout: &Layout, overlays: &[Overlay]) -> bool {
    let rulings = in_force(overlays);
    let counting = items.iter().enumerate().filter(|(place, _)| layout.counts(*place));
    counting.filter(|(place, _)| !is_dropped(rulings.get(place))).all(|(_, item)| item.marking.marks.0 <= 0)
}

/// What passes when some items are worth nothing. All decisions are taken together, so that their order is of no importance.
fn lowered(items: &[&Item], layout: &Layout, rulings: &BTreeMap<usize, &Ruling>) -> Option<Cut> {
    let cut = layout.cut?;
    if !rulings.values().any(|ruling| is_dropped(Some(ruling))) {
        return Some(cut);
    }
    // What is on trial never counted.
    let counting = items.iter().enumerate().filter(|(place, _)| layout.counts(*place));
    let left = counting.clone().map(|(place, item)| match is_dropped(rulings.get(&place)) {
        true => Cow::Owned(worthless(item)),
        false => Cow::Borrowed(*item),
    });
    let left = left.collect::<Vec<_>>();
    let left = left.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    let worth = |items: &[&Item]| items.iter().map(|item| i64::from(item.marking.marks.0)).sum::<i64>();
    let (before, after) = (worth(&counting.map(|(_, item)| *item).collect::<Vec<_>>()), worth(&left));
    if after <= 0 {
        return None;
    }
    if before == after {
        return Some(cut);
    }
    let marks = Marks(((i64::from(cut.marks.0) * after + before - 1) / before) as i32);
    Some(match cut.source {
        CutSource::Scheme => Cut { marks, ..cut },
        CutSource::Ratings { .. } => cut_score(&left, marks),
    })
}
