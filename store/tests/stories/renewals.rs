//! Awards that end: reminders, and what is forgotten of those who left.

use domain::award::{Event, day_of};
use domain::ids::{MailId, MemberId, PlanId};
use domain::organisation::{Demand, Entry, Plan, PlanKind, Requirement, Scope};
use domain::question::Level;
use domain::renewal::Window;
use domain::time::Timestamp;
use store::{DueReminder, Erasure, GapRow, MailKind, NewMail, Recording, fresh_id};

use crate::ground::{Ground, at, today};
use crate::organisations::{House, certificate, day, later, telling};
use crate::plans::{booking, plan_of};

fn letter(due: &DueReminder) -> NewMail {
    NewMail {
        id: MailId::new(fresh_id(at(0).wall)),
        account: due.account.clone(),
        organisation: Some(due.organisation.clone()),
        email: due.email.clone(),
        kind: MailKind::ExpiryReminder,
        occasion: format!("expiry:{}:{}:{}", due.award, due.last, due.days),
        subject: "It ends".to_owned(),
        text: "It ends.".to_owned(),
        html: "<p>It ends.</p>".to_owned(),
        unsubscribe: fresh_id(at(0).wall),
        not_before: at(0).wall,
    }
}

pub async fn holds(ground: &Ground, house: &House, member: &MemberId, new: &Recording) {
    let store = &ground.store;
    store.record_award_of(&house.leading, member, new.clone(), at(20).wall).await.unwrap();
    let seen = Event::Verified { reason: "seen".to_owned() };
    store.decide_award(&house.leading, &new.id, seen, &telling(), at(30).wall).await.unwrap();
}

/// Two runs at once on a day; how many mails they make.
async fn day_of_reminders(ground: &Ground, now: Timestamp) -> usize {
    let runs = (0..2).map(|_| {
        let store = ground.store.clone();
        tokio::spawn(async move {
            let mut sent = 0;
            for due in store.due_reminders(now, 50).await.unwrap() {
                sent += usize::from(store.remind(&due, letter(&due), now).await.unwrap());
            }
            sent
        })
    });
    let mut sent = 0;
    for run in runs.collect::<Vec<_>>() {
        sent += run.await.unwrap();
    }
    sent
}

pub async fn each_reminder_is_sent_once_whoever_runs(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let ida = house.person(&ground, "ida", "agent").await;
    // The stories begin on 22 November 2026; this is 200 days later.
    let new = certificate("F 1", Some("2027-06-10"));
    holds(&ground, &house, &ida, &new).await;
    let mut sent = Vec::new();
    for passed in 0..=205 {
        for _ in 0..day_of_reminders(&ground, later(passed)).await {
            sent.push(200 - passed);
        }
    }
    assert_eq!(sent, [180, 90, 30]);
    assert_eq!((ground.count("reminder").await, ground.count("mail").await), (3, 3));
    let told = ground.store.reminders_of(house.seat(), &ida, day_of(later(205))).await.unwrap();
    assert_eq!(told[&new.id].iter().map(|one| one.days).collect::<Vec<_>>(), [180, 90, 30]);
    let span = (day("2027-06-01"), day("2027-06-30"));
    let rows = ground.store.renewals(house.seat(), span, day("2027-01-01"), (50, 0)).await.unwrap();
    assert_eq!((rows.len(), rows[0].last, rows[0].reminders.len()), (1, day("2027-06-10"), 3));
}

pub async fn who_renewed_in_time_is_left_alone(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let ida = house.person(&ground, "ida", "agent").await;
    holds(&ground, &house, &ida, &certificate("F 1", Some("2027-01-10"))).await;
    let mut newer = certificate("F 2", Some("2030-01-10"));
    newer.facts.institute = "Another institute".to_owned();
    holds(&ground, &house, &ida, &newer).await;
    assert_eq!(ground.store.due_reminders(later(0), 50).await.unwrap(), []);
    let span = (day("2026-01-01"), day("2027-12-31"));
    assert_eq!(ground.store.renewals(house.seat(), span, day("2026-11-21"), (50, 0)).await.unwrap(), []);
    let due = DueReminder {
        organisation: house.id.clone(),
        organisation_name: String::new(),
        award: newer.id.clone(),
        member: ida,
        name: String::new(),
        email: "x@example.org".to_owned(),
        account: None,
        qualification: None,
        institute: String::new(),
        last: day("2027-01-10"),
        window: Window::Never,
        days: 90,
    };
    assert!(!ground.store.remind(&due, letter(&due), at(0).wall).await.unwrap(), "the day is another by now");
    assert_eq!(ground.count("mail").await, 0);
}

