use domain::cohort::{Start, Task, Window};
use domain::ids::EntryId;
use domain::time::Millis;
use store::{EntryAdded, NewEntry, RunAct, Shelf, StartOutcome, TrainerAdded, TrainerRemoved, Withdrawal, fresh_id};

use crate::cohorts::{Room, assigned};
use crate::ground::{Ground, at};

impl Room {
    /// Leads a mock exam, all of it or that of one; how many exams it reached, nothing without such an assignment.
    async fn lead(&self, ground: &Ground, entry: &EntryId, (act, key): (RunAct, &str), now: i64) -> Option<usize> {
        let (whom, what) = ((entry, None), (act, String::new()));
        let done = ground.store.act_on_run(&self.teaching, whom, what, key.to_owned(), at(now)).await.unwrap();
        done.map(|done| done.len())
    }

    async fn halted(&self, ground: &Ground, entry: &EntryId) -> bool {
        let entry = ground.store.plan_entry(&self.teaching.cohort.id, entry).await.unwrap();
        entry.expect("it is planned").halted_at.is_some()
    }
}

pub async fn who_no_longer_teaches_there_sees_no_cohort(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, id) = (&ground.store, &room.teaching.cohort.id);
    let task = Task::Session { place: String::new(), agenda: String::new() };
    let (title, words, window) = ("First".to_owned(), String::new(), Window::default());
    let new = NewEntry { id: EntryId::new(fresh_id(at(0).wall)), title, words, task, window };
    assert_eq!(store.add_entry(&room.teaching, new, at(0).wall).await.unwrap(), EntryAdded::Done);
    let max = ground.member(&room.teaching.cohort.organisation, "max").await;
    store.set_role(&max, store::Role::Trainer).await.unwrap();
    let added = store.add_cohort_trainer(&room.teaching, "max@example.org", at(1).wall).await.unwrap();
    assert_eq!(added, TrainerAdded::Done);
    let sees = async || {
        let listed = store.cohorts(&max, Shelf::Current).await.unwrap().len();
        (store.teaching(&max, id).await.unwrap().is_some(), listed, store.taught_sessions(&max).await.unwrap().len())
    };
    assert_eq!(sees().await, (true, 1, 1));
    store.set_role(&max, store::Role::Candidate).await.unwrap();
    assert_eq!(sees().await, (false, 0, 0), "a candidate teaches nobody");
    let removed = store.remove_cohort_trainer(&room.teaching, &room.tess, at(1).wall).await.unwrap();
    assert_eq!(removed, TrainerRemoved::LastOne, "who cannot teach does not count");
    store.set_role(&max, store::Role::Trainer).await.unwrap();
    assert_eq!(sees().await, (true, 1, 1));
    ground.execute(&format!("UPDATE account SET organisation_id = NULL WHERE id = '{max}'")).await;
    assert_eq!(sees().await, (false, 0, 0), "nor does who left the organisation");
    let removed = store.remove_cohort_trainer(&room.teaching, &max, at(2).wall).await.unwrap();
    assert_eq!(removed, TrainerRemoved::Done);
}

