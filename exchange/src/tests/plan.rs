use domain::item::Body;
use domain::marking::Rule;

use super::import;
use crate::fault::Warning;
use crate::intake::Format;
use crate::plan::{Plan, Remark, Taken, Unfit, plan};

fn planned(text: &str) -> Plan {
    plan(&import(Format::Gift, text))
}

#[track_caller]
fn taken(text: &str) -> Taken {
    let plan = planned(text);
    assert!(plan.misfits.is_empty(), "{:?}", plan.misfits);
    plan.taken.into_iter().next().expect("a question")
}

#[track_caller]
fn unfit(text: &str) -> Unfit {
    planned(text).misfits.into_iter().next().expect("a misfit").why
}

#[test]
fn a_single_choice_keeps_its_key_and_its_reasons() {
    let one = taken("[html]<p>Which <b>cup</b>?</p>{~red#No. =blue#Yes. ~%50%green####In general.}");
    let Body::Single { options, key: 1 } = &one.body else { panic!("a single choice: {:?}", one.body) };
    assert_eq!(one.stem, "Which cup?");
    assert_eq!(options[1].feedback, "Yes.\nIn general.");
    assert_eq!(
        one.remarks,
        [
            Remark::Formatting,
            Remark::PartMarks { text: "green".to_owned(), weight: "50".to_owned() },
            Remark::GeneralFeedback,
            Remark::NoFeedback { missing: 1 },
        ]
    );
}

#[test]
fn a_choice_of_several_keeps_how_wrong_choices_count() {
    let net = taken("Which two?{~%50%a ~%50%b ~%-50%c}");
    let Body::Multiple { keys, .. } = &net.body else { panic!("several") };
    assert_eq!((keys.as_slice(), net.marking.rule), (&[0, 1][..], Rule::Net));
    let parts = taken("Which two?{~%50%a ~c ~%50%b}");
    assert!(matches!(&parts.body, Body::Multiple { keys, .. } if keys == &[0, 2]));
    assert_eq!(parts.marking.rule, Rule::PerPart);
    assert!(matches!(taken("Which one?{~%100%a ~b}").body, Body::Single { key: 0, .. }));
    assert_eq!(unfit("Which?{~%50%a ~%50%b}"), Unfit::AllKeys { keys: 2, options: 2 });
    assert_eq!(unfit("Which?{=a =b ~c}"), Unfit::Keys { keys: 2 });
    assert_eq!(unfit("Which?{=a ~c ~c}"), Unfit::Twice { text: "c".to_owned() });
}

#[test]
fn true_and_false_become_two_options() {
    let one = taken("It is so.{F#You are mistaken.#Indeed.}");
    let Body::Single { options, key: 1 } = &one.body else { panic!("two options") };
    let texts = options.iter().map(|option| (option.text.as_str(), option.feedback.as_str())).collect::<Vec<_>>();
    assert_eq!(texts, [("True", "You are mistaken."), ("False", "Indeed.")]);
}

#[test]
fn pairs_share_one_list_and_an_option_may_belong_to_none() {
    let one = taken("Match.{=a -> x =b -> y =c -> x = -> z}");
    let Body::Matching { options, rows, reuse: true } = &one.body else { panic!("matching: {:?}", one.body) };
    assert_eq!(options, &["x", "y", "z"]);
    assert_eq!(rows.iter().map(|row| row.key).collect::<Vec<_>>(), [0, 1, 0]);
    let all = taken("Match.{=a -> x =b -> y}");
    assert!(matches!(all.body, Body::Matching { reuse: false, .. }));
}

#[test]
fn typed_words_become_a_point_that_words_can_make() {
    let one = taken("What do you call it?{=a change =%50%a move =%0%* =chang* =re*cord#Hm.}");
    let Body::Text { answer, points, .. } = &one.body else { panic!("own words") };
    assert_eq!(
        (answer.as_str(), points[0].accept.as_slice()),
        ("a change", &["a change".to_owned(), "chang*".to_owned()][..])
    );
    let dropped = |text: &str| Remark::AnswerDropped { text: text.to_owned() };
    assert!(one.remarks.contains(&dropped("*")) && one.remarks.contains(&dropped("re*cord")), "{:?}", one.remarks);
    assert!(matches!(unfit("Q?{=one two three four five six}"), Unfit::LongAnswer { most: 5, .. }));
    assert_eq!(unfit("Q?{=%50%a}"), Unfit::NoKey);
}

