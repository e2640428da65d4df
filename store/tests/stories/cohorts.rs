use domain::attempt::{Act, Phase};
use domain::cohort::{Start, Task, Window};
use domain::ids::{AccountId, CohortId, EditionId, EntryId, ParticipantId, SchemeId};
use domain::organisation::Entry;
use domain::question::Level;
use domain::response::Response;
use domain::time::{Millis, Timestamp};
use domain::zone::Zone;
use store::{
    ClassInvitation, CohortFacts, CohortMade, Enrolled, Enrolment, Guest, MailKind, NewAttempt, NewEntry,
    NewParticipant, ParticipantState, RunAct, SaveOutcome, Shelf, SignUp, Staff, StartOutcome, Teaching, Token,
    TrainerAdded, TrainerRemoved, Withdrawal, fresh_id,
};

use crate::ground::{Ground, at, new_exam, saved, trainer};
use crate::mail::letter;
use crate::organisations::House;

pub fn facts(name: &str) -> CohortFacts {
    CohortFacts {
        name: name.to_owned(),
        level: Level::Foundation,
        edition: EditionId::new("2018"),
        scheme: SchemeId::new("practice-foundation-2018"),
        starts_on: "2027-01-11".parse().unwrap(),
        ends_on: "2027-02-05".parse().unwrap(),
        exam_on: Some("2027-02-12".parse().unwrap()),
        zone: Zone::named("Europe/Oslo").unwrap(),
        language: "English".to_owned(),
        in_room: true,
    }
}

/// A cohort with the code `CODE` and its trainer.
pub struct Room {
    pub tess: AccountId,
    pub teaching: Teaching,
}

impl Room {
    pub async fn build(ground: &Ground) -> Self {
        let organisation = ground.organisation("Larkfield").await;
        let tess = ground.member(&organisation, "tess").await;
        ground.store.set_role(&tess, store::Role::Trainer).await.unwrap();
        let id = CohortId::new(fresh_id(at(0).wall));
        let staff = trainer(&organisation);
        for (name, expected) in
            [("January", CohortMade::Done), ("January", CohortMade::Done), ("February", CohortMade::Another)]
        {
            let opened = (id.clone(), "CODE".to_owned());
            let made = ground.store.make_cohort((&staff, &tess), opened, facts(name), at(0).wall).await.unwrap();
            assert_eq!(made, expected);
        }
        let teaching = ground.store.teaching(&tess, &id).await.unwrap().expect("Tess opened it");
        assert_eq!((teaching.cohort.facts.clone(), teaching.name.as_str()), (facts("January"), "tess"));
        Self { tess, teaching }
    }

    pub async fn joined(&self, ground: &Ground, name: &str) -> (AccountId, ParticipantId) {
        let account = ground.person(name).await;
        let id = ParticipantId::new(fresh_id(at(0).wall));
        let email = format!("{name}@example.org");
        let way = Enrolment::Code("CODE".to_owned());
        let enrolled = ground.store.enrol((&account, name, &email), way, id.clone(), at(1).wall).await.unwrap();
        assert_eq!(enrolled, Enrolled::Done(self.teaching.cohort.id.clone()));
        (account, id)
    }

    pub async fn mock(&self, ground: &Ground, start: Start) -> EntryId {
        let task = Task::Paper { scheme: SchemeId::new("practice-foundation-2018"), fixed: None, start, limit: None };
        let id = EntryId::new(fresh_id(at(0).wall));
        let title = "A mock".to_owned();
        let new = NewEntry { id: id.clone(), title, words: String::new(), task, window: Window::default() };
        assert!(ground.store.put_entry(&self.teaching, new, at(0).wall).await.unwrap());
        id
    }
}

