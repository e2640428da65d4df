use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};

/// Marks that were released, or a released result that has changed.
#[derive(Clone, Copy, Debug)]
pub struct ClassResult<'a> {
    /// Name of the class.
    pub class: &'a str,
    /// What the mock exam is called.
    pub exam: &'a str,
    /// The trainer who released or changed it.
    pub trainer: &'a str,
    /// Why the result has changed; nothing when marks are released.
    pub changed: Option<&'a str>,
    /// The page of the result.
    pub path: &'a str,
}

/// Tells somebody of a class that marks and comments can be read. The marks themselves stand on the page alone.
pub fn class_result(reader: &Reader<'_>, about: &ClassResult<'_>) -> Written {
    let ClassResult { class, exam, trainer, changed, path } = about;
    let (subject, mut blocks) = match changed {
        None => (
            format!("Your result was marked: {exam}"),
            vec![Block::Words(format!(
                "{trainer} has released the marks of \u{201c}{exam}\u{201d} in the class {class}. Your answers in own words were read \
                 by people; marks and comments stand with your result."
            ))],
        ),
        Some(_) => (
            format!("Your result has changed: {exam}"),
            vec![Block::Words(format!(
                "{trainer} has changed a mark of \u{201c}{exam}\u{201d} in the class {class}, and with it your result."
            ))],
        ),
    };
    if let Some(reason) = changed.filter(|reason| !reason.is_empty()) {
        blocks.push(Block::Facts(vec![("Reason", reason.to_owned())]));
    }
    blocks.push(Block::Action("Open your result", reader.link(path)));
    Letter { kind: MailKind::ClassResult, subject, blocks }.write(reader)
}
