//! Gaps in a passage: `{1}`, `{2}` ….

/// The pieces around the gaps, if these are numbered 1, 2, 3 … in order.
pub(super) fn pieces(text: &str) -> Option<Vec<String>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, number, after)) = next(rest) {
        pieces.push(before.to_owned());
        if number.parse() != Ok(pieces.len()) {
            return None;
        }
        rest = after;
    }
    pieces.push(rest.to_owned());
    Some(pieces)
}

/// The first gap that a text holds, as it stands there.
pub(super) fn first(text: &str) -> Option<String> {
    next(text).map(|(_, number, _)| format!("{{{number}}}"))
}

/// What stands before the next gap, the gap's number, and what stands after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('{').find_map(|(start, _)| {
        let (number, after) = text[start + 1..].split_once('}')?;
        let is_gap = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_gap.then_some((&text[..start], number, after))
    })
}
