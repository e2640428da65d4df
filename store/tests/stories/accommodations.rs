use domain::accommodation::Accommodation;
use domain::attempt::Stretch;
use domain::ids::{AccommodationId, AccountId, AttemptId};
use domain::time::{Millis, Timestamp};
use store::fresh_id;

use crate::ground::{GRANTED, Ground, at, new_practice, right, saved, trainer};

/// So many percent of the working time.
pub fn more(percent: u16, from: Timestamp, reason: &str) -> Accommodation {
    Accommodation {
        id: AccommodationId::new(fresh_id(at(0).wall)),
        stretch: Stretch { percent, ..Stretch::default() },
        reason: reason.to_owned(),
        approved_by: "Canary approver".to_owned(),
        approved_at: from,
        valid_from: from,
        valid_until: None,
    }
}

/// So much time for breaks.
pub fn breaks(length: i64) -> Accommodation {
    Accommodation { stretch: Stretch { breaks: Millis(length), ..Stretch::default() }, ..more(100, at(0).wall, "rest") }
}

async fn granted(ground: &Ground, account: &AccountId, exam: &AttemptId) -> Millis {
    ground.attempt(account, exam).await.head.timing.granted().expect("an exam has a clock")
}

pub async fn every_exam_inherits_what_holds_when_it_begins(ground: Ground) {
    let (store, org) = (&ground.store, ground.organisation("Larkfield IT").await);
    let (ada, ben, staff) = (ground.member(&org, "ada").await, ground.member(&org, "ben").await, trainer(&org));
    let until = |one, end| Accommodation { valid_until: Some(at(end).wall), ..one };
    let first = until(more(150, at(100).wall, "dyslexia"), 200);
    let extra = Stretch { percent: 100, extra: Millis(5_000), breaks: Millis(9_000) };
    let second = Accommodation { stretch: extra, ..more(100, at(150).wall, "diabetes") };
    for one in [first.clone(), second.clone()] {
        assert_eq!(store.approve(&staff, &ada, one, at(0)).await.unwrap(), Some(Vec::new()), "nothing is running");
    }
    assert_eq!(store.accommodations(&ada).await.unwrap(), [second, first], "the newest first");
    assert_eq!(store.accommodations(&ben).await.unwrap(), []);
    for (begins, time, rest) in [(99, 100_000, 0), (100, 150_000, 0), (150, 155_000, 9_000), (200, 105_000, 9_000)] {
        let exam = ground.exam(&ada, 2, at(begins)).await;
        let timing = ground.attempt(&ada, &exam).await.head.timing;
        assert_eq!((timing.granted(), timing.break_left()), (Some(Millis(time)), Millis(rest)), "begun at {begins}");
        let closed = begins + time + 2_001;
        assert_eq!(store.expire_due(at(closed - 1)).await.unwrap(), [], "begun at {begins}");
        assert_eq!(store.expire_due(at(closed)).await.unwrap(), [exam]);
    }
    let exam = ground.exam(&ben, 2, at(150)).await;
    assert_eq!(granted(&ground, &ben, &exam).await, GRANTED, "it is a person's own");
    let practice = ground.start(new_practice(&ada, 2), at(150)).await;
    assert_eq!(ground.attempt(&ada, &practice).await.head.timing.granted(), None);
}

pub async fn a_running_exam_has_it_at_once_and_loses_nothing(ground: Ground) {
    let (store, org) = (&ground.store, ground.organisation("Larkfield IT").await);
    let (ada, staff) = (ground.member(&org, "ada").await, trainer(&org));
    let exam = ground.exam(&ada, 2, at(0)).await;
    ground.start(new_practice(&ada, 2), at(0)).await;
    let first = more(150, at(0).wall, "dyslexia");
    for _ in 0..2 {
        let reached = store.approve(&staff, &ada, first.clone(), at(10)).await.unwrap();
        assert!(reached.is_none_or(|reached| reached == [exam.clone()]), "sent twice, it is approved once");
    }
    assert_eq!(store.accommodations(&ada).await.unwrap().len(), 1);
    assert_eq!(granted(&ground, &ada, &exam).await, Millis(150_000));
    assert_eq!(store.expire_due(at(150_000)).await.unwrap(), [], "the deadline went with it");

    assert!(store.end_accommodation(&staff, &ada, &first.id, at(20).wall).await.unwrap());
    assert!(!store.end_accommodation(&staff, &ada, &first.id, at(30).wall).await.unwrap(), "it has ended");
    assert_eq!(store.accommodations(&ada).await.unwrap()[0].valid_until, Some(at(20).wall));
    assert_eq!(granted(&ground, &ada, &exam).await, Millis(150_000), "nobody loses time in the middle");
    assert_eq!(store.approve(&staff, &ada, breaks(7_000), at(40)).await.unwrap(), Some(vec![exam.clone()]));
    let timing = ground.attempt(&ada, &exam).await.head.timing;
    assert_eq!(
        (timing.granted(), timing.break_left()),
        (Some(Millis(150_000)), Millis(7_000)),
        "and what comes is added"
    );
    let later = Accommodation { valid_from: at(50).wall, ..more(200, at(41).wall, "from tomorrow") };
    store.approve(&staff, &ada, later, at(41)).await.unwrap();
    assert_eq!(granted(&ground, &ada, &exam).await, Millis(150_000), "what does not hold yet adds nothing");
    store.save(&ada, &exam, saved(1, right(0)), at(140_000)).await.unwrap();
    store.submit(&ada, &exam, at(149_000)).await.unwrap();
    assert_eq!(ground.attempt(&ada, &exam).await.head.used, Some(Millis(149_000)));
    assert_eq!(store.approve(&staff, &ada, breaks(1), at(150_000)).await.unwrap(), Some(Vec::new()), "none is running");
}

pub async fn another_organisation_finds_nobody(ground: Ground) {
    let (store, org, other) =
        (&ground.store, ground.organisation("Larkfield IT").await, ground.organisation("Brackwater").await);
    let (ada, cem) = (ground.member(&org, "ada").await, ground.person("cem").await);
    let exam = ground.exam(&ada, 2, at(0)).await;
    for account in [&ada, &cem, &AccountId::new("nobody")] {
        let one = more(200, at(0).wall, "not theirs");
        assert_eq!(store.approve(&trainer(&other), account, one, at(1)).await.unwrap(), None);
    }
    assert_eq!(ground.count("accommodation").await, 0);
    assert_eq!(granted(&ground, &ada, &exam).await, GRANTED);
    let own = more(120, at(0).wall, "theirs");
    store.approve(&trainer(&org), &ada, own.clone(), at(1)).await.unwrap().expect("she is in reach");
    assert!(!store.end_accommodation(&trainer(&other), &ada, &own.id, at(2).wall).await.unwrap());
    assert!(!store.end_accommodation(&trainer(&org), &cem, &own.id, at(2).wall).await.unwrap(), "it is not his");
    assert_eq!(store.accommodations(&ada).await.unwrap(), [own]);
}