pub async fn a_cohort_is_its_trainers_and_nobody_elses(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, id) = (&ground.store, &room.teaching.cohort.id);
    let max = ground.member(&room.teaching.cohort.organisation, "max").await;
    assert_eq!(store.teaching(&max, id).await.unwrap(), None);
    let add = async || store.add_cohort_trainer(&room.teaching, " Max@Example.org", at(1).wall).await.unwrap();
    assert_eq!(add().await, TrainerAdded::Nobody, "a candidate teaches nobody");
    store.set_role(&max, store::Role::Manager).await.unwrap();
    assert_eq!((add().await, add().await), (TrainerAdded::Done, TrainerAdded::Done));
    assert!(store.teaching(&max, id).await.unwrap().is_some());
    let names = store.cohort_trainers(&room.teaching).await.unwrap().into_iter().map(|one| one.name);
    assert_eq!(names.collect::<Vec<_>>(), ["max", "tess"]);
    assert_eq!(store.remove_cohort_trainer(&room.teaching, &max, at(1).wall).await.unwrap(), TrainerRemoved::Done);
    let left = store.remove_cohort_trainer(&room.teaching, &room.tess, at(1).wall).await.unwrap();
    assert_eq!(left, TrainerRemoved::LastOne);
    store
        .keep_cohort(&room.teaching, CohortFacts { exam_on: None, in_room: false, ..facts("February") }, at(1).wall)
        .await
        .unwrap();
    let rows = store.cohorts(&room.tess, Shelf::Current).await.unwrap();
    assert_eq!((rows.len(), rows[0].cohort.facts.name.as_str(), rows[0].joined), (1, "February", 0));
    assert!(store.cohorts(&max, Shelf::Current).await.unwrap().is_empty());
    store.shelve_cohort(&room.teaching, Shelf::Archived, at(2).wall).await.unwrap();
    assert_eq!(store.cohorts(&room.tess, Shelf::Archived).await.unwrap().len(), 1);
    let way = Enrolment::Code("CODE".to_owned());
    assert_eq!(store.class_found(&way, at(3).wall).await.unwrap(), None, "nobody joins what was put away");
    assert_eq!(store.organisation_of(&room.teaching).await.unwrap(), "Larkfield");
}

pub async fn what_nobody_teaches_is_taken_over_by_who_answers_for_trainers(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, cohort) = (&ground.store, &room.teaching.cohort);
    let max = ground.member(&cohort.organisation, "max").await;
    store.set_role(&max, store::Role::Manager).await.unwrap();
    let manager = Staff::of(store::Role::Manager, Some(&cohort.organisation), "max").unwrap();
    let elsewhere = ground.organisation("Elsewhere").await;
    let stranger = Staff::of(store::Role::Manager, Some(&elsewhere), "Eve").unwrap();
    let listed = async |by: &Staff| store.untaught_cohorts(by).await.unwrap().len();
    let take = async |by: &Staff| store.take_over_cohort((by, &max), &cohort.id, at(1).wall).await.unwrap();
    assert_eq!((listed(&manager).await, take(&manager).await), (0, false), "Tess teaches it");
    store.set_role(&room.tess, store::Role::Candidate).await.unwrap();
    let other = trainer(&cohort.organisation);
    assert_eq!((listed(&other).await, take(&other).await), (0, false), "trainers take over nothing by themselves");
    assert_eq!((listed(&stranger).await, take(&stranger).await), (0, false));
    assert_eq!((listed(&manager).await, take(&manager).await), (1, true));
    assert_eq!((listed(&manager).await, take(&manager).await), (0, false), "it has a trainer again");
    assert!(store.teaching(&max, &cohort.id).await.unwrap().is_some());
    assert_eq!(store.cohorts(&max, Shelf::Current).await.unwrap().len(), 1);
    store.set_role(&room.tess, store::Role::Trainer).await.unwrap();
    assert!(store.teaching(&room.tess, &cohort.id).await.unwrap().is_some(), "who comes back teaches it too");
}

