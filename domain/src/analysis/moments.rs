//! Means, spreads and correlations. Deviations are taken from the mean first, so that large marks lose no digits.

use crate::figure::Lack;

/// The mean; 0 of nothing.
pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The sum of products of deviations, divided by one less than the number; 0 below two.
pub(super) fn covariance(xs: &[f64], ys: &[f64]) -> f64 {
    if xs.len() < 2 {
        return 0.0;
    }
    let (x, y) = (mean(xs), mean(ys));
    let sum = xs.iter().zip(ys).map(|(a, b)| (a - x) * (b - y)).sum::<f64>();
    sum / (xs.len() - 1) as f64
}

/// The variance with one less than the number as divisor.
pub(super) fn variance(values: &[f64]) -> f64 {
    covariance(values, values)
}

/// Whether values differ at all. Marks have seven places, so that a true difference never shows as little as this.
pub(super) fn varies(variance: f64) -> bool {
    variance > 1e-15
}

/// Pearson's product-moment correlation.
///
/// # Errors
/// [`Lack::NoVariance`].
pub(super) fn correlation(xs: &[f64], ys: &[f64]) -> Result<f64, Lack> {
    let (x, y) = (variance(xs), variance(ys));
    if !varies(x) || !varies(y) {
        return Err(Lack::NoVariance);
    }
    Ok((covariance(xs, ys) / (x.sqrt() * y.sqrt())).clamp(-1.0, 1.0))
}

/// The middle value, or the mean of the two in the middle; nothing of nothing.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len() % 2 == 1 { upper } else { (sorted[middle - 1] + upper) / 2.0 })
}
