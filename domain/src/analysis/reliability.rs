use super::moments::{covariance, mean, variance, varies};
use super::ranking::Ranking;
use super::{Answer, Answers, enough};
use crate::figure::{Figure, Found, Interval, Lack, Z};

/// Papers that two items must have in common before their covariance counts. Our own choice.
pub const FEWEST_TOGETHER: u32 = 10;

/// Items that are compared pair by pair at most: the work and the memory grow with their square.
pub const MOST_COMPARED: u32 = 1_000;

/// The share of all pairs of items that must have [`FEWEST_TOGETHER`] papers in common. Our own choice.
const FEWEST_PAIRS: f64 = 0.9;

/// Which coefficient it is: the same formula under two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coefficient {
    /// Every answer is right or wrong and all items are worth the same (Kuder and Richardson 1937, formula 20).
    Kr20,
    /// Any marks (Cronbach 1951).
    Alpha,
}

/// How it was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every paper had every item: by the variances of items and totals.
    Complete,
    /// Papers were drawn: by the mean variance of an item and the mean covariance of two items, over the papers that had both,
    /// for papers of as many items as these have. For complete matrices that is the same formula. It takes for granted that
    /// chance decided who had which item.
    Pairwise,
}

/// How far marks can be relied on.
#[derive(Clone, Debug, PartialEq)]
pub struct Reliability {
    /// Which coefficient.
    pub coefficient: Coefficient,
    /// How it was worked out.
    pub method: Method,
    /// The coefficient: 1 at most, and below 0 when items on the whole contradict each other. Interval by Bonett 2002 (Journal of
    /// Educational and Behavioral Statistics 27) for complete matrices; none otherwise.
    pub figure: Found,
    /// The standard error of measurement in marks: the deviation of totals times the root of 1 - the coefficient.
    pub error: Found,
}

/// What the coefficient is made of.
struct Parts {
    /// Items in a paper.
    items: f64,
    /// The mean variance of an item.
    variance: f64,
    /// The mean covariance of two items.
    covariance: f64,
}

impl Reliability {
    /// What has to be said beside the figure.
    pub fn remark(&self) -> Option<&'static str> {
        match &self.figure {
            Ok(figure) if figure.value < 0.0 => Some(
                "The reliability is negative: candidates who do well on one question tend to do worse on others. Look for \
                 wrong keys, or for questions that measure different things.",
            ),
            _ => None,
        }
    }

    pub(super) fn of(answers: &Answers, ranking: &Ranking) -> Self {
        let coefficient = if answers.is_right_or_wrong() { Coefficient::Kr20 } else { Coefficient::Alpha };
        let method = if answers.is_complete() { Method::Complete } else { Method::Pairwise };
        let parts = enough(answers.rows().len()).and_then(|n| Ok((n, parts(answers, ranking, method)?)));
        let figure = parts.as_ref().map_err(|lack| *lack).and_then(|(n, parts)| {
            let value = parts.coefficient().ok_or(Lack::NoVariance)?;
            let interval = if method == Method::Complete { bonett(value, parts.items, *n) } else { None };
            Ok(Figure { value, n: *n, interval })
        });
        let error = figure.and_then(|figure| {
            let parts = parts.as_ref().map_err(|lack| *lack)?;
            Ok(Figure::plain((parts.1.items * (parts.1.variance - parts.1.covariance)).max(0.0).sqrt(), figure.n))
        });
        Self { coefficient, method, figure, error }
    }
}

impl Parts {
    /// Of complete matrices, where the variance of the totals says how the items vary together.
    fn complete(items: f64, of_items: f64, of_totals: f64) -> Self {
        let covariance = (of_totals - of_items) / (items * (items - 1.0));
        Self { items, variance: of_items / items, covariance }
    }

    fn coefficient(&self) -> Option<f64> {
        let whole = self.variance + (self.items - 1.0) * self.covariance;
        varies(whole).then(|| self.items * self.covariance / whole)
    }
}

fn parts(answers: &Answers, ranking: &Ranking, method: Method) -> Result<Parts, Lack> {
    let length = answers.rows().first().map_or(0, Vec::len);
    if !ranking.alike || answers.rows().iter().any(|row| row.len() != length) {
        return Err(Lack::UnlikePapers);
    }
    if length < 2 {
        return Err(Lack::TooFewItems { items: length as u32, fewest: 2 });
    }
    match method {
        Method::Complete => {
            let of_items = marks(answers).iter().map(|marks| variance(marks)).sum();
            Ok(Parts::complete(length as f64, of_items, variance(&ranking.marks())))
        }
        Method::Pairwise => pairwise(answers, length as f64),
    }
}

