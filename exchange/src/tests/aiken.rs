use super::{import, one, refusal};
use crate::intake::Format;
use crate::item::NeutralBody;
use crate::text::Markup;

#[test]
fn questions_options_and_answers_are_read() {
    let text = "Which cup is hot?\nA) The red one\nB. The <b>blue</b> one,\nwhich smokes\nANSWER: b\n\n\
                Two lines\nof question\nA) yes\nB) no\nC) perhaps\n\nanswer: A and C\nFEEDBACK: Because.\nReally.\n";
    let import = import(Format::Aiken, text);
    assert!(import.refused.is_empty(), "{:?}", import.refused);
    let [first, second] = import.entries.as_slice() else { panic!("two questions") };
    let weights = |body: &NeutralBody| match body {
        NeutralBody::Choice { multiple, options } => {
            (*multiple, options.iter().map(|option| option.weight.as_percent()).collect::<Vec<_>>())
        }
        _ => panic!("a choice"),
    };
    assert_eq!(weights(&first.item.body), (false, vec![0.0, 100.0]));
    assert_eq!(weights(&second.item.body), (true, vec![50.0, 0.0, 50.0]));
    let NeutralBody::Choice { options, .. } = &first.item.body else { panic!("a choice") };
    assert_eq!(options[1].text.source(), "The <b>blue</b> one, which smokes");
    assert_eq!(options[1].text.markup(), Markup::Plain, "nothing in Aiken is markup");
    assert_eq!(second.item.stem.source(), "Two lines\nof question");
    assert_eq!(second.item.feedback.as_ref().map(|text| text.source()), Some("Because.\nReally."));
    assert_eq!(second.place.to_string(), "line 7");
}

#[test]
fn a_question_without_its_answer_does_not_take_the_next_ones() {
    let text = "First?\nA) a\nB) b\n\nSecond?\nA) c\nB) d\nANSWER: A";
    let import = import(Format::Aiken, text);
    assert_eq!(import.entries.len(), 1);
    assert_eq!(import.entries[0].item.stem.source(), "Second?");
    assert_eq!(import.refused[0].place.to_string(), "line 1");
}

#[test]
fn what_cannot_be_read_says_why() {
    let cases = [
        ("Question?\nA) a\nANSWER: A", "fewer than two options"),
        ("Question?\nA) a\nB) b\nANSWER: C", "“C” is none of the options"),
        ("Question?\nA) a\nB) b\nANSWER: AB", "“AB” is none of the options"),
        ("Question?\nA) a\nB) b\nANSWER:", "Nothing says which answer is right"),
        ("ANSWER: A", "text of the question is missing"),
    ];
    for (text, why) in cases {
        let (_, reason) = refusal(Format::Aiken, text);
        assert!(reason.contains(why), "{text}: {reason}");
    }
}

#[test]
fn letters_out_of_order_are_told() {
    let entry = one(Format::Aiken, "Question?\nA) a\nC) c\nANSWER: C");
    assert_eq!(entry.warnings.len(), 1, "{:?}", entry.warnings);
}
