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
    /// Why it ended before its time: all that was said and not taken back, in the order in which it was said.
    pub ends: Vec<Ended>,
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

/// That an award ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The first day on which it counts no more.
    pub on: Day,
    /// Why.
    pub why: End,
    /// Whether for whom it was replayed may undo it. What was said for everybody is undone for everybody, and what one
    /// organisation said for its own books it undoes there.
    pub is_own: bool,
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
            Event::Corrected { .. } | Event::Revoked { .. } | Event::Reinstated { .. } => {
                own || is_for_all(entry.organisation.as_ref(), maker)
            }
            _ => true,
        }
    })
}

impl Award {
    /// Replays what an organisation sees of a log at a moment, for the person (`viewer` is none) what the person sees ([`seen`]).
    /// Nothing before the claim.
    pub fn replay(log: &[Entry], viewer: Option<&OrganisationId>, known: Timestamp) -> Option<Self> {
        let maker = maker(log);
        let speaks_for_all = is_for_all(viewer, maker);
        seen(log, viewer).filter(|entry| entry.at <= known).fold(None, |award, entry| {
            Self::after(award, entry, is_for_all(entry.organisation.as_ref(), maker) == speaks_for_all)
        })
    }

    /// `is_own` says whether the line is of somebody who speaks for the same books as whoever it is replayed for.
    fn after(award: Option<Self>, entry: &Entry, is_own: bool) -> Option<Self> {
        let Some(mut award) = award else {
            let Event::Claimed { facts } = &entry.event else { return None };
            return Some(Self {
                facts: facts.clone(),
                stated: entry.number,
                evidence: Vec::new(),
                decision: Decision::Open,
                decided: None,
                claimed: (entry.by.clone(), entry.at),
                ends: Vec::new(),
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
            Event::Superseded { by, on } => {
                award.ends.push(Ended { on: *on, why: End::Superseded(by.clone()), is_own });
            }
            Event::Restored { by } => award.ends.retain(|end| end.why != End::Superseded(by.clone())),
            Event::Revoked { on, .. } => award.ends.push(Ended { on: *on, why: End::Revoked, is_own }),
            Event::Reinstated { .. } => {
                award.ends.retain(|end| end.why != End::Revoked || end.is_own != is_own);
                (award.decision, award.decided) = (Decision::Open, None);
            }
        }
        Some(award)
    }

    /// Whether an event may follow. `award` is the replay of the log so far, none when it is empty.
    ///
    /// # Errors
    /// [`Refusal`], when it may not.
    pub fn admits(award: Option<&Self>, event: &Event) -> Result<(), Refusal> {
        if event.facts().is_some_and(|facts| facts.expires_on.is_some_and(|last| last < facts.awarded_on)) {
            return Err(Refusal::Backwards);
        }
        match (award, event) {
            (None, Event::Claimed { .. }) => return Ok(()),
            (None, _) | (Some(_), Event::Claimed { .. }) => return Err(Refusal::NotClaimed),
            (Some(award), Event::Restored { by }) => {
                return if award.is_superseded_by(by) { Ok(()) } else { Err(Refusal::Decided) };
            }
            (Some(award), Event::Reinstated { .. }) if !award.may_be_reinstated() => return Err(Refusal::Decided),
            (Some(_), Event::Reinstated { .. }) => {}
            (Some(award), Event::Verified { .. } | Event::Rejected { .. }) if award.decision != Decision::Open => {
                return Err(Refusal::Decided);
            }
            (Some(award), event) if award.ended().is_some() && !matches!(event, Event::Evidenced { .. }) => {
                return Err(Refusal::Decided);
            }
            _ => {}
        }
        let wants_reason = !matches!(event, Event::Evidenced { .. } | Event::Superseded { .. });
        if wants_reason && event.reason().trim().is_empty() { Err(Refusal::NoReason) } else { Ok(()) }
    }

    fn is_superseded_by(&self, newer: &AwardId) -> bool {
        self.ends.iter().any(|end| matches!(&end.why, End::Superseded(by) if by == newer))
    }

    /// The end that counts: the earliest of those that were said and not taken back.
    pub fn ended(&self) -> Option<&Ended> {
        self.ends.iter().min_by_key(|end| end.on)
    }

    /// Whether it was taken back, from whichever day on.
    pub fn is_revoked(&self) -> bool {
        self.ends.iter().any(|end| end.why == End::Revoked)
    }

    /// Whether for whom it was replayed may say that it was taken back by mistake.
    pub fn may_be_reinstated(&self) -> bool {
        self.ends.iter().any(|end| end.why == End::Revoked && end.is_own)
    }

    /// Whether it was verified and not taken back since, whatever the day.
    pub fn is_accepted(&self) -> bool {
        self.decision == Decision::Verified && !self.is_revoked()
    }

    /// How it stands on a day.
    pub fn standing(&self, on: Day) -> Standing {
        match (self.ended().filter(|end| end.on <= on).map(|end| &end.why), self.decision) {
            (Some(End::Revoked), _) => Standing::Revoked,
            (Some(End::Superseded(_)), _) => Standing::Superseded,
            (None, Decision::Rejected) => Standing::Rejected,
            (None, _) if on < self.facts.awarded_on => Standing::Ahead,
            (None, _) if self.facts.expires_on.is_some_and(|last| last < on) => Standing::Expired,
            (None, Decision::Open) => Standing::Claimed,
            (None, Decision::Verified) => Standing::Verified,
        }
    }

    /// The last day on which it counts, if it ever ends.
    pub fn last_day(&self) -> Option<Day> {
        let ended = self.ended().and_then(|end| end.on.pred_opt());
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
    fn what_was_taken_back_by_mistake_waits_again() {
        let revoked = || Event::Revoked { on: day("2025-01-01"), reason: reason() };
        let reinstated = || Event::Reinstated { reason: reason() };
        let log = |revoked_by: Option<&str>, reinstated_by: Option<&str>| {
            [
                entry(1, Some("maker"), Event::Claimed { facts: facts(None) }),
                entry(2, Some("a"), Event::Verified { reason: reason() }),
                entry(3, revoked_by, revoked()),
                entry(4, reinstated_by, reinstated()),
            ]
        };
        let ours = OrganisationId::new("a");
        let seen = |log: &[Entry], known| Award::replay(log, Some(&ours), Timestamp(known)).expect("it was claimed");
        for (revoked_by, reinstated_by, lifted) in [
            (Some("a"), Some("a"), true),
            (None, None, true),
            (Some("maker"), None, true),
            (None, Some("maker"), true),
            (Some("a"), None, false),
            (Some("maker"), Some("a"), false),
        ] {
            let log = log(revoked_by, reinstated_by);
            let told = format!("taken back by {revoked_by:?}, put back by {reinstated_by:?}");
            assert_eq!(seen(&log, 30).standing(day("2025-06-01")), Standing::Revoked, "{told}");
            let expected = if lifted { Standing::Claimed } else { Standing::Revoked };
            assert_eq!(seen(&log, 40).standing(day("2025-06-01")), expected, "{told}");
            let writer = reinstated_by.map(OrganisationId::new);
            let known = Award::replay(&log[..3], writer.as_ref(), Timestamp(30));
            let admitted = if lifted { Ok(()) } else { Err(Refusal::Decided) };
            assert_eq!(Award::admits(known.as_ref(), &reinstated()), admitted, "{told}");
        }
        let both =
            [log(Some("a"), None)[..3].to_vec(), vec![entry(4, None, revoked()), entry(5, Some("a"), reinstated())]];
        assert!(seen(&both.concat(), 50).is_revoked(), "the other end stays");
    }

    #[test]
    fn lines_are_kept_as_they_are_read() {
        let revoked = Event::Revoked { on: day("2025-01-01"), reason: reason() };
        let superseded = Event::Superseded { by: AwardId::new("newer"), on: day("2025-01-01") };
        for (line, event) in [
            (r#"{"event":"revoked","on":"2025-01-01","reason":"seen"}"#, revoked),
            (r#"{"event":"superseded","by":"newer","on":"2025-01-01"}"#, superseded),
            (r#"{"event":"reinstated","reason":"seen"}"#, Event::Reinstated { reason: reason() }),
        ] {
            assert_eq!(serde_json::to_string(&event).expect("it is plain data"), line);
            assert_eq!(serde_json::from_str::<Event>(line).expect("it was written so"), event);
        }
    }

    #[test]
    fn of_several_ends_the_earliest_counts_whoever_spoke_first() {
        let revoked = |on: &str| Event::Revoked { on: day(on), reason: reason() };
        let ours = OrganisationId::new("a");
        for [own, holders] in [["2025-01-01", "2026-08-01"], ["2026-08-01", "2025-01-01"]] {
            for turned in [false, true] {
                let mut ends = [(Some("a"), own), (None, holders)];
                if turned {
                    ends.reverse();
                }
                let [first, second] = ends;
                let log = [
                    entry(1, Some("maker"), Event::Claimed { facts: facts(None) }),
                    entry(2, Some("a"), Event::Verified { reason: reason() }),
                    entry(3, first.0, revoked(first.1)),
                    entry(4, second.0, revoked(second.1)),
                ];
                let award = Award::replay(&log, Some(&ours), Timestamp(99)).expect("it was claimed");
                assert_eq!(award.last_day(), Some(day("2024-12-31")), "{first:?}, then {second:?}");
                assert_eq!(award.standing(day("2025-06-01")), Standing::Revoked);
            }
        }
    }

    #[test]
    fn an_edition_is_named_by_its_year() {
        let year = |text: &str| Facts { edition: text.to_owned(), ..facts(None) }.edition_year().map(str::to_owned);
        for (text, expected) in [
            ("2018", Some("2018")),
            ("ISO/IEC 20000-1:2011", Some("2011")),
            ("ISO 20000:2018 + Amd 1:2024", Some("2018")),
            ("Syllabus 2021, ISO/IEC 20000-1:2011", Some("2011")),
            ("2nd edition: 2018", Some("2018")),
            ("", None),
            ("third", None),
            ("20000", None),
        ] {
            assert_eq!(year(text).as_deref(), expected, "{text}");
        }
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
            (vec![claim()], Event::Reinstated { reason: reason() }, Err(Refusal::Decided)),
            (vec![claim(), revoked()], Event::Reinstated { reason: reason() }, Ok(())),
            (vec![claim(), revoked()], Event::Reinstated { reason: String::new() }, Err(Refusal::NoReason)),
            (vec![claim(), revoked(), Event::Reinstated { reason: reason() }], verified(), Ok(())),
            (vec![claim(), revoked(), Event::Reinstated { reason: reason() }], revoked(), Ok(())),
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
