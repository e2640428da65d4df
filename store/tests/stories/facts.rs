//! What the books say of people and positions is put right: by new lines, so that earlier reports stay what they were.

use domain::award::Day;
use domain::ids::{AssignmentId, MemberId};
use domain::organisation::{Entry, Person, PersonState, Role, Scope};
use domain::time::Timestamp;
use store::{
    Corrected, Correction, Fault, Joined, Joining, Line, LogFilter, PersonFile, PositionClosed, RecordsAim, Structure,
    Token,
};

use crate::ground::{Ground, at};
use crate::organisations::{House, day, later};
use crate::people::invitation;

async fn file(ground: &Ground, house: &House, member: &MemberId, now: Timestamp) -> PersonFile {
    ground.store.person_file(house.seat(), member, now).await.unwrap().expect("the manager sees everybody")
}

/// What the page says of somebody, to be changed and sent.
fn typed(file: &PersonFile) -> Correction {
    Correction {
        member: file.member.clone(),
        person: Person { name: file.name.clone(), email: file.email.clone() },
        starts_on: file.starts_on,
        ends_on: file.ends_on,
        read: file.written,
    }
}

fn named(new: &Correction, name: &str, email: &str) -> Correction {
    Correction { person: Person { name: name.to_owned(), email: email.to_owned() }, ..new.clone() }
}

async fn send(ground: &Ground, house: &House, new: Correction, now: Timestamp) -> Corrected {
    ground.store.correct_person(&house.manager, new, now).await.unwrap()
}

/// What a report says of somebody on a day, as known after so many days.
async fn told(ground: &Ground, house: &House, member: &MemberId, (on, passed): (&str, i64)) -> Option<PersonState> {
    let report = ground.store.report(house.seat(), day(on), later(passed)).await.unwrap();
    report.people.into_iter().find(|person| person.member == *member)
}

