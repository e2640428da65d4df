use std::collections::BTreeSet;

use domain::attempt::{Act, Refusal, Save};
use domain::marks::Marks;
use domain::response::Response;
use store::{Fault, Finished, SaveOutcome, StartOutcome};
use tokio::task::JoinHandle;

use crate::ground::{Ground, answer, at, new_exam, right, saved};

/// What tasks return, in their order.
pub async fn all<T>(tasks: impl Iterator<Item = JoinHandle<Result<T, Fault>>>) -> Vec<T> {
    let mut done = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        done.push(task.await.expect("nothing panics").expect("the store answers"));
    }
    done
}

pub async fn many_starts_make_one(ground: Ground) {
    let ada = ground.person("ada").await;
    let outcomes = all((0..20).map(|n| {
        let (store, new) = (ground.store.clone(), new_exam(&ada, 3));
        tokio::spawn(async move { store.start_attempt(new, at(n)).await })
    }))
    .await;
    let started = outcomes.iter().filter(|outcome| matches!(outcome, StartOutcome::Started(_))).count();
    let ids = outcomes.into_iter().map(|outcome| match outcome {
        StartOutcome::Started(id) | StartOutcome::Running(id) | StartOutcome::Before(id) => id.to_string(),
        StartOutcome::Closed => panic!("there is no assignment"),
    });
    assert_eq!((started, ids.collect::<BTreeSet<_>>().len()), (1, 1));
    assert_eq!(ground.store.attempts(&ada).await.unwrap().len(), 1);
    assert_eq!(ground.store.study_record(&ada).await.unwrap().items.len(), 3);
}

pub async fn many_saves_are_all_durable(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 40, at(0)).await;
    let outcomes = all((0..100_u16).map(|n| {
        let (store, ada, exam, item) = (ground.store.clone(), ada.clone(), exam.clone(), n % 40);
        let act = match n / 40 {
            0 => answer(item, (item % 4) as u8),
            1 => Act::Flag { item },
            _ => Act::StrikeOut { item, option: 1 },
        };
        tokio::spawn(async move { store.save(&ada, &exam, saved(u64::from(n) + 1, act), at(i64::from(n))).await })
    }))
    .await;
    assert!(outcomes.iter().all(|outcome| matches!(outcome, SaveOutcome::Saved(_))), "{outcomes:?}");
    let sheet = ground.attempt(&ada, &exam).await.sheet;
    for (item, row) in sheet.rows().iter().enumerate() {
        assert_eq!(row.response, Some(Response::Choice(item as u8 % 4)));
        assert_eq!((row.flagged, row.struck), (true, if item < 20 { 2 } else { 0 }));
    }
    let sql = format!(
        "SELECT CAST(number AS TEXT) FROM attempt_event WHERE attempt_id = '{exam}' ORDER BY attempt_event.number"
    );
    let numbers = ground.column(&sql).await.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(numbers, (1..=101).map(|n: usize| n.to_string()).collect::<Vec<_>>(), "the log has no gap");
}

pub async fn the_highest_sequence_wins(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 1, at(0)).await;
    let outcomes = all((1..=100_u64).map(|n| {
        let (store, ada, exam, sequence) = (ground.store.clone(), ada.clone(), exam.clone(), n * 37 % 101);
        let act = answer(0, (sequence % 4) as u8);
        tokio::spawn(async move { store.save(&ada, &exam, saved(sequence, act), at(1)).await })
    }))
    .await;
    let sound = |outcome: &SaveOutcome| matches!(outcome, SaveOutcome::Saved(_) | SaveOutcome::Refused(Refusal::Stale));
    assert!(outcomes.iter().all(sound), "{outcomes:?}");
    let sheet = ground.attempt(&ada, &exam).await.sheet;
    assert_eq!((sheet.response(0), sheet.sequence()), (Some(&Response::Choice(0)), 100));
}

pub async fn an_acknowledged_save_is_in_the_score(ground: Ground) {
    let ada = ground.person("ada").await;
    for round in 0..8_i64 {
        let exam = ground.exam(&ada, 20, at(round)).await;
        let save = |item: u16| {
            let (store, ada, exam) = (ground.store.clone(), ada.clone(), exam.clone());
            let save = saved(u64::from(item) + 1, right(item));
            tokio::spawn(async move { store.save(&ada, &exam, save, at(round)).await })
        };
        let before = (0..10).map(save).collect::<Vec<_>>();
        let (store, who, id) = (ground.store.clone(), ada.clone(), exam.clone());
        let submit = tokio::spawn(async move { store.submit(&who, &id, at(round)).await });
        let after = (10..20).map(save).collect::<Vec<_>>();
        assert_eq!(submit.await.unwrap().unwrap(), Finished::Now);
        let outcomes = all(before.into_iter().chain(after)).await;
        let kept = outcomes.iter().filter(|outcome| matches!(outcome, SaveOutcome::Saved(_))).count();
        let over = outcomes.iter().filter(|outcome| **outcome == SaveOutcome::Refused(Refusal::Over)).count();
        assert_eq!(kept + over, 20, "{outcomes:?}");
        let attempt = ground.attempt(&ada, &exam).await;
        assert_eq!((attempt.head.score, attempt.sheet.answered()), (Some(Marks::whole(kept as u16)), kept));
        assert_eq!(attempt.aside.len(), over, "what came too late is kept");
    }
}

pub async fn many_submissions_end_it_once(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 3, at(0)).await;
    let save = Save { key: "k".to_owned(), sequence: 1, act: right(0) };
    ground.store.save(&ada, &exam, save, at(1)).await.unwrap();
    let outcomes = all((0..20).map(|n| {
        let (store, ada, exam) = (ground.store.clone(), ada.clone(), exam.clone());
        tokio::spawn(async move {
            // The server's own clock races the candidate.
            if n % 5 == 4 {
                store.expire_due(at(1_000_000)).await?;
            }
            store.submit(&ada, &exam, at(n)).await
        })
    }))
    .await;
    assert!(outcomes.iter().filter(|outcome| **outcome == Finished::Now).count() <= 1);
    assert!(!outcomes.contains(&Finished::Absent));
    assert_eq!(ground.count("attempt_event WHERE save_key LIKE 'ended:%'").await, 1);
    let record = ground.store.study_record(&ada).await.unwrap();
    assert_eq!(record.items.values().map(|item| item.answered).sum::<u32>(), 1, "it is counted once");
}
