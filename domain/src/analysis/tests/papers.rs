//! Matrices made of papers as they were sat, and papers that were drawn.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

use super::*;
use crate::attempt::{Act, Sheet};
use crate::item::Item;
use crate::item::samples::{item, multiple, one_of_four, own_words};
use crate::layout::Layout;
use crate::marking::mark_paper;
use crate::response::Response;

#[test]
fn a_paper_that_was_sat_becomes_a_row() {
    let bodies = [one_of_four(2), multiple(5, &[1, 4]), own_words("Risks.", &[(&["risk*"], 100)]), one_of_four(0)];
    let items = (0..).zip(bodies).map(|(n, body)| item(&format!("i{n}"), body)).collect::<Vec<Item>>();
    let items = items.iter().collect::<Vec<_>>();
    let mut sheet = Sheet::blank(4);
    let several = Response::Choices(vec![1, 4]);
    sheet.apply(1, &Act::Answer { item: 1, response: several }).expect("taken");
    sheet.apply(2, &Act::View { item: 2 }).expect("taken");
    let marked = mark_paper(&items, &sheet, &Layout::default());
    let mut answers = Answers::default();
    let spent = [5, 6, 7, 8].map(Millis);
    answers.take(Sat { items: &items, sheet: &sheet, marked: &marked, spent: &spent }).expect("each stands once");
    let row = &answers.rows()[0];
    let reach = row.iter().map(|answer| answer.reach).collect::<Vec<_>>();
    assert_eq!(reach, [Reach::Omitted, Reach::Answered, Reach::Omitted, Reach::NotReached]);
    assert_eq!(
        (row[1].picks, row[1].score, row[1].spent),
        (Picks::of(&[1, 4]), Score::of(Marks::ONE), Some(Millis(6)))
    );
    let shape = answers.columns().iter().map(|column| (column.options, column.keys)).collect::<Vec<_>>();
    let keys = [(4, &[2][..]), (5, &[1, 4]), (0, &[]), (4, &[0])];
    assert_eq!(shape, keys.map(|(options, keys)| (options, Picks::of(keys))));

    // The same items again stand in the same columns; a corrected version does not.
    let corrected = Item { digest: "b".to_owned(), ..items[0].clone() };
    let again = [items[3], &corrected];
    let blank = Sheet::blank(2);
    let marked = mark_paper(&again, &blank, &Layout::default());
    answers.take(Sat { items: &again, sheet: &blank, marked: &marked, spent: &[] }).expect("each stands once");
    assert_eq!((answers.columns().len(), answers.rows()[1][0].column, answers.rows()[1][1].column), (5, 3, 4));
    assert_eq!(answers.rows()[1][0].spent, None);
    let twice = [items[0], items[0]];
    let refused = answers.take(Sat { items: &twice, sheet: &blank, marked: &marked, spent: &[] });
    assert_eq!((refused, answers.rows().len()), (Err(Unsound::Repeated), 2));
}

#[test]
fn who_did_not_come_to_an_item_says_nothing_about_it() {
    let mut answers = matrix(&TWELVE);
    answers.row((0..4).map(|column| Answer { reach: Reach::NotReached, ..cell(column, 0) }).collect()).expect("sound");
    let item = analyse(&answers, None).items.remove(0);
    assert_eq!((item.reached, item.not_reached), (12, 1));
    near(item.facility, 0.75);
}

/// People of different ability, a bank of items of different difficulty, papers of so many drawn from it.
fn drawn(people: usize, bank: usize, items: usize) -> Answers {
    let mut rng = ChaCha12Rng::seed_from_u64(20_000);
    let mut answers = Answers::default();
    let columns = (0..bank).map(|n| answers.column(column(&format!("q{n}"), 0, &[]))).collect::<Vec<_>>();
    for _ in 0..people {
        let ability = rng.random_range(-1.5..1.5);
        let mut paper = columns.clone();
        while paper.len() > items {
            paper.swap_remove(rng.random_range(0..paper.len()));
        }
        let right = |column: usize| {
            let difficulty = column as f64 / bank as f64 * 2.0 - 1.0;
            1.0 / (1.0 + f64::exp(difficulty - 2.0 * ability))
        };
        let row = paper.iter().map(|column| cell(*column, u16::from(rng.random_bool(right(*column)))));
        answers.row(row.collect()).expect("each item stands once");
    }
    answers
}

/// The papers measure as the whole bank does, cut down to their length (Spearman and Brown).
#[test]
fn drawn_papers_have_the_reliability_of_their_length() {
    let whole = analyse(&drawn(2_000, 30, 30), None).reliability;
    let papers = analyse(&drawn(2_000, 30, 15), None).reliability;
    assert_eq!((whole.method, papers.method), (Method::Complete, Method::Pairwise));
    let whole = whole.figure.expect("a complete matrix").value;
    let half = whole / (2.0 - whole);
    let papers = papers.figure.expect("papers with much in common");
    assert!((papers.value - half).abs() < 0.02 && papers.interval.is_none(), "{} is not near {half}", papers.value);
}

#[test]
fn papers_with_little_in_common_have_no_reliability() {
    let found = analyse(&drawn(40, 30, 5), None);
    assert_eq!(found.reliability.figure, Err(Lack::RarelyTogether));
    assert_eq!(found.items[0].reliability_without, Err(Lack::UnlikePapers));
    let mut unlike = drawn(40, 10, 10);
    unlike.row((0..9).map(|column| cell(column, 1)).collect()).expect("sound");
    let found = analyse(&unlike, Some(Marks::whole(5)));
    assert_eq!(found.reliability.figure, Err(Lack::UnlikePapers));
    assert_eq!([found.distribution.mean, found.consistency.agreement], [Err(Lack::UnlikePapers); 2]);
    assert!(found.items[0].item_rest.is_ok(), "set against the share of the rest");
}

#[test]
fn a_decision_is_the_surer_the_longer_the_paper() {
    let agreement = |items: usize| {
        let found = analyse(&drawn(600, items, items), Some(Marks::whole(items as u16 / 2)));
        found.consistency.agreement.expect("there is a cut").value
    };
    let (short, long) = (agreement(8), agreement(60));
    assert!(0.5 < short && short < long && long < 1.0, "{short} {long}");
}

/// Marks in halves are no draws of right and wrong, so the normal model is used; on the same papers both come near each other.
#[test]
fn the_two_models_of_decisions_agree_roughly() {
    let plain = drawn(1_000, 40, 40);
    let mut halved = Answers::default();
    for n in 0..40 {
        halved.column(column(&format!("q{n}"), 0, &[]));
    }
    for (n, row) in plain.rows().iter().enumerate() {
        // One half mark in one paper is enough to make it a matrix of partial marks.
        let halve = |answer: &Answer| {
            let score = if n == 0 && answer.column == 0 { Score::of(Marks(50)) } else { answer.score };
            Answer { score, ..*answer }
        };
        halved.row(row.iter().map(halve).collect()).expect("sound");
    }
    let cut = Some(Marks::whole(26));
    let (binomial, normal) = (analyse(&plain, cut).consistency, analyse(&halved, cut).consistency);
    assert_eq!((binomial.model, normal.model), (Model::Binomial, Model::Normal));
    let value = |found: Found| found.expect("there is a cut").value;
    assert!((value(binomial.agreement) - value(normal.agreement)).abs() < 0.05, "{binomial:?} {normal:?}");
}
