//! Moodle XML: the kinds of question that we know, with line and reason for all others.

mod cloze;
mod kinds;
mod question;
mod write;
mod xml;

use roxmltree::{Document, Error, Node, ParsingOptions};

use crate::fault::FileFault;
use crate::gift::path;
use crate::intake::{Intake, Place};

pub use write::write;

/// Elements, attributes and texts of a file, so that a small file cannot become a large tree.
const NODES: u32 = 600_000;

/// Reads a file.
pub(crate) fn read(text: &str, intake: &mut Intake) -> Result<(), FileFault> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => FileFault::Doctype,
        error => FileFault::BrokenXml { line: error.pos().row as usize, why: error.to_string() },
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "quiz" {
        return Err(FileFault::NotMoodle { found: root.tag_name().name().chars().take(40).collect() });
    }
    let lines = Lines::of(text);
    let mut others = 0_usize;
    for node in root.children().filter(Node::is_element) {
        if node.tag_name().name() != "question" {
            others += 1;
            continue;
        }
        let place = Place::Line(lines.line(node.range().start));
        if node.attribute("type") == Some("category") {
            let category = xml::child(node, "category").map(xml::content).unwrap_or_default();
            intake.enter(place, path(&category));
            continue;
        }
        intake.take(place, &xml::begin(node), question::read(node))?;
    }
    if others > 0 {
        intake.note(format!("{others} elements of the file are no questions and were passed over."));
    }
    Ok(())
}

/// Where lines begin: asking the document each time would read the file once for each question.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte, counted from 1.
    fn line(&self, byte: usize) -> usize {
        self.0.partition_point(|end| *end < byte) + 1
    }
}
