use proptest::prelude::*;

use super::*;
use crate::time::Millis;

const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn days(number: i64) -> Millis {
    Millis(number * 86_400_000)
}

/// Papers of 40 marks with a pass mark of 26, the last one yesterday.
fn mocks(scores: &[u16]) -> Vec<Mock> {
    let ago = |place: usize| NOW.plus(days(place as i64 - scores.len() as i64));
    let total = |score: &u16| Tally { score: Marks::whole(*score), marks: Marks::whole(40) };
    let mock = |(place, score)| Mock { on: ago(place), total: total(score), pass: Marks::whole(26) };
    scores.iter().enumerate().map(mock).collect()
}

/// Everything done, active today, the exam in 30 days.
fn steady(scores: &[u16]) -> Study {
    Study {
        mocks: mocks(scores),
        lessons_done: 20,
        lessons: 20,
        exam: Some(NOW.plus(days(30))),
        last_active: Some(NOW),
    }
}

fn outlook(study: &Study) -> Outlook {
    study.outlook(NOW, &Limits::default())
}

fn rules(study: &Study) -> Vec<Rule> {
    outlook(study).warnings.iter().map(|warning| warning.rule).collect()
}

#[test]
fn predictions_follow_the_stated_rule() {
    let expected = |scores: &[u16]| outlook(&steady(scores)).prediction.map(|prediction| prediction.outcome);
    for (scores, outcome) in [
        (&[][..], None),
        (&[40, 40], None),
        (&[28, 28, 28], Some(Outcome::Pass)),
        (&[28, 28, 27], Some(Outcome::Open)),
        (&[24, 24, 24], Some(Outcome::Open)),
        (&[24, 24, 23], Some(Outcome::Fail)),
        // The mean is 8 points above, and only two of four passed.
        (&[40, 24, 25, 40, 25], Some(Outcome::Open)),
        (&[40, 25, 28, 30], Some(Outcome::Pass)),
        // Only the latest five count.
        (&[1, 1, 1, 28, 28, 28, 28, 28], Some(Outcome::Pass)),
    ] {
        assert_eq!(expected(scores), outcome, "{scores:?}");
    }
    let why = outlook(&steady(&[29, 29, 28])).prediction.expect("three results").why();
    assert_eq!(why, "The latest 3 results lie on average 6.6 points above the pass mark; 3 of 3 passed.");
    let why = outlook(&steady(&[20, 21, 20])).prediction.expect("three results").why();
    assert_eq!(why, "The latest 3 results lie on average 14.1 points below the pass mark; 0 of 3 passed.");
}

#[test]
fn each_rule_holds_from_its_limit_on() {
    let good = steady(&[30, 31, 32]);
    assert_eq!((rules(&good), outlook(&good).risk), (vec![], Risk::None));
    assert_eq!(rules(&steady(&[20, 20, 20])), [Rule::BelowPassMark]);
    assert_eq!(rules(&steady(&[34, 33, 32])), [Rule::Falling]);
    assert_eq!(rules(&steady(&[34, 33, 33])), [], "two were equal");
    let idle = |days_ago: i64| Study { last_active: Some(NOW.plus(days(-days_ago))), ..good.clone() };
    assert_eq!((rules(&idle(13)), rules(&idle(14))), (vec![], vec![Rule::Idle]));
    assert_eq!(rules(&Study { last_active: None, ..good.clone() }), [Rule::Idle]);
    let left = |lessons_done, until| Study { lessons_done, exam: Some(NOW.plus(until)), ..good.clone() };
    assert_eq!(rules(&left(0, days(20))), [], "one a day");
    assert_eq!(rules(&left(0, days(19))), [Rule::Behind]);
    assert_eq!(rules(&left(19, Millis(1))), [], "a day that is begun counts");
    assert_eq!(rules(&left(0, Millis(-1))), [], "the exam is over");
    let near = |scores: &[u16], until| Study { exam: Some(NOW.plus(days(until))), ..steady(scores) };
    assert_eq!((rules(&near(&[30], 14)), rules(&near(&[30], 15))), (vec![Rule::Unproved], vec![]));
    assert_eq!((rules(&near(&[26; 3], 14)), rules(&near(&[26; 3], 15))), (vec![Rule::Undecided], vec![]));
    assert_eq!(rules(&Study { exam: None, ..steady(&[26; 3]) }), []);
    assert_eq!((rules(&steady(&[20])), rules(&steady(&[20, 26]))), (vec![Rule::NotPassed], vec![]));
    assert_eq!(outlook(&steady(&[20])).warnings[0].why, "The last result lies 15.0 points below the pass mark.");
}

