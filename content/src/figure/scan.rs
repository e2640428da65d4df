//! Takes an SVG file apart: as much XML as drawings need, and nothing beyond it.

use crate::report::Found;

/// Name and value of each attribute.
pub(super) type Attributes<'a> = Vec<(&'a str, &'a str)>;

/// One piece of the file. Comments, declarations and what stands outside the root are left out.
pub(super) enum Piece<'a> {
    /// `<name …>` or `<name …/>`.
    Open { name: &'a str, attributes: Attributes<'a>, empty: bool, line: usize },
    /// `</name>`.
    Close { name: &'a str },
    /// What stands between, entities as written.
    Text(&'a str),
}

/// Takes a text apart; an error carries its line.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece<'_>>, Found<String>> {
    let (mut pieces, mut open, mut rest, mut roots) = (Vec::new(), Vec::new(), text, 0);
    while let Some(start) = rest.find('<') {
        pieces.push(Piece::Text(&rest[..start]));
        rest = &rest[start..];
        let line = text[..text.len() - rest.len()].matches('\n').count() + 1;
        let fault = |message: &str| Found { value: message.to_owned(), file: String::new(), line };
        let (end, skipped) = end_of_tag(rest).ok_or_else(|| fault("a tag does not end"))?;
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if skipped {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim()) {
                return Err(fault(&format!("</{}> closes nothing", name.trim())));
            }
            pieces.push(Piece::Close { name: name.trim() });
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) =
            taken_apart(tag).ok_or_else(|| fault("an attribute is not written as name=\"value\""))?;
        roots += usize::from(open.is_empty());
        if roots > 1 || (open.is_empty() && (name != "svg" || empty)) {
            return Err(fault("the file is not one <svg> element"));
        }
        if !empty {
            open.push(name);
        }
        pieces.push(Piece::Open { name, attributes, empty, line });
    }
    let last = Found { value: String::new(), file: String::new(), line: text.lines().count().max(1) };
    match open.last() {
        Some(name) => Err(Found { value: format!("<{name}> is not closed"), ..last }),
        None if roots == 0 => Err(Found { value: "the file is not one <svg> element".to_owned(), ..last }),
        None => Ok(pieces),
    }
}

/// Where a tag ends, and whether it is a comment or a declaration.
fn end_of_tag(text: &str) -> Option<(usize, bool)> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| (end + 2, true));
    }
    let mut quote = None;
    for (n, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some((n, text.starts_with("<!") || text.starts_with("<?"))),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn taken_apart(tag: &str) -> Option<(&str, Attributes<'_>)> {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some((name, attributes));
        }
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| ['"', '\''].contains(c))?;
        let (value, after) = after[1..].split_once(quote)?;
        if value.contains('"') || key.trim().contains(char::is_whitespace) {
            return None;
        }
        attributes.push((key.trim(), value));
        rest = after;
    }
}
