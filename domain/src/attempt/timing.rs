use serde::{Deserialize, Serialize};

use crate::attempt::{Event, GRACE, Line};
use crate::time::{Millis, ServiceTime};

/// What a person's accommodation adds to every exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Percent of the working time; 100 adds nothing.
    pub percent: u16,
    /// Time added after that.
    pub extra: Millis,
    /// Breaks during which the clock stands still, in all.
    pub breaks: Millis,
}

impl Default for Stretch {
    fn default() -> Self {
        Self { percent: 100, extra: Millis(0), breaks: Millis(0) }
    }
}

impl Stretch {
    /// Whether it adds nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The more generous part of each.
    pub fn most(self, other: Self) -> Self {
        Self {
            percent: self.percent.max(other.percent),
            extra: self.extra.max(other.extra),
            breaks: self.breaks.max(other.breaks),
        }
    }

    /// A working time with what it adds; breaks are apart.
    pub fn of(self, base: Millis) -> Millis {
        Millis(base.0 * i64::from(self.percent) / 100 + self.extra.0)
    }
}

/// The clock of a sitting, on the service clock: the replay of the lines that bear on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// When it began.
    pub started: ServiceTime,
    /// The working time of the scheme, or the limit that a trainer set; none for practice.
    pub base: Option<Millis>,
    /// What the accommodation adds.
    #[serde(default, skip_serializing_if = "Stretch::is_none")]
    pub stretch: Stretch,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    limits: Vec<Millis>,
    /// Time granted, with the section to which it was granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    grants: Vec<(u16, Millis)>,
    /// Sections that were left early, with the working time at which they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left: Vec<(u16, Millis)>,
    /// Service time during which the clock stood still: breaks, and the time between an end and a reopening.
    #[serde(default)]
    still: Millis,
    #[serde(default)]
    rested: Millis,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resting: Option<ServiceTime>,
    /// Since when a trainer holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    halted: Option<ServiceTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ended: Option<ServiceTime>,
}

impl Timing {
    /// The clock of a sitting that begins now.
    pub fn new(started: ServiceTime, base: Option<Millis>, limits: Vec<Millis>, stretch: Stretch) -> Self {
        Self { started, base, limits, stretch, ..Self::default() }
    }

    /// Replays the log.
    pub fn replay(lines: &[Line]) -> Self {
        let mut timing = Self::default();
        for line in lines {
            timing.apply(line.at, &line.event);
        }
        timing
    }

    /// Enters an event; those that do not bear on the clock change nothing.
    pub fn apply(&mut self, at: ServiceTime, event: &Event) {
        match event {
            Event::Started { base, limits, stretch } => *self = Self::new(at, *base, limits.clone(), *stretch),
            Event::BreakBegan if self.resting.is_none() && self.halted.is_none() => self.resting = Some(at),
            Event::BreakEnded => {
                let rest = self.rest_so_far(at);
                self.still.0 += rest.0;
                self.rested.0 += rest.0;
                self.resting = None;
            }
            Event::Granted { length, .. } => self.grants.push((self.section(at) as u16, *length)),
            Event::Stretched { stretch } => {
                // A break whose time ran out is over: more time for breaks does not bring it back.
                if !self.is_resting(at) {
                    self.apply(at, &Event::BreakEnded);
                }
                self.stretch = *stretch;
            }
            Event::SectionEnded { section } => self.left.push((*section, self.worked(at))),
            Event::Halted { .. } if self.halted.is_none() && self.ended.is_none() => {
                // A break that runs ends here: nobody's time for breaks is used up while the room waits.
                self.apply(at, &Event::BreakEnded);
                self.halted = Some(at);
            }
            Event::Continued { .. } => {
                self.still.0 += self.halt_so_far(at).0;
                self.halted = None;
            }
            Event::Submitted | Event::Expired | Event::Closed { .. } => {
                self.apply(at, &Event::BreakEnded);
                self.still.0 += self.halt_so_far(at).0;
                self.halted = None;
                self.ended = Some(at);
            }
            Event::Reopened { length, .. } => {
                if let Some(ended) = self.ended.take() {
                    let ended = self.deadline().map_or(ended, |deadline| ended.min(deadline));
                    self.still.0 += at.since(ended).0.max(0);
                }
                self.grants.push((self.section(at) as u16, *length));
            }
            _ => {}
        }
    }

