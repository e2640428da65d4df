mod flags;
mod laws;
mod papers;

use super::*;
use crate::figure::Figure;
use crate::ids::ItemId;
use crate::time::Millis;

/// A matrix of items of one mark without options.
fn matrix(rows: &[&[u8]]) -> Answers {
    let mut answers = Answers::default();
    let items = rows.first().map_or(0, |row| row.len());
    for n in 0..items {
        answers.column(column(&format!("q{n}"), 0, &[]));
    }
    for row in rows {
        let cell = |(column, mark): (usize, &u8)| cell(column, u16::from(*mark));
        answers.row(row.iter().enumerate().map(cell).collect()).expect("each item stands once");
    }
    answers
}

fn column(item: &str, options: u8, keys: &[u8]) -> Column {
    Column { item: ItemId::new(item), digest: String::new(), worth: Marks::ONE, options, keys: Picks::of(keys) }
}

fn cell(column: usize, marks: u16) -> Answer {
    let score = Score::of(Marks::whole(marks));
    Answer { column, score, reach: Reach::Answered, picks: Picks::default(), spent: None }
}

#[track_caller]
fn near(found: Found, value: f64) {
    let figure = found.expect("there is a figure");
    assert!((figure.value - value).abs() < 1e-12, "{} is not {value}", figure.value);
}

/// Twelve people, four items; totals 4 4 3 3 3 2 2 2 1 1 1 0.
const TWELVE: [&[u8]; 12] = [
    &[1, 1, 1, 1],
    &[1, 1, 1, 1],
    &[1, 1, 1, 0],
    &[1, 1, 0, 1],
    &[1, 1, 1, 0],
    &[1, 1, 0, 0],
    &[1, 0, 1, 0],
    &[0, 1, 0, 1],
    &[1, 0, 0, 0],
    &[1, 0, 0, 0],
    &[0, 1, 0, 0],
    &[0, 0, 0, 0],
];

/// Worked by hand in fractions. For instance the second item: 8 of 12 right; variance 8/33; covariance with the rest 2/11, whose
/// variance is 1; sorted alike the covariance would be 4/11; 4 of 4 right in the top third, 1 of 4 in the bottom third.
#[test]
fn items_by_hand() {
    let items = analyse(&matrix(&TWELVE), None).items;
    for (item, facility) in items.iter().zip([9.0 / 12.0, 8.0 / 12.0, 5.0 / 12.0, 4.0 / 12.0]) {
        near(item.facility, facility);
    }
    for (item, variance) in items.iter().zip([9.0 / 44.0, 8.0 / 33.0, 35.0 / 132.0, 8.0 / 33.0]) {
        near(item.deviation, f64::sqrt(variance));
    }
    let rest = [(5.0 / 44.0, 155.0 / 132.0), (2.0 / 11.0, 1.0), (9.0 / 44.0, 41.0 / 44.0), (5.0 / 33.0, 35.0 / 33.0)];
    for (item, (covariance, of_rest)) in items.iter().zip(rest) {
        let deviation = item.deviation.expect("twelve answers").value;
        near(item.item_rest, covariance / (deviation * f64::sqrt(of_rest)));
        let with_total = covariance + deviation * deviation;
        near(item.item_total, with_total / (deviation * f64::sqrt(53.0 / 33.0)));
    }
    for (item, thirds) in items.iter().zip([0.5, 0.75, 0.75, 0.75]) {
        near(item.thirds, thirds);
    }
    for (item, efficiency) in items.iter().zip([5.0 / 17.0, 1.0 / 2.0, 9.0 / 17.0, 5.0 / 14.0]) {
        near(item.efficiency, efficiency);
    }
}

/// Likewise: the variances of the items are 21/22 together, that of the totals is 53/33; 4/3 (1 - 63/106) = 86/159.
#[test]
fn the_paper_by_hand() {
    let found = analyse(&matrix(&TWELVE), Some(Marks::whole(2)));
    assert_eq!((found.attempts, found.reliability.coefficient), (12, Coefficient::Kr20));
    assert_eq!(found.reliability.method, Method::Complete);
    near(found.reliability.figure, 86.0 / 159.0);
    near(found.reliability.error, f64::sqrt(73.0 / 99.0));
    near(found.distribution.mean, 13.0 / 6.0);
    near(found.distribution.median, 2.0);
    near(found.distribution.deviation, f64::sqrt(53.0 / 33.0));
    assert_eq!(found.consistency.model, Model::Binomial);
    let agreement = found.consistency.agreement.expect("there is a cut").value;
    assert!((0.5..1.0).contains(&agreement), "{agreement}");
    let without = analyse(&matrix(&TWELVE.map(|row| &row[..3])), None).reliability.figure.expect("three items").value;
    near(found.items[3].reliability_without, without);
}

#[test]
fn without_differences_there_is_no_figure_and_nothing_is_made_up() {
    let found = analyse(&matrix(&[&[1, 0][..]; 20]), Some(Marks::ONE));
    near(found.items[0].facility, 1.0);
    near(found.items[0].deviation, 0.0);
    for lacking in [
        found.items[0].item_rest,
        found.items[1].item_total,
        found.items[0].efficiency,
        found.reliability.figure,
        found.reliability.error,
        found.distribution.skewness,
        found.consistency.agreement,
    ] {
        assert_eq!(lacking, Err(Lack::NoVariance));
    }
    assert_eq!(Lack::NoVariance.to_string(), "no figure: everybody has the same marks");
}

