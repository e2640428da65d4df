use super::HalfCredits;
use crate::award::Qualification;

/// How one certificate stands in a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it was worth, whether it counted or not.
    pub value: HalfCredits,
    /// How much of that counted.
    pub counted: HalfCredits,
    /// Why.
    pub verdict: Verdict,
}

/// Why a certificate counted or did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It counted in full.
    Counted,
    /// Complementary certificates together reached the most that counted: the rest of it, or all, is over.
    Cap,
    /// The same one stands there already.
    Repeat,
    /// It overlaps with another one that stands there.
    ExcludedPair(Qualification),
    /// One of the same subject, from another institute, stands there already.
    SameSubject,
    /// It is dated after the scheme closed: a reference only.
    AfterClosing,
    /// It is dated before it was worth anything, or after.
    NotInForce,
    /// Nothing counts without Foundation.
    FoundationMissing,
    /// The last exam was open only to those who had enough credits.
    CapstoneEarly,
    /// Nothing was read about its value.
    NoValue,
}

/// How far somebody was from the last exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capstone {
    /// It was passed, and counts.
    Held,
    /// It was open.
    Open,
    /// So much was missing.
    Short(HalfCredits),
}

/// What does not fit together in a collection; a date or a certificate is probably wrong, or missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inconsistency {
    /// The last exam stands there although so much was missing on its day.
    CapstoneEarly(HalfCredits),
    /// This module is dated before Foundation, without which nobody could sit it.
    BeforeFoundation(Qualification),
}

/// What a collection of certificates came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Each certificate, in the order in which they were given.
    pub lines: Vec<Line>,
    /// The sum of the values.
    pub raw: HalfCredits,
    /// The sum of what counted.
    pub counted: HalfCredits,
    /// How far it was to the last exam.
    pub capstone: Capstone,
    /// Whether everything that ITIL Expert asked for is there.
    pub is_expert: bool,
    /// What does not fit together.
    pub inconsistencies: Vec<Inconsistency>,
}
