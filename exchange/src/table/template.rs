//! The template: headings and a few rows that show how it is meant.

use super::{Table, write};
use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, Pair, gap_mark};
use crate::text::Text;
use crate::weight::Weight;

/// The table that a person fills in, with an example of each of the usual kinds.
pub fn template() -> Table {
    write(&[single(), multiple(), gaps(), matching()]).file
}

fn option(text: &str, weight: Weight, feedback: &str) -> Answer {
    Answer { text: Text::plain(text), weight, feedback: Some(Text::plain(feedback)).filter(|text| !text.is_empty()) }
}

fn example(id: &str, stem: &str, body: NeutralBody) -> NeutralItem {
    NeutralItem {
        id: Some(id.to_owned()),
        category: vec!["Examples".to_owned()],
        ..NeutralItem::new(Text::plain(stem), body)
    }
}

fn mistaken<const MANY: usize>(misconceptions: [(usize, &str); MANY], item: NeutralItem) -> NeutralItem {
    let misconceptions = misconceptions.map(|(place, words)| (place, words.to_owned())).into();
    NeutralItem { misconceptions, ..item }
}

fn single() -> NeutralItem {
    let options = vec![
        option(
            "As an incident",
            Weight::FULL,
            "A failed part of a service is an incident (clause 8.6.1) even before anybody notices it.",
        ),
        option(
            "As a problem",
            Weight::NONE,
            "The cause of one or more incidents is a problem; here nothing is analysed yet.",
        ),
        option("As a service request", Weight::NONE, "Nobody asked for anything."),
        option("As a change", Weight::NONE, "A change may follow; it is not what happened."),
    ];
    let stem = "A monitoring tool reports a failed disk. Users notice nothing. How is it recorded?";
    let misconceptions = [
        (1, "What stopped working is called a problem."),
        (2, "Whatever reaches the service desk is a request."),
        (3, "A repair is recorded before what made it necessary."),
    ];
    mistaken(misconceptions, example("EX-1", stem, NeutralBody::Choice { multiple: false, options }))
}

fn multiple() -> NeutralItem {
    let half = Weight::percent(50);
    let options = vec![
        option("How many users it affects", half, "Clause 8.6.1: impact is one of the two that set the priority."),
        option("Who analyses it", Weight::NONE, "Who works on it does not make it more or less important."),
        option("How soon the service fails", half, "Clause 8.6.1: urgency is the other one."),
        option("How old the hardware is", Weight::NONE, "It may explain the failure, not its importance."),
        option("Who reported it", Weight::NONE, "A name is neither impact nor urgency."),
    ];
    let stem = "Which facts help to set the priority of an incident? Choose two.";
    let misconceptions = [
        (1, "Priority follows from who has to do the work."),
        (3, "Old equipment makes an incident more important."),
        (4, "Whoever reports it decides how important it is."),
    ];
    mistaken(misconceptions, example("EX-2", stem, NeutralBody::Choice { multiple: true, options }))
}

fn gaps() -> NeutralItem {
    let list = ["change", "problem", "service request", "incident"];
    let gap = |key: usize, feedback: &str| {
        let answer = |(place, text): (usize, &&str)| {
            if place == key { option(text, Weight::FULL, feedback) } else { option(text, Weight::NONE, "") }
        };
        Gap { fill: Fill::Chosen, share: 1, answers: list.iter().enumerate().map(answer).collect() }
    };
    let stem = format!(
        "Which word belongs into each gap?\nA service that stops is an {}, and what made it stop is a {}.",
        gap_mark(1),
        gap_mark(2),
    );
    let gaps = vec![
        gap(3, "Clause 8.6.1: an interruption that nobody planned is an incident."),
        gap(1, "Clause 8.6.3: the cause of one or more incidents is a problem."),
    ];
    let misconceptions =
        [(0, "Only what users notice is an incident."), (1, "Problem is another word for a serious incident.")];
    mistaken(misconceptions, example("EX-3", &stem, NeutralBody::Gaps { gaps }))
}

fn matching() -> NeutralItem {
    let pair = |question: &str, answer: &str| Pair { question: Text::plain(question), answer: answer.to_owned() };
    let pairs = vec![
        pair("A printer that jams", "Incident"),
        pair("The reason why it jams each week", "Problem"),
        pair("A user who wants a second screen", "Service request"),
        pair("", "Change"),
    ];
    let row_feedback = [
        "Clause 8.6.1: something stopped that should work.",
        "Clause 8.6.3: what causes one incident after the other is a problem.",
        "Clause 8.6.2: nothing is broken; somebody asks for something that was agreed on.",
    ];
    let row_feedback = row_feedback.map(Text::plain).into_iter().enumerate().collect();
    let stem = "Which record does each belong to? Each option is used once or not at all.";
    let misconceptions = [
        (0, "What happens often is a problem each time."),
        (1, "The cause belongs into the record of what it caused."),
        (2, "A wish that has to be approved is a change."),
    ];
    let item = mistaken(misconceptions, example("EX-4", stem, NeutralBody::Matching { pairs }));
    NeutralItem { row_feedback, ..item }
}