#[test]
fn gaps_become_a_passage_with_one_list() {
    let text = "<quiz><question type=\"cloze\"><questiontext format=\"html\"><text><![CDATA[<p>Fill.</p><p>A {1:MC:=cat#Meow.~dog} \
                and a {1:MC:=dog~bird}.</p>]]></text></questiontext></question></quiz>";
    let plan = plan(&import(Format::MoodleXml, text));
    let one = plan.taken.into_iter().next().expect("a question");
    let Body::Completion { pieces, options, gaps, reuse: false } = &one.body else { panic!("gaps") };
    assert_eq!(one.stem, "Fill.");
    assert_eq!(pieces, &["A ", " and a ", "."]);
    assert_eq!(options, &["cat", "dog", "bird"]);
    assert_eq!(gaps.iter().map(|gap| (gap.key, gap.feedback.as_str())).collect::<Vec<_>>(), [(0, "Meow."), (1, "")]);
    assert!(one.remarks.contains(&Remark::SharedList));
}

#[test]
fn what_gaps_and_typed_answers_lose_is_told() {
    let text = "<quiz><question type=\"cloze\"><questiontext format=\"html\"><text><![CDATA[<p>A {1:MC:=cat~%50%dog~=#empty} \
                and a {2:MC:~=dog~bird}.</p>]]></text></questiontext></question></quiz>";
    let plan = plan(&import(Format::MoodleXml, text));
    let one = plan.taken.into_iter().next().expect("a question");
    assert_eq!(one.warnings, [Warning::EmptyAnswer], "a sign before the first answer is none");
    assert!(one.remarks.contains(&Remark::UnequalGaps), "{:?}", one.remarks);
    assert!(
        one.remarks.contains(&Remark::PartMarks { text: "dog".to_owned(), weight: "50".to_owned() }),
        "{:?}",
        one.remarks
    );
    let one = taken("What do you call it?{=a change#Yes. =a move#Well. =the same#Yes.}");
    assert!(one.remarks.contains(&Remark::SecondFeedback), "{:?}", one.remarks);
    assert!(!taken("What?{=a change#Yes. =a move#Yes.}").remarks.contains(&Remark::SecondFeedback));
}

#[test]
fn steps_are_shown_with_none_where_it_belongs() {
    let text = "<quiz><question type=\"ordering\"><questiontext><text>Order.</text></questiontext>\
                <answer fraction=\"1\"><text>a</text></answer><answer fraction=\"2\"><text>b</text></answer>\
                <answer fraction=\"3\"><text>c</text></answer></question></quiz>";
    let plan = plan(&import(Format::MoodleXml, text));
    let Body::Sequencing { steps } = &plan.taken[0].body else { panic!("steps") };
    assert!(steps.iter().zip(0..).all(|(step, place)| step.key != place), "{steps:?}");
    let mut right = steps.clone();
    right.sort_by_key(|step| step.key);
    assert_eq!(right.iter().map(|step| step.text.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn what_no_format_can_take_says_why() {
    assert_eq!(unfit("Describe.{}"), Unfit::Essay);
    assert_eq!(unfit("A text."), Unfit::Description);
    assert_eq!(unfit("How many?{#5}"), Unfit::Number);
    let plan = planned("Fine.{T}\n\nDescribe.{}\n\nBroken{=a");
    assert_eq!((plan.taken[0].block, plan.misfits[0].block, plan.refused[0].block), (1, 2, 3));
    assert_eq!((plan.misfits[0].place.to_string().as_str(), plan.misfits[0].kind), ("line 3", "Essay"));
}

#[test]
fn the_same_bytes_give_the_same_plan() {
    let text = include_str!("files/shop.gift");
    assert_eq!(format!("{:?}", planned(text)), format!("{:?}", planned(text)));
}
