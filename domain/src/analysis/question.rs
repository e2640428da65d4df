use super::moments::{correlation, covariance, mean, median, variance, varies};
use super::options::{self, Chosen, Table};
use super::ranking::Takers;
use super::{Column, Flag, Reach, enough, flag};
use crate::figure::{Figure, Found, Lack, fisher, newcombe, wilson};
use crate::ids::ItemId;
use crate::time::Millis;

/// An answer is rapid below this share of the mean time that the item takes (the normative threshold of 10 %; Wise and Ma 2012,
/// Setting response time thresholds for a CAT item pool).
pub const RAPID_SHARE: f64 = 0.1;

/// ... and never above this time, from the same source.
pub const LONGEST_RAPID: Millis = Millis(10_000);

/// The figures of one item. `n` is the number of those who came to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemFigures {
    /// The item.
    pub item: ItemId,
    /// The version.
    pub digest: String,
    /// How many came to it.
    pub reached: u32,
    /// How many of these passed it over.
    pub omitted: u32,
    /// How many had it in their paper and did not come to it.
    pub not_reached: u32,
    /// Mean marks as a share of what the item is worth; interval by Wilson.
    pub facility: Found,
    /// The standard deviation of its marks, in marks.
    pub deviation: Found,
    /// The correlation with the rest of the paper; interval by Fisher's z.
    pub item_rest: Found,
    /// The correlation with the whole paper, the item included; interval by Fisher's z.
    pub item_total: Found,
    /// Facility among the top third less that among the bottom third; interval by Newcombe.
    pub thirds: Found,
    /// The covariance with the rest of the paper as a share of the greatest that the same marks could have (Moodle's
    /// "discriminative efficiency" is a hundred times it).
    pub efficiency: Found,
    /// The reliability of the paper without it; complete matrices only.
    pub reliability_without: Found,
    /// Each option over everybody; none for formats without options.
    pub options: Vec<Chosen>,
    /// Options by thirds.
    pub by_thirds: Option<Table>,
    /// Options by fifths, where there are enough answers.
    pub by_fifths: Option<Table>,
    /// Working time.
    pub times: Result<Times, Lack>,
    /// What should be looked at.
    pub flags: Vec<Flag>,
}

/// Working time on an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times {
    /// The middle one.
    pub median: Millis,
    /// The mean.
    pub mean: Millis,
    /// The share of answers that were rapid: too fast to have read the question.
    pub rapid: Figure,
}

impl ItemFigures {
    pub(super) fn of(column: &Column, takers: &Takers<'_>, reliability_without: Found) -> Self {
        let n = enough(takers.answers.len());
        let correlated = |others: &[f64]| {
            n.and_then(|n| {
                let value = correlation(&takers.marks, others)?;
                Ok(Figure { value, n, interval: fisher(value, n) })
            })
        };
        let worth = f64::from(column.worth.0) / 100.0;
        let mut figures = Self {
            item: column.item.clone(),
            digest: column.digest.clone(),
            reached: takers.answers.len() as u32,
            omitted: takers.answers.iter().filter(|answer| answer.reach == Reach::Omitted).count() as u32,
            not_reached: takers.not_reached,
            facility: n.and_then(|n| {
                let value = facility(&takers.marks, worth)?;
                Ok(Figure { value, n, interval: wilson(value, n) })
            }),
            deviation: n.map(|n| Figure::plain(variance(&takers.marks).sqrt(), n)),
            item_rest: correlated(&takers.rest),
            item_total: correlated(&takers.total),
            thirds: n.and_then(|n| thirds(&takers.marks, worth, n)),
            efficiency: n.and_then(|n| efficiency(takers, n)),
            reliability_without,
            options: options::chosen(column, takers),
            by_thirds: Table::thirds(column, takers),
            by_fifths: Table::fifths(column, takers),
            times: times(takers),
            flags: Vec::new(),
        };
        figures.flags = flag::flags(&figures, column);
        figures
    }
}

fn facility(marks: &[f64], worth: f64) -> Result<f64, Lack> {
    if worth > 0.0 { Ok(mean(marks) / worth) } else { Err(Lack::NoVariance) }
}

fn thirds(marks: &[f64], worth: f64, n: u32) -> Found {
    let groups = options::ranges(marks.len(), 3);
    let (bottom, top) = (&marks[groups[0].clone()], &marks[groups[2].clone()]);
    let (low, high) = (facility(bottom, worth)?, facility(top, worth)?);
    let interval = newcombe((high, top.len() as u32), (low, bottom.len() as u32));
    Ok(Figure { value: high - low, n, interval })
}

fn efficiency(takers: &Takers<'_>, n: u32) -> Found {
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    let most = covariance(&sorted(&takers.marks), &sorted(&takers.rest));
    if !varies(most) {
        return Err(Lack::NoVariance);
    }
    Ok(Figure::plain(covariance(&takers.marks, &takers.rest) / most, n))
}

/// Only answers count: who passes a question over has not answered fast.
fn times(takers: &Takers<'_>) -> Result<Times, Lack> {
    let answered = takers.answers.iter().filter(|answer| answer.reach == Reach::Answered);
    let spent = answered.filter_map(|answer| answer.spent).map(|spent| spent.0.max(0) as f64).collect::<Vec<_>>();
    if spent.is_empty() {
        return Err(Lack::NoTimes);
    }
    let n = enough(spent.len())?;
    let (middle, mean) = (median(&spent).unwrap_or_default(), mean(&spent));
    let limit = (mean * RAPID_SHARE).min(LONGEST_RAPID.0 as f64);
    let value = spent.iter().filter(|spent| **spent < limit).count() as f64 / f64::from(n);
    let rapid = Figure { value, n, interval: wilson(value, n) };
    Ok(Times { median: Millis(middle as i64), mean: Millis(mean as i64), rapid })
}
