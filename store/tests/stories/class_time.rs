use domain::accommodation::Accommodation;
use domain::accommodation::effect::Effect;
use domain::ids::{AccountId, CohortId, ParticipantId};
use domain::time::Millis;
use store::{
    ClassApproval, ClassApproved, ClassEnded, CohortMade, Enrolment, Fate, NewParticipant, OutOfReach, Teaching,
    endings_seen, fates_seen, fresh_id,
};

use crate::accommodations::more;
use crate::cohorts::Room;
use crate::ground::{GRANTED, Ground, at, trainer};

/// A class with people of each kind: Ada and Ben of the organisation, Cem of none, Dan who left, and Eve who was listed only.
struct Scene {
    room: Room,
    ada: AccountId,
    ben: AccountId,
    people: Vec<ParticipantId>,
}

impl Scene {
    async fn build(ground: &Ground) -> Self {
        let room = Room::build(ground).await;
        let mut accounts = Vec::new();
        let mut people = Vec::new();
        for name in ["ada", "ben", "cem", "dan"] {
            let (account, participant) = room.joined(ground, name).await;
            if name != "cem" {
                let organisation = &room.teaching.cohort.organisation;
                let own = format!("UPDATE account SET organisation_id = '{organisation}' WHERE id = '{account}'");
                ground.execute(&own).await;
            }
            accounts.push(account);
            people.push(participant);
        }
        assert!(ground.store.remove_participant(&room.teaching, &people[3], at(2).wall).await.unwrap());
        let eve = ParticipantId::new(fresh_id(at(0).wall));
        let (name, email) = ("eve".to_owned(), "eve@example.org".to_owned());
        let listed = vec![NewParticipant { id: eve.clone(), name, email }];
        assert_eq!(ground.store.list_participants(&room.teaching, listed, at(2).wall).await.unwrap().added, 1);
        people.push(eve);
        let (ada, ben) = (accounts[0].clone(), accounts[1].clone());
        Self { room, ada, ben, people }
    }

    fn by(&self) -> &Teaching {
        &self.room.teaching
    }

    fn approval(&self, accommodation: Accommodation) -> ClassApproval {
        ClassApproval { people: self.people.clone(), accommodation }
    }

    async fn give(&self, ground: &Ground, new: &ClassApproval, now: i64) -> ClassApproved {
        let fates = ground.store.preview_class_approval(self.by(), new, at(now).wall).await.unwrap().unwrap();
        let seen = fates_seen(&fates);
        ground.store.approve_for_class(self.by(), new.clone(), seen, at(now)).await.unwrap()
    }
}

async fn granted(ground: &Ground, account: &AccountId) -> Option<Millis> {
    let exam = ground.store.running_exam(account).await.unwrap().expect("an exam runs");
    ground.attempt(account, &exam).await.head.timing.granted()
}

