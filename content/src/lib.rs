//! The course: loads the files beside this crate, checks them, and hands out one [`Library`].
//!
//! Loading never stops at the first fault: the [`Report`] names every problem with its file, its line and the fix. A
//! server uses [`Library::embedded`], which refuses a course with any problem; tools for writers use [`read_dir`],
//! which hands out whatever could be read beside the report.
#![warn(missing_docs)]

mod audit;
mod bank;
mod blind;
mod choice;
mod course;
mod coverage;
mod delta;
mod editions;
mod export;
mod figure;
mod fixed;
mod glossary;
mod lesson;
mod library;
mod load;
mod outlook;
mod own;
mod paths;
mod quality;
mod refreshers;
mod report;
mod scenario;
mod schemes;
mod search;
mod source;
mod yaml;

pub mod links;

pub use audit::{FindingGrade, ModelReport, ReportFinding};
pub use bank::parse_item;
pub use blind::{SheetOf, blind_sheet};
pub use course::{Area, Course};
pub use coverage::{Coverage, CoverageCell, CoverageRow};
pub use editions::ItilPractices;
pub use export::export;
pub use fixed::FixedPaper;
pub use glossary::Term;
pub use lesson::{Check, CheckOption, Heading, Lesson, Part};
pub use library::Library;
pub use load::{check_dir, check_embedded, read_dir, read_embedded};
pub use outlook::{Outlook, PapersReport, Spread, papers_report};
pub use own::{
    Judged, LONGEST_FIELD, MOST_LINES, Neighbour, OwnKind, Remark, Written, WrittenLine, WrittenPick, alike_percent,
    in_use,
};
pub use paths::{LearningPath, PathPage, PathStep, PathWork};
pub use refreshers::Refresher;
pub use report::{Problem, Report, Summary};
pub use scenario::{BookletFamily, Scenario, ScenarioKind, Use, parse_scenario};
pub use schemes::{Credits, Exam, Fact, Institute, Institutes, LevelAim};
pub use search::{LONGEST_QUERY, SearchAnswer, SearchCorrection, SearchGroup, SearchHit, SearchHits, SearchPiece};

#[cfg(test)]
mod tests;
