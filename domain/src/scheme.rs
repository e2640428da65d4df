//! Exam schemes: how long a paper is, what passes, and how well each figure is known.

use std::collections::BTreeMap;

use crate::ids::{AreaId, SchemeId};
use crate::question::Level;
use crate::time::Millis;

/// How well a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Not confirmed.
    Low,
    /// Read for a sister scheme, or in part.
    LowMedium,
    /// Read in one secondary source.
    Medium,
    /// Read in one good source and supported by another.
    MediumHigh,
    /// Read in a primary source or in two independent ones.
    High,
}

/// How the figures of a scheme came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeStatus {
    /// Read in a public source about this very exam.
    Read,
    /// Taken from a sister scheme of the same institute.
    Proxy,
    /// Our own practice paper.
    Proposal,
}

/// Which books may lie on the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// None.
    Closed,
    /// The listed standards.
    Open,
    /// Named standards and the supplementary paper only.
    RestrictedOpen,
    /// No source read says it.
    Unknown,
}

/// A figure of an exam that has a source of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Number of items.
    Questions,
    /// Working time.
    Minutes,
    /// Marks that pass.
    Pass,
    /// Which books may be used.
    Book,
    /// Whether wrong answers cost marks.
    NegativeMarking,
}

/// Where a figure was read, and how well it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Where it was read, in words.
    pub source: String,
    /// How well it is known.
    pub confidence: Confidence,
}

/// An exam as a candidate meets it.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its id in the files.
    pub id: SchemeId,
    /// Its name for people.
    pub name: String,
    /// Who runs it.
    pub owner: String,
    /// The qualification level.
    pub level: Level,
    /// How the figures came about.
    pub status: SchemeStatus,
    /// How well the figures are known.
    pub confidence: Confidence,
    /// Where the figures were read, in words.
    pub source: String,
    /// The day on which they were last checked (ISO 8601).
    pub checked_on: String,
    /// Number of items.
    pub questions: u16,
    /// Marks in all.
    pub marks: u16,
    /// Marks that pass.
    pub pass: u16,
    /// Working time.
    pub minutes: u16,
    /// Which books may be used.
    pub book: Book,
    /// Whether wrong answers cost marks.
    pub negative_marking: bool,
    /// Figures whose source or confidence differs from the scheme's own.
    pub figures: BTreeMap<Figure, Provenance>,
    /// Items per area; empty when the scheme publishes none, and then no paper can be drawn to it.
    pub areas: BTreeMap<AreaId, u16>,
    /// What a candidate should know besides the figures.
    pub notes: Vec<String>,
}

impl Scheme {
    /// The working time as a length of time.
    pub fn time(&self) -> Millis {
        Millis::minutes(i64::from(self.minutes))
    }

    /// Where a figure was read, and how well it is known.
    pub fn provenance(&self, figure: Figure) -> Provenance {
        let own = || Provenance { source: self.source.clone(), confidence: self.confidence };
        self.figures.get(&figure).cloned().unwrap_or_else(own)
    }

    /// The pass mark in percent, rounded to the nearest whole.
    pub fn pass_percent(&self) -> u16 {
        (self.pass * 100 + self.marks / 2) / self.marks.max(1)
    }
}
