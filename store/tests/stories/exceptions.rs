//! What is not asked of somebody for a time.

use domain::award::day_of;
use domain::ids::{ExceptionId, MemberId, RequirementId};
use domain::organisation::{Exception, Scope};
use store::{ExceptionAsked, ExceptionDecided, ExceptionState, RecordsAim, RecordsScope, fresh_id};

use crate::ground::{Ground, at, today};
use crate::organisations::{House, day, later};

fn wish(member: &MemberId, requirement: &RequirementId) -> (ExceptionId, Exception) {
    let exception = Exception {
        member: member.clone(),
        requirement: requirement.clone(),
        from: None,
        until: day("2027-01-31"),
        reason: "on leave, says canarybird".to_owned(),
    };
    (ExceptionId::new(fresh_id(at(0).wall)), exception)
}

pub async fn what_is_granted_is_no_gap_until_its_last_day(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let other = House::build(&ground, "fernhill").await;
    let ida = house.person(&ground, "ida", "agent").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let (store, soon) = (&ground.store, day("2027-02-28"));
    let needed = async |passed: i64| {
        store.turn_the_page(later(passed)).await.unwrap();
        let rows = store.coverage(house.seat(), (day_of(later(passed)), soon)).await.unwrap();
        rows.first().map_or(0, |row| row.needed)
    };
    assert_eq!(needed(0).await, 1);
    let (id, what) = wish(&ida, &requirement);
    let ask = async |by: &House, new: &(ExceptionId, Exception)| {
        store.ask_exception(&by.leading, new.clone(), at(20).wall).await.unwrap()
    };
    assert_eq!(ask(&other, &(id.clone(), what.clone())).await, ExceptionAsked::Nobody, "another organisation's person");
    assert_eq!(ask(&house, &(id.clone(), what.clone())).await, ExceptionAsked::Done);
    assert_eq!(ask(&house, &(id.clone(), what.clone())).await, ExceptionAsked::Known);
    assert_eq!(ask(&house, &wish(&ida, &requirement)).await, ExceptionAsked::Another);
    assert_eq!(needed(1).await, 1, "nobody has decided");
    let listed = async |by: &House, state| {
        let rows = store.exceptions(by.seat(), (state, None), today(), 9).await.unwrap();
        rows.into_iter().map(|row| (row.name, row.exception.reason, row.answer)).collect::<Vec<_>>()
    };
    assert_eq!(listed(&house, ExceptionState::Asked).await.len(), 1);
    assert_eq!(listed(&other, ExceptionState::Asked).await, []);
    let decide = async |by: &House, id: &ExceptionId, granted: bool| {
        store.decide_exception(&by.manager, id, (granted, "fine".to_owned()), later(1)).await.unwrap()
    };
    assert_eq!(decide(&other, &id, true).await, ExceptionDecided::Absent);
    assert_eq!(decide(&house, &id, true).await, ExceptionDecided::Done);
    assert_eq!(decide(&house, &id, false).await, ExceptionDecided::Late, "somebody was quicker");
    let granted = ("ida".to_owned(), what.reason.clone(), "fine".to_owned());
    assert_eq!(listed(&house, ExceptionState::Granted).await, [granted]);
    let only = store.exceptions(house.seat(), (ExceptionState::Granted, Some(&requirement)), today(), 9).await.unwrap();
    assert_eq!(only.len(), 1);
    // The stories begin on 22 November 2026; 31 January is 70 days later.
    let mut asked = Vec::new();
    for passed in [2, 70, 71] {
        asked.push(needed(passed).await);
    }
    assert_eq!(asked, [0, 0, 1]);
    // A report about a day says what was known: before the grant it was a gap.
    let report = async |on: &str, passed: i64| {
        let known = if passed == 0 { at(25).wall } else { later(passed) };
        let report = store.report(house.seat(), day(on), known).await.unwrap();
        let state = report.requirements.iter().find(|state| state.requirement.id == requirement).unwrap();
        let told = report.people.iter().flat_map(|person| person.exceptions.clone()).collect::<Vec<_>>();
        (state.needed(), state.excepted, told)
    };
    let told = vec![("Foundation".to_owned(), day("2027-01-31"), what.reason.clone())];
    assert_eq!(report("2026-11-22", 5).await, (1, 0, vec![]), "it was granted a day later");
    assert_eq!(report("2026-12-01", 5).await, (0, 1, told));
    assert_eq!(report("2026-12-01", 0).await, (1, 0, vec![]), "as known before");
    let end = async |passed: i64| store.end_exception(&house.manager, &id, later(passed)).await.unwrap();
    assert_eq!(end(9).await, ExceptionDecided::Done);
    assert_eq!(end(9).await, ExceptionDecided::Late);
    assert_eq!(report("2026-11-30", 9).await.1, 1);
    assert_eq!(report("2026-12-01", 9).await.1, 0, "it ended on 30 November");
    let file = store.person_file(house.seat(), &ida, later(9)).await.unwrap().unwrap();
    let told = file.exceptions.iter().map(|one| (one.state, one.asked_by.as_str(), one.decided_by.as_str()));
    assert_eq!(told.collect::<Vec<_>>(), [(ExceptionState::Ended, "founder of larkfield", "founder of larkfield")]);
    // The table is what the log says, and is made from it again.
    let differing = async |aim| {
        let found = store.check_organisation(&house.id, (RecordsScope::Whole, aim), later(9)).await.unwrap();
        found.into_iter().map(|one| one.table).collect::<Vec<_>>()
    };
    assert_eq!(differing(RecordsAim::Tell).await, [""; 0]);
    ground.execute("UPDATE exception SET until_on = '2030-01-01', state = 'granted'").await;
    assert_eq!(differing(RecordsAim::Repair).await, ["exception", "need"], "what is required follows from it");
    assert_eq!(differing(RecordsAim::Tell).await, [""; 0]);
    let file = store.person_file(house.seat(), &ida, later(9)).await.unwrap().unwrap();
    let (state, until) = (file.exceptions[0].state, file.exceptions[0].exception.until);
    assert_eq!((state, until), (ExceptionState::Ended, day("2026-11-30")));
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn nobody_decides_about_the_own_exception(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Everyone).await;
    let (store, own) = (&ground.store, house.seat().member.clone());
    let (id, what) = wish(&own, &requirement);
    store.ask_exception(&house.leading, (id.clone(), what), at(20).wall).await.unwrap();
    let decide = |granted: bool| store.decide_exception(&house.manager, &id, (granted, String::new()), at(30).wall);
    assert_eq!(decide(true).await.unwrap(), ExceptionDecided::Own);
}

