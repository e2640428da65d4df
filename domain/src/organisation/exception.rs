use crate::award::Day;
use crate::ids::{MemberId, RequirementId};

/// A requirement that is not to be asked of a person for a time. Once granted, the person is no gap meanwhile, and reports say
/// why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Of whom.
    pub member: MemberId,
    /// Which requirement.
    pub requirement: RequirementId,
    /// The first day; none while nobody has granted it.
    pub from: Option<Day>,
    /// The last day.
    pub until: Day,
    /// Why.
    pub reason: String,
}

impl Exception {
    /// Whether it holds on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.from.is_some_and(|first| first <= on) && on <= self.until
    }
}
