//! From answers to marks, per item, per area, per section and for the whole paper.

pub(crate) mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::attempt::Sheet;
use crate::ids::AreaId;
use crate::item::{Body, Item, Slot};
use crate::layout::Layout;
use crate::marks::{Marks, Tally};
use crate::response::{Given, Response};

/// How the parts of an item count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// Full marks for a wholly right answer, else none.
    #[default]
    AllOrNothing,
    /// Each right part earns its share.
    PerPart,
    /// Each right part earns its share, and each wrong choice cancels a right one, never below nothing.
    Net,
}

/// What an item is worth and how its parts count: data on the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marking {
    /// Marks for a wholly right answer.
    pub marks: Marks,
    /// How parts count.
    pub rule: Rule,
    /// Taken off for each wrong part (not negative); with [`Rule::AllOrNothing`] once for all of them. A part that is
    /// missing is not wrong.
    pub deduct: Marks,
    /// The least that an answer can earn (not positive).
    pub floor: Marks,
}

impl Default for Marking {
    fn default() -> Self {
        Self { marks: Marks::ONE, rule: Rule::AllOrNothing, deduct: Marks(0), floor: Marks(0) }
    }
}

/// What an answer got right, in shares of the item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Judged {
    /// Shares reached.
    reached: u32,
    /// Shares in all.
    possible: u32,
    /// Parts answered wrongly.
    wrong: u32,
}

/// Marks one item. Nothing answered, or an answer that could not have been given, earns nothing and costs nothing.
///
/// Laws, held by property tests: one more right part never lowers the marks; marks stay between floor and worth; the
/// order in which options were chosen is irrelevant.
pub fn mark(item: &Item, response: Option<&Response>) -> Marks {
    let Some(response) = response else { return Marks(0) };
    let shape = item.shape();
    if shape.admits(response).is_err() || shape.given(Some(response)) == Given::Nothing {
        return Marks(0);
    }
    let Judged { reached, possible, wrong } = judge(&item.body, response, item.marking.rule == Rule::Net);
    let Marking { marks, rule, deduct, floor } = item.marking;
    let whole = reached == possible && wrong == 0;
    let earned = match rule {
        Rule::AllOrNothing if whole => i64::from(marks.0),
        Rule::AllOrNothing => 0,
        Rule::PerPart | Rule::Net => i64::from(marks.0) * i64::from(reached) / i64::from(possible.max(1)),
    };
    let slips = if rule == Rule::AllOrNothing { u32::from(wrong > 0) } else { wrong };
    let net = earned - i64::from(deduct.0) * i64::from(slips);
    Marks(net.clamp(i64::from(floor.0.min(0)), i64::from(marks.0)) as i32)
}

fn judge(body: &Body, response: &Response, net: bool) -> Judged {
    match (body, response) {
        (Body::Single { key, .. }, Response::Choice(chosen)) => single(chosen == key),
        (Body::AssertionReason { .. }, response) => single(*response == body.key()),
        (Body::Multiple { keys, .. }, Response::Choices(chosen)) => {
            let (right, wrong) = hits(keys, chosen);
            let reached = if net { right.saturating_sub(wrong) } else { right };
            Judged { reached, possible: keys.len() as u32, wrong }
        }
        (
            Body::Matching { rows: slots, .. }
            | Body::Sequencing { steps: slots }
            | Body::Completion { gaps: slots, .. },
            Response::Slots(given),
        ) => placed(slots, given, net),
        (Body::Finding { evidence, grade, clause, next, weights }, Response::Finding(given)) => {
            let keys = (0..).zip(evidence).filter(|(_, line)| line.holds).map(|(n, _)| n).collect::<Vec<u8>>();
            let (right, wrong) = hits(&keys, &given.evidence);
            // Where no line bears on the finding, to choose none is the one right choice.
            let right = if keys.is_empty() { 1 } else { right };
            let share = (keys.len() as u32).max(1);
            let [heavy, rest @ ..] = weights.map(u32::from);
            let picks = [(given.grade, grade.0), (given.clause, clause.key), (given.next, next.key)];
            let picked = picks.iter().zip(rest).filter(|((given, key), _)| *given == Some(*key));
            let missed = picks.iter().filter(|(given, key)| given.is_some_and(|given| given != *key)).count() as u32;
            Judged {
                reached: heavy * right.saturating_sub(wrong) + share * picked.map(|(_, weight)| weight).sum::<u32>(),
                possible: share * (heavy + rest.iter().sum::<u32>()),
                wrong: wrong + missed,
            }
        }
        (Body::Text { points, .. }, Response::Text(text)) => {
            let sentences = words::sentences(text);
            let said = points.iter().filter(|point| words::says(&sentences, &point.accept));
            Judged {
                reached: said.map(|point| point.marks.0.max(0) as u32).sum(),
                possible: points.iter().map(|point| point.marks.0.max(0) as u32).sum(),
                wrong: 0,
            }
        }
        _ => Judged { possible: 1, ..Judged::default() },
    }
}

/// Which points of an item in own words an answer makes, as far as words tell: provisional, a person may see it otherwise.
pub fn points_made(item: &Item, response: Option<&Response>) -> Vec<bool> {
    let Body::Text { points, .. } = &item.body else { return Vec::new() };
    let Some(Response::Text(text)) = response else { return vec![false; points.len()] };
    let sentences = words::sentences(text);
    points.iter().map(|point| words::says(&sentences, &point.accept)).collect()
}