pub async fn a_taking_over_stands_in_the_log(ground: Ground) {
    let (house, store) = (House::build(&ground, "larkfield").await, &ground.store);
    let tess = ground.member(&house.id, "tess").await;
    store.set_role(&tess, store::Role::Trainer).await.unwrap();
    let cohort = CohortId::new(fresh_id(at(0).wall));
    let opened = (cohort.clone(), "CODE".to_owned());
    let made = store.make_cohort((&trainer(&house.id), &tess), opened, facts("January"), at(0).wall).await.unwrap();
    assert_eq!(made, CohortMade::Done);
    store.set_role(&tess, store::Role::Candidate).await.unwrap();
    let manager = Staff::of(store::Role::Manager, Some(&house.id), "Fay Founder").unwrap();
    for is_first in [true, false] {
        let taken = store.take_over_cohort((&manager, &house.founder), &cohort, at(100).wall).await.unwrap();
        let lines = store.log_page(house.seat(), i64::MAX, None, 2).await.unwrap();
        let taken_over = Entry::TakenOver { cohort: cohort.clone(), name: "January".to_owned() };
        let found = lines.iter().filter(|line| line.entry == taken_over).map(|line| line.by.as_str());
        assert_eq!((taken, found.collect::<Vec<_>>()), (is_first, vec!["Fay Founder"]));
    }
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn people_join_once_by_whatever_way(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, teaching) = (&ground.store, &room.teaching);
    let listed = |name: &str| NewParticipant {
        id: ParticipantId::new(fresh_id(at(0).wall)),
        name: name.to_owned(),
        email: format!("{name}@example.org"),
    };
    let listing = store.list_participants(teaching, vec![listed("ada"), listed("ben")], at(0).wall).await.unwrap();
    let again = store.list_participants(teaching, vec![listed("ada")], at(0).wall).await.unwrap();
    assert_eq!((listing.added, listing.known, again.added, again.known), (2, 0, 0, 1));
    let (ada, _) = room.joined(&ground, "ada").await;
    let (_, cal) = room.joined(&ground, "cal").await;
    let states = async || {
        let people = store.participants(teaching).await.unwrap();
        people.into_iter().map(|one| (one.name, one.state)).collect::<Vec<_>>()
    };
    use ParticipantState::{Joined, Left, Listed};
    let three = |ada, ben, cal| [("ada".to_owned(), ada), ("ben".to_owned(), ben), ("cal".to_owned(), cal)];
    assert_eq!(states().await, three(Joined, Listed, Joined), "Ada took her place in the list");
    let place = store.attending(&ada, &teaching.cohort.id).await.unwrap().expect("Ada joined");
    assert_eq!(
        (place.class.trainers.clone(), place.class.organisation_name.as_str()),
        (vec!["tess".to_owned()], "Larkfield")
    );
    store.leave_class(&place, at(5).wall).await.unwrap();
    assert!(store.remove_participant(teaching, &cal, at(5).wall).await.unwrap());
    assert!(!store.remove_participant(teaching, &cal, at(6).wall).await.unwrap());
    assert_eq!(states().await, three(Left, Listed, Left));
    assert_eq!(store.attending(&ada, &teaching.cohort.id).await.unwrap(), None);
    assert!(store.classes(&ada).await.unwrap().is_empty());
    store.list_participants(teaching, vec![listed("ada"), listed("cal")], at(5).wall).await.unwrap();
    assert_eq!(states().await, three(Listed, Listed, Listed), "nobody is taken in again unasked");
    assert_eq!(store.attending(&ada, &teaching.cohort.id).await.unwrap(), None);
    let way = Enrolment::Code("CODE".to_owned());
    let back = ParticipantId::new(fresh_id(at(0).wall));
    store.enrol((&ada, "ada", "ada@example.org"), way, back, at(6).wall).await.unwrap();
    assert_eq!(states().await, three(Joined, Listed, Listed), "she came back into her place");
    store.change_code(teaching, None, at(6).wall).await.unwrap();
    let guest = || {
        let (account, form) = (fresh_id(at(0).wall), fresh_id(at(0).wall));
        Guest { account: AccountId::new(account), form: Token(form), name: "Ida".to_owned() }
    };
    let place = || ParticipantId::new(fresh_id(at(0).wall));
    assert_eq!(store.enrol_guest(guest(), "CODE".to_owned(), place(), at(7).wall).await.unwrap(), None);
    store.change_code(teaching, Some("NEW".to_owned()), at(7).wall).await.unwrap();
    let guests = [guest(), guest()];
    let come = async |guest: &Guest, now| {
        let come = store.enrol_guest(guest.clone(), "NEW".to_owned(), place(), at(now).wall).await.unwrap();
        let (account, cohort) = come.expect("the cohort takes guests");
        assert_eq!(cohort, teaching.cohort.id);
        account
    };
    for guest in &guests {
        assert_eq!(come(guest, 8).await, guest.account);
    }
    assert_eq!(states().await.len(), 5, "two people may have the same name");
    let twice = Guest { account: AccountId::new(fresh_id(at(0).wall)), ..guests[1].clone() };
    assert_eq!(come(&twice, 9).await, guests[1].account, "one form sent twice is one person");
    let other = Guest { account: AccountId::new(fresh_id(at(0).wall)), name: "Ole".to_owned(), ..guests[1].clone() };
    assert_eq!(come(&other, 9).await, other.account, "who comes back to the form is somebody else");
    let late = Guest { account: AccountId::new(fresh_id(at(0).wall)), ..guests[1].clone() };
    assert_eq!(come(&late, 600_000).await, late.account, "and so is who comes back late");
    assert_eq!(states().await.len(), 7);
    let [ida, other] = guests.map(|guest| guest.account);
    let keep = async |who: &AccountId, email: &str| store.keep_guest(who, email, "hash".to_owned()).await.unwrap();
    assert_eq!(keep(&ida, "ADA@example.org").await, SignUp::Taken);
    assert_eq!(keep(&ida, "Ida@Example.org").await, SignUp::Made);
    assert_eq!(keep(&ida, "ida.berg@example.org").await, SignUp::Taken, "it is no guest's any more");
    assert_eq!(keep(&other, "ida@example.org").await, SignUp::Taken);
    assert_eq!(store.account_by_email("ida@example.org").await.unwrap().map(|kept| kept.id), Some(ida.clone()));
    let places = store.participants(teaching).await.unwrap();
    let emails = places.iter().filter(|place| place.name == "Ida").map(|place| place.email.as_str());
    let mut emails = emails.collect::<Vec<_>>();
    emails.sort_unstable();
    assert_eq!(emails, ["", "", "Ida@Example.org"]);
    let colleague = ground.member(&teaching.cohort.organisation, "dan").await;
    ground.member(&teaching.cohort.organisation, "Carl").await;
    let free = store.colleagues(teaching).await.unwrap();
    let names = free.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(names, ["Carl", "dan", "tess"], "by name");
    let way = Enrolment::Code("NEW".to_owned());
    store.enrol((&colleague, "dan", "dan@example.org"), way, place(), at(9).wall).await.unwrap();
    assert!(!store.colleagues(teaching).await.unwrap().iter().any(|(name, _)| name == "dan"));
}

