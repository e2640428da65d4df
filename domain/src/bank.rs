//! Questions that trainers write themselves: where each stands, and who may move it on.
//!
//! No question reaches a candidate that only its author has read. A question in use may be written anew: the new version
//! goes the whole way again, and the old one stays in use meanwhile.

use thiserror::Error;

/// Where the newest version of a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BankState {
    /// Its author is writing it; nobody else sees it.
    Draft,
    /// A second person is to read it.
    Review,
    /// A second person has agreed to it.
    Ready,
    /// It stands in papers and earns nothing.
    Pilot,
    /// It stands in papers and counts.
    Live,
    /// It is no longer used.
    Retired,
}

/// What somebody does to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankAct {
    /// The author asks for a second pair of eyes.
    Send,
    /// The author takes it back before anybody has decided.
    Recall,
    /// A second person agrees to it.
    Accept,
    /// A second person sends it back, with words.
    Return,
    /// It goes into papers without counting.
    Pilot,
    /// It goes into papers and counts.
    Publish,
    /// It goes out of use.
    Retire,
    /// Its author takes it up again.
    Revive,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Whoever wrote it.
    Author,
    /// Somebody else of the same organisation.
    Colleague,
    /// Whoever finds a question without an author, whose account is gone: they may take it over, or read it as a second person.
    Finder,
}

/// How a version in use counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankUse {
    /// It is shown and earns nothing.
    Pilot,
    /// It counts.
    Live,
}

/// Why a question stays where it is.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BankRefusal {
    /// It does not stand where this is done.
    #[error("This cannot be done with the question as it stands now: look at its state.")]
    NotNow,
    /// Authors do not review their own questions.
    #[error("Somebody else has to read it: nobody reviews their own question.")]
    OwnWork,
    /// Only its author may do this.
    #[error("Only its author may do this.")]
    AuthorsOnly,
}

impl BankState {
    /// All of them, in the order of a question's life.
    pub const ALL: [Self; 6] = [Self::Draft, Self::Review, Self::Ready, Self::Pilot, Self::Live, Self::Retired];

    /// The word in the database and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Ready => "ready",
            Self::Pilot => "pilot",
            Self::Live => "live",
            Self::Retired => "retired",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Where a question stands after something was done to it. Who may see it may take it out of use, whatever is being written
    /// meanwhile: that cannot wait for its author.
    ///
    /// # Errors
    /// The first reason why it may not be done, in the order: not now, not by this person.
    pub const fn after(self, act: BankAct, by: Hand) -> Result<Self, BankRefusal> {
        let next = match (self, act) {
            (Self::Draft, BankAct::Send) => Self::Review,
            (Self::Review, BankAct::Recall | BankAct::Return) => Self::Draft,
            (Self::Review, BankAct::Accept) => Self::Ready,
            (Self::Ready, BankAct::Pilot) => Self::Pilot,
            (Self::Ready | Self::Pilot, BankAct::Publish) => Self::Live,
            (Self::Draft | Self::Review | Self::Ready | Self::Pilot | Self::Live, BankAct::Retire) => Self::Retired,
            (Self::Retired, BankAct::Revive) => Self::Draft,
            _ => return Err(BankRefusal::NotNow),
        };
        match (act, by) {
            (BankAct::Accept | BankAct::Return, Hand::Author) => Err(BankRefusal::OwnWork),
            (BankAct::Send | BankAct::Recall | BankAct::Revive, Hand::Colleague) => Err(BankRefusal::AuthorsOnly),
            _ => Ok(next),
        }
    }

    /// Whether its author may write it anew.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Review | Self::Retired)
    }
}

impl BankAct {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Send, Self::Recall, Self::Accept, Self::Return, Self::Pilot, Self::Publish, Self::Retire, Self::Revive];

    /// The word in forms and in the history.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Recall => "recall",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Pilot => "pilot",
            Self::Publish => "publish",
            Self::Retire => "retire",
            Self::Revive => "revive",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// How the newest version counts from then on; nothing where the act leaves what is in use as it is.
    pub const fn puts_to_use(self) -> Option<BankUse> {
        match self {
            Self::Pilot => Some(BankUse::Pilot),
            Self::Publish => Some(BankUse::Live),
            _ => None,
        }
    }
}

impl BankUse {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pilot => "pilot",
            Self::Live => "live",
        }
    }

    /// Reads the word; an empty one, for what is not in use, is none.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Pilot, Self::Live].into_iter().find(|one| one.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        assert!(BankState::ALL.into_iter().all(|state| BankState::from_word(state.word()) == Some(state)));
        assert!(BankAct::ALL.into_iter().all(|act| BankAct::from_word(act.word()) == Some(act)));
        assert_eq!(
            (BankState::from_word(""), BankAct::from_word("delete"), BankUse::from_word("")),
            (None, None, None)
        );
    }

    #[test]
    fn a_question_goes_its_way_through_two_hands() {
        use BankAct::{Accept, Pilot, Publish, Retire, Revive, Send};
        let way = [
            (Send, Hand::Author),
            (Accept, Hand::Colleague),
            (Pilot, Hand::Author),
            (Publish, Hand::Colleague),
            (Retire, Hand::Colleague),
            (Revive, Hand::Author),
        ];
        let mut state = BankState::Draft;
        let mut seen = Vec::new();
        for (act, by) in way {
            state = state.after(act, by).expect("it is the usual way");
            seen.push(state);
        }
        let usual = [BankState::Review, BankState::Ready, BankState::Pilot, BankState::Live, BankState::Retired];
        assert_eq!(seen[..5], usual);
        assert_eq!(state, BankState::Draft);
    }

    /// Whatever is done in whatever order: what stands in papers was accepted by somebody else.
    #[test]
    fn nothing_reaches_papers_on_its_authors_word() {
        for state in BankState::ALL {
            for act in BankAct::ALL {
                let after = state.after(act, Hand::Author);
                assert_ne!(after, Ok(BankState::Ready), "{state:?} {act:?}");
                let enters = act.puts_to_use().is_some() && after.is_ok();
                assert!(!enters || matches!(state, BankState::Ready | BankState::Pilot), "{state:?} {act:?}");
            }
        }
        assert_eq!(BankState::Review.after(BankAct::Accept, Hand::Author), Err(BankRefusal::OwnWork));
        assert_eq!(BankState::Draft.after(BankAct::Send, Hand::Colleague), Err(BankRefusal::AuthorsOnly));
        assert_eq!(BankState::Live.after(BankAct::Accept, Hand::Author), Err(BankRefusal::NotNow));
        // What an author left in review can still be read by somebody, or be taken over.
        for (act, next) in [
            (BankAct::Accept, BankState::Ready),
            (BankAct::Return, BankState::Draft),
            (BankAct::Recall, BankState::Draft),
        ] {
            assert_eq!(BankState::Review.after(act, Hand::Finder), Ok(next));
        }
        assert!(!BankState::Review.is_open() && BankState::Live.is_open());
    }
}
