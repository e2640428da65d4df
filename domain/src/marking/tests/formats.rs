//! What each answer earns, worked out by hand from the public description of each format. Marks in hundredths.

use Rule::{AllOrNothing, Net, PerPart};

use super::*;
use crate::item::samples::*;
use crate::response::Finding;

/// An item with its marks, its rule, what a wrong part costs and the floor.
fn worth(body: Body, marks: i32, rule: Rule, deduct: i32, floor: i32) -> Item {
    let marking = Marking { marks: Marks(marks), rule, deduct: Marks(deduct), floor: Marks(floor) };
    Item { marking, ..item("i", body) }
}

/// Every answer of the table earns what stands beside it; no answer and answers of other formats earn nothing.
#[track_caller]
fn earns(item: &Item, table: &[(&str, Response, i32)]) {
    for (what, response, marks) in table {
        assert_eq!(mark(item, Some(response)), Marks(*marks), "{what}");
    }
    assert_eq!(mark(item, None), Marks(0), "no answer");
    let foreign = [choice(0), choices(&[0]), slots(&[Some(0)]), Response::Finding(Finding::default()), text("0")];
    for response in foreign.iter().filter(|response| !item.allows(response)) {
        assert_eq!(mark(item, Some(response)), Marks(0), "{response:?}");
    }
}

fn choice(option: u8) -> Response {
    Response::Choice(option)
}

fn choices(options: &[u8]) -> Response {
    Response::Choices(options.to_vec())
}

fn slots(slots: &[Option<u8>]) -> Response {
    Response::Slots(slots.to_vec())
}

/// Every slot filled.
fn filled(options: &[u8]) -> Response {
    Response::Slots(options.iter().copied().map(Some).collect())
}

fn found(evidence: &[u8], picks: [Option<u8>; 3]) -> Response {
    let [grade, clause, next] = picks;
    Response::Finding(Finding { evidence: evidence.to_vec(), grade, clause, next })
}

fn text(text: &str) -> Response {
    Response::Text(text.to_owned())
}

#[test]
fn single_choice() {
    for rule in [AllOrNothing, PerPart, Net] {
        let plain = [("right", choice(2), 100), ("wrong", choice(0), 0), ("no such option", choice(4), 0)];
        earns(&worth(one_of_four(2), 100, rule, 0, 0), &plain);
        let quarter = [("right", choice(2), 100), ("wrong", choice(3), -25), ("no such option", choice(4), 0)];
        earns(&worth(one_of_four(2), 100, rule, 25, -100), &quarter);
        earns(&worth(one_of_four(2), 100, rule, 100, -50), &[("the floor holds", choice(1), -50)]);
        earns(&worth(one_of_four(2), 100, rule, 100, 0), &[("never below nothing", choice(1), 0)]);
        earns(&worth(one_of_four(2), 100, rule, 100, 50), &[("a floor gives nothing away", choice(1), 0)]);
    }
}

#[test]
fn multiple_response_all_or_nothing() {
    let table = [
        ("both", choices(&[1, 4]), 200),
        ("one of two", choices(&[1]), 0),
        ("one right, one wrong", choices(&[1, 2]), 0),
        ("two wrong", choices(&[0, 2]), 0),
        ("both and one more", choices(&[1, 2, 4]), 0),
        ("all five", choices(&[0, 1, 2, 3, 4]), 0),
        ("chosen and taken back", choices(&[]), 0),
        ("one twice", choices(&[1, 1]), 0),
    ];
    earns(&worth(multiple(5, &[1, 4]), 200, AllOrNothing, 0, 0), &table);
    let negative = [
        ("both", choices(&[1, 4]), 200),
        ("a part that is missing is not wrong", choices(&[4]), 0),
        ("wrong costs once", choices(&[0, 2]), -50),
        ("half wrong costs as much", choices(&[0, 1]), -50),
        ("over-chosen was never taken", choices(&[1, 2, 4]), 0),
        ("blank costs nothing", choices(&[]), 0),
    ];
    earns(&worth(multiple(5, &[1, 4]), 200, AllOrNothing, 50, -200), &negative);
}

