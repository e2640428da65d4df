//! What is planned for people, and what is to be expected.

use std::sync::Arc;

use domain::award::{Event, day_of};
use domain::ids::{MemberId, PlanId};
use domain::organisation::{Entry, Plan, PlanKind, Role, Scope, Success};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Timestamp;
use store::{
    AllPlanned, ForAll, GapsToPlan, Leading, MailKind, NewMail, PlanChange, PlanFilter, PlanOutcome, PlanRow,
    PlanState, TellBooked, fresh_id,
};

use crate::ground::{Ground, at, course, today};
use crate::mail::letter;
use crate::organisations::{House, certificate, day, later, telling};

pub fn plan_of(member: &MemberId, kind: PlanKind, on: &str) -> Plan {
    Plan { member: member.clone(), kind, level: Level::Foundation, on: day(on), cost: 25_000, refresher: String::new() }
}

fn id() -> PlanId {
    PlanId::new(fresh_id(at(0).wall))
}

/// Tells nothing but the day.
pub fn booking() -> TellBooked {
    Arc::new(|news| {
        let mail = letter(&news.email, MailKind::ExamBooked, &fresh_id(at(0).wall));
        let organisation = Some(news.organisation.clone());
        NewMail { organisation, subject: format!("{} by {}", news.on, news.by), ..mail }
    })
}

async fn all(ground: &Ground, house: &House) -> Vec<PlanRow> {
    let filter = PlanFilter::default();
    ground.store.plans(house.seat(), &filter, day_of(at(0).wall), (50, 0)).await.unwrap()
}

/// Joins somebody and makes the person a lead of `it`.
async fn lead(ground: &Ground, house: &House) -> Leading {
    let lena = house.person(ground, "lena", "agent").await;
    let account = ground.person("lena").await;
    let lines = vec![
        Entry::Joined { member: lena.clone(), account: account.clone() }.into(),
        Entry::Role { member: lena, role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
    ];
    house.write(ground, lines).await;
    ground.store.seat(&account, &house.id, today()).await.unwrap().and_then(|seat| seat.leading()).expect("Lena leads")
}

pub async fn a_plan_is_made_moved_and_closed_once(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, ida, id) = (&ground.store, house.person(&ground, "ida", "agent").await, id());
    let what = plan_of(&ida, PlanKind::Exam, "2027-02-01");
    let plan = async || store.plan(&house.leading, (id.clone(), what.clone()), &booking(), at(20).wall).await.unwrap();
    assert_eq!((plan().await, plan().await), (PlanOutcome::Done, PlanOutcome::Known));
    let other = House::build(&ground, "fernhill").await;
    let theirs = store.plan(&other.leading, (id.clone(), what.clone()), &booking(), at(20).wall).await.unwrap();
    assert_eq!(theirs, PlanOutcome::Known, "the id is taken, and nothing happens to it");
    let stranger = store.plan(&other.leading, (self::id(), what), &booking(), at(20).wall).await.unwrap();
    assert_eq!(stranger, PlanOutcome::Nobody);
    let change = async |change| store.change_plan(&house.leading, &id, change, at(30).wall).await.unwrap();
    assert!(change(PlanChange::Moved(day("2027-03-01"), None)).await && change(PlanChange::Done).await);
    let lines = ground.count("organisation_entry").await;
    assert!(change(PlanChange::Done).await && change(PlanChange::Dropped).await, "closed stays closed");
    assert_eq!(ground.count("organisation_entry").await, lines);
    assert!(!store.change_plan(&other.leading, &id, PlanChange::Done, at(30).wall).await.unwrap());
    let rows = all(&ground, &house).await;
    assert_eq!((rows.len(), rows[0].on, rows[0].state), (1, day("2027-03-01"), PlanState::Done));
    assert_eq!((rows[0].name.as_str(), rows[0].made_at), ("ida", at(20).wall));
    let costs =
        store.plan_costs(house.seat(), (day("2027-01-01"), day("2027-12-31")), day("2026-11-21")).await.unwrap();
    assert_eq!(costs, [(PlanState::Done, 25_000)]);
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
    let told = ground.column("SELECT occasion || ' ' || subject FROM mail").await;
    assert_eq!(told, [Some(format!("booked:{id} 2027-02-01 by {}", house.seat().name))], "one plan, one mail");
}

