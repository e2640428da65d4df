use super::{import, one, refusal};
use crate::fault::FileFault;
use crate::intake::{Format, Import, Limits, read};
use crate::item::{Fill, NeutralBody, NeutralItem, Span};
use crate::text::{Markup, Text};
use crate::weight::Weight;

const SHOP: &str = include_str!("files/shop.xml");

fn named(import: &Import, name: &str) -> NeutralItem {
    let entry = import.entries.iter().find(|entry| entry.item.name.as_deref() == Some(name));
    entry.expect("the question is there").item.clone()
}

fn html(source: &str) -> Text {
    Text::read(Markup::Html, source, &mut Vec::new()).unwrap()
}

fn quiz(question: &str) -> String {
    format!("<quiz>{question}</quiz>")
}

#[test]
fn everything_around_a_question_is_kept_or_told() {
    let import = import(Format::MoodleXml, SHOP);
    let entry = &import.entries[0];
    assert_eq!(entry.place.to_string(), "line 4");
    assert_eq!(entry.item.category, ["Shop", "Bar/kitchen"]);
    assert_eq!(entry.item.name.as_deref(), Some("Cups & saucers"));
    assert_eq!(entry.item.id.as_deref(), Some("cup-1"));
    assert_eq!(entry.item.tags, ["cups", "bar"]);
    assert_eq!(entry.item.stem, html("<p>Which cup?</p>"));
    assert_eq!(entry.item.feedback.as_ref().map(Text::words).as_deref(), Some("All cups are <clean>."));
    let warnings = entry.warnings.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        warnings,
        [
            "Removed from the text: img, instructions that run, script.",
            "Not kept: the text shown after a right answer.",
            "Not kept: hints (2).",
            "Not kept: that the question is worth 2 marks.",
            "Not kept: the file cup.png.",
        ]
    );
}

#[test]
fn each_kind_is_read() {
    let import = import(Format::MoodleXml, SHOP);
    let NeutralBody::TrueFalse { key: false, if_true: Some(said), if_false: None } = named(&import, "Closed").body
    else {
        panic!("true or false")
    };
    assert_eq!(said.words(), "It is open.");
    let NeutralBody::Short { answers, exact_case: true } = named(&import, "Bean").body else { panic!("typed") };
    assert_eq!(answers[1].weight.to_string(), "33.33333");
    let NeutralBody::Number { answers } = named(&import, "Grams").body else { panic!("a number") };
    assert_eq!(answers[0].span, Span::Around { value: "18".to_owned(), tolerance: "0.5".to_owned() });
    assert_eq!((&answers[1].span, answers[1].weight), (&Span::Anything, Weight::NONE));
    let NeutralBody::Matching { pairs } = named(&import, "Pairs").body else { panic!("pairs") };
    assert!(pairs[1].question.is_empty() && pairs[1].answer == "bucket");
    let NeutralBody::Ordering { steps } = named(&import, "Steps").body else { panic!("steps") };
    assert_eq!(steps.iter().map(Text::words).collect::<Vec<_>>(), ["grind", "brew", "drink"]);
    let NeutralBody::Essay { guidance: Some(guidance) } = named(&import, "Own words").body else { panic!("an essay") };
    assert_eq!(guidance.words(), "Smell, taste");
}

#[test]
fn gaps_are_read_with_their_answers() {
    let import = import(Format::MoodleXml, SHOP);
    let item = named(&import, "Gaps");
    assert_eq!(item.stem, html("<p>Milk is [[1]], a {coffee} is [[2]].</p>"));
    let NeutralBody::Gaps { gaps } = &item.body else { panic!("gaps") };
    let words = gaps[0].answers.iter().map(|one| (one.text.words(), one.weight.as_percent())).collect::<Vec<_>>();
    assert_eq!(words, [("white".to_owned(), 100.0), ("pale".to_owned(), 50.0), ("black}".to_owned(), 0.0)]);
    assert_eq!(gaps[0].answers[0].feedback.as_ref().map(Text::words).as_deref(), Some("Yes #1"));
    assert_eq!((gaps[1].fill, gaps[1].share), (Fill::TypedExactly, 2));
    let item = named(&import, "Lists");
    assert_eq!(item.stem.source(), "First [[1]], then [[2]], then [[3]].");
    let NeutralBody::Gaps { gaps } = &item.body else { panic!("gaps") };
    let lists = gaps.iter().map(|gap| gap.answers.len()).collect::<Vec<_>>();
    assert_eq!(lists, [2, 2, 1]);
    let right = gaps.iter().map(|gap| gap.answers.iter().find(|one| one.weight == Weight::FULL).unwrap().text.words());
    assert_eq!(right.collect::<Vec<_>>(), ["grind", "brew", "slowly"]);
}

