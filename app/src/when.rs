//! Times and lengths of time as people write them.

use chrono::{DateTime, NaiveDate, NaiveTime};
use domain::award::{Day, day_words};
use domain::time::{Millis, Timestamp};
use domain::zone::Zone;
use leptos::prelude::*;

/// A moment: written in UTC, put into the reader's own time zone by the page's script.
pub fn moment(at: Timestamp) -> impl IntoView {
    let utc = DateTime::from_timestamp_millis(at.0).unwrap_or_default();
    let machine = utc.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    view! { <time datetime=machine data-moment="">{utc.format("%-d %B %Y, %H:%M UTC").to_string()}</time> }
}

/// A moment as it is told in a time zone, for instance `Mon 30 November 2026, 09:00`.
pub fn local(zone: Zone, at: Timestamp) -> String {
    let (day, time) = zone.local(at);
    format!("{}, {}", day.format("%a %-d %B %Y"), clock(time))
}

/// A day such as `2026-12-03` as `3 December 2026`; unreadable text stays as it is.
pub fn day(iso: &str) -> String {
    parse_day(iso).map_or_else(|| iso.to_owned(), day_words)
}

/// From a day to another, for instance `11 January 2027 – 5 February 2027`.
pub fn span(first: Day, last: Day) -> String {
    format!("{} – {}", day(&first.to_string()), day(&last.to_string()))
}

/// Reads a day in ISO 8601.
pub fn parse_day(iso: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(iso.trim(), "%Y-%m-%d").ok()
}

/// The day (UTC) of an instant, for instance `3 December 2026`.
pub fn date(at: Timestamp) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().format("%-d %B %Y").to_string()
}

/// The day (UTC) of an instant in ISO 8601, as date fields want it.
pub fn iso_day(at: Timestamp) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().format("%Y-%m-%d").to_string()
}

/// A time of day, for instance `09:00`.
pub fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The instant at which a day begins (UTC).
pub fn beginning(day: NaiveDate) -> Timestamp {
    Timestamp(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
}

/// The instant at which a day begins in a time zone; where its clocks skip midnight, at one.
pub fn beginning_in(zone: Zone, day: NaiveDate) -> Timestamp {
    let one = NaiveTime::from_hms_opt(1, 0, 0).unwrap_or(NaiveTime::MIN);
    zone.instant(day, NaiveTime::MIN).or_else(|_| zone.instant(day, one)).unwrap_or_else(|_| beginning(day))
}

/// Days from now (UTC) until a day; negative when it is over.
pub fn days_until(iso: &str, now: Timestamp) -> Option<i64> {
    let today = DateTime::from_timestamp_millis(now.0)?.date_naive();
    Some(parse_day(iso)?.signed_duration_since(today).num_days())
}

/// A length of time in minutes and seconds, for instance `41 min 07 s`.
pub fn length(length: Millis) -> String {
    let seconds = length.seconds_up();
    match (seconds / 60, seconds % 60) {
        (0, s) => format!("{s} s"),
        (m, 0) => format!("{m} min"),
        (m, s) => format!("{m} min {s:02} s"),
    }
}

/// `1 question`, `2 questions`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_people_say_them() {
        assert_eq!([0, 7_000, 60_000, 2_467_000].map(|ms| length(Millis(ms))), ["0 s", "7 s", "1 min", "41 min 07 s"]);
    }

    #[test]
    fn a_day_begins_at_midnight() {
        let begin = parse_day("2026-12-03").map(beginning).unwrap_or_default();
        let last = Timestamp(begin.0 - 1);
        assert_eq!((date(begin).as_str(), iso_day(last).as_str()), ("3 December 2026", "2026-12-02"));
    }

    #[test]
    fn days_until_counts_whole_days() {
        let now = Timestamp(1_795_359_600_000);
        let today = DateTime::from_timestamp_millis(now.0).map(|t| t.date_naive().to_string()).unwrap_or_default();
        assert_eq!(days_until(&today, now), Some(0));
        assert_eq!(days_until("not a day", now), None);
    }
}
