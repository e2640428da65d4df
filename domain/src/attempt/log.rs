use serde::{Deserialize, Serialize};

use crate::attempt::{Act, Stretch, Timing};
use crate::time::{Millis, ServiceTime, Timestamp};

/// Why an act was kept without counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It came from an older window, after a newer one had decided the same.
    Superseded,
    /// It came after the deadline or after the end.
    Late,
}

/// What happened in a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The paper was put before the candidate and the clock began.
    Started {
        /// Working time before what an accommodation adds; none for practice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<Millis>,
        /// Times of the sections, where each has its own.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        limits: Vec<Millis>,
        /// What the person's accommodation adds.
        #[serde(default, skip_serializing_if = "Stretch::is_none")]
        stretch: Stretch,
    },
    /// A page took the sitting over; pages opened earlier become read-only.
    Opened {
        /// The page's own key.
        page: String,
        /// Its number among the pages of this sitting.
        epoch: u32,
    },
    /// The candidate did something to the sheet.
    Acted {
        /// What was done.
        #[serde(flatten)]
        act: Act,
    },
    /// Something arrived that is kept and shown, but does not count.
    SetAside {
        /// Why it does not count.
        why: Why,
        /// What was done.
        #[serde(flatten)]
        act: Act,
    },
    /// A trainer holds the clock: it stands still for everybody in the room.
    Halted {
        /// Who holds it.
        by: String,
    },
    /// The trainer lets the clock go on.
    Continued {
        /// Who lets it.
        by: String,
    },
    /// Somebody decided that an act that was set aside counts after all.
    Admitted {
        /// The number of its line.
        number: i64,
        /// Who decided it.
        by: String,
        /// Why.
        reason: String,
    },
    /// The service was down for so long; the service clock stood still, so the candidate lost nothing.
    OutageReturned {
        /// Length of the outage by the wall clock, for the record only.
        length: Millis,
    },
    /// An approved break began; the clock stands still.
    BreakBegan,
    /// The break ended.
    BreakEnded,
    /// Time was granted to this sitting.
    Granted {
        /// How much.
        length: Millis,
        /// Who granted it.
        by: String,
        /// Why.
        reason: String,
    },
    /// The person's accommodation changed.
    Stretched {
        /// What it adds now.
        stretch: Stretch,
    },
    /// The candidate left a section with a time of its own for the next one.
    SectionEnded {
        /// The section, counted from 0.
        section: u16,
    },
    /// The candidate handed the paper in.
    Submitted,
    /// The time ended the sitting.
    Expired,
    /// A trainer ended it.
    Closed {
        /// Who ended it.
        by: String,
        /// Why.
        reason: String,
    },
    /// An ended sitting was opened again.
    Reopened {
        /// Time added to what was left.
        length: Millis,
        /// Who opened it.
        by: String,
        /// Why.
        reason: String,
    },
}

/// One line of the log of a sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: i64,
    /// The sender's count, for acts.
    pub sequence: u64,
    /// When, on the service clock.
    pub at: ServiceTime,
    /// When, as people tell the time.
    pub on: Timestamp,
    /// What happened.
    pub event: Event,
}

impl Line {
    /// Whether the sitting ended here.
    pub fn is_end(&self) -> bool {
        matches!(self.event, Event::Submitted | Event::Expired | Event::Closed { .. })
    }

    /// Whether what counts changed here as a whole: the sitting was marked.
    pub fn is_marking(&self) -> bool {
        self.is_end() || matches!(self.event, Event::Admitted { .. })
    }

    /// Whether staff decided something here, or an outage was given back.
    pub fn is_decision(&self) -> bool {
        matches!(
            self.event,
            Event::Granted { .. }
                | Event::Halted { .. }
                | Event::Continued { .. }
                | Event::Closed { .. }
                | Event::Reopened { .. }
                | Event::Admitted { .. }
                | Event::OutageReturned { .. }
        )
    }

    /// Whether an ended sitting was opened again here.
    pub fn is_reopening(&self) -> bool {
        matches!(self.event, Event::Reopened { .. })
    }
}

