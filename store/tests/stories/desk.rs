//! The manager's desk with many rows: what waits, exceptions, the log, the records.

use std::path::Path;

use domain::award::{Event, Facts, day_of};
use domain::ids::{
    AccountId, AssignmentId, AwardId, CohortId, DepartmentId, ExceptionId, LinkId, MemberId, ObservationId, PlanId,
    PositionId, RequirementId,
};
use domain::organisation::{
    Criticality, Demand, Effect, Entry, EntryKind, Exception, Person, PlanKind, Requirement, Role, Scope, Settings,
};
use domain::question::Level;
use domain::time::Timestamp;
use sqlx::migrate::Migrator;
use store::{
    Certified, Decided, EXCEPTIONS_PAGE, ExceptionFilter, ExceptionList, Fault, ForAll, LogFilter, PlanOutcome,
    PositionClosed, Recording, RecordsAim, Verdict, WAITING_PAGE, WaitingFilter, Written, fresh_id,
};

use crate::credits::facts;
use crate::ground::{Ground, Other, at, today};
use crate::organisations::{House, certificate, day, later, telling};
use crate::plans::{booking, plan_of};
use crate::renewals::holds;

fn verified() -> Event {
    Event::Verified { reason: "seen".to_owned() }
}

/// Records a certificate of somebody, which waits then.
async fn claims(ground: &Ground, house: &House, member: &MemberId, new: Recording) -> AwardId {
    ground.store.record_award_of(&house.leading, member, new.clone(), at(20).wall).await.unwrap();
    new.id
}

pub async fn several_are_decided_together_and_each_on_its_own(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let (ida, ben) = (house.person(&ground, "ida", "agent").await, house.person(&ground, "ben", "clerk").await);
    let eve = other.person(&ground, "eve", "agent").await;
    let own = house.seat().member.clone();
    let mut ids = Vec::new();
    for (member, number) in [(&ida, "F 1"), (&ben, "F 2"), (&own, "F 3")] {
        ids.push(claims(&ground, &house, member, certificate(number, None)).await);
    }
    ids.push(claims(&ground, &other, &eve, certificate("F 4", None)).await);
    let store = &ground.store;
    store
        .decide_award(&house.leading, &ids[1], Event::Rejected { reason: "no".to_owned() }, &telling(), at(30).wall)
        .await
        .unwrap();
    let unread = ids.iter().map(|id| (id.clone(), None)).collect::<Vec<_>>();
    let decide =
        async || store.decide_awards(&house.leading, &unread, &verified(), &telling(), at(40).wall).await.unwrap();
    let late = Decided::Refused(domain::award::Refusal::Decided);
    assert_eq!(decide().await, [Decided::Done, late, Decided::Own, Decided::Absent]);
    let lines = ground.count("award_entry").await;
    assert_eq!(decide().await, [late, late, Decided::Own, Decided::Absent], "sent twice");
    assert_eq!(ground.count("award_entry").await, lines);
    let decisions = ground.column("SELECT decision FROM holding ORDER BY certificate_number").await;
    let decisions = decisions.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(decisions, ["verified", "rejected", "open", "open"]);
}

pub async fn what_was_corrected_since_it_was_read_waits_on(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    let award = claims(&ground, &house, &member, certificate("F 1", None)).await;
    let store = &ground.store;
    let decide = async |event: Event, read: i64, second: i64| {
        let verdict = Verdict { event, read: Some(read) };
        store.decide_award(&house.leading, &award, verdict, &telling(), at(second).wall).await.unwrap()
    };
    let corrected = |number: &str| {
        let facts = Facts { certificate_number: number.to_owned(), ..certificate("", None).facts };
        Event::Corrected { facts, reason: "misread".to_owned() }
    };
    let restated = Decided::Refused(domain::award::Refusal::Restated);
    assert_eq!(decide(corrected("F 2"), 1, 30).await, Decided::Done);
    assert_eq!(decide(verified(), 1, 40).await, restated, "the first number was read, the second stands");
    assert_eq!(decide(corrected("F 3"), 1, 40).await, restated, "another tab");
    let together = [(award.clone(), Some(1))];
    let together = store.decide_awards(&house.leading, &together, &verified(), &telling(), at(40).wall).await.unwrap();
    assert_eq!(together, [restated]);
    assert_eq!(decide(verified(), 2, 50).await, Decided::Done);
    assert_eq!(ground.count("award_entry").await, 3);
}

