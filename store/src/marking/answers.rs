use domain::agreement::Agreement;
use domain::ids::{AccountId, AttemptId};
use domain::item::Item;
use domain::layout::Material;
use domain::marks::Tally;
use domain::rubric::{Compared, Judgement, Scale, TENTHS, compare, tenth};
use domain::time::Timestamp;

use super::FinalMark;
use crate::cohorts::PlanEntry;

/// What one marker gave for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkSheet {
    /// What was given, finished or not.
    pub judgement: Judgement,
    /// The marker's name.
    pub marker: String,
    /// Whether the marker has finished.
    pub finished: bool,
    /// Which version it is: a change names the one that it saw.
    pub revision: i64,
    /// When it was changed last.
    pub at: Timestamp,
}

/// An answer in own words. It does not tell whose it is.
#[derive(Clone, Debug)]
pub struct WrittenAnswer {
    /// By what it is found.
    pub key: String,
    /// What it is called: a number in an order that says nothing.
    pub number: usize,
    /// The item in the version that was answered.
    pub item: Item,
    /// What was written.
    pub words: String,
    /// The booklets and cases of the paper, in the versions that were shown.
    pub materials: Vec<Material>,
    /// The own sheet of whoever looks.
    pub own: Option<MarkSheet>,
    /// What counts, or will count when marks are released.
    pub decided: Option<FinalMark>,
    /// The number of the latest decision about it; 0 before the first.
    pub latest: i64,
    pub(super) place: usize,
    pub(super) answer: String,
    pub(super) others: Vec<(AccountId, MarkSheet)>,
    pub(super) attempt: AttemptId,
    pub(super) person: String,
}

/// How far an answer has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkingStage {
    /// Nobody has finished.
    Unmarked,
    /// One person has.
    Once,
    /// Two have, and agree.
    Agreed,
    /// Two have, and differ in so many criteria.
    Differing(usize),
    /// It is decided what counts.
    Decided,
}

/// What of an assignment people mark.
#[derive(Clone, Debug)]
pub struct Marking {
    /// The assignment.
    pub entry: PlanEntry,
    /// How many sittings have ended.
    pub ended: usize,
    /// The answers in own words, question by question, in an order that says nothing of whose they are.
    pub answers: Vec<WrittenAnswer>,
}

impl WrittenAnswer {
    /// Whether whoever looks has finished it.
    pub fn is_done(&self) -> bool {
        self.own.as_ref().is_some_and(|own| own.finished)
    }

    /// How many others have finished it.
    pub fn done_by_others(&self) -> usize {
        self.others.iter().filter(|(_, sheet)| sheet.finished).count()
    }

    /// Whether whoever looks has still to mark it: two people mark an answer.
    pub fn is_waiting(&self) -> bool {
        !self.is_done() && self.done_by_others() < 2 && self.decided.is_none()
    }

    /// Whether the own sheet can be changed: until another one has finished too, or it is decided.
    pub fn is_open(&self) -> bool {
        self.decided.is_none() && self.done_by_others() < if self.is_done() { 1 } else { 2 }
    }

    /// The finished sheets, in the order in which they were begun; those of others only once whoever looks can no longer be led by
    /// them.
    pub fn seen(&self) -> Vec<&MarkSheet> {
        let own = self.own.iter().filter(|own| own.finished);
        let sees = self.is_done() || self.done_by_others() >= 2 || self.decided.is_some();
        let others = self.others.iter().map(|(_, sheet)| sheet).filter(|sheet| sees && sheet.finished);
        own.chain(others).collect()
    }

    /// How far it has come.
    pub fn stage(&self) -> MarkingStage {
        if self.decided.is_some() {
            return MarkingStage::Decided;
        }
        match compare(&self.finished()) {
            Compared::Nothing => MarkingStage::Unmarked,
            Compared::Once(_) => MarkingStage::Once,
            Compared::Agreed(..) => MarkingStage::Agreed,
            Compared::Differing(criteria) => MarkingStage::Differing(criteria.len()),
        }
    }

    /// The scale against which it is marked.
    pub fn scale(&self) -> Option<Scale> {
        Scale::of(&self.item)
    }

    /// What a judgement of it earns, once whole.
    pub fn tally(&self, judgement: &Judgement) -> Option<Tally> {
        let scale = self.scale()?;
        scale.tally(&judgement.whole(scale.rubric()).ok()?).ok()
    }

    pub(super) fn finished(&self) -> Vec<&Judgement> {
        let sheets = self.own.iter().chain(self.others.iter().map(|(_, sheet)| sheet));
        sheets.filter(|sheet| sheet.finished).map(|sheet| &sheet.judgement).collect()
    }
}

impl Marking {
    /// The answer of that key.
    pub fn answer(&self, key: &str) -> Option<&WrittenAnswer> {
        self.answers.iter().find(|answer| answer.key == key)
    }

    /// The next answer that whoever looks has still to mark, from behind the given one on and round to it.
    pub fn next_after(&self, key: Option<&str>) -> Option<&WrittenAnswer> {
        let from = key.and_then(|key| self.answers.iter().position(|answer| answer.key == key));
        let (before, behind) = self.answers.split_at(from.map_or(0, |place| place + 1));
        behind.iter().chain(before).find(|answer| answer.is_waiting())
    }

    /// How many answers have no final mark.
    pub fn undecided(&self) -> usize {
        self.answers.iter().filter(|answer| answer.decided.is_none()).count()
    }

    /// Whose answer it is: told once all answers of the assignment are decided.
    pub fn name(&self, answer: &WrittenAnswer) -> Option<String> {
        (self.undecided() == 0).then(|| answer.person.clone())
    }

    /// How far each two markers agree on the answers that both have finished, by their marks on a scale of tenths.
    pub fn agreements(&self, me: (&AccountId, &str)) -> Vec<([String; 2], Agreement)> {
        let mut pairs = std::collections::BTreeMap::<[AccountId; 2], ([String; 2], Vec<(usize, usize)>)>::new();
        for answer in &self.answers {
            let own = answer.own.iter().map(|own| (me.0, me.1, own));
            let others = answer.others.iter().map(|(id, sheet)| (id, sheet.marker.as_str(), sheet));
            let finished = own.chain(others).filter(|(_, _, sheet)| sheet.finished);
            let mut given = finished
                .filter_map(|(id, name, sheet)| Some((id, name, tenth(answer.tally(&sheet.judgement)?))))
                .collect::<Vec<_>>();
            given.sort_by(|one, other| one.0.cmp(other.0));
            if let [first, second] = given[..] {
                let names = [first.1.to_owned(), second.1.to_owned()];
                let pair = pairs.entry([first.0.clone(), second.0.clone()]).or_insert_with(|| (names, Vec::new()));
                pair.1.push((first.2, second.2));
            }
        }
        let compared =
            pairs.into_values().filter_map(|(names, given)| Some((names, Agreement::of(TENTHS, &given).ok()?)));
        compared.collect()
    }
}
