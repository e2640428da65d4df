//! What requirements ask of whom: positions of a name, work that is kept apart, a last day.

use domain::award::{Day, day_of};
use domain::ids::{AssignmentId, MemberId, RequirementId};
use domain::organisation::{Demand, Entry, Requirement, Scope};
use domain::time::Timestamp;
use store::{PositionClosed, RecordsAim, RecordsScope};

use crate::due::{requirement_of, restate};
use crate::ground::{Ground, at, today};
use crate::organisations::{House, day, later};

/// Writes into the books so many days on.
async fn write(ground: &Ground, house: &House, days: i64, entry: Entry) {
    ground.store.keep_books(&house.manager, vec![entry.into()], later(days)).await.unwrap();
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
    let now = later(days);
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
    assert_eq!(asked(&ground, &house, today(), later(6)).await, ["ben", "ida"], "as they were called on that day");
    assert_eq!(asked(&ground, &house, day_of(later(5)), later(6)).await, ["ida"]);
    assert_eq!(asked(&ground, &house, today(), later(1)).await, ["ben", "ida"], "as known before");
    let two = requirement_of(&ground, &house, &id).await;
    let two = Requirement { demand: Demand::AtLeast(2), ..two };
    write(&ground, &house, 6, Entry::Requirement { requirement: two.clone() }).await;
    let could = ground.store.who_could_help(house.seat(), &two, day_of(later(6)), 9).await.unwrap();
    assert_eq!(could.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["eve", "ida"]);
    // In one department or below it alone, wherever the position goes.
    restate(&ground, &house, &id, |one| (one.demand, one.scope) = (Demand::Each, called(Some("it")))).await;
    assert_eq!(asked_now(&ground, &house, 0).await, ["ida"]);
    write(&ground, &house, 7, named(&house, "clerk", "desk", "Service owner")).await;
    assert_eq!(asked_now(&ground, &house, 7).await, ["eve", "ida"]);
    let held = ground.column(&format!("SELECT id FROM assignment WHERE member_id = '{ida}'")).await.remove(0);
    let ended =
        Entry::Unassigned { assignment: AssignmentId::new(held.expect("she holds it")), until: day_of(later(7)) };
    write(&ground, &house, 8, ended).await;
    let closed = ground.store.close_position(&house.manager, &house.position("owner"), later(8)).await.unwrap();
    assert_eq!(closed, PositionClosed::Done);
    assert_eq!(asked_now(&ground, &house, 8).await, ["eve"]);
    assert_eq!(asked(&ground, &house, day_of(later(7)), later(8)).await, ["eve", "ida"], "it was there that day");
}
