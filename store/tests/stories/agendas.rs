use chrono::NaiveTime;
use domain::cohort::progress::{Parts, State};
use domain::cohort::{Presence, Task, Window};
use domain::ids::{AccountId, CohortId, EditionId, EntryId, LessonId, OrganisationId, ParticipantId, SchemeId};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::zone::Zone;
use store::{
    Attending, CohortFacts, CohortMade, Enrolled, Enrolment, NewAttempt, NewEntry, Noting, PracticeAnswer, Role, Shelf,
    Staff, Teaching, Token, Withdrawal, fresh_id,
};

use crate::ground::{Ground, at, new_exam, new_practice, right, saved};

/// A cohort with its trainer and its code.
pub struct Class {
    pub teaching: Teaching,
    code: String,
}

impl Class {
    /// A cohort of an organisation that somebody teaches alone.
    pub async fn of(ground: &Ground, trainer: &AccountId, organisation: &OrganisationId) -> Self {
        let id = CohortId::new(fresh_id(at(0).wall));
        let code = format!("CODE-{id}");
        let facts = CohortFacts {
            name: format!("Class {id}"),
            level: Level::Foundation,
            edition: EditionId::new("2018"),
            scheme: SchemeId::new("a scheme"),
            starts_on: "2026-11-30".parse().unwrap(),
            ends_on: "2026-12-11".parse().unwrap(),
            exam_on: None,
            zone: Zone::named("Europe/Oslo").unwrap(),
            language: "English".to_owned(),
            in_room: false,
        };
        assert!(ground.store.set_role(trainer, Role::Trainer).await.unwrap());
        let staff = Staff::of(Role::Trainer, Some(organisation), "Iris Trainer").expect("trainers look after people");
        let made = ground.store.make_cohort((&staff, trainer), (id.clone(), code.clone()), facts, at(0).wall).await;
        assert_eq!(made.unwrap(), CohortMade::Done);
        let teaching = ground.store.teaching(trainer, &id).await.unwrap().expect("the person teaches it");
        Self { teaching, code }
    }

    /// Somebody takes part from now on.
    pub async fn join(&self, ground: &Ground, who: &AccountId, (name, email): (&str, &str)) -> Attending {
        let fresh = ParticipantId::new(fresh_id(at(0).wall));
        let way = Enrolment::Code(self.code.clone());
        let enrolled = ground.store.enrol((who, name, email), way, fresh, at(1).wall).await.unwrap();
        assert_eq!(enrolled, Enrolled::Done(self.id().clone()));
        ground.store.attending(who, self.id()).await.unwrap().expect("the person takes part")
    }

    fn id(&self) -> &CohortId {
        &self.teaching.cohort.id
    }

    /// Puts something into the plan.
    async fn put(&self, ground: &Ground, task: Task, window: Window) -> EntryId {
        let id = EntryId::new(fresh_id(at(0).wall));
        let new = NewEntry { id: id.clone(), title: "An entry".to_owned(), words: String::new(), task, window };
        assert!(ground.store.put_entry(&self.teaching, new, at(10).wall).await.unwrap());
        id
    }

    /// A session and lessons to read.
    pub async fn two_entries(&self, ground: &Ground) -> [EntryId; 2] {
        let session = Task::Session { place: "Room 1".to_owned(), agenda: String::new() };
        let lessons = Task::Lessons { lessons: vec![LessonId::new("f-series")] };
        let window = |opens: i64, due: Option<i64>, closes: i64| Window {
            opens: Some(at(opens).wall),
            due: due.map(|due| at(due).wall),
            closes: Some(at(closes).wall),
        };
        let session = self.put(ground, session, window(100, None, 200)).await;
        [session, self.put(ground, lessons, window(1_000, Some(2_000), 3_000)).await]
    }
}

/// A trainer's class, and two who take part.
async fn scene(ground: &Ground) -> (Class, [AccountId; 2], [Attending; 2]) {
    let organisation = ground.organisation("Larkfield IT").await;
    let trainer = ground.member(&organisation, "tess").await;
    let class = Class::of(ground, &trainer, &organisation).await;
    let (ada, ben) = (ground.person("ada").await, ground.person("ben").await);
    let first = class.join(ground, &ada, ("Ada", "ada@example.org")).await;
    let second = class.join(ground, &ben, ("Ben", "ben@example.org")).await;
    (class, [ada, ben], [first, second])
}

