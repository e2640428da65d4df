//! Characters that know whether they were escaped.

use super::blocks::Block;
use crate::text::Markup;

/// A character of a question.
#[derive(Clone, Copy)]
pub struct Glyph {
    pub c: char,
    /// Whether a backslash stood before it, so that it is only itself.
    pub escaped: bool,
}

/// The characters of a block, backslashes resolved. A backslash before anything but GIFT's own characters is one.
pub fn glyphs(block: &Block<'_>) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    for (_, line) in &block.lines {
        if !glyphs.is_empty() {
            glyphs.push(Glyph { c: '\n', escaped: false });
        }
        let mut letters = line.chars().peekable();
        while let Some(c) = letters.next() {
            let escaped = match (c, letters.peek()) {
                ('\\', Some('n')) => Some('\n'),
                ('\\', Some(next)) if r"~=#{}:\".contains(*next) => Some(*next),
                _ => None,
            };
            if escaped.is_some() {
                letters.next();
            }
            glyphs.push(Glyph { c: escaped.unwrap_or(c), escaped: escaped.is_some() });
        }
    }
    glyphs
}

/// Where a word of GIFT's own characters stands for the first time, none of them escaped.
pub fn find(glyphs: &[Glyph], word: &str) -> Option<usize> {
    let length = word.chars().count();
    glyphs.windows(length).position(|window| starts(window, word))
}

/// Whether it begins with that word, unescaped.
pub fn starts(glyphs: &[Glyph], word: &str) -> bool {
    let mut glyphs = glyphs.iter();
    word.chars().all(|c| glyphs.next().is_some_and(|glyph| glyph.c == c && !glyph.escaped))
}

/// Without blanks around it.
pub fn trim(mut glyphs: &[Glyph]) -> &[Glyph] {
    let blank = |glyph: &Glyph| glyph.c.is_whitespace() && !glyph.escaped;
    while let [first, rest @ ..] = glyphs
        && blank(first)
    {
        glyphs = rest;
    }
    while let [rest @ .., last] = glyphs
        && blank(last)
    {
        glyphs = rest;
    }
    glyphs
}

/// The text as it is.
pub fn plain(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.c).collect()
}

/// The text as its markup reads it: in plain words, an end of a line that is not written as `\n` is a blank.
pub fn source(glyphs: &[Glyph], markup: Markup) -> String {
    match markup {
        Markup::Html | Markup::Markdown => plain(glyphs),
        Markup::Auto | Markup::Plain => {
            glyphs.iter().map(|glyph| if glyph.c == '\n' && !glyph.escaped { ' ' } else { glyph.c }).collect()
        }
    }
}

/// Takes `[html]` and the like off the beginning.
pub fn markup(glyphs: &[Glyph], else_markup: Markup) -> (Markup, &[Glyph]) {
    const NAMES: [(&str, Markup); 4] = [
        ("[html]", Markup::Html),
        ("[moodle]", Markup::Auto),
        ("[plain]", Markup::Plain),
        ("[markdown]", Markup::Markdown),
    ];
    let glyphs = trim(glyphs);
    let named = NAMES.into_iter().find(|(name, _)| starts(glyphs, name));
    named.map_or((else_markup, glyphs), |(name, markup)| (markup, trim(&glyphs[name.len()..])))
}
