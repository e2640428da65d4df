use std::collections::BTreeMap;

use chrono::{Datelike, Months};

use super::deadline::Deadlines;
use super::{Books, Conflict, Demand, Exception, Member, Requirement, Scope, own_process, place_key};
use crate::award::Day;
use crate::ids::{AwardId, DepartmentId, MemberId, PositionId, RequirementId};
use crate::question::Level;

/// A verified award as coverage needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub award: AwardId,
    /// Its level.
    pub level: Level,
    /// The day of the award.
    pub awarded_on: Day,
    /// The last day on which it is valid; none when it does not end.
    pub last_day: Option<Day>,
}

/// How a person meets a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// By which award.
    pub by: AwardId,
    /// From which day on.
    pub from: Day,
    /// Until which day; none when without an end.
    pub until: Option<Day>,
}

/// A requirement and one of whom it asks something, or who is one of those that it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which requirement.
    pub requirement: RequirementId,
    /// Whom.
    pub member: MemberId,
    /// How it is met, now or on another day; none when there is no award for it.
    pub met: Option<Met>,
    /// The last day on which there is time to meet it; none when it is asked for at once.
    pub due: Option<Day>,
    /// The last day on which the requirement asks for it; none without an end.
    pub until: Option<Day>,
    /// The work that keeps the person from meeting it; none when nothing but a certificate is missing.
    pub conflict: Option<Conflict>,
}

impl Met {
    /// Whether it counts on a day.
    pub fn counts(&self, on: Day) -> bool {
        self.from <= on && self.until.is_none_or(|last| on <= last)
    }
}

/// How a person meets a requirement on a day, or would on another: of the awards that count on the day the one that counts
/// longest, else the one that counted or will count last.
pub fn coverage(requirement: &Requirement, held: &[Held], on: Day) -> Option<Met> {
    let met = |held: &Held| {
        let aged = requirement.valid_months.map(|months| last_of(held.awarded_on, months));
        Met { by: held.award.clone(), from: held.awarded_on, until: held.last_day.into_iter().chain(aged).min() }
    };
    let fitting = held.iter().filter(|held| requirement.levels.contains(&held.level)).map(met);
    fitting.max_by_key(|met| (met.counts(on), met.until.unwrap_or(Day::MAX), met.from, met.by.clone()))
}

/// The last day of so many months that begin on a day; of a month that has no such day, its last one.
pub(super) fn last_of(first: Day, months: u16) -> Day {
    let Some(next) = first.checked_add_months(Months::new(months.into())) else { return Day::MAX };
    if next.day() == first.day() { next.pred_opt().unwrap_or(next) } else { next }
}

/// What each requirement asks of whom on a day, and how they meet it. `held` finds the verified awards of a person.
///
/// A requirement of at least so many people asks nobody in particular: of those whom it concerns only they have a need who meet it.
/// How many are missing is said by [`Demand::needed`].
pub fn needs<'h>(books: &Books, held: impl Fn(&MemberId) -> &'h [Held], on: Day) -> Vec<Need> {
    let required = books.required(on);
    let mut needs = concerns(books, &required, held, on).needs;
    needs.retain(|need| need.is_asked(&required, on));
    needs
}

/// What is required on a day.
pub(super) type Required<'b> = BTreeMap<&'b RequirementId, &'b Requirement>;

impl Need {
    /// Whether it is asked of this very person, or met by the person.
    pub(super) fn is_asked(&self, required: &Required<'_>, on: Day) -> bool {
        let asks_each = required.get(&self.requirement).is_some_and(|one| one.demand == Demand::Each);
        asks_each || self.met.as_ref().is_some_and(|met| met.counts(on))
    }
}

/// Whom each requirement concerns on a day, and how they meet it.
#[derive(Default)]
pub(super) struct Concerned<'b> {
    pub(super) needs: Vec<Need>,
    /// Those who do not meet it and of whom it is not asked by an exception, which is no need.
    pub(super) excepted: BTreeMap<&'b MemberId, Vec<&'b Exception>>,
}

