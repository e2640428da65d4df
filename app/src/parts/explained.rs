//! An item with its key and its reasons, once these may be told: every format.

mod choice;
mod finding;
mod slots;
mod text;

use domain::item::{Body, Item};
use domain::response::Response;
use leptos::prelude::*;

/// The right answer of an item, the answer that was given, and why.
pub fn explained(item: &Item, given: Option<&Response>) -> AnyView {
    let given = given.filter(|given| item.allows(given));
    match &item.body {
        Body::Single { options, key } => choice::options(options, &[*key], given),
        Body::Multiple { options, keys } => choice::options(options, keys, given),
        Body::AssertionReason { assertion, reason, .. } => {
            choice::statements(assertion, reason, item.body.key().choice(), given.and_then(Response::choice))
        }
        Body::Matching { options, rows, .. } => slots::rows(options, rows, given),
        Body::Completion { pieces, options, gaps, .. } => slots::gaps(pieces, options, gaps, given),
        Body::Sequencing { steps } => slots::steps(steps, given),
        Body::Finding { evidence, grade, clause, next, .. } => finding::finding(evidence, grade, clause, next, given),
        Body::Text { answer, points, .. } => text::own_words(item, answer, points, given),
    }
}

/// An item for own words that people have marked: the answer that was given and what it had to say, without what the machine found.
pub fn explained_by_people(item: &Item, given: Option<&Response>) -> AnyView {
    let given = given.filter(|given| item.allows(given));
    match &item.body {
        Body::Text { answer, points, .. } => text::read_by_people(answer, points, given),
        _ => explained(item, given),
    }
}

/// How a part of the key stands to the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Right, and chosen.
    Hit,
    /// Right, and not chosen.
    Missed,
    /// Chosen, and not right.
    Slip,
    /// Neither.
    Rest,
}

impl Stand {
    const fn of(right: bool, chosen: bool) -> Self {
        match (right, chosen) {
            (true, true) => Self::Hit,
            (true, false) => Self::Missed,
            (false, true) => Self::Slip,
            (false, false) => Self::Rest,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Hit => "key chosen",
            Self::Missed => "key",
            Self::Slip => "chosen",
            Self::Rest => "",
        }
    }

    const fn tag(self) -> &'static str {
        match self {
            Self::Hit => "right answer, yours",
            Self::Missed => "right answer",
            Self::Slip => "your answer",
            Self::Rest => "",
        }
    }
}

/// A list of explained parts.
fn list(lines: Vec<AnyView>) -> AnyView {
    view! { <ol class="explained" role="list">{lines}</ol> }.into_any()
}

/// One part: its letter or place, what it says, and why.
fn line(letter: Option<String>, stand: Stand, words: AnyView, feedback: &str) -> AnyView {
    let letter = letter.map(|letter| view! { <span class="letter">{letter}</span> });
    let feedback = (!feedback.is_empty()).then(|| view! { <p class="feedback">{feedback.to_owned()}</p> });
    view! { <li class=stand.class()>{letter}<div>{words}{feedback}</div></li> }.into_any()
}

/// A text with a word on how it stands to the answer.
fn tagged(text: &str, tag: &'static str) -> AnyView {
    let tag = (!tag.is_empty()).then(|| view! { <b class="tag">{tag}</b> });
    view! { <p>{text.to_owned()}" "{tag}</p> }.into_any()
}

/// What was to be chosen for one part, and what was: one line when these are the same.
fn chosen_for(label: &str, options: &[String], key: u8, given: Option<u8>, feedback: &str) -> AnyView {
    let named = |option: u8| options.get(usize::from(option)).cloned().unwrap_or_default();
    let stand = match given {
        None => Stand::Missed,
        Some(given) if given == key => Stand::Hit,
        Some(_) => Stand::Slip,
    };
    let words = match stand {
        Stand::Slip => view! {
            <p>{named(key)}" "<b>{Stand::Missed.tag()}</b></p>
            {tagged(&named(given.unwrap_or(key)), stand.tag())}
        }
        .into_any(),
        _ => tagged(&named(key), stand.tag()),
    };
    line(None, stand, view! { <p><b>{label.to_owned()}</b></p>{words} }.into_any(), feedback)
}

/// Options as they are named on screen, with their letters.
fn lettered(options: &[String]) -> Vec<String> {
    (0..).zip(options).map(|(n, text)| format!("{}: {text}", domain::question::letter(n))).collect()
}

#[cfg(test)]
mod tests;
