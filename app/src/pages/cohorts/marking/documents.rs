//! The documents of a case, taken out of its rendered text.

use domain::rubric::Document;

/// A piece of a case with the name by which the case itself calls it, for instance `D4`; empty for what has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub label: String,
    pub text: String,
}

impl Piece {
    pub fn document(&self) -> Document<'_> {
        Document { label: if self.label.is_empty() { "the case" } else { &self.label }, text: &self.text }
    }
}

/// Divides a text at the paragraphs that begin with a label in bold, as audit cases have them: `D4.`, `R10.`, `I2,`.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece { label: String::new(), text: String::new() }];
    for (place, block) in html.split("<p>").enumerate() {
        let label = block.strip_prefix("<strong>").filter(|_| place > 0).and_then(label);
        let words = plain(block);
        match (label, pieces.last_mut()) {
            (None, Some(piece)) => {
                piece.text.push('\n');
                piece.text.push_str(&words);
            }
            (label, _) => pieces.push(Piece { label: label.unwrap_or_default(), text: words }),
        }
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// A capital letter and a number.
fn label(bold: &str) -> Option<String> {
    let word = bold.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let number = word.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit())).then(|| word.to_owned())
}

/// HTML of ours without its tags. Each tag parts words, except those inside a sentence.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !matches!(name, "strong" | "em" | "code" | "a" | "b" | "i") {
            text.push('\n');
        }
        rest = behind;
    }
    text.push_str(rest);
    html_escape::decode_html_entities(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_falls_into_what_it_names() {
        let html = "<p>It seeks a certificate.</p><h2>Documents</h2><p><strong>D1. Catalogue 3.2.</strong> For each, &amp; more.</p>\
                    <p>Still the <em>cata</em>logue.</p><p><strong>Criteria:</strong> the standard</p><table><tr><td>R9</td><td>x</td></tr></table>\
                    <p><strong>I2, Tuesday.</strong> Nobody looked.</p>";
        let found = pieces(html)
            .into_iter()
            .map(|piece| (piece.label, piece.text.split_whitespace().collect::<Vec<_>>().join(" ")));
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                (String::new(), "It seeks a certificate. Documents".to_owned()),
                (
                    "D1".to_owned(),
                    "D1. Catalogue 3.2. For each, & more. Still the catalogue. Criteria: the standard R9 x".to_owned()
                ),
                ("I2".to_owned(), "I2, Tuesday. Nobody looked.".to_owned()),
            ]
        );
    }

    #[test]
    fn every_audit_case_of_the_course_has_its_documents() {
        let library = content::Library::embedded().expect("the course is sound");
        let cases = library.scenarios.iter().filter(|scenario| scenario.kind == content::ScenarioKind::Audit);
        for case in cases {
            let labels = pieces(&case.html).into_iter().map(|piece| piece.label).collect::<Vec<_>>();
            let named = labels.iter().filter(|label| label.starts_with(['D', 'R', 'I'])).count();
            assert!(named >= 10, "{}: {labels:?}", case.id);
        }
    }
}
