use std::sync::Arc;

use content::Library;
use domain::attempt::{Act, GRACE, Phase, Refusal};
use domain::ids::{AccountId, AttemptId};
use domain::item::Body;
use domain::marking::mark_paper;
use domain::marks::{Marks, Tally};
use domain::response::Response;
use domain::time::Millis;
use store::{Finished, SaveOutcome, Saved, StartOutcome, Store};

use crate::ground::{
    GRANTED, Ground, answer, at, by, course, is_common, item, key, new_exam, new_practice, right, saved, wrong,
};

pub async fn a_second_start_returns_the_running_one(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    assert_eq!(store.running_exam(&ada).await.unwrap(), None);
    let first = ground.exam(&ada, 3, at(0)).await;
    let again = store.start_attempt(new_exam(&ada, 3), at(1)).await.unwrap();
    assert_eq!(again, StartOutcome::Running(first.clone()));
    assert_eq!(store.running_exam(&ada).await.unwrap(), Some(first.clone()));
    let practice = store.start_attempt(new_practice(&ada, 3), at(2)).await.unwrap();
    assert!(matches!(practice, StartOutcome::Started(_)), "practice does not compete with an exam");
    ground.exam(&ben, 3, at(3)).await;
    assert_eq!(store.study_record(&ada).await.unwrap().times_seen(&item(0)), 2);
    store.submit(&ada, &first, at(4)).await.unwrap();
    let next = ground.exam(&ada, 3, at(5)).await;
    let heads = store.attempts(&ada).await.unwrap();
    assert_eq!(heads.iter().map(|head| &head.id).collect::<Vec<_>>()[0], &next, "newest first");
    assert_eq!((heads.len(), heads[2].phase, heads[0].marks), (3, Phase::Submitted, Marks::whole(3)));
    assert!(store.attempt(&ben, &first).await.unwrap().is_none(), "somebody else's looks absent");
}

pub async fn saves_are_refused_for_a_reason_or_kept(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let exam = ground.exam(&ada, 3, at(0)).await;
    let save = async |sequence, act| store.save(&ada, &exam, saved(sequence, act), at(1_000)).await.unwrap();
    let kept = SaveOutcome::Saved(Saved { remaining: Millis(GRANTED.0 - 1_000), holds: true });
    let refused = SaveOutcome::Refused;
    assert_eq!(save(5, answer(0, 1)).await, kept);
    assert_eq!(save(5, answer(0, 1)).await, kept, "the same save sent twice is stored once");
    assert_eq!(save(4, answer(0, 2)).await, refused(Refusal::Stale));
    assert_eq!(save(3, Act::Flag { item: 0 }).await, kept, "a flag does not compete with an answer");
    assert_eq!(save(2, Act::StrikeOut { item: 0, option: 3 }).await, kept);
    assert_eq!(save(1, Act::StrikeOut { item: 0, option: 2 }).await, kept);
    assert_eq!(save(6, answer(3, 0)).await, refused(Refusal::UnknownItem));
    assert_eq!(save(6, answer(0, 4)).await, refused(Refusal::UnknownOption));
    assert_eq!(save(6, Act::Restore { item: 0, option: 200 }).await, refused(Refusal::UnknownOption));
    assert_eq!(save(u64::MAX, answer(2, 0)).await, kept);
    for (account, id) in [(&ben, &exam), (&ada, &AttemptId::new("nothing"))] {
        let outcome = store.save(account, id, saved(9, answer(0, 0)), at(1_000)).await.unwrap();
        assert_eq!(outcome, SaveOutcome::Absent);
    }
    let attempt = ground.attempt(&ada, &exam).await;
    let row = &attempt.sheet.rows()[0];
    assert_eq!((row.response.clone(), row.flagged, row.struck), (Some(Response::Choice(1)), true, 0b1100));
    assert_eq!((attempt.sheet.answered(), attempt.spent[0]), (2, Millis(1_000)));
    assert_eq!(
        ground.lines(&exam).await,
        7,
        "what was refused for its place in time is kept, what does not fit is not"
    );
}

