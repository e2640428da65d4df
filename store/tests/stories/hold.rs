use domain::attempt::{Act, Mode, Phase, Refusal, Why};
use domain::layout::Layout;
use domain::marks::Marks;
use domain::time::Millis;
use store::{NewAttempt, SaveOutcome, Saved};

use crate::ground::{GRANTED, Ground, at, by, new_exam, new_practice, right, wrong};

/// Sequences of the first and of the second page.
const FIRST: u64 = 1_000_000;
const SECOND: u64 = 2_000_000;

pub async fn a_newer_page_takes_over_and_the_older_ones_saves_arrive(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let exam = ground.exam(&ada, 3, at(0)).await;
    let hold = async |page: &str, now| {
        store.hold_attempt(&ada, &exam, page.to_owned(), at(now)).await.unwrap().expect("it is running").sequence
    };
    let save =
        async |page, sequence, act, now| store.save(&ada, &exam, by(page, sequence, act), at(now)).await.unwrap();
    let kept = |now, holds| SaveOutcome::Saved(Saved { remaining: Millis(GRANTED.0 - now), holds });
    assert_eq!(hold("one", 1).await, FIRST);
    assert_eq!(hold("one", 2).await, FIRST, "a page that holds it already takes nothing over");
    assert_eq!(save("one", FIRST + 1, right(0), 3).await, kept(3, true));
    assert_eq!(hold("two", 4).await, SECOND);
    assert_eq!(save("one", FIRST + 2, right(1), 5).await, kept(5, false), "another question does not compete");
    assert_eq!(save("one", FIRST + 1, right(0), 6).await, kept(6, false), "what it saved before stays saved");
    assert_eq!(save("two", SECOND + 1, wrong(2), 7).await, kept(7, true));
    let status = store.attempt_status(&ada, &exam, at(8)).await.unwrap().expect("it is there");
    assert_eq!(
        (status.phase, status.holder.as_str(), status.remaining),
        (Phase::Running, "two", Millis(GRANTED.0 - 8))
    );

    let lines = ground.lines(&exam).await;
    for now in [9, 10] {
        let overtaken = save("one", FIRST + 3, right(2), now).await;
        assert_eq!(overtaken, SaveOutcome::Refused(Refusal::Stale), "asked twice, answered alike");
    }
    assert_eq!(ground.lines(&exam).await, lines + 1, "it is kept once");
    assert_eq!(save("one", FIRST + 4, Act::Flag { item: 2 }, 11).await, kept(11, false), "a flag is another matter");
    assert_eq!(save("two", SECOND + 2, Act::View { item: 1 }, 12).await, kept(12, true));
    assert_eq!(save("one", FIRST + 5, Act::View { item: 1 }, 13).await, SaveOutcome::Refused(Refusal::Stale));
    store.submit(&ada, &exam, at(14)).await.unwrap();
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!(
        attempt.head.score,
        Some(Marks(200)),
        "two of the first page's answers count, the overtaken one does not"
    );
    assert!(attempt.sheet.rows()[2].flagged);
    let aside = attempt.aside.iter().map(|aside| (aside.why, aside.act.clone(), aside.admitted)).collect::<Vec<_>>();
    assert_eq!(aside, [(Why::Superseded, right(2), false)], "that it looked at something is not worth keeping");
}

pub async fn an_older_page_may_take_it_back(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let exam = ground.exam(&ada, 1, at(0)).await;
    for (page, sequence) in [("one", FIRST), ("two", SECOND), ("one", 3_000_000)] {
        let held = store.hold_attempt(&ada, &exam, page.to_owned(), at(1)).await.unwrap().expect("it is running");
        assert_eq!(held.sequence, sequence);
        let outcome = store.save(&ada, &exam, by(page, sequence + 1, wrong(0)), at(2)).await.unwrap();
        assert!(matches!(outcome, SaveOutcome::Saved(Saved { holds: true, .. })), "{page}: {outcome:?}");
    }
    let stale = store.save(&ada, &exam, by("two", SECOND + 2, right(0)), at(3)).await.unwrap();
    assert_eq!(stale, SaveOutcome::Refused(Refusal::Stale));
    let opened = format!("attempt_event WHERE attempt_id = '{exam}' AND body LIKE '{{\"event\":\"opened\"%'");
    assert_eq!(ground.count(&opened).await, 3, "each taking over is in the log");
}

pub async fn only_its_person_holds_a_sitting_against_the_clock(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let hold = async |account, id| store.hold_attempt(account, id, "page".to_owned(), at(1)).await.unwrap();
    let status = async |account, id| store.attempt_status(account, id, at(1)).await.unwrap();
    let exam = ground.exam(&ada, 2, at(0)).await;
    assert_eq!((hold(&ben, &exam).await, status(&ben, &exam).await), (None, None), "somebody else's looks absent");
    let practice = ground.start(new_practice(&ada, 2), at(0)).await;
    assert_eq!((hold(&ada, &practice).await, status(&ada, &practice).await), (None, None), "practice has no clock");
    let timed = NewAttempt { mode: Mode::Timed, layout: Layout::default(), ..new_exam(&ada, 2) };
    let timed = ground.start(timed, at(0)).await;
    assert!(hold(&ada, &timed).await.is_some(), "practice against the clock runs like an exam");
    let outcome = store.save(&ada, &timed, by("page", FIRST + 1, right(0)), at(2)).await.unwrap();
    assert!(matches!(outcome, SaveOutcome::Saved(_)));
    store.submit(&ada, &exam, at(3)).await.unwrap();
    assert_eq!(hold(&ada, &exam).await, None);
    assert_eq!(status(&ada, &exam).await.map(|status| status.phase), Some(Phase::Submitted));
    let ended = store.expire_due(at(GRANTED.0 + 9_000)).await.unwrap();
    assert_eq!(ended, std::slice::from_ref(&timed));
    let head = ground.attempt(&ada, &timed).await.head;
    assert_eq!((head.phase, head.score, head.passed), (Phase::Expired, Some(Marks(100)), None));
}