    /// The whole working time, with all that was added.
    pub fn granted(&self) -> Option<Millis> {
        self.base.map(|_| Millis(self.lengths().iter().map(|length| length.0).sum()))
    }

    /// Working time used until an instant, never more than there was.
    pub fn used(&self, now: ServiceTime) -> Millis {
        let worked = self.worked(now);
        self.end().map_or(worked, |end| worked.min(end))
    }

    /// When it ends at the latest, breaks taken in full; nothing while a trainer holds the clock.
    pub fn deadline(&self) -> Option<ServiceTime> {
        if self.halted.is_some() {
            return None;
        }
        let rest = if self.resting.is_some() { self.break_left() } else { Millis(0) };
        self.end().map(|end| self.started.plus(self.still).plus(rest).plus(end))
    }

    /// Working time left, never below zero.
    pub fn remaining(&self, now: ServiceTime) -> Option<Millis> {
        self.end().map(|end| Millis((end.0 - self.worked(now).0).max(0)))
    }

    /// The section that is open, counted from 0; 0 when the paper has one clock.
    pub fn section(&self, now: ServiceTime) -> usize {
        let (worked, ends) = (self.worked(now), self.ends());
        ends.iter().position(|end| worked < *end).unwrap_or(ends.len().saturating_sub(1))
    }

    /// Time left in the open section, where sections have their own.
    pub fn section_remaining(&self, now: ServiceTime) -> Option<Millis> {
        let end = *self.ends().get(self.section(now))?;
        self.has_sections().then(|| Millis((end.0 - self.worked(now).0).max(0)))
    }

    /// Number of sections with their own times; none when the paper has one clock.
    pub fn sections(&self) -> usize {
        self.limits.len()
    }

    /// Whether sections have their own times.
    pub fn has_sections(&self) -> bool {
        !self.limits.is_empty()
    }

    /// Whether an item of a section may be worked on: the section is open, or its time ran out within the grace.
    pub fn admits(&self, section: usize, now: ServiceTime) -> bool {
        if !self.has_sections() || section == self.section(now) {
            return true;
        }
        let ran_out = !self.left.iter().any(|(left, _)| usize::from(*left) == section);
        let just_now = self.ends().get(section).is_some_and(|end| self.worked(now).0 <= end.0 + GRACE.0);
        section < self.section(now) && ran_out && just_now
    }

    /// Whether the time is up for the candidate.
    pub fn is_up(&self, now: ServiceTime) -> bool {
        self.deadline().is_some_and(|deadline| now >= deadline)
    }

    /// Whether even packets sent in time are no longer taken: from here on the server ends the attempt.
    pub fn is_closed(&self, now: ServiceTime) -> bool {
        self.deadline().is_some_and(|deadline| now > deadline.plus(GRACE))
    }

    /// Whether a break is running: it ends by itself when the time for breaks is used up.
    pub fn is_resting(&self, now: ServiceTime) -> bool {
        self.resting.is_some_and(|began| now.since(began) < self.break_left())
    }

    /// Whether a break was begun and nobody has ended it, though its time may have run out.
    pub fn is_on_break(&self) -> bool {
        self.resting.is_some()
    }

    /// Whether a trainer holds the clock.
    pub fn is_halted(&self) -> bool {
        self.halted.is_some()
    }

    /// Time for breaks that is left, not counting a running one.
    pub fn break_left(&self) -> Millis {
        Millis((self.stretch.breaks.0 - self.rested.0).max(0))
    }

    fn rest_so_far(&self, now: ServiceTime) -> Millis {
        self.resting.map_or(Millis(0), |began| now.since(began).max(Millis(0)).min(self.break_left()))
    }

    fn halt_so_far(&self, now: ServiceTime) -> Millis {
        self.halted.map_or(Millis(0), |began| now.since(began).max(Millis(0)))
    }

    fn worked(&self, now: ServiceTime) -> Millis {
        let still = self.still.0 + self.rest_so_far(now).0 + self.halt_so_far(now).0;
        Millis((now.since(self.started).0 - still).max(0))
    }

    /// The length of each section (or of the whole), with all that was added.
    fn lengths(&self) -> Vec<Millis> {
        let Some(base) = self.base else { return Vec::new() };
        let whole = [base];
        let parts = if self.limits.is_empty() { &whole[..] } else { &self.limits };
        let sum = parts.iter().map(|part| part.0).sum::<i64>().max(1);
        let granted = |n: usize| {
            let to_it = self.grants.iter().filter(|(section, _)| usize::from(*section) == n);
            to_it.map(|(_, length)| length.0).sum::<i64>()
        };
        let stretched =
            |part: Millis| part.0 * i64::from(self.stretch.percent) / 100 + self.stretch.extra.0 * part.0 / sum;
        parts.iter().enumerate().map(|(n, part)| Millis(stretched(*part) + granted(n))).collect()
    }

