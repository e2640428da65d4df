//! Finds what the questions ask about: clauses, words that stand in a document, quotations, sentences.

use std::collections::HashSet;

use super::{Document, SHORTEST_QUOTE};
use crate::clause::{ClauseNumber, Edition};
use crate::marking::words::{pieces, words};

/// Words in a row that stand in a document too.
pub(super) struct Run<'a> {
    /// The document.
    pub label: &'a str,
    /// The words, in lower case.
    pub text: String,
}

/// The sentences of a text, without what surrounds them.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let around = |c: char| c.is_whitespace() || "#>*-•".contains(c);
    pieces(text, ends).into_iter().map(move |piece| piece.trim_matches(around)).filter(|sentence| !sentence.is_empty())
}

/// Clauses of an edition that a text names, each once, in order of appearance. A whole number is one only after "clause", and a
/// percentage or a part of a longer number never is.
pub(super) fn clauses(text: &str, edition: &Edition) -> Vec<ClauseNumber> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|place| rest + place) {
        let inside = |c: char| c.is_ascii_digit() || c == '.';
        let end = text[start..].find(|c: char| !inside(c)).map_or(text.len(), |place| start + place);
        rest = end;
        let before = text[..start].trim_end();
        let glued = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '/');
        let percent = text[end..].trim_start().starts_with('%');
        let whole = before.to_lowercase();
        let announced = whole.ends_with("clause") || whole.ends_with("clauses") || whole.ends_with('§');
        let Some(number) = ClauseNumber::parse(text[start..end].trim_end_matches('.')) else { continue };
        let sound = !glued && !percent && (number.depth() > 1 || announced) && edition.clauses.contains_key(&number);
        if sound && !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// The longest rows of words that a report has in common with each document.
pub(super) fn shared<'a>(report: &str, documents: &[Document<'a>]) -> Vec<Run<'a>> {
    let own = words(report);
    let mut runs = Vec::new();
    for document in documents {
        let theirs = words(document.text);
        let rows = theirs.windows(SHORTEST_QUOTE).collect::<HashSet<_>>();
        let mut begin = None;
        for place in 0..=own.len() {
            let stands = own.get(place..place + SHORTEST_QUOTE).is_some_and(|row| rows.contains(row));
            match (stands, begin) {
                (true, None) => begin = Some(place),
                (false, Some(start)) => {
                    let text = own[start..place - 1 + SHORTEST_QUOTE].join(" ");
                    runs.push(Run { label: document.label, text });
                    begin = None;
                }
                _ => {}
            }
        }
    }
    runs
}

/// Quotations of three words or more that stand in no document.
pub(super) fn quotations(report: &str, documents: &[Document<'_>]) -> Vec<String> {
    let texts = documents.iter().map(|document| words(document.text)).collect::<Vec<_>>();
    let stands = |quoted: &[String]| texts.iter().any(|text| text.windows(quoted.len()).any(|row| row == quoted));
    let even = report.replace(['“', '”', '„', '«', '»'], "\"");
    let quoted = even.split('"').skip(1).step_by(2).take_while(|quoted| !quoted.contains("\n\n"));
    let unknown = |quoted: &&str| {
        let quoted = words(quoted);
        quoted.len() >= 3 && !stands(&quoted)
    };
    quoted.filter(unknown).map(|quoted| quoted.trim().to_owned()).collect()
}
