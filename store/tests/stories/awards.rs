//! Awards of people, and what organisations see of them.

use domain::award::{Award, Event, Refusal, Standing};
use domain::ids::{AccountId, AwardId, MemberId};
use domain::organisation::{Entry, Scope};
use store::{Decided, Recorded, Recording, RecordsAim, Store};

use crate::ground::{Ground, at, today};
use crate::organisations::{House, certificate, day, later, telling};

async fn standing(ground: &Ground, account: &AccountId, award: &AwardId) -> Standing {
    let logs = ground.store.awards(account).await.unwrap();
    let log = logs.iter().find(|log| log.id == *award).expect("it is there");
    Award::replay(&log.entries, None, later(99)).expect("it was claimed").standing(day("2026-11-21"))
}

fn verified() -> Event {
    Event::Verified { reason: "seen".to_owned() }
}

async fn joins(house: &House, ground: &Ground, member: &MemberId, account: &AccountId) {
    let joined = Entry::Joined { member: member.clone(), account: account.clone() };
    house.write(ground, vec![joined.into()]).await;
}

pub async fn one_certificate_recorded_a_hundred_times_is_one(ground: Ground) {
    let ida = ground.person("ida").await;
    let records = (0..100).map(|_| {
        let (store, ida) = (ground.store.clone(), ida.clone());
        tokio::spawn(async move {
            store.record_award(&ida, "Ida".to_owned(), certificate("F 1", None), at(10).wall).await.unwrap()
        })
    });
    let mut new = 0;
    for record in records.collect::<Vec<_>>() {
        new += usize::from(matches!(record.await.unwrap(), Recorded::New(_)));
    }
    assert_eq!((new, ground.count("award").await, ground.count("award_entry").await), (1, 1, 1));
}

pub async fn a_person_amends_only_the_own_record(ground: Ground) {
    let (ida, eve) = (ground.person("ida").await, ground.person("eve").await);
    let store = &ground.store;
    let new = certificate("F 1", None);
    store.record_award(&ida, "Ida".to_owned(), new.clone(), at(10).wall).await.unwrap();
    let facts = certificate("F 2", None).facts;
    let corrected = Event::Corrected { facts, reason: "mistyped".to_owned() };
    let amend = async |who: &AccountId, event: Event| {
        store.amend_award(who, "Somebody".to_owned(), (new.id.clone(), event), at(20).wall).await.unwrap()
    };
    assert_eq!(amend(&eve, corrected.clone()).await, Recorded::Nobody);
    assert_eq!(amend(&ida, verified()).await, Recorded::Nobody, "nobody verifies the own certificate");
    assert_eq!(amend(&ida, corrected).await, Recorded::New(new.id.clone()));
    let revoked = || Event::Revoked { on: day("2026-02-01"), reason: "recorded by mistake".to_owned() };
    assert_eq!(amend(&ida, revoked()).await, Recorded::New(new.id.clone()));
    assert_eq!(amend(&ida, revoked()).await, Recorded::Refused(Refusal::Decided));
    assert_eq!(standing(&ground, &ida, &new.id).await, Standing::Revoked);
    assert_eq!(store.awards(&eve).await.unwrap(), []);
}

pub async fn an_organisation_sees_the_record_once_a_person_joined(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let member = house.person(&ground, "ida", "agent").await;
    let elsewhere = other.person(&ground, "ida", "agent").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    let own = certificate("F 1", None);
    store.record_award(&ida, "Ida".to_owned(), own.clone(), at(5).wall).await.unwrap();
    let entered = certificate("F 2", None);
    store.record_award_of(&house.leading, &member, entered.clone(), at(6).wall).await.unwrap();
    let seen = async |house: &House, member: &MemberId| {
        store.awards_of(house.seat(), member, later(9)).await.unwrap().into_iter().map(|log| log.id).collect::<Vec<_>>()
    };
    assert_eq!(seen(&house, &member).await, std::slice::from_ref(&entered.id));
    assert_eq!(
        store.decide_award(&house.leading, &own.id, verified(), &telling(), at(7).wall).await.unwrap(),
        Decided::Absent
    );
    joins(&house, &ground, &member, &ida).await;
    joins(&other, &ground, &elsewhere, &ida).await;
    assert_eq!(seen(&house, &member).await, [own.id.clone(), entered.id.clone()]);
    assert_eq!(seen(&other, &elsewhere).await.len(), 2, "the record is the person's, wherever it was entered");
    assert_eq!(
        store.decide_award(&house.leading, &own.id, verified(), &telling(), at(20).wall).await.unwrap(),
        Decided::Done
    );
    let again = store.decide_award(&house.leading, &own.id, verified(), &telling(), at(20).wall).await.unwrap();
    assert_eq!(again, Decided::Refused(Refusal::Decided), "two who decide at once are told");
    let all = store.all_awards(other.seat(), later(9)).await.unwrap();
    let log = all[&elsewhere].iter().find(|log| log.id == own.id).expect("it is seen there too");
    let there = Award::replay(&log.entries, Some(&other.id), later(9)).expect("it was claimed");
    assert_eq!(there.standing(day("2026-11-21")), Standing::Claimed, "each organisation decides for itself");
}

