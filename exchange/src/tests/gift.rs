use super::{import, one, refusal};
use crate::fault::Warning;
use crate::intake::{Format, Place};
use crate::item::{NeutralBody, NumberAnswer, Span};
use crate::text::{Markup, Text};
use crate::weight::Weight;

const SHOP: &str = include_str!("files/shop.gift");

#[test]
fn a_file_is_read_question_by_question_with_its_lines() {
    let import = import(Format::Gift, SHOP);
    let found = import.entries.iter().map(|entry| (entry.place, entry.item.body.kind())).collect::<Vec<_>>();
    let expected = [
        (6, "Single choice"),
        (14, "Multiple choice"),
        (21, "Single choice"),
        (24, "True or false"),
        (25, "True or false"),
        (27, "Numerical"),
        (29, "Short answer"),
        (31, "Matching"),
        (37, "Essay"),
        (39, "Text without a question"),
    ];
    assert_eq!(found, expected.map(|(line, kind)| (Place::Line(line), kind)));
    let [refused] = import.refused.as_slice() else { panic!("one refusal: {:?}", import.refused) };
    assert_eq!(
        (refused.block, refused.place, refused.begin.as_str()),
        (4, Place::Line(22), "::Unclosed:: This has no end {=yes")
    );
    assert!(refused.reason.to_string().contains("none closes them"));
    assert_eq!(import.categories.len(), 1);
    assert!(import.entries.iter().all(|entry| entry.item.category == ["Shop", "Service desk/counter"]));
}

#[test]
fn everything_around_a_question_is_kept() {
    let first = import(Format::Gift, SHOP).entries.remove(0).item;
    assert_eq!(first.name.as_deref(), Some("Opening"));
    assert_eq!(first.id.as_deref(), Some("shop-1"));
    assert_eq!(first.tags, ["desk", "opening ] hours"]);
    assert_eq!((first.stem.markup(), first.stem.source()), (Markup::Markdown, "When does the shop **open**?"));
    assert_eq!(first.stem.words(), "When does the shop open?");
    let NeutralBody::Choice { multiple: false, options } = &first.body else { panic!("a choice") };
    assert_eq!(options.iter().map(|option| option.weight.as_percent()).collect::<Vec<_>>(), [100.0, 50.0, 0.0]);
    assert_eq!(options[0].feedback.as_ref().map(Text::words).as_deref(), Some("Yes: #8 on the sign."));
    assert_eq!(first.feedback.as_ref().map(Text::source), Some("Opening hours\n    are on the door."));
}

#[test]
fn an_empty_line_within_answers_does_not_end_them() {
    let second = import(Format::Gift, SHOP).entries.remove(1).item;
    let NeutralBody::Choice { multiple: true, options } = &second.body else { panic!("a choice of several") };
    let weights = options.iter().map(|option| option.weight.as_percent()).collect::<Vec<_>>();
    assert_eq!(weights, [50.0, 50.0, -100.0]);
}

#[test]
fn text_after_the_answers_leaves_a_blank() {
    let third = import(Format::Gift, SHOP).entries.remove(2).item;
    assert_eq!(third.stem.source(), "The till is closed at _____ every day.");
}

#[test]
fn the_first_feedback_is_for_the_wrong_response() {
    let truth = import(Format::Gift, SHOP).entries.remove(3).item;
    let feedback = |text: &str| Some(Text::read(Markup::Auto, text, &mut Vec::new()).unwrap());
    let expected = NeutralBody::TrueFalse { key: true, if_true: feedback("Right."), if_false: feedback("Wrong.") };
    assert_eq!(truth.body, expected);
}

#[test]
fn numbers_keep_tolerance_and_share() {
    let numbers = import(Format::Gift, SHOP).entries.remove(5).item;
    let NeutralBody::Number { answers } = &numbers.body else { panic!("numbers") };
    let around = |tolerance: &str| Span::Around { value: "12".to_owned(), tolerance: tolerance.to_owned() };
    let found = answers.iter().map(|NumberAnswer { span, weight, .. }| (span.clone(), *weight)).collect::<Vec<_>>();
    assert_eq!(
        found,
        [(around("0"), Weight::FULL), (around("2"), Weight::percent(50)), (Span::Anything, Weight::NONE)]
    );
}

#[test]
fn a_stem_needs_no_escapes_and_unescaped_html_keeps_its_attributes_equal_sign() {
    let lenient =
        one(Format::Gift, "Solve: 2 + x = 5 [see #3] {=three ~<a href=\"https://example.org\">four</a>}").item;
    assert_eq!(lenient.stem.source(), "Solve: 2 + x = 5 [see #3]");
    let NeutralBody::Choice { options, .. } = &lenient.body else { panic!("a choice") };
    assert_eq!(options[1].text.words(), "four");
    let escaped = one(Format::Gift, r"Which is \{one\}?{=\=a\\b\nc ~d \x}").item;
    let NeutralBody::Choice { options, .. } = &escaped.body else { panic!("a choice") };
    assert_eq!(options[0].text.source(), "=a\\b\nc");
    assert_eq!(options[1].text.source(), "d \\x", "a backslash before anything else is one");
}

#[test]
fn what_cannot_be_read_says_why() {
    let cases = [
        ("Question {=a", "line 1", "none closes them"),
        ("\n{=a ~b}", "line 2", "text of the question is missing"),
        ("One {T} and two {F}", "line 1", "empty line between"),
        ("Question {~a}", "line 1", "fewer than two options"),
        ("Question {~%33%a ~%67%b}", "line 1", "“33 %” is no share"),
        ("Question {~%333%a ~b}", "line 1", "“333 %” is no share"),
        ("Question {#about 5}", "line 1", "is no number"),
        ("Question {=}", "line 1", "There is no answer"),
    ];
    for (text, line, why) in cases {
        let (place, reason) = refusal(Format::Gift, text);
        assert!(place == line && reason.contains(why), "{text}: {place}: {reason}");
    }
}

#[test]
fn an_empty_option_and_an_open_title_are_told() {
    let entry = one(Format::Gift, "::Title without end {~a ~ =b}");
    assert!(matches!(entry.warnings[..], [Warning::Guessed(_), Warning::EmptyAnswer]), "{:?}", entry.warnings);
    assert_eq!(entry.item.stem.source(), "::Title without end");
}

#[test]
fn answers_that_never_end_swallow_no_more_than_one_question() {
    let import = import(Format::Gift, "One {=a\n\nTwo {=b ~c}\n\nThree {=d\n\n$CATEGORY: x\nFour {T}");
    let lines = |place: &Place| place.to_string();
    assert_eq!(import.refused.iter().map(|one| lines(&one.place)).collect::<Vec<_>>(), ["line 1", "line 5"]);
    assert_eq!(import.entries.iter().map(|one| lines(&one.place)).collect::<Vec<_>>(), ["line 3", "line 8"]);
}
