//! A figure and what stands behind it: from how many answers it comes, and how far off it may be.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The standard normal deviate of a 95 % interval.
pub const Z: f64 = 1.959_963_984_540_054;

/// A figure that was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The figure.
    pub value: f64,
    /// The number of answers (or people, or reports) that it comes from.
    pub n: u32,
    /// The 95 % confidence interval, where there is one.
    pub interval: Option<Interval>,
}

/// A 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// A figure, or why there is none.
pub type Found = Result<Figure, Lack>;

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Too few answers.
    #[error("not enough answers: {n}, and {fewest} are needed")]
    TooFew {
        /// How many there are.
        n: u32,
        /// How many are needed.
        fewest: u32,
    },
    /// Too few questions.
    #[error("no figure: {items} questions, and {fewest} are needed")]
    TooFewItems {
        /// How many there are.
        items: u32,
        /// How many are needed.
        fewest: u32,
    },
    /// More questions than are compared with each other.
    #[error("no figure: there are more than {most} questions")]
    TooManyItems {
        /// How many are compared at most.
        most: u32,
    },
    /// All values are the same.
    #[error("no figure: everybody has the same marks")]
    NoVariance,
    /// The papers are not of the same marks, or not of the same number of questions.
    #[error("no figure: the papers differ in marks or in number of questions")]
    UnlikePapers,
    /// Too few papers have their questions in common.
    #[error("no figure: too few papers have the same questions")]
    RarelyTogether,
    /// The figure rests on a reliability, and that is below 0.
    #[error("no figure: the reliability is negative")]
    NegativeReliability,
    /// Nobody said what passes.
    #[error("no figure: there is no pass mark")]
    NoPassMark,
    /// Nothing is known of the time spent.
    #[error("no figure: no times were kept")]
    NoTimes,
    /// All ratings are one and the same, so that chance alone would agree.
    #[error("no figure: every rating is the same, so nothing could disagree")]
    OneLevel,
}

impl Figure {
    /// A figure without an interval.
    pub const fn plain(value: f64, n: u32) -> Self {
        Self { value, n, interval: None }
    }

    /// Whether the interval lies wholly below a value. Without an interval nothing is sure.
    pub fn surely_below(&self, value: f64) -> bool {
        self.interval.is_some_and(|interval| interval.high < value)
    }

    /// Whether the interval lies wholly above a value. Without an interval nothing is sure.
    pub fn surely_above(&self, value: f64) -> bool {
        self.interval.is_some_and(|interval| interval.low > value)
    }
}

/// The interval of a share of `n` (Wilson 1927, Journal of the American Statistical Association 22; without correction for
/// continuity). For shares of marks, which vary less than right and wrong with the same mean, it is too wide rather than
/// too narrow. Nothing for a share outside 0 to 1, or of nothing.
pub fn wilson(share: f64, n: u32) -> Option<Interval> {
    if n == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let n = f64::from(n);
    let squared = Z * Z;
    let middle = (share + squared / (2.0 * n)) / (1.0 + squared / n);
    let half = Z / (1.0 + squared / n) * (share * (1.0 - share) / n + squared / (4.0 * n * n)).sqrt();
    Some(Interval { low: (middle - half).max(0.0), high: (middle + half).min(1.0) })
}

/// The interval of a correlation over `n` pairs (Fisher 1921, Metron 1: the inverse hyperbolic tangent is about normal with
/// variance 1/(n - 3)). An approximation where one of the two is right or wrong only. Nothing below four pairs, or for a
/// correlation of 1 or -1.
pub fn fisher(correlation: f64, n: u32) -> Option<Interval> {
    if n < 4 || correlation.is_nan() || correlation.abs() >= 1.0 - 1e-12 {
        return None;
    }
    let half = Z / (f64::from(n) - 3.0).sqrt();
    let middle = correlation.atanh();
    Some(Interval { low: (middle - half).tanh(), high: (middle + half).tanh() })
}

/// The interval of the difference of two shares, each of so many (Newcombe 1998, Statistics in Medicine 17, method 10: out
/// of the two Wilson intervals).
pub fn newcombe((one, of_one): (f64, u32), (other, of_other): (f64, u32)) -> Option<Interval> {
    let (a, b) = (wilson(one, of_one)?, wilson(other, of_other)?);
    let difference = one - other;
    Some(Interval {
        low: difference - (one - a.low).hypot(b.high - other),
        high: difference + (a.high - one).hypot(other - b.low),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn close(interval: Option<Interval>, low: f64, high: f64, within: f64) {
        let found = interval.expect("there is an interval");
        assert!((found.low - low).abs() < within && (found.high - high).abs() < within, "{found:?}");
    }

    /// Newcombe 1998 (Statistics in Medicine 17, 857-872), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    #[test]
    fn wilson_agrees_with_newcombes_table() {
        close(wilson(81.0 / 263.0, 263), 0.2553, 0.3662, 5e-5);
        close(wilson(15.0 / 148.0, 148), 0.0624, 0.1605, 5e-5);
        close(wilson(0.0, 20), 0.0, 0.1611, 5e-5);
        close(wilson(1.0 / 29.0, 29), 0.0061, 0.1718, 5e-5);
        assert_eq!([wilson(0.5, 0), wilson(1.01, 5), wilson(-0.1, 5), wilson(f64::NAN, 5)], [None; 4]);
    }

    /// Newcombe 1998 (Statistics in Medicine 17, 873-890), table II: 56 of 70 against 48 of 80, 9 of 10 against 3 of 10.
    #[test]
    fn differences_agree_with_newcombes_table() {
        close(newcombe((56.0 / 70.0, 70), (48.0 / 80.0, 80)), 0.0524, 0.3339, 5e-5);
        close(newcombe((0.9, 10), (0.3, 10)), 0.1705, 0.8090, 5e-5);
    }

    /// By hand: atanh 0.5 = 0.549306, 1.959964 / 5 = 0.391993; tanh 0.157313 and tanh 0.941299.
    #[test]
    fn fisher_by_hand() {
        close(fisher(0.5, 28), 0.156_028, 0.735_818, 1e-5);
        assert_eq!([fisher(0.5, 3), fisher(1.0, 50), fisher(-1.0, 50), fisher(f64::NAN, 50)], [None; 4]);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_figure_and_narrows(right in 0u32..50, more in 1u32..50, r in -0.99..0.99f64) {
            let n = right + more;
            let share = f64::from(right) / f64::from(n);
            let (few, many) = (wilson(share, n).expect("a share"), wilson(share, n * 4).expect("a share"));
            prop_assert!(few.low <= share + 1e-12 && share <= few.high + 1e-12);
            prop_assert!(0.0 <= few.low && few.high <= 1.0);
            prop_assert!(many.high - many.low < few.high - few.low);
            let correlation = fisher(r, n + 3).expect("a correlation");
            prop_assert!(correlation.low < r && r < correlation.high);
            prop_assert!(-1.0 <= correlation.low && correlation.high <= 1.0);
        }
    }
}