pub async fn one_agenda_holds_the_plans_of_all_classes(ground: Ground) {
    let (class, [ada, ben], [place, _]) = scene(&ground).await;
    let store = &ground.store;
    let other = Class::of(&ground, &class.teaching.account, &class.teaching.cohort.organisation).await;
    other.join(&ground, &ada, ("Ada", "ada@example.org")).await;
    let [session, reading] = class.two_entries(&ground).await;
    let practice = Task::Practice { areas: Vec::new(), count: 5 };
    let set = other.put(&ground, practice, Window { opens: Some(at(500).wall), ..Window::default() }).await;
    let ids = async |who: &AccountId, class: Option<&CohortId>| {
        let agenda = store.agenda(who, class).await.unwrap();
        agenda.into_iter().map(|line| line.entry.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&ada, None).await, [session.clone(), set.clone(), reading.clone()]);
    assert_eq!(ids(&ben, None).await, [session.clone(), reading.clone()], "he is not in the other one");
    assert_eq!(ids(&ada, Some(other.id())).await, std::slice::from_ref(&set));
    let own = Window { opens: Some(at(50).wall), ..Window::default() };
    let who = (&reading, &place.participant);
    assert!(store.set_own_dates(&class.teaching, who, (own, "A journey".to_owned()), at(20).wall).await.unwrap());
    let foreign = (&set, &place.participant);
    assert!(!store.set_own_dates(&class.teaching, foreign, (own, String::new()), at(20).wall).await.unwrap());
    assert_eq!(ids(&ada, None).await, [reading.clone(), session.clone(), set.clone()], "own dates come in their order");
    let line = store.agenda_entry(&ada, class.id(), &reading).await.unwrap().expect("it is there");
    assert_eq!(line.own, Some(own));
    assert_eq!(line.window().opens, Some(at(50).wall));
    assert_eq!(line.window().due, Some(at(2_000).wall), "what is not own is the plan's");
    assert_eq!((line.made_at, line.changed_at), (at(10).wall, at(20).wall));
    assert_eq!(store.own_dates(&class.teaching, &reading).await.unwrap()[&place.participant].set_by, "tess");
    assert_eq!(store.agenda_entry(&ben, other.id(), &set).await.unwrap(), None);
    assert_eq!(store.agenda_entry(&ada, other.id(), &reading).await.unwrap(), None, "it is of another class");
    let none = (Window::default(), String::new());
    assert!(store.set_own_dates(&class.teaching, who, none, at(30).wall).await.unwrap());
    let line = store.agenda_entry(&ada, class.id(), &reading).await.unwrap().expect("it is there");
    assert_eq!((line.own, line.changed_at), (None, at(30).wall), "and calendars hear of it");
    assert_eq!(store.withdraw_entry(&class.teaching, &reading, at(40).wall).await.unwrap(), Withdrawal::Done);
    store.shelve_cohort(&other.teaching, Shelf::Archived, at(40).wall).await.unwrap();
    assert_eq!(ids(&ada, None).await, std::slice::from_ref(&session));
    assert_eq!(ids(&ada, Some(other.id())).await, [set], "one that was put away is shown when it is asked for");
    let taught = store.taught_sessions(&class.teaching.account).await.unwrap();
    assert_eq!(taught.into_iter().map(|line| line.entry.id).collect::<Vec<_>>(), [session]);
    store.leave_class(&place, at(50).wall).await.unwrap();
    assert_eq!(ids(&ada, None).await, []);
}