pub async fn nobody_verifies_the_own_certificate(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let new = certificate("F 1", None);
    let store = &ground.store;
    store.record_award(&house.founder, "Fay".to_owned(), new.clone(), at(5).wall).await.unwrap();
    assert_eq!(
        store.decide_award(&house.leading, &new.id, verified(), &telling(), at(20).wall).await.unwrap(),
        Decided::Own
    );
}

/// Two certificates of a person, both verified: the newer one counts from June on.
async fn older_and_newer(store: &Store, house: &House, member: &MemberId) -> [Recording; 2] {
    let (older, mut newer) = (certificate("F 1", None), certificate("F 2", None));
    newer.facts.awarded_on = day("2026-06-01");
    for new in [&older, &newer] {
        store.record_award_of(&house.leading, member, new.clone(), at(20).wall).await.unwrap();
        store.decide_award(&house.leading, &new.id, verified(), &telling(), at(30).wall).await.unwrap();
    }
    [older, newer]
}

pub async fn a_newer_certificate_takes_the_place_of_the_older(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    house.require(&ground, Scope::Everyone).await;
    let store = &ground.store;
    let [older, newer] = older_and_newer(store, &house, &member).await;
    let logs = store.awards_of(house.seat(), &member, later(9)).await.unwrap();
    let log = logs.iter().find(|log| log.id == older.id).expect("it is there");
    let award = Award::replay(&log.entries, Some(&house.id), later(9)).expect("it was claimed");
    let on = |text: &str| award.standing(day(text));
    assert_eq!((on("2026-05-31"), on("2026-06-01")), (Standing::Verified, Standing::Superseded));
    assert_eq!(
        ground.column("SELECT award_id FROM need WHERE award_id IS NOT NULL").await,
        [Some(newer.id.to_string())]
    );
}

pub async fn what_was_superseded_counts_again_without_the_newer(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    house.require(&ground, Scope::Everyone).await;
    let store = &ground.store;
    let [older, newer] = older_and_newer(store, &house, &member).await;
    let decide = async |event: Event, now| {
        assert_eq!(store.decide_award(&house.leading, &newer.id, event, &telling(), now).await.unwrap(), Decided::Done);
        ground.column("SELECT award_id FROM need WHERE award_id IS NOT NULL").await
    };
    let standing = async |known| {
        let logs = store.awards_of(house.seat(), &member, known).await.unwrap();
        let log = logs.iter().find(|log| log.id == older.id).expect("it is there");
        Award::replay(&log.entries, Some(&house.id), known).expect("it was claimed").standing(day("2026-11-21"))
    };
    let [met_by_older, met_by_newer] = [&older, &newer].map(|new| [Some(new.id.to_string())]);
    // While a correction waits to be verified, the older one counts.
    let mut facts = newer.facts.clone();
    facts.certificate_number = "F 3".to_owned();
    let corrected = Event::Corrected { facts, reason: "mistyped".to_owned() };
    assert_eq!(decide(corrected, at(40).wall).await, met_by_older);
    assert_eq!(decide(verified(), at(50).wall).await, met_by_newer);
    assert_eq!(standing(at(50).wall).await, Standing::Superseded);
    let revoked = Event::Revoked { on: day("2026-06-01"), reason: "recorded by mistake".to_owned() };
    assert_eq!(decide(revoked, at(60).wall).await, met_by_older);
    assert_eq!(standing(at(60).wall).await, Standing::Verified);
    assert_eq!(standing(at(50).wall).await, Standing::Superseded, "as it was known then");
    let told = ground.column("SELECT body FROM organisation_entry WHERE body LIKE '%restored%'").await;
    assert_eq!((told.len(), store.verify_books(house.seat()).await.unwrap()), (2, None));
}

