use proptest::prelude::*;

use super::*;
use crate::attempt::Act;
use crate::item::samples::*;
use crate::layout::{CutSource, Section};
use crate::marking::mark_paper;
use crate::response::Finding;

fn sheet(answers: &[Option<u8>]) -> Sheet {
    let mut sheet = Sheet::blank(answers.len());
    for (item, answer) in (0..).zip(answers) {
        if let Some(option) = answer {
            let response = Response::Choice(*option);
            sheet.apply(u64::from(item) + 1, &Act::Answer { item, response }).expect("the first answer is taken");
        }
    }
    sheet
}

fn cut(marks: i32) -> Option<Cut> {
    Some(Cut { marks: Marks(marks), source: CutSource::Scheme })
}

/// A paper of items of one mark whose key is A, its layout, and what was decided since.
struct Paper {
    items: Vec<Item>,
    layout: Layout,
    overlays: Vec<Overlay>,
}

impl Paper {
    fn of(items: usize, pass: i32) -> Self {
        let items = (0..items).map(|n| item(&format!("i{n}"), one_of_four(0))).collect();
        Self { items, layout: Layout { cut: cut(pass), ..Layout::default() }, overlays: Vec::new() }
    }

    /// Corrects an item; returns the entry and the results before it.
    fn corrected(
        &self,
        place: usize,
        correction: &Correction,
        sheets: &[Sheet],
    ) -> Result<(Entry, BTreeMap<AttemptId, Outcome>), Unfit> {
        let items = self.items.iter().collect::<Vec<_>>();
        let ids = (0..sheets.len()).map(|n| AttemptId::new(format!("a{n}"))).collect::<Vec<_>>();
        let (layout, overlays) = (&self.layout, &self.overlays[..]);
        let sitting = |(attempt, sheet)| Sitting { attempt, items: &items, sheet, layout, overlays };
        let sittings = ids.iter().zip(sheets).map(sitting).collect::<Vec<_>>();
        let results = sittings.iter().map(|sitting| {
            (sitting.attempt.clone(), mark_overlaid(&items, sitting.sheet, &self.layout, &self.overlays))
        });
        let entry = regrade((&self.items[place].id, ""), correction, &sittings)?;
        Ok((entry, results.collect()))
    }
}

/// Who chose B is right after all, and who chose A is not.
#[test]
fn a_corrected_key_moves_marks_and_decisions() {
    let sheets = [[0, 0, 0, 1], [1, 0, 0, 1], [0, 0, 0, 0], [2, 0, 0, 0]].map(|row| sheet(&row.map(Some)));
    let paper = Paper::of(4, 300);
    let (entry, mut results) = paper.corrected(0, &Correction::Key(Response::Choice(1)), &sheets).expect("B exists");
    assert_eq!(entry.effect(), Effect { now_pass: 1, now_fail: 1, more: 1, fewer: 2 });
    assert_eq!(entry.unchanged, 1);
    entry.apply(&mut results).expect("nothing came in between");
    let scores = results.values().map(|outcome| outcome.marked.total.score.0).collect::<Vec<_>>();
    assert_eq!(scores, [200, 300, 300, 300]);
    let conflict = entry.apply(&mut results);
    assert_eq!(conflict, Err(Conflict { attempt: AttemptId::new("a0") }), "twice is once too often");
}

/// 26 of 40 pass; of 39, 25.35 do: 65 % of what is left.
#[test]
fn a_dropped_item_lowers_the_paper_and_the_cut() {
    let answers = |right: usize| sheet(&(0..40).map(|n| Some(u8::from(n >= right))).collect::<Vec<_>>());
    let paper = Paper::of(40, 2_600);
    // 25 right fail; without an item that both missed, 25 of 39 still fail and 26 pass.
    let (entry, mut results) =
        paper.corrected(39, &Correction::Drop, &[answers(25), answers(26), answers(40)]).expect("39 are left");
    entry.apply(&mut results).expect("nothing came in between");
    let told =
        results.values().map(|outcome| (outcome.marked.total.score.0, outcome.marked.passed)).collect::<Vec<_>>();
    assert_eq!(told, [(2_500, Some(false)), (2_600, Some(true)), (3_900, Some(true))]);
    assert!(results.values().all(|outcome| outcome.cut == cut(2_535) && outcome.marked.total.marks == Marks(3_900)));
    assert_eq!(entry.effect(), Effect { fewer: 1, ..Effect::default() });
    // An item that only this candidate missed was what kept them from passing.
    let mut all_but = vec![Some(0_u8); 3];
    all_but[0] = Some(1);
    let (entry, _) = Paper::of(3, 300).corrected(0, &Correction::Drop, &[sheet(&all_but)]).expect("two are left");
    assert_eq!(entry.effect().now_pass, 1);
}

