use std::collections::BTreeMap;

use super::coverage::{Required, last_of};
use super::{Assignment, Books, Demand, Member, Met, Need, Requirement, Scope};
use crate::award::Day;
use crate::ids::{MemberId, PositionId, RequirementId};

/// Where a need stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedState {
    /// It is met.
    Met,
    /// It is not met and need not be yet: until this day there is time.
    Open(Day),
    /// It is not met and should be: since this day, if there was time before; none when it was asked for at once.
    Late(Option<Day>),
}

impl NeedState {
    /// `met` is from when until when an award meets it, `due` until when there is time to meet it. An award that ended after that
    /// day makes it late from the day after its end.
    pub fn of(met: Option<(Day, Day)>, due: Option<Day>, on: Day) -> Self {
        match (met, due) {
            (Some((first, last)), _) if first <= on && on <= last => Self::Met,
            (_, Some(due)) if on <= due => Self::Open(due),
            (met, due) => {
                let ended = met.map(|(_, last)| last).filter(|last| *last < on);
                Self::Late(due.map(|due| after(ended.map_or(due, |ended| due.max(ended)))))
            }
        }
    }
}

fn after(day: Day) -> Day {
    day.succ_opt().unwrap_or(Day::MAX)
}

impl Need {
    /// Where it stands on a day.
    pub fn state(&self, on: Day) -> NeedState {
        let span = |met: &Met| (met.from, met.until.unwrap_or(Day::MAX));
        NeedState::of(self.met.as_ref().map(span), self.due, on)
    }
}

impl Requirement {
    /// Whether there is time to meet it, for those whom it concerns together or for each of them.
    pub fn gives_time(&self) -> bool {
        self.due.is_some() || self.months_for_newcomers().is_some()
    }

    /// So many months somebody has from the day on which it came to concern the person. Whoever is asked together with others has
    /// no day of the own.
    pub fn months_for_newcomers(&self) -> Option<u16> {
        self.within.filter(|_| self.demand == Demand::Each)
    }
}

/// Until when each has time: what is asked again and again of many people, looked up once.
pub(super) struct Deadlines<'b> {
    books: &'b Books,
    on: Day,
    /// All that people hold and held; empty while no requirement gives time.
    held: BTreeMap<&'b MemberId, Vec<&'b Assignment>>,
    /// Until when somebody was excepted from a requirement, of exceptions that are over.
    excepted: BTreeMap<(&'b RequirementId, &'b MemberId), Day>,
}

impl<'b> Deadlines<'b> {
    pub(super) fn new(books: &'b Books, required: &Required<'_>, on: Day) -> Self {
        let mut held = BTreeMap::<_, Vec<_>>::new();
        if required.values().any(|one| one.gives_time() && one.demand == Demand::Each) {
            for one in books.assignments.values().filter(|one| one.from <= on) {
                held.entry(&one.member).or_default().push(one);
            }
        }
        let mut excepted = BTreeMap::new();
        for one in books.exceptions.values().filter(|one| one.from.is_some() && one.until < on) {
            let last = excepted.entry((&one.requirement, &one.member)).or_insert(one.until);
            *last = one.until.max(*last);
        }
        Self { books, on, held, excepted }
    }

    /// The last day on which somebody has time to meet a requirement that concerns the person; none when it is asked for at once. The
    /// day for all is that of those whom it concerned from its first day on, and of whoever came before it. Who came later has the
    /// months for newcomers. An exception that is over was time as well.
    pub(super) fn of(&self, requirement: &Requirement, id: &MemberId, member: &Member) -> Option<Day> {
        if requirement.demand != Demand::Each {
            return requirement.due;
        }
        let begin = self.begin(requirement, id, member);
        let own = requirement.months_for_newcomers().map(|months| last_of(begin, months));
        let due = match requirement.due {
            Some(due) if begin <= requirement.from => Some(due),
            due => due.filter(|due| begin <= *due).max(own),
        };
        let excepted = self.excepted.get(&(&requirement.id, id)).copied();
        due.map(|due| excepted.map_or(due, |last| due.max(last)))
    }

