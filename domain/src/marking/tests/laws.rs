//! What holds for every item, every rule and every answer.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::item::samples::*;
use crate::response::{Finding, Shape};

/// Any item: a body of any format under any marking.
pub(super) fn items() -> impl Strategy<Value = Item> {
    let rules = prop_oneof![Just(Rule::AllOrNothing), Just(Rule::PerPart), Just(Rule::Net)];
    (bodies(), rules, 1..=40i32, 0..=100i32, -200..=0i32).prop_map(|(body, rule, halves, deduct, floor)| {
        // In own words the points make up the marks.
        let points = match &body {
            Body::Text { points, .. } => Some(points.iter().map(|point| point.marks).sum()),
            _ => None,
        };
        let marks = points.unwrap_or(Marks(halves * 50));
        Item { marking: Marking { marks, rule, deduct: Marks(deduct), floor: Marks(floor) }, ..item("i", body) }
    })
}

fn bodies() -> impl Strategy<Value = Body> {
    let upto = |count: u8| (0..count).collect::<Vec<_>>();
    let several = (3..7u8).prop_flat_map(move |count| (Just(count), subsequence(upto(count), 1..usize::from(count))));
    let distinct = |count: u8| (2..=usize::from(count)).prop_map(move |rows| (count, rows));
    let once = (2..6u8).prop_flat_map(distinct).prop_flat_map(move |(count, rows)| {
        Just(upto(count)).prop_shuffle().prop_map(move |keys| (count, keys[..rows].to_vec(), false))
    });
    let again = (2..5u8).prop_flat_map(|count| (Just(count), prop::collection::vec(0..count, 2..6), Just(true)));
    let places = (4..7u8).prop_flat_map(move |count| Just(upto(count)).prop_shuffle());
    let lines = prop::collection::vec(any::<bool>(), 4..7);
    let slots = || prop_oneof![once, again];
    prop_oneof![
        (0..4u8).prop_map(one_of_four),
        several.prop_map(|(count, keys)| multiple(count, &keys)),
        slots.clone()().prop_map(|(count, keys, reuse)| matching(count, &keys, reuse)),
        slots().prop_map(|(count, keys, reuse)| completion(count, &keys, reuse)),
        places.prop_map(|places| sequencing(&places)),
        any::<[bool; 3]>().prop_map(|[assertion, reason, explains]| assertion_reason(assertion, reason, explains)),
        (lines, 0..4u8, 0..4u8, 0..3u8, prop::array::uniform4(1..6u8))
            .prop_map(|(lines, grade, clause, next, weights)| finding(&lines, [grade, clause, next], weights)),
        prop::collection::vec(1..5i32, 1..5).prop_map(|halves| {
            const WORDS: [&[&str]; 4] = [&["risk*", "hazard"], &["service owner"], &["agree*"], &["8.5.1"]];
            let points = WORDS.into_iter().zip(halves.iter().map(|halves| halves * 50)).collect::<Vec<_>>();
            own_words("Risks. The owner of the service agrees. See 8.5.1.", &points)
        }),
    ]
}

/// Chance for an answer: as many figures as any format takes.
pub(super) fn chances() -> impl Strategy<Value = Vec<Option<u8>>> {
    prop::collection::vec(prop::option::weighted(0.7, any::<u8>()), 10)
}

/// The answer that chance gives, always one that the item admits.
pub(super) fn answer(item: &Item, chances: &[Option<u8>]) -> Response {
    let pick = |n: usize, count: u8| chances[n].map(|chance| chance % count);
    let some = |count: u8, most: u8| {
        let mut some = (0..usize::from(most)).filter_map(|n| pick(n, count)).collect::<Vec<_>>();
        some.sort_unstable();
        some.dedup();
        some
    };
    match item.shape() {
        Shape::Single { options } => Response::Choice(pick(0, options).unwrap_or(0)),
        Shape::Multiple { options, choose } => Response::Choices(some(options, choose)),
        Shape::Slots { rows, options, reuse } => {
            let mut slots = Vec::new();
            for row in 0..usize::from(rows) {
                slots.push(pick(row, options).filter(|option| reuse || !slots.contains(&Some(*option))));
            }
            Response::Slots(slots)
        }
        Shape::Finding { evidence, clauses, steps } => Response::Finding(Finding {
            evidence: some(evidence, evidence),
            grade: pick(6, 4),
            clause: pick(7, clauses),
            next: pick(8, steps),
        }),
        Shape::Text { .. } => {
            let phrases = ["a hazard", "the service", "its owner", "service and owner", "agreement", "8.5.1", "else"];
            let said = phrases.iter().zip(chances).filter(|(_, chance)| chance.is_some());
            Response::Text(said.map(|(phrase, _)| format!("{phrase}. ")).collect())
        }
    }
}