pub(super) fn concerns<'b, 'h>(
    books: &'b Books,
    required: &Required<'_>,
    held: impl Fn(&MemberId) -> &'h [Held],
    on: Day,
) -> Concerned<'b> {
    let people = people(books, on);
    let exceptions = books.exceptions.values().filter(|exception| exception.holds(on));
    let exceptions = exceptions.map(|one| ((&one.requirement, &one.member), one)).collect::<BTreeMap<_, _>>();
    let deadlines = Deadlines::new(books, required, on);
    let mut all = Concerned::default();
    for requirement in required.values() {
        for (member, (there, places)) in &people {
            if !requirement.concerns(books, (member, places), on) {
                continue;
            }
            // Who would audit the own work does not meet it, whatever the certificate says.
            let apart = own_process(books, requirement, places, on);
            let (met, conflict) = match apart {
                None => (coverage(requirement, held(member), on), None),
                Some(department) => {
                    (None, Some(Conflict { department, holds: holding(requirement, held(member), on) }))
                }
            };
            let counts = met.as_ref().is_some_and(|met| met.counts(on));
            match exceptions.get(&(&requirement.id, *member)) {
                Some(exception) if !counts => all.excepted.entry(*member).or_default().push(*exception),
                _ => {
                    let due = deadlines.of(requirement, member, there);
                    let (until, requirement) = (requirement.until, requirement.id.clone());
                    all.needs.push(Need { requirement, member: (*member).clone(), met, due, until, conflict });
                }
            }
        }
    }
    all
}

/// The certificate that meets a requirement on a day, or would if nothing else stood in the way, with its level.
pub fn holding(requirement: &Requirement, held: &[Held], on: Day) -> Option<(AwardId, Level)> {
    let met = coverage(requirement, held, on).filter(|met| met.counts(on))?;
    held.iter().find(|held| held.award == met.by).map(|held| (met.by, held.level))
}

type There<'b> = (&'b Member, Vec<&'b PositionId>);

/// Those who are there on a day, each with the positions that they hold.
fn people(books: &Books, on: Day) -> BTreeMap<&MemberId, There<'_>> {
    let there = books.members.iter().filter(|(_, member)| member.is_there(on));
    let mut people = there.map(|(id, member)| (id, (member, Vec::new()))).collect::<BTreeMap<_, _>>();
    for held in books.assignments.values().filter(|held| held.holds(on)) {
        if let Some((_, places)) = people.get_mut(&held.member) {
            places.push(&held.position);
        }
    }
    people
}

impl Requirement {
    /// Whether it concerns somebody who holds these positions on a day.
    fn concerns(&self, books: &Books, (member, places): (&MemberId, &[&PositionId]), on: Day) -> bool {
        match &self.scope {
            Scope::Everyone => true,
            Scope::People(chosen) => chosen.get(member).is_some_and(|since| *since <= on),
            Scope::Position(_) | Scope::Department(_) | Scope::Called { .. } => {
                places.iter().any(|place| self.is_about(books, place, on))
            }
        }
    }

    /// The positions of the books that it is about, by their names on a day.
    pub fn places<'b>(&'b self, books: &'b Books, on: Day) -> impl Iterator<Item = &'b PositionId> {
        books.positions.keys().filter(move |place| self.is_about(books, place, on))
    }

