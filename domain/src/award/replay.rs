use super::{Day, Entry, Event, Facts, Refusal, Standing, is_for_all, maker};
use crate::ids::{AwardId, EvidenceId, OrganisationId};
use crate::time::Timestamp;

/// How an award stands after some of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// What the certificate says.
    pub facts: Facts,
    /// The number of the line that says it: the claim, or the last correction.
    pub stated: i64,
    /// The files that prove it, in the order in which they came.
    pub evidence: Vec<EvidenceId>,
    /// What was decided last, if anything.
    pub decision: Decision,
    /// Who decided it and when.
    pub decided: Option<(String, Timestamp)>,
    /// Who claimed it, and when.
    pub claimed: (String, Timestamp),
    /// The first day on which it counts no more, and why.
    pub ended: Option<(Day, End)>,
}

/// What an organisation decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Open,
    /// It has seen the proof.
    Verified,
    /// It does not accept it.
    Rejected,
}

/// Why an award ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A newer one took its place.
    Superseded(AwardId),
    /// It was taken back.
    Revoked,
}

/// The lines of an award's log that count for an organisation: what the person did, or whoever entered it, its own decisions,
/// and what it corrected or took back in its own books. For the person (`viewer` is none) every organisation's decision
/// counts, and nobody's correction but that of the person and of whoever entered it.
pub fn seen<'l>(log: &'l [Entry], viewer: Option<&'l OrganisationId>) -> impl Iterator<Item = &'l Entry> {
    let maker = maker(log);
    log.iter().filter(move |entry| {
        let own = viewer.is_some() && entry.organisation.as_ref() == viewer;
        match &entry.event {
            event if event.is_decision() => own || viewer.is_none(),
            Event::Corrected { .. } | Event::Revoked { .. } => own || is_for_all(entry.organisation.as_ref(), maker),
            _ => true,
        }
    })
}

impl Award {
    /// Replays what an organisation sees of a log at a moment, for the person (`viewer` is none) what the person sees ([`seen`]).
    /// Nothing before the claim.
    pub fn replay(log: &[Entry], viewer: Option<&OrganisationId>, known: Timestamp) -> Option<Self> {
        seen(log, viewer).filter(|entry| entry.at <= known).fold(None, Self::after)
    }

    fn after(award: Option<Self>, entry: &Entry) -> Option<Self> {
        let Some(mut award) = award else {
            let Event::Claimed { facts } = &entry.event else { return None };
            return Some(Self {
                facts: facts.clone(),
                stated: entry.number,
                evidence: Vec::new(),
                decision: Decision::Open,
                decided: None,
                claimed: (entry.by.clone(), entry.at),
                ended: None,
            });
        };
        let decided = Some((entry.by.clone(), entry.at));
        match &entry.event {
            Event::Claimed { .. } => {}
            Event::Corrected { facts, .. } => {
                (award.facts, award.stated) = (facts.clone(), entry.number);
                (award.decision, award.decided) = (Decision::Open, None);
            }
            Event::Evidenced { evidence } => award.evidence.push(evidence.clone()),
            Event::Verified { .. } => (award.decision, award.decided) = (Decision::Verified, decided),
            Event::Rejected { .. } => (award.decision, award.decided) = (Decision::Rejected, decided),
            Event::Superseded { by, on } => award.ended = Some((*on, End::Superseded(by.clone()))),
            Event::Restored { by } if award.is_superseded_by(by) => award.ended = None,
            Event::Restored { .. } => {}
            Event::Revoked { on, .. } => award.ended = Some((*on, End::Revoked)),
        }
        Some(award)
    }

    /// Whether an event may follow. `award` is the replay of the log so far, none when it is empty.
    ///
    /// # Errors
    /// [`Refusal`], when it may not.
    pub fn admits(award: Option<&Self>, event: &Event) -> Result<(), Refusal> {
        let facts = match event {
            Event::Claimed { facts } | Event::Corrected { facts, .. } => Some(facts),
            _ => None,
        };
        if facts.is_some_and(|facts| facts.expires_on.is_some_and(|last| last < facts.awarded_on)) {
            return Err(Refusal::Backwards);
        }
        match (award, event) {
            (None, Event::Claimed { .. }) => return Ok(()),
            (None, _) | (Some(_), Event::Claimed { .. }) => return Err(Refusal::NotClaimed),
            (Some(award), Event::Restored { by }) => {
                return if award.is_superseded_by(by) { Ok(()) } else { Err(Refusal::Decided) };
            }
            (Some(award), Event::Verified { .. } | Event::Rejected { .. }) if award.decision != Decision::Open => {
                return Err(Refusal::Decided);
            }
            (Some(award), event) if award.ended.is_some() && !matches!(event, Event::Evidenced { .. }) => {
                return Err(Refusal::Decided);
            }
            _ => {}
        }
        let wants_reason = !matches!(event, Event::Evidenced { .. } | Event::Superseded { .. });
        if wants_reason && event.reason().trim().is_empty() { Err(Refusal::NoReason) } else { Ok(()) }
    }