pub async fn the_next_run_has_the_plan_moved(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, zone) = (&ground.store, facts("").zone);
    let local = |day: &str, time: &str| zone.instant(day.parse().unwrap(), time.parse().unwrap()).unwrap();
    let window = Window {
        opens: Some(local("2027-01-12", "09:00:00")),
        due: None,
        closes: Some(local("2027-01-12", "12:00:00")),
    };
    let task = Task::Session { place: "Room 1".to_owned(), agenda: "Clause 4".to_owned() };
    let new = NewEntry {
        id: EntryId::new(fresh_id(at(0).wall)),
        title: "First".to_owned(),
        words: "Hello".to_owned(),
        task,
        window,
    };
    assert!(store.put_entry(&room.teaching, new.clone(), at(0).wall).await.unwrap());
    assert!(
        store
            .put_entry(&room.teaching, NewEntry { words: "Changed".to_owned(), ..new.clone() }, at(1).wall)
            .await
            .unwrap()
    );
    let (id, start) = (CohortId::new(fresh_id(at(0).wall)), "2027-04-05".parse().unwrap());
    for (name, expected) in [("April", CohortMade::Done), ("April", CohortMade::Done), ("May", CohortMade::Another)] {
        let next = CohortFacts { starts_on: start, ..facts(name) };
        let copied = store.copy_cohort(&room.teaching, (id.clone(), "NEXT".to_owned()), next, at(2).wall).await;
        assert_eq!(copied.unwrap(), expected);
    }
    assert_eq!(store.teaching(&room.tess, &id).await.unwrap().expect("she teaches it").cohort.facts.name, "April");
    assert!(store.teaching(&room.tess, &id).await.unwrap().is_some());
    let [copied] = store.plan_of_cohort(&id).await.unwrap().try_into().expect("one entry");
    assert_eq!((copied.title.as_str(), copied.words.as_str()), ("First", "Changed"));
    // Summer time has begun: the hour on the wall stays the same.
    assert_eq!(copied.window.opens, Some(local("2027-04-06", "09:00:00")));
    let other = store.teaching(&room.tess, &id).await.unwrap().unwrap();
    assert!(!store.put_entry(&other, new.clone(), at(3).wall).await.unwrap(), "it belongs to another cohort");
    assert_eq!(store.withdraw_entry(&other, &new.id, at(3).wall).await.unwrap(), Withdrawal::Absent);
    assert_eq!(store.withdraw_entry(&room.teaching, &new.id, at(3).wall).await.unwrap(), Withdrawal::Done);
    assert!(store.plan_of_cohort(&room.teaching.cohort.id).await.unwrap().is_empty());
}