    /// The working time at which each section ends.
    fn ends(&self) -> Vec<Millis> {
        let mut start = Millis(0);
        let mut ends = Vec::new();
        for (n, length) in self.lengths().into_iter().enumerate() {
            let own = Millis(start.0 + length.0);
            let left = self.left.iter().find(|(section, _)| usize::from(*section) == n);
            start = left.map_or(own, |(_, at)| (*at).min(own));
            ends.push(start);
        }
        ends
    }

    fn end(&self) -> Option<Millis> {
        self.ends().last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn hour(stretch: Stretch) -> Timing {
        Timing::new(ServiceTime(1_000), Some(Millis::minutes(60)), Vec::new(), stretch)
    }

    fn at(minutes: i64) -> ServiceTime {
        ServiceTime(1_000 + minutes * MINUTE)
    }

    #[test]
    fn the_deadline_has_two_edges() {
        let timing = Timing::new(ServiceTime(1_000), Some(Millis(10_000)), Vec::new(), Stretch::default());
        assert_eq!(timing.remaining(ServiceTime(4_000)), Some(Millis(7_000)));
        assert!(!timing.is_up(ServiceTime(10_999)) && timing.is_up(ServiceTime(11_000)));
        assert!(!timing.is_closed(ServiceTime(13_000)) && timing.is_closed(ServiceTime(13_001)));
        assert_eq!(timing.remaining(ServiceTime(99_000)), Some(Millis(0)));
        assert_eq!(timing.used(ServiceTime(99_000)), Millis(10_000));
    }

    #[test]
    fn an_accommodation_stretches_and_a_grant_adds() {
        let mut timing = hour(Stretch { percent: 125, extra: Millis::minutes(5), breaks: Millis(0) });
        assert_eq!(timing.granted(), Some(Millis::minutes(80)));
        timing.apply(at(70), &Event::Granted { length: Millis::minutes(3), by: String::new(), reason: String::new() });
        assert_eq!(timing.remaining(at(70)), Some(Millis::minutes(13)));
        timing.apply(at(71), &Event::Stretched { stretch: Stretch::default() });
        assert_eq!(timing.granted(), Some(Millis::minutes(63)));
        assert!(timing.is_up(at(71)));
    }

    #[test]
    fn the_clock_stands_still_in_a_break_until_its_time_is_used_up() {
        let mut timing = hour(Stretch { breaks: Millis::minutes(10), ..Stretch::default() });
        timing.apply(at(20), &Event::BreakBegan);
        assert!(timing.is_resting(at(25)) && timing.remaining(at(25)) == Some(Millis::minutes(40)));
        assert_eq!(timing.deadline(), Some(at(70)));
        timing.apply(at(26), &Event::BreakEnded);
        assert_eq!((timing.deadline(), timing.break_left()), (Some(at(66)), Millis::minutes(4)));
        timing.apply(at(30), &Event::BreakBegan);
        assert!(!timing.is_resting(at(34)), "the time for breaks is used up");
        assert_eq!(timing.remaining(at(40)), Some(Millis::minutes(30)));
        timing.apply(at(50), &Event::BreakEnded);
        assert_eq!((timing.deadline(), timing.break_left()), (Some(at(70)), Millis(0)));
    }

    #[test]
    fn more_time_for_breaks_does_not_bring_back_one_that_ran_out() {
        let breaks = |minutes| Stretch { breaks: Millis::minutes(minutes), ..Stretch::default() };
        let mut timing = hour(breaks(10));
        timing.apply(at(20), &Event::BreakBegan);
        timing.apply(at(35), &Event::Stretched { stretch: breaks(40) });
        assert!(!timing.is_resting(at(35)) && !timing.is_on_break());
        assert_eq!((timing.remaining(at(35)), timing.break_left()), (Some(Millis::minutes(35)), Millis::minutes(30)));
        timing.apply(at(40), &Event::BreakBegan);
        timing.apply(at(45), &Event::Stretched { stretch: breaks(50) });
        assert!(timing.is_resting(at(45)), "one that is running goes on");
        assert_eq!(timing.break_left(), Millis::minutes(40));
    }

    #[test]
    fn the_clock_stands_still_while_a_trainer_holds_it() {
        let (halted, continued) = (Event::Halted { by: String::new() }, Event::Continued { by: String::new() });
        let mut timing = hour(Stretch { breaks: Millis::minutes(10), ..Stretch::default() });
        timing.apply(at(10), &Event::BreakBegan);
        timing.apply(at(12), &halted);
        timing.apply(at(14), &halted);
        assert!(timing.is_halted() && !timing.is_on_break() && !timing.is_closed(at(900)));
        assert_eq!((timing.deadline(), timing.remaining(at(500))), (None, Some(Millis::minutes(50))));
        timing.apply(at(32), &continued);
        timing.apply(at(33), &continued);
        assert_eq!((timing.deadline(), timing.break_left()), (Some(at(82)), Millis::minutes(8)));
        timing.apply(at(40), &halted);
        timing.apply(at(70), &Event::Closed { by: String::new(), reason: String::new() });
        assert_eq!((timing.used(at(70)), timing.is_halted()), (Millis::minutes(18), false));
    }

    #[test]
    fn reopening_gives_what_was_left_and_more() {
        let mut timing = hour(Stretch::default());
        timing.apply(at(40), &Event::Submitted);
        timing
            .apply(at(100), &Event::Reopened { length: Millis::minutes(5), by: String::new(), reason: String::new() });
        assert_eq!(timing.remaining(at(100)), Some(Millis::minutes(25)));
        let mut expired = hour(Stretch::default());
        expired.apply(ServiceTime(at(60).0 + 3_000), &Event::Expired);
        expired
            .apply(at(90), &Event::Reopened { length: Millis::minutes(5), by: String::new(), reason: String::new() });
        assert_eq!(expired.remaining(at(90)), Some(Millis::minutes(5)));
    }

    #[test]
    fn sections_with_their_own_times_follow_one_another() {
        let limits = vec![Millis::minutes(10), Millis::minutes(20)];
        let mut timing = Timing::new(ServiceTime(1_000), Some(Millis::minutes(30)), limits, Stretch::default());
        assert_eq!((timing.section(at(9)), timing.section_remaining(at(9))), (0, Some(Millis::minutes(1))));
        assert_eq!((timing.section(at(10)), timing.section_remaining(at(10))), (1, Some(Millis::minutes(20))));
        assert!(timing.admits(0, ServiceTime(at(10).0 + 1_500)) && !timing.admits(0, ServiceTime(at(10).0 + 2_500)));
        assert!(!timing.admits(1, at(9)), "a section that has not begun is closed");
        timing.apply(at(4), &Event::SectionEnded { section: 0 });
        assert_eq!((timing.section(at(4)), timing.deadline()), (1, Some(at(24))));
        assert!(!timing.admits(0, at(4)), "a section that was left is closed at once");
    }

    proptest::proptest! {
        /// Whatever is granted, rested and stretched, and in whatever order: the candidate never has less than the base time.
        #[test]
        fn nothing_that_is_added_takes_time_away(
            percent in 100u16..300, extra in 0i64..90, rests in proptest::collection::vec((1i64..20, 1i64..20), 0..5), grants in proptest::collection::vec(1i64..20, 0..4),
        ) {
            let mut timing = hour(Stretch { percent, extra: Millis::minutes(extra), breaks: Millis::minutes(15) });
            let (mut now, mut worked) = (0, 0);
            for (work, rest) in rests {
                now += work;
                worked += work;
                timing.apply(at(now), &Event::BreakBegan);
                let allowed = timing.break_left().0 / MINUTE;
                now += rest;
                worked += (rest - allowed).max(0);
                timing.apply(at(now), &Event::BreakEnded);
            }
            let sum = grants.iter().sum::<i64>();
            for minutes in grants {
                timing.apply(at(now), &Event::Granted { length: Millis::minutes(minutes), by: String::new(), reason: String::new() });
            }
            let whole = 60 * i64::from(percent) * 600 + (extra + sum) * MINUTE;
            proptest::prop_assert_eq!(timing.granted(), Some(Millis(whole)));
            proptest::prop_assert_eq!(timing.remaining(at(now)), Some(Millis((whole - worked * MINUTE).max(0))));
            let replay = serde_json::to_string(&timing).ok().and_then(|text| serde_json::from_str(&text).ok());
            proptest::prop_assert_eq!(Some(timing), replay);
        }
    }
}
