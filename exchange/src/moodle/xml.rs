//! What stands in an element.

use roxmltree::Node;

use crate::fault::{Reason, Warning};
use crate::text::{Markup, Text};

/// The first child of that name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// The children of that name.
pub fn children<'a, 'i: 'a>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    let name = name.to_owned();
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The text of an element: of its `<text>`, where it has one.
pub fn content(node: Node<'_, '_>) -> String {
    let node = child(node, "text").unwrap_or(node);
    let texts = node.descendants().filter(|inner| inner.is_text() && !is_file(*inner));
    texts.filter_map(|inner| inner.text()).collect::<String>()
}

fn is_file(node: Node<'_, '_>) -> bool {
    node.parent().is_some_and(|parent| parent.tag_name().name() == "file")
}

/// The text of a child, or nothing.
pub fn word(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).map(content).unwrap_or_default().trim().to_owned()
}

/// Whether a child says yes.
pub fn says(node: Node<'_, '_>, name: &str) -> Option<bool> {
    match word(node, name).to_ascii_lowercase().as_str() {
        "" => None,
        "false" | "0" | "no" => Some(false),
        _ => Some(true),
    }
}

/// How an element says that its text is marked up.
pub fn markup(node: Node<'_, '_>, else_markup: Markup) -> Markup {
    match node.attribute("format") {
        Some("html") => Markup::Html,
        Some("markdown") => Markup::Markdown,
        Some("plain_text") => Markup::Plain,
        Some("moodle_auto_format") => Markup::Auto,
        _ => else_markup,
    }
}

/// The text of an element with its markup.
pub fn rich(node: Node<'_, '_>, else_markup: Markup, warnings: &mut Vec<Warning>) -> Result<Text, Reason> {
    Text::read(markup(node, else_markup), &content(node), warnings)
}

/// The text of a child with its markup, where it has words.
pub fn rich_child(
    node: Node<'_, '_>,
    name: &str,
    else_markup: Markup,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Text>, Reason> {
    let Some(node) = child(node, name) else { return Ok(None) };
    Ok(Some(rich(node, else_markup, warnings)?).filter(|text| !text.is_empty()))
}

/// How a question begins, for a person to recognise it.
pub fn begin(question: Node<'_, '_>) -> String {
    let name = word(question, "name");
    if name.is_empty() { word(question, "questiontext") } else { name }
}
