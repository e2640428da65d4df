//! What a figure may hold, so that it is safe and follows the colours of the page.

use super::scan::Attributes;
use crate::report::{At, Report};

/// The widest drawing that still reads well on a phone.
const WIDEST: f64 = 440.0;

const ELEMENTS: [&str; 23] = [
    "svg",
    "title",
    "desc",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "marker",
    "use",
    "symbol",
    "clipPath",
    "mask",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
];

const COLOURS: [&str; 6] = ["fill", "stroke", "color", "stop-color", "flood-color", "lighting-color"];

/// Checks one element; the one at depth 0 is the root.
pub(super) fn check_element(name: &str, attributes: &Attributes<'_>, depth: usize, at: At<'_>, report: &mut Report) {
    if !ELEMENTS.contains(&name) {
        report.add(at, format!("<{name}> may not stand in a figure"), "draw with plain shapes and text");
    }
    for (key, value) in attributes {
        check_attribute(key, value, at, report);
    }
    if depth == 0 {
        check_root(attributes, at, report);
    }
}

fn check_attribute(key: &str, value: &str, at: At<'_>, report: &mut Report) {
    if key == "style" {
        report.add(at, "style= may not stand in a figure", "use the classes ink, line, fill, accent and quiet");
    } else if key.to_lowercase().starts_with("on") {
        report.add(at, format!("{key}= is script"), "remove it");
    } else if COLOURS.contains(&key) && !follows_the_page(value) {
        report.add(at, format!("{key}=\"{value}\" is a fixed colour"), "use currentColor and the classes");
    } else if key.ends_with("href") && !value.starts_with('#') {
        report.add(at, format!("{key}= leaves the figure"), "refer to an id of the same file only");
    }
}

fn follows_the_page(colour: &str) -> bool {
    let word = colour.trim().to_lowercase();
    ["none", "currentcolor", "inherit", "transparent", "context-fill", "context-stroke"].contains(&word.as_str())
        || word.starts_with("url(#")
}

fn check_root(attributes: &Attributes<'_>, at: At<'_>, report: &mut Report) {
    let value = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    for name in ["width", "height"] {
        if value(name).is_some() {
            report.add(at, format!("the figure has a fixed {name}"), format!("remove {name}= from <svg>"));
        }
    }
    let numbers =
        value("viewBox").map(|text| text.split_whitespace().map(str::parse::<f64>).collect::<Result<Vec<_>, _>>());
    match numbers {
        Some(Ok(numbers)) if numbers.len() == 4 => {
            if numbers[2] > WIDEST {
                let message = format!("the figure is {} units wide", numbers[2]);
                report.add(at, message, format!("draw it within {WIDEST} units"));
            }
        }
        Some(_) => report.add(at, "the viewBox is not four numbers", "write viewBox=\"0 0 480 300\""),
        None => report.add(at, "the figure has no viewBox", "write viewBox=\"0 0 480 300\" on <svg>"),
    }
}