#[test]
fn what_is_refused_and_passed_over_is_told() {
    let import = import(Format::MoodleXml, SHOP);
    let refused = import.refused.iter().map(|one| (one.begin.as_str(), one.reason.to_string())).collect::<Vec<_>>();
    assert_eq!(refused[0], ("Sum", "Questions of the kind “calculated” are not supported.".to_owned()));
    assert_eq!(refused[1].0, "Odd shares");
    assert!(refused[1].1.contains("“33 %” is no share") && refused[1].1.contains("33.33333 %"), "{}", refused[1].1);
    assert_eq!(import.notes, ["1 elements of the file are no questions and were passed over."]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let stem = "<questiontext><text>Q</text></questiontext>";
    let answer = "<answer fraction=\"100\"><text>a</text></answer>";
    let cases = [
        (format!("<question>{stem}</question>"), "does not say its kind"),
        (format!("<question type=\"multichoice\">{stem}{answer}</question>"), "fewer than two options"),
        (format!("<question type=\"multichoice\">{answer}{answer}</question>"), "text of the question is missing"),
        (format!("<question type=\"truefalse\">{stem}{answer}</question>"), "“a” is none of the options"),
        (format!("<question type=\"numerical\">{stem}{answer}</question>"), "“a” is no number"),
        (format!("<question type=\"shortanswer\">{stem}</question>"), "There is no answer"),
        (format!("<question type=\"cloze\">{stem}</question>"), "0 gaps in the text"),
    ];
    for (question, why) in cases {
        let (_, reason) = refusal(Format::MoodleXml, &quiz(&question));
        assert!(reason.contains(why), "{question}: {reason}");
    }
    let cloze = |gap: &str| {
        let text = format!("<question type=\"cloze\"><questiontext><text>A {gap}</text></questiontext></question>");
        refusal(Format::MoodleXml, &quiz(&text)).1
    };
    assert!(cloze("{1:NUMERICAL:=5}").contains("kind NUMERICAL"));
    assert!(cloze("{1:MULTICHOICE:=a").contains("no brace"));
    assert!(cloze("{1:MULTICHOICE:%33%a~=b}").contains("share of the marks"));
}

#[test]
fn what_is_no_moodle_file_is_refused_as_a_whole() {
    let fault = |text: &str| read("file", Format::MoodleXml, text.as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!(fault("<html/>"), FileFault::NotMoodle { found: "html".to_owned() });
    assert!(matches!(fault("<quiz>\n<a></b></quiz>"), FileFault::BrokenXml { line: 2, .. }));
    assert_eq!(fault("<!DOCTYPE quiz [<!ENTITY a \"b\">]><quiz>&a;</quiz>"), FileFault::Doctype);
    assert_eq!(fault("<quiz></quiz>"), FileFault::Empty);
}

#[test]
fn pictures_and_the_price_of_a_further_try_are_told() {
    let around = "<penalty>0.3333333</penalty><image>a.png</image><image_base64>iVBOR</image_base64>";
    let question = format!("<question type=\"essay\"><questiontext><text>Q</text></questiontext>{around}</question>");
    let told = one(Format::MoodleXml, &quiz(&question)).warnings.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(told, ["Not kept: a picture.", "Not kept: that each further try costs 33 %."]);
}

#[test]
fn text_that_is_not_html_is_taken_as_words() {
    let question = "<question type=\"description\"><questiontext format=\"plain_text\"><text>a &lt;b&gt; c</text></questiontext></question>";
    let entry = one(Format::MoodleXml, &quiz(question));
    assert_eq!((entry.item.stem.markup(), entry.item.stem.source()), (Markup::Plain, "a <b> c"));
    assert_eq!(entry.item.stem.rendered(), "a &lt;b&gt; c");
}