pub async fn own_dates_hold_for_one_person(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, entry) = (&ground.store, room.mock(&ground, Start::Alone).await);
    let (ada, place) = room.joined(&ground, "ada").await;
    let own = Window { closes: Some(Timestamp(99)), ..Window::default() };
    let set = async |window| {
        let dates = (window, "was ill".to_owned());
        store.set_own_dates(&room.teaching, (&entry, &place), dates, at(2).wall).await.unwrap()
    };
    assert!(set(own).await);
    assert!(set(Window { due: Some(Timestamp(50)), ..own }).await);
    let dates = store.own_dates(&room.teaching, &entry).await.unwrap();
    assert_eq!((dates[&place].window.due, dates[&place].reason.as_str()), (Some(Timestamp(50)), "was ill"));
    let seen = store.agenda_entry(&ada, &room.teaching.cohort.id, &entry).await.unwrap().unwrap();
    assert_eq!(seen.window().closes, Some(Timestamp(99)));
    assert!(set(Window::default()).await);
    assert!(store.own_dates(&room.teaching, &entry).await.unwrap().is_empty());
    let plain = store.plan_entry(&room.teaching.cohort.id, &entry).await.unwrap().unwrap();
    assert_eq!(plain.window, Window::default());
    let stranger = (&EntryId::new("another"), &place);
    assert!(!store.set_own_dates(&room.teaching, stranger, (own, String::new()), at(3).wall).await.unwrap());
}

pub fn assigned(account: &AccountId, entry: &EntryId) -> NewAttempt {
    NewAttempt { entry: Some(entry.clone()), ..new_exam(account, 4) }
}