/// Working time spent on each item. The time up to a change of item counts for the item shown before, the time up to any
/// other act for the item of that act; breaks, the time while a trainer holds the clock, and that between an end and a reopening count for none.
pub fn spent(items: usize, lines: &[Line]) -> Vec<Millis> {
    let mut spent = vec![Millis(0); items];
    let mut shown = None;
    let mut from = None::<Millis>;
    let mut timing = Timing::default();
    for line in lines {
        let until = timing.used(line.at);
        let (counts_for, next) = match &line.event {
            Event::Acted { act: Act::View { item } } => (shown, Some(*item)),
            Event::Acted { act } | Event::SetAside { act, why: Why::Superseded } => {
                (Some(act.item()), Some(act.item()))
            }
            Event::BreakEnded | Event::Continued { .. } | Event::Reopened { .. } => (None, shown),
            _ => (shown, shown),
        };
        if let (Some(from), Some(item)) = (from, counts_for)
            && let Some(item) = spent.get_mut(usize::from(item))
        {
            item.0 += (until.0 - from.0).max(0);
        }
        shown = next;
        timing.apply(line.at, &line.event);
        // What was kept after the end says nothing about time.
        if !matches!(line.event, Event::SetAside { why: Why::Late, .. } | Event::Admitted { .. }) {
            from = Some(timing.used(line.at));
        }
    }
    spent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::Response;

    fn line(number: i64, at: i64, event: Event) -> Line {
        Line { number, sequence: number as u64, at: ServiceTime(at), on: Timestamp(at), event }
    }

    fn answer(item: u16) -> Event {
        Event::Acted { act: Act::Answer { item, response: Response::Choice(0) } }
    }

    fn started() -> Event {
        Event::Started { base: None, limits: Vec::new(), stretch: Stretch::default() }
    }

    #[test]
    fn time_goes_to_the_item_that_was_shown() {
        let view = |item| Event::Acted { act: Act::View { item } };
        let lines = [
            line(1, 0, started()),
            line(2, 100, view(0)),
            line(3, 600, answer(0)),
            line(4, 1_000, view(1)),
            line(5, 1_500, Event::BreakBegan),
            line(6, 9_500, Event::BreakEnded),
            line(7, 10_000, Event::Submitted),
        ];
        assert_eq!(spent(2, &lines), [Millis(900), Millis(1_000)]);
    }

    #[test]
    fn a_break_that_ended_by_itself_counts_for_no_item() {
        let stretch = Stretch { breaks: Millis(1_000), ..Stretch::default() };
        let base = Some(Millis(5_000));
        let lines = [
            line(1, 0, Event::Started { base, limits: Vec::new(), stretch }),
            line(2, 500, answer(0)),
            line(3, 600, Event::BreakBegan),
            line(4, 2_000, answer(1)),
            line(5, 9_000, Event::Expired),
        ];
        assert_eq!(spent(2, &lines), [Millis(600), Millis(4_400)], "nor does what comes after the time");
    }

    #[test]
    fn time_while_the_clock_is_held_counts_for_no_item() {
        let by = || "Max".to_owned();
        let lines = [
            line(1, 0, started()),
            line(2, 500, answer(0)),
            line(3, 700, Event::Halted { by: by() }),
            line(4, 900, answer(0)),
            line(5, 60_700, Event::Continued { by: by() }),
            line(6, 61_000, answer(1)),
            line(7, 61_500, Event::Closed { by: by(), reason: String::new() }),
        ];
        assert_eq!(spent(2, &lines), [Millis(700), Millis(800)]);
    }

    #[test]
    fn without_scripts_time_goes_to_the_item_that_was_answered() {
        let lines = [line(1, 0, started()), line(2, 700, answer(0)), line(3, 1_000, answer(1))];
        assert_eq!(spent(2, &lines), [Millis(700), Millis(300)]);
    }

    #[test]
    fn old_lines_are_still_read() {
        assert_eq!(serde_json::from_str::<Event>(r#"{"event":"started"}"#).ok(), Some(started()));
        let acted = r#"{"event":"acted","act":"answer","item":3,"response":{"choice":2}}"#;
        let act = Act::Answer { item: 3, response: Response::Choice(2) };
        assert_eq!(serde_json::from_str::<Event>(acted).ok(), Some(Event::Acted { act }));
    }
}
