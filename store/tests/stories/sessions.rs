use domain::time::Millis;
use store::{Role, Token};

use crate::ground::{Ground, at};

const LIFE: Millis = Millis(1_000);

fn token(text: &str) -> Token {
    Token(text.to_owned())
}

async fn begin(ground: &Ground, account: &domain::ids::AccountId, name: &str, now: i64) {
    let agent = format!("agent {name}");
    ground.store.begin_session(token(name), format!("id-{name}"), account, agent, at(now).wall, LIFE).await.unwrap();
}

pub async fn a_session_is_found_until_it_expires(ground: Ground) {
    let ada = ground.person("ada").await;
    begin(&ground, &ada, "one", 0).await;
    let found = async |now| ground.store.session(&token("one"), at(now).wall).await.unwrap();
    let session = found(999).await.expect("it lives");
    assert_eq!((session.account, session.name.as_str(), session.role), (ada.clone(), "ada", Role::Candidate));
    assert_eq!((session.id.as_str(), session.seen_at), ("id-one", at(0).wall));
    assert_eq!(found(1_000).await, None);
    assert_eq!(ground.store.session(&token("other"), at(0).wall).await.unwrap(), None);
    ground.store.touch_session(token("one"), at(900).wall, LIFE).await.unwrap();
    assert_eq!(found(1_899).await.expect("use moves its end").seen_at, at(900).wall);
    assert_eq!(found(1_900).await, None);
    begin(&ground, &ada, "two", 2_000).await;
    assert_eq!(ground.count("session").await, 1, "the dead one is swept");
}

pub async fn ending_one_and_ending_all(ground: Ground) {
    let (ada, ben) = (ground.person("ada").await, ground.person("ben").await);
    for (account, name) in [(&ada, "one"), (&ada, "two"), (&ada, "three"), (&ben, "other")] {
        begin(&ground, account, name, 0).await;
    }
    ground.store.touch_session(token("two"), at(5).wall, LIFE).await.unwrap();
    let list = ground.store.sessions(&ada, at(6).wall).await.unwrap();
    assert_eq!((list.len(), list[0].id.as_str(), list[0].agent.as_str()), (3, "id-two", "agent two"));
    assert!(!ground.store.end_session(&ada, "id-other".to_owned()).await.unwrap(), "somebody else's looks absent");
    assert!(ground.store.end_session(&ada, "id-two".to_owned()).await.unwrap());
    assert!(!ground.store.end_session(&ada, "id-two".to_owned()).await.unwrap());
    assert_eq!(ground.store.session(&token("two"), at(6).wall).await.unwrap(), None);
    ground.store.end_sessions(&ada).await.unwrap();
    assert_eq!(ground.store.sessions(&ada, at(6).wall).await.unwrap(), []);
    assert!(ground.store.session(&token("other"), at(6).wall).await.unwrap().is_some());
}

pub async fn a_new_password_ends_every_session(ground: Ground) {
    let (ada, ben) = (ground.person("ada").await, ground.person("ben").await);
    begin(&ground, &ada, "one", 0).await;
    begin(&ground, &ben, "other", 0).await;
    ground.store.rehash(&ada, "the same password".to_owned()).await.unwrap();
    assert!(ground.store.session(&token("one"), at(1).wall).await.unwrap().is_some());
    assert!(ground.store.set_password(&ada, "another".to_owned()).await.unwrap());
    assert_eq!(ground.store.session(&token("one"), at(1).wall).await.unwrap(), None);
    assert!(ground.store.session(&token("other"), at(1).wall).await.unwrap().is_some());
}

pub async fn devices_are_remembered(ground: Ground) {
    let (ada, ben) = (ground.person("ada").await, ground.person("ben").await);
    let knows = async |account| ground.store.knows_device(&token("browser"), account).await.unwrap();
    assert!(!knows(&ada).await);
    ground.store.remember_device(token("browser"), &ada, at(0).wall).await.unwrap();
    ground.store.remember_device(token("browser"), &ada, at(1).wall).await.unwrap();
    assert!(knows(&ada).await && !knows(&ben).await);
    ground.store.remember_device(token("browser"), &ben, at(2).wall).await.unwrap();
    assert!(knows(&ben).await && !knows(&ada).await, "a browser is known for whoever used it last");
}