pub async fn of_those_who_left_long_ago_nothing_is_left(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, canary) = (&ground.store, house.person(&ground, "canarybird", "agent").await);
    let kept = house.person(&ground, "kept", "agent").await;
    house.require(&ground, Scope::Everyone).await;
    holds(&ground, &house, &canary, &certificate("canarybird 1", Some("2027-01-10"))).await;
    // What the person's own account has stays with the account.
    let account = ground.person("kept").await;
    house.write(&ground, vec![Entry::Joined { member: kept.clone(), account: account.clone() }.into()]).await;
    holds(&ground, &house, &kept, &certificate("F 2", None)).await;
    let plan = plan_of(&canary, PlanKind::Exam, "2027-02-01");
    let plan = (PlanId::new(fresh_id(at(0).wall)), plan);
    store.plan(&house.leading, plan, &booking(), at(40).wall).await.unwrap();
    assert_eq!(day_of_reminders(&ground, later(0)).await, 1);
    store.turn_the_page(later(1)).await.unwrap();
    let coverage = ground.column("SELECT CAST(met AS TEXT) FROM coverage_day ORDER BY day").await;
    for member in [&canary, &kept] {
        let left = Entry::Left { member: member.clone(), on: day("2026-11-23") };
        store.keep_books_of(&house.leading, member, vec![left.into()], later(2)).await.unwrap();
    }
    assert_eq!(store.erase_those_who_left(later(3 * 365)).await.unwrap(), Erasure::default(), "not yet: 36 months");
    let erased = store.erase_those_who_left(later(3 * 366)).await.unwrap();
    assert_eq!((erased.people, erased.files.len()), (2, 0));
    assert_eq!(store.erase_those_who_left(later(3 * 366)).await.unwrap(), Erasure::default(), "once");
    for (table, columns) in [
        ("member", "name || name_key || email || email_key"),
        ("organisation_entry", "body || COALESCE(personal, '')"),
        ("award_entry", "body"),
        ("award", "holder || identity"),
        ("holding", "certificate_number"),
        ("mail", "email || body_text"),
    ] {
        let found = ground.column(&format!("SELECT {columns} FROM {table} WHERE {columns} LIKE '%canarybird%'")).await;
        assert!(found.is_empty(), "{table}: {found:?}");
    }
    assert_eq!((ground.count("plan_item").await, ground.count("reminder").await), (0, 0));
    assert_eq!(store.awards(&account).await.unwrap().len(), 1, "the person's own record");
    assert_eq!(ground.count("holding").await, 0);
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None, "the chain holds");
    assert_eq!(ground.column("SELECT CAST(met AS TEXT) FROM coverage_day ORDER BY day").await, coverage);
    let books = store.books_at(house.seat(), later(1)).await.unwrap();
    assert_eq!((books.members.len(), books.members[&canary].person.name.as_str()), (3, ""));
}

pub async fn only_a_plan_of_the_same_level_takes_care_of_it(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let ida = house.person(&ground, "ida", "agent").await;
    holds(&ground, &house, &ida, &certificate("F 1", Some("2026-12-10"))).await;
    let store = &ground.store;
    let planned = async || {
        let structure = store.structure(house.seat()).await.unwrap();
        let requirement = structure.requirements.iter().find(|one| one.id == requirement).unwrap();
        let gaps = store.gaps(house.seat(), requirement, (day("2026-12-01"), day("2027-02-01")), 5).await.unwrap();
        let asked = Requirement { demand: Demand::AtLeast(2), ..requirement.clone() };
        let rows = store.renewals(house.seat(), (day("2026-12-01"), day("2027-01-01")), today(), (5, 0)).await.unwrap();
        assert_eq!((gaps.len(), rows.len()), (1, 1));
        let could = store.who_could_help(house.seat(), &asked, today(), 5).await.unwrap();
        (gaps[0].planned(), rows[0].planned, could.first().and_then(GapRow::planned))
    };
    let plan = async |level, on| {
        let what = Plan { level, ..plan_of(&ida, PlanKind::Exam, on) };
        let id = PlanId::new(fresh_id(at(0).wall));
        store.plan(&house.leading, (id, what), &booking(), at(40).wall).await.unwrap();
    };
    plan(Level::Practitioner, "2027-01-10").await;
    assert_eq!(planned().await, (None, None, None), "another level renews nothing");
    plan(Level::Foundation, "2027-01-20").await;
    assert_eq!(planned().await, (Some(day("2027-01-20")), Some(day("2027-01-20")), None));
}
