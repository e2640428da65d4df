//! Figures: SVG made safe to stand inside a page.

use std::collections::BTreeMap;

use crate::report::{Found, Place, Report};
use crate::source::Files;

mod rules;
mod scan;

use rules::check_element;
use scan::{Piece, pieces};

/// A figure, ready to be written into HTML.
pub(crate) struct Figure {
    /// Attributes of the root, each with a space before it.
    attributes: String,
    /// What stands inside the root.
    inner: String,
}

impl Figure {
    /// The element with a text for those who do not see it.
    pub fn html(&self, alternative: &str) -> String {
        let Self { attributes, inner } = self;
        format!("<svg role=\"img\" aria-label=\"{}\"{attributes}>{inner}</svg>", escape(alternative))
    }
}

/// The figures of one level by their path, such as `figures/ov-cycle.svg`. A broken one is present without a drawing.
pub(crate) struct Figures(BTreeMap<String, Option<Figure>>);

impl Figures {
    /// Reads `LEVEL/figures/`.
    pub fn load(files: &Files, level: &str, report: &mut Report) -> Self {
        let all = files.within(&format!("{level}/figures"), "svg");
        Self(all.map(|(path, name, text)| (format!("figures/{name}.svg"), read(name, text, path, report))).collect())
    }

    /// The figure, if there is such a file.
    pub fn get(&self, path: &str) -> Option<Option<&Figure>> {
        self.0.get(path).map(Option::as_ref)
    }
}

/// Text made safe for HTML, between tags and inside double quotes.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn read(name: &str, text: &str, path: &str, report: &mut Report) -> Option<Figure> {
    let place = Place::whole(path);
    let before = report.problems.len();
    let pieces = match pieces(text) {
        Ok(pieces) => pieces,
        Err(Found { value, line, .. }) => {
            report.add(place.line(line), value, "make it well-formed XML");
            return None;
        }
    };
    let mut figure = Figure { attributes: String::new(), inner: String::new() };
    let mut depth = 0;
    for piece in pieces {
        match piece {
            Piece::Open { name: element, attributes, empty, line } => {
                check_element(element, &attributes, depth, place.line(line), report);
                let written = attributes.iter().filter(|(key, _)| depth > 0 || !["role", "aria-label"].contains(key));
                let written = written.map(|(key, value)| format!(" {key}=\"{}\"", prefixed(key, value, name)));
                let written = written.collect::<String>();
                if depth == 0 {
                    figure.attributes = written;
                } else {
                    figure.inner.push_str(&format!("<{element}{written}{}>", if empty { "/" } else { "" }));
                }
                depth += usize::from(!empty);
            }
            Piece::Close { name: element } => {
                depth -= 1;
                if depth > 0 {
                    figure.inner.push_str(&format!("</{element}>"));
                }
            }
            Piece::Text(text) if depth > 0 => figure.inner.push_str(text),
            Piece::Text(_) => {}
        }
    }
    (report.problems.len() == before).then_some(figure)
}

/// Makes ids, and what refers to them, the figure's own.
fn prefixed(key: &str, value: &str, name: &str) -> String {
    match key {
        "id" => format!("{name}-{value}"),
        "href" | "xlink:href" => value.strip_prefix('#').map_or(value.to_owned(), |id| format!("#{name}-{id}")),
        "aria-labelledby" | "aria-describedby" => {
            value.split_whitespace().map(|id| format!("{name}-{id}")).collect::<Vec<_>>().join(" ")
        }
        _ => value.replace("url(#", &format!("url(#{name}-")),
    }
}