    /// The first day of the unbroken time in which a requirement concerns somebody.
    fn begin(&self, requirement: &Requirement, id: &MemberId, member: &Member) -> Day {
        let own = match &requirement.scope {
            Scope::Everyone => None,
            Scope::People(chosen) => chosen.get(id).copied(),
            Scope::Position(_) | Scope::Department(_) | Scope::Called { .. } => self.unbroken(requirement, id),
        };
        requirement.from.max(own.max(member.starts_on).unwrap_or(requirement.from))
    }

    /// Since when somebody holds one position after the other, without a day between them, that a requirement is about. Time in a
    /// position that is no more does not count.
    fn unbroken(&self, requirement: &Requirement, id: &MemberId) -> Option<Day> {
        let held = self.held.get(id).map_or(&[][..], Vec::as_slice);
        let now =
            held.iter().filter(|one| one.holds(self.on) && requirement.is_about(self.books, &one.position, self.on));
        let mut first = now.map(|one| one.from).min()?;
        let counts = |position: &PositionId| {
            self.books.positions.contains_key(position) && requirement.is_about(self.books, position, self.on)
        };
        let before = held.iter().filter(|one| counts(&one.position)).collect::<Vec<_>>();
        let reaches = |one: &Assignment, day: Day| one.from < day && one.until.is_none_or(|last| after(last) >= day);
        while let Some(earlier) = before.iter().filter(|one| reaches(one, first)).map(|one| one.from).min() {
            first = earlier;
        }
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AssignmentId, AwardId, DepartmentId, ExceptionId};
    use crate::organisation::{Criticality, Entry, Held, Person, needs};
    use crate::question::Level;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn requirement(scope: Scope, from: &str, due: Option<&str>, within: Option<u16>) -> Requirement {
        Requirement {
            id: RequirementId::new("r"),
            name: "Service owners: Foundation".to_owned(),
            scope,
            levels: vec![Level::Foundation],
            demand: Demand::Each,
            valid_months: None,
            criticality: Criticality::Normal,
            from: day(from),
            due: due.map(day),
            until: None,
            within,
            apart_from: Vec::new(),
        }
    }

    /// Two positions in `it` (`agent`, `analyst`), one in `hr` (`clerk`), and somebody who holds them one after the other.
    fn books(member_since: Option<&str>, held: &[(&str, &str, Option<&str>)]) -> Books {
        let mut books = Books::default();
        let mut lines = Vec::new();
        for department in ["it", "hr"] {
            let name = department.to_owned();
            lines.push(Entry::Department { department: DepartmentId::new(department), parent: None, name });
        }
        for (position, department) in [("agent", "it"), ("analyst", "it"), ("clerk", "hr")] {
            let (position, name) = (PositionId::new(position), position.to_owned());
            lines.push(Entry::Position { position, department: DepartmentId::new(department), name });
        }
        lines.push(Entry::Member { member: MemberId::new("a"), starts_on: member_since.map(day), ends_on: None });
        for (number, (position, from, until)) in held.iter().enumerate() {
            lines.push(Entry::Assigned {
                assignment: AssignmentId::new(number.to_string()),
                member: MemberId::new("a"),
                position: PositionId::new(*position),
                from: day(from),
                until: until.map(day),
            });
        }
        lines.into_iter().for_each(|line| books.take(line, Some(Person::default())));
        books
    }

    fn need(books: &Books, requirement: Requirement, held: &[Held], on: &str) -> Option<Need> {
        let mut books = books.clone();
        books.take(Entry::Requirement { requirement }, None);
        needs(&books, |_| held, day(on)).pop()
    }