#[test]
fn multiple_response_per_part() {
    let table = [
        ("both", choices(&[1, 4]), 200),
        ("one of two", choices(&[4]), 100),
        ("one right, one wrong", choices(&[1, 2]), 100),
        ("two wrong", choices(&[0, 2]), 0),
        ("over-chosen", choices(&[1, 2, 4]), 0),
    ];
    earns(&worth(multiple(5, &[1, 4]), 200, PerPart, 0, 0), &table);
    let negative = [
        ("one right, one wrong", choices(&[1, 2]), 50),
        ("two wrong reach the floor", choices(&[0, 2]), -75),
        ("one wrong", choices(&[0]), -50),
    ];
    earns(&worth(multiple(5, &[1, 4]), 200, PerPart, 50, -75), &negative);
    let thirds = [
        ("one of three", choices(&[0]), 33),
        ("two of three", choices(&[0, 3]), 66),
        ("three of three is whole", choices(&[0, 3, 5]), 100),
    ];
    earns(&worth(multiple(6, &[0, 3, 5]), 100, PerPart, 0, 0), &thirds);
}

#[test]
fn multiple_response_net() {
    let table = [
        ("all", choices(&[0, 3, 5]), 300),
        ("two right", choices(&[0, 3]), 200),
        ("two right, one wrong", choices(&[0, 3, 4]), 100),
        ("one right, one wrong", choices(&[0, 1]), 0),
        ("one right, two wrong: never below nothing", choices(&[0, 1, 2]), 0),
        ("three wrong", choices(&[1, 2, 4]), 0),
        ("over-chosen", choices(&[0, 1, 3, 5]), 0),
    ];
    earns(&worth(multiple(6, &[0, 3, 5]), 300, Net, 0, 0), &table);
    let negative = [
        ("two right, one wrong", choices(&[0, 3, 4]), 50),
        ("one right, two wrong", choices(&[0, 1, 2]), -100),
        ("the floor holds", choices(&[1, 2, 4]), -120),
    ];
    earns(&worth(multiple(6, &[0, 3, 5]), 300, Net, 50, -120), &negative);
}

#[test]
fn matching_without_reuse() {
    let body = || matching(5, &[1, 0, 3], false);
    let table = [
        ("all", filled(&[1, 0, 3]), 300),
        ("two", filled(&[1, 0, 2]), 200),
        ("two changed over", filled(&[0, 1, 3]), 100),
        ("one, the rest open", slots(&[None, Some(0), None]), 100),
        ("all open", slots(&[None, None, None]), 0),
        ("one option twice", filled(&[1, 1, 3]), 0),
        ("no such option", filled(&[1, 0, 5]), 0),
        ("a row too few", filled(&[1, 0]), 0),
        ("a row too many", filled(&[1, 0, 3, 2]), 0),
    ];
    earns(&worth(body(), 300, PerPart, 0, 0), &table);
    let all = [("all", filled(&[1, 0, 3]), 300), ("two", filled(&[1, 0, 2]), 0)];
    earns(&worth(body(), 300, AllOrNothing, 0, 0), &all);
    let net = [
        ("two right, one wrong", filled(&[1, 0, 2]), 100),
        ("two right, one open", slots(&[Some(1), Some(0), None]), 200),
        ("one right, two wrong", filled(&[0, 1, 3]), 0),
    ];
    earns(&worth(body(), 300, Net, 0, 0), &net);
    let negative = [
        ("two right, one wrong", filled(&[1, 0, 2]), 175),
        ("an open row costs nothing", slots(&[Some(1), Some(0), None]), 200),
        ("the floor holds", filled(&[2, 4, 1]), -50),
    ];
    earns(&worth(body(), 300, PerPart, 25, -50), &negative);
}

#[test]
fn matching_with_reuse() {
    let table = [
        ("all", filled(&[0, 0, 1]), 300),
        ("one option for all rows", filled(&[0, 0, 0]), 200),
        ("the other for all rows", filled(&[1, 1, 1]), 100),
        ("no such option", filled(&[0, 0, 2]), 0),
    ];
    earns(&worth(matching(2, &[0, 0, 1], true), 300, PerPart, 0, 0), &table);
}