/// The tables are what the log says.
async fn is_whole(ground: &Ground, house: &House, now: Timestamp) {
    assert_eq!(ground.store.check_books(&house.manager, RecordsAim::Tell, now).await.unwrap(), []);
    assert_eq!(ground.store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn a_name_and_an_address_are_put_right(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let ida = house.person(&ground, "ida", "agent").await;
    house.person(&ground, "ben", "agent").await;
    let read = typed(&file(&ground, &house, &ida, at(20).wall).await);
    let right = named(&read, "Ida Reed", "ida.reed@larkfield.example");
    let lines = ground.count("organisation_entry").await;
    for _ in 0..2 {
        assert_eq!(send(&ground, &house, right.clone(), later(2)).await, Corrected::Done);
    }
    assert_eq!(ground.count("organisation_entry").await, lines + 1, "sent twice it is written once");
    let late = named(&read, "Ida Wren", "ida@larkfield.example");
    assert_eq!(send(&ground, &house, late, later(2)).await, Corrected::Changed, "the page was made before");
    let now = typed(&file(&ground, &house, &ida, later(2)).await);
    assert_eq!(now.person, right.person);
    for name in ["ben", "BEN"] {
        let new = named(&now, "Ida Reed", &format!("{name}@{}.example", house.id));
        assert_eq!(send(&ground, &house, new, later(2)).await, Corrected::Taken);
    }
    assert_eq!(send(&ground, &other, named(&now, "Eve", "eve@fernhill.example"), later(2)).await, Corrected::Absent);
    assert_eq!(typed(&file(&ground, &house, &ida, later(2)).await), now, "nothing was changed");
    for (passed, name) in [(1, "ida"), (3, "Ida Reed")] {
        let told = told(&ground, &house, &ida, ("2026-11-22", passed)).await.expect("she is there");
        assert_eq!(told.name, name, "as known after {passed} days");
    }
    is_whole(&ground, &house, later(3)).await;
}

pub async fn another_address_ends_an_invitation(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, ida) = (&ground.store, house.person(&ground, "ida", "agent").await);
    let token = Token("first".to_owned());
    store.invite(&house.leading, invitation(&ida, &token.0), at(20).wall).await.unwrap();
    let read = typed(&file(&ground, &house, &ida, at(30).wall).await);
    let renamed = named(&read, "Ida Reed", &read.person.email);
    assert_eq!(send(&ground, &house, renamed, at(30).wall).await, Corrected::Done);
    assert!(store.invitation(&token, at(40).wall).await.unwrap().is_some(), "a name ends nothing");
    assert_eq!(ground.count("mail").await, 1);
    let read = typed(&file(&ground, &house, &ida, at(40).wall).await);
    let moved = named(&read, "Ida Reed", "ida.reed@larkfield.example");
    assert_eq!(send(&ground, &house, moved, at(50).wall).await, Corrected::Done);
    assert_eq!(store.invitation(&token, at(60).wall).await.unwrap(), None, "the old address opens nothing");
    assert_eq!(ground.count("mail").await, 0, "its mail had not been sent and is not sent any more");
    let account = ground.person("ida").await;
    let join = async |token: Token| store.join((account.clone(), "Ida".to_owned()), token, at(70).wall).await.unwrap();
    assert_eq!(join(token).await, Joined::Gone);
    assert_eq!(file(&ground, &house, &ida, at(70).wall).await.joining, Joining::Listed);
    store.invite(&house.leading, invitation(&ida, "second"), at(70).wall).await.unwrap();
    assert_eq!(join(Token("second".to_owned())).await, Joined::Done(house.id.clone()));
    // The address of an account is the person's own.
    let read = typed(&file(&ground, &house, &ida, at(80).wall).await);
    let moved = named(&read, "Ida Wren", "somebody.else@larkfield.example");
    assert_eq!(send(&ground, &house, moved, at(80).wall).await, Corrected::Done);
    let now = file(&ground, &house, &ida, at(90).wall).await;
    assert_eq!((now.name.as_str(), now.email.as_str()), ("Ida Wren", "ida.reed@larkfield.example"));
    is_whole(&ground, &house, at(90).wall).await;
}

/// Somebody who has joined and answers for the books too.
async fn second(ground: &Ground, house: &House) -> MemberId {
    let member = house.person(ground, "tom", "agent").await;
    let role = Entry::Role { member: member.clone(), role: Role::Manager, lead_of: None };
    let joined = Entry::Joined { member: member.clone(), account: ground.person("tom").await };
    house.write(ground, vec![role.into(), joined.into()]).await;
    member
}

pub async fn somebody_stays_until_a_last_day_that_lies_ahead(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, requirement) = (&ground.store, house.require(&ground, Scope::Everyone).await);
    let founder = house.seat().member.clone();
    let ending = async |member: &MemberId, on: Option<&str>, now: Timestamp| {
        let read = typed(&file(&ground, &house, member, now).await);
        send(&ground, &house, Correction { ends_on: on.map(day), ..read }, now).await
    };
    assert_eq!(ending(&founder, Some("2026-11-30"), at(20).wall).await, Corrected::LastManager);
    assert_eq!(ending(&founder, Some("2026-11-01"), at(20).wall).await, Corrected::LastManager);
    let tom = second(&ground, &house).await;
    assert_eq!(ending(&tom, Some("2026-11-30"), at(20).wall).await, Corrected::Done);
    let account = file(&ground, &house, &tom, at(30).wall).await.account.expect("he has joined");
    let sits = async |on: Day| store.seat(&account, &house.id, on).await.unwrap().is_some();
    assert!(sits(day("2026-11-30")).await && !sits(day("2026-12-01")).await);
    let asked = async |passed: i64| {
        store.turn_the_page(later(passed)).await.unwrap();
        let file = file(&ground, &house, &tom, later(passed)).await;
        file.needs.iter().any(|need| need.requirement == requirement)
    };
    assert!(asked(8).await, "on the last day, 30 November, it is asked of him");
    assert!(!asked(9).await, "on the day after it is not");
    assert!(told(&ground, &house, &tom, ("2026-12-01", 0)).await.is_none());
    // The other way round there would be nobody on the day after.
    assert_eq!(ending(&founder, Some("2026-12-31"), later(10)).await, Corrected::LastManager);
    // It was a mistake: he stays, and what was known before stays known.
    assert_eq!(ending(&tom, None, later(11)).await, Corrected::Done);
    assert!(sits(day("2026-12-02")).await && asked(11).await);
    assert!(told(&ground, &house, &tom, ("2026-12-01", 10)).await.is_none());
    assert!(told(&ground, &house, &tom, ("2026-12-01", 12)).await.is_some());
    // With a day that is over he has left: with his seat and his position.
    assert_eq!(ending(&tom, Some("2026-12-01"), later(12)).await, Corrected::Done);
    let left = file(&ground, &house, &tom, later(12)).await;
    assert_eq!((left.joining, left.ends_on, left.role), (Joining::Left, Some(day("2026-12-01")), Role::Member));
    assert_eq!(left.assignments[0].until, Some(day("2026-12-01")));
    assert!(!sits(day("2026-12-01")).await);
    assert_eq!(ending(&tom, None, later(12)).await, Corrected::Absent, "who left is not written about");
    is_whole(&ground, &house, later(12)).await;
}

