use std::collections::BTreeSet;

use domain::award::Day;
use domain::completion::{BestMock, Code, Shown};
use domain::ids::{AccountId, CompletionId};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Timestamp;
use store::{
    BADGE_LINK_GOOD_FOR, Checked, Completion, Deletion, Earned, Fresh, FreshKey, Issued, KeyRecord, Place, Retired,
    Token, Withdrawer, Withdrawn, fresh_id,
};

use crate::ground::{Ground, at};
use crate::races::all;

fn day(text: &str) -> Day {
    text.parse().expect("it is a day")
}

pub fn earned(level: Level) -> Earned {
    Earned {
        level,
        edition: "2018".to_owned(),
        title: "Canary course".to_owned(),
        holder: "Canary name".to_owned(),
        email: "Canary.Mail@Example.org".to_owned(),
        lessons: 20,
        hours: 4,
        completed_on: day("2026-11-20"),
        mock: BestMock { percent: 87, on: day("2026-11-21") },
    }
}

fn key(name: &str) -> FreshKey {
    FreshKey { id: format!("z6Mk{name}"), secret: format!("secret of {name}") }
}

/// What is fresh about a certificate; each number gives another code and asks for its own place first.
pub fn fresh(number: u8) -> Fresh {
    Fresh {
        id: CompletionId::new(fresh_id(at(0).wall)),
        code: Code::of([number; 10]),
        salt: format!("salt {number}"),
        places: (0..4).map(|more| u32::from(number) + more).collect(),
        key: key(&number.to_string()),
    }
}

async fn issue(ground: &Ground, who: &AccountId, level: Level, number: u8) -> Issued {
    let issued = ground.store.issue_completion(who, earned(level), fresh(number), at(i64::from(number)).wall);
    issued.await.expect("the store answers")
}

/// A new one, as its holder sees it.
async fn issued(ground: &Ground, who: &AccountId, level: Level, number: u8) -> Completion {
    let Issued::New(id) = issue(ground, who, level, number).await else { panic!("it was issued before") };
    ground.store.completion(who, &id).await.unwrap().expect("it is there")
}

pub async fn a_certificate_stands_once_for_each_level_and_edition(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    assert_eq!(store.completions(&ada).await.unwrap(), []);
    let first = issued(&ground, &ada, Level::Foundation, 1).await;
    assert_eq!(
        (first.holder.as_str(), first.code.clone(), first.issued),
        ("Canary name", Code::of([1; 10]), at(1).wall)
    );
    assert_eq!((first.shown, first.withdrawn.clone()), (Shown::default(), None));
    assert_eq!((first.mock, first.completed_on), (earned(Level::Foundation).mock, day("2026-11-20")));
    assert_eq!(issue(&ground, &ada, Level::Foundation, 2).await, Issued::Known(first.id.clone()));
    let above = issued(&ground, &ada, Level::Auditor, 3).await;
    issued(&ground, &ben, Level::Foundation, 4).await;
    let older = Earned { edition: "2011".to_owned(), ..earned(Level::Foundation) };
    let of_2011 = store.issue_completion(&ada, older, fresh(5), at(5).wall).await.unwrap();
    assert!(matches!(of_2011, Issued::New(_)));
    let held = store.completions(&ada).await.unwrap();
    assert_eq!(held.len(), 3);
    assert_eq!((&held[1], &held[2]), (&above, &first), "the newest first");

    assert!(store.withdraw_completion(&ada, &first.id, at(6).wall).await.unwrap());
    let again = issued(&ground, &ada, Level::Foundation, 7).await;
    assert_ne!((&again.id, &again.code, again.place), (&first.id, &first.code, first.place));
    assert_eq!(store.completions(&ada).await.unwrap().len(), 4, "the withdrawn one stays");
}

pub async fn many_who_ask_at_once_hold_one_and_make_one_key(ground: Ground) {
    let ada = ground.person("ada").await;
    let outcomes = all((0..20).map(|n| {
        let (store, ada) = (ground.store.clone(), ada.clone());
        tokio::spawn(async move { store.issue_completion(&ada, earned(Level::Foundation), fresh(n), at(1).wall).await })
    }))
    .await;
    let new = outcomes.iter().filter(|outcome| matches!(outcome, Issued::New(_))).count();
    let ids = outcomes.into_iter().map(|(Issued::New(id) | Issued::Known(id))| id.to_string());
    assert_eq!((new, ids.collect::<BTreeSet<_>>().len()), (1, 1));
    assert_eq!(ground.count("completion").await, 1);
    assert_eq!(ground.count("badge_place").await, 1, "nothing is left of those that came too late");
    assert_eq!(ground.count("signing_key").await, 1);

    let people = [ground.person("ben").await, ground.person("eve").await, ground.person("ian").await];
    let outcomes = all(people.into_iter().map(|who| {
        let store = ground.store.clone();
        let what =
            Fresh { code: Code::of(who.as_str().as_bytes()[26..].try_into().expect("ids are long")), ..fresh(9) };
        tokio::spawn(async move { store.issue_completion(&who, earned(Level::Foundation), what, at(2).wall).await })
    }))
    .await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Issued::New(_))));
    assert_eq!(ground.count("badge_place").await, 4, "each has a place of its own");
}

