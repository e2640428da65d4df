//! The template: headings and a few rows that show how it is meant.

use super::{Table, write};
use crate::item::{Answer, NeutralBody, NeutralItem, Pair};
use crate::text::Text;
use crate::weight::Weight;

/// The table that a person fills in, with an example of each of the usual kinds.
pub fn template() -> Table {
    write(&[single(), multiple(), truth(), matching()]).file
}

fn option(text: &str, weight: Weight, feedback: &str) -> Answer {
    Answer { text: Text::plain(text), weight, feedback: Some(Text::plain(feedback)).filter(|text| !text.is_empty()) }
}

fn single() -> NeutralItem {
    let options = vec![
        option(
            "As an incident",
            Weight::FULL,
            "A failed part of a service is an incident even before anybody notices it.",
        ),
        option(
            "As a problem",
            Weight::NONE,
            "The cause of one or more incidents is a problem; here nothing is analysed yet.",
        ),
        option("As a service request", Weight::NONE, "Nobody asked for anything."),
        option("As a change", Weight::NONE, "A change may follow; it is not what happened."),
    ];
    let stem = Text::plain("A monitoring tool reports a failed disk. Users notice nothing. How is it recorded?");
    NeutralItem {
        id: Some("EX-1".to_owned()),
        category: vec!["Examples".to_owned()],
        ..NeutralItem::new(stem, NeutralBody::Choice { multiple: false, options })
    }
}

fn multiple() -> NeutralItem {
    let half = Weight::percent(50);
    let options = vec![
        option("The users affected", half, "How many feel it decides how urgent it is."),
        option("The name of the analyst", Weight::NONE, "Who works on it does not make it more or less important."),
        option("The time until the service fails", half, "How soon it hurts decides how urgent it is."),
        option("The age of the hardware", Weight::NONE, "It may explain the failure, not its importance."),
    ];
    let stem = Text::plain("Which two facts help to set the priority of an incident?");
    NeutralItem {
        id: Some("EX-2".to_owned()),
        category: vec!["Examples".to_owned()],
        ..NeutralItem::new(stem, NeutralBody::Choice { multiple: true, options })
    }
}

fn truth() -> NeutralItem {
    let body = NeutralBody::TrueFalse {
        key: false,
        if_true: Some(Text::plain("Several incidents can have one problem behind them.")),
        if_false: Some(Text::plain("Right: a problem is the cause of one or more incidents.")),
    };
    NeutralItem {
        id: Some("EX-3".to_owned()),
        category: vec!["Examples".to_owned()],
        ..NeutralItem::new(Text::plain("Each problem belongs to exactly one incident."), body)
    }
}

fn matching() -> NeutralItem {
    let pair = |question: &str, answer: &str| Pair { question: Text::plain(question), answer: answer.to_owned() };
    let pairs = vec![
        pair("A printer that jams", "Incident"),
        pair("The reason why it jams each week", "Problem"),
        pair("A user who wants a second screen", "Service request"),
        pair("", "Change"),
    ];
    NeutralItem {
        id: Some("EX-4".to_owned()),
        category: vec!["Examples".to_owned()],
        ..NeutralItem::new(
            Text::plain("Which record does each belong to? One is left over."),
            NeutralBody::Matching { pairs },
        )
    }
}
