//! Time zones: how a cohort's days and hours become instants, and back.

use std::str::FromStr;

use chrono::{DateTime, LocalResult, NaiveTime, TimeZone};
use chrono_tz::Tz;
use thiserror::Error;

use crate::award::Day;
use crate::time::Timestamp;

/// A time zone of the IANA database, for instance `Europe/Oslo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

/// Why a day and an hour are no instant.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NoInstant {
    /// The clocks were put forward over it.
    #[error("on that night the clocks are put forward over this time")]
    Skipped,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of that name; nothing when there is none.
    pub fn named(name: &str) -> Option<Self> {
        Tz::from_str(name).ok().map(Self)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The places that people choose from: those with a region, in the order of the alphabet, after UTC.
    pub fn all() -> impl Iterator<Item = Self> {
        const REGIONS: [&str; 9] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        let regional = |zone: &Tz| REGIONS.iter().any(|region| zone.name().starts_with(region));
        std::iter::once(Self::UTC).chain(chrono_tz::TZ_VARIANTS.into_iter().filter(regional).map(Self))
    }

    /// The instant of a day and an hour. Of an hour that comes twice, when the clocks are put back, it is the first.
    ///
    /// # Errors
    /// [`NoInstant::Skipped`] for an hour that does not come.
    pub fn instant(self, day: Day, time: NaiveTime) -> Result<Timestamp, NoInstant> {
        match self.0.from_local_datetime(&day.and_time(time)) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(Timestamp(at.timestamp_millis())),
            LocalResult::None => Err(NoInstant::Skipped),
        }
    }

    /// The day and the time of day of an instant.
    pub fn local(self, at: Timestamp) -> (Day, NaiveTime) {
        let local = self.at(at);
        (local.date_naive(), local.time())
    }

    /// The distance to UTC at an instant, for instance `UTC+01:00`.
    pub fn offset(self, at: Timestamp) -> String {
        format!("UTC{}", self.at(at).format("%:z"))
    }

    fn at(self, at: Timestamp) -> DateTime<Tz> {
        DateTime::from_timestamp_millis(at.0).unwrap_or_default().with_timezone(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    #[test]
    fn hours_become_instants_and_back() {
        let oslo = Zone::named("Europe/Oslo").unwrap();
        for (on, at) in [("2026-11-30", "09:00"), ("2026-07-01", "23:59"), ("2024-02-29", "00:00")] {
            let instant = oslo.instant(day(on), time(at)).unwrap();
            assert_eq!(oslo.local(instant), (day(on), time(at)));
        }
        assert_eq!(oslo.instant(day("2026-11-30"), time("09:00")), Ok(Timestamp(1_796_025_600_000)));
        assert_eq!(oslo.offset(Timestamp(1_796_025_600_000)), "UTC+01:00");
        assert_eq!(Zone::named("Europe/Atlantis"), None);
    }

    #[test]
    fn a_skipped_hour_is_none_and_of_a_double_one_the_first_is_meant() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        assert_eq!(berlin.instant(day("2026-03-29"), time("02:30")), Err(NoInstant::Skipped));
        let first = berlin.instant(day("2026-10-25"), time("02:30")).unwrap();
        assert_eq!(berlin.offset(first), "UTC+02:00");
    }

    #[test]
    fn the_places_to_choose_from_can_be_named() {
        let all = Zone::all().collect::<Vec<_>>();
        assert!(all.len() > 300 && all[0] == Zone::UTC);
        assert!(all.iter().all(|zone| Zone::named(zone.name()) == Some(*zone)));
    }
}
