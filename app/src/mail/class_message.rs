use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};

/// What a trainer writes to somebody of a class.
#[derive(Clone, Copy, Debug)]
pub struct ClassMessage<'a> {
    /// Name of the class.
    pub class: &'a str,
    /// The trainer who writes.
    pub trainer: &'a str,
    /// The subject, in the trainer's words.
    pub subject: &'a str,
    /// What the trainer writes: paragraphs with a blank line between them.
    pub words: &'a str,
    /// The page of the class.
    pub path: &'a str,
}

/// Brings a trainer's words to somebody of a class.
pub fn class_message(reader: &Reader<'_>, about: &ClassMessage<'_>) -> Written {
    let ClassMessage { class, trainer, subject, words, path } = about;
    let paragraphs = words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let mut blocks = paragraphs.map(|paragraph| Block::Words(paragraph.to_owned())).collect::<Vec<_>>();
    blocks.push(Block::Words(format!("{trainer}, {class}")));
    blocks.push(Block::More("Your class", reader.link(path)));
    Letter { kind: MailKind::ClassMessage, subject: (*subject).to_owned(), blocks }.write(reader)
}
