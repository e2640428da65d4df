//! Marks: what an item is worth and what an answer earns.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

/// Marks in hundredths, so that shares of a mark add up without rounding at each step. May be negative where a scheme
/// deducts for wrong answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(pub i32);

impl Marks {
    /// One mark.
    pub const ONE: Self = Self(100);

    /// Whole marks.
    pub const fn whole(n: u16) -> Self {
        Self(n as i32 * 100)
    }
}

impl Add for Marks {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Marks {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Marks {
    fn sum<I: Iterator<Item = Self>>(marks: I) -> Self {
        marks.fold(Self(0), Self::add)
    }
}

impl fmt::Display for Marks {
    /// As people write marks: `12`, `12.5`, `0.25`, `−0.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.abs() / 100, self.0.abs() % 100);
        if self.0 < 0 {
            f.write_str("−")?;
        }
        match part {
            0 => write!(f, "{whole}"),
            tenth if tenth % 10 == 0 => write!(f, "{whole}.{}", tenth / 10),
            hundredth => write!(f, "{whole}.{hundredth:02}"),
        }
    }
}

/// Marks reached and marks possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Marks reached.
    pub score: Marks,
    /// Marks possible.
    pub marks: Marks,
}

impl Tally {
    /// Adds one item.
    pub fn add(&mut self, score: Marks, marks: Marks) {
        self.score += score;
        self.marks += marks;
    }

    /// Percent reached, rounded down, never below 0; 0 when nothing was possible.
    pub fn percent(self) -> u16 {
        if self.marks.0 <= 0 { 0 } else { (i64::from(self.score.0.max(0)) * 100 / i64::from(self.marks.0)) as u16 }
    }

    /// Whether at least so many percent were reached, without rounding.
    pub fn reaches(self, percent: u16) -> bool {
        i64::from(self.score.0) * 100 >= i64::from(self.marks.0) * i64::from(percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_read_as_people_write_them() {
        let written = [1200, 1250, 25, -50, 5, 0].map(|marks| Marks(marks).to_string());
        assert_eq!(written, ["12", "12.5", "0.25", "−0.5", "0.05", "0"]);
    }

    #[test]
    fn percent_rounds_down_and_survives_nothing() {
        assert_eq!(Tally { score: Marks::whole(2), marks: Marks::whole(3) }.percent(), 66);
        assert_eq!(Tally::default().percent(), 0);
        assert_eq!(Tally { score: Marks(-50), marks: Marks::whole(3) }.percent(), 0);
        assert!(Tally { score: Marks::whole(5), marks: Marks::whole(10) }.reaches(50));
        assert!(!Tally { score: Marks(499), marks: Marks::whole(10) }.reaches(50));
    }
}
