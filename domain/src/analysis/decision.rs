use super::ranking::Ranking;
use super::reliability::Reliability;
use super::{Answers, Score};
use super::{moments, moments::mean};
use crate::figure::{Figure, Found, Lack};
use crate::marks::Marks;

/// How it was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Right or wrong answers to items of equal worth: a candidate's true share is estimated from the own score and the mean by
    /// the reliability, and a second paper is a binomial draw with it (Subkoviak 1976, Journal of Educational Measurement 13,
    /// 265-276).
    Binomial,
    /// Other marks: the totals of two papers are taken for bivariate normal, with the reliability as their correlation, and the
    /// cut is set half a step of the marks lower (Peng and Subkoviak 1980, Journal of Educational Measurement 17, 359-368).
    Normal,
}

/// How far the decision at the pass mark can be relied on: what would happen if everybody sat a second paper like this one,
/// having learnt and forgotten nothing. An estimate from one sitting, without an interval. Totals alone decide: floors of sections
/// are not considered.
#[derive(Clone, Debug, PartialEq)]
pub struct Consistency {
    /// How it was worked out.
    pub model: Model,
    /// The share of candidates for whom both papers would come to the same decision.
    pub agreement: Found,
    /// The same beyond what chance would bring (kappa).
    pub kappa: Found,
}

impl Consistency {
    pub(super) fn of(answers: &Answers, ranking: &Ranking, reliability: &Reliability, cut: Option<Marks>) -> Self {
        let model = if answers.is_right_or_wrong() { Model::Binomial } else { Model::Normal };
        let found = reliability.figure.and_then(|figure| {
            let cut = Score::of(cut.ok_or(Lack::NoPassMark)?).fine();
            // A reliability of 0 may come out a rounding below it.
            if figure.value < -1e-12 {
                return Err(Lack::NegativeReliability);
            }
            // Estimates from papers that were drawn can come out above 1.
            let reliability = figure.value.clamp(0.0, 1.0);
            let estimate = match model {
                Model::Binomial => binomial(answers, ranking, reliability, cut),
                Model::Normal => normal(answers, ranking, reliability, cut),
            };
            Ok((estimate, figure.n))
        });
        let agreement = found.map(|(estimate, n)| Figure::plain(estimate.agreement, n));
        let kappa = found.and_then(|(estimate, n)| Ok(Figure::plain(estimate.kappa().ok_or(Lack::NoVariance)?, n)));
        Self { model, agreement, kappa }
    }
}

/// What two papers would have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Estimate {
    /// The share with the same decision twice.
    agreement: f64,
    /// The share that passes.
    passing: f64,
}

impl Estimate {
    fn kappa(self) -> Option<f64> {
        let chance = self.passing.powi(2) + (1.0 - self.passing).powi(2);
        (chance < 1.0 - 1e-12).then(|| (self.agreement - chance) / (1.0 - chance))
    }
}

fn binomial(answers: &Answers, ranking: &Ranking, reliability: f64, cut: i64) -> Estimate {
    let worth = answers.columns().first().map_or(1, |column| Score::of(column.worth).fine().max(1));
    let right = |total: i64| usize::try_from(total / worth).unwrap_or(0);
    let items = answers.rows().first().map_or(0, Vec::len);
    let mut people = vec![0_u32; items + 1];
    for total in &ranking.totals {
        people[right(total.earned).min(items)] += 1;
    }
    let cut = usize::try_from((cut.max(0) + worth - 1) / worth).unwrap_or(usize::MAX);
    subkoviak(&people, reliability, cut)
}

/// `people[x]` have x items right; with `cut` or more right a paper is passed.
fn subkoviak(people: &[u32], reliability: f64, cut: usize) -> Estimate {
    let items = people.len() - 1;
    let all = people.iter().map(|n| f64::from(*n)).sum::<f64>();
    let share = |right: usize| right as f64 / items as f64;
    let mean = (0..).zip(people).map(|(right, n)| f64::from(*n) * share(right)).sum::<f64>() / all;
    let mut estimate = Estimate { agreement: 0.0, passing: 0.0 };
    for (right, n) in (0..).zip(people).filter(|(_, n)| **n > 0) {
        let truly = reliability * share(right) + (1.0 - reliability) * mean;
        let pass = at_least(cut, items, truly);
        let weight = f64::from(*n) / all;
        estimate.agreement += weight * (pass.powi(2) + (1.0 - pass).powi(2));
        estimate.passing += weight * pass;
    }
    estimate
}

/// The probability of `least` or more successes in `trials`. Terms are taken relative to the likeliest, so that none is lost to
/// underflow that matters.
fn at_least(least: usize, trials: usize, chance: f64) -> f64 {
    if chance <= 0.0 || chance >= 1.0 {
        let sure = if chance >= 1.0 { trials } else { 0 };
        return if sure >= least { 1.0 } else { 0.0 };
    }
    let odds = chance / (1.0 - chance);
    let mode = (((trials + 1) as f64 * chance) as usize).min(trials);
    let mut terms = vec![0.0; trials + 1];
    terms[mode] = 1.0;
    for n in mode + 1..=trials {
        terms[n] = terms[n - 1] * odds * (trials - n + 1) as f64 / n as f64;
    }
    for n in (0..mode).rev() {
        terms[n] = terms[n + 1] / odds * (n + 1) as f64 / (trials - n) as f64;
    }
    terms.iter().skip(least).sum::<f64>() / terms.iter().sum::<f64>()
}

