//! Whole papers: sums, sections, floors and the cut.

use proptest::prelude::*;

use super::laws::{answer, chances, items};
use super::*;
use crate::attempt::Act;
use crate::item::samples::*;
use crate::layout::{Cut, CutSource, Section};

/// A sheet with these answers.
fn sheet(answers: &[Option<Response>]) -> Sheet {
    let mut sheet = Sheet::blank(answers.len());
    for (item, answer) in (0..).zip(answers) {
        if let Some(response) = answer.clone() {
            sheet.apply(u64::from(item) + 1, &Act::Answer { item, response }).expect("the first answer is taken");
        }
    }
    sheet
}

fn section(items: u16, minimum_percent: Option<u16>) -> Section {
    Section { title: String::new(), items, minimum_percent, limit: None }
}

fn cut(marks: i32) -> Option<Cut> {
    Some(Cut { marks: Marks(marks), source: CutSource::Scheme })
}

/// Ten items of one mark, of which so many are right, from the front.
fn ten(right: usize, layout: &Layout) -> Marked {
    let items = (0..10).map(|n| item(&format!("i{n}"), one_of_four(0))).collect::<Vec<_>>();
    let answers = (0..10).map(|n| Some(Response::Choice(u8::from(n >= right)))).collect::<Vec<_>>();
    mark_paper(&items.iter().collect::<Vec<_>>(), &sheet(&answers), layout)
}

#[test]
fn exactly_at_the_cut_is_a_pass() {
    let passed = |right, marks| ten(right, &Layout { cut: cut(marks), ..Layout::default() }).passed;
    assert_eq!([5, 6, 7].map(|right| passed(right, 600)), [Some(false), Some(true), Some(true)]);
    assert_eq!(
        [6, 7].map(|right| passed(right, 650)),
        [Some(false), Some(true)],
        "a cut by ratings may be a half mark"
    );
    assert_eq!(ten(10, &Layout::default()).passed, None, "practice is not passed or failed");
}

/// Trial questions change nothing, whether they are right or wrong.
#[test]
fn a_trial_question_earns_nothing_and_costs_nothing() {
    let layout = |unscored| {
        let sections = vec![section(6, None), section(4, Some(50))];
        Layout { sections, cut: cut(600), unscored, ..Layout::default() }
    };
    let marked = ten(7, &layout(vec![0, 9]));
    assert_eq!((marked.total.score, marked.total.marks, marked.passed), (Marks(600), Marks(800), Some(false)));
    assert_eq!(marked.sections.iter().map(|tally| tally.marks).collect::<Vec<_>>(), [Marks(500), Marks(300)]);
    assert_eq!(marked.items[0], Tally::default());
    assert!(!marked.counts(0) && marked.counts(1) && !marked.is_right(0) && !marked.is_missed(9));
    assert_eq!(ten(8, &layout(vec![0, 9])).passed, Some(true));
}

#[test]
fn a_missed_floor_fails_a_paper_whose_total_passes() {
    let layout = |floor| {
        let sections = vec![section(6, None), section(4, floor)];
        Layout { sections, cut: cut(600), ..Layout::default() }
    };
    let marked = ten(7, &layout(Some(50)));
    assert_eq!((marked.total.score, marked.passed), (Marks(700), Some(false)));
    assert_eq!(marked.sections.iter().map(|tally| tally.score).collect::<Vec<_>>(), [Marks(600), Marks(100)]);
    assert_eq!(ten(8, &layout(Some(50))).passed, Some(true), "exactly at the floor");
    assert_eq!(ten(7, &layout(None)).passed, Some(true), "without a floor the total decides");
    let first = Layout { sections: vec![section(6, Some(50)), section(4, None)], cut: cut(200), ..Layout::default() };
    assert_eq!([2, 3].map(|right| ten(right, &first).passed), [Some(false), Some(true)], "the floor of any section");
    let sections = vec![section(10, Some(10))];
    assert_eq!(ten(10, &Layout { sections, ..Layout::default() }).passed, None, "a floor is no pass mark");
}

#[test]
fn what_a_wrong_answer_costs_is_taken_from_the_total() {
    let marking = Marking { deduct: Marks(50), floor: Marks(-50), ..Marking::default() };
    let items = [item("a", one_of_four(0)), Item { marking, ..item("b", one_of_four(0)) }];
    let answers = [Some(Response::Choice(0)), Some(Response::Choice(3))];
    let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet(&answers), &Layout::default());
    assert_eq!(marked.total, Tally { score: Marks(50), marks: Marks(200) });
    assert_eq!(marked.items[1], Tally { score: Marks(-50), marks: Marks(100) });
}