pub async fn several_people_of_a_class_have_more_time_at_once(ground: Ground) {
    let scene = Scene::build(&ground).await;
    let (store, by) = (&ground.store, scene.by());
    let staff = trainer(&by.cohort.organisation);
    let own = more(150, at(5).wall, "by the office");
    store.approve(&staff, &scene.ben, own.clone(), at(5)).await.unwrap().expect("he is in reach");
    let (exam, other) = (ground.exam(&scene.ada, 2, at(6)).await, ground.exam(&scene.ben, 2, at(6)).await);
    let known = store.class_accommodations(by).await.unwrap();
    let told = known.iter().map(|one| (one.name.as_str(), one.reach.clone().err(), one.accommodations.len()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ("ada", None, 0),
            ("ben", None, 1),
            ("cem", Some(OutOfReach::Elsewhere), 0),
            ("dan", Some(OutOfReach::Absent), 0),
            ("eve", Some(OutOfReach::Absent), 0)
        ]
    );
    let new = scene.approval(Accommodation { approved_by: String::new(), ..more(125, at(7).wall, "agreed in class") });
    let fates = store.preview_class_approval(by, &new, at(7).wall).await.unwrap().expect("all are of the class");
    let expected = [
        Fate::Comes(Effect::New),
        Fate::Comes(Effect::Nothing { has: own.stretch }),
        Fate::Cannot(OutOfReach::Elsewhere),
        Fate::Cannot(OutOfReach::Absent),
        Fate::Cannot(OutOfReach::Absent),
    ];
    assert_eq!(fates.iter().map(|one| one.fate).collect::<Vec<_>>(), expected);
    assert_eq!(fates.iter().map(|one| one.gets()).collect::<Vec<_>>(), [true, false, false, false, false]);
    let moved = store.approve_for_class(by, new.clone(), "something else".to_owned(), at(8)).await.unwrap();
    assert_eq!(moved, ClassApproved::Moved(fates.clone()));
    assert_eq!(ground.count("accommodation").await, 1, "nothing was given yet");
    let seen = fates_seen(&fates);
    let give = async |now| store.approve_for_class(by, new.clone(), seen.clone(), at(now)).await.unwrap();
    assert_eq!(give(10).await, ClassApproved::Done(1, vec![exam]));
    assert_eq!(give(11).await, ClassApproved::Before(1), "sent twice, it is given once");
    assert_eq!(ground.count("accommodation").await, 2);
    let [given] = store.accommodations(&scene.ada).await.unwrap().try_into().expect("one");
    assert_ne!(given.id, new.accommodation.id, "each person's is its own");
    assert_eq!(
        given,
        Accommodation { id: given.id.clone(), approved_by: by.name.clone(), ..new.accommodation.clone() }
    );
    assert_eq!(granted(&ground, &scene.ada).await, Some(Millis(GRANTED.0 * 5 / 4)), "her exam has it at once");
    assert_eq!(ground.attempt(&scene.ben, &other).await.head.timing.granted(), Some(Millis(GRANTED.0 * 3 / 2)));
    let data = store.personal_data(&scene.ada).await.unwrap().expect("she is there");
    let data = serde_json::to_value(data).unwrap();
    assert_eq!(data["accommodations"][0]["class"], "January");
    // More for those who have some already.
    let breaks = Accommodation { valid_until: Some(at(90_000).wall), ..crate::accommodations::breaks(7_000) };
    let to = |has: &Accommodation| Effect::More { from: has.stretch, to: has.stretch.most(breaks.stretch) };
    let more = scene.approval(breaks.clone());
    let fates = store.preview_class_approval(by, &more, at(12).wall).await.unwrap().unwrap();
    let fates = fates.into_iter().take(2).map(|one| one.fate).collect::<Vec<_>>();
    assert_eq!(fates, [Fate::Comes(to(&given)), Fate::Comes(to(&own))]);
    assert!(matches!(scene.give(&ground, &more, 12).await, ClassApproved::Done(2, reached) if reached.len() == 2));
}

pub async fn what_was_given_in_a_class_is_ended_there(ground: Ground) {
    let scene = Scene::build(&ground).await;
    let (store, by) = (&ground.store, scene.by());
    let own = more(150, at(5).wall, "by the office");
    store.approve(&trainer(&by.cohort.organisation), &scene.ben, own.clone(), at(5)).await.unwrap().unwrap();
    ground.exam(&scene.ada, 2, at(6)).await;
    let new = scene.approval(more(200, at(7).wall, "agreed"));
    assert!(matches!(scene.give(&ground, &new, 7).await, ClassApproved::Done(2, _)));
    let endings = store.preview_class_end(by, &scene.people, at(8).wall).await.unwrap().expect("all are of the class");
    let counts = endings.iter().map(|one| (one.ends.len(), one.stays.len())).collect::<Vec<_>>();
    assert_eq!(counts, [(1, 0), (1, 1), (0, 0), (0, 0), (0, 0)]);
    assert_eq!(endings[1].stays, std::slice::from_ref(&own), "what the office approved is no matter of the class");
    let end = async |seen: &str, now| {
        store.end_for_class(by, scene.people.clone(), seen.to_owned(), at(now).wall).await.unwrap()
    };
    assert_eq!(end("something else", 9).await, ClassEnded::Moved(endings.clone()));
    let seen = endings_seen(&endings);
    assert_eq!(end(&seen, 10).await, ClassEnded::Done(2));
    assert_eq!(end(&seen, 11).await, ClassEnded::Done(0), "sent twice, it has ended");
    assert_eq!(store.accommodations(&scene.ada).await.unwrap()[0].valid_until, Some(at(10).wall));
    assert!(store.accommodations(&scene.ben).await.unwrap().contains(&own), "it holds on");
    assert_eq!(granted(&ground, &scene.ada).await, Some(Millis(GRANTED.0 * 2)), "nobody loses time in the middle");
    assert!(matches!(scene.give(&ground, &new, 12).await, ClassApproved::Before(2)), "the old form gives nothing anew");
    let again = scene.approval(more(200, at(12).wall, "agreed again"));
    assert!(matches!(scene.give(&ground, &again, 12).await, ClassApproved::Done(2, _)));
}

