//! What of a finished paper may be seen again: decided here, on the server, for every page and form.

use domain::layout::{Layout, ReviewPolicy};
use domain::marking::Marked;

/// Whether the question at a place may be seen again.
pub fn is_open(policy: ReviewPolicy, marked: &Marked, place: usize) -> bool {
    marked.items.get(place).is_some_and(|tally| match policy {
        ReviewPolicy::Everything => true,
        ReviewPolicy::WrongOnly => tally.score < tally.marks,
        ReviewPolicy::Score => false,
    })
}

/// Whether questions of the paper may be practised again: that tells their answers.
pub fn may_be_repeated(layout: &Layout) -> bool {
    layout.review == ReviewPolicy::Everything
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::marks::{Marks, Tally};

    use super::*;

    #[test]
    fn the_policy_says_which_questions_open() {
        let tally = |score| Tally { score: Marks(score), marks: Marks::ONE };
        let items = vec![tally(100), tally(50), tally(0)];
        let (areas, sections) = (BTreeMap::new(), Vec::new());
        let marked = Marked { items, total: tally(150), areas, sections, passed: None, provisional: false };
        let open = |policy| (0..4).map(|place| is_open(policy, &marked, place)).collect::<Vec<_>>();
        assert_eq!(open(ReviewPolicy::Everything), [true, true, true, false]);
        assert_eq!(open(ReviewPolicy::WrongOnly), [false, true, true, false]);
        assert_eq!(open(ReviewPolicy::Score), [false; 4]);
    }

    #[test]
    fn only_a_paper_that_tells_everything_is_practised_again() {
        let repeated = ReviewPolicy::ALL.map(|review| may_be_repeated(&Layout { review, ..Layout::default() }));
        assert_eq!(repeated, [true, false, false]);
    }
}
