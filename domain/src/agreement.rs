//! How far two markers agree who marked the same work on the same scale.

mod reading;

use thiserror::Error;

use crate::figure::{Figure, Found, Interval, Lack, Z, wilson};

pub use reading::Reading;

/// How much a difference of levels counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Every difference counts fully (Cohen 1960, Educational and Psychological Measurement 20).
    None,
    /// By the number of levels between the two (Cicchetti and Allison 1971).
    Linear,
    /// By the square of that number (Fleiss and Cohen 1973).
    Quadratic,
}

/// Works marked by both: fewer give no figure. Our own choice: with ten works that agree the interval of their share still
/// begins at 0.72.
pub const FEWEST_WORKS: u32 = 10;

/// Why ratings were not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unrated {
    /// A scale has two levels or more.
    #[error("a scale has at least two levels")]
    NoScale,
    /// A rating lies outside the scale.
    #[error("a rating lies outside the scale")]
    OffScale,
}

/// The agreement of two markers.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// `counts[a][b]`: works that the first marker put on level a and the second on level b, counted from 0.
    pub counts: Vec<Vec<u32>>,
    /// Works that both marked.
    pub n: u32,
    /// The share on which they gave the same level; interval by Wilson.
    pub exact: Found,
}

impl Agreement {
    /// Compares pairs of levels, counted from 0, on a scale of so many levels.
    ///
    /// # Errors
    /// [`Unrated`].
    pub fn of(levels: usize, pairs: &[(usize, usize)]) -> Result<Self, Unrated> {
        if levels < 2 {
            return Err(Unrated::NoScale);
        }
        let mut counts = vec![vec![0_u32; levels]; levels];
        for (first, second) in pairs {
            *counts.get_mut(*first).and_then(|row| row.get_mut(*second)).ok_or(Unrated::OffScale)? += 1;
        }
        let n = counts.iter().flatten().sum::<u32>();
        let same = (0..levels).map(|level| counts[level][level]).sum::<u32>();
        let share = f64::from(same) / f64::from(n.max(1));
        let exact = enough(n).map(|n| Figure { value: share, n, interval: wilson(share, n) });
        Ok(Self { counts, n, exact })
    }

    /// Cohen's kappa: agreement beyond what two markers would reach by chance who give levels as often as these two do. 1 is full
    /// agreement, 0 is chance, below 0 is worse than chance. Interval from the standard error of Fleiss, Cohen and Everitt
    /// (1969, Psychological Bulletin 72), held to at most 1; none where they agree fully, since that error is then 0. No figure
    /// where all ratings of both are one level.
    pub fn kappa(&self, weights: Weights) -> Found {
        let n = enough(self.n)?;
        let kappa = Kappa::of(&self.counts, |a, b| weights.of(a, b, self.counts.len())).ok_or(Lack::OneLevel)?;
        let half = Z * kappa.error;
        let interval = Interval { low: (kappa.value - half).max(-1.0), high: (kappa.value + half).min(1.0) };
        Ok(Figure { value: kappa.value, n, interval: (half > 1e-9).then_some(interval) })
    }
}

impl Weights {
    /// How far two levels agree: 1 for the same, 0 for the ends of the scale.
    fn of(self, a: usize, b: usize, levels: usize) -> f64 {
        let apart = a.abs_diff(b) as f64 / (levels - 1) as f64;
        match self {
            Self::None => f64::from(u8::from(a == b)),
            Self::Linear => 1.0 - apart,
            Self::Quadratic => 1.0 - apart * apart,
        }
    }
}

fn enough(n: u32) -> Result<u32, Lack> {
    if n < FEWEST_WORKS { Err(Lack::TooFew { n, fewest: FEWEST_WORKS }) } else { Ok(n) }
}

struct Kappa {
    value: f64,
    error: f64,
}

