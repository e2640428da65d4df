use domain::cohort::limit::TimeLimit;
use domain::cohort::{Start, Task, Window};
use domain::ids::{CohortId, EntryId, SchemeId};
use domain::layout::{Layout, Section};
use domain::time::Millis;
use store::{CohortFacts, CohortMade, EntryChanged, NewAttempt, NewEntry, PlanEntry, StartOutcome, Teaching, fresh_id};

use crate::accommodations::more;
use crate::cohorts::Room;
use crate::ground::{Ground, at, new_exam, trainer};

/// A mock exam in so many minutes, or in those of its scheme.
fn stated(id: &EntryId, minutes: Option<u16>) -> NewEntry {
    let limit = minutes.map(|minutes| TimeLimit::of(minutes).unwrap());
    let scheme = SchemeId::new("practice-foundation-2018");
    let task = Task::Paper { scheme, fixed: None, start: Start::Alone, limit };
    let (title, words) = ("A mock".to_owned(), String::new());
    NewEntry { id: id.clone(), title, words, task, window: Window::default() }
}

async fn planned(ground: &Ground, by: &Teaching, minutes: Option<u16>) -> PlanEntry {
    let id = EntryId::new(fresh_id(at(0).wall));
    assert!(ground.store.put_entry(by, stated(&id, minutes), at(0).wall).await.unwrap());
    ground.store.plan_entry(&by.cohort.id, &id).await.unwrap().expect("it is planned")
}

pub async fn an_assigned_exam_takes_as_long_as_its_trainer_says(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by) = (&ground.store, &room.teaching);
    let entry = planned(&ground, by, Some(45)).await;
    assert_eq!(entry.task.limit(), Some(TimeLimit::of(45).unwrap()));
    let ((ada, _), (ben, _)) = (room.joined(&ground, "ada").await, room.joined(&ground, "ben").await);
    let organisation = &by.cohort.organisation;
    ground.execute(&format!("UPDATE account SET organisation_id = '{organisation}' WHERE id = '{ben}'")).await;
    store.approve(&trainer(organisation), &ben, more(150, at(0).wall, "agreed"), at(0)).await.unwrap().unwrap();
    let timing = async |who| {
        let exam = ground.start(new_exam(who, 4).assigned(&entry), at(2)).await;
        ground.attempt(who, &exam).await.head.timing
    };
    let first = timing(&ada).await;
    assert_eq!((first.base, first.granted()), (Some(Millis::minutes(45)), Some(Millis::minutes(45))));
    let second = timing(&ben).await;
    assert_eq!(second.granted(), Some(Millis(Millis::minutes(45).0 * 3 / 2)), "his own time is added to it");
    assert_eq!(store.expire_due(at(2 + Millis::minutes(45).0)).await.unwrap(), [], "not before its time");
    let ended = store.expire_due(at(3 + Millis::minutes(45).0 + 2_000)).await.unwrap();
    assert_eq!(ended.len(), 1, "and he has longer");
    // Those that have their own times share it.
    let section = |minutes| Section {
        title: String::new(),
        items: 2,
        minimum_percent: None,
        limit: Some(Millis::minutes(minutes)),
    };
    let layout = Layout { sections: vec![section(20), section(40)], ..Layout::default() };
    let parts = NewAttempt { layout, ..new_exam(&ada, 4) }.assigned(&planned(&ground, by, Some(30)).await);
    assert_eq!(parts.layout.limits(), [Millis::minutes(10), Millis::minutes(20)]);
    let exam = ground.start(parts, at(Millis::minutes(50).0)).await;
    assert_eq!(ground.attempt(&ada, &exam).await.head.timing.granted(), Some(Millis::minutes(30)));
    let (id, code) = (CohortId::new(fresh_id(at(0).wall)), "NEXT".to_owned());
    let next = CohortFacts { name: "April".to_owned(), ..by.cohort.facts.clone() };
    assert_eq!(store.copy_cohort(by, (id.clone(), code), next, at(9).wall).await.unwrap(), CohortMade::Done);
    let copied = store.plan_of_cohort(&id).await.unwrap().into_iter().map(|entry| entry.task.limit());
    let copied = copied.flatten().map(TimeLimit::minutes).collect::<Vec<_>>();
    assert!(copied.len() == 2 && copied.contains(&45) && copied.contains(&30), "{copied:?}");
}

pub async fn a_time_limit_changes_until_the_first_has_begun(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by) = (&ground.store, &room.teaching);
    let entry = planned(&ground, by, None).await;
    let change = async |new: NewEntry, now| store.change_entry(by, new, at(now).wall).await.unwrap();
    let (ada, _) = room.joined(&ground, "ada").await;
    let stale = new_exam(&ada, 4).assigned(&entry);
    assert_eq!(change(stated(&entry.id, Some(20)), 10).await, EntryChanged::Done);
    assert_eq!(
        store.start_attempt(stale.clone(), at(11)).await.unwrap(),
        StartOutcome::Closed,
        "nobody begins in a time that is no longer meant"
    );
    let now = store.plan_entry(&by.cohort.id, &entry.id).await.unwrap().unwrap();
    let exam = ground.start(new_exam(&ada, 4).assigned(&now), at(12)).await;
    for minutes in [None, Some(21)] {
        assert_eq!(change(stated(&entry.id, minutes), 13).await, EntryChanged::Begun);
    }
    let window = Window { due: Some(at(900_000).wall), ..Window::default() };
    let dated = NewEntry { title: "Renamed".to_owned(), window, ..stated(&entry.id, Some(20)) };
    assert_eq!(change(dated, 14).await, EntryChanged::Done, "its dates are free still");
    let kept = store.plan_entry(&by.cohort.id, &entry.id).await.unwrap().unwrap();
    assert_eq!((kept.title.as_str(), kept.window, kept.task), ("Renamed", window, now.task));
    assert_eq!(ground.attempt(&ada, &exam).await.head.timing.granted(), Some(Millis::minutes(20)));
    assert_eq!(change(stated(&EntryId::new(fresh_id(at(0).wall)), None), 15).await, EntryChanged::Absent);
    // What all begin together is bound from the moment on at which they may.
    let together = room.mock(&ground, Start::Together).await;
    assert!(store.begin_run(by, &together, at(16).wall).await.unwrap());
    assert_eq!(change(stated(&together, Some(30)), 17).await, EntryChanged::Begun);
}

pub async fn a_limit_is_changed_while_somebody_begins(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by) = (&ground.store, &room.teaching);
    for n in 0..6 {
        let entry = planned(&ground, by, Some(30)).await;
        let (who, _) = room.joined(&ground, &format!("person{n}")).await;
        let start = store.start_attempt(new_exam(&who, 4).assigned(&entry), at(20));
        let change = store.change_entry(by, stated(&entry.id, Some(60)), at(20).wall);
        let (started, changed) = if n % 2 == 0 {
            tokio::join!(start, change)
        } else {
            let (changed, started) = tokio::join!(change, start);
            (started, changed)
        };
        match (started.unwrap(), changed.unwrap()) {
            (StartOutcome::Started(_), EntryChanged::Begun) | (StartOutcome::Closed, EntryChanged::Done) => {}
            other => panic!("somebody sits in another time than the plan says: {other:?}"),
        }
    }
}
