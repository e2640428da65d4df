use super::{Criterion, Level, Rubric, Unmarked};
use crate::item::{Body, Item, Point};
use crate::marking::words::words;
use crate::marks::{Marks, Tally};

/// The scale against which people mark the answers to one item, and what it comes to in the marks of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    rubric: Rubric,
    worth: Marks,
    by_points: bool,
}

/// Whether an item asks for a nonconformity as it should stand in a report, as far as the words of its task tell.
pub fn asks_for_report(item: &Item) -> bool {
    let words = words(&item.stem);
    let says = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    matches!(item.body, Body::Text { .. })
        && says(&["write", "report", "word", "formulate"])
        && says(&["nonconformity", "nonconformities"])
}

impl Scale {
    /// The scale of an item: nothing where people have nothing to mark.
    ///
    /// A task that says to candidates how its marks are given keeps its word: each point of its key is a criterion. So does every task
    /// that asks for no report. A report of a nonconformity without such a promise is marked by requirement, evidence, failure,
    /// grade, and no solution.
    pub fn of(item: &Item) -> Option<Self> {
        let Body::Text { points, .. } = &item.body else { return None };
        let promised = item.stem.contains("Marks:");
        let (rubric, by_points) = if asks_for_report(item) && !promised {
            (Rubric::nonconformity(), false)
        } else {
            let worth = |point: &&Point| point.marks > Marks(0);
            (Rubric::new(points.iter().filter(worth).map(criterion).collect()).ok()?, true)
        };
        Some(Self { rubric, worth: item.marking.marks, by_points })
    }

    /// The criteria.
    pub fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// Whether each criterion is a point of the item's key, so that it tells what a right answer says.
    pub fn is_by_points(&self) -> bool {
        self.by_points
    }

    /// What levels earn: their share of the scale, brought to the worth of the item; half a hundredth goes up.
    ///
    /// # Errors
    /// [`Unmarked`].
    pub fn tally(&self, levels: &[u8]) -> Result<Tally, Unmarked> {
        let Tally { score, marks } = self.rubric.tally(levels)?;
        let (score, most, worth) = (i64::from(score.0), i64::from(marks.0.max(1)), i64::from(self.worth.0));
        Ok(Tally { score: Marks(((2 * score * worth + most) / (2 * most)) as i32), marks: self.worth })
    }
}

/// A point that is said, said in part, or not said; one of a single hundredth is said or not.
fn criterion(point: &Point) -> Criterion {
    let level = |marks, text: &str| Level { marks: Marks(marks), text: text.to_owned() };
    let whole = point.marks.0;
    let part = (whole > 1).then(|| level(whole / 2, "Said in part, or not clearly."));
    let levels = [Some(level(0, "Not said.")), part, Some(level(whole, "Said."))];
    Criterion { title: point.text.clone(), levels: levels.into_iter().flatten().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::samples::{item, one_of_four, own_words};

    /// A task with two points: one of three halves of a mark, one of a half.
    fn written(stem: &str, marks: i32) -> Item {
        let mut item = item("a-1", own_words("Model.", &[(&["it"], 150), (&["when"], 50)]));
        (item.stem, item.marking.marks) = (stem.to_owned(), Marks(marks));
        if let Body::Text { points, .. } = &mut item.body {
            points[0].text = "names it".to_owned();
            points[1].text = "says when".to_owned();
        }
        item
    }

    #[test]
    fn a_task_is_marked_by_the_points_of_its_key() {
        let scale = Scale::of(&written("Explain it.", 200)).expect("own words have a scale");
        let titles = scale.rubric().criteria().iter().map(|one| one.title.as_str()).collect::<Vec<_>>();
        assert_eq!((titles, scale.is_by_points()), (vec!["names it", "says when"], true));
        let score = |levels: &[u8]| scale.tally(levels).map(|tally| tally.score.0);
        assert_eq!([score(&[0, 0]), score(&[1, 1]), score(&[2, 2])], [Ok(0), Ok(100), Ok(200)]);
        assert_eq!(score(&[2]), Err(Unmarked::Incomplete));
    }

    #[test]
    fn a_report_has_its_own_scale_unless_the_task_promises_another() {
        let report = written("Write the nonconformity that follows from R7.", 400);
        let scale = Scale::of(&report).expect("own words have a scale");
        assert_eq!((scale.rubric(), scale.is_by_points()), (&Rubric::nonconformity(), false));
        let score = |levels: &[u8]| scale.tally(levels).map(|tally| tally.score.0);
        assert_eq!([score(&[2, 3, 2, 2, 1]), score(&[1, 1, 1, 0, 0]), score(&[0; 5])], [Ok(400), Ok(120), Ok(0)]);
        let promised = written("Write the nonconformity. Marks: the clause, one; the failure, one.", 400);
        assert!(asks_for_report(&promised) && Scale::of(&promised).is_some_and(|scale| scale.is_by_points()));
        assert!(!asks_for_report(&written("Judge this reply to a nonconformity.", 400)));
    }

    #[test]
    fn worth_that_does_not_divide_is_rounded_once() {
        let scale = Scale::of(&written("Explain it.", 33)).expect("own words have a scale");
        assert_eq!(scale.tally(&[1, 0]).map(|tally| tally.score.0), Ok(12), "12.375 hundredths");
        assert_eq!(scale.tally(&[2, 2]).map(|tally| tally.score.0), Ok(33));
    }

    #[test]
    fn what_holds_no_own_words_has_no_scale() {
        assert_eq!(Scale::of(&item("f-1", one_of_four(0))), None);
        let mut worthless = written("Explain it.", 200);
        if let Body::Text { points, .. } = &mut worthless.body {
            points.clear();
        }
        assert_eq!(Scale::of(&worthless), None);
    }
}
