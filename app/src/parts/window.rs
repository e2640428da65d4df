//! When something may be done, and where somebody stands with it, in words.

use domain::cohort::progress::{Standing, State};
use domain::cohort::{Task, TaskKind, Window};
use domain::time::Timestamp;
use domain::zone::Zone;

use crate::when;

/// A window as it is told in the zone of a cohort: of a session its begin and end, else when it opens, is due and closes.
pub fn window_words(kind: TaskKind, window: Window, zone: Zone) -> String {
    if kind == TaskKind::Session {
        return session(window, zone);
    }
    let told = [("opens", window.opens), ("due", window.due), ("closes", window.closes)];
    let told = told.into_iter().filter_map(|(word, at)| Some(format!("{word} {}", when::local(zone, at?))));
    let words = told.collect::<Vec<_>>().join(" · ");
    if words.is_empty() { "no dates: at any time".to_owned() } else { words }
}

fn session(window: Window, zone: Zone) -> String {
    let Some(begins) = window.opens else { return "no date yet".to_owned() };
    let Some(ends) = window.closes else { return when::local(zone, begins) };
    let ((day, _), (last, time)) = (zone.local(begins), zone.local(ends));
    let end = if day == last { when::clock(time) } else { when::local(zone, ends) };
    format!("{} – {end}", when::local(zone, begins))
}

/// The time limit that a trainer set for a mock exam, in words.
pub fn limit_words(task: &Task) -> Option<String> {
    task.limit().map(|limit| format!("time limit {}", when::length(limit.length())))
}

/// Where somebody stands: the class of the row, its sign, and the words.
pub fn standing_words(kind: TaskKind, standing: Standing) -> (&'static str, &'static str, String) {
    let Standing { state, parts: (done, all), late, .. } = standing;
    let of = if all > 1 && done > 0 { format!(", {done} of {all}") } else { String::new() };
    let is_session = kind == TaskKind::Session;
    match state {
        State::NotYet if is_session => ("new", "○", "to come".to_owned()),
        State::NotYet => ("new", "○", "not open yet".to_owned()),
        State::Open if is_session => ("new", "○", "now".to_owned()),
        State::Open if late => ("new", "○", "overdue".to_owned()),
        State::Open => ("new", "○", "open".to_owned()),
        State::Begun if late => ("begun", "◇", format!("overdue, begun{of}")),
        State::Begun => ("begun", "◇", format!("begun{of}")),
        State::Done if is_session => ("complete", "●", (if late { "there, late" } else { "there" }).to_owned()),
        State::Done => ("complete", "●", (if late { "done late" } else { "done" }).to_owned()),
        State::Missed if is_session => ("new", "✗", "absent".to_owned()),
        State::Missed => ("new", "✗", format!("closed, not done{of}")),
        State::Over => ("new", "–", "over".to_owned()),
    }
}

/// In which zone times are told, with its distance to UTC at a moment.
pub fn zone_note(zone: Zone, now: Timestamp) -> String {
    let name = zone.name().replace('_', " ");
    if zone == Zone::UTC {
        "All times are UTC.".to_owned()
    } else {
        format!("All times are those of {name} (now {}).", zone.offset(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: Timestamp = Timestamp(1_796_025_600_000);

    #[test]
    fn windows_are_told_in_their_zone() {
        let oslo = Zone::named("Europe/Oslo").expect("it is a zone");
        let hour = |n: i64| Some(Timestamp(BEGIN.0 + n * 3_600_000));
        let session = Window { opens: hour(0), due: None, closes: hour(3) };
        let told = |kind, window| window_words(kind, window, oslo);
        assert_eq!(told(TaskKind::Session, session), "Mon 30 November 2026, 09:00 – 12:00");
        let late = Window { closes: hour(18), ..session };
        assert_eq!(told(TaskKind::Session, late), "Mon 30 November 2026, 09:00 – Tue 1 December 2026, 03:00");
        let window = Window { due: hour(3), ..Window::default() };
        assert_eq!(told(TaskKind::Lessons, window), "due Mon 30 November 2026, 12:00");
        assert_eq!(told(TaskKind::Lessons, Window::default()), "no dates: at any time");
        assert_eq!(zone_note(oslo, BEGIN), "All times are those of Europe/Oslo (now UTC+01:00).");
    }
}
