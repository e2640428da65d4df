use serde::{Deserialize, Serialize};

use super::{Rubric, Unmarked};
use crate::marks::Tally;

/// What a marker has given for one answer, finished or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// A level for each criterion, counted from 0, where one was chosen.
    pub levels: Vec<Option<u8>>,
    /// What the candidate is told.
    pub comment: String,
}

impl Judgement {
    /// The levels, once every criterion of the scale has one.
    ///
    /// # Errors
    /// [`Unmarked`].
    pub fn whole(&self, rubric: &Rubric) -> Result<Vec<u8>, Unmarked> {
        let levels = self.levels.iter().copied().collect::<Option<Vec<_>>>().ok_or(Unmarked::Incomplete)?;
        rubric.tally(&levels).map(|_| levels)
    }
}

/// How the finished judgements of one answer stand to one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared<'a> {
    /// Nobody has finished.
    Nothing,
    /// One person has.
    Once(&'a Judgement),
    /// Two have, and gave every criterion the same level.
    Agreed(&'a Judgement, &'a Judgement),
    /// Two have, and differ in these criteria, counted from 0.
    Differing(Vec<usize>),
}

/// Compares what was finished. Two people mark an answer at most, so of more the first two count.
pub fn compare<'a>(finished: &[&'a Judgement]) -> Compared<'a> {
    match finished {
        [] => Compared::Nothing,
        [only] => Compared::Once(only),
        [first, second, ..] => {
            let criteria = first.levels.len().max(second.levels.len());
            let differ = |place: &usize| first.levels.get(*place) != second.levels.get(*place);
            let differing = (0..criteria).filter(differ).collect::<Vec<_>>();
            if differing.is_empty() { Compared::Agreed(first, second) } else { Compared::Differing(differing) }
        }
    }
}

/// Levels of the common scale on which answers of any worth are compared: no marks, a tenth of them, and so on to all.
pub const TENTHS: usize = 11;

/// Where marks lie on that scale, to the nearest tenth; a half goes up.
pub fn tenth(tally: Tally) -> usize {
    let (score, marks) = (i64::from(tally.score.0), i64::from(tally.marks.0.max(1)));
    ((score * 20 + marks) / (2 * marks)).clamp(0, 10) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::marks::Marks;

    fn judged(levels: &[u8]) -> Judgement {
        Judgement { levels: levels.iter().copied().map(Some).collect(), comment: String::new() }
    }

    #[test]
    fn a_judgement_is_whole_when_every_criterion_has_a_level() {
        let rubric = Rubric::nonconformity();
        assert_eq!(judged(&[2, 3, 2, 2, 1]).whole(&rubric), Ok(vec![2, 3, 2, 2, 1]));
        assert_eq!(judged(&[2, 3, 2, 2]).whole(&rubric), Err(Unmarked::Incomplete));
        assert_eq!(judged(&[2, 3, 2, 2, 2]).whole(&rubric), Err(Unmarked::NoLevel));
        let mut begun = judged(&[2, 3, 2, 2, 1]);
        begun.levels[3] = None;
        assert_eq!(begun.whole(&rubric), Err(Unmarked::Incomplete));
        assert_eq!(Judgement::default().whole(&rubric), Err(Unmarked::Incomplete));
    }

    #[test]
    fn two_agree_only_level_by_level() {
        let (good, poor) = (judged(&[2, 1]), judged(&[1, 2]));
        assert_eq!(compare(&[]), Compared::Nothing);
        assert_eq!(compare(&[&good]), Compared::Once(&good));
        assert_eq!(compare(&[&good, &good]), Compared::Agreed(&good, &good));
        assert_eq!(compare(&[&good, &poor]), Compared::Differing(vec![0, 1]), "the same sum is no agreement");
        assert_eq!(compare(&[&good, &judged(&[2])]), Compared::Differing(vec![1]));
    }

    #[test]
    fn marks_lie_on_the_nearest_tenth() {
        let at = |score, marks| tenth(Tally { score: Marks(score), marks: Marks(marks) });
        assert_eq!([at(0, 500), at(500, 500), at(250, 500), at(25, 500), at(24, 500)], [0, 10, 5, 1, 0]);
        assert_eq!([at(-50, 500), at(600, 500), at(0, 0)], [0, 10, 0]);
    }

    proptest! {
        #[test]
        fn who_came_first_makes_no_difference(a in prop::collection::vec(0u8..3, 3), b in prop::collection::vec(0u8..3, 3)) {
            let (a, b) = (judged(&a), judged(&b));
            let differ = |compared: &Compared<'_>| match compared {
                Compared::Differing(places) => places.clone(),
                _ => Vec::new(),
            };
            prop_assert_eq!(differ(&compare(&[&a, &b])), differ(&compare(&[&b, &a])));
        }
    }
}