fn normal(answers: &Answers, ranking: &Ranking, reliability: f64, cut: i64) -> Estimate {
    let scores = answers.rows().iter().flatten().map(|answer| answer.score.fine());
    let step = scores.fold(0, greatest_divisor);
    let (marks, fine) = (ranking.marks(), Score::of(Marks::ONE).fine() as f64);
    let border = (cut as f64 - step as f64 / 2.0) / fine;
    bivariate((border - mean(&marks)) / moments::variance(&marks).sqrt(), reliability)
}

fn greatest_divisor(one: i64, other: i64) -> i64 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// Two standard normal variables of this correlation (0 to 1), both cut at `border`. That both lie above it has the probability
/// Q^2 + 1/(2 pi) times the integral of exp(-h^2 / (1 + sin t)) from 0 to arcsin r (Sheppard 1899, by Plackett's identity).
fn bivariate(border: f64, correlation: f64) -> Estimate {
    let above = upper_tail(border);
    let density = |angle: f64| (-border * border / (1.0 + angle.sin())).exp();
    let both = above * above + simpson(density, 0.0, correlation.asin()) / std::f64::consts::TAU;
    Estimate { agreement: (1.0 - 2.0 * above + 2.0 * both).clamp(0.0, 1.0), passing: above }
}

/// The probability that a standard normal variable lies above a value.
fn upper_tail(value: f64) -> f64 {
    let density = |x: f64| (-x * x / 2.0).exp() / std::f64::consts::TAU.sqrt();
    (0.5 - simpson(density, 0.0, value.clamp(-9.0, 9.0))).clamp(0.0, 1.0)
}

/// Simpson's rule with a thousand pieces.
fn simpson(of: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    const PIECES: i32 = 1_000;
    let step = (to - from) / f64::from(PIECES);
    let inner = (1..PIECES).map(|n| if n % 2 == 1 { 4.0 } else { 2.0 } * of(from + step * f64::from(n)));
    (of(from) + of(to) + inner.sum::<f64>()) * step / 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, within: f64) {
        assert!((found - expected).abs() < within, "{found} is not {expected}");
    }

    /// Three people with 0, 1 and 2 of two items right, reliability 1/2, one right passes. True shares 1/4, 1/2, 3/4; passing
    /// with 7/16, 3/4, 15/16; agreement 130/256, 160/256, 226/256, on average 43/64. Passing on average 17/24, by chance
    /// (289 + 49)/576 = 169/288; kappa (43/64 - 169/288) / (1 - 169/288) = 7/34.
    #[test]
    fn subkoviak_by_hand() {
        let estimate = subkoviak(&[1, 1, 1], 0.5, 1);
        near(estimate.agreement, 43.0 / 64.0, 1e-12);
        near(estimate.passing, 17.0 / 24.0, 1e-12);
        near(estimate.kappa().expect("not everybody passes"), 7.0 / 34.0, 1e-12);
        // Perfectly reliable: shares 0, 1/2, 1 pass with 0, 1/4, 1 where both must be right.
        near(subkoviak(&[1, 1, 1], 1.0, 2).agreement, (1.0 + 10.0 / 16.0 + 1.0) / 3.0, 1e-12);
        assert_eq!(subkoviak(&[0, 0, 5], 1.0, 1).kappa(), None, "who all pass cannot disagree");
    }

    /// Subkoviak 1988 (Journal of Educational Measurement 25, 47-55), tables 1 and 2, the rows for a cut at the mean.
    #[test]
    fn a_cut_at_the_mean_agrees_with_subkoviaks_tables() {
        let agreement = [0.53, 0.56, 0.60, 0.63, 0.67, 0.70, 0.75, 0.80, 0.86];
        let kappa = [0.06, 0.13, 0.19, 0.26, 0.33, 0.41, 0.49, 0.59, 0.71];
        for (tenths, (agreement, kappa)) in (1..).zip(agreement.into_iter().zip(kappa)) {
            let estimate = bivariate(0.0, f64::from(tenths) / 10.0);
            near(estimate.agreement, agreement, 0.0051);
            near(estimate.kappa().expect("half of them pass"), kappa, 0.0051);
        }
    }

    /// Tables of the normal distribution: Q(1) = 0.158655, Q(1.96) = 0.0249979, Q(3) = 0.00134990. Without correlation agreement is
    /// chance, with a perfect one it is certain.
    #[test]
    fn tails_and_borders() {
        for (value, tail) in
            [(0.0, 0.5), (1.0, 0.158_655_25), (-1.0, 0.841_344_75), (1.96, 0.024_997_90), (3.0, 0.001_349_9)]
        {
            near(upper_tail(value), tail, 5e-9);
        }
        for border in [-2.0, 0.3, 1.5] {
            near(bivariate(border, 0.0).kappa().expect("some pass"), 0.0, 1e-9);
            near(bivariate(border, 1.0).agreement, 1.0, 1e-6);
        }
    }

    #[test]
    fn binomial_tails() {
        near(at_least(2, 3, 0.5), 0.5, 1e-12);
        near(at_least(1, 4, 0.25), 1.0 - 0.75_f64.powi(4), 1e-12);
        near(at_least(900, 1_000, 0.99), 1.0, 1e-9);
        near(at_least(5, 5, 0.9), 0.9_f64.powi(5), 1e-12);
        assert_eq!(
            [at_least(0, 3, 0.0), at_least(1, 3, 0.0), at_least(3, 3, 1.0), at_least(4, 3, 1.0)],
            [1.0, 0.0, 1.0, 0.0]
        );
    }
}