pub async fn a_lead_plans_for_the_own_team(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (ida, carl) = (house.person(&ground, "ida", "agent").await, house.person(&ground, "carl", "clerk").await);
    let (lead, store, today) = (lead(&ground, &house).await, &ground.store, day_of(at(0).wall));
    let plan = async |by: &Leading, member| {
        let what = plan_of(member, PlanKind::Course, "2027-02-01");
        store.plan(by, (id(), what), &booking(), at(20).wall).await.unwrap()
    };
    assert_eq!(plan(&lead, &carl).await, PlanOutcome::Nobody);
    assert_eq!((plan(&lead, &ida).await, plan(&house.leading, &carl).await), (PlanOutcome::Done, PlanOutcome::Done));
    let seen = store.plans(lead.seat(), &PlanFilter::default(), today, (50, 0)).await.unwrap();
    assert_eq!(seen.iter().map(|row| row.member.clone()).collect::<Vec<_>>(), [ida]);
    let of_carl = all(&ground, &house).await.into_iter().find(|row| row.member == carl).expect("it is planned");
    assert!(!store.change_plan(&lead, &of_carl.id, PlanChange::Done, at(30).wall).await.unwrap());
    let called = async |text: &str| store.members_called(lead.seat(), text, today).await.unwrap().len();
    assert_eq!((called("IDA").await, called("carl").await, called("nobody").await), (1, 0, 0));
}

const fn for_so_many(people: usize) -> GapsToPlan {
    GapsToPlan { people, whole: 0 }
}

pub async fn everybody_with_a_gap_gets_a_plan_once(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let names = ["ann", "ben", "cem", "dan"];
    for name in names {
        house.person(&ground, name, "agent").await;
    }
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let (store, today) = (&ground.store, day_of(at(0).wall));
    let (kind, level, on) = (PlanKind::Exam, Level::Foundation, day("2027-02-01"));
    let wish = ForAll { requirement, kind, level, on, cost: 25_000 };
    assert_eq!(store.count_gaps_to_plan(house.seat(), &wish, today).await.unwrap(), for_so_many(4));
    let id = id();
    let plan = async |shown| {
        let shown = for_so_many(shown);
        store.plan_for_gaps(&house.leading, id.clone(), (wish.clone(), shown), &booking(), at(20).wall).await.unwrap()
    };
    assert_eq!(plan(3).await, AllPlanned::Changed(for_so_many(4)), "another number was shown");
    assert_eq!(all(&ground, &house).await.len(), 0);
    assert_eq!((plan(4).await, plan(4).await), (AllPlanned::Done(4), AllPlanned::Known));
    assert_eq!((all(&ground, &house).await.len(), ground.count("mail").await), (4, 4), "each is told");
    assert_eq!(
        store.count_gaps_to_plan(house.seat(), &wish, today).await.unwrap(),
        for_so_many(0),
        "they have it planned"
    );
    let month = PlanFilter { month: "2027-01".to_owned(), ..PlanFilter::default() };
    assert!(store.plans(house.seat(), &month, today, (50, 0)).await.unwrap().is_empty());
}

pub async fn a_refresher_is_never_the_one_of_the_last_round(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, ida) = (&ground.store, house.person(&ground, "ida", "agent").await);
    let account = ground.person("ida").await;
    house.write(&ground, vec![Entry::Joined { member: ida.clone(), account: account.clone() }.into()]).await;
    let mut rounds = Vec::new();
    for round in 0..7 {
        let (id, now) = (id(), later(round));
        let what = plan_of(&ida, PlanKind::Refresher, "2027-02-01");
        assert_eq!(store.plan(&house.leading, (id.clone(), what), &booking(), now).await.unwrap(), PlanOutcome::Done);
        let mine = store.assigned_one(&account, &id).await.unwrap().expect("it is asked of Ida");
        assert_eq!((mine.organisation_name.as_str(), mine.plan.by.as_str()), ("larkfield", house.seat().name.as_str()));
        rounds.push(mine.plan.refresher);
        assert_eq!(store.assigned(&account).await.unwrap().len(), 1);
        assert!(store.finish_assigned(&account, &id, "Ida".to_owned(), now).await.unwrap());
        assert!(!store.finish_assigned(&account, &id, "Ida".to_owned(), now).await.unwrap(), "once");
        assert!(store.assigned(&account).await.unwrap().is_empty());
    }
    assert!(rounds.windows(2).all(|two| two[0] != two[1]), "{rounds:?}");
    assert_eq!(rounds[..3], course().rotation(Level::Foundation)[..3]);
    assert!(store.assigned_one(&house.founder, &id()).await.unwrap().is_none());
}

