//! What is wrong with the course: every problem at once, each with its file, its line and the fix.

use std::fmt;

use serde_json::{Value, json};
use serde_saphyr::Spanned;
use thiserror::Error;

/// The result of reading the course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
pub struct Report {
    /// All problems, by file and line.
    pub problems: Vec<Problem>,
    /// What was read.
    pub summary: Summary,
}

/// One fault in the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below the folder of the course.
    pub file: String,
    /// Line in that file, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub fix: String,
}

/// How much was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lessons.
    pub lessons: usize,
    /// Items of all states.
    pub items: usize,
    /// Items that may stand in a paper.
    pub reviewed: usize,
    /// Glossary terms.
    pub terms: usize,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// The report for programs.
    pub fn to_json(&self) -> Value {
        let Summary { lessons, items, reviewed, terms } = self.summary;
        let problems = self.problems.iter().map(
            |Problem { file, line, message, fix }| json!({"file": file, "line": line, "message": message, "fix": fix}),
        );
        json!({
            "sound": self.is_sound(),
            "summary": {"lessons": lessons, "items": items, "reviewed": reviewed, "terms": terms},
            "problems": problems.collect::<Vec<_>>(),
        })
    }

    pub(crate) fn add(&mut self, at: At<'_>, message: impl Into<String>, fix: impl Into<String>) {
        let (file, line) = (at.file.to_owned(), at.line);
        self.problems.push(Problem { file, line, message: message.into(), fix: fix.into() });
    }

    pub(crate) fn sort(&mut self) {
        self.problems.sort();
        self.problems.dedup();
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Problem { file, line, message, fix } in &self.problems {
            writeln!(f, "{file}:{line}: {message}\n  fix: {fix}\n")?;
        }
        let Summary { lessons, items, reviewed, terms } = self.summary;
        write!(f, "{lessons} lessons, {items} items ({reviewed} reviewed), {terms} terms: ")?;
        match self.problems.len() {
            0 => f.write_str("no problem"),
            1 => f.write_str("1 problem"),
            n => write!(f, "{n} problems"),
        }
    }
}

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    pub file: &'a str,
    pub line: usize,
}

/// A text that stands in a file, after so many lines of something else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub file: &'a str,
    pub before: usize,
}

impl<'a> Place<'a> {
    pub fn whole(file: &'a str) -> Self {
        Self { file, before: 0 }
    }

    /// A line of the text, counted from 1; 0 stands for "unknown" and becomes the first.
    pub fn line(self, line: usize) -> At<'a> {
        At { file: self.file, line: self.before + line.max(1) }
    }

    /// Where a value stands.
    pub fn of<T>(self, value: &Spanned<T>) -> At<'a> {
        self.line(usize::try_from(value.referenced.line()).unwrap_or(usize::MAX))
    }
}

/// A value and where it was found.
#[derive(Clone, Debug)]
pub(crate) struct Found<T> {
    pub value: T,
    pub file: String,
    pub line: usize,
}

impl<T> Found<T> {
    pub fn new(value: T, at: At<'_>) -> Self {
        Self { value, file: at.file.to_owned(), line: at.line }
    }

    pub fn at(&self) -> At<'_> {
        At { file: &self.file, line: self.line }
    }
}
