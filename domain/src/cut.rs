//! The cut score of a paper.

use crate::item::Item;
use crate::layout::{Cut, CutSource};
use crate::marks::Marks;

/// Raters that every item needs before ratings decide.
pub const FEWEST_RATERS: usize = 2;

/// The cut score of a paper: by ratings where each of its items has enough of them, else the scheme's pass mark.
///
/// By ratings: the sum over items of marks times the mean of the ratings (modified Angoff; Angoff 1971, in Thorndike,
/// Educational Measurement), rounded up to the next half mark.
pub fn cut_score(items: &[&Item], scheme: Marks) -> Cut {
    let raters = items.iter().map(|item| item.ratings.len()).min().unwrap_or(0);
    if raters < FEWEST_RATERS {
        return Cut { marks: scheme, source: CutSource::Scheme };
    }
    let sum = items.iter().map(|item| item.expected()).sum::<i64>();
    let halves = (sum + 4_999) / 5_000;
    Cut { marks: Marks((halves * 50) as i32), source: CutSource::Ratings { raters: raters.min(255) as u8 } }
}
