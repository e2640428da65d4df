use domain::attempt::{Act, GRACE, Phase, Refusal, Why};
use domain::marks::Marks;
use domain::time::Millis;
use store::{SaveOutcome, Saved};

use crate::ground::{GRANTED, Ground, answer, at, right, saved, wrong};
use crate::races::all;

/// The first moment at which nothing is taken any more.
const CLOSED: i64 = GRANTED.0 + GRACE.0 + 1;

pub async fn what_comes_after_the_deadline_is_kept_and_does_not_count(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let exam = ground.exam(&ada, 3, at(0)).await;
    let save = async |sequence, act, now| store.save(&ada, &exam, saved(sequence, act), at(now)).await.unwrap();
    let late = SaveOutcome::Refused(Refusal::Late);
    let in_time = save(1, right(0), GRANTED.0 - 1).await;
    assert_eq!(in_time, SaveOutcome::Saved(Saved { remaining: Millis(1), holds: true }));
    assert_eq!(save(2, right(1), CLOSED).await, late, "before the end was entered");
    assert!(matches!(save(1, right(0), CLOSED).await, SaveOutcome::Saved(_)), "what was acknowledged stays so");
    assert_eq!(store.expire_due(at(CLOSED)).await.unwrap(), std::slice::from_ref(&exam));
    assert_eq!(save(3, right(2), CLOSED + 1).await, late, "and after it");
    let lines = ground.lines(&exam).await;
    assert_eq!((save(2, right(1), CLOSED + 2).await, save(3, right(2), CLOSED + 2).await), (late, late));
    assert!(matches!(save(1, right(0), CLOSED + 2).await, SaveOutcome::Saved(_)));
    assert_eq!(ground.lines(&exam).await, lines, "sent again, nothing is kept twice");
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!((attempt.head.phase, attempt.head.score), (Phase::Expired, Some(Marks(100))));
    assert_eq!((attempt.head.used, attempt.spent[1]), (Some(GRANTED), Millis(0)));
    let aside = attempt.aside.iter().map(|aside| (aside.why, aside.act.clone(), aside.admitted)).collect::<Vec<_>>();
    assert_eq!(aside, [(Why::Late, right(1), false), (Why::Late, right(2), false)]);
}

pub async fn what_comes_after_handing_in_is_kept_and_does_not_count(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let exam = ground.exam(&ada, 3, at(0)).await;
    let save = async |sequence, act| store.save(&ada, &exam, saved(sequence, act), at(10)).await.unwrap();
    let refused = SaveOutcome::Refused;
    assert!(matches!(save(1, wrong(0)).await, SaveOutcome::Saved(_)));
    store.submit(&ada, &exam, at(10)).await.unwrap();
    let receipt = ground.attempt(&ada, &exam).await.receipt;
    assert_eq!(save(2, right(0)).await, refused(Refusal::Over));
    assert_eq!(save(2, right(0)).await, refused(Refusal::Over), "asked twice, answered alike");
    assert_eq!(save(3, Act::Clear { item: 0 }).await, refused(Refusal::Over));
    assert_eq!(save(4, Act::Note { item: 1, text: "see 8.5".to_owned() }).await, refused(Refusal::Over));
    assert_eq!(save(5, Act::Flag { item: 0 }).await, refused(Refusal::Over));
    assert_eq!(save(6, answer(0, 4)).await, refused(Refusal::UnknownOption));
    assert_eq!(save(6, answer(3, 0)).await, refused(Refusal::UnknownItem));
    assert!(matches!(save(1, wrong(0)).await, SaveOutcome::Saved(_)), "what was acknowledged stays so");
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!((attempt.head.score, attempt.sheet.answered()), (Some(Marks(0)), 1));
    assert_eq!(attempt.aside.len(), 3, "answers and notes are kept, flags are not: {:?}", attempt.aside);
    assert_eq!(attempt.receipt, receipt, "the receipt is of the log up to the end");
}

pub async fn one_that_cannot_be_marked_holds_up_no_other(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let (first, second) = (ground.exam(&ada, 2, at(0)).await, ground.exam(&ben, 2, at(1)).await);
    let set = |from: &str, to: &str| {
        format!("UPDATE attempt SET paper = REPLACE(paper, '{from}', '{to}') WHERE id = '{first}'")
    };
    let (known, unknown) = (crate::ground::item(0).to_string(), "no-such-item");
    ground.execute(&set(&known, unknown)).await;
    assert_eq!(store.expire_due(at(CLOSED + 1)).await.unwrap(), [second]);
    assert_eq!(store.running_exam(&ada).await.unwrap(), Some(first.clone()), "nothing of it is half done");
    assert_eq!(ground.lines(&first).await, 1);
    ground.execute(&set(unknown, &known)).await;
    assert_eq!(store.expire_due(at(CLOSED + 2)).await.unwrap(), std::slice::from_ref(&first));
}

pub async fn so_much_is_kept_and_no_more(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 3, at(0)).await;
    ground.store.submit(&ada, &exam, at(1)).await.unwrap();
    let outcomes = all((0..520_u64).map(|n| {
        let (store, ada, exam) = (ground.store.clone(), ada.clone(), exam.clone());
        let save = saved(n, answer((n % 3) as u16, (n % 4) as u8));
        tokio::spawn(async move { store.save(&ada, &exam, save, at(2)).await })
    }))
    .await;
    assert!(outcomes.iter().all(|outcome| *outcome == SaveOutcome::Refused(Refusal::Over)), "{outcomes:?}");
    assert_eq!(ground.attempt(&ada, &exam).await.aside.len(), 500);
}