#[test]
fn sequencing_by_place() {
    // Shown: the third step, the first, the fourth, the second.
    let body = || sequencing(&[2, 0, 3, 1]);
    let table = [
        ("the right order", filled(&[2, 0, 3, 1]), 400),
        ("two neighbours changed over", filled(&[2, 1, 3, 0]), 200),
        ("all one place late", filled(&[3, 1, 0, 2]), 0),
        ("as shown", filled(&[0, 1, 2, 3]), 0),
        ("the first two known", slots(&[None, Some(0), None, Some(1)]), 200),
        ("two steps in one place", filled(&[2, 0, 3, 3]), 0),
        ("a place that is none", filled(&[2, 0, 4, 1]), 0),
    ];
    earns(&worth(body(), 400, PerPart, 0, 0), &table);
    let all = [("the right order", filled(&[2, 0, 3, 1]), 400), ("two wrong", filled(&[2, 1, 3, 0]), 0)];
    earns(&worth(body(), 400, AllOrNothing, 0, 0), &all);
    earns(&worth(body(), 400, Net, 0, 0), &[("two right, two wrong", filled(&[2, 1, 3, 0]), 0)]);
}

#[test]
fn assertion_and_reason() {
    let combinations = [
        ((true, true, true), 0),
        ((true, true, false), 1),
        ((true, false, false), 2),
        ((false, true, false), 3),
        ((false, false, false), 4),
        // Whether it explains is a question only where both are true.
        ((true, false, true), 2),
        ((false, true, true), 3),
        ((false, false, true), 4),
    ];
    for ((assertion, reason, explains), key) in combinations {
        for chosen in 0..5 {
            let marks = if chosen == key { 100 } else { -20 };
            let item = worth(assertion_reason(assertion, reason, explains), 100, AllOrNothing, 20, -20);
            earns(&item, &[("right only in its place", choice(chosen), marks), ("no such answer", choice(5), 0)]);
        }
    }
}

#[test]
fn completion_of_a_passage() {
    let table = [
        ("both", filled(&[3, 0]), 200),
        ("changed over", filled(&[0, 3]), 0),
        ("the second alone", slots(&[None, Some(0)]), 100),
        ("one option twice", filled(&[0, 0]), 0),
    ];
    earns(&worth(completion(4, &[3, 0], false), 200, PerPart, 0, 0), &table);
    let reused = [("both", filled(&[1, 1]), 200), ("one", filled(&[1, 0]), 100)];
    earns(&worth(completion(2, &[1, 1], true), 200, PerPart, 0, 0), &reused);
    let net = [("one right, one wrong", filled(&[3, 1]), 0), ("one right, one open", slots(&[Some(3), None]), 100)];
    earns(&worth(completion(4, &[3, 0], false), 200, Net, 0, 0), &net);
}

#[test]
fn an_audit_finding_with_weights() {
    // Three of five lines are evidence; minor nonconformity; the first clause; the second step.
    let body = || finding(&[true, false, true, true, false], [1, 0, 1], [4, 2, 2, 2]);
    let picks = [Some(1), Some(0), Some(1)];
    let table = [
        ("all", found(&[0, 2, 3], picks), 1_000),
        ("two lines of three", found(&[0, 2], picks), 866),
        ("two lines, and one that is none", found(&[0, 1, 2], picks), 733),
        ("every line", found(&[0, 1, 2, 3, 4], picks), 733),
        ("more wrong lines than right ones", found(&[0, 1, 4], picks), 600),
        ("no line", found(&[], picks), 600),
        ("the lines alone", found(&[0, 2, 3], [None; 3]), 400),
        ("a wrong grade", found(&[0, 2, 3], [Some(2), Some(0), Some(1)]), 800),
        ("a wrong clause", found(&[0, 2, 3], [Some(1), Some(3), Some(1)]), 800),
        ("a wrong step", found(&[0, 2, 3], [Some(1), Some(0), Some(0)]), 800),
        ("nothing chosen", found(&[], [None; 3]), 0),
        ("no such grade", found(&[0, 2, 3], [Some(4), Some(0), Some(1)]), 0),
        ("no such clause", found(&[0, 2, 3], [Some(1), Some(4), Some(1)]), 0),
        ("no such step", found(&[0, 2, 3], [Some(1), Some(0), Some(3)]), 0),
        ("no such line", found(&[0, 2, 5], picks), 0),
    ];
    earns(&worth(body(), 1_000, PerPart, 0, 0), &table);
    earns(&worth(body(), 1_000, Net, 0, 0), &table);
    let all = [("all", found(&[0, 2, 3], picks), 1_000), ("a line short", found(&[0, 2], picks), 0)];
    earns(&worth(body(), 1_000, AllOrNothing, 0, 0), &all);
    let one_too_many = [("a line too many", found(&[0, 1, 2, 3], picks), 0)];
    earns(&worth(body(), 1_000, AllOrNothing, 0, 0), &one_too_many);
    let negative = [
        ("a wrong line and a wrong grade", found(&[0, 1, 2, 3], [Some(0), Some(0), Some(1)]), 466),
        ("open parts cost nothing", found(&[0, 2, 3], [None; 3]), 400),
        ("the floor holds", found(&[1, 4], [Some(0), Some(1), Some(0)]), -300),
    ];
    earns(&worth(body(), 1_000, PerPart, 100, -300), &negative);
}