pub async fn who_takes_back_the_newer_has_the_older_again(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    joins(&house, &ground, &member, &ida).await;
    let (older, mut newer) = (certificate("F 1", None), certificate("F 2", None));
    newer.facts.awarded_on = day("2026-06-01");
    for new in [&older, &newer] {
        store.record_award(&ida, "Ida".to_owned(), new.clone(), at(20).wall).await.unwrap();
        store.decide_award(&house.leading, &new.id, verified(), &telling(), at(30).wall).await.unwrap();
    }
    let revoked = Event::Revoked { on: day("2026-06-01"), reason: "not mine".to_owned() };
    store.amend_award(&ida, "Ida".to_owned(), (newer.id.clone(), revoked), at(40).wall).await.unwrap();
    let last = ground.column(&format!("SELECT last_on FROM holding WHERE award_id = '{}'", older.id)).await;
    assert_eq!(last, [Some("9999-12-31".to_owned())]);
}

pub async fn who_left_shows_nothing_new(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    joins(&house, &ground, &member, &ida).await;
    store.record_award(&ida, "Ida".to_owned(), certificate("F 1", None), at(20).wall).await.unwrap();
    let left = Entry::Left { member: member.clone(), on: day("2026-11-21") };
    store.keep_books_of(&house.leading, &member, vec![left.into()], at(30).wall).await.unwrap();
    store.record_award(&ida, "Ida".to_owned(), certificate("F 2", None), at(40).wall).await.unwrap();
    let seen = store.awards_of(house.seat(), &member, later(9)).await.unwrap();
    assert_eq!((seen.len(), store.awards(&ida).await.unwrap().len()), (1, 2));
    assert!(store.seat(&ida, &house.id, today()).await.unwrap().is_none());
}

fn reinstated() -> Event {
    Event::Reinstated { reason: "the wrong person".to_owned() }
}

pub async fn what_was_taken_back_by_mistake_waits_again(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    house.require(&ground, Scope::Everyone).await;
    let store = &ground.store;
    let [older, newer] = older_and_newer(store, &house, &member).await;
    let decide =
        async |event: Event, now| store.decide_award(&house.leading, &newer.id, event, &telling(), now).await.unwrap();
    let met = async || ground.column("SELECT award_id FROM need WHERE award_id IS NOT NULL").await;
    let [met_by_older, met_by_newer] = [&older, &newer].map(|new| [Some(new.id.to_string())]);
    assert_eq!(decide(reinstated(), at(35).wall).await, Decided::Refused(Refusal::Decided), "nothing was taken back");
    let revoked = Event::Revoked { on: day("2026-08-01"), reason: "by mistake".to_owned() };
    assert_eq!((decide(revoked, at(40).wall).await, met().await), (Decided::Done, met_by_older.to_vec()));
    assert_eq!((decide(reinstated(), at(50).wall).await, met().await), (Decided::Done, met_by_older.to_vec()));
    assert_eq!(decide(reinstated(), at(51).wall).await, Decided::Refused(Refusal::Decided), "sent twice");
    let held = format!("SELECT decision || last_on FROM holding WHERE award_id = '{}'", newer.id);
    assert_eq!(ground.column(&held).await, [Some("open9999-12-31".to_owned())], "it waits to be decided");
    assert_eq!((decide(verified(), at(60).wall).await, met().await), (Decided::Done, met_by_newer.to_vec()));
    // What was known then stays what it was.
    let logs = store.awards_of(house.seat(), &member, later(9)).await.unwrap();
    let log = logs.iter().find(|log| log.id == newer.id).expect("it is there");
    let stands = |on: &str, known| {
        Award::replay(&log.entries, Some(&house.id), known).expect("it was claimed").standing(day(on))
    };
    assert_eq!(stands("2026-07-31", at(40).wall), Standing::Verified, "qualified until the day it was taken back from");
    assert_eq!(stands("2026-08-01", at(40).wall), Standing::Revoked);
    assert_eq!(stands("2026-08-01", at(50).wall), Standing::Claimed);
    assert_eq!(stands("2026-08-01", at(60).wall), Standing::Verified);
    let told = ground.column("SELECT body FROM organisation_entry WHERE body LIKE '%\"reinstated\"%'").await;
    assert_eq!((told.len(), store.verify_books(house.seat()).await.unwrap()), (1, None));
    let checked = crate::records::check(&ground, RecordsAim::Tell).await;
    assert!(checked.is_empty(), "{checked:?}");
}

