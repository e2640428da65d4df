//! Exam schemes: how long a paper is, what passes, and how well each figure is known.

use std::collections::BTreeMap;

use crate::ids::{AreaId, PoolId, SchemeId};
use crate::layout::ReviewPolicy;
use crate::marks::Marks;
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
    /// What a paper is drawn to; nothing when no paper can be drawn.
    pub blueprint: Option<Blueprint>,
    /// What may be seen after the end.
    pub review: ReviewPolicy,
    /// What a candidate should know besides the figures.
    pub notes: Vec<String>,
}

/// What a paper is drawn to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blueprint {
    /// The sections; one without a title when the paper is one piece.
    pub sections: Vec<SectionPlan>,
    /// Only items of this pool are drawn; without it, only items of none.
    pub pool: Option<PoolId>,
    /// Exact number of scenarios, where the paper is built from them.
    pub scenarios: Option<u16>,
    /// Whether every item belongs to a scenario.
    pub only_scenarios: bool,
    /// Least marks at a Bloom level or above it.
    pub bloom_at_least: BTreeMap<u8, u16>,
    /// An item that was in more than so many percent of the papers drawn lately is drawn only if there is no other.
    pub exposure_percent: u16,
}

/// A section of a blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionPlan {
    /// Its name in the files; empty when the paper is one piece.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Percent of its marks without which the paper is not passed.
    pub minimum_percent: Option<u16>,
    /// Its own time in minutes.
    pub minutes: Option<u16>,
    /// How its marks are filled.
    pub quotas: Vec<Quota>,
}

/// So many marks from some areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Marks.
    pub marks: u16,
    /// From these areas; from any when empty.
    pub areas: Vec<AreaId>,
    /// From items of these formats; of any when empty. The words of the files.
    pub formats: Vec<String>,
}

impl Scheme {
    /// The pass mark.
    pub fn pass_mark(&self) -> Marks {
        Marks::whole(self.pass)
    }

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
