//! What an answer earns, in percent of the question.

use std::fmt;

use winnow::Parser;
use winnow::ascii::digit0;
use winnow::combinator::{delimited, opt, preceded};
use winnow::error::ContextError;
use winnow::token::one_of;

/// A share of a question's marks in hundred-thousandths of a percent, from −100 % to 100 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(i32);

/// The shares that Moodle knows, in hundred-thousandths of a percent; each may be negative as well.
const KNOWN: [i32; 21] = [
    10_000_000, 9_000_000, 8_333_333, 8_000_000, 7_500_000, 7_000_000, 6_666_667, 6_000_000, 5_000_000, 4_000_000,
    3_333_333, 3_000_000, 2_500_000, 2_000_000, 1_666_667, 1_428_571, 1_250_000, 1_111_111, 1_000_000, 500_000, 0,
];

/// How far from a known share a file may be, because programs cut the digits at different places.
const SLACK: i32 = 100;

impl Weight {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// All of the marks.
    pub const FULL: Self = Self(10_000_000);

    /// A whole number of percent, cut at 100 either way.
    pub fn percent(percent: i8) -> Self {
        Self(i32::from(percent.clamp(-100, 100)) * 100_000)
    }

    /// One of so many equal parts; `None` where Moodle knows no such share.
    pub fn part_of(parts: usize) -> Option<Self> {
        let parts = i32::try_from(parts).ok().filter(|parts| *parts > 0)?;
        KNOWN.into_iter().find(|known| (known - 10_000_000 / parts).abs() <= SLACK).map(Self)
    }

    /// Reads a decimal number of percent (`50`, `-33.33333`, `33,33333`), whatever its size up to 100.
    pub fn read(text: &str) -> Option<Self> {
        decimal.parse(text.trim()).ok()?
    }

    /// The share of those that Moodle knows which this one stands for.
    pub fn known(self) -> Option<Self> {
        let near = KNOWN.into_iter().find(|known| (known - self.0.abs()).abs() <= SLACK)?;
        Some(Self(near * self.0.signum()))
    }

    /// The known share that is next to this one.
    pub fn nearest(self) -> Self {
        let near = KNOWN.into_iter().min_by_key(|known| (known - self.0.abs()).abs()).unwrap_or_default();
        Self(near * self.0.signum())
    }

    /// The same share, taken off.
    pub const fn negative(self) -> Self {
        Self(-self.0)
    }

    /// In percent, for comparing with what other programs say.
    pub fn as_percent(self) -> f64 {
        f64::from(self.0) / 100_000.0
    }

    /// In hundred-thousandths of a percent.
    pub const fn units(self) -> i32 {
        self.0
    }
}

impl fmt::Display for Weight {
    /// In percent without the sign of percent, and without zeros at the end: `33.33333`, `-50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.abs() / 100_000, self.0.abs() % 100_000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:05}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

/// Takes `%50%` off the beginning: the share, or `None` where it is none that a question could have, and the rest.
pub(crate) fn prefix(text: &str) -> (Prefix, &str) {
    let mut rest = text.trim_start();
    match delimited('%', decimal, '%').parse_next(&mut rest) {
        Ok(Some(weight)) => (Prefix::Weight(weight), rest),
        Ok(None) => (Prefix::Absurd, rest),
        Err(_) => (Prefix::None, text),
    }
}

/// What stands before an answer.
pub(crate) enum Prefix {
    None,
    Weight(Weight),
    /// More than all, or not a number after all.
    Absurd,
}

fn decimal(input: &mut &str) -> Result<Option<Weight>, ContextError> {
    let sign = opt(one_of(['+', '-']));
    let part = opt(preceded(one_of(['.', ',']), digit0)).map(Option::unwrap_or_default);
    let digits = |(_, whole, part): &(_, &str, &str)| !whole.is_empty() || !part.is_empty();
    let number = |(sign, whole, part)| number(sign == Some('-'), whole, part);
    (sign, digit0, part).verify(digits).map(number).parse_next(input)
}

fn number(negative: bool, whole: &str, part: &str) -> Option<Weight> {
    let whole = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()? };
    let digits = part.bytes().take(5).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let missing = 5 - part.len().min(5);
    let round = i64::from(part.as_bytes().get(5).is_some_and(|digit| *digit >= b'5'));
    let units = whole.checked_mul(100_000)? + digits * 10_i64.pow(missing as u32) + round;
    let units = i32::try_from(units).ok().filter(|units| *units <= 10_000_000)?;
    Some(Weight(if negative { -units } else { units }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_and_written_without_loss() {
        for text in ["100", "50", "-50", "33.33333", "-66.66667", "12.5", "0"] {
            assert_eq!(Weight::read(text).map(|weight| weight.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Weight::read("33,3333333"), Weight::read("33.33333"), "a comma, and more digits than we keep");
        assert_eq!(Weight::read(" +5 "), Some(Weight::percent(5)));
        for text in ["", "-", ".", "101", "1e2", "a", "999999999999999999999"] {
            assert_eq!(Weight::read(text), None, "{text}");
        }
    }

    #[test]
    fn only_shares_that_moodle_knows_are_known() {
        let known = |text: &str| Weight::read(text).and_then(Weight::known).map(|weight| weight.to_string());
        assert_eq!(known("33.333").as_deref(), Some("33.33333"));
        assert_eq!(known("-14.28571").as_deref(), Some("-14.28571"));
        assert_eq!(known("33"), None);
        assert_eq!(Weight::read("33").map(Weight::nearest), Weight::read("33.33333"));
        assert_eq!(Weight::part_of(3), Weight::read("33.33333"));
        assert_eq!(Weight::part_of(11), None);
    }
}