    #[test]
    fn time_runs_from_the_day_on_which_somebody_comes_under_it() {
        let (agent, it) = (Scope::Position(PositionId::new("agent")), Scope::Department(DepartmentId::new("it")));
        let newcomer = books(Some("2026-04-01"), &[("agent", "2026-04-01", None)]);
        let mover = books(None, &[("agent", "2026-02-01", Some("2026-04-30")), ("analyst", "2026-05-01", None)]);
        let back = books(None, &[("agent", "2026-02-01", Some("2026-04-29")), ("analyst", "2026-05-01", None)]);
        let twice = books(None, &[("agent", "2026-02-01", Some("2026-06-30")), ("analyst", "2026-05-01", None)]);
        let elsewhere = books(None, &[("clerk", "2026-02-01", Some("2026-04-30")), ("agent", "2026-05-01", None)]);
        let early = books(Some("2026-05-15"), &[("agent", "2026-04-01", None)]);
        for (what, books, scope, from, due, within, expected) in [
            ("at once", &newcomer, &agent, "2026-01-01", None, None, None),
            ("a day for all", &newcomer, &agent, "2026-01-01", Some("2026-05-31"), None, Some("2026-05-31")),
            ("a newcomer", &newcomer, &agent, "2026-01-01", None, Some(3), Some("2026-06-30")),
            (
                "a newcomer after the day for all",
                &newcomer,
                &agent,
                "2026-01-01",
                Some("2026-05-31"),
                Some(3),
                Some("2026-06-30"),
            ),
            (
                "there from the first day, with a day for all",
                &mover,
                &Scope::Everyone,
                "2026-01-01",
                Some("2026-01-31"),
                Some(6),
                Some("2026-01-31"),
            ),
            ("after the day for all, without time", &newcomer, &agent, "2026-01-01", Some("2026-03-31"), None, None),
            ("on the day for all", &newcomer, &agent, "2026-01-01", Some("2026-04-01"), None, Some("2026-04-01")),
            ("a newcomer before it", &newcomer, &agent, "2026-01-01", Some("2026-12-31"), Some(3), Some("2026-12-31")),
            ("what is required later", &newcomer, &agent, "2026-06-01", None, Some(3), Some("2026-08-31")),
            ("everybody", &newcomer, &Scope::Everyone, "2026-01-01", None, Some(2), Some("2026-05-31")),
            ("since when is not known", &mover, &Scope::Everyone, "2026-01-01", None, Some(2), Some("2026-02-28")),
            ("from one position to the next", &mover, &it, "2026-01-01", None, Some(6), Some("2026-07-31")),
            ("a day between the two", &back, &it, "2026-01-01", None, Some(6), Some("2026-10-31")),
            ("two at once", &twice, &it, "2026-01-01", None, Some(6), Some("2026-07-31")),
            ("from another department", &elsewhere, &it, "2026-01-01", None, Some(6), Some("2026-10-31")),
            ("a position before the first day", &early, &agent, "2026-01-01", None, Some(1), Some("2026-06-14")),
        ] {
            let found = need(books, requirement(scope.clone(), from, due, within), &[], "2026-06-15").expect(what);
            assert_eq!(found.due, expected.map(day), "{what}");
        }
    }

    #[test]
    fn who_was_chosen_has_time_from_that_day() {
        let books = books(None, &[]);
        let chosen = |since: &str| Scope::People(BTreeMap::from([(MemberId::new("a"), day(since))]));
        let due = |since: &str, on: &str| {
            let found = need(&books, requirement(chosen(since), "2026-01-01", None, Some(1)), &[], on);
            found.map(|need| need.due)
        };
        assert_eq!(due("2026-03-10", "2026-03-10"), Some(Some(day("2026-04-09"))));
        assert_eq!(due("2026-03-10", "2026-03-09"), None, "not chosen yet");
        assert_eq!(due("2025-03-10", "2026-03-09"), Some(Some(day("2026-01-31"))), "it holds from the new year on");
        let other = Scope::People(BTreeMap::from([(MemberId::new("b"), day("2026-01-01"))]));
        assert_eq!(need(&books, requirement(other, "2026-01-01", None, None), &[], "2026-03-09"), None);
    }

