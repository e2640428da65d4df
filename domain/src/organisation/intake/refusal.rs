use std::collections::HashMap;

use thiserror::Error;

use super::{IntakeGround, IntakeRow, key};
use crate::award::Day;

/// Why a row cannot be taken, and what to do.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum IntakeRefusal {
    /// Who has left is not brought back by a list that says nothing of a later first day.
    #[error(
        "This person left on {0}. Give that last day in the list, or a first day after it if the person came back."
    )]
    Left(Day),
    /// Several departments have the name.
    #[error("Several departments are called “{0}”. Write the whole path from the top, with > between the parts.")]
    WhichDepartment(String),
    /// Several departments have a position of that name.
    #[error("Several departments have a position “{0}”. Name the department too.")]
    WhichPosition(String),
    /// A path names a department twice.
    #[error("The department “{0}” stands below itself here.")]
    BelowItself(String),
    /// Two rows contradict each other.
    #[error("“{lower}” stands below “{upper}” here, and above it in row {row}. Correct one of the two.")]
    Circle {
        /// Which is below in this row.
        lower: String,
        /// Which is above in this row.
        upper: String,
        /// The row that says the opposite.
        row: usize,
    },
    /// Nobody has a certificate of tomorrow.
    #[error("The certificate is of {0}, a day that is still to come.")]
    NotYet(Day),
    /// The last day comes first.
    #[error("The last day, {last}, is before the first day, {first}.")]
    Backwards {
        /// The first day, of the row or of the books.
        first: Day,
        /// The last day, of the row or of the books.
        last: Day,
    },
}

/// What is wrong with each row, so far as the books are not needed for it.
pub(super) fn judge(rows: &[IntakeRow], ground: &IntakeGround, today: Day) -> Vec<Option<IntakeRefusal>> {
    let gone = ground.gone();
    let mut above = HashMap::new();
    let judged = rows.iter().map(|row| {
        let is_there = row.comes_back(&gone) != Some(false);
        let has_left = gone.get(&key(&row.person.email)).copied().flatten().filter(|_| !is_there);
        if let Some(on) = has_left.filter(|on| row.ends_on.is_none_or(|last| last > *on)) {
            return Some(IntakeRefusal::Left(on));
        }
        let certificate = row.certificate.as_ref().map(|facts| facts.awarded_on);
        if let Some(day) = certificate.filter(|day| *day > today) {
            return Some(IntakeRefusal::NotYet(day));
        }
        circle(row, &mut above)
    });
    judged.collect()
}

/// Whether a path contradicts itself or an earlier row; if not, it is remembered.
fn circle(row: &IntakeRow, above: &mut HashMap<(String, String), usize>) -> Option<IntakeRefusal> {
    let keys = row.department.iter().map(|name| key(name)).collect::<Vec<_>>();
    let pairs = || (0..keys.len()).flat_map(|upper| (upper + 1..keys.len()).map(move |lower| (upper, lower)));
    for (upper, lower) in pairs() {
        if keys[upper] == keys[lower] {
            return Some(IntakeRefusal::BelowItself(row.department[lower].clone()));
        }
        if let Some(earlier) = above.get(&(keys[lower].clone(), keys[upper].clone())) {
            let [lower, upper] = [lower, upper].map(|place| row.department[place].clone());
            return Some(IntakeRefusal::Circle { lower, upper, row: *earlier });
        }
    }
    for (upper, lower) in pairs() {
        above.entry((keys[upper].clone(), keys[lower].clone())).or_insert(row.row);
    }
    None
}