pub async fn an_assigned_mock_is_sat_once_and_ruled_by_its_trainers(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, entry) = (&ground.store, room.mock(&ground, Start::Together).await);
    let (ada, _) = room.joined(&ground, "ada").await;
    let (ben, ben_place) = room.joined(&ground, "ben").await;
    assert!(store.begin_run(&room.teaching, &entry, at(1).wall).await.unwrap());
    assert!(!store.begin_run(&room.teaching, &EntryId::new("another"), at(1).wall).await.unwrap());
    let (first, second) =
        (ground.start(assigned(&ada, &entry), at(2)).await, ground.start(assigned(&ben, &entry), at(2)).await);
    let answer = |item, sequence| saved(sequence, Act::Answer { item, response: Response::Choice(1) });
    for (item, sequence) in [(0, 1), (2, 2)] {
        assert!(matches!(
            store.save(&ada, &first, answer(item, sequence), at(3)).await.unwrap(),
            SaveOutcome::Saved(_)
        ));
    }
    store.save(&ada, &first, saved(3, Act::Clear { item: 0 }), at(4)).await.unwrap();
    let rows = async || {
        store.run(&room.teaching, &entry).await.unwrap().into_iter().filter_map(|row| row.exam).collect::<Vec<_>>()
    };
    let exams = rows().await;
    assert_eq!((exams[0].answered, exams[0].questions, exams[0].place, exams[1].answered), (1, 4, Some(0), 0));
    let act = async |participant: Option<&ParticipantId>, act: RunAct, key: &str, now| {
        let what = (act, "why".to_owned());
        store
            .act_on_run(&room.teaching, (&entry, participant), what, key.to_owned(), now)
            .await
            .unwrap()
            .map(|done| done.len())
    };
    assert_eq!(act(None, RunAct::Halt, "h", at(10)).await, Some(2));
    assert_eq!(act(None, RunAct::Halt, "h2", at(11)).await, Some(0), "they are held already");
    assert!(store.expire_due(at(100_000_000)).await.unwrap().is_empty(), "the time of nobody runs out meanwhile");
    assert!(matches!(store.save(&ada, &first, answer(3, 5), at(12)).await.unwrap(), SaveOutcome::Saved(_)));
    assert_eq!(act(None, RunAct::Continue, "c", at(600_010)).await, Some(2));
    let exams = rows().await;
    assert_eq!(exams[0].timing.used(at(600_010).service), Millis(8));
    assert_eq!(act(Some(&ben_place), RunAct::Grant(Millis::minutes(5)), "g", at(600_020)).await, Some(1));
    assert_eq!(act(Some(&ben_place), RunAct::Grant(Millis::minutes(5)), "g", at(600_020)).await, Some(0), "sent twice");
    assert_eq!(act(Some(&ben_place), RunAct::Close, "e", at(600_030)).await, Some(1));
    assert_eq!(rows().await.iter().map(|exam| exam.phase).collect::<Vec<_>>(), [Phase::Running, Phase::Submitted]);
    assert_eq!(act(None, RunAct::Close, "all", at(600_040)).await, Some(1));
    assert!(!store.begin_run(&room.teaching, &entry, at(600_050).wall).await.unwrap(), "it was ended");
    let again = store.start_attempt(assigned(&ben, &entry), at(600_060)).await.unwrap();
    assert_eq!(again, StartOutcome::Before(second.clone()));
    assert_eq!(store.exam_of_entry(&ben, &entry).await.unwrap(), Some(second));
    assert_eq!(ground.faults().await, Vec::<&str>::new());
    let elsewhere = CohortId::new(fresh_id(at(0).wall));
    let staff = trainer(&room.teaching.cohort.organisation);
    store
        .make_cohort((&staff, &room.tess), (elsewhere.clone(), "ELSE".to_owned()), facts("Other"), at(0).wall)
        .await
        .unwrap();
    let other = store.teaching(&room.tess, &elsewhere).await.unwrap().unwrap();
    assert!(store.run(&other, &entry).await.unwrap().is_empty());
    let what = (RunAct::Halt, String::new());
    assert_eq!(store.act_on_run(&other, (&entry, None), what, "x".to_owned(), at(600_070)).await.unwrap(), None);
}

