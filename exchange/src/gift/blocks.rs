//! A file divided into questions.

use super::path;

/// A piece of a file.
pub enum Unit<'a> {
    Category {
        line: usize,
        path: Vec<String>,
    },
    Block(Block<'a>),
    /// Its answers begin and do not end.
    Open(Block<'a>),
}

/// The lines of a question without its comments, and what the comments said.
#[derive(Default)]
pub struct Block<'a> {
    /// Each with its number, counted from 1.
    pub lines: Vec<(usize, &'a str)>,
    pub id: Option<String>,
    pub tags: Vec<String>,
}

impl Block<'_> {
    pub fn line(&self) -> usize {
        self.lines.first().map_or(1, |(line, _)| *line)
    }

    /// How it begins, for a person to recognise it.
    pub fn begin(&self) -> String {
        self.lines.iter().take(4).map(|(_, line)| *line).collect::<Vec<_>>().join(" ")
    }
}

/// Divides a file: questions end with an empty line, but not within their answers.
///
/// Answers that never end would swallow all that follows. So where another block of answers or a title comes after an empty
/// line, the question is taken to have ended there, unclosed.
pub fn split(text: &str) -> Vec<Unit<'_>> {
    let lines = text.lines().zip(1..).map(|(line, number)| (number, line)).collect::<Vec<_>>();
    let mut splitter = Splitter { lines: &lines, at: 0, units: Vec::new(), open: Open::default() };
    while splitter.at < lines.len() {
        splitter.step();
    }
    while splitter.finish() {
        while splitter.at < lines.len() {
            splitter.step();
        }
    }
    splitter.units
}

struct Splitter<'a, 'b> {
    lines: &'b [(usize, &'a str)],
    at: usize,
    units: Vec<Unit<'a>>,
    open: Open<'a>,
}

/// The question that is being collected.
#[derive(Default)]
struct Open<'a> {
    block: Block<'a>,
    braces: Braces,
    /// Where the first empty line within the answers stands: how many lines of the block, and of the file, come before it.
    gap: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Braces {
    #[default]
    Before,
    Inside,
    After,
}

impl Splitter<'_, '_> {
    fn step(&mut self) {
        let (number, line) = self.lines[self.at];
        let trimmed = line.trim();
        let inside = self.open.braces == Braces::Inside;
        if let Some(comment) = trimmed.strip_prefix("//") {
            self.open.block.listen(comment);
        } else if trimmed.is_empty() && inside {
            self.open.gap.get_or_insert((self.open.block.lines.len(), self.at));
            self.open.block.lines.push((number, line));
        } else if trimmed.is_empty() {
            self.finish();
        } else if self.begins_anew(trimmed) {
            self.finish();
            return;
        } else if let Some(category) = trimmed.strip_prefix("$CATEGORY:").filter(|_| !inside) {
            self.finish();
            self.units.push(Unit::Category { line: number, path: path(category) });
        } else {
            self.open.braces = braces(self.open.braces, line);
            self.open.block.lines.push((number, line));
        }
        self.at += 1;
    }

    /// Whether a line cannot belong to the question that is being collected.
    fn begins_anew(&self, line: &str) -> bool {
        let titled = line.starts_with("::") || line.starts_with("$CATEGORY:");
        match self.open.braces {
            Braces::Before => false,
            Braces::After => titled,
            Braces::Inside => self.open.gap.is_some() && (titled || opens(line)),
        }
    }

    /// Ends the question that is being collected. Whether lines have to be read once more.
    fn finish(&mut self) -> bool {
        let Open { mut block, braces, gap } = std::mem::take(&mut self.open);
        let mut again = false;
        if braces == Braces::Inside
            && let Some((lines, at)) = gap
        {
            block.lines.truncate(lines);
            self.at = at;
            again = true;
        }
        if !block.lines.is_empty() {
            self.units.push(if braces == Braces::Inside { Unit::Open(block) } else { Unit::Block(block) });
        }
        again
    }
}

impl Block<'_> {
    /// Takes `[id:…]` and `[tag:…]` from a comment.
    fn listen(&mut self, comment: &str) {
        let mut rest = comment;
        while let Some((_, after)) = rest.split_once('[') {
            let Some((value, after_value)) = bracketed(after) else { return };
            match value.split_once(':') {
                Some(("id", id)) => self.id = crate::item::one_line(id).or(self.id.take()),
                Some(("tag", tag)) => self.tags.extend(crate::item::one_line(tag)),
                _ => {}
            }
            rest = after_value;
        }
    }
}

/// What stands before `]`, and what after it; `\]` is a bracket that belongs to the value.
fn bracketed(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            ']' => return Some((value, &text[at + 1..])),
            '\\' => value.extend(letters.next().map(|(_, escaped)| escaped)),
            letter => value.push(letter),
        }
    }
    None
}

/// What a line does to the braces.
fn braces(mut state: Braces, line: &str) -> Braces {
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (state, letter) {
            (_, '\\') => drop(letters.next()),
            (Braces::Before, '{') => state = Braces::Inside,
            (Braces::Inside, '}') => state = Braces::After,
            _ => {}
        }
    }
    state
}

/// Whether a line opens answers.
fn opens(line: &str) -> bool {
    braces(Braces::Before, line) != Braces::Before
}
