use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// An amount of credits, counted in halves so that no fraction is ever rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HalfCredits(pub u16);

impl HalfCredits {
    /// What is missing from this amount to another; none when it is reached.
    pub const fn short_of(self, other: Self) -> Self {
        Self(other.0.saturating_sub(self.0))
    }

    /// Reads an amount as people write it, in whole or half credits: `2`, `1.5`, `1,5`.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
        let half = match part {
            "0" | "00" => 0,
            "5" | "50" => 1,
            _ => return None,
        };
        let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        let whole = whole.parse::<u16>().ok().filter(|_| is_number)?;
        whole.checked_mul(2)?.checked_add(half).map(Self)
    }
}

impl fmt::Display for HalfCredits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 2, if self.0.is_multiple_of(2) { 0 } else { 5 })
    }
}

impl Add for HalfCredits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for HalfCredits {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::HalfCredits;

    #[test]
    fn halves_print_as_people_write_them_and_are_read_again() {
        for (halves, text) in [(0, "0.0"), (1, "0.5"), (2, "1.0"), (3, "1.5"), (7, "3.5")] {
            assert_eq!(HalfCredits(halves).to_string(), text);
            assert_eq!(HalfCredits::from_text(text), Some(HalfCredits(halves)));
        }
        assert_eq!(HalfCredits::from_text(" 1,5 "), Some(HalfCredits(3)));
        for odd in ["", ".5", "-1", "+1", "1.2", "1.5.0", "x", "70000"] {
            assert_eq!(HalfCredits::from_text(odd), None, "{odd}");
        }
    }
}