pub async fn what_everybody_did_is_read_at_once(ground: Ground) {
    let (class, [ada, ben], [first, second]) = scene(&ground).await;
    let store = &ground.store;
    let [session, reading] = class.two_entries(&ground).await;
    let practice = class.put(&ground, Task::Practice { areas: Vec::new(), count: 2 }, Window::default()).await;
    let paper = class.put(&ground, Task::Practice { areas: Vec::new(), count: 3 }, Window::default()).await;
    let entry = Some(practice.clone());
    let set = ground.start(NewAttempt { entry: entry.clone(), ..new_practice(&ada, 2) }, at(100)).await;
    let told =
        async |who: &AccountId, set| store.answer_practice(who, &set, saved(1, right(0)), at(200)).await.unwrap();
    assert_eq!(told(&ada, set.clone()).await, PracticeAnswer::Taken);
    let other = ground.start(NewAttempt { entry, ..new_practice(&ben, 2) }, at(100)).await;
    assert_eq!(told(&ben, other.clone()).await, PracticeAnswer::Taken);
    let second_answer = saved(2, right(1));
    assert_eq!(store.answer_practice(&ben, &other, second_answer, at(300)).await.unwrap(), PracticeAnswer::Taken);
    let exam = ground.start(NewAttempt { entry: Some(paper.clone()), ..new_exam(&ben, 3) }, at(400)).await;
    store.submit(&ben, &exam, at(500)).await.unwrap();
    // What answers no entry is nobody's business here.
    ground.start(new_practice(&ada, 2), at(100)).await;
    let ended = StudyEvent::LessonEnded { lesson: LessonId::new("f-series") };
    store.study(&ada, ended, at(1_500).wall).await.unwrap();
    let own = Window { due: Some(at(1_400).wall), ..Window::default() };
    let who = (&reading, &first.participant);
    assert!(store.set_own_dates(&class.teaching, who, (own, "Early".to_owned()), at(1).wall).await.unwrap());
    let register = vec![Noting { participant: second.participant.clone(), presence: Presence::Late, seen: None }];
    assert_eq!(store.keep_attendance(&class.teaching, &session, register, at(250).wall).await.unwrap().noted, 1);

    let people = store.doings(&class.teaching).await.unwrap();
    assert_eq!(people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Ada", "Ben"]);
    let plan = store.plan_of_cohort(class.id()).await.unwrap();
    let standings = |id: &EntryId, parts: &Parts| {
        let entry = plan.iter().find(|entry| entry.id == *id).expect("it is planned");
        let now = at(9_000).wall;
        people.iter().map(|one| one.standing(entry, parts, now)).collect::<Vec<_>>()
    };
    let states = |id, parts: &Parts| standings(id, parts).into_iter().map(|told| told.state).collect::<Vec<_>>();
    let lessons = Parts::Lessons(vec![(LessonId::new("f-series"), Vec::new())]);
    assert_eq!(states(&session, &Parts::Session), [State::Over, State::Done]);
    assert_eq!(states(&reading, &lessons), [State::Done, State::Missed]);
    assert!(standings(&reading, &lessons)[0].late, "by her own date");
    assert_eq!(states(&practice, &Parts::Practice), [State::Begun, State::Done]);
    assert_eq!(standings(&practice, &Parts::Practice)[1].at, Some(at(300).wall), "when the last one was answered");
    assert_eq!(states(&paper, &Parts::Paper), [State::Open, State::Done]);

    let mine = store.answering(&ben).await.unwrap();
    assert_eq!(mine.keys().collect::<Vec<_>>(), [&practice, &paper]);
    assert_eq!((mine[&paper][0].id.clone(), mine[&practice][0].sat.answered), (exam, 2));
    store.leave_class(&second, at(600).wall).await.unwrap();
    assert_eq!(store.doings(&class.teaching).await.unwrap().len(), 1, "who left shows nothing new");
}

pub async fn a_register_keeps_who_noted_what(ground: Ground) {
    let (class, _, [first, second]) = scene(&ground).await;
    let (store, org) = (&ground.store, &class.teaching.cohort.organisation);
    let [session, reading] = class.two_entries(&ground).await;
    let note = async |by: &Teaching, entry: &EntryId, seen: [Option<Presence>; 2], of: [Presence; 2], millis| {
        let places = [&first, &second].into_iter().zip(seen).zip(of);
        let noting = |((place, seen), presence): ((&Attending, _), _)| Noting {
            participant: place.participant.clone(),
            presence,
            seen,
        };
        let kept = store.keep_attendance(by, entry, places.map(noting).collect(), at(millis).wall).await.unwrap();
        (kept.noted, kept.moved)
    };
    use Presence::{Absent, Excused, Late, Present};
    let (by, unseen) = (&class.teaching, [None, None]);
    assert_eq!(note(by, &session, unseen, [Present, Absent], 100).await, (2, 0));
    assert_eq!(note(by, &session, unseen, [Present, Absent], 150).await, (0, 0), "sent twice, noted once");
    let seen = [Some(Present), Some(Absent)];
    assert_eq!(note(by, &session, seen, [Present, Excused], 200).await, (1, 0), "what is the same is not noted again");
    assert_eq!(note(by, &session, unseen, [Late, Present], 250).await, (0, 2), "others noted something meanwhile");
    assert_eq!(note(by, &session, seen, [Present, Late], 250).await, (0, 1));
    let register = store.attendance(&class.teaching, &session).await.unwrap();
    let told = |place: &Attending| (register[&place.participant].presence, register[&place.participant].set_at);
    assert_eq!([told(&first), told(&second)], [(Present, at(100).wall), (Excused, at(200).wall)]);
    assert!(register.values().all(|noted| noted.set_by == "tess"));
    assert_eq!(note(by, &reading, unseen, [Present, Absent], 300).await, (0, 0), "lessons have no register");
    let other = Class::of(&ground, &class.teaching.account, org).await;
    let kept = note(&other.teaching, &session, unseen, [Absent, Absent], 300).await;
    assert_eq!(kept, (0, 0), "it is of another cohort");
    assert_eq!(store.attendance(&other.teaching, &session).await.unwrap().len(), 0);
}

pub async fn a_whole_plan_is_put_in_once(ground: Ground) {
    let (class, ..) = scene(&ground).await;
    let store = &ground.store;
    let new = |n: u32| NewEntry {
        id: EntryId::new(format!("0198f000-0000-7000-8000-{n:012x}")),
        title: format!("Day {n}"),
        words: String::new(),
        task: Task::Session { place: String::new(), agenda: String::new() },
        window: Window {
            opens: Some(
                class.teaching.cohort.facts.zone.instant("2026-12-01".parse().unwrap(), NaiveTime::MIN).unwrap(),
            ),
            ..Window::default()
        },
    };
    let titles = async || {
        let plan = store.plan_of_cohort(class.id()).await.unwrap();
        plan.into_iter().map(|entry| entry.title).collect::<Vec<_>>()
    };
    store.put_entries(&class.teaching, vec![new(1), new(2)], at(10).wall).await.unwrap();
    let changed = NewEntry { title: "Day 2, in the museum".to_owned(), ..new(2) };
    assert!(store.put_entry(&class.teaching, changed, at(15).wall).await.unwrap());
    store.put_entries(&class.teaching, vec![new(1), new(2)], at(20).wall).await.unwrap();
    assert_eq!(titles().await, ["Day 1", "Day 2, in the museum"], "sent once more, it changes nothing");
    let other = Class::of(&ground, &class.teaching.account, &class.teaching.cohort.organisation).await;
    assert!(!store.put_entry(&other.teaching, new(1), at(20).wall).await.unwrap(), "the id is another cohort's");
    assert!(store.plan_entry(other.id(), &new(1).id).await.unwrap().is_none());
}

pub async fn a_calendar_link_is_one_and_can_be_ended(ground: Ground) {
    let (ada, store) = (ground.person("ada").await, &ground.store);
    let token = |text: &str| Token(text.to_owned());
    assert_eq!(store.calendar_link(&ada).await.unwrap(), None);
    store.make_calendar_link(&ada, token("first"), at(10).wall).await.unwrap();
    assert_eq!(store.calendar_owner(&token("first")).await.unwrap(), Some(ada.clone()));
    store.make_calendar_link(&ada, token("second"), at(20).wall).await.unwrap();
    assert_eq!(store.calendar_owner(&token("first")).await.unwrap(), None, "the old one works no more");
    assert_eq!(store.calendar_owner(&token("second")).await.unwrap(), Some(ada.clone()));
    assert_eq!(store.calendar_link(&ada).await.unwrap(), Some(at(20).wall));
    store.end_calendar_link(&ada).await.unwrap();
    assert_eq!(store.calendar_owner(&token("second")).await.unwrap(), None);
    assert_eq!(store.calendar_link(&ada).await.unwrap(), None);
}
