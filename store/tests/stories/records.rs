//! What is kept beside the logs is what they say; where it is not, that is told and put right.

use domain::award::Event;
use domain::ids::{AccountId, CheckId, MemberId};
use domain::organisation::{Entry, Role, Scope};
use domain::question::Level;
use domain::record::StudyEvent;
use store::{Deletion, Difference, RecordsAim, RecordsScope};

use crate::completions::{earned, fresh};
use crate::credits::{facts, record};
use crate::ground::{Ground, at, right, saved, today};
use crate::organisations::{House, certificate, later, telling};
use crate::renewals::holds;

/// A house in which much has happened, and one of its people.
struct Scene {
    house: House,
    account: AccountId,
    ben: MemberId,
}

impl Scene {
    async fn build(ground: &Ground) -> Self {
        let house = House::build(ground, "larkfield").await;
        let (ida, ben) = (house.person(ground, "Ida", "agent").await, house.person(ground, "Ben", "agent").await);
        house.person(ground, "Cleo", "clerk").await;
        house.require(ground, Scope::Position(house.position("agent"))).await;
        house.require(ground, Scope::Everyone).await;
        let account = ground.person("ida").await;
        let store = &ground.store;
        record(store, &account, facts("ITIL_F", "I 1", "2014-03-18"), at(11).wall).await;
        let joined = vec![
            Entry::Joined { member: ida.clone(), account: account.clone() }.into(),
            Entry::Role { member: ida.clone(), role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
        ];
        house.write(ground, joined).await;
        holds(ground, &house, &ida, &certificate("F 1", Some("2026-12-31"))).await;
        store.record_award_of(&house.leading, &ben, certificate("F 2", None), at(20).wall).await.unwrap();
        for event in [
            StudyEvent::CheckAnswered { check: CheckId::new("c-1"), choice: 0, right: false },
            StudyEvent::CheckAnswered { check: CheckId::new("c-1"), choice: 2, right: true },
        ] {
            store.study(&account, event, at(25).wall).await.unwrap();
        }
        let exam = ground.exam(&account, 3, at(30)).await;
        for item in 0..3 {
            store.save(&account, &exam, saved(u64::from(item) + 1, right(item)), at(40)).await.unwrap();
        }
        store.submit(&account, &exam, at(50)).await.unwrap();
        Self { house, account, ben }
    }
}

/// What differs with anybody.
pub async fn check(ground: &Ground, aim: RecordsAim) -> Vec<Difference> {
    let (store, now, mut found) = (&ground.store, at(60).wall, Vec::new());
    for id in store.organisations_after("", 100).await.unwrap() {
        found.extend(store.check_organisation(&id, (RecordsScope::Whole, aim), now).await.unwrap());
    }
    for id in store.accounts_after("", 100).await.unwrap() {
        found.extend(store.check_person(&id, aim, now).await.unwrap());
    }
    found
}

/// The tables in which something differs, each once.
fn tables(found: &[Difference]) -> Vec<&'static str> {
    let mut tables = found.iter().map(|one| one.table).collect::<Vec<_>>();
    tables.sort_unstable();
    tables.dedup();
    tables
}

pub async fn undamaged_records_differ_in_nothing(ground: Ground) {
    let Scene { house, account, ben } = Scene::build(&ground).await;
    let store = &ground.store;
    assert_eq!(check(&ground, RecordsAim::Tell).await, []);
    // Departments move, positions end, people leave with their awards and are taken out, accounts are deleted.
    let moved = Entry::Department {
        department: house.department("it"),
        parent: Some(house.department("hr")),
        name: "Technology".to_owned(),
    };
    let dan = house.person(&ground, "Dan", "clerk").await;
    let dans = ground.person("dan").await;
    let award = record(store, &dans, facts("ISO20K_F", "D 1", "2026-03-18"), at(11).wall).await;
    house.write(&ground, vec![moved.into(), Entry::Joined { member: dan.clone(), account: dans.clone() }.into()]).await;
    let seen = Event::Verified { reason: "seen".to_owned() };
    store.decide_award(&house.leading, &award, seen, &telling(), at(21).wall).await.unwrap();
    let left = [ben, dan].map(|member| Entry::Left { member, on: today() }.into());
    house.write(&ground, left.to_vec()).await;
    assert_eq!(check(&ground, RecordsAim::Tell).await, []);
    store
        .erase_member(&house.manager, &house_member(&ground, "Ben").await, at(40).wall)
        .await
        .unwrap()
        .expect("he left");
    // What a person corrects after leaving is nothing to the organisation.
    let corrected = Event::Corrected { facts: facts("ISO20K_P", "D 1", "2026-03-18"), reason: "a slip".to_owned() };
    let what = (award.clone(), corrected);
    store.amend_award(&dans, "Dan".to_owned(), what, at(80).wall).await.unwrap();
    assert_eq!(check(&ground, RecordsAim::Tell).await, []);
    assert_eq!(store.delete_account(&dans, at(90).wall).await.unwrap(), Deletion::Done);
    assert_eq!(store.delete_account(&account, at(90).wall).await.unwrap(), Deletion::Done);
    assert_eq!(check(&ground, RecordsAim::Tell).await, []);
    store.turn_the_page(later(2)).await.unwrap();
    store.erase_those_who_left(later(2_000)).await.unwrap();
    assert_eq!(check(&ground, RecordsAim::Repair).await, [], "a repair changes nothing either");
}