#[test]
fn dropping_spares_areas_sections_and_ratings_of_the_rest() {
    let mut paper = Paper::of(4, 0);
    for item in &mut paper.items {
        item.ratings = [("r1".to_owned(), 50), ("r2".to_owned(), 60)].into();
    }
    let section = |items| Section { title: String::new(), items, minimum_percent: Some(50), limit: None };
    paper.layout.sections = vec![section(1), section(3)];
    paper.layout.cut = Some(Cut { marks: Marks(250), source: CutSource::Ratings { raters: 2 } });
    let one = sheet(&[Some(1), Some(0), Some(0), Some(1)]);
    let (entry, _) = paper.corrected(0, &Correction::Drop, &[one]).expect("three are left");
    let after = &entry.changes[0].after;
    // Three ratings of 0.55 are 1.65 marks, and the next half mark is 2.
    assert_eq!(after.cut, Some(Cut { marks: Marks(200), source: CutSource::Ratings { raters: 2 } }));
    assert_eq!(after.marked.passed, Some(true), "a section that is gone holds nobody back");
    assert_eq!(after.marked.sections.iter().map(|tally| tally.marks.0).collect::<Vec<_>>(), [0, 300]);
    assert_eq!(entry.changes[0].before.marked.passed, Some(false));
}

#[test]
fn what_does_not_fit_is_refused() {
    let paper = Paper::of(1, 100);
    let blank = || [sheet(&[None])];
    assert_eq!(paper.corrected(0, &Correction::Drop, &blank()).err(), Some(Unfit::NothingLeft));
    for wrong in [Response::Choice(4), Response::Choices(vec![0]), Response::Text("A".to_owned())] {
        assert_eq!(paper.corrected(0, &Correction::Key(wrong), &blank()).err(), Some(Unfit::NoAnswer));
    }
    let words = item("w", own_words("Risks.", &[(&["risk*"], 100)]));
    assert_eq!(with_key(&words, &Response::Text("Risks.".to_owned())).err(), Some(Unfit::OwnWords));
    let two = item("m", multiple(5, &[1, 4]));
    assert_eq!(with_key(&two, &Response::Choices(vec![1])).err(), Some(Unfit::NoAnswer), "as many as are asked for");
}

#[test]
fn every_format_takes_another_key() {
    let slots = |keys: &[u8]| Response::Slots(keys.iter().copied().map(Some).collect());
    let found = Finding { evidence: vec![0, 3], grade: Some(1), clause: Some(0), next: Some(2) };
    let table = [
        (one_of_four(0), Response::Choice(3)),
        (multiple(5, &[1, 4]), Response::Choices(vec![0, 2])),
        (matching(5, &[1, 0, 3], false), slots(&[4, 1, 0])),
        (completion(4, &[1, 1], true), slots(&[2, 2])),
        (sequencing(&[0, 1, 2, 3]), slots(&[3, 2, 1, 0])),
        (finding(&[true, false, true, false], [2, 1, 1], [2, 1, 1, 1]), Response::Finding(found)),
        (
            finding(&[true; 4], [2, 1, 1], [1; 4]),
            Response::Finding(Finding { evidence: vec![], grade: Some(0), clause: Some(0), next: Some(0) }),
        ),
    ];
    let reasons = (0..5).map(|option| (assertion_reason(true, false, false), Response::Choice(option)));
    for (body, key) in table.into_iter().chain(reasons) {
        let corrected = with_key(&item("i", body), &key).expect("the answer fits");
        assert_eq!(corrected.body.key(), key);
        assert_eq!(mark(&corrected, Some(&key)), Marks::ONE, "{key:?}");
    }
}

#[test]
fn several_keys_are_right_or_everybody_is() {
    let sheets = [[0, 0], [1, 0], [2, 0], [3, 0]].map(|row| sheet(&row.map(Some)));
    let mut sheets = sheets.to_vec();
    sheets.push(sheet(&[None, Some(0)]));
    let paper = Paper::of(2, 200);
    let after = |correction: &Correction| {
        let (entry, mut results) = paper.corrected(0, correction, &sheets).expect("it fits");
        entry.apply(&mut results).expect("nothing came in between");
        results.values().map(|outcome| outcome.marked.total.score.0).collect::<Vec<_>>()
    };
    let choices = |options: &[u8]| Correction::AnyOf(options.iter().copied().map(Response::Choice).collect());
    assert_eq!(after(&choices(&[0, 2])), [200, 100, 200, 100, 100]);
    assert_eq!(after(&choices(&[1])), after(&Correction::Key(Response::Choice(1))), "one of one is that one");
    assert_eq!(after(&Correction::Everyone), [200; 5], "who did not answer gets it too");
    assert_eq!(paper.corrected(0, &choices(&[0, 7]), &sheets).err(), Some(Unfit::NoAnswer));
    assert_eq!(paper.corrected(0, &choices(&[]), &sheets).err(), Some(Unfit::NoAnswer));
}

