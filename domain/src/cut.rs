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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::samples::{item, one_of_four};
    use crate::marking::Marking;

    /// An item of so many hundredths of a mark with these ratings.
    fn rated(marks: i32, ratings: &[u8]) -> Item {
        let marking = Marking { marks: Marks(marks), ..Marking::default() };
        let ratings = ratings.iter().enumerate().map(|(n, rating)| (format!("reader-{n}"), *rating)).collect();
        Item { marking, ratings, ..item("i", one_of_four(0)) }
    }

    fn cut(items: &[Item]) -> Cut {
        cut_score(&items.iter().collect::<Vec<_>>(), Marks::whole(26))
    }

    fn by_ratings(marks: i32, raters: u8) -> Cut {
        Cut { marks: Marks(marks), source: CutSource::Ratings { raters } }
    }

    const BY_SCHEME: Cut = Cut { marks: Marks::whole(26), source: CutSource::Scheme };

    #[test]
    fn complete_ratings_decide() {
        // 0.6 + 0.575 + 0.9 = 2.075 marks.
        assert_eq!(cut(&[rated(100, &[60, 60]), rated(100, &[60, 55]), rated(100, &[90, 90])]), by_ratings(250, 2));
        assert_eq!(cut(&[rated(100, &[50, 50]), rated(100, &[50, 50])]), by_ratings(100, 2), "a whole mark stays one");
        assert_eq!(cut(&[rated(100, &[70, 80]), rated(100, &[75, 75])]), by_ratings(150, 2), "a half mark stays one");
        assert_eq!(cut(&[rated(100, &[50, 50]), rated(100, &[50, 51])]), by_ratings(150, 2), "rounded up");
        assert_eq!(cut(&[rated(2_000, &[55, 60])]), by_ratings(1_150, 2), "by what the item is worth");
        assert_eq!(
            cut(&[rated(100, &[99, 100, 100]), rated(50, &[0, 0])]),
            by_ratings(100, 2),
            "the fewest raters count"
        );
        assert_eq!(cut(&[rated(100, &[40, 50, 60])]), by_ratings(50, 3));
    }

    #[test]
    fn one_item_without_enough_ratings_leaves_it_to_the_scheme() {
        let rest = || vec![rated(100, &[60, 60]); 3];
        assert_eq!(cut(&rest()), by_ratings(200, 2));
        assert_eq!(cut(&[rest(), vec![rated(100, &[])]].concat()), BY_SCHEME);
        assert_eq!(cut(&[vec![rated(100, &[60])], rest()].concat()), BY_SCHEME);
        assert_eq!(cut(&[]), BY_SCHEME);
    }

    proptest! {
        /// With two raters and half marks the sum is exact, and so is the next half mark above it.
        #[test]
        fn the_cut_is_the_next_half_mark(items in prop::collection::vec((1..40i32, 0..=100u8, 0..=100u8), 1..60)) {
            let sum = items.iter().map(|(halves, one, other)| halves * (i32::from(*one) + i32::from(*other))).sum::<i32>();
            let items = items.into_iter().map(|(halves, one, other)| rated(halves * 50, &[one, other])).collect::<Vec<_>>();
            // Half a mark at a mean of one in a hundred, which is a sum of two, is 50 ten-thousandths of a mark.
            prop_assert_eq!(cut(&items), by_ratings((sum * 25 + 4_999) / 5_000 * 50, 2));
        }
    }
}