pub async fn a_board_shows_the_people_of_its_cohort_alone(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, teaching) = (&ground.store, &room.teaching);
    let (ada, place) = room.joined(&ground, "ada").await;
    let stranger = ground.person("eve").await;
    for who in [&ada, &stranger] {
        let exam = ground.exam(who, 4, at(1)).await;
        store.submit(who, &exam, at(2)).await.unwrap();
    }
    let [row] = store.board(teaching).await.unwrap().try_into().expect("one person takes part");
    assert_eq!((&row.participant, &row.account, row.name.as_str()), (&place, &ada, "ada"));
    let (revision, record) = store.record_of(teaching, &ada).await.unwrap().expect("she has studied");
    assert_eq!((revision, record), (row.revision, store.study_record(&ada).await.unwrap()));
    assert_eq!(store.record_of(teaching, &stranger).await.unwrap(), None);
    let [(who, mock)] = store.class_mocks(teaching).await.unwrap().try_into().expect("one exam was marked");
    assert_eq!((&who, mock.on), (&ada, at(2).wall));
    let mail = |key: &str| letter("ada@example.org", MailKind::ClassMessage, &format!("class-message:{key}"));
    let write = async |to: &ParticipantId, key: &str| {
        store.write_to_class(teaching, vec![(to.clone(), mail(key))], at(3).wall).await.unwrap()
    };
    assert_eq!((write(&place, "a").await, write(&place, "a").await), (1, 0), "sent twice is sent once");
    assert_eq!(write(&ParticipantId::new("another"), "b").await, 0);
    assert!(store.remove_participant(teaching, &place, at(4).wall).await.unwrap());
    assert_eq!(write(&place, "c").await, 0, "nobody writes to those who left");
    assert_eq!(store.record_of(teaching, &ada).await.unwrap(), None, "nor sees what they do");
    assert!(store.board(teaching).await.unwrap().is_empty() && store.class_mocks(teaching).await.unwrap().is_empty());
}

pub async fn an_invitation_into_a_class_works_once(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, teaching) = (&ground.store, &room.teaching);
    let id = ParticipantId::new(fresh_id(at(0).wall));
    let new = NewParticipant { id: id.clone(), name: "ada".to_owned(), email: "ada@example.org".to_owned() };
    store.list_participants(teaching, vec![new], at(0).wall).await.unwrap();
    let invite = async |token: &str, email: &str| {
        let letter = letter(email, MailKind::Invitation, "given by the store");
        let one = ClassInvitation { participant: id.clone(), token: Token(token.to_owned()), letter };
        store.invite_participants(teaching, vec![one], at(1).wall).await.unwrap()
    };
    assert_eq!(invite("first", "another@example.org").await, 0, "the address is that of the list");
    let twice = (invite("first", "ada@example.org").await, invite("second", "ada@example.org").await);
    assert_eq!(twice, (1, 0), "whoever is invited gets no second mail");
    let state = async || store.participant(teaching, &id).await.unwrap().unwrap().state;
    assert_eq!(state().await, ParticipantState::Invited);
    let way = |token: &str| Enrolment::Invitation(Token(token.to_owned()));
    assert_eq!(store.class_found(&way("second"), at(2).wall).await.unwrap(), None, "it was never made");
    let late = Timestamp(at(1).wall.0 + store::CLASS_INVITATION_GOOD_FOR.0 + 1);
    assert_eq!(store.class_found(&way("first"), late).await.unwrap(), None, "it is too old");
    assert!(store.class_found(&way("first"), at(2).wall).await.unwrap().is_some());
    let (ada, eve, fay) = (ground.person("ada").await, ground.person("eve").await, ground.person("fay").await);
    let join = async |who: &AccountId, name: &str| {
        let (place, email) = (ParticipantId::new(fresh_id(at(0).wall)), format!("{name}@example.org"));
        store.enrol((who, name, &email), way("first"), place, at(3).wall).await.unwrap()
    };
    let done = Enrolled::Done(teaching.cohort.id.clone());
    assert_eq!(join(&eve, "eve").await, done, "it was passed on to her");
    assert_eq!(state().await, ParticipantState::Invited, "and the place is still that of the person invited");
    assert_eq!(join(&ada, "Ada").await, done);
    assert_eq!(join(&fay, "fay").await, Enrolled::Gone, "it was taken");
    assert_eq!(store.participant(teaching, &id).await.unwrap().unwrap().account, Some(ada));
    assert_eq!(store.participants(teaching).await.unwrap().len(), 2);
}
