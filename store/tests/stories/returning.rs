//! What stays known of earlier days: of people who left and came back, and of requirements that were ended.

use domain::award::{Event, day_of};
use domain::ids::{AccountId, MemberId};
use domain::organisation::{Entry, Person, Scope};
use domain::time::Timestamp;
use store::{Decided, Joined, Line, RecordsAim, RecordsScope, Token, Written, fresh_id};

use crate::ground::{Ground, at};
use crate::organisations::{House, certificate, day, later, telling};
use crate::people::invitation;

/// Writes somebody into the books under an address, from a day on if one is named.
async fn list(ground: &Ground, house: &House, email: &str, from: Option<&str>, now: Timestamp) -> (MemberId, Written) {
    let member = MemberId::new(fresh_id(now));
    let entry = Entry::Member { member: member.clone(), starts_on: from.map(day), ends_on: None };
    let person = Some(Person { name: "Ida".to_owned(), email: email.to_owned() });
    let written = ground.store.keep_books(&house.manager, vec![Line { entry, person }], now).await.unwrap();
    (member, written)
}

async fn joins(ground: &Ground, house: &House, member: &MemberId, account: &AccountId, now: Timestamp) {
    let token = Token(fresh_id(now));
    ground.store.invite(&house.leading, invitation(member, &token.0), now).await.unwrap();
    let joined = ground.store.join((account.clone(), "Ida".to_owned()), token, now).await.unwrap();
    assert_eq!(joined, Joined::Done(house.id.clone()));
}

/// Who met the requirement on a day, as known after so many days.
async fn met(ground: &Ground, house: &House, on: &str, passed: i64) -> Vec<MemberId> {
    let report = ground.store.report(house.seat(), day(on), later(passed)).await.unwrap();
    let met = |person: &domain::organisation::PersonState| person.needs.iter().any(|asked| asked.met.is_some());
    report.people.into_iter().filter(met).map(|person| person.member).collect()
}

pub async fn who_comes_back_takes_nothing_out_of_earlier_reports(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.require(&ground, Scope::Everyone).await;
    let (store, account) = (&ground.store, ground.person("ida").await);
    let (before, _) = list(&ground, &house, "ida@larkfield.example", None, at(20).wall).await;
    joins(&ground, &house, &before, &account, at(30).wall).await;
    let own = certificate("F 1", None);
    store.record_award(&account, "Ida".to_owned(), own.clone(), at(40).wall).await.unwrap();
    let seen = Event::Verified { reason: "seen".to_owned() };
    let decided = store.decide_award(&house.leading, &own.id, seen, &telling(), at(50).wall).await.unwrap();
    assert_eq!(decided, Decided::Done);
    assert_eq!(met(&ground, &house, "2026-11-22", 1).await, std::slice::from_ref(&before));
    let left = Entry::Left { member: before.clone(), on: day("2026-11-25") };
    store.keep_books(&house.manager, vec![left.into()], later(4)).await.unwrap();

    let (again, written) = list(&ground, &house, "IDA@larkfield.example", None, later(30)).await;
    assert_eq!(written, Written::Done, "the address is free for whoever comes back");
    joins(&ground, &house, &again, &account, later(30)).await;
    let moment = day_of(later(30)).to_string();
    for passed in [1, 20, 40] {
        assert_eq!(met(&ground, &house, "2026-11-24", passed).await, std::slice::from_ref(&before), "after {passed}");
    }
    assert_eq!(met(&ground, &house, "2026-12-01", 40).await, [], "nobody was there in between");
    assert_eq!(met(&ground, &house, &moment, 40).await, std::slice::from_ref(&again));
    let file = store.person_file(house.seat(), &before, later(40)).await.unwrap().unwrap();
    assert_eq!(file.came_back_as.as_ref(), Some(&again));
    let now = store.all_awards(house.seat(), later(40)).await.unwrap();
    assert_eq!(now.keys().collect::<Vec<_>>(), [&again], "with the present line alone");
    // What was verified before counts on.
    let coverage = store.coverage(house.seat(), (day_of(later(40)), day_of(later(40)))).await.unwrap();
    assert_eq!(coverage[0].met, 1);
    store.turn_the_page(later(40)).await.unwrap();
    let scope = (RecordsScope::Whole, RecordsAim::Tell);
    assert_eq!(store.check_organisation(&house.id, scope, later(40)).await.unwrap(), []);
}

