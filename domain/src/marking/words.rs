//! Finds points in an answer in own words. Only words are compared; nothing is understood.

/// The sentences of a text, each as its words in lower case.
pub(super) fn sentences(text: &str) -> Vec<Vec<String>> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n');
    pieces(text, ends).into_iter().map(words).filter(|words| !words.is_empty()).collect()
}

/// Whether one of the alternatives stands in one sentence.
pub(super) fn says(sentences: &[Vec<String>], accept: &[String]) -> bool {
    let alternatives = accept.iter().map(|alternative| patterns(alternative)).collect::<Vec<_>>();
    alternatives.iter().any(|wanted| {
        !wanted.is_empty() && sentences.iter().any(|sentence| wanted.iter().all(|pattern| stands(pattern, sentence)))
    })
}

struct Pattern {
    word: String,
    open: bool,
}

fn patterns(alternative: &str) -> Vec<Pattern> {
    let pattern = |piece: &str| {
        let mut words = words(piece);
        let last = words.pop()?;
        let whole = words.into_iter().map(|word| Pattern { word, open: false });
        Some(whole.chain([Pattern { word: last, open: piece.ends_with('*') }]).collect::<Vec<_>>())
    };
    alternative.split_whitespace().filter_map(pattern).flatten().collect()
}

fn stands(pattern: &Pattern, sentence: &[String]) -> bool {
    sentence.iter().any(|word| if pattern.open { word.starts_with(&pattern.word) } else { *word == pattern.word })
}

/// The words of a text in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    let between = |c: char| !c.is_alphanumeric();
    pieces(text, between).into_iter().filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Divides a text, but never at a full stop inside a number: `8.5.1` is one word.
pub(crate) fn pieces(text: &str, divides: impl Fn(char) -> bool) -> Vec<&str> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let inside = |at: usize| digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next());
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(at, c)| divides(*c) && !(*c == '.' && inside(*at))) {
        pieces.push(&text[start..at]);
        start = at + c.len_utf8();
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_needs_its_words_in_one_sentence() {
        let accept = ["emergency chang*".to_owned(), "ITIL 4".to_owned()];
        let said = |text: &str| says(&sentences(text), &accept);
        assert!(said("They define Emergency changes."));
        assert!(said("A change in an emergency"));
        assert!(said("as itil-4 says"));
        assert!(!said("An emergency. A change."));
        assert!(!said("emergencies and exchange"));
        assert!(!says(&sentences("anything"), &[String::new(), "*".to_owned()]));
    }

    #[test]
    fn the_number_of_a_clause_is_one_word() {
        let said = |text: &str, accept: &str| says(&sentences(text), &[accept.to_owned()]);
        assert!(said("As 8.5.1.2 says, so it is.", "8.5.1.2 says"));
        assert!(said("It is in clause 8.5.1.", "8.5.1"));
        assert!(said("8.5.1.2", "8.5*") && !said("8.5.1.2", "8.5.1"));
        assert!(!said("1 of 5, 8 times", "8.5.1"));
        assert!(!said("It ends.Then it begins.", "ends begins"));
    }
}