impl Kappa {
    fn of(counts: &[Vec<u32>], weight: impl Fn(usize, usize) -> f64) -> Option<Self> {
        let levels = counts.len();
        let n = f64::from(counts.iter().flatten().sum::<u32>());
        let share = |a: usize, b: usize| f64::from(counts[a][b]) / n;
        let first = (0..levels).map(|a| (0..levels).map(|b| share(a, b)).sum()).collect::<Vec<f64>>();
        let second = (0..levels).map(|b| (0..levels).map(|a| share(a, b)).sum()).collect::<Vec<f64>>();
        let over = |of: &dyn Fn(usize, usize) -> f64| {
            (0..levels).flat_map(|a| (0..levels).map(move |b| (a, b))).map(|(a, b)| of(a, b)).sum::<f64>()
        };
        let observed = over(&|a, b| weight(a, b) * share(a, b));
        let chance = over(&|a, b| weight(a, b) * first[a] * second[b]);
        if n < 1.0 || chance > 1.0 - 1e-12 {
            return None;
        }
        let value = (observed - chance) / (1.0 - chance);
        let of_first = (0..levels).map(|a| (0..levels).map(|b| weight(a, b) * second[b]).sum()).collect::<Vec<f64>>();
        let of_second = (0..levels).map(|b| (0..levels).map(|a| weight(a, b) * first[a]).sum()).collect::<Vec<f64>>();
        let spread = over(&|a, b| share(a, b) * (weight(a, b) - (of_first[a] + of_second[b]) * (1.0 - value)).powi(2));
        let variance = spread - (value - chance * (1.0 - value)).powi(2);
        Some(Self { value, error: (variance.max(0.0) / n).sqrt() / (1.0 - chance) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table<const N: usize>(counts: [[u32; N]; N]) -> Agreement {
        let cell = |a: usize, b: usize| std::iter::repeat_n((a, b), counts[a][b] as usize);
        let pairs = (0..N).flat_map(|a| (0..N).flat_map(move |b| cell(a, b))).collect::<Vec<_>>();
        Agreement::of(N, &pairs).expect("the table is square")
    }

    #[track_caller]
    fn is(found: Found, value: f64, error: f64, within: f64) {
        let figure = found.expect("there is a figure");
        let interval = figure.interval.expect("there is an interval");
        assert!((figure.value - value).abs() < within, "{figure:?}");
        assert!(((interval.high - interval.low) / 2.0 / Z - error).abs() < within, "{figure:?}");
    }

    /// SAS/STAT user's guide, the FREQ procedure, agreement study of two dermatologists: simple kappa 0.3449 with a standard
    /// error of 0.0724, weighted kappa (Cicchetti-Allison) 0.5082 with 0.0655.
    #[test]
    fn two_dermatologists_agree_as_published() {
        let skin = table([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]);
        is(skin.kappa(Weights::None), 0.3449, 0.0724, 5e-5);
        is(skin.kappa(Weights::Linear), 0.5082, 0.0655, 5e-5);
        assert!((skin.exact.expect("88 patients").value - 45.0 / 88.0).abs() < 1e-12);
    }

    /// Hout, Duncan and Sobel 1987, as in Agresti, Categorical Data Analysis, and analysed in R's vcd: unweighted 0.1293 (0.0686),
    /// equal spacing 0.2374 (0.0783), Fleiss-Cohen 0.3320 (0.0973).
    #[test]
    fn ninety_one_couples_agree_as_published() {
        let couples = table([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]);
        is(couples.kappa(Weights::None), 0.1293, 0.0686, 5e-5);
        is(couples.kappa(Weights::Linear), 0.2374, 0.0783, 5e-5);
        is(couples.kappa(Weights::Quadratic), 0.3320, 0.0973, 5e-5);
    }

    /// Fleiss, Statistical Methods for Rates and Proportions, chapter on interrater agreement: 100 diagnoses, kappa 0.676.
    #[test]
    fn a_hundred_diagnoses_agree_as_published() {
        let diagnoses = table([[75, 1, 4], [5, 4, 1], [0, 0, 10]]);
        assert!((diagnoses.kappa(Weights::None).expect("there is a figure").value - 0.676).abs() < 5e-4);
    }

    #[test]
    fn where_nothing_could_disagree_there_is_no_figure() {
        assert_eq!(table([[50, 0], [0, 0]]).kappa(Weights::Linear), Err(Lack::OneLevel));
        assert_eq!(table([[4, 0], [0, 5]]).kappa(Weights::None), Err(Lack::TooFew { n: 9, fewest: 10 }));
        assert_eq!(Agreement::of(3, &[]).map(|none| none.exact), Ok(Err(Lack::TooFew { n: 0, fewest: 10 })));
        assert_eq!(Agreement::of(1, &[]), Err(Unrated::NoScale));
        assert_eq!(Agreement::of(2, &[(0, 2)]), Err(Unrated::OffScale));
        let full = table([[6, 0], [0, 6]]).kappa(Weights::Quadratic).expect("both levels were given");
        assert_eq!((full.value, full.interval), (1.0, None));
        // All disagree, and as often as chance could make them.
        assert_eq!(table([[0, 6], [6, 0]]).kappa(Weights::None).map(|figure| figure.value), Ok(-1.0));
    }

    proptest! {
        /// Quadratic weights give the coefficient of concordance: 2 cov / (var + var + difference of means squared), with the
        /// number as divisor (Krippendorff 1970; Lin 1989).
        #[test]
        fn quadratic_kappa_is_the_concordance(pairs in prop::collection::vec((0usize..5, 0usize..5), 10..60)) {
            let n = pairs.len() as f64;
            let mean = |of: fn(&(usize, usize)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
            let (x, y) = (mean(|pair| pair.0 as f64), mean(|pair| pair.1 as f64));
            let product = |of: fn(f64, f64) -> f64| {
                pairs.iter().map(|pair| of(pair.0 as f64, pair.1 as f64)).sum::<f64>() / n
            };
            let apart = product(|a, b| (a - b) * (a - b));
            let bottom = product(|a, _| a * a) - x * x + product(|_, b| b * b) - y * y + (x - y) * (x - y);
            match Agreement::of(5, &pairs).expect("all on the scale").kappa(Weights::Quadratic) {
                Ok(kappa) => prop_assert!((kappa.value - (1.0 - apart / bottom)).abs() < 1e-9),
                Err(lack) => prop_assert!(lack == Lack::OneLevel && bottom < 1e-9, "{lack}"),
            }
        }

        #[test]
        fn markers_may_change_places(pairs in prop::collection::vec((0usize..4, 0usize..4), 10..40)) {
            let turned = pairs.iter().map(|(a, b)| (*b, *a)).collect::<Vec<_>>();
            let kappa = |pairs: &[(usize, usize)], weights| {
                Agreement::of(4, pairs).expect("all on the scale").kappa(weights).map(|figure| figure.value)
            };
            for weights in [Weights::None, Weights::Linear, Weights::Quadratic] {
                match (kappa(&pairs, weights), kappa(&turned, weights)) {
                    (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9 && one <= 1.0 + 1e-12),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }
}
