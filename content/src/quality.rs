//! How good the texts are, as far as a machine can tell. It takes time, so only the check of writers asks.

use domain::clause::ClauseNumber;
use domain::item::{Body, Item, ItemStatus};
use domain::question::Level;

use crate::library::Library;
use crate::report::{Found, Report};

pub(crate) mod alike;
pub(crate) mod reading;
mod repeated;

/// An item and where it was found.
type Placed<'a> = (&'a Item, &'a Found<()>);

/// Checks items and lessons of all levels.
pub(crate) fn check(library: &Library, report: &mut Report) {
    for level in Level::ALL {
        let items = library.items.iter().zip(&library.index.places);
        let items = items.filter(|(item, _)| item.level == level && item.status != ItemStatus::Retired);
        let items = items.collect::<Vec<_>>();
        alike::check(&items, report);
        repeated::check(&items, report);
        reading::check_stems(level, &items, report);
        items.iter().for_each(|item| check_clause(library, item, report));
    }
    library.lessons.iter().for_each(|lesson| reading::check_lesson(lesson, report));
}

/// An item that bears on clauses says in at least one explanation which requirement decides.
///
/// Not in each: a list of evidence or steps would repeat one number six times. Beside the explanations stand the
/// clauses of the item, all of them.
fn check_clause(library: &Library, (item, at): &Placed<'_>, report: &mut Report) {
    if !names_clause(library, item) {
        let fix = "name in `feedback` of the key, or of a wrong answer, the clause that decides";
        report.add(at.at(), format!("no explanation of {} names a clause", item.id), fix);
    }
}

/// Whether an explanation names a clause, where the item bears on any.
pub(crate) fn names_clause(library: &Library, item: &Item) -> bool {
    let editions = || std::iter::once(&library.taught).chain(&library.legacy);
    let known = |clause: &ClauseNumber| editions().any(|edition| edition.clauses.contains_key(clause));
    let names = |text: &&str| clauses(text).any(|clause| known(&clause));
    item.clauses.is_empty() || explanations(&item.body).iter().any(names)
}

/// The clause numbers in a text. A number without a full stop is one only after the word.
fn clauses(text: &str) -> impl Iterator<Item = ClauseNumber> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let words = words.map(|word| word.trim_matches('.')).collect::<Vec<_>>();
    let named = |n: usize| n > 0 && matches!(words[n - 1].to_lowercase().as_str(), "clause" | "clauses");
    let numbers = words.iter().enumerate().filter(|(n, word)| word.contains('.') || named(*n));
    numbers.filter_map(|(_, word)| ClauseNumber::parse(word)).collect::<Vec<_>>().into_iter()
}

/// Everything that a candidate is told after answering.
fn explanations(body: &Body) -> Vec<&str> {
    match body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => {
            options.iter().map(|option| option.feedback.as_str()).collect()
        }
        Body::Matching { rows: slots, .. }
        | Body::Sequencing { steps: slots }
        | Body::Completion { gaps: slots, .. } => slots.iter().map(|slot| slot.feedback.as_str()).collect(),
        Body::AssertionReason { assertion, reason, .. } => vec![&assertion.feedback, &reason.feedback],
        Body::Finding { evidence, grade, clause, next, .. } => {
            let evidence = evidence.iter().map(|line| line.feedback.as_str());
            evidence.chain([grade.1.as_str(), &clause.feedback, &next.feedback]).collect()
        }
        Body::Text { points, .. } => points.iter().map(|point| point.feedback.as_str()).collect(),
    }
}

/// The words of a text in small letters; numbers and signs are none.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '-' | '.'));
    words.filter(|word| word.contains(char::is_alphabetic)).map(|word| word.trim_matches('.').to_lowercase())
}

/// The sentences of a paragraph.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_inclusive(['.', '!', '?', ':']);
    let mut start = 0;
    let mut length = 0;
    let ends = parts.filter_map(move |part| {
        length += part.len();
        let ends = text[length..].is_empty() || text[length..].starts_with(char::is_whitespace);
        ends.then(|| {
            let sentence = &text[start..length];
            start = length;
            sentence
        })
    });
    ends.filter(|sentence| sentence.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::{clauses, sentences, words};

    #[test]
    fn texts_are_taken_apart() {
        let text = "Clause 8.6.1, not 8.6: does it?  Yes (see clause 5); 4 of 9.75 do. ";
        let numbers = clauses(text).map(|clause| clause.to_string()).collect::<Vec<_>>();
        assert_eq!(numbers, ["8.6.1", "8.6", "5", "9.75"]);
        let found = sentences(text).map(str::trim).collect::<Vec<_>>();
        assert_eq!(found, ["Clause 8.6.1, not 8.6:", "does it?", "Yes (see clause 5); 4 of 9.75 do."]);
        assert_eq!(
            words("It's a well-known one, e.g. 8.6.1.").collect::<Vec<_>>(),
            ["it's", "a", "well-known", "one", "e.g"]
        );
    }
}
