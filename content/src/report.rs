//! What is wrong with the course: every problem at once, each with its file, its line and the fix.

use std::fmt;

use serde_json::{Value, json};
use serde_saphyr::Spanned;
use thiserror::Error;

use crate::coverage::Coverage;

/// The result of reading the course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Error)]
pub struct Report {
    /// All problems, by file and line.
    pub problems: Vec<Problem>,
    /// Problems of levels that have no reviewed item yet: work in progress that reaches nobody and stops no server.
    pub unfinished: Vec<Problem>,
    /// What was read.
    pub summary: Summary,
    /// What the course says about each clause; only the check of writers looks at it.
    pub coverage: Option<Coverage>,
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
    /// Booklets, cases, audit cases and supplements.
    pub scenarios: usize,
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
        let Summary { lessons, scenarios, items, reviewed, terms } = self.summary;
        let list = |problems: &[Problem]| problems.iter().map(Problem::to_json).collect::<Vec<_>>();
        json!({
            "sound": self.is_sound(),
            "summary": {
                "lessons": lessons, "scenarios": scenarios, "items": items, "reviewed": reviewed, "terms": terms,
            },
            "problems": list(&self.problems),
            "unfinished": list(&self.unfinished),
            "coverage": self.coverage.as_ref().map(Coverage::to_json),
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

    /// Sets the problems of a folder aside as work in progress.
    pub(crate) fn set_aside(&mut self, folder: &str) {
        let inside = |problem: &mut Problem| {
            problem.file.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.unfinished.extend(self.problems.extract_if(.., inside));
    }
}

impl Problem {
    fn to_json(&self) -> Value {
        let Self { file, line, message, fix } = self;
        json!({"file": file, "line": line, "message": message, "fix": fix})
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, message, fix } = self;
        writeln!(f, "{file}:{line}: {message}\n  fix: {fix}\n")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.unfinished.is_empty() {
            writeln!(f, "Not reviewed yet, so nothing is stopped by these:\n")?;
            self.unfinished.iter().try_for_each(|problem| problem.fmt(f))?;
            writeln!(f, "Problems:\n")?;
        }
        self.problems.iter().try_for_each(|problem| problem.fmt(f))?;
        let Summary { lessons, scenarios, items, reviewed, terms } = self.summary;
        write!(f, "{lessons} lessons, {scenarios} scenarios, {items} items ({reviewed} reviewed), {terms} terms: ")?;
        match self.problems.len() {
            0 => f.write_str("no problem")?,
            1 => f.write_str("1 problem")?,
            n => write!(f, "{n} problems")?,
        }
        match self.unfinished.len() {
            0 => {}
            n => write!(f, ", {n} in work not reviewed yet")?,
        }
        self.coverage.as_ref().map_or(Ok(()), |coverage| write!(f, "\n\n{coverage}"))
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