/// Own words that a person marked, beside a trial question: a decision about the item outranks the person.
#[test]
fn a_correction_stands_above_what_people_gave() {
    let mut paper = Paper::of(2, 200);
    paper.items.push(item("w", own_words("Risks.", &[(&["risk*"], 100)])));
    paper.layout.unscored = vec![1];
    let items = paper.items.iter().collect::<Vec<_>>();
    let mut sheet = sheet(&[Some(0), Some(0), None]);
    let response = Response::Text("Nothing to the point.".to_owned());
    sheet.apply(9, &Act::Answer { item: 2, response }).expect("it is taken");
    let marked = |rulings: Vec<Ruling>| {
        let overlays = rulings.into_iter().map(|ruling| Overlay { place: 2, ruling }).collect::<Vec<_>>();
        let outcome = mark_overlaid(&items, &sheet, &paper.layout, &overlays);
        (outcome.marked.total.score.0, outcome.marked.provisional, outcome.cut)
    };
    let given = || Ruling::Given(Marks(50));
    assert_eq!(marked(vec![]), (100, true, cut(200)));
    assert_eq!(marked(vec![given()]), (150, false, cut(200)));
    assert_eq!(marked(vec![given(), Ruling::Corrected(Correction::Everyone)]), (200, false, cut(200)));
    let dropped = marked(vec![given(), Ruling::Corrected(Correction::Drop)]);
    assert_eq!(dropped, (100, false, cut(100)), "the trial question is no part of what is lowered");
}

#[test]
fn without_a_decision_marking_is_marking() {
    let paper = Paper::of(3, 200);
    let (items, sheet) = (paper.items.iter().collect::<Vec<_>>(), sheet(&[Some(0), Some(1), None]));
    let plain = Outcome { marked: mark_paper(&items, &sheet, &paper.layout), cut: paper.layout.cut };
    assert_eq!(mark_overlaid(&items, &sheet, &paper.layout, &[]), plain);
    let dropped = |places: &[usize]| {
        let overlay = |place: &usize| Overlay { place: *place, ruling: Ruling::Corrected(Correction::Drop) };
        mark_overlaid(&items, &sheet, &paper.layout, &places.iter().map(overlay).collect::<Vec<_>>())
    };
    assert_eq!(dropped(&[0, 2]), dropped(&[2, 0]), "the order is of no importance");
    assert_eq!(dropped(&[0, 2]).cut, cut(67), "two thirds of a mark, to the hundredth above");
    assert_eq!(dropped(&[0, 1, 2]).marked.passed, None, "nothing is left to be passed");
}

proptest! {
    /// Two corrections one after the other, then undone the other way round.
    #[test]
    fn apply_and_undo_restore_every_value(
        rows in prop::collection::vec(prop::collection::vec(prop::option::of(0u8..4), 6), 1..8),
        (first, second) in (0usize..6, 0usize..6),
        (key, dropped) in (0u8..4, any::<bool>()),
        pass in 1i32..=600,
    ) {
        let sheets = rows.iter().map(|row| sheet(row)).collect::<Vec<_>>();
        let mut paper = Paper::of(6, pass);
        let one = if dropped { Correction::Drop } else { Correction::Key(Response::Choice(key)) };
        let (entry, mut results) = paper.corrected(first, &one, &sheets).expect("it fits");
        let original = results.clone();
        entry.apply(&mut results).expect("nothing came in between");
        prop_assert_eq!(results == original, entry.changes.is_empty());

        // The next correction is worked out from what holds now.
        paper.overlays.push(Overlay { place: first, ruling: Ruling::Corrected(one) });
        let (next, now) = paper.corrected(second, &Correction::Key(Response::Choice(1)), &sheets).expect("it fits");
        prop_assert_eq!(&results, &now, "applying gives what marking anew gives");
        let between = results.clone();
        next.apply(&mut results).expect("nothing came in between");
        if next.changes.iter().any(|change| entry.changes.iter().any(|other| other.attempt == change.attempt)) {
            prop_assert!(entry.undo(&mut results).is_err(), "the later one has to be undone first");
        }
        next.undo(&mut results).expect("it is the last");
        prop_assert_eq!(&results, &between);
        entry.undo(&mut results).expect("it is the last again");
        prop_assert_eq!(results, original);
    }

    /// A conflict changes nothing at all.
    #[test]
    fn a_conflict_leaves_everything_as_it_is(rows in prop::collection::vec(prop::collection::vec(0u8..4, 4), 2..8)) {
        let sheets = rows.iter().map(|row| sheet(&row.iter().copied().map(Some).collect::<Vec<_>>())).collect::<Vec<_>>();
        let (entry, mut results) = Paper::of(4, 200).corrected(0, &Correction::Drop, &sheets).expect("three are left");
        let last = entry.changes.last().expect("everybody's paper is smaller").attempt.clone();
        results.remove(&last);
        let before = results.clone();
        prop_assert_eq!(entry.apply(&mut results), Err(Conflict { attempt: last }));
        prop_assert_eq!(results, before);
    }
}