    /// Whether it concerns whoever holds a position, by the name of the position on a day.
    pub(super) fn is_about(&self, books: &Books, place: &PositionId, on: Day) -> bool {
        let lies_in = |department: &DepartmentId| {
            let home = books.position(place).map(|position| &position.department);
            home.is_some_and(|home| books.above(home).contains(department))
        };
        match &self.scope {
            Scope::Everyone | Scope::People(_) => false,
            Scope::Position(position) => position == place,
            Scope::Department(department) => lies_in(department),
            Scope::Called { name, within } => {
                let is_called = books.called(place, on).is_some_and(|own| place_key(own) == place_key(name));
                is_called && within.as_ref().is_none_or(lies_in)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AssignmentId, ExceptionId};
    use crate::organisation::{Criticality, Entry, Person};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn requirement(scope: Scope, valid_months: Option<u16>) -> Requirement {
        Requirement {
            id: RequirementId::new("r"),
            name: "Service owners: Foundation".to_owned(),
            scope,
            levels: vec![Level::Foundation],
            demand: Demand::Each,
            valid_months,
            criticality: Criticality::Normal,
            from: day("2026-01-01"),
            due: None,
            until: None,
            within: None,
            apart_from: Vec::new(),
        }
    }

    fn held(award: &str, level: Level, on: &str, last: Option<&str>) -> Held {
        Held { award: AwardId::new(award), level, awarded_on: day(on), last_day: last.map(day) }
    }

    #[test]
    fn of_several_awards_the_one_that_counts_longest_meets_it() {
        let all = [
            held("old", Level::Foundation, "2020-01-01", Some("2023-01-01")),
            held("now", Level::Foundation, "2025-01-01", Some("2026-12-31")),
            held("ahead", Level::Foundation, "2027-01-01", None),
            held("else", Level::Auditor, "2020-01-01", None),
        ];
        let by = |months, held: &[Held]| {
            coverage(&requirement(Scope::Everyone, months), held, day("2026-06-01"))
                .map(|met| (met.by.to_string(), met.counts(day("2026-06-01")), met.until))
        };
        assert_eq!(by(None, &all), Some(("now".to_owned(), true, Some(day("2026-12-31")))));
        assert_eq!(by(None, &all[..1]), Some(("old".to_owned(), false, Some(day("2023-01-01")))));
        assert_eq!(by(None, &all[3..]), None);
        // Twelve months from 1 January 2025 end on 31 December 2025.
        assert_eq!(by(Some(12), &all[1..2]), Some(("now".to_owned(), false, Some(day("2025-12-31")))));
    }

    #[test]
    fn months_end_with_the_day_before_or_with_the_month() {
        for (first, months, last) in [
            ("2025-01-01", 12, "2025-12-31"),
            ("2026-01-15", 1, "2026-02-14"),
            ("2026-01-28", 1, "2026-02-27"),
            ("2026-01-29", 1, "2026-02-28"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-30", 1, "2024-02-29"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-03-31", 1, "2026-04-30"),
        ] {
            assert_eq!(last_of(day(first), months), day(last), "{months} from {first}");
        }
    }

    #[test]
    fn a_requirement_concerns_those_in_its_scope() {
        let mut books = Books::default();
        let department = |id: &str, parent: Option<&str>| Entry::Department {
            department: DepartmentId::new(id),
            parent: parent.map(DepartmentId::new),
            name: id.to_owned(),
        };
        let position = |id: &str, department: &str| Entry::Position {
            position: PositionId::new(id),
            department: DepartmentId::new(department),
            name: id.to_owned(),
        };
        let mut lines = vec![department("it", None), department("desk", Some("it")), department("hr", None)];
        lines.extend([position("agent", "desk"), position("clerk", "hr")]);
        for (member, place, until) in [("a", "agent", None), ("b", "clerk", None), ("c", "agent", Some("2026-02-01"))] {
            lines.push(Entry::Member { member: MemberId::new(member), starts_on: None, ends_on: None });
            lines.push(Entry::Assigned {
                assignment: AssignmentId::new(member),
                member: MemberId::new(member),
                position: PositionId::new(place),
                from: day("2026-01-01"),
                until: until.map(day),
            });
        }
        lines.into_iter().for_each(|line| books.take(line, Some(Person::default())));
        let concerned = |scope: Scope, on: &str| {
            let mut books = books.clone();
            books.take(Entry::Requirement { requirement: requirement(scope, None) }, None);
            needs(&books, |_| &[], day(on)).into_iter().map(|need| need.member.to_string()).collect::<String>()
        };
        assert_eq!(concerned(Scope::Everyone, "2026-06-01"), "abc");
        assert_eq!(concerned(Scope::Department(DepartmentId::new("it")), "2026-01-15"), "ac");
        assert_eq!(concerned(Scope::Department(DepartmentId::new("it")), "2026-06-01"), "a");
        assert_eq!(concerned(Scope::Position(PositionId::new("clerk")), "2026-06-01"), "b");
        assert_eq!(concerned(Scope::Everyone, "2025-12-31"), "", "it does not hold yet");
        let called = |name: &str, within: Option<&str>| {
            let scope = Scope::Called { name: name.to_owned(), within: within.map(DepartmentId::new) };
            concerned(scope, "2026-01-15")
        };
        assert_eq!((called(" AGENT ", None), called("clerk", None)), ("ac".to_owned(), "b".to_owned()));
        assert_eq!((called("agent", Some("it")), called("agent", Some("hr"))), ("ac".to_owned(), String::new()));
        assert_eq!(called("agents", None), "");
    }

    #[test]
    fn who_would_audit_the_own_work_does_not_meet_it_and_is_told_why() {
        let mut books = Books::default();
        let (member, audit) = (MemberId::new("a"), PositionId::new("auditor"));
        books.take(Entry::Member { member: member.clone(), starts_on: None, ends_on: None }, None);
        for (department, position) in [("quality", "auditor"), ("desk", "agent")] {
            let (name, department) = (department.to_owned(), DepartmentId::new(department));
            books.take(Entry::Department { department: department.clone(), parent: None, name }, None);
            let (name, position) = (position.to_owned(), PositionId::new(position));
            books.take(Entry::Position { position: position.clone(), department, name }, None);
            let until = (position != audit).then(|| day("2026-02-28"));
            let (assignment, member) = (AssignmentId::new(position.as_str()), member.clone());
            books.take(Entry::Assigned { assignment, member, position, from: day("2026-01-01"), until }, None);
        }
        let apart_from = vec![DepartmentId::new("desk")];
        let called = Scope::Called { name: "Auditor".to_owned(), within: None };
        let holds = [held("1", Level::Foundation, "2026-02-01", None)];
        for scope in [Scope::Position(audit), called] {
            let asks = Requirement { apart_from: apart_from.clone(), ..requirement(scope, None) };
            books.take(Entry::Requirement { requirement: asks }, None);
            let told = |on: &str| {
                let need = needs(&books, |_| &holds, day(on)).pop().expect("it concerns the person");
                (need.met.is_some(), need.conflict.map(|one| (one.department, one.holds)))
            };
            let desk = |holds: Option<(AwardId, Level)>| (false, Some((DepartmentId::new("desk"), holds)));
            assert_eq!(told("2026-01-31"), desk(None));
            assert_eq!(told("2026-02-28"), desk(Some((AwardId::new("1"), Level::Foundation))));
            assert_eq!(told("2026-03-01"), (true, None), "the work ended");
        }
    }

    #[test]
    fn after_its_last_day_it_asks_for_nothing() {
        let mut books = Books::default();
        books.take(Entry::Member { member: MemberId::new("a"), starts_on: None, ends_on: None }, None);
        let asks = Requirement { until: Some(day("2026-03-31")), ..requirement(Scope::Everyone, None) };
        books.take(Entry::Requirement { requirement: asks }, None);
        let asked = |on: &str| needs(&books, |_| &[], day(on)).into_iter().map(|need| need.until).collect::<Vec<_>>();
        assert_eq!(asked("2026-03-31"), [Some(day("2026-03-31"))]);
        assert_eq!(asked("2026-04-01"), []);
    }

    #[test]
    fn who_is_not_asked_for_has_no_gap() {
        let mut books = Books::default();
        for member in ["a", "b", "c"] {
            let came = Entry::Member { member: MemberId::new(member), starts_on: None, ends_on: None };
            books.take(came, Some(Person::default()));
        }
        let asks = Requirement { demand: Demand::AtLeast(1), ..requirement(Scope::Everyone, None) };
        books.take(Entry::Requirement { requirement: asks }, None);
        let holds = [held("1", Level::Foundation, "2026-01-01", Some("2026-08-31"))];
        let asked = |on: &str| {
            let of = |member: &MemberId| if member.as_str() == "b" { &holds[..] } else { &[] };
            needs(&books, of, day(on)).into_iter().map(|need| need.member.to_string()).collect::<String>()
        };
        assert_eq!((asked("2026-08-31").as_str(), asked("2026-09-01").as_str()), ("b", ""));
    }

    #[test]
    fn who_has_an_exception_is_no_gap_for_its_days() {
        let mut books = Books::default();
        let member = MemberId::new("a");
        books.take(Entry::Member { member: member.clone(), starts_on: None, ends_on: None }, None);
        books.take(Entry::Requirement { requirement: requirement(Scope::Everyone, None) }, None);
        let exception = || ExceptionId::new("e");
        let asked = Entry::ExceptionAsked {
            exception: exception(),
            member: member.clone(),
            requirement: RequirementId::new("r"),
            until: day("2026-05-31"),
            words: "On leave".to_owned(),
        };
        let decided = |from: Option<&str>| Entry::ExceptionDecided {
            exception: exception(),
            member: MemberId::new("a"),
            from: from.map(day),
            words: String::new(),
        };
        let holds = [held("1", Level::Foundation, "2026-04-15", None)];
        let gaps = |books: &Books, holds: &[Held]| {
            let asked = |month: u32| needs(books, |_| holds, day(&format!("2026-{month:02}-01"))).pop();
            let sign = |need: Option<Need>| need.map_or('-', |need| if need.met.is_some() { 'm' } else { 'g' });
            (2..=6).map(|month| sign(asked(month))).collect::<String>()
        };
        books.take(asked.clone(), None);
        assert_eq!(gaps(&books, &[]), "ggggg", "nobody has decided");
        books.take(decided(None), None);
        assert_eq!((gaps(&books, &[]).as_str(), books.exceptions.len()), ("ggggg", 0), "it was refused");
        books.take(asked, None);
        books.take(decided(Some("2026-03-01")), None);
        assert_eq!(gaps(&books, &[]), "g---g");
        // From April on there is a certificate: on 1 April it lies ahead, on 1 May it counts and the exception does not matter.
        assert_eq!(gaps(&books, &holds), "m--mm");
        books.take(Entry::ExceptionEnded { exception: exception(), member, last: day("2026-04-10") }, None);
        assert_eq!(gaps(&books, &[]), "g--gg");
    }
}
