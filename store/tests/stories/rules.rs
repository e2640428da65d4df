//! What requirements ask of whom: positions of a name, work that is kept apart, a last day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use domain::award::{Day, Event, day_of};
use domain::ids::{AccountId, AssignmentId, MemberId, RequirementId};
use domain::organisation::{Conflict, Demand, Entry, Requirement, Scope};
use domain::question::Level;
use domain::time::Timestamp;
use store::{PositionClosed, RecordsAim, RecordsScope, fresh_id};

use crate::due::{differing, requirement_of, turn};
use crate::ground::{Ground, at, today};
use crate::organisations::{House, certificate, day, later, telling};

/// An hour of a day so many days on: what the house was built with was written before.
fn moment(days: i64) -> Timestamp {
    Timestamp(later(days).0 + 60 * 60 * 1000)
}

/// Writes into the books so many days on.
async fn write(ground: &Ground, house: &House, days: i64, entry: Entry) {
    ground.store.keep_books(&house.manager, vec![entry.into()], moment(days)).await.unwrap();
}

/// States a requirement anew so many days on, with something changed.
async fn change(ground: &Ground, house: &House, days: i64, id: &RequirementId, change: impl FnOnce(&mut Requirement)) {
    let mut requirement = requirement_of(ground, house, id).await;
    change(&mut requirement);
    write(ground, house, days, Entry::Requirement { requirement }).await;
}

fn named(house: &House, id: &str, department: &str, name: &str) -> Entry {
    Entry::Position { position: house.position(id), department: house.department(department), name: name.to_owned() }
}

/// Whom a report has it ask something, by name.
async fn asked(ground: &Ground, house: &House, on: Day, known: Timestamp) -> Vec<String> {
    let people = ground.store.report(house.seat(), on, known).await.unwrap().people;
    people.into_iter().filter(|person| !person.needs.is_empty()).map(|person| person.name).collect()
}

/// The same today, so many days on, in the tables that pages read: after the books were found to say so too.
async fn asked_now(ground: &Ground, house: &House, days: i64) -> Vec<String> {
    let now = moment(days);
    let check = (RecordsScope::Whole, RecordsAim::Tell);
    assert_eq!(ground.store.check_organisation(&house.id, check, now).await.unwrap(), []);
    let sql = "SELECT member.name FROM need JOIN member ON member.id = need.member_id ORDER BY member.name";
    let kept = ground.column(sql).await.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(kept, asked(ground, house, day_of(now), now).await);
    kept
}

pub async fn a_requirement_follows_the_name_of_positions(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    for (id, department, name) in [("owner", "desk", "Service owner"), ("other", "hr", " SERVICE  owner ")] {
        write(&ground, &house, 0, named(&house, id, department, name)).await;
    }
    let ida = house.person(&ground, "ida", "owner").await;
    for (name, position) in [("ben", "other"), ("eve", "clerk")] {
        house.person(&ground, name, position).await;
    }
    let called = |within: Option<&str>| Scope::Called {
        name: "service Owner".to_owned(),
        within: within.map(|id| house.department(id)),
    };
    let id = house.require(&ground, called(None)).await;
    assert_eq!(asked_now(&ground, &house, 0).await, ["ben", "ida"], "in whichever department");
    // Only one of them asks for no more, and another does from now on.
    write(&ground, &house, 5, named(&house, "other", "hr", "Process owner")).await;
    assert_eq!(asked_now(&ground, &house, 5).await, ["ida"]);
    write(&ground, &house, 6, named(&house, "clerk", "hr", "Service owner")).await;
    assert_eq!(asked_now(&ground, &house, 6).await, ["eve", "ida"]);
    assert_eq!(asked(&ground, &house, today(), moment(6)).await, ["ben", "ida"], "as they were called on that day");
    assert_eq!(asked(&ground, &house, day_of(moment(5)), moment(6)).await, ["ida"]);
    assert_eq!(asked(&ground, &house, today(), moment(1)).await, ["ben", "ida"], "as known before");
    let two = requirement_of(&ground, &house, &id).await;
    let two = Requirement { demand: Demand::AtLeast(2), ..two };
    write(&ground, &house, 6, Entry::Requirement { requirement: two.clone() }).await;
    let could = ground.store.who_could_help(house.seat(), &two, day_of(moment(6)), 9).await.unwrap();
    assert_eq!(could.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["eve", "ida"]);
    // In one department or below it alone, wherever the position goes.
    change(&ground, &house, 6, &id, |one| (one.demand, one.scope) = (Demand::Each, called(Some("it")))).await;
    assert_eq!(asked_now(&ground, &house, 6).await, ["ida"]);
    write(&ground, &house, 7, named(&house, "clerk", "desk", "Service owner")).await;
    assert_eq!(asked_now(&ground, &house, 7).await, ["eve", "ida"]);
    let held = ground.column(&format!("SELECT id FROM assignment WHERE member_id = '{ida}'")).await.remove(0);
    let ended =
        Entry::Unassigned { assignment: AssignmentId::new(held.expect("she holds it")), until: day_of(moment(7)) };
    write(&ground, &house, 8, ended).await;
    let closed = ground.store.close_position(&house.manager, &house.position("owner"), moment(8)).await.unwrap();
    assert_eq!(closed, PositionClosed::Done);
    assert_eq!(asked_now(&ground, &house, 8).await, ["eve"]);
    assert_eq!(asked(&ground, &house, day_of(moment(7)), moment(8)).await, ["eve", "ida"], "it was there that day");
}

