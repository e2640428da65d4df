//! What is flagged, why, and how surely.

use super::*;

/// A matrix with one item of four options whose key is A. Each row: how many of ten other items are right, what was chosen.
fn chosen(rows: &[(u8, Option<u8>)]) -> Answers {
    let mut answers = Answers::default();
    let asked = answers.column(column("asked", 4, &[0]));
    let others = (0..10).map(|n| answers.column(column(&format!("q{n}"), 0, &[]))).collect::<Vec<_>>();
    for (right, option) in rows {
        let mut row =
            others.iter().zip(0..).map(|(column, n)| cell(*column, u16::from(n < *right))).collect::<Vec<_>>();
        let reach = if option.is_some() { Reach::Answered } else { Reach::Omitted };
        let picks = Picks::of(option.as_slice());
        row.push(Answer { reach, picks, ..cell(asked, u16::from(*option == Some(0))) });
        answers.row(row).expect("each item stands once");
    }
    answers
}

fn asked(rows: &[(u8, Option<u8>)]) -> ItemFigures {
    analyse(&chosen(rows), None).items.remove(0)
}

/// So many people with so many right, who chose this.
fn people(groups: &[(usize, u8, Option<u8>)]) -> Vec<(u8, Option<u8>)> {
    groups.iter().flat_map(|(n, right, option)| std::iter::repeat_n((*right, *option), *n)).collect()
}

const A: Option<u8> = Some(0);
const B: Option<u8> = Some(1);
const C: Option<u8> = Some(2);
const D: Option<u8> = Some(3);

#[test]
fn a_sound_item_has_no_flag() {
    let rows = people(&[(20, 9, A), (4, 8, B), (10, 6, A), (4, 4, C), (4, 4, A), (6, 2, D), (6, 1, B), (6, 1, C)]);
    let item = asked(&rows);
    assert_eq!(item.flags, [], "{item:#?}");
    assert!(item.item_rest.expect("60 answers").value > 0.5);
}

#[test]
fn a_wrong_key_is_seen_from_every_side() {
    // The best choose B, the weak choose A.
    let item = asked(&people(&[(30, 9, B), (5, 6, C), (5, 5, D), (20, 2, A)]));
    let titles = item.flags.iter().map(|flag| flag.sign.title()).collect::<Vec<_>>();
    let expected = ["Negative discrimination", "Key beaten by a wrong option", "Key beaten among the best"];
    assert_eq!(titles, expected);
    assert!(item.flags[0].sure && item.flags[2].sure && !item.flags[1].sure, "{:?}", item.flags);
    assert_eq!(item.flags[1].sign, Sign::KeyBeaten { option: 1, chosen: 30, key: 20 });
    assert_eq!(item.flags[1].sign.reason(), "Option B was chosen by 30, the right one by 20.");
    assert_eq!(item.flags[2].sign.reason(), "Among the best third option B was chosen by 20, the right one by 0.");
    assert!(item.flags[0].sign.reason().contains("correlation −0."), "{}", item.flags[0].sign.reason());
    assert_eq!(item.flags[1].certainty(), "may be chance: few answers");
    let lure = item.options[1];
    assert!(!lure.key && lure.people == 30 && lure.item_rest.expect("60 answers").value > 0.5);
}

#[test]
fn what_chance_may_have_done_is_not_called_sure() {
    let item = asked(&people(&[(4, 6, B), (4, 5, A), (2, 5, C), (2, 5, D)]));
    let negative = item.flags[0];
    assert!(matches!(negative.sign, Sign::NegativeDiscrimination { .. }) && !negative.sure, "{negative:?}");
}

#[test]
fn an_unused_option_is_flagged_only_with_enough_answers() {
    let unused = |times: usize| {
        let item = asked(&people(&[(4 * times, 9, A), (times, 3, B), (times, 2, C)]));
        item.flags.iter().filter(|flag| matches!(flag.sign, Sign::NeverChosen { .. })).copied().collect::<Vec<_>>()
    };
    assert_eq!(unused(4), [], "24 answers are too few to say so");
    assert_eq!(unused(5), [Flag { sign: Sign::NeverChosen { option: 3, people: 30 }, sure: true }]);
    assert_eq!(unused(5)[0].sign.reason(), "None of 30 chose option D: it does no work.");
}

#[test]
fn easy_hard_and_omitted_items_are_flagged() {
    let has = |rows: &[(usize, u8, Option<u8>)], title: &str| {
        asked(&people(rows)).flags.iter().any(|flag| flag.sign.title() == title)
    };
    assert!(has(&[(58, 5, A), (2, 3, B)], "Nearly everybody is right"));
    assert!(!has(&[(55, 5, A), (5, 3, B)], "Nearly everybody is right"));
    assert!(has(&[(12, 5, A), (48, 3, B)], "Worse than guessing"));
    assert!(!has(&[(15, 5, A), (45, 3, B)], "Worse than guessing"));
    assert!(has(&[(20, 5, A), (3, 3, None)], "Often passed over"));
    assert!(!has(&[(20, 5, A), (2, 3, None)], "Often passed over"));
    assert!(has(&[(20, 5, A), (20, 5, B), (10, 6, A), (10, 6, C), (1, 7, A)], "Low discrimination"));
}

#[test]
fn fast_answers_are_flagged() {
    let mut answers = Answers::default();
    let only = answers.column(column("q", 0, &[]));
    for n in 0..40 {
        let spent = Some(Millis(if n % 4 == 0 { 2_000 } else { 60_000 }));
        answers.row(vec![Answer { spent, ..cell(only, n % 2) }]).expect("it stands once");
    }
    let flags = analyse(&answers, None).items.remove(0).flags;
    assert_eq!(flags, [Flag { sign: Sign::TooFast { rapid: 0.25 }, sure: true }]);
    assert!(flags[0].sign.reason().starts_with("25 % of the answers"));
}

#[test]
fn options_are_counted_by_group() {
    let item = asked(&people(&[(10, 9, A), (10, 5, B), (3, 1, None), (7, 1, C)]));
    let table = item.by_thirds.expect("30 answers");
    let counts =
        table.groups.iter().map(|group| (group.people, group.chosen.clone(), group.omitted)).collect::<Vec<_>>();
    assert_eq!(counts, [(10, vec![0, 0, 7, 0], 3), (10, vec![0, 10, 0, 0], 0), (10, vec![10, 0, 0, 0], 0)]);
    assert_eq!(table.series(0), [(1.0, 0.0), (5.0, 0.0), (10.0, 1.0)], "the item itself counts in the total");
    assert_eq!(table.series(2)[0], (1.0, 0.7));
    assert!(item.by_fifths.is_none() && table.series(9).is_empty());
    let many = asked(&people(&[(50, 9, A), (50, 2, B)]));
    assert_eq!(many.by_fifths.map(|table| table.groups.iter().map(|group| group.people).sum()), Some(100));
    assert_eq!((item.reached, item.omitted, item.not_reached), (30, 3, 0));
}
