use domain::ids::{AccountId, CheckId, LessonId};
use domain::record::{StudyEvent, StudyRecord};
use domain::time::Timestamp;

use crate::ground::{Ground, at, item, right, saved};

/// The replay of everything in the log, in its order.
async fn replay(ground: &Ground, account: &AccountId) -> StudyRecord {
    let sql = format!(
        "SELECT CAST(at AS TEXT) || ' ' || body FROM study_event WHERE account_id = '{account}' ORDER BY at, id"
    );
    let mut record = StudyRecord::default();
    for line in ground.column(&sql).await.into_iter().flatten() {
        let (at, body) = line.split_once(' ').expect("a time and an event");
        let event = serde_json::from_str(body).expect("an event");
        record.apply(&event, Timestamp(at.parse().expect("a time")));
    }
    record
}

pub async fn the_record_is_the_replay_of_its_events(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    assert_eq!(store.study_record(&ada).await.unwrap(), StudyRecord::default());
    let item = item(0);
    let check = |choice| StudyEvent::CheckAnswered { check: CheckId::new("c-1"), choice, right: choice == 2 };
    for event in [
        StudyEvent::ItemsShown { items: vec![item.clone()] },
        StudyEvent::ItemsMarked { results: vec![(item.clone(), false)] },
        StudyEvent::ItemsMarked { results: vec![(item.clone(), true)] },
        check(2),
        check(1),
        StudyEvent::LessonEnded { lesson: LessonId::new("f-series") },
    ] {
        store.study(&ada, event, at(7).wall).await.unwrap();
    }
    let exam = ground.exam(&ada, 3, at(10)).await;
    store.save(&ada, &exam, saved(1, right(0)), at(20)).await.unwrap();
    store.submit(&ada, &exam, at(30)).await.unwrap();
    let record = store.study_record(&ada).await.unwrap();
    assert_eq!(record, replay(&ground, &ada).await);
    assert_eq!((record.items[&item].last, record.checks[&CheckId::new("c-1")].choice), (Some(true), 1));
    assert_eq!(record.last_at, Some(at(30).wall));
}

pub async fn events_at_once_are_all_in_the_record(ground: Ground) {
    let ada = ground.person("ada").await;
    let tasks = (0..30).map(|n| {
        let (store, ada) = (ground.store.clone(), ada.clone());
        let event = StudyEvent::CheckAnswered { check: CheckId::new(format!("c-{n}")), choice: 0, right: true };
        tokio::spawn(async move { store.study(&ada, event, at(n).wall).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    let record = ground.store.study_record(&ada).await.unwrap();
    assert_eq!(record.checks.len(), 30);
    assert_eq!(record.checks, replay(&ground, &ada).await.checks);
}