pub async fn words_about_people_go_with_their_names(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let ida = house.person(&ground, "ida", "agent").await;
    let requirement = house.require(&ground, Scope::Everyone).await;
    let store = &ground.store;
    let (id, what) = wish(&ida, &requirement);
    store.ask_exception(&house.leading, (id.clone(), what), at(20).wall).await.unwrap();
    let words = (false, "canarybird may say so".to_owned());
    store.decide_exception(&house.manager, &id, words, at(30).wall).await.unwrap();
    let seen = domain::organisation::Entry::Observed {
        observation: domain::ids::ObservationId::new(fresh_id(at(0).wall)),
        member: ida.clone(),
        on: today(),
        effect: domain::organisation::Effect::Competent,
        words: "canarybird sings".to_owned(),
    };
    house.write(&ground, vec![seen.into()]).await;
    let lines = store.log_page(house.seat(), i64::MAX, Some(&ida), 9).await.unwrap();
    let told = lines.into_iter().filter_map(|mut line| line.entry.words_mut().cloned()).collect::<Vec<_>>();
    assert_eq!(told, ["canarybird sings", "canarybird may say so", "on leave, says canarybird"]);
    let left = domain::organisation::Entry::Left { member: ida.clone(), on: today() };
    house.write(&ground, vec![left.into()]).await;
    assert!(store.erase_member(&house.manager, &ida, at(40).wall).await.unwrap().is_some());
    for (table, columns) in [
        ("organisation_entry", "body || COALESCE(personal, '')"),
        ("exception", "reason || answer"),
        ("observation", "words"),
    ] {
        let found = ground.column(&format!("SELECT {columns} FROM {table} WHERE {columns} LIKE '%canarybird%'")).await;
        assert!(found.is_empty(), "{table}: {found:?}");
    }
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None, "the chain holds");
}
