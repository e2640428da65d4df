use crate::award::Day;
use crate::organisation::PlanKind;

/// Where an award stands on the way to its renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// It does not end.
    Never,
    /// It is too early.
    NotYet {
        /// The day on which the window opens.
        opens: Day,
    },
    /// It may be renewed now.
    Open {
        /// The last day.
        last: Day,
    },
    /// It has ended. What is left is the way through the whole course and the exam.
    Overdue {
        /// The last day that it was valid.
        since: Day,
    },
}

impl Window {
    /// Where an award with a last day stands today; the window opens so many days before.
    pub fn of(last: Option<Day>, window_days: u16, today: Day) -> Self {
        let Some(last) = last else { return Self::Never };
        let opens = last.checked_sub_days(chrono::Days::new(window_days.into())).unwrap_or(Day::MIN);
        match () {
            () if last < today => Self::Overdue { since: last },
            () if opens <= today => Self::Open { last },
            () => Self::NotYet { opens },
        }
    }
}

/// What leads to the renewal of an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A refresher before its end.
    Refresher,
    /// It has ended: the whole course of the level again, and the exam.
    WholeCourse,
}

impl Window {
    /// What leads to the renewal; nothing when there is nothing to renew yet.
    pub const fn way(self) -> Option<Way> {
        match self {
            Self::Never | Self::NotYet { .. } => None,
            Self::Open { .. } => Some(Way::Refresher),
            Self::Overdue { .. } => Some(Way::WholeCourse),
        }
    }
}

/// What is really asked of somebody for whom something is planned, whose award of the level ends or ended on a day: a refresher
/// refreshes only what is held still.
pub fn asked(kind: PlanKind, held_until: Option<Day>, today: Day) -> PlanKind {
    match kind {
        PlanKind::Refresher if held_until.is_some_and(|last| last < today) => PlanKind::Course,
        other => other,
    }
}

/// How far somebody has come on the way back to an award that has ended. What counts was done after its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WayBack {
    /// Lessons of the course.
    pub lessons: usize,
    /// Of them, those whose checks were all answered again.
    pub read: usize,
    /// Whether a mock exam of the level was passed again.
    pub is_mock_passed: bool,
}

impl WayBack {
    /// Whether only the official exam is left.
    pub const fn is_ready(&self) -> bool {
        self.read >= self.lessons && self.is_mock_passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_opens_so_many_days_before_the_last_day_and_closes_with_it() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let last = day("2027-03-31");
        let on = |today: &str| Window::of(Some(last), 90, day(today));
        assert_eq!(on("2026-12-30"), Window::NotYet { opens: day("2026-12-31") });
        assert_eq!(on("2026-12-31"), Window::Open { last });
        assert_eq!(on("2027-03-31"), Window::Open { last }, "the last day counts");
        assert_eq!(on("2027-04-01"), Window::Overdue { since: last });
        assert_eq!(Window::of(None, 90, last), Window::Never);
        assert_eq!(Window::of(Some(last), 0, last), Window::Open { last });
    }

    #[test]
    fn what_has_ended_is_learned_from_the_beginning() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let (last, today) = (day("2027-03-31"), day("2027-04-01"));
        assert_eq!(asked(PlanKind::Refresher, Some(last), today), PlanKind::Course);
        assert_eq!(asked(PlanKind::Refresher, Some(last), last), PlanKind::Refresher, "the last day counts");
        assert_eq!(asked(PlanKind::Refresher, None, today), PlanKind::Refresher);
        assert_eq!(asked(PlanKind::Exam, Some(last), today), PlanKind::Exam);
        assert_eq!(Window::of(Some(last), 90, today).way(), Some(Way::WholeCourse));
        assert_eq!(Window::of(Some(last), 90, last).way(), Some(Way::Refresher));
        assert_eq!(Window::of(Some(last), 90, day("2026-01-01")).way(), None);
    }

    #[test]
    fn the_way_back_is_done_with_every_lesson_and_a_mock_exam() {
        let way = |read, is_mock_passed| WayBack { lessons: 3, read, is_mock_passed };
        assert!(way(3, true).is_ready());
        assert!(!way(2, true).is_ready() && !way(3, false).is_ready());
    }
}
