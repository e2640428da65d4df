use chrono::{Datelike, Months};

use crate::award::Day;

/// One month of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// Awards whose last day lies in it.
    pub expiring: u32,
    /// Exams and refreshers planned in it.
    pub planned: u32,
    /// Who holds it at its end if nothing that is planned happens.
    pub holders: u32,
    /// Who holds it at its end if everything that is planned succeeds.
    pub hoped: u32,
}

/// What becomes of a person if the first that is planned for the person succeeds. Whatever else is planned adds nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    /// The person, who does not hold it then, holds it from this day on.
    Gained(Day),
    /// The person, whose award would end on this day, keeps on holding it.
    Kept(Day),
}

/// Holders over the coming months. `valid` counts those who hold it today by their last day (none: without an end);
/// `planned` counts what is planned by its day, and `successes` what would become of how many people. The current month is the
/// first one.
pub fn forecast(
    today: Day,
    months: u32,
    valid: impl IntoIterator<Item = (Option<Day>, u32)>,
    planned: impl IntoIterator<Item = (Day, u32)>,
    successes: impl IntoIterator<Item = (Success, u32)>,
) -> Vec<Month> {
    let begin = today.with_day(1).unwrap_or(today);
    let first = |ahead| begin.checked_add_months(Months::new(ahead)).unwrap_or(Day::MAX);
    let month = |ahead| Month { first: first(ahead), expiring: 0, planned: 0, holders: 0, hoped: 0 };
    let mut line = (0..months).map(month).collect::<Vec<_>>();
    let place = |day: Day| {
        let ahead = (day.year() - begin.year()) * 12 + day.month0() as i32 - begin.month0() as i32;
        usize::try_from(ahead).ok()
    };
    let mut holders = 0;
    for (last, count) in valid {
        holders += count;
        if let Some(month) = last.and_then(place).and_then(|ahead| line.get_mut(ahead)) {
            month.expiring += count;
        }
    }
    for (day, count) in planned.into_iter().filter(|(day, _)| *day >= today) {
        if let Some(month) = place(day).and_then(|ahead| line.get_mut(ahead)) {
            month.planned += count;
        }
    }
    let mut more = vec![0; line.len()];
    for (success, count) in successes {
        let (Success::Gained(day) | Success::Kept(day)) = success;
        if let Some(more) = place(day).and_then(|ahead| more.get_mut(ahead)) {
            *more += count;
        }
    }
    let mut hoped = 0;
    for (month, more) in line.iter_mut().zip(more) {
        holders -= month.expiring.min(holders);
        hoped += more;
        (month.holders, month.hoped) = (holders, holders + hoped);
    }
    line
}

/// When a demand is met no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The first day of the month at whose end it is missed; the current one when it is missed already.
    pub month: Day,
    /// How many meet it then.
    pub met: u32,
}

/// The first month in which fewer meet a demand than must, if nobody renews: `met` do today, `ends` counts those of them whose
/// last day lies in a month (given by any of its days). Nothing when it is met throughout `months`.
pub fn falls_short(
    today: Day,
    months: u32,
    (met, needed): (u32, u32),
    ends: impl IntoIterator<Item = (Day, u32)>,
) -> Option<Shortfall> {
    let line = forecast(today, months, ends.into_iter().map(|(day, count)| (Some(day), count)), [], []);
    let gone = line.iter().scan(0, |gone, month| {
        *gone += month.expiring;
        Some((month.first, *gone))
    });
    let begin = today.with_day(1).unwrap_or(today);
    let mut states = std::iter::once((begin, 0)).chain(gone).map(|(month, gone)| (month, met.saturating_sub(gone)));
    states.find(|(_, met)| *met < needed).map(|(month, met)| Shortfall { month, met })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demand_is_missed_from_the_month_on_in_which_too_many_end() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let ends = [(day("2027-02-01"), 1), (day("2027-05-01"), 2)];
        let short = |met, needed| falls_short(day("2026-11-29"), 24, (met, needed), ends);
        let at = |month: &str, met| Some(Shortfall { month: day(month), met });
        assert_eq!(short(4, 4), at("2027-02-01", 3));
        assert_eq!(short(4, 2), at("2027-05-01", 1));
        assert_eq!(short(4, 1), None);
        assert_eq!(short(4, 5), at("2026-11-01", 4), "it is missed already");
        assert_eq!(
            falls_short(day("2026-11-29"), 24, (1, 1), [(day("2030-01-01"), 1)]),
            None,
            "beyond what is looked at"
        );
    }

    #[test]
    fn what_expires_leaves_and_what_is_planned_comes() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let valid =
            [(None, 5), (Some(day("2026-12-31")), 2), (Some(day("2028-06-01")), 1), (Some(day("2026-11-30")), 1)];
        let planned = [(day("2026-12-15"), 1), (day("2026-11-01"), 7), (day("2029-01-01"), 1)];
        // One who holds nothing, one whose award ends in December before the exam, one who renews in time.
        let successes = [Success::Gained(day("2026-12-15")), Success::Gained(day("2027-02-01"))].map(|one| (one, 1));
        let successes = successes.into_iter().chain([(Success::Kept(day("2026-12-31")), 1)]);
        let line = forecast(day("2026-11-29"), 24, valid, planned, successes);
        assert_eq!((line.len(), line[0].first, line[23].first), (24, day("2026-11-01"), day("2028-10-01")));
        let at = |n: usize| (line[n].expiring, line[n].planned, line[n].holders, line[n].hoped);
        assert_eq!(at(0), (1, 0, 8, 8), "a plan of the past is none");
        assert_eq!(at(1), (2, 1, 6, 8));
        assert_eq!(at(2), (0, 0, 6, 8));
        assert_eq!(at(3), (0, 0, 6, 9));
        assert_eq!(at(18), (0, 0, 6, 9));
        assert_eq!(at(19), (1, 0, 5, 8));
    }
}
