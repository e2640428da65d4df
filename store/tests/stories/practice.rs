use domain::attempt::{Act, Confidence, Refusal, Save};
use domain::ids::AttemptId;
use domain::marks::Marks;
use domain::response::Response;
use store::{Finished, PracticeAnswer, SaveOutcome, StartOutcome};

use crate::ground::{Ground, answer, at, item, key, new_practice, saved};

pub async fn the_first_answer_is_final(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let started = store.start_attempt(new_practice(&ada, 2), at(0)).await.unwrap();
    let StartOutcome::Started(set) = started else { panic!("{started:?}") };
    let give = async |sequence, act| store.answer_practice(&ada, &set, saved(sequence, act), at(1)).await.unwrap();
    let refused = PracticeAnswer::Refused;
    assert_eq!(give(1, answer(2, 0)).await, refused(Refusal::UnknownItem));
    assert_eq!(give(1, answer(0, 9)).await, refused(Refusal::UnknownOption));
    assert_eq!(give(1, Act::Clear { item: 0 }).await, refused(Refusal::AlreadyAnswered));
    let wrong = (key(0) + 1) % 4;
    assert_eq!(give(1, answer(0, wrong)).await, PracticeAnswer::Taken);
    assert_eq!(give(1, answer(0, wrong)).await, PracticeAnswer::Taken, "the same save sent twice is stored once");
    assert_eq!(give(2, answer(0, key(0))).await, refused(Refusal::AlreadyAnswered));
    assert_eq!(give(3, Act::Clear { item: 0 }).await, refused(Refusal::AlreadyAnswered), "and cannot be taken back");
    let sure = |confidence| Act::Confide { item: 1, confidence: Some(confidence) };
    assert_eq!(give(9, sure(Confidence::Sure)).await, PracticeAnswer::Taken);
    assert_eq!(give(8, sure(Confidence::Guess)).await, refused(Refusal::Stale), "an older word changes nothing");
    for (account, id) in [(&ben, &set), (&ada, &AttemptId::new("nothing"))] {
        let save = Save { key: "foreign".to_owned(), sequence: 3, act: answer(1, 0) };
        assert_eq!(store.answer_practice(account, id, save, at(2)).await.unwrap(), PracticeAnswer::Absent);
    }
    let as_exam = store.save(&ada, &set, saved(4, answer(1, 0)), at(2)).await.unwrap();
    assert_eq!(as_exam, SaveOutcome::Absent, "a practice set is no exam");
    let record = store.study_record(&ada).await.unwrap();
    assert_eq!((record.items[&item(0)].last, record.items[&item(0)].answered), (Some(false), 1));
    assert_eq!(store.submit(&ada, &set, at(3)).await.unwrap(), Finished::Now);
    assert_eq!(give(5, answer(1, 0)).await, refused(Refusal::Over));
    let attempt = ground.attempt(&ada, &set).await;
    assert_eq!(attempt.sheet.rows()[1].confidence, Some(Confidence::Sure));
    assert_eq!((attempt.sheet.response(0), attempt.head.score), (Some(&Response::Choice(wrong)), Some(Marks(0))));
    assert_eq!(store.study_record(&ada).await.unwrap().items[&item(0)].answered, 1, "answers are counted once");
}
