//! A class: what is planned for it, and when each of its people may do what.

pub mod deed;
pub mod limit;
pub mod progress;
pub mod spread;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::limit::TimeLimit;
use crate::ids::{AreaId, LessonId, PaperId, ScenarioId, SchemeId};
use crate::time::Timestamp;

/// What an entry of the plan is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// The cohort meets. Its begin and end are the window of the entry.
    Session {
        /// A room or the address of a call.
        place: String,
        /// What is to be talked about, in the trainer's words.
        agenda: String,
    },
    /// Lessons to be read to their end.
    Lessons {
        /// Which.
        lessons: Vec<LessonId>,
    },
    /// A practice set, drawn for each person.
    Practice {
        /// The areas it draws from; all areas when empty.
        areas: Vec<AreaId>,
        /// How many questions.
        count: u16,
    },
    /// A booklet, a case or an audit case to be worked through.
    Exercise {
        /// Which.
        scenario: ScenarioId,
    },
    /// A mock exam.
    Paper {
        /// Its rules.
        scheme: SchemeId,
        /// A paper fixed in advance; else one is drawn for each person.
        fixed: Option<PaperId>,
        /// Who says when it begins.
        start: Start,
        /// The time for it in the place of that of the scheme.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<TimeLimit>,
    },
}

/// Who says when a mock exam begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// Each person, while it is open.
    Alone,
    /// The trainer, for all at once.
    Together,
}

impl Task {
    /// The word of its kind, as addresses and the database have it.
    pub const fn kind(&self) -> TaskKind {
        match self {
            Self::Session { .. } => TaskKind::Session,
            Self::Lessons { .. } => TaskKind::Lessons,
            Self::Practice { .. } => TaskKind::Practice,
            Self::Exercise { .. } => TaskKind::Exercise,
            Self::Paper { .. } => TaskKind::Paper,
        }
    }

    /// The time limit that the trainer set; none where the scheme says how long it takes, and for what has no clock.
    pub const fn limit(&self) -> Option<TimeLimit> {
        match self {
            Self::Paper { limit, .. } => *limit,
            Self::Session { .. } | Self::Lessons { .. } | Self::Practice { .. } | Self::Exercise { .. } => None,
        }
    }
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// The cohort meets.
    Session,
    /// Lessons to read.
    Lessons,
    /// A practice set.
    Practice,
    /// A scenario exercise.
    Exercise,
    /// A mock exam.
    Paper,
}

impl TaskKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Session, Self::Lessons, Self::Practice, Self::Exercise, Self::Paper];

    /// The word in addresses and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Lessons => "lessons",
            Self::Practice => "practice",
            Self::Exercise => "exercise",
            Self::Paper => "paper",
        }
    }

    /// What it is called on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Session => "Session",
            Self::Lessons => "Lessons",
            Self::Practice => "Practice set",
            Self::Exercise => "Exercise",
            Self::Paper => "Mock exam",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// When an entry may be done. What is absent sets no bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// From when on.
    pub opens: Option<Timestamp>,
    /// Until when it should be done; later is late.
    pub due: Option<Timestamp>,
    /// Until when it can be done at all.
    pub closes: Option<Timestamp>,
}

/// Why a window makes no sense.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum WindowFault {
    /// Due before it opens.
    #[error("it is due before it opens")]
    DueBeforeOpening,
    /// Closing before it opens.
    #[error("it closes before it opens")]
    ClosesBeforeOpening,
    /// Closing before it is due.
    #[error("it closes before it is due")]
    ClosesBeforeDue,
}

/// What the window says at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Not open yet.
    NotYet,
    /// Open, and not due yet.
    Open,
    /// Open still, though it was due.
    Late,
    /// Closed.
    Closed,
}

impl Window {
    /// Says what is wrong with its order.
    ///
    /// # Errors
    /// The first [`WindowFault`].
    pub fn check(&self) -> Result<(), WindowFault> {
        let after =
            |one: Option<Timestamp>, other: Option<Timestamp>| one.zip(other).is_some_and(|(one, other)| one >= other);
        if after(self.opens, self.due) {
            Err(WindowFault::DueBeforeOpening)
        } else if after(self.opens, self.closes) {
            Err(WindowFault::ClosesBeforeOpening)
        } else if self.due.zip(self.closes).is_some_and(|(due, closes)| due > closes) {
            Err(WindowFault::ClosesBeforeDue)
        } else {
            Ok(())
        }
    }

    /// Whether it is open at an instant.
    pub fn at(&self, now: Timestamp) -> Access {
        if self.opens.is_some_and(|opens| now < opens) {
            Access::NotYet
        } else if self.closes.is_some_and(|closes| now >= closes) {
            Access::Closed
        } else if self.due.is_some_and(|due| now >= due) {
            Access::Late
        } else {
            Access::Open
        }
    }

