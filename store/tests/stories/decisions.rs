use domain::attempt::{Event, Phase, Refusal};
use domain::ids::{AccountId, AttemptId};
use domain::marks::Marks;
use domain::time::Millis;
use store::{Attempt, Decision, SaveOutcome, Saved, Staff};

use crate::ground::{GRANTED, Ground, at, by, item, right, saved, trainer, wrong};

/// Somebody who sits an exam and somebody who looks after it.
struct Desk {
    ground: Ground,
    staff: Staff,
    ada: AccountId,
    exam: AttemptId,
}

impl Desk {
    async fn set(ground: Ground) -> Self {
        let org = ground.organisation("Larkfield IT").await;
        let ada = ground.member(&org, "ada").await;
        let exam = ground.exam(&ada, 3, at(0)).await;
        Self { staff: trainer(&org), ground, ada, exam }
    }

    async fn decide(&self, decision: Decision, key: &str, now: i64) -> bool {
        let (reason, key) = (format!("because of {key}"), key.to_owned());
        let me = AccountId::new("nobody");
        self.ground.store.decide((&self.staff, &me), &self.exam, decision, reason, key, at(now)).await.unwrap()
    }

    async fn save(&self, sequence: u64, act: domain::attempt::Act, now: i64) -> SaveOutcome {
        self.ground.store.save(&self.ada, &self.exam, saved(sequence, act), at(now)).await.unwrap()
    }

    async fn submit(&self, now: i64) {
        self.ground.store.submit(&self.ada, &self.exam, at(now)).await.unwrap();
    }

    async fn attempt(&self) -> Attempt {
        self.ground.attempt(&self.ada, &self.exam).await
    }

    /// How often the study record saw each of the three items answered.
    async fn times_answered(&self) -> [u32; 3] {
        let record = self.ground.store.study_record(&self.ada).await.unwrap();
        [0, 1, 2].map(|place| record.items.get(&item(place)).map_or(0, |item| item.answered))
    }

    async fn is_sound(&self) {
        assert_eq!(self.ground.faults().await, Vec::<&str>::new());
    }
}

pub async fn time_is_granted_once_with_a_reason(ground: Ground) {
    let desk = Desk::set(ground).await;
    let store = &desk.ground.store;
    for now in [50, 60] {
        assert!(desk.decide(Decision::Grant(Millis(30_000)), "fire-alarm", now).await);
        assert_eq!(desk.attempt().await.head.timing.granted(), Some(Millis(130_000)), "one key, one grant");
    }
    assert!(desk.decide(Decision::Grant(Millis(1_000)), "noise", 70).await);
    let granted = |length, reason: &str| Event::Granted {
        length: Millis(length),
        by: "Tess Trainer".to_owned(),
        reason: reason.to_owned(),
    };
    let wanted = [granted(30_000, "because of fire-alarm"), granted(1_000, "because of noise")];
    assert_eq!(decided(&desk.attempt().await), wanted);
    let kept = SaveOutcome::Saved(Saved { remaining: Millis(1_000), holds: true });
    assert_eq!(desk.save(1, right(0), 130_000).await, kept);
    assert_eq!(store.expire_due(at(GRANTED.0 + 3_000)).await.unwrap(), [], "the deadline went with it");
    assert!(!desk.decide(Decision::Reopen(Millis(1)), "running", 130_000).await, "it is running");
    assert!(!desk.decide(Decision::Admit(2), "running", 130_000).await, "it is running");
    assert_eq!(store.expire_due(at(133_001)).await.unwrap(), std::slice::from_ref(&desk.exam));
    assert!(!desk.decide(Decision::Grant(Millis(9)), "too late", 133_002).await, "it has ended");
    assert!(desk.decide(Decision::Grant(Millis(30_000)), "fire-alarm", 133_003).await, "that was done");
    let head = desk.attempt().await.head;
    assert_eq!((head.phase, head.used, head.score), (Phase::Expired, Some(Millis(131_000)), Some(Marks(100))));
    desk.is_sound().await;
}

