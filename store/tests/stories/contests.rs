//! Those who hold an exam, sit it and look after it, all at once.

use domain::attempt::{Event, GRACE, Line, Phase, Refusal};
use domain::ids::{AccountId, AttemptId};
use domain::marks::Marks;
use domain::time::Millis;
use store::{Decision, Fault, Finished, SaveOutcome, Saved, Staff, StartOutcome};
use tokio::task::JoinHandle;

use crate::accommodations::breaks;
use crate::ground::{GRANTED, Ground, at, by, new_exam, right, saved, trainer};
use crate::races::all;

const ROUNDS: usize = 12;
/// The first moment at which nothing is taken any more.
const CLOSED: i64 = GRANTED.0 + GRACE.0 + 1;

/// Somebody of an organisation, and who looks after them.
async fn pair(ground: &Ground) -> (AccountId, Staff) {
    let org = ground.organisation("Larkfield IT").await;
    (ground.member(&org, "ada").await, trainer(&org))
}

fn decide(
    ground: &Ground,
    staff: &Staff,
    exam: &AttemptId,
    decision: Decision,
    key: &str,
    now: i64,
) -> JoinHandle<Result<bool, Fault>> {
    let (store, staff, exam, key) = (ground.store.clone(), staff.clone(), exam.clone(), key.to_owned());
    tokio::spawn(async move {
        store.decide((&staff, &AccountId::new("nobody")), &exam, decision, "a reason".to_owned(), key, at(now)).await
    })
}

fn save(
    ground: &Ground,
    ada: &AccountId,
    exam: &AttemptId,
    page: &str,
    sequence: u64,
    now: i64,
) -> JoinHandle<Result<SaveOutcome, Fault>> {
    let (store, ada, exam) = (ground.store.clone(), ada.clone(), exam.clone());
    let save = by(page, sequence, right((sequence % 10) as u16));
    tokio::spawn(async move { store.save(&ada, &exam, save, at(now)).await })
}

fn expire(ground: &Ground, now: i64) -> JoinHandle<Result<Vec<AttemptId>, Fault>> {
    let store = ground.store.clone();
    tokio::spawn(async move { store.expire_due(at(now)).await })
}

fn submit(ground: &Ground, ada: &AccountId, exam: &AttemptId, now: i64) -> JoinHandle<Result<Finished, Fault>> {
    let (store, ada, exam) = (ground.store.clone(), ada.clone(), exam.clone());
    tokio::spawn(async move { store.submit(&ada, &exam, at(now)).await })
}

async fn one<T>(task: JoinHandle<Result<T, Fault>>) -> T {
    all(std::iter::once(task)).await.remove(0)
}

pub async fn two_pages_write_at_once(ground: Ground) {
    let ada = ground.person("ada").await;
    let exam = ground.exam(&ada, 10, at(0)).await;
    let holds = |page: &'static str| {
        let (store, ada, exam) = (ground.store.clone(), ada.clone(), exam.clone());
        tokio::spawn(async move { store.hold_attempt(&ada, &exam, page.to_owned(), at(1)).await })
    };
    let held = all(["one", "two"].into_iter().map(holds)).await;
    let mut sequences = held.into_iter().map(|held| held.expect("it is running").sequence).collect::<Vec<_>>();
    let (first, second) = (sequences[0], sequences[1]);
    sequences.sort_unstable();
    assert_eq!(sequences, [1_000_000, 2_000_000], "each has a stretch of its own");
    let outcomes = all((1..=10_u64).flat_map(|n| {
        [save(&ground, &ada, &exam, "one", first + n, 2), save(&ground, &ada, &exam, "two", second + n, 2)]
    }))
    .await;
    for (place, (one, two)) in outcomes.iter().step_by(2).zip(outcomes.iter().skip(1).step_by(2)).enumerate() {
        let (older, newer) = if first < second { (one, two) } else { (two, one) };
        assert!(matches!(newer, SaveOutcome::Saved(Saved { holds: true, .. })), "{place}: {newer:?}");
        let sound =
            matches!(older, SaveOutcome::Saved(Saved { holds: false, .. }) | SaveOutcome::Refused(Refusal::Stale));
        assert!(sound, "{place}: {older:?}");
    }
    let stale = outcomes.iter().filter(|outcome| matches!(outcome, SaveOutcome::Refused(_))).count();
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!((attempt.aside.len(), attempt.sheet.answered()), (stale, 10), "what was overtaken is kept");
}