pub async fn what_one_organisation_puts_back_is_its_own(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let member = house.person(&ground, "ida", "agent").await;
    let elsewhere = other.person(&ground, "ida", "agent").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    joins(&house, &ground, &member, &ida).await;
    joins(&other, &ground, &elsewhere, &ida).await;
    let [mut new, mut again] = [certificate("F 1", None), certificate("F 1", None)];
    new.facts.awarded_on = day("2014-03-18");
    again.facts.awarded_on = day("2014-03-18");
    store.record_award(&ida, "Ida".to_owned(), new.clone(), at(10).wall).await.unwrap();
    let decide = async |by: &House, event: Event, second| {
        store.decide_award(&by.leading, &new.id, event, &telling(), at(second).wall).await.unwrap()
    };
    let seen = async || {
        let held = "SELECT organisation.name || ' ' || decision || ' ' || last_on FROM holding \
            JOIN organisation ON organisation.id = holding.organisation_id ORDER BY organisation.name";
        ground.column(held).await.into_iter().flatten().collect::<Vec<_>>()
    };
    for (by, second) in [(&house, 20), (&other, 21)] {
        decide(by, verified(), second).await;
    }
    let revoked = || Event::Revoked { on: day("2026-03-01"), reason: "by mistake".to_owned() };
    let amend = async |event: Event, second| {
        store.amend_award(&ida, "Ida".to_owned(), (new.id.clone(), event), at(second).wall).await.unwrap()
    };
    // In the books of one alone: the other and the holder see nothing of it.
    assert_eq!(decide(&house, revoked(), 30).await, Decided::Done);
    assert_eq!(amend(reinstated(), 31).await, Recorded::Refused(Refusal::Decided));
    assert_eq!(decide(&other, reinstated(), 32).await, Decided::Refused(Refusal::Decided));
    assert_eq!(seen().await, ["fernhill verified 9999-12-31", "larkfield verified 2026-02-28"]);
    assert_eq!(decide(&house, reinstated(), 33).await, Decided::Done);
    assert_eq!(seen().await, ["fernhill verified 9999-12-31", "larkfield open 9999-12-31"]);
    // Taken back by the holder, it is the holder's to put back, for everybody; what it earned comes and goes with it.
    assert_eq!(amend(revoked(), 40).await, Recorded::New(new.id.clone()));
    assert_eq!(decide(&house, reinstated(), 41).await, Decided::Refused(Refusal::Decided));
    assert_eq!(store.credit_balance(&ida).await.unwrap(), 0);
    assert_eq!(amend(reinstated(), 42).await, Recorded::New(new.id.clone()));
    assert_eq!((store.credit_balance(&ida).await.unwrap(), store.credit_entries(&ida).await.unwrap().len()), (2, 3));
    assert_eq!(seen().await, ["fernhill open 9999-12-31", "larkfield open 9999-12-31"]);
    // Recorded again meanwhile, that one stands.
    amend(revoked(), 50).await;
    store.record_award(&ida, "Ida".to_owned(), again.clone(), at(51).wall).await.unwrap();
    assert_eq!(amend(reinstated(), 52).await, Recorded::Known(again.id));
    assert_eq!(store.credit_balance(&ida).await.unwrap(), 2);
    let checked = crate::records::check(&ground, RecordsAim::Tell).await;
    assert!(checked.is_empty(), "{checked:?}");
}
