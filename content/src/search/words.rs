//! From text to words as the index knows them.

use std::ops::Range;

/// What British and American spelling end differently: `s` where the others, and ISO, write `z`.
const ENDINGS: [&str; 9] = ["ise", "ised", "iser", "ises", "ising", "isation", "isations", "isational", "isers"];

/// Words that stand in every sentence; looked for only when nothing else was typed.
const COMMON: [&str; 46] = [
    "a", "about", "an", "and", "are", "as", "at", "be", "between", "by", "can", "do", "does", "for", "from", "has",
    "have", "how", "i", "if", "in", "is", "it", "me", "mean", "means", "must", "my", "of", "on", "or", "should", "so",
    "that", "the", "their", "there", "this", "to", "we", "what", "when", "where", "which", "who", "with",
];

/// Whether a word in its one spelling says nothing by itself.
pub(super) fn is_common(folded: &str) -> bool {
    COMMON.contains(&folded)
}

/// Where the words of a text stand: runs of letters and digits. Full stops between digits belong to them, so that
/// `8.6.1` is one word; what follows an apostrophe does not, so that `customer's` is `customer`.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The words of a text, in order.
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at + self.text[self.at..].find(char::is_alphanumeric)?;
        let end = start + length(&self.text[start..]);
        self.at = end + tail(&self.text[end..]);
        Some(start..end)
    }
}

/// The length of the word that a text begins with.
fn length(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let digits_around = || {
            let digit = |c: char| c.is_ascii_digit();
            text[..at].ends_with(digit) && text[at + 1..].starts_with(digit)
        };
        if !(c.is_alphanumeric() || c == '.' && digits_around()) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The length of `'s`, `'ll` and their like.
fn tail(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('\'').or_else(|| text.strip_prefix('’')) else { return 0 };
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    if (1..=2).contains(&letters) { text.len() - rest.len() + letters } else { 0 }
}

/// Puts a word into its one spelling: small letters, `-ize` for `-ise`.
pub(super) fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    let ending = ENDINGS.iter().find(|ending| folded.len() > ending.len() + 2 && folded.ends_with(**ending));
    if let Some(ending) = ending {
        let s = folded.len() - ending.len() + 1;
        folded.replace_range(s..=s, "z");
    }
}

/// The letters of a word as a set of bits: two words that differ in more than two of them are more than a typo apart.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, letter| set | 1 << (letter - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(
            found("The customer's SLA (99.8 %), see 8.6.1."),
            ["The", "customer", "SLA", "99.8", "see", "8.6.1"]
        );
        assert_eq!(found("ISO/IEC 20000-1:2018"), ["ISO", "IEC", "20000", "1", "2018"]);
        assert_eq!(found("we'll don’t O'Brien"), ["we", "don", "O", "Brien"]);
        assert_eq!(found("<b>.*?[ 8. .6 *"), ["b", "8", "6"]);
        assert_eq!(found("Größe größer 日本"), ["Größe", "größer", "日本"]);
        assert!(found(" \u{0}\u{200b}'.…").is_empty());
    }

    #[test]
    fn spellings_meet() {
        for (text, wanted) in [
            ("Organisation", "organization"),
            ("ORGANIZATION", "organization"),
            ("prioritised", "prioritized"),
            ("rise", "rise"),
            ("noise", "noise"),
            ("Ärger", "ärger"),
        ] {
            let mut folded = String::new();
            fold(text, &mut folded);
            assert_eq!(folded, wanted);
        }
    }

    #[test]
    fn letters_are_a_set() {
        assert_eq!(letters("abba"), 0b11);
        assert_eq!((letters("incident") ^ letters("incidant")).count_ones(), 2);
    }
}