pub async fn what_waits_is_found_page_by_page(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (ida, carl) = (house.person(&ground, "Ida 100%", "agent").await, house.person(&ground, "Carl", "clerk").await);
    let many = usize::try_from(WAITING_PAGE).unwrap() + 3;
    for number in 0..many {
        claims(&ground, &house, &ida, certificate(&format!("F {number}"), None)).await;
    }
    let other = Recording { id: AwardId::new(fresh_id(at(0).wall)), facts: facts("ITIL_F", "I 1", "2026-03-18") };
    let itil = claims(&ground, &house, &carl, other).await;
    let store = &ground.store;
    let page = async |filter: WaitingFilter| store.waiting_page(house.seat(), &filter, today()).await.unwrap();
    let (first, second) =
        (page(WaitingFilter::default()).await, page(WaitingFilter { page: 1, ..WaitingFilter::default() }).await);
    assert_eq!((first.total, first.rows.len() as i64, second.rows.len()), (many as i64 + 1, WAITING_PAGE, 4));
    let all = first.rows.iter().chain(&second.rows).map(|(award, ..)| award).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(all.len(), many + 1, "each stands on one page");
    let behind = page(WaitingFilter { page: 9, ..WaitingFilter::default() }).await;
    assert_eq!((behind.total, behind.rows.len()), (many as i64 + 1, 0));
    let carls = vec![(itil, carl, "Carl".to_owned())];
    for filter in [
        WaitingFilter { words: "CAR".to_owned(), ..WaitingFilter::default() },
        WaitingFilter { department: Some(house.department("hr")), ..WaitingFilter::default() },
        WaitingFilter { certified: Some(Certified::Other), ..WaitingFilter::default() },
    ] {
        assert_eq!(page(filter.clone()).await.rows, carls, "{filter:?}");
    }
    for (filter, expected) in [
        (WaitingFilter { words: "0%".to_owned(), ..WaitingFilter::default() }, many),
        (WaitingFilter { words: "_".to_owned(), ..WaitingFilter::default() }, 0),
        (WaitingFilter { department: Some(house.department("it")), ..WaitingFilter::default() }, many),
        (WaitingFilter { certified: Some(Certified::Level(Level::Foundation)), ..WaitingFilter::default() }, many),
        (WaitingFilter { certified: Some(Certified::Level(Level::Auditor)), ..WaitingFilter::default() }, 0),
    ] {
        assert_eq!(page(filter.clone()).await.total, expected as i64, "{filter:?}");
    }
}

/// Somebody who asks for an exception; which.
async fn asks(
    ground: &Ground,
    house: &House,
    member: &MemberId,
    requirement: &Requirement,
    until: &str,
) -> ExceptionId {
    let id = ExceptionId::new(fresh_id(at(0).wall));
    let what = Exception {
        member: member.clone(),
        requirement: requirement.id.clone(),
        from: None,
        until: day(until),
        reason: "on leave".to_owned(),
    };
    ground.store.ask_exception(&house.leading, (id.clone(), what), at(20).wall).await.unwrap();
    id
}

/// A requirement that everybody was to meet by now.
async fn overdue(ground: &Ground, house: &House) -> Requirement {
    let id = house.require(ground, Scope::Everyone).await;
    let mut required = ground.store.structure(house.seat()).await.unwrap().requirements;
    let mut requirement = required.remove(required.iter().position(|one| one.id == id).unwrap());
    requirement.due = Some(day("2026-02-01"));
    house.write(ground, vec![Entry::Requirement { requirement: requirement.clone() }.into()]).await;
    requirement
}