/// Records a certificate of somebody, and confirms it; whose, and its last day.
async fn qualify(ground: &Ground, house: &House, member: &MemberId, expires: Option<&str>) {
    let new = certificate(&format!("F of {member}"), expires);
    let (store, seen) = (&ground.store, Event::Verified { reason: "seen".to_owned() });
    store.record_award_of(&house.leading, member, new.clone(), moment(0)).await.unwrap();
    store.decide_award(&house.leading, &new.id, seen, &telling(), moment(0)).await.unwrap();
}

async fn joins(ground: &Ground, house: &House, name: &str, member: &MemberId) -> AccountId {
    let account = ground.person(name).await;
    write(ground, house, 0, Entry::Joined { member: member.clone(), account: account.clone() }).await;
    account
}

pub async fn who_works_where_it_is_kept_apart_does_not_meet_it(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    // The clerks of `hr` audit the service desk, which lies below `it`.
    let id = house.require(&ground, Scope::Position(house.position("clerk"))).await;
    let [ida, ben] = [house.person(&ground, "ida", "clerk").await, house.person(&ground, "ben", "clerk").await];
    let held = AssignmentId::new(fresh_id(at(0).wall));
    let (member, position) = (ida.clone(), house.position("agent"));
    let also = Entry::Assigned { assignment: held.clone(), member, position, from: day("2026-01-01"), until: None };
    write(&ground, &house, 0, also).await;
    for member in [&ida, &ben] {
        qualify(&ground, &house, member, None).await;
    }
    let account = joins(&ground, &house, "ida", &ida).await;
    let apart = ["hr", "it"].map(|id| house.department(id)).to_vec();
    change(&ground, &house, 0, &id, |one| (one.apart_from, one.due) = (apart, Some(today() + Days::new(7)))).await;
    let (store, seat) = (&ground.store, house.seat());
    let row = store.coverage(seat, (today(), today())).await.unwrap().remove(0);
    assert_eq!((row.needed, row.met), (2, 1), "the department of the position itself is no conflict");
    let needs = async |member: &MemberId, days: i64| {
        let file = store.person_file(seat, member, moment(days)).await.unwrap().expect("in the books");
        file.needs.into_iter().map(|need| (need.met.is_some(), need.conflict)).collect::<Vec<_>>()
    };
    let desk = (house.department("it"), Some(Level::Foundation));
    assert_eq!(needs(&ida, 0).await, [(false, Some(desk))]);
    assert_eq!(needs(&ben, 0).await, [(true, None)]);
    let words = "has Foundation, but works in IT, which is kept apart";
    let report = store.report(seat, today(), moment(1)).await.unwrap();
    let told = report.people.iter().find(|person| person.member == ida).expect("she is there");
    assert_eq!(told.needs[0].unmet_words(), format!("not met: {words}"));
    assert_eq!(told.needs[0].hindered.as_ref().and_then(|one| one.award.clone()), Some(told.awards[0].0.clone()));
    let required = store.required_of(&account, today()).await.unwrap();
    assert_eq!(required[0].conflict, Some((Some(Level::Foundation), "IT".to_owned())));
    // A mail that asks for a certificate would ask for one that there is.
    assert_eq!(store.new_gaps(moment(0)).await.unwrap(), []);
    assert_eq!(store.nearing_needs(moment(0), 9).await.unwrap(), []);
    // Of those who are asked for together she is none, and who could help is told why.
    let mut known = requirement_of(&ground, &house, &id).await;
    let both = BTreeSet::from([ida.clone(), ben.clone()]);
    let found = async |known: &Requirement| {
        let found = store.conflicts(seat, known, &both, today()).await.unwrap();
        let row = |(member, one): (MemberId, Conflict)| (member, one.department, one.holds.map(|(_, level)| level));
        found.into_iter().map(row).collect::<Vec<_>>()
    };
    let conflict = [(ida.clone(), house.department("it"), Some(Level::Foundation))];
    assert_eq!(found(&known).await, conflict);
    known.demand = Demand::AtLeast(2);
    write(&ground, &house, 0, Entry::Requirement { requirement: known.clone() }).await;
    assert_eq!(needs(&ida, 0).await, []);
    let could = store.who_could_help(seat, &known, today(), 9).await.unwrap();
    assert_eq!(could.iter().map(|one| one.member()).collect::<Vec<_>>(), std::slice::from_ref(&ida));
    assert_eq!(found(&known).await, conflict);
    change(&ground, &house, 0, &id, |one| one.demand = Demand::Each).await;
    // The tables are compared with the log, and put right.
    assert_eq!(asked_now(&ground, &house, 0).await, ["ben", "ida"]);
    for change in ["conflict_id = NULL", "conflict_level = 'auditor'", "asked_until = '2030-01-01'"] {
        ground.execute(&format!("UPDATE need SET {change} WHERE conflict_id IS NOT NULL")).await;
        assert_eq!(differing(&ground, &house, RecordsAim::Repair, moment(0)).await, ["need"], "{change}");
        assert_eq!(needs(&ida, 0).await[0].1, Some((house.department("it"), Some(Level::Foundation))));
    }
    write(&ground, &house, 0, Entry::Unassigned { assignment: held, until: today() }).await;
    assert!(!needs(&ida, 0).await[0].0, "it is the last day of that work");
    store.turn_the_page(moment(1)).await.unwrap();
    assert_eq!(needs(&ida, 1).await, [(true, None)]);
}