pub async fn the_days_of_a_position_are_put_right(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let (store, ida) = (&ground.store, house.person(&ground, "ida", "agent").await);
    let eve = other.person(&ground, "eve", "agent").await;
    let held = file(&ground, &house, &ida, at(20).wall).await.assignments[0].id.clone();
    let days = |assignment: &AssignmentId, from: &str, until: Option<&str>| -> Line {
        let (assignment, position) = (assignment.clone(), house.position("agent"));
        Entry::Assigned { assignment, member: ida.clone(), position, from: day(from), until: until.map(day) }.into()
    };
    let keep = async |line: Line, now: Timestamp| store.keep_books_of(&house.leading, &ida, vec![line], now).await;
    for _ in 0..2 {
        assert!(keep(days(&held, "2026-03-01", Some("2027-03-31")), later(2)).await.unwrap());
    }
    let now = file(&ground, &house, &ida, later(2)).await;
    let [one] = &now.assignments[..] else { panic!("it is one position: {now:?}") };
    assert_eq!((one.from, one.until), (day("2026-03-01"), Some(day("2027-03-31"))));
    let positions = async |passed: i64| {
        told(&ground, &house, &ida, ("2026-02-01", passed)).await.expect("she is there").positions.len()
    };
    assert_eq!((positions(1).await, positions(3).await), (1, 0));
    let end = Entry::Unassigned { assignment: held.clone(), until: day("2026-06-30") };
    assert!(keep(end.into(), later(4)).await.unwrap());
    // The id of somebody else's position, here and elsewhere.
    let theirs = file(&ground, &other, &eve, at(20).wall).await.assignments[0].id.clone();
    let found = keep(days(&theirs, "2026-03-01", None), later(4)).await;
    assert!(matches!(found, Err(Fault::Elsewhere)), "{found:?}");
    assert_eq!(file(&ground, &other, &eve, later(4)).await.assignments[0].from, day("2026-01-01"));
    let ben = house.person(&ground, "ben", "agent").await;
    let theirs = file(&ground, &house, &ben, later(4)).await.assignments[0].id.clone();
    assert!(keep(days(&theirs, "2026-03-01", None), later(4)).await.is_err(), "it is Ben's");
    is_whole(&ground, &house, later(4)).await;
    is_whole(&ground, &other, later(4)).await;
}