/// The marks of each column, in the order of the rows.
fn marks(answers: &Answers) -> Vec<Vec<f64>> {
    let mut marks = vec![Vec::new(); answers.columns().len()];
    for answer in answers.rows().iter().flatten() {
        marks[answer.column].push(answer.score.marks());
    }
    marks
}

/// What two items have in common: sums over the papers that had both.
#[derive(Clone, Copy, Default)]
struct Pair {
    n: u32,
    one: f64,
    other: f64,
    product: f64,
}

impl Pair {
    /// The sum of products of deviations.
    fn products(&self) -> f64 {
        self.product - self.one * self.other / f64::from(self.n.max(1))
    }
}

fn pairwise(answers: &Answers, items: f64) -> Result<Parts, Lack> {
    let columns = answers.columns().len();
    if columns > MOST_COMPARED as usize {
        return Err(Lack::TooManyItems { most: MOST_COMPARED });
    }
    let marks = marks(answers);
    let means = marks.iter().map(|marks| mean(marks)).collect::<Vec<_>>();
    let mut pairs = vec![Pair::default(); columns * columns.saturating_sub(1) / 2];
    for row in answers.rows() {
        let off = |answer: &Answer| answer.score.marks() - means[answer.column];
        for (place, second) in row.iter().enumerate() {
            let (begin, other) = (second.column * second.column.saturating_sub(1) / 2, off(second));
            for first in &row[..place] {
                let (pair, one) = (&mut pairs[begin + first.column], off(first));
                pair.n += 1;
                pair.one += one;
                pair.other += other;
                pair.product += one * other;
            }
        }
    }
    let known = pairs.iter().filter(|pair| pair.n >= FEWEST_TOGETHER);
    if (known.clone().count() as f64) < FEWEST_PAIRS * pairs.len() as f64 {
        return Err(Lack::RarelyTogether);
    }
    let freedom = |n: usize| n.saturating_sub(1) as f64;
    let of_pairs =
        known.clone().map(Pair::products).sum::<f64>() / known.map(|pair| freedom(pair.n as usize)).sum::<f64>();
    let squares = marks.iter().map(|marks| variance(marks) * freedom(marks.len())).sum::<f64>();
    let of_items = squares / marks.iter().map(|marks| freedom(marks.len())).sum::<f64>();
    Ok(Parts { items, variance: of_items, covariance: of_pairs })
}

/// The logarithm of 1 - alpha is about normal with variance 2k / ((k - 1)(n - 2)).
fn bonett(alpha: f64, items: f64, n: u32) -> Option<Interval> {
    if alpha >= 1.0 - 1e-12 || n < 3 {
        return None;
    }
    let half = Z * (2.0 * items / ((items - 1.0) * (f64::from(n) - 2.0))).sqrt();
    let off = |half: f64| 1.0 - ((1.0 - alpha).ln() + half).exp();
    Some(Interval { low: off(half), high: off(-half) })
}

