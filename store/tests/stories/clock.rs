use domain::time::{Millis, ServiceTime};
use store::ClockReading;

use crate::ground::{Ground, answer, at, new_practice, saved};

pub async fn the_clock_never_goes_back_and_an_outage_is_logged(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    assert_eq!(store.last_clock().await.unwrap(), None, "a fresh database has no clock");
    assert!(!store.keep_clock(at(10)).await.unwrap(), "no exam is running");
    assert!(!store.keep_clock(at(5)).await.unwrap());
    assert_eq!(store.last_clock().await.unwrap(), Some(at(10)), "an older reading changes nothing");
    store.start_attempt(new_practice(&ada, 2), at(11)).await.unwrap();
    assert!(!store.keep_clock(at(12)).await.unwrap(), "practice needs no heartbeat");
    let exam = ground.exam(&ada, 2, at(20)).await;
    assert!(store.keep_clock(at(20)).await.unwrap());
    store.save(&ada, &exam, saved(1, answer(0, 1)), at(500)).await.unwrap();
    let last = store.last_clock().await.unwrap().expect("it was kept");
    assert_eq!(last, ClockReading { service: at(500).service, wall: at(20).wall }, "a save moves it like a heartbeat");

    for _ in 0..2 {
        let returned = store.return_outage(Millis(3_600_000), last, "outage-1".to_owned()).await.unwrap();
        assert!(returned <= 1);
    }
    let sql = format!("SELECT body FROM attempt_event WHERE attempt_id = '{exam}' ORDER BY number");
    let bodies = ground.column(&sql).await.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(bodies.len(), 3, "start, answer and one outage: {bodies:?}");
    assert_eq!(bodies[2], "{\"event\":\"outage_returned\",\"length\":3600000}");
    let timing = ground.attempt(&ada, &exam).await.head.timing;
    assert_eq!(timing.started, ServiceTime(at(20).service.0), "an outage moves nothing: the clock stood still");
    store.submit(&ada, &exam, at(600)).await.unwrap();
    assert_eq!(store.return_outage(Millis(1), at(700), "outage-2".to_owned()).await.unwrap(), 0);
}