pub async fn a_trainer_reaches_the_people_of_the_class_alone(ground: Ground) {
    let scene = Scene::build(&ground).await;
    let (store, by) = (&ground.store, scene.by());
    let id = CohortId::new(fresh_id(at(0).wall));
    let staff = trainer(&by.cohort.organisation);
    let opened = (id.clone(), "ELSE".to_owned());
    let made = store.make_cohort((&staff, &by.account), opened, by.cohort.facts.clone(), at(0).wall).await;
    assert_eq!(made.unwrap(), CohortMade::Done);
    let other = store.teaching(&by.account, &id).await.unwrap().expect("Tess opened it");
    let new = scene.approval(more(125, at(1).wall, "not theirs"));
    assert_eq!(store.preview_class_approval(&other, &new, at(1).wall).await.unwrap(), None);
    let given = store.approve_for_class(&other, new.clone(), String::new(), at(1)).await.unwrap();
    assert_eq!(given, ClassApproved::Absent);
    assert_eq!(store.preview_class_end(&other, &scene.people, at(1).wall).await.unwrap(), None);
    let ended = store.end_for_class(&other, scene.people.clone(), String::new(), at(1).wall).await.unwrap();
    assert_eq!(ended, ClassEnded::Absent);
    assert_eq!(ground.count("accommodation").await, 0);
    assert!(matches!(scene.give(&ground, &new, 2).await, ClassApproved::Done(2, _)));
    // In another class of the same trainer it is something that was approved elsewhere.
    let way = Enrolment::Code("ELSE".to_owned());
    let place = ParticipantId::new(fresh_id(at(0).wall));
    store.enrol((&scene.ada, "ada", "ada@example.org"), way, place.clone(), at(3).wall).await.unwrap();
    let endings = store.preview_class_end(&other, &[place], at(4).wall).await.unwrap().unwrap();
    assert_eq!((endings[0].ends.len(), endings[0].stays.len()), (0, 1));
    // Whoever leaves is out of reach, and keeps what was given.
    assert!(store.remove_participant(by, &scene.people[0], at(5).wall).await.unwrap());
    let endings = store.preview_class_end(by, &scene.people[..1], at(6).wall).await.unwrap().unwrap();
    assert!(endings[0].ends.is_empty() && endings[0].person.reach == Err(OutOfReach::Absent));
    assert_eq!(store.accommodations(&scene.ada).await.unwrap()[0].valid_until, None);
}

pub async fn one_form_sent_many_times_at_once_gives_once(ground: Ground) {
    let scene = Scene::build(&ground).await;
    let (store, by) = (&ground.store, scene.by());
    let new = scene.approval(more(125, at(1).wall, "agreed"));
    let seen = fates_seen(&store.preview_class_approval(by, &new, at(1).wall).await.unwrap().unwrap());
    let send = || store.approve_for_class(by, new.clone(), seen.clone(), at(2));
    let (a, b, c) = tokio::join!(send(), send(), send());
    let done = [a, b, c].into_iter().filter(|one| matches!(one, Ok(ClassApproved::Done(2, _)))).count();
    assert_eq!((done, ground.count("accommodation").await), (1, 2));
}
