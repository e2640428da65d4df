//! How candidates of a cohort stand before their exam: what their results lead one to expect, and who is at risk.
//!
//! Rules, not a model: each is a sentence with its limits ([`Rule::words`]), and whatever is said of a person comes with its
//! reason in numbers. Nothing is predicted from fewer than [`FEWEST_RESULTS`] results.

mod rules;

use serde::{Deserialize, Serialize};

use crate::marks::{Marks, Tally};
use crate::time::Timestamp;

pub use rules::{Limits, Rule, Warning};

/// Results below which nothing is predicted.
pub const FEWEST_RESULTS: usize = 3;

/// The latest results, of which a prediction takes at most so many.
pub const LATEST_RESULTS: usize = 5;

/// Points of percent above or below the pass mark within which the outcome is called open.
pub const BAND: i64 = 5;

/// A mock exam that was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mock {
    /// When it ended.
    pub on: Timestamp,
    /// What it earned.
    pub total: Tally,
    /// Marks that pass.
    pub pass: Marks,
}

/// What is known of one candidate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Study {
    /// Mock exams, in any order.
    pub mocks: Vec<Mock>,
    /// Lessons completed.
    pub lessons_done: u32,
    /// Lessons of the course.
    pub lessons: u32,
    /// When the exam begins, if it is known.
    pub exam: Option<Timestamp>,
    /// When the candidate last did anything here.
    pub last_active: Option<Timestamp>,
}

/// What results lead one to expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A fail.
    Fail,
    /// Either.
    Open,
    /// A pass.
    Pass,
}

/// A prediction and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prediction {
    /// What to expect.
    pub outcome: Outcome,
    /// How many results it rests on.
    pub results: usize,
    /// How many of them passed.
    pub passed: usize,
    /// Their mean distance from the pass mark, in hundredths of a point of percent.
    pub margin: i64,
}

/// How much a candidate needs somebody's attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// No rule holds.
    None,
    /// One rule holds, and it is no grave one.
    Watch,
    /// A grave rule holds, or two rules.
    AtRisk,
}

/// How a candidate stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// What to expect; nothing below [`FEWEST_RESULTS`] results.
    pub prediction: Option<Prediction>,
    /// How much attention is needed.
    pub risk: Risk,
    /// The rules that hold, each with its reason.
    pub warnings: Vec<Warning>,
}

impl Mock {
    /// The distance from the pass mark in hundredths of a point of percent; 0 for a paper without marks.
    fn margin(&self) -> i64 {
        let marks = i64::from(self.total.marks.0);
        if marks <= 0 { 0 } else { (i64::from(self.total.score.0) - i64::from(self.pass.0)) * 10_000 / marks }
    }

    fn passed(&self) -> bool {
        self.total.score >= self.pass
    }
}

impl Outcome {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fail => "would probably not pass",
            Self::Open => "could go either way",
            Self::Pass => "would probably pass",
        }
    }
}

impl Risk {
    /// The words shown.
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "nothing stands out",
            Self::Watch => "keep an eye on",
            Self::AtRisk => "at risk",
        }
    }
}

impl Prediction {
    /// How a prediction is made, for whoever asks.
    pub fn rule() -> String {
        format!(
            "From the latest {LATEST_RESULTS} mock exams, and only from {FEWEST_RESULTS} or more. A pass is expected when they lie \
             on average {BAND} points of percent or more above the pass mark and at least two in three were passed; a fail when \
             they lie on average more than {BAND} points below it. Otherwise it could go either way."
        )
    }

    /// What this one rests on.
    pub fn why(&self) -> String {
        let Self { results, passed, margin, .. } = self;
        let side = if *margin < 0 { "below" } else { "above" };
        let points = format!("{}.{}", margin.abs() / 100, margin.abs() % 100 / 10);
        format!(
            "The latest {results} results lie on average {points} points {side} the pass mark; {passed} of {results} passed."
        )
    }

    /// From results in the order of time.
    fn of(latest: &[Mock]) -> Option<Self> {
        if latest.len() < FEWEST_RESULTS {
            return None;
        }
        let latest = &latest[latest.len().saturating_sub(LATEST_RESULTS)..];
        let (results, passed) = (latest.len(), latest.iter().filter(|mock| mock.passed()).count());
        let margin = latest.iter().map(Mock::margin).sum::<i64>().div_euclid(results as i64);
        let outcome = if margin >= BAND * 100 && passed * 3 >= results * 2 {
            Outcome::Pass
        } else if margin < -BAND * 100 {
            Outcome::Fail
        } else {
            Outcome::Open
        };
        Some(Self { outcome, results, passed, margin })
    }
}

impl Study {
    /// How the candidate stands now. The order of the mock exams does not matter, their times do.
    pub fn outlook(&self, now: Timestamp, limits: &Limits) -> Outlook {
        let mut mocks = self.mocks.clone();
        mocks.sort_by_key(|mock| (mock.on, mock.total.score, mock.total.marks, mock.pass));
        let prediction = Prediction::of(&mocks);
        let facts = rules::Facts { study: self, mocks: &mocks, prediction: prediction.as_ref(), now, limits };
        let warnings = Rule::ALL.into_iter().filter_map(|rule| facts.warning(rule)).collect::<Vec<_>>();
        let risk = match warnings.len() {
            0 => Risk::None,
            1 if !warnings[0].rule.is_grave() => Risk::Watch,
            _ => Risk::AtRisk,
        };
        Outlook { prediction, risk, warnings }
    }
}

#[cfg(test)]
mod tests;
