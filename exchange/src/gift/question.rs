//! One question.

use super::answers;
use super::blocks::Block;
use super::glyph::{Glyph, find, glyphs, markup, plain, source, starts, trim};
use crate::fault::{Reason, Warning};
use crate::intake::Reading;
use crate::item::{NeutralBody, NeutralItem, one_line};
use crate::text::Text;

/// What stands for the answers where text follows them.
pub const BLANK: &str = "_____";

pub fn read(block: &Block<'_>) -> Reading {
    let glyphs = glyphs(block);
    let mut warnings = Vec::new();
    let (name, rest) = title(trim(&glyphs), &mut warnings);
    let (stem_markup, rest) = markup(rest, Default::default());
    let Some(open) = find(rest, "{") else {
        let stem = Text::read(stem_markup, &source(rest, stem_markup), &mut warnings)?;
        if stem.is_empty() {
            return Err(Reason::NoStem);
        }
        let item = NeutralItem { name, ..around(block, NeutralItem::new(stem, NeutralBody::Description)) };
        return Ok((item, warnings));
    };
    let (before, inside) = (&rest[..open], &rest[open + 1..]);
    let close = find(inside, "}").ok_or(Reason::OpenBrace)?;
    let (inside, after) = (&inside[..close], trim(&inside[close + 1..]));
    if find(after, "{").is_some() {
        return Err(Reason::SecondBrace);
    }
    let mut stem = source(trim(before), stem_markup);
    if !after.is_empty() {
        stem = format!("{stem} {BLANK} {}", source(after, stem_markup));
    }
    let stem = Text::read(stem_markup, &stem, &mut warnings)?;
    if stem.is_empty() {
        return Err(Reason::NoStem);
    }
    let (inside, feedback) = match find(inside, "####") {
        Some(at) => (&inside[..at], Some(&inside[at + 4..])),
        None => (inside, None),
    };
    let (feedback_markup, feedback) = markup(feedback.unwrap_or_default(), stem_markup);
    let feedback = Text::read_some(feedback_markup, &source(feedback, feedback_markup), &mut warnings)?;
    let body = answers::read(inside, stem_markup, &mut warnings)?;
    let item = around(block, NeutralItem::new(stem, body));
    Ok((NeutralItem { name, feedback, ..item }, warnings))
}

fn around(block: &Block<'_>, item: NeutralItem) -> NeutralItem {
    let clean = |text: &String| one_line(Text::plain(text).source());
    NeutralItem { id: block.id.as_ref().and_then(clean), tags: block.tags.iter().filter_map(clean).collect(), ..item }
}

/// Takes `::title::` off the beginning.
fn title<'a>(glyphs: &'a [Glyph], warnings: &mut Vec<Warning>) -> (Option<String>, &'a [Glyph]) {
    if !starts(glyphs, "::") {
        return (None, glyphs);
    }
    let rest = &glyphs[2..];
    let Some(end) = find(rest, "::") else {
        warnings
            .push(Warning::Guessed("A title begins with :: and does not end. It was read as part of the question."));
        return (None, glyphs);
    };
    (one_line(&plain(&rest[..end])), trim(&rest[end + 2..]))
}
