//! What is written is read back as it was.

use proptest::prelude::*;

use super::samples::{Range, item};
use crate::intake::{Format, Import, Limits, read};
use crate::item::{NeutralBody, NeutralItem, Pair};
use crate::output::{Hindrance, Loss};
use crate::text::{Markup, Text};
use crate::{gift, moodle, table};

const GIFT: Range = Range {
    mixed: true,
    kinds: [true, true, true, true, true, true, true, false, false],
    between: true,
    details: false,
};
const XML: Range = Range { mixed: true, kinds: [true; 9], between: false, details: true };
const TABLE: Range = Range {
    mixed: false,
    kinds: [true, true, true, true, true, true, true, true, false],
    between: true,
    details: true,
};

fn items(import: Import) -> Vec<NeutralItem> {
    assert!(import.refused.is_empty(), "{:?}", import.refused);
    import.entries.into_iter().map(|entry| entry.item).collect()
}

fn through(format: Format, text: &str) -> Vec<NeutralItem> {
    items(read("file", format, text.as_bytes(), &Limits::default()).unwrap())
}

/// What stands in no category comes first: a file has no way to leave one again.
fn as_files_order(mut items: Vec<NeutralItem>) -> Vec<NeutralItem> {
    items.sort_by_key(|item| !item.category.is_empty());
    items
}

proptest! {
    #[test]
    fn gift_gives_back_what_it_was_given(written in proptest::collection::vec(item(GIFT), 1..4)) {
        let output = gift::write(&written);
        prop_assert!(output.left_out.is_empty(), "{:?}", output.left_out);
        prop_assert_eq!(through(Format::Gift, &output.file), as_files_order(written), "{}", output.file);
    }

    #[test]
    fn moodle_xml_gives_back_what_it_was_given(written in proptest::collection::vec(item(XML), 1..4)) {
        let output = moodle::write(&written);
        prop_assert!(output.left_out.is_empty(), "{:?}", output.left_out);
        let kept = |item: &NeutralItem| {
            // A passage with a brace becomes HTML as a whole; that loss is told.
            let braces = item.stem.source().contains('{') && item.stem.markup() != Markup::Html;
            !(matches!(item.body, NeutralBody::Gaps { .. }) && braces)
        };
        let back = through(Format::MoodleXml, &output.file);
        let written = as_files_order(written);
        prop_assert_eq!(back.len(), written.len());
        for (back, written) in back.iter().zip(&written).filter(|(_, written)| kept(written)) {
            prop_assert_eq!(back, written, "{}", output.file);
        }
    }

    #[test]
    fn a_table_gives_back_what_it_was_given(written in proptest::collection::vec(item(TABLE), 1..4)) {
        let output = table::write(&written);
        prop_assert!(output.left_out.is_empty(), "{:?}", output.left_out);
        let back = items(table::read("file", &output.file, &Limits::default()).unwrap());
        prop_assert_eq!(back, written, "{:?}", output.file);
    }
}

#[test]
fn a_less_than_sign_does_not_hide_where_the_next_answer_begins() {
    let text = |source: &str| Text::read(Markup::Auto, source, &mut Vec::new()).unwrap();
    let pair = |question: &str, answer: &str| Pair { question: text(question), answer: answer.to_owned() };
    let pairs = vec![pair("A", "<"), pair("'B", "b"), pair("C", "<a"), pair("\"D", "d")];
    let item =
        NeutralItem { name: Some("n".to_owned()), ..NeutralItem::new(text("Match."), NeutralBody::Matching { pairs }) };
    let back = through(Format::Gift, &gift::write(std::slice::from_ref(&item)).file);
    assert_eq!(back, [item]);
}

fn arrows(markup: Markup) -> NeutralItem {
    let text = |source: &str| Text::read(markup, source, &mut Vec::new()).unwrap();
    let pairs = vec![Pair { question: text("A -> B"), answer: "C -> D".to_owned() }];
    NeutralItem { name: Some("n".to_owned()), ..NeutralItem::new(text("Match."), NeutralBody::Matching { pairs }) }
}

#[test]
fn an_arrow_in_a_row_is_not_taken_for_the_one_between_row_and_answer() {
    let item = arrows(Markup::Plain);
    let back = through(Format::Gift, &gift::write(std::slice::from_ref(&item)).file);
    let NeutralBody::Matching { pairs } = &back[0].body else { panic!("pairs") };
    assert_eq!((pairs[0].question.words().as_str(), pairs[0].answer.as_str()), ("A -> B", "C -> D"));
    let output = table::write(&[item]);
    assert_eq!(output.lost, [(0, Loss::OneMarkup { format: "The table" })]);
    let back = items(table::read("file", &output.file, &Limits::default()).unwrap());
    let NeutralBody::Matching { pairs } = &back[0].body else { panic!("pairs") };
    assert_eq!((pairs[0].question.words().as_str(), pairs[0].answer.as_str()), ("A -> B", "C -> D"));
}

/// gift-pegjs reads no markup where there is no text.
#[test]
fn an_answer_that_belongs_to_none_is_written_without_markup() {
    let pairs = vec![Pair { question: Text::plain(" "), answer: "left over".to_owned() }];
    let stem = Text::read(Markup::Html, "<p>Match.</p>", &mut Vec::new()).unwrap();
    let text = gift::write(&[NeutralItem::new(stem, NeutralBody::Matching { pairs })]).file;
    assert!(text.contains("= -> left over"), "{text}");
}

#[test]
fn what_a_format_cannot_say_is_left_out_with_a_reason() {
    let text = |words: &str| Text::plain(words);
    let steps = NeutralItem::new(text("Order."), NeutralBody::Ordering { steps: vec![text("a"), text("b")] });
    let output = gift::write(std::slice::from_ref(&steps));
    assert_eq!(output.left_out, [(0, Hindrance::Kind { format: "GIFT", kind: "Ordering" })]);
    assert!(output.file.is_empty());
    assert!(moodle::write(&[steps]).left_out.is_empty());
}

#[test]
fn questions_without_a_folder_come_first_because_a_file_cannot_leave_one() {
    let question = |words: &str, category: &[&str]| NeutralItem {
        category: category.iter().map(|folder| (*folder).to_owned()).collect(),
        ..NeutralItem::new(Text::plain(words), NeutralBody::Essay { guidance: None })
    };
    let items = [question("one", &["a", "/b/"]), question("two", &[]), question("three", &["a", "/b/"])];
    for back in
        [through(Format::Gift, &gift::write(&items).file), through(Format::MoodleXml, &moodle::write(&items).file)]
    {
        let found = back.iter().map(|item| (item.stem.words(), item.category.clone())).collect::<Vec<_>>();
        let expected = [&items[1], &items[0], &items[2]].map(|item| (item.stem.words(), item.category.clone()));
        assert_eq!(found, expected);
    }
}
