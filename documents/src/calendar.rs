//! Calendars for other programs: iCalendar (RFC 5545), as a feed that calendar programs fetch again and again.
//!
//! Escaping, folding and the writing of dates are those of the crate `icalendar`. It fills in the clock's time and a random id where a
//! component has none, so every event here gets both from its facts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::time::Timestamp;
use icalendar::{Calendar as Written, Component, Event as WrittenEvent, EventLike, Property};

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What programs call it.
    pub name: String,
    /// What is in it.
    pub events: Vec<Event>,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It goes on for a while.
    Span(Timestamp, Timestamp),
    /// It happens at a moment, which makes nobody busy.
    Moment(Timestamp),
    /// It belongs to a day, wherever the reader is, which makes nobody busy.
    Day(NaiveDate),
}

/// Something that is to be known on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name for ever, unique in the world.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// What is told about it.
    pub words: String,
    /// Where it takes place.
    pub place: String,
    /// The page about it.
    pub address: String,
    /// When it is.
    pub when: When,
    /// When it was made.
    pub made: Timestamp,
    /// When it was changed last.
    pub changed: Timestamp,
}

fn utc(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default()
}

/// What is typed, without what no line of a calendar may hold.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

impl Event {
    /// How often it was changed, as far as programs want to know: it only has to grow.
    fn sequence(&self) -> u32 {
        u32::try_from(self.changed.since(self.made).0 / 1000).unwrap_or_default()
    }

    fn written(&self) -> WrittenEvent {
        let mut event = WrittenEvent::new();
        event.uid(&self.uid).timestamp(utc(self.changed)).last_modified(utc(self.changed)).created(utc(self.made));
        event.sequence(self.sequence()).summary(&plain(&self.title));
        match self.when {
            When::Span(begins, ends) => event.starts(utc(begins)).ends(utc(ends)),
            When::Moment(at) => event.starts(utc(at)).add_property("TRANSP", "TRANSPARENT"),
            When::Day(day) => event.all_day(day).add_property("TRANSP", "TRANSPARENT"),
        };
        if !self.words.is_empty() {
            event.description(&plain(&self.words));
        }
        if !self.place.is_empty() {
            event.location(&plain(&self.place));
        }
        if !self.address.is_empty() {
            event.url(&self.address);
        }
        event.done()
    }
}

/// A text as RFC 5545 writes it (3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Writes a calendar. The same facts give the same bytes.
pub fn write(calendar: &Calendar) -> String {
    let mut written = Written::empty();
    let name = plain(&calendar.name);
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//Clausewise//Classes//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", "PT1H"),
    ];
    for (key, value) in head {
        written.append_property(Property::new(key, value));
    }
    written.append_property(Property::new("REFRESH-INTERVAL", "PT1H").add_parameter("VALUE", "DURATION").done());
    // The crate escapes what it knows to be text; the name of a calendar (RFC 7986) is not among it.
    written.append_property(Property::new("NAME", escaped(&name)));
    written.append_property(Property::new("X-WR-CALNAME", &name));
    for event in &calendar.events {
        written.push(event.written());
    }
    written.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: Timestamp = Timestamp(1_796_025_600_000);

    fn event(title: &str) -> Event {
        Event {
            uid: "0198f000@clausewise.example".to_owned(),
            title: title.to_owned(),
            words: "First line; then, a \\ and more\r\nsecond line\u{7}".to_owned(),
            place: "Room 1, second floor".to_owned(),
            address: "https://clausewise.example/classes/a/entries/b?x=1,2;3".to_owned(),
            when: When::Span(BEGIN, Timestamp(BEGIN.0 + 3 * 3_600_000)),
            made: Timestamp(BEGIN.0 - 90_000),
            changed: Timestamp(BEGIN.0 - 30_000),
        }
    }

    fn lines(event: Event) -> Vec<String> {
        let text = write(&Calendar { name: "Ada, Quill".to_owned(), events: vec![event] });
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends with CRLF");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        text.replace("\r\n ", "").lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_event_is_written_as_the_standard_asks() {
        let lines = lines(event("Session 1, with questions; and answers"));
        for line in [
            "VERSION:2.0",
            "METHOD:PUBLISH",
            "NAME:Ada\\, Quill",
            "UID:0198f000@clausewise.example",
            "DTSTAMP:20261130T075930Z",
            "LAST-MODIFIED:20261130T075930Z",
            "SEQUENCE:60",
            "DTSTART:20261130T080000Z",
            "DTEND:20261130T110000Z",
            "SUMMARY:Session 1\\, with questions\\; and answers",
            "DESCRIPTION:First line\\; then\\, a \\\\ and more\\nsecond line",
            "LOCATION:Room 1\\, second floor",
            "URL:https://clausewise.example/classes/a/entries/b?x=1,2;3",
        ] {
            assert!(lines.iter().any(|own| own == line), "no {line} in {lines:#?}");
        }
        for once in ["DTSTAMP:", "UID:", "BEGIN:VEVENT", "END:VEVENT", "PRODID:"] {
            assert_eq!(lines.iter().filter(|line| line.starts_with(once)).count(), 1, "{once}");
        }
    }

    #[test]
    fn a_moment_has_no_end_and_makes_nobody_busy() {
        let when = When::Moment(BEGIN);
        let lines = lines(Event { when, words: String::new(), place: String::new(), ..event("Due") });
        assert!(lines.iter().any(|line| line == "TRANSP:TRANSPARENT"));
        assert!(!lines.iter().any(|line| ["DTEND", "DESCRIPTION", "LOCATION"].iter().any(|key| line.starts_with(key))));
    }

    #[test]
    fn a_day_is_the_same_everywhere_and_makes_nobody_busy() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day");
        let lines = lines(Event { when: When::Day(day), ..event("Due") });
        for line in ["DTSTART;VALUE=DATE:20261231", "TRANSP:TRANSPARENT"] {
            assert!(lines.iter().any(|own| own == line), "no {line} in {lines:#?}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let long = "Prüfung der Ökonomie 老虎 über alle Maßen — ".repeat(12);
        let lines = lines(event(&long));
        let summary = format!("SUMMARY:{long}");
        assert!(lines.contains(&summary), "{lines:#?}");
    }

    #[test]
    fn the_same_facts_give_the_same_bytes() {
        let calendar = Calendar { name: String::new(), events: vec![event("a"), event("b")] };
        assert_eq!(write(&calendar), write(&calendar));
        assert!(write(&Calendar { events: Vec::new(), ..calendar }).contains("BEGIN:VCALENDAR"));
    }
}