pub async fn exceptions_are_listed_page_by_page(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = overdue(&ground, &house).await;
    let mut people = Vec::new();
    for name in ["Asked", "Granted", "Refused", "Ended", "Late"] {
        people.push(house.person(&ground, name, "agent").await);
    }
    let store = &ground.store;
    let mut ids = Vec::new();
    for member in &people[..4] {
        ids.push(asks(&ground, &house, member, &requirement, "2027-01-31").await);
    }
    for (id, is_granted) in [(&ids[1], true), (&ids[2], false), (&ids[3], true)] {
        store.decide_exception(&house.manager, id, (is_granted, "so".to_owned()), at(30).wall).await.unwrap();
    }
    store.end_exception(&house.manager, &ids[3], at(40).wall).await.unwrap();
    let all = ExceptionFilter::default();
    let names = async |list, passed: i64| {
        let page = store.exception_page(house.seat(), (list, &all), day_of(later(passed))).await.unwrap();
        let count = store.count_exceptions(house.seat(), (list, &all), day_of(later(passed))).await.unwrap();
        assert_eq!((page.total, page.rows.len() as i64), (count, count));
        let mut names = page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
        names.sort_unstable();
        names
    };
    assert_eq!(names(ExceptionList::Waiting, 0).await, ["Asked"]);
    assert_eq!(names(ExceptionList::InForce, 0).await, ["Granted"]);
    assert_eq!(names(ExceptionList::Over, 0).await, ["Ended", "Refused"]);
    assert_eq!(names(ExceptionList::Over, 100).await, ["Asked", "Ended", "Granted", "Refused"], "nothing is lost");
    let found = ExceptionFilter { words: "FUS".to_owned(), page: 0 };
    let page = store.exception_page(house.seat(), (ExceptionList::Over, &found), today()).await.unwrap();
    assert_eq!((page.total, page.rows[0].name.as_str()), (1, "Refused"));
    // Late is who has no exception that holds; the founder too.
    let late = store.late(house.seat(), &all, today()).await.unwrap();
    let names = late.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>();
    assert_eq!(names, ["Asked", "Fay Founder", "Late", "Refused"], "what was ended holds until the evening");
    assert_eq!((late.total, late.rows[0].requirement.clone()), (4, requirement.id.clone()));
    assert_eq!(late.rows[2].member, people[4]);
    let found = ExceptionFilter { words: "late".to_owned(), page: 0 };
    assert_eq!(store.count_late_people(house.seat(), &found, today()).await.unwrap(), 1);
    // More than one page of them stand on pages that do not overlap.
    let lines = (0..EXCEPTIONS_PAGE).map(|number| store::Line {
        entry: Entry::Member { member: MemberId::new(fresh_id(at(0).wall)), starts_on: None, ends_on: None },
        person: Some(Person { name: format!("Extra {number:02}"), email: format!("extra{number}@larkfield.example") }),
    });
    house.write(&ground, lines.collect()).await;
    let second = ExceptionFilter { page: 1, ..ExceptionFilter::default() };
    let (first, second) = (
        store.late(house.seat(), &all, today()).await.unwrap(),
        store.late(house.seat(), &second, today()).await.unwrap(),
    );
    assert_eq!((first.total, first.rows.len() as i64, second.rows.len()), (54, EXCEPTIONS_PAGE, 4));
    assert!(second.rows.iter().all(|row| !first.rows.contains(row)));
}