    /// The window of one person who has dates of their own: each own date stands in the place of that of the plan.
    pub fn with_own(self, own: Self) -> Self {
        Self { opens: own.opens.or(self.opens), due: own.due.or(self.due), closes: own.closes.or(self.closes) }
    }

    /// The same for a mock exam that a trainer leads. Where all were let begin outside the dates, or the exam was ended, that
    /// holds instead of them, as far as the person has no own date.
    pub fn of_led(self, own: Self, led: Led) -> Self {
        let mut window = self.with_own(own);
        match led.began.map(|began| window.at(began)) {
            Some(Access::NotYet) if own.opens.is_none() => window.opens = None,
            Some(Access::Closed) if own.closes.is_none() => window.closes = None,
            _ => {}
        }
        if let Some(ended) = led.ended.filter(|_| own == Self::default()) {
            window.closes = Some(window.closes.map_or(ended, |closes| closes.min(ended)));
        }
        window
    }
}

/// What a trainer did to a mock exam.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Led {
    /// When all were let begin, where all begin together.
    pub began: Option<Timestamp>,
    /// When it was ended.
    pub ended: Option<Timestamp>,
}

/// Who was at a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There.
    Present,
    /// There, but late.
    Late,
    /// Not there, with an excuse.
    Excused,
    /// Not there.
    Absent,
}

impl Presence {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Present, Self::Late, Self::Excused, Self::Absent];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Late => "late",
            Self::Excused => "excused",
            Self::Absent => "absent",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|presence| presence.word() == word)
    }

    /// Whether it counts as attended.
    pub const fn attended(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(opens: i64, due: i64, closes: i64) -> Window {
        let at = |at: i64| (at > 0).then_some(Timestamp(at));
        Window { opens: at(opens), due: at(due), closes: at(closes) }
    }

    #[test]
    fn a_window_opens_falls_due_and_closes() {
        let told = |window: Window| [5, 10, 20, 30].map(|now| window.at(Timestamp(now)));
        use Access::{Closed, Late, NotYet, Open};
        assert_eq!(told(window(10, 20, 30)), [NotYet, Open, Late, Closed]);
        assert_eq!(told(window(0, 0, 0)), [Open; 4]);
        assert_eq!(told(window(0, 10, 0)), [Open, Late, Late, Late]);
        assert_eq!(told(window(10, 0, 10)), [NotYet, Closed, Closed, Closed]);
    }

    #[test]
    fn an_order_that_makes_no_sense_is_told() {
        assert_eq!(window(10, 20, 30).check(), Ok(()));
        assert_eq!(window(0, 20, 20).check(), Ok(()));
        assert_eq!(window(20, 10, 0).check(), Err(WindowFault::DueBeforeOpening));
        assert_eq!(window(20, 0, 20).check(), Err(WindowFault::ClosesBeforeOpening));
        assert_eq!(window(0, 30, 20).check(), Err(WindowFault::ClosesBeforeDue));
    }

    #[test]
    fn what_a_trainer_did_counts_more_than_the_dates_but_not_more_than_own_ones() {
        let plan = window(100, 0, 200);
        let led = |began: i64, ended: i64| {
            let at = |at: i64| (at > 0).then_some(Timestamp(at));
            Led { began: at(began), ended: at(ended) }
        };
        let none = Window::default();
        assert_eq!(plan.of_led(none, led(0, 0)), plan);
        assert_eq!(plan.of_led(none, led(150, 0)), plan);
        assert_eq!(plan.of_led(none, led(50, 0)), window(0, 0, 200), "begun early");
        assert_eq!(plan.of_led(none, led(250, 0)), window(100, 0, 0), "begun late");
        assert_eq!(plan.of_led(window(110, 0, 0), led(250, 0)), window(110, 0, 0), "only the own date is the person's");
        assert_eq!(plan.of_led(window(0, 0, 220), led(50, 0)), window(0, 0, 220));
        assert_eq!(plan.of_led(window(110, 0, 0), led(50, 0)), window(110, 0, 200));
        assert_eq!(plan.of_led(none, led(150, 180)), window(100, 0, 180), "ended");
        assert_eq!(window(100, 0, 0).of_led(none, led(0, 180)), window(100, 0, 180));
        assert_eq!(plan.of_led(none, led(150, 300)), plan);
        assert_eq!(plan.of_led(window(0, 0, 220), led(150, 180)), window(100, 0, 220), "own dates outlive the end");
    }

    #[test]
    fn own_dates_stand_in_the_place_of_those_of_the_plan() {
        let plan = window(10, 20, 30);
        assert_eq!(plan.with_own(window(0, 0, 50)), window(10, 20, 50));
        assert_eq!(plan.with_own(Window::default()), plan);
    }

    #[test]
    fn words_are_read_back() {
        assert!(TaskKind::ALL.into_iter().all(|kind| TaskKind::from_word(kind.word()) == Some(kind)));
        assert!(Presence::ALL.into_iter().all(|presence| Presence::from_word(presence.word()) == Some(presence)));
    }
}