    #[test]
    fn an_exception_that_is_over_was_time_as_well() {
        let mut books = books(None, &[]);
        let (exception, member, requirement_id) = (ExceptionId::new("e"), MemberId::new("a"), RequirementId::new("r"));
        books.take(
            Entry::ExceptionAsked {
                exception: exception.clone(),
                member: member.clone(),
                requirement: requirement_id,
                until: day("2026-04-30"),
                words: String::new(),
            },
            None,
        );
        let due = |books: &Books, due: Option<&str>, on: &str| {
            let asked = requirement(Scope::Everyone, "2026-01-01", due, None);
            need(books, asked, &[], on).map(|need| need.due)
        };
        let for_all = Some("2026-03-31");
        assert_eq!(due(&books, for_all, "2026-05-01"), Some(for_all.map(day)), "nobody granted it");
        let from = Some(day("2026-03-01"));
        books.take(Entry::ExceptionDecided { exception, member, from, words: String::new() }, None);
        assert_eq!(due(&books, for_all, "2026-04-30"), None, "it holds");
        assert_eq!(due(&books, for_all, "2026-05-01"), Some(Some(day("2026-04-30"))));
        assert_eq!(due(&books, Some("2026-06-30"), "2026-05-01"), Some(Some(day("2026-06-30"))));
        assert_eq!(due(&books, None, "2026-05-01"), Some(None), "it was asked for at once");
    }

    #[test]
    fn those_who_are_asked_together_have_the_day_for_all_alone() {
        let books = books(None, &[]);
        let holds = [Held {
            award: AwardId::new("1"),
            level: Level::Foundation,
            awarded_on: day("2026-01-01"),
            last_day: None,
        }];
        let asked = requirement(Scope::Everyone, "2026-01-01", Some("2026-02-01"), Some(24));
        let asked = Requirement { demand: Demand::AtLeast(1), ..asked };
        assert!(asked.gives_time() && !Requirement { due: None, ..asked.clone() }.gives_time());
        assert_eq!(need(&books, asked, &holds, "2026-06-01").and_then(|need| need.due), Some(day("2026-02-01")));
    }

    #[test]
    fn a_position_that_is_no_more_does_not_count() {
        let mut books = books(None, &[("agent", "2026-02-01", Some("2026-04-30")), ("analyst", "2026-05-01", None)]);
        books.replay(day("2026-05-01"), Entry::PositionClosed { position: PositionId::new("agent") }, None);
        let asked = requirement(Scope::Department(DepartmentId::new("it")), "2026-01-01", None, Some(6));
        assert_eq!(need(&books, asked, &[], "2026-06-15").and_then(|need| need.due), Some(day("2026-10-31")));
    }

    #[test]
    fn a_need_is_met_open_or_late() {
        let due = Some("2026-03-31");
        for (met, due, on, expected) in [
            (None, None, "2026-03-31", NeedState::Late(None)),
            (None, due, "2026-03-31", NeedState::Open(day("2026-03-31"))),
            (None, due, "2026-04-01", NeedState::Late(Some(day("2026-04-01")))),
            (Some(("2026-01-01", "2026-05-31")), due, "2026-05-31", NeedState::Met),
            (Some(("2026-01-01", "2026-05-31")), due, "2026-06-01", NeedState::Late(Some(day("2026-06-01")))),
            (Some(("2026-01-01", "2026-02-28")), due, "2026-03-01", NeedState::Open(day("2026-03-31"))),
            (Some(("2026-01-01", "2026-02-28")), due, "2026-06-01", NeedState::Late(Some(day("2026-04-01")))),
            (Some(("2026-07-01", "2026-12-31")), due, "2026-06-01", NeedState::Late(Some(day("2026-04-01")))),
            (Some(("2026-01-01", "2026-02-28")), None, "2026-03-01", NeedState::Late(None)),
        ] {
            let span = met.map(|(first, last)| (day(first), day(last)));
            assert_eq!(NeedState::of(span, due.map(day), day(on)), expected, "{met:?} {due:?} {on}");
        }
    }
}