pub async fn the_log_is_narrowed_by_kind_writer_person_and_days(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let ida = house.person(&ground, "Ida", "agent").await;
    let store = &ground.store;
    let ruled = vec![Entry::Ruled { settings: Settings::default() }.into()];
    store.keep_books(&house.manager, ruled, later(2)).await.unwrap();
    let (founder, none) = ("Fay Founder".to_owned(), LogFilter::default());
    let of = |kind| LogFilter { kind: Some(kind), ..LogFilter::default() };
    let numbers = async |filter: &LogFilter, span| {
        let lines = store.log_lines(house.seat(), filter, span).await.unwrap();
        lines.into_iter().map(|line| line.number).collect::<Vec<_>>()
    };
    let whole = (i64::MAX, 100);
    for (filter, expected) in [
        (none.clone(), (1..=12).rev().collect::<Vec<_>>()),
        (of(EntryKind::Structure), vec![9, 8, 7, 6, 5]),
        (LogFilter { by: founder.clone(), ..none.clone() }, vec![4, 3, 2, 1]),
        (LogFilter { by: founder, ..of(EntryKind::People) }, vec![4, 2]),
        (LogFilter { by: "Fay".to_owned(), ..none.clone() }, vec![]),
        (LogFilter { member: Some(ida.clone()), ..none.clone() }, vec![11, 10]),
        (LogFilter { member: Some(ida.clone()), ..of(EntryKind::Assignments) }, vec![11]),
        (LogFilter { since: Some(later(1)), ..none.clone() }, vec![12]),
        (LogFilter { since: Some(later(1)), ..of(EntryKind::People) }, vec![]),
        (LogFilter { until: Some(later(1)), ..of(EntryKind::People) }, vec![10, 4, 2]),
        (LogFilter { since: Some(later(3)), ..none.clone() }, vec![]),
    ] {
        assert_eq!(numbers(&filter, whole).await, expected, "{filter:?}");
    }
    assert_eq!(numbers(&of(EntryKind::Structure), (8, 2)).await, [7, 6], "the next page");
    let theirs = LogFilter { member: Some(ida.clone()), ..none };
    assert!(store.log_lines(other.seat(), &theirs, whole).await.unwrap().is_empty());
    assert_eq!(store.log_people(house.seat(), "iD", 9).await.unwrap(), [(ida.clone(), "Ida".to_owned())]);
    assert!(store.log_people(other.seat(), "id", 9).await.unwrap().is_empty());
    assert_eq!(store.log_writers(house.seat(), "FOUNDER", 9).await.unwrap(), ["Fay Founder", "founder of larkfield"]);
    let (names, awards) = store.log_names(other.seat(), vec![ida.clone()], Vec::new()).await.unwrap();
    assert!(names.is_empty() && awards.is_empty());
    // What ends is about whom it was of.
    let file = store.person_file(house.seat(), &ida, later(2)).await.unwrap().unwrap();
    let ended = Entry::Unassigned { assignment: file.assignments[0].id.clone(), until: today() };
    store.keep_books(&house.manager, vec![ended.into()], later(2)).await.unwrap();
    assert_eq!(numbers(&LogFilter { member: Some(ida), ..LogFilter::default() }, whole).await, [13, 11, 10]);
    // A kind that was changed by hand would hide a line.
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
    let changed =
        format!("UPDATE organisation_entry SET kind = 'plan' WHERE number = 6 AND organisation_id = '{}'", house.id);
    ground.execute(&changed).await;
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), Some(6));
}

