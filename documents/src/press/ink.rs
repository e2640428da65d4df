//! Text as it can be printed: with the characters that the fonts hold, and nothing that steers a terminal or a reader.

use serde_json::Value;

/// What stands for a character that the fonts lack.
const STAND_IN: char = '■';

/// Characters without a blank after which a line may break, so that no word outgrows its column.
const LONGEST: usize = 24;

/// Characters of one text that are printed; what is longer ends in an ellipsis. PDF/A allows strings of 32 KiB.
const MOST: usize = 4000;

/// The zero-width space: invisible, and a place to break a line.
const BREAK: char = '\u{200b}';

/// Makes every text in the data printable, lets long words break, and adds to `missing` what is not.
pub fn ink(data: &mut Value, holds: &dyn Fn(char) -> bool, missing: &mut Vec<char>) {
    match data {
        Value::String(text) => *text = breakable(&inked(text, holds, missing)),
        Value::Array(values) => values.iter_mut().for_each(|value| ink(value, holds, missing)),
        Value::Object(fields) => fields.values_mut().for_each(|value| ink(value, holds, missing)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text in one line, each character that the fonts lack replaced and noted.
pub fn inked(text: &str, holds: &dyn Fn(char) -> bool, missing: &mut Vec<char>) -> String {
    bare(text)
        .chars()
        .map(alike)
        .map(|c| {
            if holds(c) {
                return c;
            }
            if !missing.contains(&c) {
                missing.push(c);
            }
            STAND_IN
        })
        .collect()
}

/// A text in one line without characters that show nothing by themselves: controls, marks of direction, joiners,
/// selectors of variants, private use.
pub fn bare(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    let mut bare = line.chars().filter(|c| !is_silent(*c)).collect();
    shorten(&mut bare, MOST);
    bare
}

/// Cuts a text to a number of characters, with an ellipsis in the place of the rest.
pub fn shorten(text: &mut String, most: usize) {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
}

/// A text that can break inside its longest words.
fn breakable(text: &str) -> String {
    let mut run = 0;
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        run = if c.is_whitespace() || c == '-' { 0 } else { run + 1 };
        if run > LONGEST {
            whole.push(BREAK);
            run = 1;
        }
        whole.push(c);
    }
    whole
}

fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..)
}

/// The character of our fonts that reads as another one does.
fn alike(c: char) -> char {
    match c {
        '\u{2011}' => '-',
        '\u{201b}' => '‘',
        '\u{201f}' => '“',
        '\u{2715}'..='\u{2718}' => '×',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascii(text: &str) -> (String, Vec<char>) {
        let mut missing = Vec::new();
        (inked(text, &|c| c.is_ascii(), &mut missing), missing)
    }

    #[test]
    fn what_is_missing_is_replaced_and_told_once() {
        assert_eq!(ascii("Li 雷雷 Lei"), ("Li ■■ Lei".to_owned(), vec!['雷']));
        assert_eq!(ascii("plain"), ("plain".to_owned(), vec![]));
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        assert_eq!(ascii(" a\u{202e}b\t\n c\u{0}d \u{200d}\u{fe0f}\u{e000}"), ("ab c d ".to_owned(), vec![]));
    }

    #[test]
    fn no_text_is_longer_than_a_pdf_can_hold() {
        assert_eq!(bare(&"é".repeat(MOST)), "é".repeat(MOST));
        assert_eq!(bare(&"é".repeat(MOST + 1)), "é".repeat(MOST) + "…");
    }

    #[test]
    fn words_without_blanks_can_break() {
        assert_eq!(breakable("short words stay as they are, always"), "short words stay as they are, always");
        let long = breakable(&"x".repeat(60));
        assert_eq!(long.chars().filter(|c| *c == BREAK).count(), 2);
    }
}
