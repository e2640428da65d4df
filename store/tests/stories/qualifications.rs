use domain::ids::ResultId;
use domain::question::Level;
use store::{OfficialResult, fresh_id};

use crate::ground::{Ground, at};

pub fn result(level: Level, number: &str, day: &str) -> OfficialResult {
    OfficialResult {
        id: ResultId::new(fresh_id(at(0).wall)),
        level,
        institute: "Canary institute".to_owned(),
        awarded_on: day.to_owned(),
        certificate_number: number.to_owned(),
    }
}

pub async fn a_certificate_stands_once_and_only_its_owner_removes_it(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let first = result(Level::Auditor, "4711", "2026-03-18");
    let second = result(Level::Foundation, "4711", "2025-01-07");
    for one in [&first, &second, &result(Level::Auditor, "4711", "2026-03-19")] {
        store.record_result(&ada, one.clone(), at(0).wall).await.unwrap();
    }
    store.record_result(&ben, result(Level::Auditor, "4711", "2026-03-18"), at(0).wall).await.unwrap();
    assert_eq!(store.official_results(&ada).await.unwrap(), [second, first.clone()], "oldest first, each once");
    assert!(!store.remove_result(&ben, first.id.clone()).await.unwrap(), "somebody else's looks absent");
    assert!(store.remove_result(&ada, first.id.clone()).await.unwrap());
    assert!(!store.remove_result(&ada, first.id).await.unwrap());
    assert_eq!(store.official_results(&ben).await.unwrap().len(), 1);
}