pub async fn a_position_moves_and_takes_its_people_along(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, cleo) = (&ground.store, house.person(&ground, "cleo", "clerk").await);
    let requirement = house.require(&ground, Scope::Department(house.department("it"))).await;
    let asked = async |now: Timestamp| {
        let file = file(&ground, &house, &cleo, now).await;
        file.needs.iter().any(|need| need.requirement == requirement)
    };
    assert!(!asked(at(20).wall).await, "she works in another department");
    let moved = |department: &str| -> Vec<Line> {
        let (position, department) = (house.position("clerk"), house.department(department));
        vec![Entry::Position { position, department, name: "clerk".to_owned() }.into()]
    };
    store.keep_books(&house.manager, moved("desk"), later(2)).await.unwrap();
    assert!(asked(later(2)).await, "the requirement of a department above asks it of her now");
    let now = file(&ground, &house, &cleo, later(2)).await;
    assert_eq!((now.assignments.len(), now.assignments[0].until), (1, None), "she holds it still");
    let places = async |passed: i64| told(&ground, &house, &cleo, ("2026-11-22", passed)).await.unwrap().positions;
    assert_eq!((places(1).await, places(3).await), (vec!["clerk, HR".to_owned()], vec!["clerk, IT > DESK".to_owned()]));
    store.keep_books(&house.manager, moved("hr"), later(4)).await.unwrap();
    assert!(!asked(later(4)).await);
    is_whole(&ground, &house, later(4)).await;
}

/// What a line changed is told by the line before it about the same thing, and what is no more by its last name.
pub async fn a_line_of_the_log_knows_what_was_before_it(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let store = &ground.store;
    let ida = house.person(&ground, "ida", "agent").await;
    let read = typed(&file(&ground, &house, &ida, at(20).wall).await);
    send(&ground, &house, named(&read, "Ida Reed", "ida.reed@larkfield.example"), at(20).wall).await;
    let held = file(&ground, &house, &ida, at(20).wall).await.assignments[0].id.clone();
    house.write(&ground, vec![Entry::Unassigned { assignment: held, until: day("2026-06-30") }.into()]).await;
    let closed = store.close_position(&house.manager, &house.position("agent"), at(30).wall).await.unwrap();
    assert_eq!(closed, PositionClosed::Done);
    let lines = store.log_lines(house.seat(), &LogFilter::default(), (i64::MAX, 100)).await.unwrap();
    let told = store.told(house.seat(), &lines, Structure::default()).await.unwrap();
    let before = |is_meant: fn(&Entry) -> bool| {
        let line = lines.iter().find(|line| is_meant(&line.entry)).expect("it was written");
        told.before.get(&line.number)
    };
    let renamed = before(|entry| matches!(entry, Entry::Member { .. })).expect("she was entered before");
    assert_eq!(renamed.person.as_ref().map(|person| person.name.as_str()), Some("ida"));
    for line in [
        before(|entry| matches!(entry, Entry::Unassigned { .. })),
        before(|entry| matches!(entry, Entry::PositionClosed { .. })),
    ] {
        let line = line.expect("it was stated before");
        assert!(matches!(line.entry, Entry::Assigned { .. } | Entry::Position { .. }), "{line:?}");
    }
    assert!(before(|entry| matches!(entry, Entry::Named { .. })).is_none(), "it is the first one");
    assert_eq!(told.structure.position_words(&house.position("agent")), "agent, DESK", "it is no more");
    // The same numbers and ids lead to nothing of this in other books.
    let elsewhere = store.told(other.seat(), &lines, Structure::default()).await.unwrap();
    assert!(elsewhere.before.values().all(|line| line.member.as_ref() != Some(&ida)));
    assert!(elsewhere.structure.position(&house.position("agent")).is_none());
    // A name that was taken out is not in what was before.
    let left = Entry::Left { member: ida.clone(), on: day("2026-11-20") };
    house.write(&ground, vec![left.into()]).await;
    store.erase_member(&house.manager, &ida, at(40).wall).await.unwrap();
    let told = store.told(house.seat(), &lines, Structure::default()).await.unwrap();
    let hers = |line: &store::BookLine| line.member.as_ref() == Some(&ida);
    assert!(told.before.values().filter(|line| hers(line)).all(|line| line.person.is_none()));
}
