//! What the words of an item have to say, and may not.

use domain::item::{Body, Item};
use domain::marking::points_made;
use domain::response::Response;

use super::super::raw::RawItem;
use super::gaps;
use crate::report::{Place, Report};

/// Numbers as stems write them.
const NUMBERS: [&str; 6] = ["zero", "one", "two", "three", "four", "five"];
/// Words by which a stem says whether options may be unused or used again.
const USES: [&str; 7] = ["once", "twice", "serve", "serves", "used", "unused", "reused"];

/// Checks stem, passage and model answer of an item that could be read.
pub(super) fn check(raw: &RawItem, item: &Item, place: Place<'_>, report: &mut Report) {
    match &item.body {
        Body::Multiple { keys, .. } => check_number(raw, keys.len(), place, report),
        Body::Matching { .. } if !says(&item.stem, &USES) => {
            let fix = "add whether options may be used more than once or not at all";
            report.add(place.of(&raw.stem), "the stem does not say how options may be used", fix);
        }
        Body::Text { longest, answer, .. } => check_answer(raw, item, *longest, answer, place, report),
        _ => {}
    }
    // In a passage, gaps are what it is about; anywhere else they were forgotten.
    let texts = [Some(&raw.stem), raw.additional.as_ref(), raw.answer.as_ref()];
    for text in texts.into_iter().flatten() {
        if let Some(gap) = gaps::first(&text.value) {
            report.add(place.of(text), format!("{gap} is left in the text"), "write what belongs there");
        }
    }
}

/// The stem states how many to choose; other numbers than two only because it does.
fn check_number(raw: &RawItem, keys: usize, place: Place<'_>, report: &mut Report) {
    let digits = keys.to_string();
    let words = [NUMBERS.get(keys).copied().unwrap_or(&digits), &digits];
    if says(&raw.stem.value, &words) {
        return;
    }

    let fix = format!("add \"Choose {}\" to the stem, or correct the keys", words[0]);
    report.add(place.of(&raw.stem), format!("{keys} options are keys, and the stem does not say so"), fix);
}

/// The model answer keeps to the length and makes each point, as far as words tell.
fn check_answer(raw: &RawItem, item: &Item, longest: u16, answer: &str, place: Place<'_>, report: &mut Report) {
    let at = raw.answer.as_ref().map_or(place.of(&raw.id), |answer| place.of(answer));
    let words = answer.split_whitespace().count();
    if words == 0 || words > usize::from(longest) {
        report.add(at, format!("the model answer has {words} words, {longest} are asked for"), "shorten or write it");
    }
    let made = points_made(item, Some(&Response::Text(answer.to_owned())));
    for (point, _) in raw.points.iter().flat_map(|points| &points.value).zip(made).filter(|(_, made)| !made) {
        let fix = "add words of the answer to `accept`, or the point to the answer";
        report.add(place.of(&point.text), "the model answer does not make this point", fix);
    }
}

/// Whether one of the words stands in a text.
fn says(text: &str, words: &[&str]) -> bool {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}