/// The answer with one more part right, in every way there is; at most something wrong goes with it.
fn one_more_right(item: &Item, response: &Response) -> Vec<Response> {
    match (&item.body, item.body.key(), response) {
        (Body::Text { points, .. }, _, Response::Text(text)) => {
            let say = |words: &String| Response::Text(format!("{text} {}.", words.replace('*', "")));
            points.iter().flat_map(|point| &point.accept).map(say).collect()
        }
        (_, Response::Choices(keys), Response::Choices(chosen)) => {
            let wrong = chosen.iter().copied().filter(|option| !keys.contains(option));
            let gone = (chosen.len() < keys.len()).then_some(None).into_iter().chain(wrong.map(Some));
            gone.flat_map(|gone| added(&without(chosen, gone), &keys)).map(Response::Choices).collect()
        }
        (_, Response::Slots(keys), Response::Slots(given)) => {
            let reuse = matches!(item.shape(), Shape::Slots { reuse: true, .. });
            let fill = |row: usize| {
                let moved = |slot: &Option<u8>| slot.filter(|option| reuse || Some(*option) != keys[row]);
                let mut given = given.iter().map(moved).collect::<Vec<_>>();
                given[row] = keys[row];
                Response::Slots(given)
            };
            (0..keys.len()).filter(|row| given[*row] != keys[*row]).map(fill).collect()
        }
        (_, Response::Finding(key), Response::Finding(given)) => {
            let lines = added(&given.evidence, &key.evidence).into_iter();
            let lines = lines.map(|evidence| Finding { evidence, ..given.clone() });
            let picks = [
                Finding { grade: key.grade, ..given.clone() },
                Finding { clause: key.clause, ..given.clone() },
                Finding { next: key.next, ..given.clone() },
            ];
            lines.chain(picks).map(Response::Finding).collect()
        }
        (_, key, _) => vec![key],
    }
}

fn without(chosen: &[u8], gone: Option<u8>) -> Vec<u8> {
    chosen.iter().copied().filter(|option| Some(*option) != gone).collect()
}

/// The choice with each key that is missing, ascending.
fn added(chosen: &[u8], keys: &[u8]) -> Vec<Vec<u8>> {
    let add = |key: &u8| {
        let mut more = chosen.to_vec();
        more.push(*key);
        more.sort_unstable();
        more
    };
    keys.iter().filter(|key| !chosen.contains(key)).map(add).collect()
}

/// What a page sends when somebody chooses nothing.
fn blank(shape: Shape) -> Option<Response> {
    match shape {
        Shape::Single { .. } => None,
        Shape::Multiple { .. } => Some(Response::Choices(Vec::new())),
        Shape::Slots { rows, .. } => Some(Response::Slots(vec![None; usize::from(rows)])),
        Shape::Finding { .. } => Some(Response::Finding(Finding::default())),
        Shape::Text { .. } => Some(Response::Text(" \n".to_owned())),
    }
}

/// The fields of a form that say an answer.
fn fields(response: &Response) -> Vec<(String, String)> {
    let all = |name: &str, numbers: &[u8]| {
        numbers.iter().map(|number| (name.to_owned(), number.to_string())).collect::<Vec<_>>()
    };
    let one = |name: &str, number: Option<u8>| all(name, number.as_slice());
    match response {
        Response::Choice(option) => all("choice", &[*option]),
        Response::Choices(options) => all("choices", options),
        Response::Slots(slots) => {
            (0..).zip(slots).flat_map(|(n, slot): (u8, _)| one(&format!("slot-{n}"), *slot)).collect()
        }
        Response::Finding(Finding { evidence, grade, clause, next }) => {
            let picks = [("grade", grade), ("clause", clause), ("next", next)];
            let picks = picks.into_iter().flat_map(|(name, number)| one(name, *number));
            picks.chain(all("evidence", evidence)).collect()
        }
        Response::Text(text) => vec![("text".to_owned(), text.clone())],
    }
}

proptest! {
    #[test]
    fn one_more_right_part_never_lowers_the_marks(item in items(), chances in chances()) {
        let given = [Some(answer(&item, &chances)), blank(item.shape())];
        for before in given.into_iter().flatten() {
            for after in one_more_right(&item, &before) {
                prop_assert_eq!(item.shape().admits(&after), Ok(()), "{:?}", after);
                let (less, more) = (mark(&item, Some(&before)), mark(&item, Some(&after)));
                prop_assert!(more >= less, "{before:?} earns {less}, {after:?} earns {more}");
            }
        }
    }

    #[test]
    fn marks_stay_between_floor_and_worth(item in items(), chances in chances()) {
        let answer = answer(&item, &chances);
        prop_assert_eq!(item.shape().admits(&answer), Ok(()));
        let marks = mark(&item, Some(&answer));
        prop_assert!(item.marking.floor <= marks && marks <= item.marking.marks, "{marks}");
    }

    #[test]
    fn the_key_is_admitted_and_earns_all(item in items()) {
        prop_assert_eq!(item.shape().admits(&item.body.key()), Ok(()));
        prop_assert!(item.allows(&item.body.key()));
        prop_assert_eq!(mark(&item, Some(&item.body.key())), item.marking.marks);
    }

    #[test]
    fn nothing_but_the_key_earns_all(item in items(), chances in chances()) {
        let answer = answer(&item, &chances);
        let is_text = matches!(answer, Response::Text(_));
        prop_assert!(is_text || answer == item.body.key() || mark(&item, Some(&answer)) < item.marking.marks);
    }

    #[test]
    fn nothing_earns_nothing_and_costs_nothing(item in items()) {
        prop_assert_eq!(mark(&item, None), Marks(0));
        prop_assert_eq!(mark(&item, blank(item.shape()).as_ref()), Marks(0));
    }

    #[test]
    fn the_order_of_choosing_is_irrelevant(item in items(), chances in chances(), order in prop::collection::vec(any::<u16>(), 12)) {
        let answer = answer(&item, &chances);
        let mut sent = order.into_iter().zip(fields(&answer)).collect::<Vec<_>>();
        sent.sort();
        let of = |name: &str| {
            let same = sent.iter().filter(|(_, (field, _))| field == name);
            same.map(|(_, (_, value))| value.clone()).collect::<Vec<_>>()
        };
        let read = item.shape().read(&of);
        prop_assert_eq!(mark(&item, read.as_ref()), mark(&item, Some(&answer)));
        let is_blank = item.shape().given(Some(&answer)) == Given::Nothing;
        prop_assert_eq!(read, (!is_blank).then_some(answer));
    }
}
