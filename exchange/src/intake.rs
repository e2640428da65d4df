//! From bytes to neutral items.

use std::fmt;

use crate::decode::decode;
use crate::fault::{FileFault, Reason, Warning};
use crate::item::NeutralItem;
use crate::{aiken, gift, moodle};

/// The text formats that are read. Tables are read by [`crate::table::read`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GIFT, as Moodle and many others write it.
    Gift,
    /// Aiken: question, lettered options, `ANSWER:`.
    Aiken,
    /// Moodle's XML.
    MoodleXml,
}

impl Format {
    /// What it is called on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gift => "GIFT",
            Self::Aiken => "Aiken",
            Self::MoodleXml => "Moodle XML",
        }
    }

    /// Tells from the bytes which it is; anything that is not clearly one of the others is GIFT.
    pub fn guess(bytes: &[u8]) -> Self {
        let (head, _) = bytes.split_at(bytes.len().min(64 << 10));
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        if text.starts_with("<?xml") || text.starts_with("<quiz") {
            return Self::MoodleXml;
        }
        let answers = text.lines().any(|line| aiken::answer_of(line).is_some());
        if answers && !text.contains('{') { Self::Aiken } else { Self::Gift }
    }
}

/// What a reader takes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Questions, those that are refused included.
    pub questions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 10 << 20, questions: 5_000 }
    }
}

/// Answers of one question.
pub(crate) const MOST_ANSWERS: usize = 100;

/// A file as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The file, as the person calls it.
    pub file: String,
    /// The questions, in their order.
    pub entries: Vec<Entry>,
    /// What could not be read, in order.
    pub refused: Vec<Refused>,
    /// The folders that the file names, each with its line, whether or not a question stands in them.
    pub categories: Vec<(Place, Vec<String>)>,
    /// What a person should know about the file as a whole, in plain words.
    pub notes: Vec<String>,
}

/// A question that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which question of the file, counted from 1; refused ones count.
    pub block: usize,
    /// Where it begins.
    pub place: Place,
    /// The question.
    pub item: NeutralItem,
    /// What it lost, or what a person should look at.
    pub warnings: Vec<Warning>,
}

/// A question that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which question of the file, counted from 1.
    pub block: usize,
    /// Where it begins.
    pub place: Place,
    /// How it begins, so that a person recognises it: at most 80 characters.
    pub begin: String,
    /// Why.
    pub reason: Reason,
}

/// A place in a file, counted from 1 as programs show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A line of a text file.
    Line(usize),
    /// A row of a table.
    Row(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row(row) => write!(f, "row {row}"),
        }
    }
}

/// Reads a file of questions. It fails only where the file as a whole cannot be read.
pub fn read(file: &str, format: Format, bytes: &[u8], limits: &Limits) -> Result<Import, FileFault> {
    if bytes.len() > limits.bytes {
        return Err(FileFault::TooLarge { most: limits.bytes });
    }
    let (text, note) = decode(bytes)?;
    let mut intake = Intake::new(file, *limits);
    intake.import.notes.extend(note.map(str::to_owned));
    match format {
        Format::Gift => gift::read(&text, &mut intake)?,
        Format::Aiken => aiken::read(&text, &mut intake)?,
        Format::MoodleXml => moodle::read(&text, &mut intake)?,
    }
    intake.finish()
}

/// An import while it grows.
pub(crate) struct Intake {
    import: Import,
    limits: Limits,
    blocks: usize,
    category: Vec<String>,
}

impl Intake {
    pub fn new(file: &str, limits: Limits) -> Self {
        let import = Import { file: file.to_owned(), ..Import::default() };
        Self { import, limits, blocks: 0, category: Vec::new() }
    }

    /// The questions that follow stand in this folder.
    pub fn enter(&mut self, place: Place, path: Vec<String>) {
        self.category.clone_from(&path);
        self.import.categories.push((place, path));
    }

    /// Says something about the file as a whole.
    pub fn note(&mut self, note: String) {
        self.import.notes.push(note);
    }

    /// Takes a block in: as a question, in the folder that was entered unless it has its own, or as refused.
    pub fn take(&mut self, place: Place, begin: &str, read: Reading) -> Result<(), FileFault> {
        if self.blocks == self.limits.questions {
            return Err(FileFault::TooMany { most: self.limits.questions });
        }
        self.blocks += 1;
        let block = self.blocks;
        match read {
            Ok((mut item, warnings)) => {
                if item.category.is_empty() {
                    item.category.clone_from(&self.category);
                }
                self.import.entries.push(Entry { block, place, item, warnings });
            }
            Err(reason) => self.import.refused.push(Refused { block, place, begin: beginning(begin), reason }),
        }
        Ok(())
    }

    pub fn finish(self) -> Result<Import, FileFault> {
        let import = self.import;
        let empty = self.blocks == 0 && import.categories.is_empty();
        if empty { Err(FileFault::Empty) } else { Ok(import) }
    }
}

/// A question with what it lost, or why there is none.
pub(crate) type Reading = Result<(NeutralItem, Vec<Warning>), Reason>;

/// At most 80 characters of one line.
fn beginning(text: &str) -> String {
    const MOST: usize = 80;
    let short = text.chars().take(4 * MOST).collect::<String>();
    let line = crate::item::one_line(&short).unwrap_or_default();
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST - 1).chain(std::iter::once('…')).collect()
}