pub async fn a_requirement_asks_until_its_last_day(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let [id, two] = [house.require(&ground, Scope::Everyone).await, house.require(&ground, Scope::Everyone).await];
    let ida = house.person(&ground, "ida", "agent").await;
    let ben = house.person(&ground, "ben", "agent").await;
    let last = today() + Days::new(20);
    let after = (last + Days::new(1)).to_string();
    qualify(&ground, &house, &ida, Some(&after)).await;
    joins(&ground, &house, "ben", &ben).await;
    change(&ground, &house, 0, &id, |one| (one.until, one.within) = (Some(last), Some(11))).await;
    change(&ground, &house, 0, &two, |one| (one.until, one.demand) = (Some(last), Demand::AtLeast(2))).await;
    let (store, seat) = (&ground.store, house.seat());
    let covered = async |days: i64| {
        let today = turn(&ground, days).await;
        let rows = store.coverage(seat, (today, today + Days::new(90))).await.unwrap();
        let of = |id: &RequirementId| rows.iter().find(|row| row.requirement == *id);
        [&id, &two].map(|id| of(id).map(|row| (row.needed, row.met, row.ending)))
    };
    // Her certificate ends when it is asked for no more.
    assert_eq!(covered(0).await, [Some((3, 1, 0)), Some((2, 1, 0))]);
    let known = requirement_of(&ground, &house, &id).await;
    let gaps = store.gaps(seat, &known, (today(), today() + Days::new(90)), 9).await.unwrap();
    assert!(gaps.iter().all(|gap| gap.member() != ida), "she will meet it to its end");
    // There is time until 30 November, which is before the last day; with a month more it never becomes late.
    assert_eq!(store.falls_due(seat, today()).await.unwrap().len(), 1);
    assert!(!store.nearing_needs(moment(0), 9).await.unwrap().is_empty());
    change(&ground, &house, 0, &id, |one| one.within = Some(12)).await;
    assert_eq!(store.falls_due(seat, today()).await.unwrap(), []);
    assert_eq!(store.nearing_needs(moment(0), 9).await.unwrap(), []);
    assert_eq!(store.forecast_counts(seat, today()).await.unwrap().ends, BTreeMap::new());
    assert_eq!(covered(20).await, [Some((3, 1, 0)), Some((2, 1, 0))]);
    assert_eq!(covered(21).await, [None, None], "the day after its last one");
    assert_eq!(asked_now(&ground, &house, 21).await, [""; 0]);
    let kept = ground.column("SELECT day FROM coverage_day ORDER BY day").await.into_iter().flatten();
    assert!(kept.max() <= Some(last.to_string()), "it is part of no later day of the trend");
    assert_eq!(asked(&ground, &house, last, moment(21)).await, ["ben", "Fay Founder", "ida"], "it was asked that day");
    // Whoever gives it another last day has it asked again, and nothing for the days between.
    let again = Entry::Requirement { requirement: Requirement { until: None, ..known } };
    write(&ground, &house, 25, again).await;
    assert_eq!(covered(25).await[0], Some((3, 0, 0)));
    assert_eq!(asked(&ground, &house, day_of(moment(24)), moment(25)).await, [""; 0]);
}