pub async fn what_was_set_aside_is_admitted(ground: Ground) {
    let desk = Desk::set(ground).await;
    desk.save(1, wrong(0), 10).await;
    desk.save(2, right(1), 20).await;
    desk.submit(30).await;
    let handed_in = desk.attempt().await;
    assert_eq!((handed_in.head.score, handed_in.head.passed), (Some(Marks(100)), Some(false)));
    desk.save(3, right(0), 40).await;
    desk.save(4, right(2), 41).await;
    let number = desk.attempt().await.aside[0].number;
    for now in [50, 60] {
        assert!(desk.decide(Decision::Admit(number), "router", now).await);
        let attempt = desk.attempt().await;
        assert_eq!((attempt.head.score, attempt.head.passed), (Some(Marks(200)), Some(true)));
        assert_eq!(attempt.result.expect("it is marked").items[0].score, Marks(100));
        assert_eq!(attempt.aside.iter().map(|aside| aside.admitted).collect::<Vec<_>>(), [true, false]);
        assert_eq!(attempt.decisions.len(), 1, "one key, one decision");
        assert_eq!(attempt.receipt, handed_in.receipt, "the log up to the end is what it was");
        desk.is_sound().await;
    }
    let [by, reason] = ["Tess Trainer", "because of router"].map(str::to_owned);
    assert_eq!(desk.times_answered().await, [2, 1, 0], "the record has what changed, once");
    assert_eq!(decided(&desk.attempt().await), [Event::Admitted { number, by, reason }]);
    let lines = desk.ground.lines(&desk.exam).await;
    for (key, odd) in [("again", number), ("an answer that counts", 3), ("the start", 1), ("nothing", 99), ("less", -1)]
    {
        assert!(!desk.decide(Decision::Admit(odd), key, 70).await, "{key}: there is nothing to admit");
    }
    assert_eq!(desk.ground.lines(&desk.exam).await, lines);
    desk.is_sound().await;
}

pub async fn an_ended_exam_is_opened_again(ground: Ground) {
    let desk = Desk::set(ground).await;
    desk.ground.store.hold_attempt(&desk.ada, &desk.exam, "page".to_owned(), at(1)).await.unwrap();
    desk.save(1, right(0), 10_000).await;
    desk.submit(40_000).await;
    let first = desk.attempt().await;
    assert!(desk.decide(Decision::Reopen(Millis(5_000)), "crash", 70_000).await);
    let open = desk.attempt().await;
    assert_eq!((open.head.phase, open.head.finished_at, open.head.used), (Phase::Running, None, None));
    assert_eq!((open.head.score, open.head.passed, open.result, open.receipt), (None, None, None, None));
    assert_eq!(open.head.timing.remaining(at(70_000).service), Some(Millis(65_000)), "what was left, and more");
    desk.is_sound().await;
    let kept = SaveOutcome::Saved(Saved { remaining: Millis(64_000), holds: true });
    assert_eq!(desk.save(2, right(1), 71_000).await, kept, "no page holds it yet");
    assert!(desk.decide(Decision::Reopen(Millis(5_000)), "crash", 72_000).await, "that was done");
    desk.submit(80_000).await;
    let second = desk.attempt().await;
    assert_eq!((second.head.score, second.head.used), (Some(Marks(200)), Some(Millis(50_000))));
    assert!(second.receipt.is_some() && second.receipt != first.receipt, "the log went on, so the receipt is another");
    desk.is_sound().await;

    assert!(desk.decide(Decision::Reopen(Millis(5_000)), "crash", 90_000).await, "that was done");
    assert_eq!(desk.attempt().await.head, second.head, "and is not done again");
    assert!(desk.decide(Decision::Reopen(Millis(0)), "again", 100_000).await);
    let due = 100_000 + 55_000 + 2_001;
    assert_eq!(desk.ground.store.expire_due(at(due - 1)).await.unwrap(), []);
    assert_eq!(desk.ground.store.expire_due(at(due)).await.unwrap(), std::slice::from_ref(&desk.exam));
    let third = desk.attempt().await;
    assert_eq!((third.head.phase, third.head.used), (Phase::Expired, Some(Millis(105_000))));
    assert_eq!(third.decisions.len(), 2);
    assert_eq!(third.decisions[0].on, at(70_000).wall, "each has its time");
    assert_eq!(third.last_saved, Some(at(71_000).wall));
    assert_eq!(desk.times_answered().await, [1, 1, 0], "three ends, and no answer is counted twice");
    desk.is_sound().await;
}