pub async fn what_a_holder_does_stands_in_the_books(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "Ida", "agent").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    let joined = Entry::Joined { member: member.clone(), account: ida.clone() };
    house.write(&ground, vec![joined.into()]).await;
    let (older, mut newer) = (certificate("F 1", None), certificate("F 2", None));
    newer.facts.awarded_on = day("2026-06-01");
    for new in [&older, &newer, &newer] {
        store.record_award(&ida, "Ida Canary".to_owned(), new.clone(), at(20).wall).await.unwrap();
    }
    let both = [&older, &newer].map(|one| (one.id.clone(), None));
    store.decide_awards(&house.leading, &both, &verified(), &telling(), at(30).wall).await.unwrap();
    let revoked = Event::Revoked { on: day("2026-06-01"), reason: "Canary said so".to_owned() };
    store.amend_award(&ida, "Ida Canary".to_owned(), (newer.id.clone(), revoked), at(40).wall).await.unwrap();
    let filter = LogFilter { kind: Some(EntryKind::Certificates), ..LogFilter::default() };
    let told = async || {
        let lines = store.log_lines(house.seat(), &filter, (i64::MAX, 100)).await.unwrap();
        let told = lines.into_iter().filter_map(|line| match line.entry {
            Entry::Award { award, what, reason, .. } => {
                let which = if award == older.id { "older" } else { "newer" };
                Some(format!("{}: {which} {what} {reason}", line.by))
            }
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let lines = [
        "The holder: newer claimed ",
        "The holder: older claimed ",
        "The holder: newer revoked ",
        "The holder: older restored ",
        "founder of larkfield: older superseded ",
        "founder of larkfield: newer verified seen",
        "founder of larkfield: older verified seen",
    ];
    let mut expected = lines.map(str::to_owned).to_vec();
    let mut found = told().await;
    assert_eq!(found[..2], ["The holder: older restored ", "The holder: newer revoked "], "the newest first");
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected, "each once, and no words of the holder in a sealed line");
    let names = store.log_names(house.seat(), Vec::new(), vec![older.id.clone()]).await.unwrap().1;
    assert_eq!(names[&older.id].1, "An institute");
    // Whoever left shows nothing new, in the log neither.
    let left = Entry::Left { member: member.clone(), on: today() };
    house.write(&ground, vec![left.into()]).await;
    let again = (older.id.clone(), Event::Revoked { on: day("2026-06-01"), reason: "why".to_owned() });
    store.amend_award(&ida, "Ida Canary".to_owned(), again, at(50).wall).await.unwrap();
    assert_eq!(told().await.len(), expected.len());
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

/// An id as long as those that are made.
fn long(id: &str) -> String {
    format!("{id:->36}")
}

/// A requirement of everybody.
fn requirement_of(id: &str) -> Requirement {
    Requirement {
        id: RequirementId::new(id),
        name: "Foundation".to_owned(),
        scope: Scope::Everyone,
        levels: vec![Level::Foundation],
        demand: Demand::Each,
        valid_months: None,
        criticality: Criticality::High,
        from: today(),
        due: None,
        until: None,
        within: None,
        apart_from: Vec::new(),
    }
}

/// A line of each kind that earlier releases wrote.
fn old_lines() -> Vec<Entry> {
    let (member, award) = (MemberId::new(long("m")), AwardId::new(long("a")));
    let id = |id: &str| id.to_owned();
    vec![
        Entry::Named { name: id("Larkfield") },
        Entry::Ruled { settings: Settings::default() },
        Entry::Department { department: DepartmentId::new(long("d")), parent: None, name: id("IT") },
        Entry::DepartmentClosed { department: DepartmentId::new(long("d")) },
        Entry::Position {
            position: PositionId::new(long("p")),
            department: DepartmentId::new(long("d")),
            name: id("Agent"),
        },
        Entry::PositionClosed { position: PositionId::new(long("p")) },
        Entry::Member { member: member.clone(), starts_on: None, ends_on: None },
        Entry::Role { member: member.clone(), role: Role::Lead, lead_of: None },
        Entry::Invited { member: member.clone() },
        Entry::Joined { member: member.clone(), account: AccountId::new(long("x")) },
        Entry::Left { member: member.clone(), on: today() },
        Entry::Erased { member: member.clone() },
        Entry::Assigned {
            assignment: AssignmentId::new(long("s")),
            member: member.clone(),
            position: PositionId::new(long("p")),
            from: today(),
            until: None,
        },
        Entry::Unassigned { assignment: AssignmentId::new(long("s")), until: today() },
        Entry::Requirement { requirement: requirement_of(&long("r")) },
        Entry::RequirementEnded { requirement: RequirementId::new(long("r")) },
        Entry::ExceptionAsked {
            exception: ExceptionId::new(long("e")),
            member: member.clone(),
            requirement: RequirementId::new(long("r")),
            until: today(),
            words: String::new(),
        },
        Entry::ExceptionDecided {
            exception: ExceptionId::new(long("e")),
            member: member.clone(),
            from: None,
            words: id(""),
        },
        Entry::ExceptionEnded { exception: ExceptionId::new(long("e")), member: member.clone(), last: today() },
        Entry::Award { member: member.clone(), award, what: id("verified"), reason: id("seen") },
        Entry::Observed {
            observation: ObservationId::new(long("o")),
            member: member.clone(),
            on: today(),
            effect: Effect::Competent,
            words: String::new(),
        },
        Entry::Planned { plan: PlanId::new(long("l")), what: plan_of(&member, PlanKind::Exam, "2027-02-01") },
        Entry::PlanClosed { plan: PlanId::new(long("l")), done: true },
        Entry::Linked { link: LinkId::new(long("k")), from: today(), until: today(), expires: Timestamp(1) },
        Entry::Unlinked { link: LinkId::new(long("k")) },
        Entry::TakenOver { cohort: CohortId::new(long("c")), name: id("A class") },
    ]
}

/// Brings an empty database to where the release before kinds left it.
async fn without_kinds(database: &Other) {
    let folder = tempfile::TempDir::new().unwrap();
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    for entry in std::fs::read_dir(migrations).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.as_str() < "0022" {
            std::fs::copy(&path, folder.path().join(name)).unwrap();
        }
    }
    let migrator = Migrator::new(folder.path()).await.unwrap();
    match database {
        Other::Sqlite(pool) => migrator.run(pool).await.unwrap(),
        Other::Postgres(pool) => migrator.run(pool).await.unwrap(),
    }
}

pub async fn every_old_line_is_found_by_its_kind(ground: Ground) {
    let url = ground.beside().await;
    let old = Other::open(&url).await;
    without_kinds(&old).await;
    old.execute("INSERT INTO organisation (id, name, created_at) VALUES ('larkfield', 'Larkfield', 0)").await;
    let lines = old_lines();
    for (number, line) in (1..).zip(&lines) {
        let body = serde_json::to_string(line).unwrap().replace('\'', "''");
        old.execute(&format!(
            "INSERT INTO organisation_entry (organisation_id, number, at, by_name, member_id, body, seal, hash) \
             VALUES ('larkfield', {number}, {number}, 'Fay', '', '{body}', '', '')"
        ))
        .await;
    }
    let new = Ground::over(url).await;
    let kinds = new.column("SELECT kind FROM organisation_entry ORDER BY number").await;
    let expected = lines.iter().map(|line| Some(line.kind().word().to_owned())).collect::<Vec<_>>();
    assert_eq!(kinds, expected);
    let subjects = new.column("SELECT subject FROM organisation_entry ORDER BY number").await;
    let expected = lines.iter().map(|line| Some(line.subject().unwrap_or_default())).collect::<Vec<_>>();
    assert_eq!(subjects, expected, "what came before them is found as if they were written today");
    let told = lines.iter().map(Entry::kind).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(told.len(), EntryKind::ALL.len() - 1, "repairs are new");
}

pub async fn a_position_is_removed_once_nobody_is_to_hold_it(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let ida = house.person(&ground, "Ida", "agent").await;
    let (store, clerk) = (&ground.store, house.position("clerk"));
    let assignment = AssignmentId::new(fresh_id(at(0).wall));
    let given = |from: &str| Entry::Assigned {
        assignment: assignment.clone(),
        member: ida.clone(),
        position: clerk.clone(),
        from: day(from),
        until: None,
    };
    house.write(&ground, vec![given("2027-03-01").into()]).await;
    let close = async |by: &House| store.close_position(&by.manager, &clerk, at(30).wall).await.unwrap();
    assert_eq!(close(&other).await, PositionClosed::Absent);
    let PositionClosed::Held(held, 1) = close(&house).await else { panic!("Ida is to hold it") };
    assert_eq!((held[0].name.as_str(), held[0].from, held[0].until), ("Ida", day("2027-03-01"), None));
    let back = Entry::Unassigned { assignment: assignment.clone(), until: today() };
    house.write(&ground, vec![back.into()]).await;
    assert_eq!(close(&house).await, PositionClosed::Done);
    assert_eq!(close(&house).await, PositionClosed::Absent, "sent twice");
    // Who was about to give it comes too late.
    let late = Entry::Assigned {
        assignment: AssignmentId::new(fresh_id(at(0).wall)),
        member: ida.clone(),
        position: clerk.clone(),
        from: day("2027-03-01"),
        until: None,
    };
    let written = store.keep_books_of(&house.leading, &ida, vec![late.clone().into()], at(40).wall).await;
    assert!(matches!(written, Err(Fault::Elsewhere)), "{written:?}");
    let written = store.keep_books(&house.manager, vec![late.into()], at(40).wall).await;
    assert_eq!(written.unwrap(), Written::Taken);
    let agent = store.close_position(&house.manager, &house.position("agent"), at(40).wall).await.unwrap();
    assert!(matches!(agent, PositionClosed::Held(_, 1)), "{agent:?}");
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn a_manager_puts_the_own_records_right(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let store = &ground.store;
    let check = async |by: &House, aim| store.check_books(&by.manager, aim, at(60).wall).await.unwrap();
    assert_eq!(check(&house, RecordsAim::Repair).await, []);
    let lines = ground.count("organisation_entry").await;
    ground.execute("UPDATE department SET name = 'Eve'").await;
    let found = check(&house, RecordsAim::Tell).await;
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|one| one.of == house.id.as_str() && one.table == "department" && !one.is_repaired));
    assert_eq!(ground.count("organisation_entry").await, lines, "looking changes nothing");
    assert!(check(&house, RecordsAim::Repair).await.iter().all(|one| one.is_repaired));
    assert_eq!(check(&house, RecordsAim::Repair).await, []);
    let told = store.log_page(house.seat(), i64::MAX, None, 1).await.unwrap().remove(0);
    assert_eq!((told.entry, told.by.as_str()), (Entry::Repaired { rows: 3 }, "founder of larkfield"));
    assert_eq!(ground.count("organisation_entry").await, lines + 1, "said once");
    assert_eq!(check(&other, RecordsAim::Tell).await.len(), 3, "another organisation's stay as they are");
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn what_has_ended_is_planned_as_the_whole_course(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let store = &ground.store;
    let mut people = Vec::new();
    let ends = [("Ended", "2026-03-31"), ("Held", "2027-01-10"), ("Over", "2026-11-21"), ("Soon", "2026-12-31")];
    for (number, (name, ends)) in ends.into_iter().enumerate() {
        let member = house.person(&ground, name, "agent").await;
        holds(&ground, &house, &member, &certificate(&format!("F {number}"), Some(ends))).await;
        people.push(member);
    }
    let plan = async |member: &MemberId| {
        let (id, what) = (PlanId::new(fresh_id(at(0).wall)), plan_of(member, PlanKind::Refresher, "2027-02-01"));
        store.plan(&house.leading, (id, what), &booking(), at(40).wall).await.unwrap()
    };
    assert_eq!(plan(&people[0]).await, PlanOutcome::WholeCourse);
    assert_eq!(plan(&people[1]).await, PlanOutcome::Done);
    let wish =
        ForAll { requirement, kind: PlanKind::Refresher, level: Level::Foundation, on: day("2027-02-01"), cost: 0 };
    let count = store.count_gaps_to_plan(house.seat(), &wish, today()).await.unwrap();
    assert_eq!((count.people, count.whole), (2, 1), "the others have theirs already");
    let id = PlanId::new(fresh_id(at(0).wall));
    store.plan_for_gaps(&house.leading, id, (wish.clone(), count), &booking(), at(50).wall).await.unwrap();
    assert_eq!(store.count_gaps_to_plan(house.seat(), &wish, today()).await.unwrap().people, 0);
    let sql = "SELECT member.name || ': ' || plan_item.kind || CASE WHEN plan_item.refresher = '' THEN '' ELSE ' set' END \
               FROM plan_item JOIN member ON member.id = plan_item.member_id ORDER BY member.name";
    let planned = ground.column(sql).await.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(planned, ["Ended: course", "Held: refresher set", "Over: course", "Soon: refresher set"]);
}

/// Two organisations that share somebody change what they see of her at once: on PostgreSQL neither waits for the other for ever.
pub async fn two_organisations_decide_about_one_person_at_once(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let (store, ida) = (&ground.store, ground.person("ida").await);
    for one in [&house, &other] {
        let member = one.person(&ground, "Ida", "agent").await;
        one.require(&ground, Scope::Everyone).await;
        one.write(&ground, vec![Entry::Joined { member, account: ida.clone() }.into()]).await;
    }
    let mut awards = Vec::new();
    for number in 0..20 {
        let new = certificate(&format!("F {number}"), None);
        store.record_award(&ida, "Ida".to_owned(), new.clone(), at(20).wall).await.unwrap();
        awards.push(new.id);
    }
    let decide = async |by: &House, awards: Vec<AwardId>| {
        let seen = Event::Verified { reason: "seen".to_owned() };
        let unread = awards.into_iter().map(|award| (award, None)).collect::<Vec<_>>();
        store.decide_awards(&by.leading, &unread, &seen, &telling(), at(30).wall).await.unwrap()
    };
    let backwards = awards.iter().rev().cloned().collect();
    let own = async {
        for number in 20..30 {
            let new = certificate(&format!("F {number}"), None);
            store.record_award(&ida, "Ida".to_owned(), new, at(30).wall).await.unwrap();
        }
    };
    let (here, there, ()) = tokio::join!(decide(&house, awards), decide(&other, backwards), own);
    for decided in [here, there] {
        assert!(decided.len() == 20 && decided.iter().all(|one| *one == Decided::Done), "{decided:?}");
    }
    for one in [&house, &other] {
        assert_eq!(store.verify_books(one.seat()).await.unwrap(), None);
    }
}