    fn is_superseded_by(&self, newer: &AwardId) -> bool {
        matches!(&self.ended, Some((_, End::Superseded(by))) if by == newer)
    }

    /// Whether it was verified and not taken back since, whatever the day.
    pub fn is_accepted(&self) -> bool {
        self.decision == Decision::Verified && !matches!(self.ended, Some((_, End::Revoked)))
    }

    /// How it stands on a day.
    pub fn standing(&self, on: Day) -> Standing {
        match (&self.ended, self.decision) {
            (Some((first, End::Revoked)), _) if *first <= on => Standing::Revoked,
            (Some((first, End::Superseded(_))), _) if *first <= on => Standing::Superseded,
            (_, Decision::Rejected) => Standing::Rejected,
            _ if on < self.facts.awarded_on => Standing::Ahead,
            _ if self.facts.expires_on.is_some_and(|last| last < on) => Standing::Expired,
            (_, Decision::Open) => Standing::Claimed,
            (_, Decision::Verified) => Standing::Verified,
        }
    }

    /// The last day on which it counts, if it ever ends.
    pub fn last_day(&self) -> Option<Day> {
        let ended = self.ended.as_ref().and_then(|(first, _)| first.pred_opt());
        self.facts.expires_on.into_iter().chain(ended).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::Qualification;
    use crate::question::Level;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn facts(expires: Option<&str>) -> Facts {
        Facts {
            qualification: Qualification::of(Level::Foundation),
            institute: "An institute".to_owned(),
            edition: "2018".to_owned(),
            awarded_on: day("2024-03-01"),
            expires_on: expires.map(day),
            certificate_number: "F 1".to_owned(),
            other: None,
        }
    }

    fn entry(number: i64, organisation: Option<&str>, event: Event) -> Entry {
        let organisation = organisation.map(OrganisationId::new);
        Entry { number, at: Timestamp(number * 10), by: "Ida".to_owned(), organisation, event }
    }

    fn reason() -> String {
        "seen".to_owned()
    }

    #[test]
    fn what_is_true_on_a_day_depends_on_what_was_known() {
        let log = [
            entry(1, None, Event::Claimed { facts: facts(Some("2027-02-28")) }),
            entry(2, Some("a"), Event::Verified { reason: reason() }),
            entry(3, None, Event::Revoked { on: day("2025-01-01"), reason: reason() }),
        ];
        let ours = OrganisationId::new("a");
        let stands =
            |on: &str, known| Award::replay(&log, Some(&ours), Timestamp(known)).map(|award| award.standing(day(on)));
        for (on, known, expected) in [
            ("2025-06-01", 9, None),
            ("2025-06-01", 10, Some(Standing::Claimed)),
            ("2025-06-01", 20, Some(Standing::Verified)),
            ("2024-02-29", 20, Some(Standing::Ahead)),
            ("2027-02-28", 20, Some(Standing::Verified)),
            ("2027-03-01", 20, Some(Standing::Expired)),
            ("2024-12-31", 30, Some(Standing::Verified)),
            ("2025-01-01", 30, Some(Standing::Revoked)),
        ] {
            assert_eq!(stands(on, known), expected, "true on {on}, known at {known}");
        }
    }

    #[test]
    fn what_was_superseded_counts_again_from_when_that_is_known() {
        let newer = AwardId::new("newer");
        let restored = || Event::Restored { by: newer.clone() };
        let mut log = vec![
            entry(1, None, Event::Claimed { facts: facts(None) }),
            entry(2, Some("a"), Event::Verified { reason: reason() }),
            entry(3, Some("a"), Event::Superseded { by: newer.clone(), on: day("2025-01-01") }),
        ];
        let ours = OrganisationId::new("a");
        let award = |log: &[Entry], known| Award::replay(log, Some(&ours), Timestamp(known)).expect("it was claimed");
        assert_eq!(Award::admits(Some(&award(&log, 20)), &restored()), Err(Refusal::Decided));
        assert_eq!(Award::admits(Some(&award(&log, 30)), &restored()), Ok(()));
        let other = Event::Restored { by: AwardId::new("another") };
        assert_eq!(Award::admits(Some(&award(&log, 30)), &other), Err(Refusal::Decided));
        log.push(entry(4, Some("a"), restored()));
        let stands = |known| award(&log, known).standing(day("2025-06-01"));
        assert_eq!((stands(30), stands(40)), (Standing::Superseded, Standing::Verified));
        assert_eq!((award(&log, 30).last_day(), award(&log, 40).last_day()), (Some(day("2024-12-31")), None));
    }

    #[test]
    fn what_one_organisation_decides_is_nothing_to_another() {
        let log = [
            entry(1, None, Event::Claimed { facts: facts(None) }),
            entry(2, Some("a"), Event::Verified { reason: reason() }),
            entry(3, Some("b"), Event::Rejected { reason: reason() }),
        ];
        let decided = |viewer: Option<&str>| {
            let viewer = viewer.map(OrganisationId::new);
            Award::replay(&log, viewer.as_ref(), Timestamp(99)).expect("it was claimed").decision
        };
        assert_eq!(decided(Some("a")), Decision::Verified);
        assert_eq!(decided(Some("b")), Decision::Rejected);
        assert_eq!(decided(Some("c")), Decision::Open);
        assert_eq!(decided(None), Decision::Rejected);
    }

    #[test]
    fn what_one_organisation_takes_back_or_corrects_is_nothing_to_another() {
        let revoked = || Event::Revoked { on: day("2025-01-01"), reason: reason() };
        let corrected = || Event::Corrected { facts: facts(Some("2026-02-28")), reason: reason() };
        let seen = |maker: Option<&str>, by: Option<&str>, event: Event, viewer: Option<&str>| {
            let log = [entry(1, maker, Event::Claimed { facts: facts(None) }), entry(2, by, event)];
            let viewer = viewer.map(OrganisationId::new);
            Award::replay(&log, viewer.as_ref(), Timestamp(99)).expect("it was claimed").last_day()
        };
        for (maker, by, viewer, counts) in [
            (None, Some("a"), Some("a"), true),
            (None, Some("a"), Some("b"), false),
            (None, Some("a"), None, false),
            (None, None, Some("b"), true),
            (Some("a"), Some("a"), Some("b"), true),
            (Some("a"), Some("a"), None, true),
            (Some("a"), Some("b"), Some("a"), false),
            (Some("a"), None, Some("a"), true),
        ] {
            let expected = |last: &str| counts.then(|| day(last));
            let told = format!("entered by {maker:?}, by {by:?}, seen by {viewer:?}");
            assert_eq!(seen(maker, by, revoked(), viewer), expected("2024-12-31"), "{told}");
            assert_eq!(seen(maker, by, corrected(), viewer), expected("2026-02-28"), "{told}");
        }
    }

    #[test]
    fn a_correction_has_to_be_verified_anew() {
        let corrected = Event::Corrected { facts: facts(Some("2026-02-28")), reason: reason() };
        let log = [
            entry(1, Some("a"), Event::Claimed { facts: facts(None) }),
            entry(2, Some("a"), Event::Verified { reason: reason() }),
            entry(3, Some("a"), corrected),
        ];
        let award = Award::replay(&log, Some(&OrganisationId::new("a")), Timestamp(99)).expect("it was claimed");
        assert_eq!((award.decision, award.last_day()), (Decision::Open, Some(day("2026-02-28"))));
    }

    #[test]
    fn each_event_follows_only_where_it_makes_sense() {
        let claim = || Event::Claimed { facts: facts(None) };
        let after = |events: Vec<Event>| {
            let log = events.into_iter().enumerate().map(|(n, event)| entry(n as i64 + 1, None, event));
            Award::replay(&log.collect::<Vec<_>>(), None, Timestamp(99))
        };
        let verified = || Event::Verified { reason: reason() };
        let revoked = || Event::Revoked { on: day("2025-01-01"), reason: reason() };
        let backwards = || Event::Claimed { facts: facts(Some("2024-02-01")) };
        for (before, event, expected) in [
            (vec![], claim(), Ok(())),
            (vec![], backwards(), Err(Refusal::Backwards)),
            (vec![], verified(), Err(Refusal::NotClaimed)),
            (vec![claim()], claim(), Err(Refusal::NotClaimed)),
            (vec![claim()], verified(), Ok(())),
            (vec![claim()], Event::Rejected { reason: " ".to_owned() }, Err(Refusal::NoReason)),
            (vec![claim(), verified()], verified(), Err(Refusal::Decided)),
            (vec![claim(), verified()], revoked(), Ok(())),
            (vec![claim(), verified(), revoked()], revoked(), Err(Refusal::Decided)),
            (vec![claim(), revoked()], verified(), Err(Refusal::Decided)),
            (vec![claim()], Event::Corrected { facts: facts(None), reason: String::new() }, Err(Refusal::NoReason)),
        ] {
            assert_eq!(Award::admits(after(before.clone()).as_ref(), &event), expected, "{event:?} after {before:?}");
        }
    }

    #[test]
    fn the_same_certificate_is_known_by_its_number() {
        let other = Facts { certificate_number: "f-1".to_owned(), institute: "AN INSTITUTE".to_owned(), ..facts(None) };
        assert_eq!(facts(None).identity(), other.identity());
        let another = Facts { certificate_number: "F 2".to_owned(), ..facts(None) };
        assert_ne!(facts(None).identity(), another.identity());
    }
}