pub async fn the_deadline_has_a_grace_and_then_an_end(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let (deadline, closed) = (GRANTED.0, GRANTED.0 + GRACE.0);
    let exam = ground.exam(&ada, 3, at(0)).await;
    let save = async |sequence, now| {
        store.save(&ada, &exam, saved(sequence, answer(0, (sequence % 4) as u8)), at(now)).await.unwrap()
    };
    let kept = |remaining| SaveOutcome::Saved(Saved { remaining: Millis(remaining), holds: true });
    assert_eq!(save(1, deadline - 1).await, kept(1));
    assert_eq!(save(2, closed).await, kept(0));
    assert_eq!(save(3, closed + 1).await, SaveOutcome::Refused(Refusal::Late));
    let expired = async |now| store.expire_due(at(now)).await.unwrap();
    assert_eq!(expired(closed).await, []);
    assert_eq!(expired(closed + 1).await, std::slice::from_ref(&exam));
    assert_eq!(expired(closed + 2).await, []);
    assert_eq!(save(4, closed + 3).await, SaveOutcome::Refused(Refusal::Late));
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!((attempt.head.phase, attempt.head.used), (Phase::Expired, Some(GRANTED)));
    assert_eq!(attempt.sheet.response(0), Some(&Response::Choice(2)));
    assert_eq!(store.submit(&ada, &exam, at(closed + 4)).await.unwrap(), Finished::Before);
    let practice = store.start_attempt(new_practice(&ada, 2), at(0)).await.unwrap();
    assert!(matches!(practice, StartOutcome::Started(_)));
    assert_eq!(expired(closed * 100).await, [], "practice has no deadline");
}

pub async fn submitting_happens_once(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let exam = ground.exam(&ada, 3, at(0)).await;
    assert_eq!(store.submit(&ben, &exam, at(1)).await.unwrap(), Finished::Absent);
    assert_eq!(store.submit(&ada, &AttemptId::new("nothing"), at(1)).await.unwrap(), Finished::Absent);
    store.save(&ada, &exam, saved(1, right(0)), at(2)).await.unwrap();
    store.save(&ada, &exam, saved(2, wrong(1)), at(3)).await.unwrap();
    assert_eq!(store.submit(&ada, &exam, at(4)).await.unwrap(), Finished::Now);
    assert_eq!(store.submit(&ada, &exam, at(5)).await.unwrap(), Finished::Before);
    let late = store.save(&ada, &exam, saved(3, right(2)), at(6)).await.unwrap();
    assert_eq!(late, SaveOutcome::Refused(Refusal::Over));
    let attempt = ground.attempt(&ada, &exam).await;
    let head = &attempt.head;
    assert_eq!((head.score, head.marks, head.pass_mark), (Some(Marks(100)), Marks(300), Some(Marks(200))));
    assert_eq!((head.passed, head.used), (Some(false), Some(Millis(4))));
    let scores = attempt.result.expect("it is marked").items.into_iter().map(|item| item.score.0).collect::<Vec<_>>();
    assert_eq!(scores, [100, 0, 0]);
    let record = store.study_record(&ada).await.unwrap();
    let last = |place| record.items[&item(place)].last;
    assert_eq!((last(0), last(1), last(2)), (Some(true), Some(false), None), "what was left open is not missed");
}

pub async fn the_stored_result_is_the_replay(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let exam = ground.exam(&ada, 10, at(0)).await;
    for n in 0..60_u64 {
        let item = (n * 7 % 10) as u16;
        let act = match n % 5 {
            0 => Act::Clear { item },
            1 => Act::Flag { item },
            _ => answer(item, if n % 3 == 0 { key(usize::from(item)) } else { (n % 4) as u8 }),
        };
        store.save(&ada, &exam, saved(n * 13 % 41, act), at(n as i64)).await.unwrap();
    }
    store.submit(&ada, &exam, at(100)).await.unwrap();
    let attempt = ground.attempt(&ada, &exam).await;
    let items = store.paper_items(&attempt.paper).await.unwrap();
    let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &attempt.sheet, &attempt.layout);
    assert_eq!(attempt.head.score, Some(marked.total.score));
    assert_eq!(attempt.result, Some(marked));
}

/// The course after an editor gave the first live item another key.
fn edited() -> Arc<Library> {
    let mut library = Library::clone(&course());
    let item = library.items.iter_mut().find(|item| is_common(item)).expect("the bank is large");
    let Body::Single { key, .. } = &mut item.body else { panic!("it has one right option") };
    *key = (*key + 1) % 4;
    item.stem = "Another stem".to_owned();
    item.digest = "another digest".to_owned();
    Arc::new(library)
}

pub async fn an_attempt_is_marked_by_the_versions_that_it_showed(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 2, at(0)).await;
    ground.store.save(&ada, &exam, saved(1, right(0)), at(1)).await.unwrap();
    let store = Store::open(&ground.url, edited()).await.unwrap();
    let stem = async |id: &AttemptId, account: &AccountId| {
        let paper = store.attempt(account, id).await.unwrap().expect("it is there").paper;
        store.paper_items(&paper).await.unwrap().remove(0).stem
    };
    assert_eq!(stem(&exam, &ada).await, course().item(&item(0)).expect("it is there").stem);
    store.save(&ada, &exam, by("later", 2, right(1)), at(2)).await.unwrap();
    store.submit(&ada, &exam, at(3)).await.unwrap();
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!(attempt.result.expect("it is marked").total, Tally { score: Marks(200), marks: Marks(200) });
    store.close().await;
}
