//! What is taken out of the books as a whole.

use domain::award::Event;
use domain::ids::{ExceptionId, ObservationId};
use domain::organisation::{Effect, Entry, Exception, Role, Scope};
use store::{ExceptionState, Prover, fresh_id};

use crate::ground::{Ground, at, today};
use crate::organisations::{House, certificate, day, telling};
use crate::people::proof;

/// Every file is there once, page by page, whoever else's lie beside them.
pub async fn files_are_listed_page_by_page(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let store = &ground.store;
    let mut kept = Vec::new();
    for (owner, person, files) in [(&house, "ida", 3), (&other, "eve", 2), (&house, "ben", 2)] {
        let member = owner.person(&ground, person, "agent").await;
        let new = certificate(&format!("F {person}"), None);
        store.record_award_of(&owner.leading, &member, new.clone(), at(20).wall).await.unwrap();
        for n in 0..files {
            let by = Prover::Lead(owner.leading.clone());
            let file = proof(&format!("{person} {n}.pdf"));
            store.add_evidence(by, &new.id, file, at(30 + n).wall).await.unwrap();
            if owner.id == house.id {
                kept.push((member.clone(), format!("{person} {n}.pdf")));
            }
        }
    }
    let (mut found, mut behind) = (Vec::new(), None);
    loop {
        let page = store.evidence_behind(house.seat(), behind.as_ref(), 2).await.unwrap();
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 2);
        behind = Some(last.place());
        found.extend(page.into_iter().map(|one| (one.member(), one.file.name)));
    }
    found.sort();
    kept.sort();
    assert_eq!(found, kept);
}

pub async fn all_that_was_written_about_people_is_listed_once(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let store = &ground.store;
    let ida = house.person(&ground, "ida", "agent").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let seen = |on: &str, words: &str| Entry::Observed {
        observation: ObservationId::new(fresh_id(at(0).wall)),
        member: ida.clone(),
        on: day(on),
        effect: Effect::Competent,
        words: words.to_owned(),
    };
    house.write(&ground, vec![seen("2026-10-02", "second").into(), seen("2026-10-01", "first").into()]).await;
    let ask = async |until: &str, now: i64| {
        let id = ExceptionId::new(fresh_id(at(now).wall));
        let (member, requirement) = (ida.clone(), requirement.clone());
        let what = Exception { member, requirement, from: None, until: day(until), reason: "on leave".to_owned() };
        store.ask_exception(&house.leading, (id.clone(), what), at(now).wall).await.unwrap();
        id
    };
    let refused = ask("2027-01-31", 40).await;
    store.decide_exception(&house.manager, &refused, (false, "no".to_owned()), at(50).wall).await.unwrap();
    let open = ask("2027-02-28", 60).await;
    let told = store.all_observations(house.seat()).await.unwrap();
    let told = told.into_iter().map(|(member, one)| (member, one.words)).collect::<Vec<_>>();
    assert_eq!(told, ["first", "second"].map(|words| (ida.clone(), words.to_owned())));
    let asked = store.all_exceptions(house.seat()).await.unwrap();
    let asked = asked.into_iter().map(|one| (one.id, one.state)).collect::<Vec<_>>();
    assert_eq!(asked, [(refused, ExceptionState::Refused), (open, ExceptionState::Asked)]);
    assert_eq!(store.all_observations(other.seat()).await.unwrap(), []);
    assert_eq!(store.all_exceptions(other.seat()).await.unwrap(), []);
}

/// Who reads about the own team only takes nothing out; what somebody adds after leaving is not the organisation's.
pub async fn what_is_out_of_reach_is_not_taken_out(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    let member = house.person(&ground, "ida", "agent").await;
    let (lena, account) = (house.person(&ground, "lena", "agent").await, ground.person("lena").await);
    let lines = vec![
        Entry::Joined { member: member.clone(), account: ida.clone() }.into(),
        Entry::Joined { member: lena.clone(), account: account.clone() }.into(),
        Entry::Role { member: lena, role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
    ];
    house.write(&ground, lines).await;
    let new = certificate("F 1", None);
    store.record_award(&ida, "Ida".to_owned(), new.clone(), at(20).wall).await.unwrap();
    let seen = Event::Verified { reason: "saw it".to_owned() };
    store.decide_award(&house.leading, &new.id, seen, &telling(), at(25).wall).await.unwrap();
    let own = || Prover::Holder(ida.clone(), "Ida".to_owned());
    store.add_evidence(own(), &new.id, proof("scan.pdf"), at(30).wall).await.unwrap();
    let lead = store.seat(&account, &house.id, today()).await.unwrap().expect("Lena joined");
    assert_eq!(store.evidence_behind(&lead, None, 9).await.unwrap(), []);
    assert_eq!(store.all_observations(&lead).await.unwrap(), []);
    assert_eq!(store.all_exceptions(&lead).await.unwrap(), []);
    store.leave((ida.clone(), "Ida".to_owned()), &house.id, at(40).wall).await.unwrap();
    store.add_evidence(own(), &new.id, proof("later.pdf"), at(50).wall).await.unwrap();
    let files = store.evidence_behind(house.seat(), None, 9).await.unwrap();
    assert_eq!(files.into_iter().map(|one| one.file.name).collect::<Vec<_>>(), ["scan.pdf"]);
    // With the name goes what shows it: the files of a person who was taken out are nobody's proof any more.
    assert!(store.erase_member(&house.manager, &member, at(60).wall).await.unwrap().is_some());
    assert_eq!(store.evidence_behind(house.seat(), None, 9).await.unwrap(), []);
    assert_eq!(store.seen_evidence(house.seat(), &new.id, at(70).wall).await.unwrap(), []);
    assert_eq!(store.own_evidence(&ida, Some(&new.id)).await.unwrap().len(), 2, "they are Ida's own");
}