fn single(right: bool) -> Judged {
    Judged { reached: u32::from(right), possible: 1, wrong: u32::from(!right) }
}

fn hits(keys: &[u8], chosen: &[u8]) -> (u32, u32) {
    let right = chosen.iter().filter(|option| keys.contains(option)).count() as u32;
    (right, chosen.len() as u32 - right)
}

fn placed(slots: &[Slot], given: &[Option<u8>], net: bool) -> Judged {
    let pairs = || slots.iter().zip(given);
    let right = pairs().filter(|(slot, given)| **given == Some(slot.key)).count() as u32;
    let wrong = pairs().filter(|(slot, given)| given.is_some_and(|given| given != slot.key)).count() as u32;
    let reached = if net { right.saturating_sub(wrong) } else { right };
    Judged { reached, possible: slots.len() as u32, wrong }
}

/// The marked paper: scores only, no key, so it may be stored and shown after the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// Marks of each item, in the order of the paper.
    pub items: Vec<Tally>,
    /// The whole paper.
    pub total: Tally,
    /// Each area.
    pub areas: BTreeMap<AreaId, Tally>,
    /// Each section, in the order of the paper.
    pub sections: Vec<Tally>,
    /// Whether it is passed: the cut score reached and every section's floor.
    pub passed: Option<bool>,
    /// Whether own words are among what was marked, so that a person may yet see it otherwise.
    pub provisional: bool,
}

impl Marked {
    /// Whether an item counts as known: more than half of its marks.
    pub fn is_right(&self, position: usize) -> bool {
        self.items.get(position).is_some_and(|tally| tally.score.0 * 2 > tally.marks.0)
    }

    /// Whether an item counts; a trial question does not.
    pub fn counts(&self, position: usize) -> bool {
        self.items.get(position).is_some_and(|tally| tally.marks.0 > 0)
    }

    /// Whether an item brought less than all of its marks.
    pub fn is_missed(&self, position: usize) -> bool {
        self.items.get(position).is_none_or(|tally| tally.score < tally.marks)
    }
}

/// Marks that people gave, by the place of the item in the paper: they count in place of what the machine would give.
pub type ByPeople = BTreeMap<usize, Marks>;

/// Marks a sheet against the items of its paper, in the order of the paper. Trial questions are worth nothing in it.
pub fn mark_paper(items: &[&Item], sheet: &Sheet, layout: &Layout) -> Marked {
    mark_with_people(items, sheet, layout, &ByPeople::new())
}

/// Marks a sheet against the items of its paper, where people have marked some of the answers in own words. Whatever else they were
/// said to have marked is passed over.
pub fn mark_with_people(items: &[&Item], sheet: &Sheet, layout: &Layout, people: &ByPeople) -> Marked {
    add_up(items, layout, |place| earned(items[place], sheet.response(place), people.get(&place).copied()))
}

/// What the answer to one item of a paper came to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Earned {
    /// Marks.
    pub tally: Tally,
    /// Whether somebody has still to read it.
    pub provisional: bool,
}

/// What an answer earns, where `given` is what people gave for own words.
pub(crate) fn earned(item: &Item, response: Option<&Response>, given: Option<Marks>) -> Earned {
    let in_words = matches!(item.body, Body::Text { .. }) && response.is_some();
    let given = given.filter(|_| in_words);
    let marks = item.marking.marks;
    let score = given.map_or_else(|| mark(item, response), |given| Marks(given.0.clamp(0, marks.0.max(0))));
    Earned { tally: Tally { score, marks }, provisional: in_words && given.is_none() }
}

/// Adds up what each item of a paper earned, by its place.
pub(crate) fn add_up(items: &[&Item], layout: &Layout, earned: impl Fn(usize) -> Earned) -> Marked {
    let mut marked = Marked {
        items: Vec::with_capacity(items.len()),
        total: Tally::default(),
        areas: BTreeMap::new(),
        sections: vec![Tally::default(); layout.sections.len()],
        passed: None,
        provisional: false,
    };
    for (position, item) in items.iter().enumerate() {
        if !layout.counts(position) {
            marked.items.push(Tally::default());
            continue;
        }
        let Earned { tally: Tally { score, marks }, provisional } = earned(position);
        marked.items.push(Tally { score, marks });
        marked.total.add(score, marks);
        marked.areas.entry(item.area.clone()).or_default().add(score, marks);
        if let Some(section) = layout.section_of(position) {
            marked.sections[section].add(score, marks);
        }
        marked.provisional |= provisional;
    }
    let floors = layout.sections.iter().zip(&marked.sections);
    let held = floors.clone().all(|(section, tally)| section.minimum_percent.is_none_or(|floor| tally.reaches(floor)));
    marked.passed = layout.cut.map(|cut| held && marked.total.score >= cut.marks);
    marked
}

/// How an area stands against the pass mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// More than five points of percent below the pass mark.
    Below,
    /// Within five points of percent of the pass mark.
    Near,
    /// More than five points of percent above it.
    Above,
}

impl Standing {
    /// Compares a share with the pass mark, both in percent.
    pub fn of(percent: u16, pass_percent: u16) -> Self {
        if percent + 5 < pass_percent {
            Self::Below
        } else if percent > pass_percent + 5 {
            Self::Above
        } else {
            Self::Near
        }
    }
}

#[cfg(test)]
mod tests;
