//! Answers in own words that wait to be marked by the trainers of a cohort.

use domain::attempt::{Act, Mode, Save};
use domain::ids::{AccountId, AttemptId, EntryId};
use domain::item::{Body, Item};
use domain::layout::{Cut, CutSource, Layout};
use domain::marks::Marks;
use domain::question::Level;
use domain::response::Response;
use domain::time::Millis;
use store::{NewAttempt, StartOutcome, Teaching, fresh_id};

use crate::people::Candidate;
use crate::server::Server;

/// The questions of the course for own words.
pub fn questions(server: &Server) -> Vec<Item> {
    let written = server.library().items.iter().filter(|item| matches!(item.body, Body::Text { .. }));
    written.take(2).cloned().collect()
}

/// Sits an assigned mock exam of two questions for own words, and hands it in. Empty words are left out.
pub async fn sit(server: &Server, account: &AccountId, entry: &EntryId, words: [&str; 2]) -> AttemptId {
    let store = server.store();
    let new = NewAttempt {
        id: AttemptId::new(fresh_id(server.time_wall())),
        account: account.clone(),
        mode: Mode::Exam,
        level: Level::Auditor,
        scheme: None,
        fixed: None,
        title: "Mock exam in words".to_owned(),
        seed: 7,
        items: questions(server),
        layout: Layout { cut: Some(Cut { marks: Marks::whole(4), source: CutSource::Scheme }), ..Layout::default() },
        base: Some(Millis::minutes(60)),
        vault: fresh_id(server.time_wall()),
        entry: Some(entry.clone()),
        limit: None,
    };
    let started = store.start_attempt(new, server.now()).await.expect("the store answers");
    let StartOutcome::Started(id) = started else { panic!("another exam runs") };
    for (item, words) in (0_u16..).zip(words).filter(|(_, words)| !words.is_empty()) {
        let act = Act::Answer { item, response: Response::Text(words.to_owned()) };
        let save = Save { key: format!("words-{item}"), sequence: u64::from(item) + 1, act };
        store.save(account, &id, save, server.now()).await.expect("the store answers");
    }
    store.submit(account, &id, server.now()).await.expect("the store answers");
    id
}

/// Somebody of the class has written something; by what its trainers find it.
pub async fn fill(server: &Server, teaching: &Teaching, entry: &EntryId) -> String {
    let name = "Canary Writer";
    let account = Candidate::on(server, name).await.account(name).await;
    sit(server, &account, entry, ["Canary answer", ""]).await;
    let marking = server.store().marking(teaching, entry).await.expect("the store answers");
    marking.expect("there is such an assignment").answers[0].key.clone()
}

/// What is posted to a route of marking.
pub fn bodies<'o>(route: &str, answer: &'o str) -> Vec<Vec<(&'static str, &'o str)>> {
    match route {
        "/cohorts/{cohort}/marking/{entry}/final" => vec![
            vec![("go", "accept-agreed")],
            vec![("go", "accept-own")],
            vec![("go", "decide"), ("answer", answer), ("level-0", "1"), ("reason", "Another reason")],
        ],
        "/cohorts/{cohort}/marking/{entry}/release" => vec![vec![("confirm", "yes")]],
        "/cohorts/{cohort}/marking/{entry}/{answer}" => {
            vec![vec![("go", "draft"), ("level-0", "1"), ("comment", "Another comment"), ("revision", "0")]]
        }
        other => panic!("{other}: say what is posted to it"),
    }
}
