//! What holds for every matrix.

use proptest::prelude::*;

use super::*;
use crate::marks::Tally;

/// Rows of marks in halves, some cells empty.
fn sparse() -> impl Strategy<Value = Answers> {
    (2usize..6).prop_flat_map(|items| {
        let cells = prop::collection::vec(prop::option::weighted(0.8, 0i32..=2), items);
        prop::collection::vec(cells, 0..40).prop_map(move |rows| {
            let mut answers = matrix(&[]);
            for n in 0..items {
                answers.column(column(&format!("q{n}"), 0, &[]));
            }
            for row in rows {
                let cells = row.into_iter().enumerate().filter_map(|(column, halves)| {
                    Some(Answer { score: Score::of(Marks(halves? * 50)), ..cell(column, 0) })
                });
                answers.row(cells.collect()).expect("each item stands once");
            }
            answers
        })
    })
}

fn complete() -> impl Strategy<Value = Vec<Vec<u8>>> {
    (2usize..7).prop_flat_map(|items| prop::collection::vec(prop::collection::vec(0u8..2, items), 10..40))
}

fn of(rows: &[Vec<u8>]) -> Answers {
    matrix(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// All figures of an item and of the paper.
fn figures(found: &Analysis) -> Vec<Found> {
    let paper =
        [found.reliability.figure, found.reliability.error, found.consistency.agreement, found.consistency.kappa];
    let items = found.items.iter().flat_map(|item| {
        [item.facility, item.item_rest, item.item_total, item.thirds, item.efficiency, item.reliability_without]
    });
    paper.into_iter().chain(items).collect()
}

fn alike(one: Found, other: Found) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => (one.value - other.value).abs() < 1e-9 && one.n == other.n,
        (one, other) => one == other,
    }
}

