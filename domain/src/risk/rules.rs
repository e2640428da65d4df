use serde::{Deserialize, Serialize};

use super::{BAND, FEWEST_RESULTS, Mock, Outcome, Prediction, Study};
use crate::time::{Millis, Timestamp};

/// From when on a rule holds. A trainer may set them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Days without doing anything.
    pub idle_days: i64,
    /// Lessons a day that a candidate can be expected to do, in hundredths.
    pub lessons_a_day: i64,
    /// Days before the exam from when on results must be there and clear.
    pub near_days: i64,
    /// Points of percent that results may fall.
    pub fall: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { idle_days: 14, lessons_a_day: 100, near_days: 14, fall: 5 }
    }
}

/// What makes one worry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Results lie clearly below the pass mark.
    BelowPassMark,
    /// Each of the last results was worse than the one before.
    Falling,
    /// More lessons are left than the days allow.
    Behind,
    /// Nothing was done for long.
    Idle,
    /// The exam is near and there are too few results.
    Unproved,
    /// The exam is near and results leave it open.
    Undecided,
    /// The last mock exam was not passed, and there are too few to expect anything.
    NotPassed,
}

/// A rule that holds for a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Which rule.
    pub rule: Rule,
    /// Why it holds, with the numbers.
    pub why: String,
}

impl Rule {
    /// All of them, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::BelowPassMark,
        Self::Behind,
        Self::Falling,
        Self::NotPassed,
        Self::Idle,
        Self::Unproved,
        Self::Undecided,
    ];

    /// Whether it is enough by itself to call somebody at risk.
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::BelowPassMark | Self::Behind)
    }

    /// The rule as a sentence.
    pub fn words(self, limits: &Limits) -> String {
        let Limits { idle_days, near_days, fall, .. } = limits;
        match self {
            Self::BelowPassMark => {
                format!("The latest results lie on average more than {BAND} points below the pass mark.")
            }
            Self::Falling => {
                format!(
                    "Each of the last three results was worse than the one before, and they fell by {fall} points or more."
                )
            }
            Self::Behind => format!("More than {} a day would be left until the exam.", lessons(limits.lessons_a_day)),
            Self::Idle => format!("Nothing was done for {} or more.", days(*idle_days)),
            Self::Unproved => {
                format!(
                    "The exam is at most {} away, and there are fewer than {FEWEST_RESULTS} results.",
                    days(*near_days)
                )
            }
            Self::NotPassed => {
                format!("The last mock exam was not passed, and there are fewer than {FEWEST_RESULTS} results.")
            }
            Self::Undecided => {
                format!("The exam is at most {} away, and the results could go either way.", days(*near_days))
            }
        }
    }
}

/// What the rules look at.
pub(super) struct Facts<'a> {
    pub study: &'a Study,
    /// Results in the order of time.
    pub mocks: &'a [Mock],
    pub prediction: Option<&'a Prediction>,
    pub now: Timestamp,
    pub limits: &'a Limits,
}

impl Facts<'_> {
    /// The rule with its reason, if it holds.
    pub(super) fn warning(&self, rule: Rule) -> Option<Warning> {
        let why = match rule {
            Rule::BelowPassMark => self.expects(Outcome::Fail),
            Rule::Falling => self.falling(),
            Rule::Behind => self.behind(),
            Rule::Idle => self.idle(),
            Rule::Unproved => self.near().filter(|_| self.prediction.is_none()).map(|left| {
                format!("The exam is {}, with {} of {FEWEST_RESULTS} results.", away(left), self.mocks.len())
            }),
            Rule::NotPassed => self.not_passed(),
            Rule::Undecided => self
                .near()
                .and_then(|left| self.expects(Outcome::Open).map(|why| format!("The exam is {}. {why}", away(left)))),
        }?;
        Some(Warning { rule, why })
    }

    fn expects(&self, outcome: Outcome) -> Option<String> {
        self.prediction.filter(|prediction| prediction.outcome == outcome).map(Prediction::why)
    }

    fn not_passed(&self) -> Option<String> {
        let last = self.mocks.last().filter(|last| self.prediction.is_none() && !last.passed())?;
        let points = last.margin().abs();
        Some(format!("The last result lies {}.{} points below the pass mark.", points / 100, points % 100 / 10))
    }

    fn falling(&self) -> Option<String> {
        let [first, second, third] = self.mocks.last_chunk::<3>()?.map(|mock| mock.margin());
        let fell = (first - third) / 100;
        let falling = third < second && second < first && first - third >= self.limits.fall * 100;
        falling.then(|| format!("The last three results fell by {fell} points, one after the other."))
    }

    /// A lesson that is begun on the last day still counts: days are rounded up.
    fn behind(&self) -> Option<String> {
        let left = self.study.lessons.saturating_sub(self.study.lessons_done);
        let days_left = self.days_until(self.study.exam?)?;
        let behind = left > 0 && i64::from(left) * 100 > days_left * self.limits.lessons_a_day.max(0);
        behind.then(|| {
            let left = lessons(i64::from(left) * 100);
            format!("{left} left, and the exam is {}.", away(days_left))
        })
    }

    fn idle(&self) -> Option<String> {
        let Some(last) = self.study.last_active else { return Some("Nothing was done yet.".to_owned()) };
        let idle = self.now.since(last).0.div_euclid(DAY.0);
        (idle >= self.limits.idle_days).then(|| format!("Last active {} ago.", days(idle)))
    }

    /// Days until the exam, when it is near.
    fn near(&self) -> Option<i64> {
        self.study.exam.and_then(|exam| self.days_until(exam)).filter(|left| *left <= self.limits.near_days)
    }

    /// Days until an instant, rounded up; nothing once it is past.
    fn days_until(&self, instant: Timestamp) -> Option<i64> {
        let left = instant.since(self.now).0;
        (left > 0).then(|| (left + DAY.0 - 1).div_euclid(DAY.0))
    }
}

const DAY: Millis = Millis(86_400_000);

fn days(number: i64) -> String {
    if number == 1 { "1 day".to_owned() } else { format!("{number} days") }
}

fn away(number: i64) -> String {
    format!("{} away", days(number))
}

/// Lessons, given in hundredths.
fn lessons(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (1, 0) => "1 lesson".to_owned(),
        (whole, 0) => format!("{whole} lessons"),
        (whole, part) => format!("{whole}.{part:02} lessons"),
    }
}