async fn house_member(ground: &Ground, name: &str) -> MemberId {
    let ids = ground.column(&format!("SELECT id FROM member WHERE name = '{name}'")).await;
    MemberId::new(ids.into_iter().flatten().next().expect("there is somebody of that name"))
}

/// Damage, and the tables in which it shows.
const DAMAGE: [(&str, &[&str]); 24] = [
    ("UPDATE organisation SET name = 'Eve'", &["organisation"]),
    ("UPDATE organisation SET settings = '{\"window_days\":1}'", &["organisation"]),
    ("UPDATE department SET path = 'nowhere/' WHERE name = 'DESK'", &["department"]),
    ("UPDATE department SET path = '' WHERE name = 'IT'", &["department"]),
    ("UPDATE department SET name = 'Eve', parent_id = NULL", &["department"]),
    ("DELETE FROM department", &["department"]),
    ("UPDATE staff_position SET name = 'Eve' WHERE name = 'agent'", &["staff_position"]),
    ("DELETE FROM staff_position WHERE name = 'clerk'", &["staff_position"]),
    ("UPDATE member SET role = 'manager', name_key = 'eve' WHERE name = 'Ben'", &["member"]),
    ("UPDATE member SET role = 'member', lead_of = NULL WHERE name = 'Ida'", &["member"]),
    ("UPDATE member SET state = 'listed', account_id = NULL WHERE name = 'Ida'", &["holding", "member"]),
    ("UPDATE member SET ends_on = '2026-01-31' WHERE name = 'Ben'", &["member", "need"]),
    ("UPDATE assignment SET ends_on = '2026-01-31'", &["assignment", "need"]),
    ("DELETE FROM assignment", &["assignment", "need"]),
    ("UPDATE requirement SET body = REPLACE(body, '2026-01-01', '2027-01-01')", &["need", "requirement"]),
    ("DELETE FROM requirement", &["need", "requirement"]),
    ("UPDATE holding SET last_on = '2026-03-31' WHERE decision = 'verified'", &["holding", "need"]),
    ("UPDATE holding SET decision = 'verified'", &["holding", "need"]),
    ("UPDATE holding SET member_id = (SELECT id FROM member WHERE name = 'Cleo')", &["holding", "need"]),
    ("DELETE FROM holding", &["holding", "need"]),
    ("UPDATE need SET met_until = '2027-12-31' WHERE award_id IS NOT NULL", &["need"]),
    ("DELETE FROM need", &["need"]),
    ("UPDATE study_record SET body = '{\"items\":{},\"checks\":{},\"ended\":{},\"last_at\":null}'", &["study_record"]),
    ("UPDATE study_record SET body = 'Eve'", &["study_record"]),
];

pub async fn a_damaged_row_is_told_and_made_anew(ground: Ground) {
    let Scene { house, account, .. } = Scene::build(&ground).await;
    let store = &ground.store;
    let before = (store.books_now(house.seat()).await.unwrap(), store.study_record(&account).await.unwrap());
    for (damage, expected) in DAMAGE {
        ground.execute(damage).await;
        let found = check(&ground, RecordsAim::Tell).await;
        assert_eq!(tables(&found), expected, "{damage}: {found:?}");
        assert!(found.iter().all(|one| !one.is_repaired && one.there != one.due), "{damage}: {found:?}");
        let repaired = check(&ground, RecordsAim::Repair).await;
        assert!(repaired.iter().all(|one| one.is_repaired), "{damage}: {repaired:?}");
        assert_eq!(check(&ground, RecordsAim::Tell).await, [], "{damage}");
    }
    assert_eq!((store.books_now(house.seat()).await.unwrap(), store.study_record(&account).await.unwrap()), before);
    let place = format!(
        "INSERT INTO staff_position (id, organisation_id, department_id, name) VALUES ('e', '{}', 'd', 'Eve')",
        house.id
    );
    ground.execute(&place).await;
    let found = check(&ground, RecordsAim::Repair).await;
    let [one] = &found[..] else { panic!("one position too many: {found:?}") };
    assert_eq!((one.of.as_str(), one.table, one.row.as_str()), (house.id.as_str(), "staff_position", "e"));
    assert_eq!((one.there.as_deref(), one.due.as_deref(), one.is_repaired), (Some("Eve, in d"), None, true));
    assert_eq!(ground.count("staff_position WHERE id = 'e'").await, 0);
    // The check of each day looks at what pages go by, and changes nothing.
    ground.execute("DELETE FROM need").await;
    ground.execute("UPDATE department SET name = 'Eve'").await;
    let daily = (RecordsScope::Standing, RecordsAim::Tell);
    let found = store.check_organisation(&house.id, daily, at(60).wall).await.unwrap();
    assert_eq!((tables(&found), ground.count("need").await), (vec!["need"], 0));
}