#[test]
fn more_than_half_of_its_marks_counts_as_known() {
    let marked = |chosen: &[u8]| {
        let marking = Marking { rule: Rule::PerPart, ..Marking::default() };
        let item = Item { marking, ..item("i", multiple(6, &[0, 1, 2, 3])) };
        mark_paper(&[&item], &sheet(&[Some(Response::Choices(chosen.to_vec()))]), &Layout::default())
    };
    assert!(marked(&[0, 1, 2]).is_right(0));
    assert!(!marked(&[0, 1]).is_right(0));
    assert!(!marked(&[0, 1, 2]).is_right(1), "there is no such item");
    assert!(marked(&[0, 1]).is_missed(0) && marked(&[0, 1, 2]).is_missed(1));
}

#[test]
fn own_words_make_the_marks_provisional_once_there_are_any() {
    let items = [item("a", one_of_four(0)), item("b", own_words("agreed", &[(&["agreed"], 100)]))];
    let provisional = |answers: [_; 2]| mark_paper(&items.each_ref(), &sheet(&answers), &Layout::default()).provisional;
    assert!(!provisional([Some(Response::Choice(0)), None]));
    assert!(provisional([None, Some(Response::Text("agreed".to_owned()))]));
}

#[test]
fn what_people_gave_counts_for_own_words_and_for_nothing_else() {
    let words = |marks| Item {
        marking: Marking { marks: Marks(marks), rule: Rule::PerPart, ..Marking::default() },
        area: AreaId::new("words"),
        ..item("b", own_words("agreed", &[(&["agreed"], marks)]))
    };
    let items = [item("a", one_of_four(0)), words(400), words(300)];
    let said = || Some(Response::Text("Something else.".to_owned()));
    let layout = Layout { sections: vec![section(1, None), section(2, Some(50))], cut: cut(400), ..Layout::default() };
    let marked = |answers: [_; 3], people: &[(usize, i32)]| {
        let people = people.iter().map(|(place, marks)| (*place, Marks(*marks))).collect();
        mark_with_people(&items.each_ref(), &sheet(&answers), &layout, &people)
    };
    let answers = || [Some(Response::Choice(0)), said(), said()];
    let machine = marked(answers(), &[]);
    assert_eq!((machine.total.score, machine.passed, machine.provisional), (Marks(100), Some(false), true));
    let one = marked(answers(), &[(1, 350)]);
    assert_eq!((one.total.score, one.passed, one.provisional), (Marks(450), Some(true), true));
    let both = marked(answers(), &[(1, 350), (2, 0)]);
    assert_eq!((both.sections[1].score, both.passed, both.provisional), (Marks(350), Some(true), false));
    assert_eq!(both.areas[&AreaId::new("words")].score, Marks(350));
    let beyond = marked([None, None, said()], &[(0, 50), (1, 350), (2, 900), (7, 100)]);
    assert_eq!(beyond.total.score, Marks(300), "no more than it is worth, and nothing for what was not answered");
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_items_of_areas_and_of_sections(
        items in prop::collection::vec((items(), 0..3usize), 1..12),
        chances in prop::collection::vec(prop::option::weighted(0.9, chances()), 12),
        ends in prop::collection::btree_set(0..12usize, 0..4),
    ) {
        let items = items.into_iter().map(|(item, area)| Item { area: AreaId::new(["a", "b", "c"][area]), ..item });
        let items = items.collect::<Vec<_>>();
        let answers = items.iter().zip(&chances).map(|(item, chances)| Some(answer(item, chances.as_ref()?)));
        let answers = answers.collect::<Vec<_>>();
        // Sections that cover the paper: cut at each end, the last one to the end.
        let ends = ends.into_iter().filter(|end| *end < items.len()).chain([items.len()]).collect::<Vec<_>>();
        let starts = [0].into_iter().chain(ends.iter().copied());
        let sections = starts.zip(&ends).map(|(start, end)| section((end - start) as u16, None)).collect();
        let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet(&answers), &Layout { sections, ..Layout::default() });

        let sum = |tallies: &mut dyn Iterator<Item = &Tally>| {
            tallies.fold(Tally::default(), |mut sum, tally| { sum.add(tally.score, tally.marks); sum })
        };
        prop_assert_eq!(sum(&mut marked.items.iter()), marked.total);
        prop_assert_eq!(sum(&mut marked.areas.values()), marked.total);
        prop_assert_eq!(sum(&mut marked.sections.iter()), marked.total);
        prop_assert_eq!(marked.sections.len(), ends.len());
        for (n, item) in items.iter().enumerate() {
            let own = Tally { score: mark(item, answers[n].as_ref()), marks: item.marking.marks };
            prop_assert_eq!(marked.items[n], own, "item {}", n);
        }
        for (area, tally) in &marked.areas {
            let of_area = items.iter().zip(&marked.items).filter(|(item, _)| item.area == *area);
            prop_assert_eq!(sum(&mut of_area.map(|(_, tally)| tally)), *tally);
        }
    }
}
