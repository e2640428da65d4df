use super::enough;
use super::moments::{mean, median, variance, varies};
use super::ranking::Ranking;
use crate::figure::Interval;
use crate::figure::{Figure, Found, Lack, Z};

/// How the marks of whole papers are distributed, in marks. No figures where papers are not worth the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    /// The mean, with the normal interval (1.96 standard errors to both sides).
    pub mean: Found,
    /// The middle one.
    pub median: Found,
    /// The standard deviation, with one less than the number as divisor.
    pub deviation: Found,
    /// The skewness k3 / k2^1.5 from Fisher's k-statistics, as Moodle's statistics report has it.
    pub skewness: Found,
    /// The excess kurtosis k4 / k2^2 from Fisher's k-statistics, likewise.
    pub kurtosis: Found,
}

impl Distribution {
    pub(super) fn of(ranking: &Ranking) -> Self {
        let marks = ranking.marks();
        let n = if ranking.alike { enough(marks.len()) } else { Err(Lack::UnlikePapers) };
        let deviation = variance(&marks).sqrt();
        let middle = n.map(|n| {
            let (value, half) = (mean(&marks), Z * deviation / f64::from(n).sqrt());
            Figure { value, n, interval: Some(Interval { low: value - half, high: value + half }) }
        });
        let shape = |n: u32, of: fn(&[f64]) -> f64| {
            if varies(deviation * deviation) { Ok(Figure::plain(of(&marks), n)) } else { Err(Lack::NoVariance) }
        };
        Self {
            mean: middle,
            median: n.map(|n| Figure::plain(median(&marks).unwrap_or_default(), n)),
            deviation: n.map(|n| Figure::plain(deviation, n)),
            skewness: n.and_then(|n| shape(n, skewness)),
            kurtosis: n.and_then(|n| shape(n, kurtosis)),
        }
    }
}

/// The mean of the deviations to a power.
fn central(values: &[f64], power: i32) -> f64 {
    let middle = mean(values);
    values.iter().map(|value| (value - middle).powi(power)).sum::<f64>() / values.len() as f64
}

fn skewness(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let third = n * n * central(values, 3) / ((n - 1.0) * (n - 2.0));
    third / variance(values).powf(1.5)
}

fn kurtosis(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let (second, fourth) = (central(values, 2), central(values, 4));
    let inner = (n + 1.0) * fourth - 3.0 * (n - 1.0) * second * second;
    n * n * inner / ((n - 1.0) * (n - 2.0) * (n - 3.0)) / variance(values).powi(2)
}