pub async fn time_is_granted_while_it_runs_out(ground: Ground) {
    let (ada, staff) = pair(&ground).await;
    for round in 0..ROUNDS {
        let exam = ground.exam(&ada, 10, at(0)).await;
        let ends = (0..3).map(|_| expire(&ground, CLOSED)).collect::<Vec<_>>();
        let granted = one(decide(&ground, &staff, &exam, Decision::Grant(Millis::minutes(5)), "grant", CLOSED)).await;
        let ended = all(ends.into_iter()).await.into_iter().filter(|ended| !ended.is_empty()).count();
        let attempt = ground.attempt(&ada, &exam).await;
        if granted {
            assert_eq!((attempt.head.phase, ended), (Phase::Running, 0), "{round}: who was granted time has it");
            ground.store.submit(&ada, &exam, at(CLOSED)).await.unwrap();
        } else {
            assert_eq!((attempt.head.phase, attempt.decisions), (Phase::Expired, Vec::new()), "{round}");
            assert_eq!(ended, 1, "{round}: one call ended it and says so");
        }
    }
}

pub async fn an_exam_is_opened_again_while_another_starts(ground: Ground) {
    let (ada, staff) = pair(&ground).await;
    let first = ground.exam(&ada, 10, at(0)).await;
    ground.store.submit(&ada, &first, at(1)).await.unwrap();
    for round in 0..ROUNDS {
        let now = 10 + round as i64 * 10;
        let reopen = decide(&ground, &staff, &first, Decision::Reopen(Millis(9)), &format!("reopen-{round}"), now);
        let (store, new) = (ground.store.clone(), new_exam(&ada, 10));
        let started = tokio::spawn(async move { store.start_attempt(new, at(now)).await });
        let (reopened, started) = (one(reopen).await, one(started).await);
        let running = ground.store.running_exam(&ada).await.unwrap();
        match started {
            StartOutcome::Started(id) => assert_eq!((reopened, running), (false, Some(id)), "{round}"),
            StartOutcome::Before(id) => panic!("{id} answers no assignment"),
            StartOutcome::Closed => panic!("there is no assignment"),
            StartOutcome::Running(id) => {
                assert!(reopened && id == first && running == Some(id), "{round}: what is running is the opened one");
            }
        }
        let running = ground.store.running_exam(&ada).await.unwrap().expect("one of them is running");
        ground.store.submit(&ada, &running, at(now + 5)).await.unwrap();
    }
}

pub async fn many_decisions_with_one_key_are_one(ground: Ground) {
    let (ada, staff) = pair(&ground).await;
    let exam = ground.exam(&ada, 10, at(0)).await;
    let times = |decision: Decision, key: &'static str, now| {
        let (ground, staff, exam) = (&ground, &staff, &exam);
        (0..8).map(move |_| decide(ground, staff, exam, decision.clone(), key, now)).collect::<Vec<_>>()
    };
    assert_eq!(all(times(Decision::Grant(Millis(9)), "grant", 1).into_iter()).await, [true; 8]);
    ground.store.submit(&ada, &exam, at(2)).await.unwrap();
    ground.store.save(&ada, &exam, saved(3, right(0)), at(3)).await.unwrap();
    let number = ground.attempt(&ada, &exam).await.aside[0].number;
    assert_eq!(all(times(Decision::Admit(number), "admit", 4).into_iter()).await, [true; 8]);
    assert_eq!(ground.attempt(&ada, &exam).await.head.score, Some(Marks(100)));
    assert_eq!(all(times(Decision::Reopen(Millis(7)), "reopen", 5).into_iter()).await, [true; 8]);
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!((attempt.decisions.len(), attempt.head.timing.granted()), (3, Some(Millis(GRANTED.0 + 16))));
}