#[test]
fn reasons_hold_the_numbers() {
    let study = Study {
        lessons_done: 6,
        exam: Some(NOW.plus(days(9))),
        last_active: Some(NOW.plus(days(-16))),
        ..steady(&[34, 33, 30])
    };
    let outlook = outlook(&study);
    let whys = outlook.warnings.iter().map(|warning| warning.why.as_str()).collect::<Vec<_>>();
    assert_eq!(
        whys,
        [
            "14 lessons left, and the exam is 9 days away.",
            "The last three results fell by 10 points, one after the other.",
            "Last active 16 days ago.",
        ]
    );
    assert_eq!(outlook.risk, Risk::AtRisk);
    let words = Rule::ALL.map(|rule| rule.words(&Limits::default()));
    assert!(words[1].contains("1 lesson a day") && words[4].contains("14 days"), "{words:?}");
}

#[test]
fn one_grave_rule_or_two_others_make_a_risk() {
    let idle = Study { last_active: None, ..steady(&[30, 31, 32]) };
    assert_eq!(outlook(&idle).risk, Risk::Watch);
    assert_eq!(outlook(&steady(&[20, 20, 20])).risk, Risk::AtRisk);
    let two = Study { last_active: None, ..steady(&[34, 33, 32]) };
    assert_eq!(outlook(&two).risk, Risk::AtRisk);
}

fn studies() -> impl Strategy<Value = Study> {
    let scores = prop::collection::vec(0u16..=40, 0..9);
    let exam = prop::option::of(-5..60i64);
    let active = prop::option::of(0..40i64);
    (scores, 0..=20u32, exam, active).prop_map(|(scores, lessons_done, exam, active)| Study {
        mocks: mocks(&scores),
        lessons_done,
        lessons: 20,
        exam: exam.map(|exam| NOW.plus(days(exam))),
        last_active: active.map(|ago| NOW.plus(days(-ago))),
    })
}

proptest! {
    #[test]
    fn nothing_is_predicted_from_too_few(study in studies()) {
        let prediction = outlook(&study).prediction;
        prop_assert_eq!(prediction.is_some(), study.mocks.len() >= FEWEST_RESULTS);
        prop_assert!(prediction.is_none_or(|prediction| prediction.results <= LATEST_RESULTS));
    }

    #[test]
    fn more_marks_never_worsen_the_prediction(study in studies(), place in 0usize..9, more in 1u16..10) {
        let mut better = study.clone();
        let places = better.mocks.len().max(1);
        if let Some(mock) = better.mocks.get_mut(place % places) {
            mock.total.score += Marks::whole(more);
        }
        let outcome = |study: &Study| outlook(study).prediction.map(|prediction| prediction.outcome);
        prop_assert!(outcome(&better) >= outcome(&study));
    }

    #[test]
    fn the_order_of_results_does_not_matter(study in studies(), turn in 0usize..9) {
        let mut turned = study.clone();
        let places = turned.mocks.len().max(1);
        turned.mocks.rotate_left(turn % places);
        prop_assert_eq!(outlook(&turned), outlook(&study));
    }

    #[test]
    fn a_lesson_more_and_a_day_of_study_never_add_a_warning(study in studies()) {
        let mut after = study.clone();
        after.lessons_done = (after.lessons_done + 1).min(after.lessons);
        after.last_active = Some(NOW);
        let before = rules(&study);
        prop_assert!(rules(&after).iter().all(|rule| before.contains(rule)));
        prop_assert!(outlook(&after).risk <= outlook(&study).risk);
    }

    #[test]
    fn a_risk_always_has_a_reason(study in studies()) {
        let outlook = outlook(&study);
        prop_assert_eq!(outlook.risk == Risk::None, outlook.warnings.is_empty());
        prop_assert!(outlook.warnings.iter().all(|warning| !warning.why.is_empty()));
        let grave = outlook.warnings.iter().any(|warning| warning.rule.is_grave());
        prop_assert_eq!(outlook.risk == Risk::AtRisk, grave || outlook.warnings.len() > 1);
    }
}
