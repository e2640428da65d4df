//! The words of clean HTML.

/// Elements whose end is the end of a line.
const BLOCKS: [&str; 17] =
    ["p", "div", "br", "li", "tr", "table", "ul", "ol", "blockquote", "pre", "h3", "h4", "h5", "h6", "dt", "dd", "hr"];

/// The words of HTML that the cleaner wrote: its tags are whole, and it writes four references only.
pub fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (name, after) = over(tag);
        match name {
            "td" | "th" => text.push(' '),
            name if BLOCKS.contains(&name) => text.push('\n'),
            _ => {}
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The name of a tag, and what follows it. A `>` inside quotation marks does not end it.
fn over(tag: &str) -> (&str, &str) {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let mut quoted = false;
    let end = tag.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == '>' && !quoted
    });
    (name, end.map_or("", |(end, _)| &tag[end + 1..]))
}