#[test]
fn weights_of_a_finding_are_its_own() {
    let picks = [Some(3), Some(2), Some(0)];
    let item = |weights| worth(finding(&[true, false], [3, 2, 0], weights), 800, PerPart, 0, 0);
    let equal = [("grade alone", found(&[], [Some(3), None, None]), 200), ("line alone", found(&[0], [None; 3]), 200)];
    earns(&item([1, 1, 1, 1]), &equal);
    let unequal = [
        ("line", found(&[0], [None; 3]), 100),
        ("grade", found(&[], [Some(3), None, None]), 200),
        ("clause", found(&[], [None, Some(2), None]), 400),
        ("step", found(&[], [None, None, Some(0)]), 100),
    ];
    earns(&item([1, 2, 4, 1]), &unequal);
    let none_holds = worth(finding(&[false, false], [3, 2, 0], [1, 1, 1, 1]), 900, PerPart, 0, 0);
    let table = [
        ("no line is the right choice where none bears on it", found(&[], picks), 900),
        ("a line that is none", found(&[0], picks), 675),
        ("no line, two of the rest", found(&[], [Some(3), Some(2), None]), 675),
    ];
    earns(&none_holds, &table);
}

#[test]
fn own_words_with_alternatives() {
    let points: [(&[&str], i32); 2] = [(&["emergency chang*", "urgent chang*"], 100), (&["agreed"], 50)];
    let answer = "Changes that are an emergency follow a procedure that was agreed.";
    let body = || own_words(answer, &points);
    let table = [
        ("the model answer", text(answer), 150),
        ("the other alternative", text("A way for URGENT changes,\nagreed"), 150),
        ("one point", text("emergency changes"), 100),
        ("the other point", text("It has to be Agreed!"), 50),
        ("words in two sentences", text("An emergency. A change."), 0),
        ("halves of two alternatives", text("urgent, emergency"), 0),
        ("a longer word", text("emergency exchange; disagreed"), 0),
        ("only blanks", text(" \n "), 0),
        ("longer than is taken", text(&"agreed ".repeat(400)), 0),
    ];
    earns(&worth(body(), 150, PerPart, 0, 0), &table);
    let all = [("both points", text(answer), 150), ("one point", text("agreed"), 0)];
    earns(&worth(body(), 150, AllOrNothing, 0, 0), &all);
    let negative = [("words are never wrong", text("something else"), 0), ("one point", text("agreed"), 50)];
    earns(&worth(body(), 150, Net, 50, -100), &negative);

    let made = |response: Option<&Response>| points_made(&worth(body(), 150, PerPart, 0, 0), response);
    assert_eq!(made(Some(&text("It is agreed."))), [false, true]);
    assert_eq!(made(Some(&text(answer))), [true, true]);
    assert_eq!(made(None), [false, false]);
    assert!(points_made(&item("i", one_of_four(0)), Some(&choice(0))).is_empty());
}
