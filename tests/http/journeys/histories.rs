//! Who did what in a cohort, as its trainers read it.

use app::urls;
use axum::http::StatusCode;
use domain::cohort::{Task, Window};
use domain::ids::EntryId;
use store::{NewEntry, fresh_id};

use crate::gates::classes::{facts, open, teaching};
use crate::people::{Candidate, ELSEWHERE, HOME, Trainer, address};
use crate::server::Server;

const ID: &str = "0198f000-0000-7000-8000-00000000c0de";

#[tokio::test]
async fn a_trainer_reads_who_did_what() {
    let server = Server::start().await;
    let mut trainer = Trainer::of(&server, Some(HOME)).await;
    let id = open(&mut trainer, "Foundation, Oslo", ID).await;
    let history = urls::cohort_page(&id, "history");
    trainer.get(&history).await.is(StatusCode::OK).shows("opened the cohort").shows(&format!("Some trainer of {HOME}"));
    let settings = urls::cohort_page(&id, "settings");
    trainer.get(&settings).await.shows("History");
    let mut changed = facts("Foundation <i>Oslo</i>", ID);
    changed.retain(|(name, _)| *name != "exam_on");
    for _ in 0..2 {
        trainer.post(&settings, &changed).await.is(StatusCode::SEE_OTHER);
    }
    let people = urls::cohort_page(&id, "people");
    trainer.post(&people, &[("list", "Ben Oak, ben.oak@example.org")]).await.is(StatusCode::SEE_OTHER);
    let account = server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
    let account = account.expect("the store answers").expect("the trainer is there").id;
    let teaching = teaching(&server, &account, &id).await;
    let mut ada = Candidate::on(&server, "Ada Palmer").await;
    let code = teaching.cohort.code.clone().expect("it can be joined");
    ada.post(&urls::class_code(&code), &[]).await.is(StatusCode::SEE_OTHER);
    ada.post(&format!("{}/leave", urls::class(&id)), &[]).await.is(StatusCode::SEE_OTHER);
    let page = trainer.get(&history).await;
    page.shows("changed the settings: name from “Foundation, Oslo” to “Foundation <i>Oslo</i>”; day of the exam from 19 January 2027 to none")
        .hides("<i>Oslo</i>")
        .shows("put Ben Oak into the list")
        .shows("joined the class")
        .shows("left the class")
        .hides("Older lines");
    assert_eq!(page.words().matches("changed the settings").count(), 1, "what is sent twice is told once");
    let file = trainer.get(&urls::cohort_page(&id, "history.csv")).await;
    file.is(StatusCode::OK).shows("When (Europe/Oslo),Who,What").shows("put Ben Oak into the list");
    assert!(file.header("content-type").starts_with("text/csv"), "{}", file.header("content-type"));

    // Who is in no list of trainers finds nothing, and neither does who takes part.
    let mut stranger = Trainer::of(&server, Some(ELSEWHERE)).await;
    for address in [history.clone(), urls::cohort_page(&id, "history.csv")] {
        stranger.get(&address).await.is(StatusCode::NOT_FOUND);
        ada.get(&address).await.is(StatusCode::NOT_FOUND);
    }
    // An account that is gone leaves no name.
    ada.post(urls::DELETE, &[("current", crate::people::PASSWORD)]).await.is(StatusCode::SEE_OTHER);
    trainer.get(&history).await.shows("Somebody whose account is gone").hides("Ada Palmer");
}

#[tokio::test]
async fn a_long_history_is_read_page_by_page() {
    let server = Server::start().await;
    let mut trainer = Trainer::of(&server, Some(HOME)).await;
    let id = open(&mut trainer, "Foundation, Oslo", ID).await;
    let account = server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
    let account = account.expect("the store answers").expect("the trainer is there").id;
    let teaching = teaching(&server, &account, &id).await;
    let now = server.time_wall();
    let entries = (0..100).map(|n| NewEntry {
        id: EntryId::new(fresh_id(now)),
        title: format!("Session number {n}"),
        words: String::new(),
        task: Task::Session { place: String::new(), agenda: String::new() },
        window: Window::default(),
    });
    server.store().put_entries(&teaching, entries.collect(), now).await.expect("the store answers");
    let history = urls::cohort_page(&id, "history");
    let first = trainer.get(&history).await;
    first.shows("put “Session number 99” into the plan").shows("“Session number 0”").hides("opened the cohort");
    let older = first.tags().into_iter().find(|tag| tag.text == "Older lines").expect("there are older lines");
    let older = older.get("href").expect("it leads there").to_owned();
    let last = trainer.get(&older).await;
    last.shows("opened the cohort").hides("Session number").hides("Older lines").shows("The newest");
    trainer.get(&format!("{history}?before=0")).await.is(StatusCode::OK).shows("There is nothing older.");
    let file = trainer.get(&urls::cohort_page(&id, "history.csv")).await;
    file.shows("Session number 99").shows("opened the cohort");
}