pub async fn nothing_begins_once_it_is_held_ended_or_withdrawn(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, entry) = (&ground.store, room.mock(&ground, Start::Alone).await);
    let ((ada, _), (ben, ben_place)) = (room.joined(&ground, "ada").await, room.joined(&ground, "ben").await);
    let (cal, _) = room.joined(&ground, "cal").await;
    let first = ground.start(assigned(&ada, &entry), at(2)).await;
    let start = async |who, now| store.start_attempt(assigned(who, &entry), at(now)).await.unwrap();
    assert_eq!(store.withdraw_entry(&room.teaching, &entry, at(3).wall).await.unwrap(), Withdrawal::BeingSat);
    assert_eq!(room.lead(&ground, &entry, (RunAct::Halt, "h"), 10).await, Some(1));
    assert_eq!(start(&ben, 11).await, StartOutcome::Closed, "all clocks are held");
    assert_eq!(start(&ada, 11).await, StartOutcome::Running(first.clone()));
    assert_eq!(room.lead(&ground, &entry, (RunAct::Continue, "c"), 20).await, Some(1));
    assert_eq!(
        room.lead(&ground, &entry, (RunAct::Halt, "h"), 21).await,
        Some(0),
        "an order that was carried out before"
    );
    assert!(!room.halted(&ground, &entry).await);
    assert_eq!(room.lead(&ground, &entry, (RunAct::Close, "e"), 30).await, Some(1));
    assert_eq!(room.lead(&ground, &entry, (RunAct::Halt, "h2"), 31).await, Some(0));
    assert!(!room.halted(&ground, &entry).await, "what was ended is not held");
    assert_eq!(start(&ben, 32).await, StartOutcome::Closed, "it was ended");
    assert_eq!(start(&ada, 32).await, StartOutcome::Before(first));
    let own = (Window { closes: Some(at(900_000).wall), ..Window::default() }, "was ill".to_owned());
    assert!(store.set_own_dates(&room.teaching, (&entry, &ben_place), own, at(33).wall).await.unwrap());
    let made_up = start(&ben, 34).await;
    assert!(matches!(made_up, StartOutcome::Started(_)), "own dates make up for it: {made_up:?}");
    assert_eq!(room.lead(&ground, &entry, (RunAct::Close, "e2"), 35).await, Some(0), "the end is not told again");
    let whom = (&entry, Some(&ben_place));
    let what = (RunAct::Grant(Millis::minutes(5)), "late".to_owned());
    let granted = store.act_on_run(&room.teaching, whom, what, "g".to_owned(), at(36)).await.unwrap();
    assert_eq!(granted.map(|done| done.len()), Some(1), "one exam can be looked after still");
    assert_eq!(store.withdraw_entry(&room.teaching, &entry, at(37).wall).await.unwrap(), Withdrawal::BeingSat);
    let what = (RunAct::Close, String::new());
    store.act_on_run(&room.teaching, whom, what, "e3".to_owned(), at(38)).await.unwrap().expect("it is planned");
    assert_eq!(store.withdraw_entry(&room.teaching, &entry, at(39).wall).await.unwrap(), Withdrawal::Done);
    assert_eq!(store.withdraw_entry(&room.teaching, &entry, at(39).wall).await.unwrap(), Withdrawal::Absent);
    assert_eq!(start(&cal, 40).await, StartOutcome::Closed, "it is in no plan");
    for act in [RunAct::Halt, RunAct::Continue, RunAct::Close, RunAct::Grant(Millis::minutes(1))] {
        assert_eq!(room.lead(&ground, &entry, (act, "w"), 41).await, None);
    }
    assert_eq!(ground.faults().await, Vec::<&str>::new());
}

pub async fn a_new_entry_never_takes_the_place_of_another(ground: Ground) {
    let room = Room::build(&ground).await;
    let store = &ground.store;
    let task = Task::Session { place: "Room 1".to_owned(), agenda: String::new() };
    let window = Window { opens: Some(at(100).wall), due: None, closes: Some(at(200).wall) };
    let id = EntryId::new(fresh_id(at(0).wall));
    let new = NewEntry { id: id.clone(), title: "First".to_owned(), words: String::new(), task, window };
    let add = async |new: &NewEntry| store.add_entry(&room.teaching, new.clone(), at(1).wall).await.unwrap();
    assert_eq!((add(&new).await, add(&new).await), (EntryAdded::Done, EntryAdded::Done), "sent twice it is one");
    assert_eq!(add(&NewEntry { title: "Second".to_owned(), ..new.clone() }).await, EntryAdded::Another);
    let [kept] = store.plan_of_cohort(&room.teaching.cohort.id).await.unwrap().try_into().expect("one entry");
    assert_eq!(kept.title, "First");
    assert_eq!(store.withdraw_entry(&room.teaching, &id, at(2).wall).await.unwrap(), Withdrawal::Done);
    assert_eq!(add(&new).await, EntryAdded::Another, "what was taken out stays out");
    assert!(store.plan_of_cohort(&room.teaching.cohort.id).await.unwrap().is_empty());
}
