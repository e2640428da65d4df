//! Who did better: the order of attempts by their share of marks, which score groups are cut from.

use std::cmp::Ordering;

use super::{Answer, Answers, Reach, Score};

/// Totals, and the order of attempts.
pub(super) struct Ranking {
    /// Marks of each attempt.
    pub totals: Vec<Total>,
    /// Rows, the lowest share of marks first; equal ones in the order of the matrix.
    order: Vec<usize>,
    /// Whether all papers are worth the same.
    pub alike: bool,
}

/// What a paper earned and what it is worth, in ten-millionths of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Total {
    pub earned: i64,
    pub worth: i64,
}

/// Those who came to an item, the weakest first.
pub(super) struct Takers<'a> {
    /// Their answers.
    pub answers: Vec<&'a Answer>,
    /// Marks for the item.
    pub marks: Vec<f64>,
    /// The rest of the paper: marks where all papers are worth the same, else the share.
    pub rest: Vec<f64>,
    /// The whole paper, likewise.
    pub total: Vec<f64>,
    /// How many did not come to it.
    pub not_reached: u32,
}

impl Total {
    fn share(self) -> f64 {
        if self.worth > 0 { self.earned as f64 / self.worth as f64 } else { 0.0 }
    }

    fn marks(self) -> f64 {
        self.earned as f64 / 10_000_000.0
    }

    /// By share of marks, without rounding.
    fn compare(self, other: Self) -> Ordering {
        let product = |earned: i64, worth: i64| i128::from(earned) * i128::from(worth.max(1));
        product(self.earned, other.worth).cmp(&product(other.earned, self.worth))
    }
}

impl Ranking {
    pub(super) fn of(answers: &Answers) -> Self {
        let total = |row: &Vec<Answer>| Total {
            earned: row.iter().map(|answer| answer.score.fine()).sum(),
            worth: row.iter().map(|answer| Score::of(answers.columns()[answer.column].worth).fine()).sum(),
        };
        let totals = answers.rows().iter().map(total).collect::<Vec<_>>();
        let mut order = (0..totals.len()).collect::<Vec<_>>();
        order.sort_by(|a, b| totals[*a].compare(totals[*b]));
        let alike = totals.windows(2).all(|pair| pair[0].worth == pair[1].worth);
        Self { totals, order, alike }
    }

    /// How many attempts there are.
    pub(super) fn people(&self) -> u32 {
        u32::try_from(self.totals.len()).unwrap_or(u32::MAX)
    }

    /// Marks of each attempt.
    pub(super) fn marks(&self) -> Vec<f64> {
        self.totals.iter().map(|total| total.marks()).collect()
    }

    /// For each column those who came to it.
    pub(super) fn takers<'a>(&self, answers: &'a Answers) -> Vec<Takers<'a>> {
        let none = || Takers { answers: vec![], marks: vec![], rest: vec![], total: vec![], not_reached: 0 };
        let mut takers = answers.columns().iter().map(|_| none()).collect::<Vec<_>>();
        for row in &self.order {
            let total = self.totals[*row];
            for answer in &answers.rows()[*row] {
                let takers = &mut takers[answer.column];
                if answer.reach == Reach::NotReached {
                    takers.not_reached += 1;
                    continue;
                }
                let worth = Score::of(answers.columns()[answer.column].worth).fine();
                let rest = Total { earned: total.earned - answer.score.fine(), worth: total.worth - worth };
                takers.answers.push(answer);
                takers.marks.push(answer.score.marks());
                takers.rest.push(if self.alike { rest.marks() } else { rest.share() });
                takers.total.push(if self.alike { total.marks() } else { total.share() });
            }
        }
        takers
    }
}
