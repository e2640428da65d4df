//! GIFT: read as leniently as Moodle does, written with everything escaped.

mod answers;
mod blocks;
mod glyph;
mod number;
mod question;
mod write;

use crate::fault::{FileFault, Reason};
use crate::intake::{Intake, Place};

pub(crate) use answers::is_reference;
pub(crate) use number::span as read_span;
pub use write::write;

use blocks::Unit;

/// Reads a file.
pub(crate) fn read(text: &str, intake: &mut Intake) -> Result<(), FileFault> {
    for unit in blocks::split(text) {
        match unit {
            Unit::Category { line, path } => intake.enter(Place::Line(line), path),
            Unit::Block(block) => {
                intake.take(Place::Line(block.line()), &block.begin(), question::read(&block))?;
            }
            Unit::Open(block) => {
                intake.take(Place::Line(block.line()), &block.begin(), Err(Reason::OpenBrace))?;
            }
        }
    }
    Ok(())
}

/// A path as GIFT and Moodle XML write it: slashes between folders, two for one that belongs to a name.
pub(crate) fn path(text: &str) -> Vec<String> {
    const SLASH: char = '\u{1}';
    let text = text.replace('\u{1}', "").replace("//", "\u{1}");
    let folders = text.split('/').map(|folder| folder.replace(SLASH, "/"));
    folders.filter_map(|folder| crate::item::one_line(&folder)).collect()
}

/// The other way round. A name that begins with a slash gets a blank before it, which reading takes off.
pub(crate) fn path_text(path: &[String]) -> String {
    let folder = |folder: &String| {
        let folder = folder.replace('/', "//");
        if folder.starts_with('/') { format!(" {folder}") } else { folder }
    };
    path.iter().map(folder).collect::<Vec<_>>().join("/")
}
