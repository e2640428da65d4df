//! Answers that people mark: a scale of criteria and levels, and what each marker gave.
//!
//! [`check`] looks at a nonconformity report beforehand. It prepares the marking and never decides: what it returns holds no
//! marks.

mod check;
mod judgement;
mod scale;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::marks::{Marks, Tally};

pub use check::{Case, Document, Question, Remark, SHORTEST_QUOTE, Seen, check};
pub use judgement::{Compared, Judgement, TENTHS, compare, tenth};
pub use scale::{Scale, asks_for_report};

/// A level of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What it earns.
    pub marks: Marks,
    /// What work on this level is like.
    pub text: String,
}

/// One thing that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its name.
    pub title: String,
    /// Its levels, the lowest first.
    pub levels: Vec<Level>,
}

/// A scale: criteria with their levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Criterion>", into = "Vec<Criterion>")]
pub struct Rubric {
    criteria: Vec<Criterion>,
}

/// Why criteria are no scale.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// There is nothing to look at.
    #[error("there are no criteria")]
    NoCriteria,
    /// A criterion with fewer than two levels tells nothing apart.
    #[error("{title} has fewer than two levels")]
    TooFewLevels {
        /// The criterion.
        title: String,
    },
    /// A higher level has to earn more, and none less than nothing.
    #[error("the marks of {title} do not rise from level to level")]
    NotRising {
        /// The criterion.
        title: String,
    },
}

/// Why levels are no marking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unmarked {
    /// Not every criterion has a level, or there are more levels than criteria.
    #[error("every criterion needs one level")]
    Incomplete,
    /// A criterion has no such level.
    #[error("a criterion has no such level")]
    NoLevel,
}

impl Rubric {
    /// A scale of criteria.
    ///
    /// # Errors
    /// [`Flaw`] names the criterion.
    pub fn new(criteria: Vec<Criterion>) -> Result<Self, Flaw> {
        if criteria.is_empty() {
            return Err(Flaw::NoCriteria);
        }
        for Criterion { title, levels } in &criteria {
            if levels.len() < 2 {
                return Err(Flaw::TooFewLevels { title: title.clone() });
            }
            let rising = levels.windows(2).all(|pair| pair[0].marks < pair[1].marks);
            if levels[0].marks < Marks(0) || !rising {
                return Err(Flaw::NotRising { title: title.clone() });
            }
        }
        Ok(Self { criteria })
    }

    /// The scale for a report of one nonconformity: ten marks.
    pub fn nonconformity() -> Self {
        let criterion = |title: &str, levels: &[&str]| Criterion {
            title: title.to_owned(),
            levels: (0..)
                .zip(levels)
                .map(|(n, text)| Level { marks: Marks::whole(n), text: (*text).to_owned() })
                .collect(),
        };
        Self { criteria: STANDARD.iter().map(|(title, levels)| criterion(title, levels)).collect() }
    }

    /// The criteria, in order.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// What work can earn at most.
    pub fn most(&self) -> Marks {
        self.criteria.iter().filter_map(|criterion| criterion.levels.last()).map(|level| level.marks).sum()
    }

    /// What levels, one for each criterion and counted from 0, come to.
    ///
    /// # Errors
    /// [`Unmarked`].
    pub fn tally(&self, levels: &[u8]) -> Result<Tally, Unmarked> {
        if levels.len() != self.criteria.len() {
            return Err(Unmarked::Incomplete);
        }
        let given = self.criteria.iter().zip(levels);
        let marks = given.map(|(criterion, level)| Some(criterion.levels.get(usize::from(*level))?.marks));
        let score = marks.sum::<Option<Marks>>().ok_or(Unmarked::NoLevel)?;
        Ok(Tally { score, marks: self.most() })
    }
}

impl From<Rubric> for Vec<Criterion> {
    fn from(rubric: Rubric) -> Self {
        rubric.criteria
    }
}

impl TryFrom<Vec<Criterion>> for Rubric {
    type Error = Flaw;

    fn try_from(criteria: Vec<Criterion>) -> Result<Self, Flaw> {
        Self::new(criteria)
    }
}

/// Requirement, evidence, failure and grade, and no solution: an auditor who offers one audits the own advice next time.
const STANDARD: [(&str, &[&str]); 5] = [
    (
        "Requirement",
        &[
            "No requirement is stated, or one that does not bear on the case.",
            "The right clause is named, but not what it requires here; or the clause is only near.",
            "The right clause is named, and what it requires here is said correctly.",
        ],
    ),
    (
        "Evidence",
        &[
            "No evidence from the case.",
            "Evidence is mentioned without saying where it was seen, or it does not carry the finding.",
            "Evidence that carries the finding, but incomplete: source, date or number is missing.",
            "Evidence that carries the finding, with source, date and number, so that others find it again.",
        ],
    ),
    (
        "Failure",
        &[
            "It is not said what is not fulfilled.",
            "The failure is said vaguely, or beyond what the evidence shows.",
            "It is said exactly what is not fulfilled, and no more than the evidence shows.",
        ],
    ),
    (
        "Grade",
        &[
            "No grade, or a wrong one.",
            "The right grade without a reason that bears on it.",
            "The right grade with its reason.",
        ],
    ),
    ("No solution", &["A solution is recommended or implied.", "The finding is left as a finding."]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_for_nonconformities_has_ten_marks() {
        let rubric = Rubric::nonconformity();
        assert_eq!(Rubric::new(rubric.criteria().to_vec()), Ok(rubric.clone()), "it keeps the rules");
        assert_eq!(rubric.most(), Marks::whole(10));
        assert_eq!(rubric.tally(&[2, 3, 2, 2, 1]).map(|tally| tally.score), Ok(Marks::whole(10)));
        assert_eq!(rubric.tally(&[1, 2, 0, 1, 0]).map(|tally| tally.score), Ok(Marks::whole(4)));
        assert_eq!(rubric.tally(&[2, 3, 2, 2]), Err(Unmarked::Incomplete));
        assert_eq!(rubric.tally(&[2, 3, 2, 2, 2]), Err(Unmarked::NoLevel));
    }

    #[test]
    fn a_scale_that_is_none_is_refused() {
        let level = |marks| Level { marks: Marks(marks), text: String::new() };
        let scale = |levels: &[i32]| {
            let levels = levels.iter().copied().map(level).collect();
            Rubric::new(vec![Criterion { title: "Evidence".to_owned(), levels }])
        };
        let title = || "Evidence".to_owned();
        assert_eq!(Rubric::new(vec![]), Err(Flaw::NoCriteria));
        assert_eq!(scale(&[0]), Err(Flaw::TooFewLevels { title: title() }));
        assert_eq!(scale(&[0, 100, 100]), Err(Flaw::NotRising { title: title() }));
        assert_eq!(scale(&[-50, 100]), Err(Flaw::NotRising { title: title() }));
        assert!(scale(&[0, 50, 200]).is_ok());
        let stored = serde_json::to_string(&Rubric::nonconformity()).expect("a scale is plain data");
        assert_eq!(serde_json::from_str::<Rubric>(&stored).ok(), Some(Rubric::nonconformity()));
        assert!(serde_json::from_str::<Rubric>("[]").is_err(), "what is stored is checked as well");
    }
}
