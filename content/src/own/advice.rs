//! What a question may well be without, and its author should know.

use domain::item::{Body, Item};

use super::{Neighbour, Remark};
use crate::library::Library;
use crate::quality::{alike::Asked, reading};

/// How much longer than the next option the right one may be, in hundredths.
const LONGER: usize = 130;

/// How much two questions are alike in percent, when it is too much; of each the words that [`super::Judged::asked`] holds.
pub fn alike_percent(one: &str, other: &str) -> Option<u8> {
    Asked::read(one).share(&Asked::read(other)).map(percent)
}

fn percent(share: f64) -> u8 {
    (share * 100.0).round().clamp(0.0, 100.0) as u8
}

/// Looks at what an item asks and how.
pub(super) fn advise<'a>(
    library: &Library,
    item: &Item,
    own: impl Iterator<Item = &'a Neighbour>,
    found: &mut Vec<Remark>,
) {
    let asked = Asked::of(item);
    for other in library.items.iter().filter(|other| other.level == item.level && other.scenario.is_none()) {
        if let Some(share) = asked.share(&Asked::of(other)) {
            found.push(alike(share, &format!("question {} of the course", other.id)));
        }
    }
    let neighbours = own.filter(|other| other.level == item.level && other.family != item.family.as_str());
    for other in neighbours {
        if let Some(share) = asked.share(&Asked::read(&other.asked)) {
            found.push(alike(share, &format!("your question “{}”", other.name)));
        }
    }
    key_length(item, found);
    reading_level(item, found);
    if item.stem.split(|c: char| !c.is_alphabetic()).any(|word| word == "NOT") {
        let fix = "Ask for what is so, unless what is not so is the point: one question in twenty may do it.";
        found.push(Remark::new("stem", "The question asks for what is NOT so.", fix));
    }
}

fn alike(share: f64, other: &str) -> Remark {
    let message = format!("It asks much the same as {other} ({} %).", percent(share));
    let fix = "Ask for something else, or give both the same word under “Family”: then they never meet in a paper.";
    Remark::new("stem", message, fix)
}

/// A right option that is clearly the longest gives itself away.
fn key_length(item: &Item, found: &mut Vec<Remark>) {
    let Body::Single { options, key } = &item.body else { return };
    let length = |n: usize| options[n].text.chars().count();
    let key = usize::from(*key);
    let longest = (0..options.len()).filter(|n| *n != key).map(length).max().unwrap_or(0);
    if longest > 0 && length(key) * 100 > longest * LONGER {
        let fix = "Shorten it, or give the wrong ones as much to say: people who know nothing choose the longest.";
        found.push(Remark::new(super::source::field_of(key), "The right option is by far the longest.", fix));
    }
}

fn reading_level(item: &Item, found: &mut Vec<Remark>) {
    let form = item.body.form();
    let texts = std::iter::once(item.stem.as_str()).chain(words_of(&form));
    // One text that ends nowhere would count as one sentence with the next.
    let sentences = texts.map(|text| format!("{}.", text.trim_end_matches('.'))).collect::<Vec<_>>();
    let count = sentences.iter().map(|text| text.split_whitespace().count()).sum::<usize>();
    let index = reading::index(sentences.iter().map(String::as_str));
    // Below so many words the index says nothing.
    if count >= 30 && index > reading::TOO_HARD + 10.0 {
        let message = format!("The question is hard to read (LIX {index:.0}; a newspaper has 40 to 50).");
        found.push(Remark::new("stem", message, "Divide long sentences and choose shorter words."));
    }
}

fn words_of(form: &domain::question::Form) -> Vec<&str> {
    use domain::question::Form;
    match form {
        Form::Single { options } | Form::Multiple { options, .. } => options.iter().map(String::as_str).collect(),
        Form::Matching { rows, .. } => rows.iter().map(String::as_str).collect(),
        Form::Sequencing { steps } => steps.iter().map(String::as_str).collect(),
        Form::AssertionReason { assertion, reason } => vec![assertion, reason],
        Form::Completion { pieces, .. } => pieces.iter().map(String::as_str).collect(),
        Form::Finding { evidence, .. } => evidence.iter().map(String::as_str).collect(),
        Form::Text { .. } => Vec::new(),
    }
}
