//! Coming into a class, and its mock exams from the side of those who sit them.

use app::urls;
use axum::http::StatusCode;
use domain::cohort::{Start, Task, Window};
use domain::ids::{CohortId, EntryId, SchemeId};
use domain::time::Millis;
use store::{NewEntry, Teaching, fresh_id};

use crate::browser::Browser;
use crate::gates::classes::{mock, open, teaching};
use crate::page::Page;
use crate::people::{Anonymous, Candidate, HOME, Manager, PASSWORD, SCHEME, Trainer, address, last_segment};
use crate::server::Server;

/// A trainer with a cohort that takes guests.
struct Scene<'s> {
    server: &'s Server,
    trainer: Trainer<'s>,
    teaching: Teaching,
}

impl<'s> Scene<'s> {
    async fn on(server: &'s Server) -> Self {
        let mut trainer = Trainer::of(server, Some(HOME)).await;
        let id = open(&mut trainer, "Foundation, Oslo", &fresh_id(server.time_wall())).await;
        let account = server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
        let account = account.expect("the store answers").expect("the trainer is there").id;
        let teaching = teaching(server, &account, &id).await;
        Self { server, trainer, teaching }
    }

    fn id(&self) -> &CohortId {
        &self.teaching.cohort.id
    }

    fn code(&self) -> &str {
        self.teaching.cohort.code.as_deref().expect("it can be joined")
    }

    async fn participant(&self, name: &str) -> Candidate<'s> {
        let mut candidate = Candidate::on(self.server, name).await;
        candidate.post(&urls::class_code(self.code()), &[]).await.is(StatusCode::SEE_OTHER);
        candidate
    }

    /// A mock exam that opens in an hour and closes in two.
    async fn in_an_hour(&self, start: Start) -> EntryId {
        let (id, now) = (EntryId::new(fresh_id(self.server.time_wall())), self.server.time_wall());
        let new = NewEntry {
            id: id.clone(),
            title: "The big mock".to_owned(),
            words: String::new(),
            task: Task::Paper { scheme: SchemeId::new(SCHEME), fixed: None, start, limit: None },
            window: Window {
                opens: Some(now.plus(Millis::minutes(60))),
                due: None,
                closes: Some(now.plus(Millis::minutes(120))),
            },
        };
        assert!(self.server.store().put_entry(&self.teaching, new, now).await.expect("the store answers"));
        id
    }

    async fn order(&mut self, entry: &EntryId, go: &str) -> Page {
        let fields = [("go", go), ("key", go), ("sure", "yes"), ("reason", "x"), ("end_reason", "x")];
        let run = urls::run(self.id(), entry);
        self.trainer.post(&run, &fields).await
    }
}

fn waits(page: &Page) -> bool {
    page.tags().iter().any(|tag| tag.is("meta", "http-equiv", "refresh"))
}

#[tokio::test]
async fn a_code_that_does_not_fit_stays_in_its_field() {
    let server = Server::start().await;
    let mut anybody = Anonymous::on(&server);
    anybody.get(urls::CLASS).await.is(StatusCode::OK);
    let page = anybody.get(&format!("{}?code=---", urls::CLASS)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Type the code that your trainer shows");
    assert_eq!(page.field("code"), "---");
    let page = anybody.get(&urls::class_code("NOSUCH")).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("No class can be joined this way");
    assert_eq!(page.field("code"), "NOSUCH");
}

#[tokio::test]
async fn a_guest_is_one_however_often_the_form_is_sent() {
    let server = Server::start().await;
    let scene = Scene::on(&server).await;
    let (page, send) = (urls::class_code(scene.code()), format!("{}/guest", urls::class_code(scene.code())));
    let mut first = Browser::new(&server);
    let key = first.get(&page).await.field("key");
    let again = first.post(&send, &[("name", ""), ("key", &key)]).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.field("key"), key, "a form that is shown again is the same");
    let fields = [("name", "Ida Guest"), ("key", key.as_str())];
    let mut second = first.clone();
    let class = urls::class(scene.id());
    for browser in [&mut first, &mut second] {
        assert_eq!(browser.post(&send, &fields).await.location(), class);
        browser.get(&class).await.is(StatusCode::OK);
    }
    let people = async || server.store().participants(&scene.teaching).await.expect("the store answers").len();
    assert_eq!(people().await, 1, "pressed twice, she came once");
    assert_eq!(
        first.post(&send, &[("name", "Ida")]).await.location(),
        page,
        "who is signed in needs no second account"
    );
    assert_eq!(first.get(&page).await.location(), class);
    assert_eq!(people().await, 1);
    // With an account to keep begins a session of its own.
    let mut known = first.clone();
    first
        .post(urls::KEEP_ACCOUNT, &[("email", "ida@example.org"), ("password", PASSWORD)])
        .await
        .is(StatusCode::SEE_OTHER);
    first.get(&class).await.is(StatusCode::OK);
    assert!(known.get(&class).await.location().starts_with(urls::SIGN_IN), "the old session is over");
}