/// For each column the coefficient of the paper without it. Complete matrices only.
pub(super) fn without_each(answers: &Answers, ranking: &Ranking) -> Vec<Found> {
    let columns = answers.columns().len();
    let n = match enough(answers.rows().len()) {
        Err(lack) => return vec![Err(lack); columns],
        Ok(_) if !answers.is_complete() => return vec![Err(Lack::UnlikePapers); columns],
        Ok(_) if columns < 3 => return vec![Err(Lack::TooFewItems { items: columns as u32, fewest: 3 }); columns],
        Ok(n) => n,
    };
    let (marks, totals) = (marks(answers), ranking.marks());
    let variances = marks.iter().map(|marks| variance(marks)).collect::<Vec<_>>();
    let (of_items, of_totals, left) = (variances.iter().sum::<f64>(), variance(&totals), columns as f64 - 1.0);
    let without = |(marks, own): (&Vec<f64>, &f64)| {
        let rest = of_totals + own - 2.0 * covariance(marks, &totals);
        let value = Parts::complete(left, of_items - own, rest).coefficient().ok_or(Lack::NoVariance)?;
        Ok(Figure::plain(value, n))
    };
    marks.iter().zip(&variances).map(without).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// LSAT section 6 (Bock and Lieberman 1970; 1,000 people, 5 items): standard deviations of items and totals, alpha, and alpha
    /// without each item, as R's psych 2.2.9 gives them.
    #[test]
    fn lsat6_from_its_published_deviations() {
        let items = [
            0.265_130_711_714_607,
            0.454_450_795_494_436,
            0.497_431_843_008_103,
            0.425_455_064_621_415,
            0.336_471_712_352_188,
        ];
        let (of_totals, with_total) = (
            1.035_041_211_889_8_f64,
            [
                0.362_010_437_161_764,
                0.566_772_095_384_459,
                0.618_439_753_567_376,
                0.534_418_326_243_924,
                0.435_366_427_887_606,
            ],
        );
        let without = [
            0.275_356_210_798_234,
            0.237_583_904_646_682,
            0.216_799_462_943_282,
            0.245_932_710_433_571,
            0.266_294_411_208_251,
        ];
        let of_items = items.map(|deviation: f64| deviation.powi(2)).iter().sum::<f64>();
        let parts = Parts::complete(5.0, of_items, of_totals.powi(2));
        let alpha = parts.coefficient().expect("the totals differ");
        assert!((alpha - 0.294_997_192_215_944).abs() < 1e-9, "{alpha}");
        let error = (parts.items * (parts.variance - parts.covariance)).sqrt();
        assert!((error - 0.869_066_612_393_306).abs() < 1e-9, "{error}");
        for ((own, together), expected) in items.into_iter().zip(with_total).zip(without) {
            let rest = of_totals.powi(2) + own * own - 2.0 * together * own * of_totals;
            let found = Parts::complete(4.0, of_items - own * own, rest).coefficient().expect("the totals differ");
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        }
    }

    /// Moodle's test of its quiz statistics, case 00 (25 attempts, 7 questions): variances of marks, the deviation of totals, and the
    /// coefficient of internal consistency, which is negative, with the standard error.
    #[test]
    fn a_quiz_of_moodle_from_its_published_variances() {
        let of_items =
            [0.203_733_333_3, 0.26, 0.017_777_779_6, 0.226_666_666_7, 0.093_333_333_3, 0.24, 0.11].iter().sum::<f64>();
        let parts = Parts::complete(7.0, of_items, 0.811_726_555_4_f64.powi(2));
        let coefficient = 100.0 * parts.coefficient().expect("the totals differ");
        assert!((coefficient + 87.223_093_554_2).abs() < 1e-6, "{coefficient}");
        let error = (parts.items * (parts.variance - parts.covariance)).sqrt();
        assert!((error - 1.110_681_306_6).abs() < 1e-6, "{error}");
    }

    /// By hand: alpha 0.8, ten items, 102 people; half width 1.959964 x root of 20/900 = 0.292174.
    #[test]
    fn bonett_by_hand() {
        let interval = bonett(0.8, 10.0, 102).expect("not perfect");
        assert!((interval.low - (1.0 - 0.2 * 0.292_174_f64.exp())).abs() < 1e-6, "{interval:?}");
        assert!((interval.high - (1.0 - 0.2 * (-0.292_174_f64).exp())).abs() < 1e-6, "{interval:?}");
        assert_eq!([bonett(1.0, 5.0, 50), bonett(0.5, 5.0, 2)], [None; 2]);
    }

    proptest! {
        /// Pair by pair a complete matrix comes to the same.
        #[test]
        fn pairwise_is_the_same_formula(rows in prop::collection::vec(prop::collection::vec(0u16..3, 5), 10..40)) {
            let mut answers = Answers::default();
            let column = |n: usize| super::super::Column {
                item: crate::ids::ItemId::new(n.to_string()),
                digest: String::new(),
                worth: crate::marks::Marks::whole(2),
                options: 0,
                keys: super::super::Picks::default(),
            };
            for n in 0..5 {
                answers.column(column(n));
            }
            for row in &rows {
                let cell = |(column, marks): (usize, &u16)| Answer {
                    column,
                    score: super::super::Score::of(crate::marks::Marks::whole(*marks)),
                    reach: super::super::Reach::Answered,
                    picks: super::super::Picks::default(),
                    spent: None,
                };
                answers.row(row.iter().enumerate().map(cell).collect()).expect("each item stands once");
            }
            let ranking = Ranking::of(&answers);
            let alpha = |method| parts(&answers, &ranking, method).map(|parts| parts.coefficient());
            match (alpha(Method::Complete), alpha(Method::Pairwise)) {
                (Ok(Some(one)), Ok(Some(other))) => prop_assert!((one - other).abs() < 1e-9, "{one} {other}"),
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }
}