#[test]
fn few_answers_give_no_figure() {
    let found = analyse(&matrix(&TWELVE[..9]), None);
    let few = Err(Lack::TooFew { n: 9, fewest: 10 });
    let items = &found.items[0];
    assert_eq!(
        [items.facility, items.item_rest, items.thirds, found.reliability.figure, found.distribution.mean],
        [few; 5]
    );
    assert!(items.flags.is_empty());
    assert_eq!(
        few.map_err(|lack: Lack| lack.to_string()),
        Err::<Figure, _>("not enough answers: 9, and 10 are needed".into())
    );
    let twelve = analyse(&matrix(&TWELVE), None);
    assert!(is_uncertain(&twelve.items[0].facility), "twelve are few");
    assert_eq!(twelve.consistency.agreement, Err(Lack::NoPassMark));
    assert_eq!(twelve.items[0].times, Err(Lack::NoTimes));
    let none = analyse(&Answers::default(), Some(Marks::ONE));
    assert_eq!((none.attempts, none.items.len()), (0, 0));
    assert_eq!(none.reliability.figure, Err(Lack::TooFew { n: 0, fewest: 10 }));
}

#[test]
fn one_item_is_no_paper() {
    let found = analyse(&matrix(&TWELVE.map(|row| &row[..1])), None);
    assert_eq!(found.reliability.figure, Err(Lack::TooFewItems { items: 1, fewest: 2 }));
    assert_eq!(found.items[0].item_rest, Err(Lack::NoVariance), "there is no rest");
    near(found.items[0].facility, 0.75);
}

/// Two items, of which everybody has exactly one right or is one of two exceptions: covariance below 0.
#[test]
fn a_negative_reliability_is_said_and_not_clipped() {
    let rows = [&[1, 0][..], &[0, 1], &[1, 0], &[0, 1], &[1, 0], &[0, 1], &[1, 0], &[0, 1], &[1, 1], &[1, 0]];
    let found = analyse(&matrix(&rows), Some(Marks::ONE));
    // Six and five of ten right: variances 4/15 and 5/18; the covariance is (1 - 3)/9 = -2/9; the totals vary by 1/10.
    near(found.reliability.figure, 4.0 * (-2.0 / 9.0) / (0.1));
    assert!(found.reliability.remark().is_some_and(|remark| remark.contains("negative")));
    assert_eq!(found.consistency.agreement, Err(Lack::NegativeReliability));
    let error = found.reliability.error.expect("it can be told all the same").value;
    assert!(error > found.distribution.deviation.expect("ten papers").value, "larger than the deviation itself");
}

#[test]
fn marks_are_read_exactly() {
    let fine = |text: &str| Score::parse(text).map(Score::fine);
    assert_eq!(fine("0.3333333"), Some(3_333_333));
    assert_eq!([fine("1"), fine("-0.25"), fine("12.5")], [Some(10_000_000), Some(-2_500_000), Some(125_000_000)]);
    for broken in ["", "-", ".", "1.", ".5", "1e3", "0.12345678", "1234567", "+1", "1,5", "NaN", "−1"] {
        assert_eq!(fine(broken), None, "{broken}");
    }
    assert_eq!(Score::parse("0.8"), Some(Score::of(Marks(80))));
}

#[test]
fn a_matrix_is_read_with_its_faults_named() {
    let read = |text: &str| {
        Answers::read(text, Marks::ONE, |heading| heading.strip_prefix('Q').map(|rest| ItemId::new(format!("q{rest}"))))
    };
    let text = "\"who\",\"Q1\",\"Q2\"\n1,1,0.5\n\n2,,0\n";
    let answers = read(text).expect("it is sound");
    assert_eq!(answers.columns().len(), 2);
    assert_eq!(answers.rows().iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert!(!answers.is_complete());
    assert_eq!(read("\n").err(), Some(Misread::NoHeadings));
    assert_eq!(read("Q1,Q2\n1").err(), Some(Misread::Ragged { line: 2, found: 1, headings: 2 }));
    assert_eq!(read("Q1\n1\nx").err(), Some(Misread::NoMarks { line: 3, field: "x".to_owned() }));
    assert_eq!(read("Q1,Q1\n1,1").err(), Some(Misread::Repeated));
}

#[test]
fn rows_that_are_none_are_refused() {
    let mut answers = matrix(&[&[1, 0]]);
    assert_eq!(answers.row(vec![cell(0, 1), cell(0, 1)]), Err(Unsound::Repeated));
    assert_eq!(answers.row(vec![cell(2, 1)]), Err(Unsound::UnknownColumn));
    assert_eq!(answers.rows().len(), 1);
}

/// Thirds of so many people: two of one size at the ends.
#[test]
fn groups_share_out_everybody() {
    let sizes = |people, groups| options::ranges(people, groups).iter().map(ExactSizeIterator::len).collect::<Vec<_>>();
    assert_eq!(sizes(1_000, 3), [333, 334, 333]);
    assert_eq!(sizes(11, 3), [3, 5, 3]);
    assert_eq!(sizes(103, 5), [20, 20, 23, 20, 20]);
    assert_eq!(sizes(2, 3), [0, 2, 0]);
}

#[test]
fn times_tell_rapid_answers() {
    let mut answers = matrix(&[]);
    let only = answers.column(column("q", 0, &[]));
    // Nineteen take 60 s, one takes 5 s: the mean is 57.25 s, a tenth of it 5.725 s.
    for n in 0..20 {
        let spent = Some(Millis(if n == 7 { 5_000 } else { 60_000 }));
        answers.row(vec![Answer { spent, ..cell(only, 1) }]).expect("it stands once");
    }
    let times = analyse(&answers, None).items[0].times.expect("times were kept");
    assert_eq!((times.median, times.mean), (Millis(60_000), Millis(57_250)));
    assert!((times.rapid.value - 0.05).abs() < 1e-12);
}