pub async fn a_code_shows_what_its_holder_allows(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let held = issued(&ground, &ada, Level::Practitioner, 1).await;
    let nothing = Checked {
        level: Level::Practitioner,
        edition: "2018".to_owned(),
        title: "Canary course".to_owned(),
        completed_on: day("2026-11-20"),
        holder: None,
        mock: None,
        withdrawn: None,
    };
    let check = async || store.check_completion(&held.code).await.unwrap();
    assert_eq!(check().await, Some(nothing.clone()));
    let name = Shown { name: true, mock: false };
    assert!(!store.show_completion(&ben, &held.id, name).await.unwrap(), "only its holder decides");
    assert_eq!(check().await, Some(nothing.clone()));
    assert!(store.show_completion(&ada, &held.id, name).await.unwrap());
    assert_eq!(check().await, Some(Checked { holder: Some("Canary name".to_owned()), ..nothing.clone() }));
    assert!(store.show_completion(&ada, &held.id, Shown { name: false, mock: true }).await.unwrap());
    assert_eq!(check().await, Some(Checked { mock: Some(held.mock), ..nothing }));
    assert_eq!(store.check_completion(&Code::of([2; 10])).await.unwrap(), None);
    let clear = ground.column("SELECT code_hash FROM completion").await;
    assert_eq!(clear.len(), 1);
    assert_ne!(clear[0].as_deref(), Some(held.code.as_str()), "it is found by its digest");

    for nobody in [CompletionId::new(""), CompletionId::new("nothing")] {
        assert_eq!(store.completion(&ada, &nobody).await.unwrap(), None);
    }
    assert_eq!(store.completion(&ben, &held.id).await.unwrap(), None);
    assert_eq!(store.delete_account(&ada, at(9).wall).await.unwrap(), Deletion::Done);
    assert_eq!(check().await, None, "what was erased is not known");
    assert_eq!(ground.count("badge_place").await, 1, "its place is given to nobody else");
}

pub async fn a_withdrawn_certificate_stays_and_says_so(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let held = issued(&ground, &ada, Level::Foundation, 1).await;
    let other = issued(&ground, &ada, Level::Auditor, 5).await;
    assert_eq!(store.withdrawn_places(1).await.unwrap(), Some(BTreeSet::new()));
    assert!(!store.withdraw_completion(&ben, &held.id, at(6).wall).await.unwrap(), "it is not his");
    assert!(store.withdraw_completion(&ada, &held.id, at(7).wall).await.unwrap());
    assert!(!store.withdraw_completion(&ada, &held.id, at(8).wall).await.unwrap(), "once");
    let now = store.completion(&ada, &held.id).await.unwrap().expect("it stays");
    let own = Withdrawn { at: at(7).wall, by: Withdrawer::Holder, reason: String::new() };
    assert_eq!(now.withdrawn, Some(own.clone()));
    let checked = store.check_completion(&held.code).await.unwrap().expect("it stays");
    assert_eq!(checked.withdrawn, Some(at(7).wall));
    assert_eq!(store.withdrawn_places(1).await.unwrap(), Some(BTreeSet::from([held.place.index])));

    let withdraw = async |code: &Code, now| store.withdraw_by_code(code, "A mistake.".to_owned(), now).await.unwrap();
    assert_eq!(withdraw(&Code::of([2; 10]), at(9).wall).await, None);
    assert_eq!(withdraw(&held.code, at(9).wall).await.and_then(|one| one.withdrawn), Some(own), "it stays as it was");
    let gone = withdraw(&other.code, at(10).wall).await.expect("it is there");
    let by_service = Withdrawn { at: at(10).wall, by: Withdrawer::Service, reason: "A mistake.".to_owned() };
    assert_eq!(gone.withdrawn, Some(by_service));
    let both = BTreeSet::from([held.place.index, other.place.index]);
    assert_eq!(store.withdrawn_places(1).await.unwrap(), Some(both));
    assert_eq!(store.withdrawn_places(2).await.unwrap(), None, "no badge has a place there");
    for by in [Withdrawer::Holder, Withdrawer::Service] {
        assert_eq!(Withdrawer::from_word(by.word()), Some(by));
    }
}

