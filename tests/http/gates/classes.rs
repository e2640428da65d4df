//! A cohort in which the owner takes part, with a mock exam in its plan.

use app::urls;
use domain::cohort::{Start, Task, Window};
use domain::ids::{AccountId, CohortId, EntryId, ParticipantId, SchemeId};
use store::{Enrolment, NewEntry, Teaching, fresh_id};

use super::{analysed, marking};
use crate::browser::Browser;
use crate::people::{HOME, SCHEME, Trainer, address};
use crate::server::Server;

/// What it is called.
pub const NAME: &str = "Canary cohort";

/// What the owner takes part in.
pub struct Class {
    pub cohort: String,
    /// The owner.
    pub participant: String,
    /// A mock exam.
    pub entry: String,
    /// Something that somebody wrote in it.
    pub answer: String,
    /// A correction of a question of it.
    pub correction: String,
}

/// What is typed to open a cohort.
pub fn facts<'f>(name: &'f str, id: &'f str) -> Vec<(&'static str, &'f str)> {
    vec![
        ("id", id),
        ("name", name),
        ("level", "foundation"),
        ("edition", "2018"),
        ("scheme", SCHEME),
        ("starts_on", "2026-11-23"),
        ("ends_on", "2026-12-18"),
        ("exam_on", "2027-01-19"),
        ("zone", "Europe/Oslo"),
        ("language", "English"),
        ("in_room", "yes"),
    ]
}

/// Opens a cohort; its id.
pub async fn open(trainer: &mut Browser<'_>, name: &str, id: &str) -> CohortId {
    let page = trainer.post(urls::COHORTS, &facts(name, id)).await;
    assert_eq!(page.location(), urls::cohort_page(id, "people"), "{}", page.words());
    CohortId::new(id)
}

/// Who teaches a cohort.
pub async fn teaching(server: &Server, trainer: &AccountId, cohort: &CohortId) -> Teaching {
    let teaching = server.store().teaching(trainer, cohort).await.expect("the store answers");
    teaching.expect("the trainer teaches it")
}

/// A mock exam in the plan of a cohort.
pub async fn mock(server: &Server, teaching: &Teaching, title: &str, start: Start) -> EntryId {
    let id = EntryId::new(fresh_id(server.time_wall()));
    let new = NewEntry {
        id: id.clone(),
        title: title.to_owned(),
        words: "Canary words".to_owned(),
        task: Task::Paper { scheme: SchemeId::new(SCHEME), fixed: None, start, limit: None },
        window: Window::default(),
    };
    assert!(server.store().put_entry(teaching, new, server.time_wall()).await.expect("the store answers"));
    id
}

/// The owner comes into a cohort of the organisation's trainer.
pub async fn fill(server: &Server, owner: (&AccountId, &str)) -> Class {
    let mut trainer = Trainer::of(server, Some(HOME)).await;
    let cohort = open(&mut trainer, NAME, &fresh_id(server.time_wall())).await;
    let trainer = server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
    let trainer = trainer.expect("the store answers").expect("the trainer is there").id;
    let teaching = teaching(server, &trainer, &cohort).await;
    let entry = mock(server, &teaching, "Canary mock", Start::Alone).await;
    let (now, participant) = (server.time_wall(), ParticipantId::new(fresh_id(server.time_wall())));
    let way = Enrolment::Code(teaching.cohort.code.clone().expect("it can be joined"));
    let who = (owner.0, owner.1, address(owner.1));
    server.store().enrol((who.0, who.1, &who.2), way, participant.clone(), now).await.expect("the store answers");
    let answer = marking::fill(server, &teaching, &entry).await;
    let correction = analysed::fill(server, &teaching, &entry).await;
    let (cohort, participant, entry) = (cohort.to_string(), participant.to_string(), entry.to_string());
    Class { cohort, participant, entry, answer, correction }
}

/// What is posted to a route of cohorts and classes.
pub fn bodies<'o>(route: &str, participant: &'o str) -> Vec<Vec<(&'static str, &'o str)>> {
    match route {
        route if route.contains("/plan/") => vec![planning(route, participant)],
        "/classes/{cohort}/entries/{entry}" => vec![vec![("mode", "practice")]],
        "/classes/calendar" => vec![vec![("go", "make")], vec![("go", "end")]],
        "/cohorts" | "/cohorts/{cohort}/settings" => {
            vec![facts("Another cohort", "0198f000-0000-7000-8000-00000000c0c0")]
        }
        "/cohorts/{cohort}/people" => vec![vec![("list", "Another person, another@example.org")]],
        "/cohorts/{cohort}/people/time" => vec![giving(participant), vec![("go", "end"), ("who", participant)]],
        "/cohorts/{cohort}/code" => vec![vec![("go", "new")], vec![("go", "close")]],
        "/cohorts/{cohort}/shelf" => vec![vec![("go", "put-away")]],
        "/cohorts/{cohort}/trainers" => vec![vec![("trainer", "another@example.org")]],
        "/cohorts/{cohort}/copy" => vec![vec![
            ("id", "0198f000-0000-7000-8000-00000000c0c1"),
            ("copy_name", "Another cohort"),
            ("copy_starts_on", "2027-02-01"),
        ]],
        "/cohorts/{cohort}/runs/{entry}" => vec![
            vec![("key", "stranger"), ("go", "begin")],
            vec![("key", "stranger"), ("go", "halt")],
            vec![("key", "stranger"), ("go", "grant"), ("minutes", "5")],
            vec![("key", "stranger"), ("go", "close"), ("sure", "yes")],
        ],
        "/cohorts/{cohort}/write" => {
            vec![vec![
                ("key", "0198f000-0000-7000-8000-00000000c0c2"),
                ("to", "x"),
                ("subject", "Another"),
                ("words", "Word"),
            ]]
        }
        "/class/{code}/guest" => vec![vec![("name", "Another person")]],
        _ => vec![vec![]],
    }
}

/// What is posted to give extra time to people of a cohort.
fn giving(participant: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("go", "give"),
        ("who", participant),
        ("id", "0198f000-0000-7000-8000-00000000c0c5"),
        ("percent", "150"),
        ("extra", "0"),
        ("breaks", "0"),
        ("reason", "Another reason"),
        ("valid_from", "2026-11-22"),
        ("valid_until", ""),
    ]
}

/// What is posted to a route of the plan.
fn planning<'o>(route: &str, participant: &'o str) -> Vec<(&'static str, &'o str)> {
    let (_, page) = route.rsplit_once('/').unwrap_or_default();
    match page {
        "new" => vec![
            ("id", "0198f000-0000-7000-8000-00000000c0c3"),
            ("kind", "lessons"),
            ("title", "Another entry"),
            ("lesson", "f-series"),
            ("due_on", "2026-12-01"),
        ],
        "template" => {
            vec![("id", "0198f000-0000-7000-8000-00000000c0c4"), ("day", "mon"), ("from", "09:00"), ("until", "16:00")]
        }
        "edit" => vec![("title", "Another name"), ("paper", SCHEME), ("start", "together"), ("limit", "90")],
        "own-dates" => {
            vec![("participant", participant), ("go", "set"), ("due_on", "2026-12-02"), ("reason", "Another reason")]
        }
        "attendance" => vec![("presence-of-nobody", "present")],
        _ => vec![],
    }
}