pub async fn one_exam_at_a_time_holds_for_an_opened_one_too(ground: Ground) {
    let desk = Desk::set(ground).await;
    desk.submit(10).await;
    let before = desk.attempt().await;
    let other = desk.ground.exam(&desk.ada, 2, at(20)).await;
    assert!(!desk.decide(Decision::Reopen(Millis(9)), "crash", 30).await, "she is sitting another");
    let after = desk.attempt().await;
    assert_eq!((&after.head, after.decisions.len()), (&before.head, 0));
    assert_eq!((after.receipt, after.result), (before.receipt, before.result));
    desk.ground.store.submit(&desk.ada, &other, at(40)).await.unwrap();
    assert!(desk.decide(Decision::Reopen(Millis(9)), "crash", 50).await, "what was refused may be asked again");
    assert_eq!(desk.ground.store.running_exam(&desk.ada).await.unwrap(), Some(desk.exam.clone()));
    desk.is_sound().await;
}

pub async fn an_overtaken_answer_may_be_admitted_too(ground: Ground) {
    let desk = Desk::set(ground).await;
    let store = &desk.ground.store;
    desk.save(2, wrong(0), 10).await;
    desk.save(3, wrong(1), 11).await;
    let overtaken = store.save(&desk.ada, &desk.exam, by("other", 1, right(0)), at(20)).await.unwrap();
    assert_eq!(overtaken, SaveOutcome::Refused(Refusal::Stale));
    desk.submit(30).await;
    assert_eq!(desk.save(4, right(1), 40).await, SaveOutcome::Refused(Refusal::Over));
    let aside = desk.attempt().await.aside;
    for (n, score) in [(0, 100), (1, 200)] {
        assert!(desk.decide(Decision::Admit(aside[n].number), &format!("admit-{n}"), 50).await);
        assert_eq!(desk.attempt().await.head.score, Some(Marks(score)));
    }
    desk.is_sound().await;
}

/// Late answers of one page are admitted and the exam is opened again, while another page still counts from where it was.
pub async fn what_is_answered_after_an_admission_counts(ground: Ground) {
    let desk = Desk::set(ground).await;
    let store = &desk.ground.store;
    desk.save(1, wrong(0), 10).await;
    desk.submit(20).await;
    for (sequence, act) in [(7, wrong(0)), (8, wrong(1)), (9, wrong(2))] {
        let late = store.save(&desk.ada, &desk.exam, by("other", sequence, act), at(30)).await.unwrap();
        assert_eq!(late, SaveOutcome::Refused(Refusal::Over));
    }
    for aside in desk.attempt().await.aside {
        assert!(desk.decide(Decision::Admit(aside.number), &format!("line-{}", aside.number), 40).await);
    }
    assert_eq!(desk.attempt().await.sheet.answered(), 3);
    assert!(desk.decide(Decision::Reopen(Millis(0)), "crash", 50).await);
    for (sequence, act) in [(2, right(0)), (3, right(1)), (4, right(2))] {
        assert!(matches!(desk.save(sequence, act, 60).await, SaveOutcome::Saved(_)));
    }
    desk.submit(70).await;
    assert_eq!(desk.attempt().await.head.score, Some(Marks(300)), "what was acknowledged is in the score");
    desk.is_sound().await;
}

fn decided(attempt: &Attempt) -> Vec<Event> {
    attempt.decisions.iter().map(|line| line.event.clone()).collect()
}