proptest! {
    #[test]
    fn figures_are_finite_bounded_and_inside_their_intervals(answers in sparse(), cut in prop::option::of(0i32..600)) {
        let found = analyse(&answers, cut.map(Marks));
        for figure in figures(&found).into_iter().flatten() {
            prop_assert!(figure.value.is_finite() && figure.n >= FEWEST_ANSWERS);
            if let Some(interval) = figure.interval {
                prop_assert!(interval.low <= figure.value + 1e-9 && figure.value <= interval.high + 1e-9, "{figure:?}");
            }
        }
        for item in &found.items {
            let bounded = [item.item_rest, item.item_total, item.thirds].into_iter().flatten();
            prop_assert!(bounded.into_iter().all(|figure| figure.value.abs() <= 1.0 + 1e-12));
            prop_assert!(item.facility.is_err() || (0.0..=1.0).contains(&item.facility.expect("just looked").value));
        }
        if answers.is_complete() {
            prop_assert!(found.reliability.figure.is_err() || found.reliability.figure.expect("just looked").value <= 1.0 + 1e-12);
        }
        let agreement = found.consistency.agreement.map_or(0.5, |figure| figure.value);
        prop_assert!((0.0..=1.0).contains(&agreement));
    }

    /// The order of attempts only decides between equal totals at the border of a third.
    #[test]
    fn the_order_of_attempts_does_not_matter(rows in complete(), turn in 0usize..40) {
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let (one, other) = (analyse(&of(&rows), Some(Marks::ONE)), analyse(&of(&turned), Some(Marks::ONE)));
        prop_assert!(alike(one.reliability.figure, other.reliability.figure));
        prop_assert!(alike(one.consistency.agreement, other.consistency.agreement));
        for (one, other) in one.items.iter().zip(&other.items) {
            prop_assert!(alike(one.facility, other.facility) && alike(one.item_rest, other.item_rest));
            prop_assert!(alike(one.item_total, other.item_total) && alike(one.efficiency, other.efficiency));
            prop_assert!(alike(one.reliability_without, other.reliability_without));
        }
    }

    /// An item that is asked in the other sense (right for wrong) has the other sign.
    #[test]
    fn a_turned_item_has_the_other_sign(rows in complete()) {
        let turned = rows.iter().cloned().map(|mut row| {
            row[0] = 1 - row[0];
            row
        });
        let (one, other) = (analyse(&of(&rows), None), analyse(&of(&turned.collect::<Vec<_>>()), None));
        let negated = one.items[0].item_rest.map(|figure| Figure { value: -figure.value, ..figure });
        prop_assert!(alike(negated, other.items[0].item_rest));
        let rest = one.items[0].facility.map(|figure| Figure { value: 1.0 - figure.value, ..figure });
        prop_assert!(alike(rest, other.items[0].facility));
    }

    /// Without an item the coefficient is that of the matrix without it.
    #[test]
    fn without_an_item_means_without_it(rows in complete(), place in 0usize..7) {
        let items = rows[0].len();
        prop_assume!(items >= 3);
        let place = place % items;
        let shorter = rows.iter().cloned().map(|mut row| {
            row.remove(place);
            row
        });
        let without = analyse(&of(&shorter.collect::<Vec<_>>()), None).reliability.figure;
        prop_assert!(alike(analyse(&of(&rows), None).items[place].reliability_without, without));
    }

    #[test]
    fn every_option_is_counted_once(picks in prop::collection::vec(prop::option::of(0u8..4), 10..130)) {
        let mut answers = Answers::default();
        let only = answers.column(column("q", 4, &[1]));
        for option in &picks {
            let reach = if option.is_some() { Reach::Answered } else { Reach::Omitted };
            let answer = Answer { reach, picks: Picks::of(option.as_slice()), ..cell(only, u16::from(*option == Some(1))) };
            answers.row(vec![answer]).expect("it stands once");
        }
        let item = analyse(&answers, None).items.remove(0);
        for table in [item.by_thirds, item.by_fifths].into_iter().flatten() {
            for option in 0..4 {
                let counted = table.groups.iter().map(|group| group.chosen[usize::from(option)]).sum::<u32>();
                let chosen = picks.iter().filter(|pick| **pick == Some(option)).count();
                prop_assert_eq!(counted as usize, chosen);
                prop_assert_eq!(item.options[usize::from(option)].people, counted);
            }
            let people = table.groups.iter().map(|group| group.people).sum::<u32>();
            prop_assert_eq!(people as usize, picks.len());
        }
    }

    /// An item of which only the sum of the rest is known has the figures that the whole matrix gives it.
    #[test]
    fn an_item_alone_measures_the_same(rows in complete()) {
        let answers = of(&rows);
        for (place, expected) in analyse(&answers, None).items.into_iter().enumerate() {
            let alone = rows.iter().map(|row| Alone::of(&packed_row(row), place).expect("it stands there"));
            let found = analyse_alone(&answers.columns()[place], &alone.collect::<Vec<_>>());
            prop_assert_eq!(ItemFigures { reliability_without: expected.reliability_without, ..found }, expected);
        }
    }
}

/// The cells of a row of items of one mark.
fn packed_row(row: &[u8]) -> Vec<Cell> {
    let cell = |mark: &u8| Cell {
        reach: Reach::Answered,
        picks: Picks::default(),
        tally: Tally { score: Marks::whole(u16::from(*mark)), marks: Marks::ONE },
        spent: None,
    };
    row.iter().map(cell).collect()
}

#[test]
fn what_does_not_count_is_no_part_of_the_rest() {
    let mut cells = packed_row(&[1, 1, 0]);
    cells[1].tally.marks = Marks(0);
    let rest = |score, marks| Tally { score: Marks::whole(score), marks: Marks::whole(marks) };
    assert_eq!(Alone::of(&cells, 0).map(|one| one.rest), Some(rest(0, 1)));
    assert_eq!(
        Alone::of(&cells, 1).map(|one| one.rest),
        Some(rest(1, 2)),
        "a trial question has the whole paper as its rest"
    );
    assert_eq!(Alone::of(&cells, 3), None);
}