pub async fn one_admission_of_many_people_counts(ground: Ground) {
    let (ada, staff) = pair(&ground).await;
    let exam = ground.exam(&ada, 10, at(0)).await;
    ground.store.submit(&ada, &exam, at(1)).await.unwrap();
    ground.store.save(&ada, &exam, saved(2, right(0)), at(2)).await.unwrap();
    let number = ground.attempt(&ada, &exam).await.aside[0].number;
    let admit = |n: i64| decide(&ground, &staff, &exam, Decision::Admit(number), &format!("admit-{n}"), 3);
    let admitted = all((0..8).map(admit)).await;
    assert_eq!(admitted.iter().filter(|admitted| **admitted).count(), 1, "then there is nothing left to admit");
    let attempt = ground.attempt(&ada, &exam).await;
    assert!(matches!(attempt.decisions[..], [Line { event: Event::Admitted { .. }, .. }]), "{:?}", attempt.decisions);
    assert_eq!(attempt.head.score, Some(Marks(100)));
}

/// One who looks after the exam changes its clock while its person writes.
pub async fn the_clock_is_changed_while_answers_arrive(ground: Ground) {
    let (ada, staff) = pair(&ground).await;
    for _ in 0..ROUNDS {
        let exam = ground.exam(&ada, 10, at(0)).await;
        let saves = (0..10).map(|n| save(&ground, &ada, &exam, "key", n, 1)).collect::<Vec<_>>();
        let grants =
            (0..5).map(|n| decide(&ground, &staff, &exam, Decision::Grant(Millis(10)), &format!("key-{n}g"), 1));
        let grants = grants.collect::<Vec<_>>();
        let approvals = (0..5).map(|n| {
            let (store, staff, ada) = (ground.store.clone(), staff.clone(), ada.clone());
            tokio::spawn(async move { store.approve(&staff, &ada, breaks(n + 1), at(1)).await })
        });
        let approvals = all(approvals).await;
        assert!(approvals.iter().all(|reached| reached.as_deref() == Some(std::slice::from_ref(&exam))));
        assert_eq!(all(grants.into_iter()).await, [true; 5]);
        let kept = |outcome: &SaveOutcome| matches!(outcome, SaveOutcome::Saved(_));
        assert!(all(saves.into_iter()).await.iter().all(kept));
        let attempt = ground.attempt(&ada, &exam).await;
        let timing = &attempt.head.timing;
        assert_eq!((timing.granted(), timing.break_left()), (Some(Millis(GRANTED.0 + 50)), Millis(5)));
        assert_eq!((attempt.sheet.answered(), attempt.decisions.len()), (10, 5));
        assert_eq!(ground.faults().await, Vec::<&str>::new());
        ground.store.submit(&ada, &exam, at(2)).await.unwrap();
    }
}

pub async fn handing_in_saving_and_running_out_meet(ground: Ground) {
    let (ada, _) = pair(&ground).await;
    for round in 0..ROUNDS {
        let exam = ground.exam(&ada, 10, at(0)).await;
        let (early, last) = (GRANTED.0 + GRACE.0, CLOSED);
        let before = (0..5).map(|n| save(&ground, &ada, &exam, "key", n, early)).collect::<Vec<_>>();
        let (expired, submitted) = (expire(&ground, last), submit(&ground, &ada, &exam, last));
        let after = (5..10).map(|n| save(&ground, &ada, &exam, "key", n, early)).collect::<Vec<_>>();
        let (expired, submitted) = (one(expired).await, one(submitted).await);
        let outcomes = all(before.into_iter().chain(after)).await;
        let kept = outcomes.iter().filter(|outcome| matches!(outcome, SaveOutcome::Saved(_))).count();
        let ended = usize::from(submitted == Finished::Now) + expired.len();
        assert_eq!(ended, 1, "{round}: one of them ended it: {submitted:?}, {expired:?}");
        let attempt = ground.attempt(&ada, &exam).await;
        assert_eq!(
            attempt.head.score,
            Some(Marks::whole(kept as u16)),
            "{round}: what was acknowledged is in the score"
        );
        assert_eq!(attempt.aside.len(), 10 - kept, "{round}: and the rest is kept");
        let ends = format!("attempt_event WHERE attempt_id = '{exam}' AND save_key LIKE 'ended:%'");
        assert_eq!(ground.count(&ends).await, 1);
        assert_eq!(ground.faults().await, Vec::<&str>::new());
    }
}