pub async fn a_ledger_is_put_right_by_lines_that_are_added(ground: Ground) {
    let Scene { account, .. } = Scene::build(&ground).await;
    let store = &ground.store;
    let balance = store.credit_balance(&account).await.unwrap();
    let kept = ground.count("credit_entry").await;
    assert!(balance > 0 && kept == 2);
    for (damage, lines) in [
        ("UPDATE credit_entry SET half_credits = 99 WHERE qualification = 'ITIL_F'", kept + 2),
        ("DELETE FROM credit_entry WHERE qualification = 'ISO20K_F'", kept + 2),
    ] {
        ground.execute(damage).await;
        let found = check(&ground, RecordsAim::Tell).await;
        let [one] = &found[..] else { panic!("{damage}: {found:?}") };
        assert_eq!((one.of.as_str(), one.table), (account.as_str(), "credit_entry"));
        assert!(check(&ground, RecordsAim::Repair).await.iter().all(|one| one.is_repaired), "{damage}");
        assert_eq!(check(&ground, RecordsAim::Tell).await, [], "{damage}");
        assert_eq!(store.credit_balance(&account).await.unwrap(), balance, "{damage}");
        assert_eq!(ground.count("credit_entry").await, lines, "{damage}");
    }
    let reasons = ground.column("SELECT DISTINCT reason FROM credit_entry WHERE reason LIKE 'put right%'").await;
    assert_eq!(reasons, [Some("put right by the check of records".to_owned())]);
    // A line that takes back another one is not taken back itself: that is for people to look at.
    ground.execute("UPDATE credit_entry SET half_credits = half_credits + 1 WHERE reverses IS NOT NULL").await;
    let found = check(&ground, RecordsAim::Repair).await;
    assert_eq!(found.iter().map(|one| (one.table, one.is_repaired)).collect::<Vec<_>>(), [("credit_entry", false)]);
}

pub async fn what_a_program_cannot_decide_is_only_told(ground: Ground) {
    let Scene { house, account, ben } = Scene::build(&ground).await;
    let store = &ground.store;
    store.issue_completion(&account, earned(Level::Foundation), fresh(1), at(55).wall).await.unwrap();
    assert_eq!(check(&ground, RecordsAim::Tell).await, [], "a mock exam of the level was passed");
    ground.execute("UPDATE attempt SET passed = FALSE").await;
    let only = |found: &[Difference], table: &str| found.iter().all(|one| one.table == table && !one.is_repaired);
    let found = check(&ground, RecordsAim::Repair).await;
    assert!(found.len() == 1 && only(&found, "completion"), "{found:?}");
    assert_eq!(ground.count("completion WHERE withdrawn_at IS NULL").await, 1);
    ground.execute("UPDATE attempt SET passed = TRUE").await;
    // Nobody is made anew from a log that was changed by hand.
    ground.execute(&format!("UPDATE member SET role = 'manager' WHERE id = '{ben}'")).await;
    let by = ground.column("SELECT by_name FROM organisation_entry WHERE number = 6").await.remove(0).unwrap();
    ground.execute("UPDATE organisation_entry SET by_name = 'Eve' WHERE number = 6").await;
    let found = check(&ground, RecordsAim::Repair).await;
    assert_eq!(tables(&found), ["member", "organisation_entry"]);
    assert!(found.iter().all(|one| one.of == house.id.as_str() && !one.is_repaired), "{found:?}");
    let eve = "INSERT INTO member (id, organisation_id, name, name_key, email, email_key, role, state)";
    ground.execute(&format!("UPDATE organisation_entry SET by_name = '{by}' WHERE number = 6")).await;
    ground.execute(&format!("{eve} VALUES ('eve', '{}', 'Eve', 'eve', '', '', 'manager', 'listed')", house.id)).await;
    let found = check(&ground, RecordsAim::Repair).await;
    let left = found.iter().filter(|one| !one.is_repaired).map(|one| one.row.as_str()).collect::<Vec<_>>();
    assert_eq!(left, ["eve"], "who is in no line stays, and is told: {found:?}");
}