#[tokio::test]
async fn a_manager_takes_over_what_nobody_teaches_any_more() {
    let server = Server::start().await;
    let scene = Scene::on(&server).await;
    let mut manager = Manager::of(&server, Some(HOME)).await;
    let take_over = urls::cohort_page(scene.id(), "take-over");
    manager.get(urls::COHORTS).await.hides("Without a trainer");
    manager.post(&take_over, &[]).await.is(StatusCode::NOT_FOUND);
    let left = server.store().set_role(&scene.teaching.account, store::Role::Candidate).await;
    assert!(left.expect("the store answers"));
    manager.get(urls::COHORTS).await.is(StatusCode::OK).shows("Without a trainer").shows("Foundation, Oslo");
    for _ in 0..2 {
        assert_eq!(
            manager.post(&take_over, &[]).await.location(),
            urls::cohort(scene.id()),
            "sent twice, taken over once"
        );
    }
    manager.get(&urls::cohort(scene.id())).await.is(StatusCode::OK);
    manager.get(urls::COHORTS).await.hides("Without a trainer");
}

#[tokio::test]
async fn the_order_to_begin_counts_more_than_the_dates() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let (mut ada, mut ben) = (scene.participant("Ada Quill").await, scene.participant("Ben Oak").await);
    let entry = scene.in_an_hour(Start::Together).await;
    let address = urls::class_mock(scene.id(), &entry);
    let page = ada.get(&address).await;
    page.shows("It is not open yet.");
    assert!(waits(&page), "the trainer may begin earlier");
    scene.order(&entry, "begin").await.is(StatusCode::SEE_OTHER);
    ada.get(&address).await.shows("Begin now");
    let exam = ada.post(&address, &[]).await;
    assert!(exam.location().starts_with("/exam/"), "{}", exam.words());
    // Nobody takes it away while it is sat.
    let withdraw = format!("{}/withdraw", urls::plan_entry(scene.id(), &entry));
    let page = scene.trainer.post(&withdraw, &[]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("People are sitting it now. End it on the page of the mock exam first.");
    scene.order(&entry, "close").await.is(StatusCode::SEE_OTHER);
    let page = ben.get(&address).await;
    page.hides("Begin now");
    assert!(!waits(&page), "it is over for him");
    // Own dates make up for it.
    let people = server.store().participants(&scene.teaching).await.expect("the store answers");
    let who = people.iter().find(|one| one.name == "Ben Oak").expect("he takes part").id.to_string();
    let own = format!("{}/own-dates", urls::plan_entry(scene.id(), &entry));
    let fields = [
        ("participant", who.as_str()),
        ("go", "set"),
        ("opens_on", "2026-11-01"),
        ("closes_on", "2027-01-31"),
        ("reason", "Ill"),
    ];
    scene.trainer.post(&own, &fields).await.is(StatusCode::SEE_OTHER);
    ben.get(&address).await.shows("Begin now");
    let exam = last_segment(ben.post(&address, &[]).await.location());
    ben.submit(&urls::submit(&exam), &[]).await.is(StatusCode::OK);
    assert_eq!(
        scene.trainer.post(&withdraw, &[]).await.location(),
        format!("{}?done=withdrawn", urls::cohort_page(scene.id(), "plan"))
    );
    server.verify().await;
}

#[tokio::test]
async fn what_is_held_or_ended_is_not_begun() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let mut ada = scene.participant("Ada Quill").await;
    let entry = mock(&server, &scene.teaching, "The big mock", Start::Alone).await;
    let address = urls::class_mock(scene.id(), &entry);
    ada.get(&address).await.shows("Begin now").hides("trial questions");
    scene.order(&entry, "halt").await.is(StatusCode::SEE_OTHER);
    assert_eq!(ada.post(&address, &[]).await.location(), address);
    ada.get(&address).await.shows("Your trainer holds the clock");
    scene.order(&entry, "close").await.is(StatusCode::SEE_OTHER);
    assert_eq!(ada.post(&address, &[]).await.location(), address);
    ada.get(&address).await.hides("Begin now").hides("holds the clock");
}

#[tokio::test]
async fn a_form_that_is_come_back_to_makes_another_entry() {
    let server = Server::start().await;
    let mut scene = Scene::on(&server).await;
    let new = urls::cohort_page(scene.id(), "plan/new");
    let id = scene.trainer.get(&format!("{new}?kind=lessons")).await.field("id");
    let fields = [("id", id.as_str()), ("kind", "lessons"), ("title", "Read this"), ("lesson", "f-series")];
    for _ in 0..2 {
        scene.trainer.post(&new, &fields).await.is(StatusCode::SEE_OTHER);
    }
    let mut other = fields;
    other[2] = ("title", "And this");
    let page = scene.trainer.post(&new, &other).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("it stays as it is");
    assert_eq!(page.field("title"), "And this");
    let fresh = page.field("id");
    assert_ne!(fresh, id);
    other[0] = ("id", &fresh);
    scene.trainer.submit(&new, &other).await.shows("Read this").shows("And this");
}
