use super::told::Told;

/// Which questions are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All.
    All,
    /// Those that brought less than all their marks.
    Wrong,
    /// Those that were flagged.
    Flagged,
    /// Those that took more than one and a half times as long as expected.
    Slow,
    /// Those of which the candidate was not sure.
    Unsure,
    /// Those of which the candidate was sure, wrongly.
    SureButWrong,
}

impl Show {
    /// All of them, in the order shown.
    pub(super) const ALL: [Self; 6] =
        [Self::All, Self::Wrong, Self::Flagged, Self::Slow, Self::Unsure, Self::SureButWrong];

    /// The word in the address.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Wrong => "wrong",
            Self::Flagged => "flagged",
            Self::Slow => "slow",
            Self::Unsure => "unsure",
            Self::SureButWrong => "sure-but-wrong",
        }
    }

    /// The name on the page.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Wrong => "Wrong or open",
            Self::Flagged => "Flagged",
            Self::Slow => "Slow",
            Self::Unsure => "Unsure",
            Self::SureButWrong => "Sure but wrong",
        }
    }

    /// Reads it from the address.
    pub fn from_word(word: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|show| Some(show.word()) == word).unwrap_or(Self::All)
    }

    /// Whether a question is listed.
    pub(super) fn keeps(self, told: Told<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Wrong => told.is_missed(),
            Self::Flagged => told.row.flagged,
            Self::Slow => told.is_slow(),
            Self::Unsure => told.is_unsure(),
            Self::SureButWrong => told.is_sure_but_wrong(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::attempt::{Confidence, Row};
    use domain::marks::{Marks, Tally};
    use domain::response::Response;
    use domain::time::Millis;

    use super::*;
    use crate::parts::samples::{item, single};

    fn shown(row: &Row, score: i32, seconds: i64) -> Vec<Show> {
        let item = item(single(&["this", "that"], 0));
        let tally = Tally { score: Marks(score), marks: Marks::ONE };
        let told = Told { place: 0, item: &item, row, tally, spent: Millis(seconds * 1_000) };
        Show::ALL.into_iter().filter(|show| show.keeps(told)).collect()
    }

    #[test]
    fn filters_keep_what_they_say() {
        let (mut answered, mut flagged) = (Row::default(), Row::default());
        answered.response = Some(Response::Choice(0));
        flagged.flagged = true;
        assert_eq!(shown(&answered, 100, 90), [Show::All]);
        assert_eq!(shown(&answered, 99, 91), [Show::All, Show::Wrong, Show::Slow]);
        assert_eq!(shown(&flagged, 0, 0), [Show::All, Show::Wrong, Show::Flagged]);
        let sure = |confidence| {
            let mut row = answered.clone();
            row.confidence = Some(confidence);
            row
        };
        assert_eq!(shown(&sure(Confidence::Guess), 100, 0), [Show::All, Show::Unsure]);
        assert_eq!(shown(&sure(Confidence::Unsure), 0, 0), [Show::All, Show::Wrong, Show::Unsure]);
        assert_eq!(shown(&sure(Confidence::Sure), 0, 0), [Show::All, Show::Wrong, Show::SureButWrong]);
        assert_eq!(shown(&sure(Confidence::Sure), 100, 0), [Show::All]);
    }

    #[test]
    fn the_address_names_each_filter_and_anything_else_is_all() {
        for show in Show::ALL {
            assert_eq!(Show::from_word(Some(show.word())), show);
        }
        assert_eq!([None, Some("other")].map(Show::from_word), [Show::All; 2]);
    }
}
