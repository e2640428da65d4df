//! What a person's answers say about a clause or an area.

/// Answers that bear on one clause or area: the last answer to each item and check counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Items and checks answered.
    pub answered: u32,
    /// Those whose last answer was right.
    pub right: u32,
}

impl Evidence {
    /// Adds the last answer to one item or check.
    pub fn add(&mut self, right: bool) {
        self.answered += 1;
        self.right += u32::from(right);
    }

    /// Percent right, rounded down.
    pub fn percent(self) -> Option<u32> {
        (self.answered > 0).then(|| self.right * 100 / self.answered)
    }

    /// The verdict.
    pub fn mastery(self) -> Mastery {
        match self.percent() {
            None => Mastery::Unseen,
            Some(percent) if percent < 50 => Mastery::Weak,
            Some(percent) if percent >= 80 && self.answered >= 3 => Mastery::Secure,
            Some(_) => Mastery::Growing,
        }
    }
}

/// How well a clause or area is known, as far as answers show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mastery {
    /// No answer yet.
    Unseen,
    /// Fewer than half right.
    Weak,
    /// Half or more right, or too few answers to say more.
    Growing,
    /// At least 80 % of three or more right.
    Secure,
}

impl Mastery {
    /// The word shown beside the sign.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unseen => "not answered yet",
            Self::Weak => "weak",
            Self::Growing => "growing",
            Self::Secure => "secure",
        }
    }

    /// The class used by the stylesheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Unseen => "unseen",
            Self::Weak => "weak",
            Self::Growing => "growing",
            Self::Secure => "secure",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_follow_the_stated_limits() {
        for (right, answered, verdict) in [
            (0, 0, Mastery::Unseen),
            (0, 1, Mastery::Weak),
            (1, 1, Mastery::Growing),
            (2, 2, Mastery::Growing),
            (3, 3, Mastery::Secure),
            (4, 5, Mastery::Secure),
            (3, 4, Mastery::Growing),
            (2, 4, Mastery::Growing),
            (1, 3, Mastery::Weak),
        ] {
            assert_eq!(Evidence { answered, right }.mastery(), verdict, "{right} of {answered}");
        }
    }
}