pub async fn an_address_tells_who_comes_back(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let store = &ground.store;
    let (before, _) = list(&ground, &house, "ida@larkfield.example", None, at(20).wall).await;
    let under = async |email: &str| store.left_under(house.seat(), email).await.unwrap();
    assert_eq!(under("ida@larkfield.example").await, None, "she is there");
    let left = Entry::Left { member: before.clone(), on: day("2026-11-25") };
    store.keep_books(&house.manager, vec![left.into()], later(4)).await.unwrap();
    assert_eq!(under("IDA@larkfield.example").await, Some(("Ida".to_owned(), Some(day("2026-11-25")))));
    let other = House::build(&ground, "fernhill").await;
    assert_eq!(store.left_under(other.seat(), "ida@larkfield.example").await.unwrap(), None);
    list(&ground, &house, "ida@larkfield.example", Some("2026-12-10"), later(18)).await;
    assert_eq!(under("ida@larkfield.example").await, None, "she is there again");
}

pub async fn without_an_account_certificates_come_along_by_the_address(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.require(&ground, Scope::Everyone).await;
    let (before, _) = list(&ground, &house, "ida@larkfield.example", None, at(20).wall).await;
    crate::renewals::holds(&ground, &house, &before, &certificate("F 1", None)).await;
    let left = Entry::Left { member: before.clone(), on: day("2026-11-25") };
    ground.store.keep_books(&house.manager, vec![left.into()], later(4)).await.unwrap();
    let (again, _) = list(&ground, &house, "ida@larkfield.example", Some("2026-12-10"), later(18)).await;
    assert_eq!(met(&ground, &house, "2026-11-24", 20).await, [before]);
    assert_eq!(met(&ground, &house, "2026-12-10", 20).await, std::slice::from_ref(&again));
    let logs = ground.store.awards_of(house.seat(), &again, later(20)).await.unwrap();
    assert_eq!(logs.len(), 1);
}

pub async fn what_was_required_is_told_for_its_days(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.person(&ground, "ida", "agent").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let store = &ground.store;
    let told = async |on: &str, passed: i64| {
        let report = store.report(house.seat(), day(on), later(passed)).await.unwrap();
        let agents = report.people.iter().filter(|person| !person.positions.is_empty()).count();
        (report.requirements.iter().map(|state| state.needed()).sum::<usize>(), agents)
    };
    assert_eq!(told("2026-03-01", 1).await, (1, 1));
    let lines = vec![
        Entry::RequirementEnded { requirement }.into(),
        Entry::PositionClosed { position: house.position("agent") }.into(),
    ];
    store.keep_books(&house.manager, lines, later(10)).await.unwrap();
    for (on, passed, expected) in
        [("2026-03-01", 1, (1, 1)), ("2026-03-01", 20, (1, 1)), ("2026-11-30", 20, (1, 1)), ("2026-12-02", 20, (0, 1))]
    {
        assert_eq!(told(on, passed).await, expected, "on {on}, known after {passed} days");
    }
}

pub async fn what_one_organisation_takes_back_stands_elsewhere(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let (store, account) = (&ground.store, ground.person("ida").await);
    let own = certificate("F 1", None);
    store.record_award(&account, "Ida".to_owned(), own.clone(), at(20).wall).await.unwrap();
    for office in [&house, &other] {
        office.require(&ground, Scope::Everyone).await;
        let (member, _) = list(&ground, office, "ida@example.org", None, at(20).wall).await;
        joins(&ground, office, &member, &account, at(30).wall).await;
        let seen = Event::Verified { reason: "seen".to_owned() };
        store.decide_award(&office.leading, &own.id, seen, &telling(), at(40).wall).await.unwrap();
    }
    let revoked = Event::Revoked { on: day("2026-11-22"), reason: "not ours".to_owned() };
    let decided = store.decide_award(&house.leading, &own.id, revoked, &telling(), at(50).wall).await.unwrap();
    assert_eq!(decided, Decided::Done);
    let mut counts = Vec::new();
    for office in [&house, &other] {
        let rows = store.coverage(office.seat(), (day("2026-11-22"), day("2026-11-22"))).await.unwrap();
        counts.push(rows[0].met);
    }
    assert_eq!(counts, [0, 1]);
    // The own record and what it earned stay, and the same certificate is not recorded a second time.
    assert_eq!(store.credit_entries(&account).await.unwrap().len(), 1);
    let again = certificate("F 1", None);
    let recorded = store.record_award(&account, "Ida".to_owned(), again, at(60).wall).await.unwrap();
    assert_eq!(recorded, store::Recorded::Known(own.id));
}
