use domain::item::{Pick, Point, Slot, Statement};
use domain::marks::Marks;
use domain::response::Finding;

use super::*;
use crate::parts::samples::{item, option, single};

/// The text of each line, tags and white space aside, with its class before it.
fn lines(body: Body, given: Option<Response>) -> Vec<String> {
    let html = Owner::new().with(|| explained(&item(body), given.as_ref()).to_html());
    let lines = html.split("<li class=\"").skip(1).map(|line| {
        let line = line.split("</li>").next().unwrap();
        let (class, rest) = line.split_once('"').unwrap();
        format!("[{class}] {}", plain(&rest[rest.find('>').unwrap() + 1..]))
    });
    lines.collect()
}

fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn slot(text: &str, key: u8) -> Slot {
    Slot { text: text.to_owned(), key, feedback: format!("why {text}"), misconception: None }
}

fn statement(text: &str, holds: bool) -> Statement {
    Statement { text: text.to_owned(), holds, feedback: format!("why {text}") }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn each_option_says_whether_it_is_right_and_whether_it_was_chosen() {
    let body = || Body::Multiple { options: ["x", "y", "z", "w"].map(option).to_vec(), keys: vec![0, 2] };
    assert_eq!(
        lines(body(), Some(Response::Choices(vec![0, 1]))),
        [
            "[key chosen] A x right answer, yours why x",
            "[chosen] B y your answer why y",
            "[key] C z right answer why z",
            "[] D w why w",
        ]
    );
    let single = single(&["x", "y"], 1);
    assert_eq!(lines(single, None), ["[] A x why x", "[key] B y right answer why y"]);
}

#[test]
fn an_answer_that_could_not_have_been_given_is_not_shown() {
    let single = single(&["x", "y"], 1);
    assert_eq!(lines(single.clone(), Some(Response::Choice(7))), lines(single, None));
}

#[test]
fn rows_show_what_belongs_and_what_was_chosen() {
    let rows = vec![slot("Ada", 0), slot("Bo", 1), slot("Cy", 0)];
    let body = Body::Matching { options: texts(&["x", "y"]), rows, reuse: true };
    assert_eq!(
        lines(body, Some(Response::Slots(vec![Some(0), Some(0), None]))),
        [
            "[key chosen] Ada A: x right answer, yours why Ada",
            "[chosen] Bo B: y right answer A: x your answer why Bo",
            "[key] Cy A: x right answer why Cy",
        ]
    );
}

#[test]
fn the_passage_is_filled_rightly_before_its_gaps() {
    let gaps = vec![slot("", 1)];
    let body =
        Body::Completion { pieces: texts(&["Before ", " after."]), options: texts(&["x", "y"]), gaps, reuse: false };
    let html = Owner::new().with(|| explained(&item(body.clone()), None).to_html());
    assert!(plain(&html).starts_with("Before y 1 after."), "{html}");
    assert_eq!(
        lines(body, Some(Response::Slots(vec![Some(0)]))),
        ["[chosen] Gap 1 B: y right answer A: x your answer why"]
    );
}

#[test]
fn steps_stand_in_their_right_order_with_the_place_they_were_given() {
    let body = Body::Sequencing { steps: vec![slot("last", 2), slot("first", 0), slot("second", 1)] };
    assert_eq!(
        lines(body, Some(Response::Slots(vec![Some(1), Some(0), None]))),
        [
            "[key chosen] 1 first right place, yours why first",
            "[] 2 second why second",
            "[chosen] 3 last You gave it place 2. why last",
        ]
    );
}

#[test]
fn statements_come_with_their_verdicts() {
    let body = Body::AssertionReason {
        assertion: statement("late", true),
        reason: statement("unknown", false),
        explains: false,
        misconception: None,
    };
    assert_eq!(
        lines(body, Some(Response::Choice(0))),
        [
            "[] The assertion is true late why late",
            "[] The reason is false unknown why unknown",
            "[chosen] Both statements are true, and the reason explains the assertion your answer",
            "[key] The assertion is true, the reason is false right answer",
        ]
    );
}

#[test]
fn a_finding_is_explained_part_by_part() {
    let pick = |key| Pick { options: texts(&["x", "y"]), key, feedback: "why".to_owned() };
    let body = Body::Finding {
        evidence: vec![statement("seen", true), statement("heard", false), statement("read", true)],
        grade: (1, "why so grave".to_owned()),
        clause: pick(0),
        next: pick(1),
        weights: [1; 4],
    };
    let given = Finding { evidence: vec![0, 1], grade: Some(2), clause: Some(0), next: None };
    assert_eq!(
        lines(body, Some(Response::Finding(given))),
        [
            "[key chosen] seen evidence, chosen by you why seen",
            "[chosen] heard not evidence, chosen by you why heard",
            "[key] read evidence, not chosen by you why read",
            "[chosen] Grade Minor nonconformity right answer Major nonconformity your answer why so grave",
            "[key chosen] Clause x right answer, yours why",
            "[key] Next step y right answer why",
        ]
    );
}

#[test]
fn own_words_are_shown_with_the_points_found_in_them() {
    let point = |text: &str, accept: &str| Point {
        text: text.to_owned(),
        accept: texts(&[accept]),
        marks: Marks(150),
        feedback: format!("why {text}"),
    };
    let points = vec![point("names it", "clause 7.5"), point("says when", "yearly")];
    let body = || Body::Text { longest: 40, answer: "Model.".to_owned(), points: points.clone() };
    let given = Response::Text("By clause 7.5 <it> must.\n\nOften.".to_owned());
    assert_eq!(
        lines(body(), Some(given.clone())),
        [
            "[key chosen] names it (1.5 marks) found why names it",
            "[chosen] says when (1.5 marks) not found why says when",
        ]
    );
    let html = Owner::new().with(|| explained(&item(body()), Some(&given)).to_html());
    assert!(html.contains("<p>By clause 7.5 &lt;it&gt; must.</p><p>Often.</p>"), "{html}");
    assert!(html.contains("<p>Model.</p>"));
    assert_eq!(lines(body(), None), ["[] names it (1.5 marks) why names it", "[] says when (1.5 marks) why says when"]);
}
