use crate::award::Day;

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
}