pub async fn a_badge_is_taken_by_a_link_for_a_while(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let held = issued(&ground, &ada, Level::Foundation, 1).await;
    let token = |name: &str| Token(format!("hash of {name}"));
    let make = async |who, name| store.make_badge_link(who, &held.id, token(name), at(10).wall).await.unwrap();
    let behind = async |name, now| store.completion_behind(&token(name), now).await.unwrap();
    assert!(!make(&ben, "his").await, "it is not his");
    assert!(make(&ada, "first").await && make(&ada, "second").await);
    let over = at(10).wall.plus(BADGE_LINK_GOOD_FOR);
    assert_eq!(behind("second", Timestamp(over.0 - 1)).await, Some(held.clone()));
    for (name, now) in [("first", at(11).wall), ("his", at(11).wall), ("second", over)] {
        assert_eq!(behind(name, now).await, None, "{name}");
    }
    assert!(store.withdraw_completion(&ada, &held.id, at(12).wall).await.unwrap());
    assert_eq!(behind("second", at(13).wall).await, None, "it was withdrawn");
    assert!(!make(&ada, "third").await);
}

pub async fn a_place_is_given_once(ground: Ground) {
    let mut places = Vec::new();
    for number in 0..6 {
        let who = ground.person(&format!("person-{number}")).await;
        let what = Fresh { places: vec![7, 7, 9], ..fresh(number) };
        let made = ground.store.issue_completion(&who, earned(Level::Foundation), what, at(1).wall).await.unwrap();
        assert!(matches!(made, Issued::New(_)));
        let held = ground.store.completions(&who).await.unwrap().remove(0);
        places.push((held.place.list, held.place.index));
    }
    assert_eq!(places, [(1, 7), (1, 9), (2, 7), (2, 9), (3, 7), (3, 9)], "the next list when all are taken");
    let place = Place { list: 1, index: 7 };
    assert_eq!((place.list, place.index), places[0]);
}

pub async fn one_key_is_in_use_and_the_others_are_remembered(ground: Ground) {
    let store = &ground.store;
    assert!(store.signing_key().await.unwrap().is_none());
    assert!(!store.rotate_signing_key(key("early"), Retired::InTime, at(1).wall).await.unwrap(), "there is none");
    assert_eq!(store.key_history().await.unwrap(), []);
    let ada = ground.person("ada").await;
    issued(&ground, &ada, Level::Foundation, 1).await;
    issued(&ground, &ada, Level::Auditor, 9).await;
    let first = store.signing_key().await.unwrap().expect("the first certificate made it");
    assert_eq!((first.id.as_str(), first.secret.as_str(), first.created), ("z6Mk1", "secret of 1", at(1).wall));
    let rotate = |name: &'static str, why, now: i64| {
        let store = store.clone();
        tokio::spawn(async move { store.rotate_signing_key(key(name), why, at(now).wall).await })
    };
    assert!(rotate("second", Retired::InTime, 50).await.unwrap().unwrap());
    assert!(rotate("third", Retired::Stolen, 60).await.unwrap().unwrap());
    let record = |id: &str, created, retired: Option<i64>| KeyRecord {
        id: format!("z6Mk{id}"),
        created: at(created).wall,
        retired: retired.map(|retired| at(retired).wall),
    };
    let history = store.key_history().await.unwrap();
    let third = record("third", 60, None);
    assert_eq!(
        history,
        [record("1", 1, Some(50)), record("second", 50, Some(50)), third],
        "nothing of the second counts"
    );
    let kept = ground.column("SELECT secret FROM signing_key WHERE secret <> ''").await;
    assert_eq!(kept, [Some("secret of third".to_owned())], "secret halves of retired ones are forgotten");

    let done = all(["a", "b", "c", "d"].into_iter().map(|name| rotate(name, Retired::InTime, 70))).await;
    assert!(done.contains(&true));
    assert_eq!(ground.count("signing_key WHERE retired_at IS NULL").await, 1, "whatever races, one is in use");
}

pub async fn what_was_studied_is_told_in_order(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let chosen = |level| StudyEvent::LevelChosen { level };
    for (now, level) in [(1, Some(Level::Auditor)), (2, None)] {
        store.study(&ada, chosen(level), at(now).wall).await.unwrap();
    }
    let told = store.study_events(&ada).await.unwrap();
    assert_eq!(told, [(at(1).wall, chosen(Some(Level::Auditor))), (at(2).wall, chosen(None))]);
    assert_eq!(store.study_events(&ground.person("ben").await).await.unwrap(), []);
}