pub async fn checks_count_from_a_moment_on(ground: Ground) {
    let (store, ida) = (&ground.store, ground.person("ida").await);
    let checks = course().lessons[0].checks.iter().map(|check| check.id.clone()).collect::<Vec<_>>();
    for (check, now) in [(&checks[0], 0), (&checks[1], 1_000)] {
        let event = StudyEvent::CheckAnswered { check: check.clone(), choice: 0, right: false };
        store.study(&ida, event, at(now).wall).await.unwrap();
    }
    let since = async |now| store.checks_since(&ida, at(now).wall).await.unwrap().len();
    assert_eq!((since(0).await, since(1_000).await, since(1_001).await), (2, 1, 0));
}

pub async fn a_forecast_counts_and_loads_nobody(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let (store, today) = (&ground.store, day_of(at(0).wall));
    let ends = [Some("2027-03-15"), Some("2027-03-20"), None];
    for (number, ends) in ends.into_iter().enumerate() {
        let member = house.person(&ground, &format!("person{number}"), "agent").await;
        let new = certificate(&format!("F {number}"), ends);
        store.record_award_of(&house.leading, &member, new.clone(), at(20).wall).await.unwrap();
        let seen = Event::Verified { reason: "seen".to_owned() };
        store.decide_award(&house.leading, &new.id, seen, &telling(), at(30).wall).await.unwrap();
        let what = plan_of(&member, PlanKind::Exam, "2027-02-01");
        store.plan(&house.leading, (id(), what), &booking(), at(40).wall).await.unwrap();
    }
    let counts = store.forecast_counts(house.seat(), today).await.unwrap();
    let mut held = counts.holders[&Level::Foundation].clone();
    held.sort_unstable();
    assert_eq!(held, [(None, 1), (Some(day("2027-03-01")), 2)]);
    assert_eq!(counts.planned[&Level::Foundation], [(day("2027-02-01"), 3)]);
    let kept = |day| vec![(Success::Kept(day), 2)];
    assert_eq!(counts.successes[&Level::Foundation], kept(day("2027-03-01")), "they renew and are nobody new");
    // Of several plans the first counts, and who holds nothing, or nothing any more by then, is one more.
    let (ben, zoe) = (house.person(&ground, "ben", "agent").await, house.person(&ground, "zoe", "agent").await);
    let ended = certificate("F 9", Some("2027-01-15"));
    store.record_award_of(&house.leading, &zoe, ended.clone(), at(50).wall).await.unwrap();
    let seen = Event::Verified { reason: "seen".to_owned() };
    store.decide_award(&house.leading, &ended.id, seen, &telling(), at(60).wall).await.unwrap();
    let exam = PlanKind::Exam;
    for (member, kind, on) in [(&ben, exam, "2027-04-01"), (&ben, exam, "2027-06-01"), (&zoe, exam, "2027-02-01")] {
        store.plan(&house.leading, (id(), plan_of(member, kind, on)), &booking(), at(70).wall).await.unwrap();
    }
    let later_on = store.forecast_counts(house.seat(), today).await.unwrap();
    let gained = |text| (Success::Gained(day(text)), 1);
    let expected = [gained("2027-02-01"), (Success::Kept(day("2027-03-01")), 2), gained("2027-04-01")];
    assert_eq!(later_on.successes[&Level::Foundation], expected);
    assert_eq!(counts.ends[&requirement], [(day("2027-03-01"), 2)]);
    assert!(store.forecast_counts(lead(&ground, &house).await.seat(), today).await.unwrap().holders.len() == 1);
    let gone = Timestamp(later(400).0);
    assert_eq!(
        store.forecast_counts(house.seat(), day_of(gone)).await.unwrap().ends.len(),
        0,
        "they have ended by then"
    );
}
