//! Two trainers mark what people wrote in an assigned mock exam, decide what counts, and release it.

use app::urls;
use axum::http::StatusCode;
use domain::cohort::{Start, Task, Window};
use domain::ids::{AccountId, AttemptId, CohortId, EntryId, ParticipantId, SchemeId};
use domain::rubric::Scale;
use store::{Enrolment, NewEntry, Role, Teaching, fresh_id};

use crate::browser::Browser;
use crate::gates::marking::{questions, sit};
use crate::page::Page;
use crate::people::{Anonymous, Candidate, HOME, SCHEME, address, join, last_segment};
use crate::server::Server;

const TESS: &str = "Tess Marker";
const THEO: &str = "Theo Reader";
const ADA: &str = "Ada Quill";
const BEN: &str = "Ben Larch";

async fn trainer<'s>(server: &'s Server, name: &str) -> Candidate<'s> {
    let person = Candidate::on(server, name).await;
    server.store().set_role(&person.account(name).await, Role::Trainer).await.expect("the store answers");
    join(server, name, HOME).await;
    person
}

/// Opens a cohort.
async fn open(server: &Server, trainer: &mut Browser<'_>, name: &str) -> CohortId {
    let id = fresh_id(server.time_wall());
    let fields = [
        ("id", id.as_str()),
        ("name", name),
        ("level", "foundation"),
        ("edition", "2018"),
        ("scheme", SCHEME),
        ("starts_on", "2026-11-23"),
        ("ends_on", "2026-12-18"),
        ("exam_on", ""),
        ("zone", "Europe/Oslo"),
        ("language", "English"),
    ];
    trainer.post(urls::COHORTS, &fields).await.is(StatusCode::SEE_OTHER);
    CohortId::new(id)
}

async fn teaching(server: &Server, account: &AccountId, cohort: &CohortId) -> Teaching {
    let found = server.store().teaching(account, cohort).await.expect("the store answers");
    found.expect("the person teaches it")
}

/// A mock exam in the plan of a cohort.
async fn assigned(server: &Server, by: &Teaching) -> EntryId {
    let id = EntryId::new(fresh_id(server.time_wall()));
    let task = Task::Paper { scheme: SchemeId::new(SCHEME), fixed: None, start: Start::Alone, limit: None };
    let (title, words) = ("Mock exam in words".to_owned(), String::new());
    let new = NewEntry { id: id.clone(), title, words, task, window: Window::default() };
    assert!(server.store().put_entry(by, new, server.time_wall()).await.expect("the store answers"));
    id
}

/// A cohort with two trainers and an assigned mock exam that two people have sat.
struct Scene<'s> {
    tess: Candidate<'s>,
    theo: Candidate<'s>,
    cohort: CohortId,
    entry: EntryId,
    exam: AttemptId,
}

async fn scene(server: &Server) -> Scene<'_> {
    let (mut tess, theo) = (trainer(server, TESS).await, trainer(server, THEO).await);
    let cohort = open(server, &mut tess, "Autumn run").await;
    let page = urls::cohort_page(&cohort, "trainers");
    tess.post(&page, &[("trainer", &address(THEO))]).await.is(StatusCode::SEE_OTHER);
    let taught = teaching(server, &tess.account(TESS).await, &cohort).await;
    let entry = assigned(server, &taught).await;
    let (ada, ben) = (Candidate::on(server, ADA).await, Candidate::on(server, BEN).await);
    for (person, name) in [(&ada, ADA), (&ben, BEN)] {
        let way = Enrolment::Code(taught.cohort.code.clone().expect("it can be joined"));
        let (account, id) = (person.account(name).await, ParticipantId::new(fresh_id(server.time_wall())));
        let who = (&account, name, address(name));
        server.store().enrol((who.0, who.1, &who.2), way, id, server.time_wall()).await.expect("the store answers");
    }
    let exam = sit(server, &ada.account(ADA).await, &entry, ["Ada <b>writes</b>\nas she likes", "Ada again"]).await;
    sit(server, &ben.account(BEN).await, &entry, ["Ben writes", ""]).await;
    Scene { tess, theo, cohort, entry, exam }
}

impl Scene<'_> {
    fn page(&self, page: &str) -> String {
        urls::marking(&self.cohort, &self.entry, page)
    }

    fn list(&self) -> String {
        urls::cohort_page(&self.cohort, "marking")
    }

    /// Nothing of the page tells whose the answers are.
    #[track_caller]
    fn is_blind(&self, page: &Page) {
        page.hides(ADA).hides(BEN).hides("ada.quill").hides("ben.larch").hides(self.exam.as_str());
    }
}

/// The number of criteria of the question that a page is about.
fn criteria(server: &Server, page: &Page) -> usize {
    let words = page.words();
    let asked = questions(server).into_iter().find(|item| words.contains(item.stem.split('.').next().expect("a task")));
    Scale::of(&asked.expect("the task is shown")).expect("it has a scale").rubric().criteria().len()
}

/// Fills in the scale of a page and uses a button.
async fn mark(by: &mut Browser<'_>, page: &Page, address: &str, levels: &[u8], comment: &str, go: &str) -> Page {
    let named = levels.iter().enumerate().map(|(place, level)| (format!("level-{place}"), level.to_string()));
    let named = named.collect::<Vec<_>>();
    let revision = page.field("revision");
    let mut fields = vec![("revision", revision.as_str()), ("comment", comment), ("go", go)];
    fields.extend(named.iter().map(|(name, level)| (name.as_str(), level.as_str())));
    by.post(address, &fields).await
}

/// Goes through all that waits for a trainer, and gives each answer the level that the words ask for.
async fn mark_all(server: &Server, scene: &Scene<'_>, by: &mut Browser<'_>, level: impl Fn(&str) -> u8) {
    for _ in 0..3 {
        let address = by.get(&scene.page("next")).await.location().to_owned();
        let page = by.get(&address).await;
        scene.is_blind(&page);
        let levels = vec![level(&page.words()); criteria(server, &page)];
        mark(by, &page, &address, &levels, "Name the clause.", "next").await.is(StatusCode::SEE_OTHER);
    }
    let end = by.get(&scene.page("next")).await.location().to_owned();
    assert_eq!(end, format!("{}?done=all", scene.list()));
    by.get(&end).await.shows("You have marked every answer that waited for you.").shows("3 of 3");
}

#[tokio::test]
async fn what_people_wrote_is_marked_by_two_decided_and_released() {
    let server = Server::start().await;
    let scene = scene(&server).await;
    let mut ada = Anonymous::on(&server).sign_in(&address(ADA)).await;
    let result = urls::result(&scene.exam);
    ada.get(&result).await.shows("Provisional.").shows("Your own words are marked by your trainers.");
    let (mut tess, mut theo) = (scene.tess.clone(), scene.theo.clone());
    let list = tess.get(&scene.list()).await;
    list.shows("2 papers handed in, 3 answers to 2 questions in own words.").shows("0 of 3");
    scene.is_blind(&list);

    mark_all(&server, &scene, &mut tess, |_| 2).await;
    let other = theo.get(&scene.page("final")).await;
    other.shows("3 answers were marked by one other person").hides(TESS);
    scene.is_blind(&other);
    // They agree but on what Ben wrote.
    mark_all(&server, &scene, &mut theo, |words| if words.contains("Ben writes") { 1 } else { 2 }).await;
    let list = tess.get(&scene.list()).await;
    list.shows("have both marked 3 answers. Agreement: not enough answers: 3, and 10 are needed.");

    // What differs stands side by side; without a reason nothing is recorded, and nothing typed is lost.
    let page = tess.get(&scene.page("final")).await;
    page.shows("Take over 2 marks on which both agree").shows("Ben writes").shows("differ").shows(THEO);
    scene.is_blind(&page);
    let key = page.field("answer");
    let count = criteria(&server, &page);
    let named = (0..count).map(|place| format!("level-{place}")).collect::<Vec<_>>();
    let decide = |reason: &'static str| {
        let levels = named.iter().map(|name| (name.as_str(), "1"));
        let fixed = [("go", "decide"), ("answer", key.as_str()), ("comment", "Half of it."), ("reason", reason)];
        fixed.into_iter().chain(levels).collect::<Vec<_>>()
    };
    let refused = tess.post(&scene.page("final"), &decide("")).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why, in up to 300 characters").shows("Half of it.");
    assert_eq!(refused.chosen("level-0").as_deref(), Some("1"));
    let released = tess.post(&scene.page("release"), &[]).await;
    released.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Not every answer has a final mark.");
    tess.post(&scene.page("final"), &decide("The scope is missing.")).await.is(StatusCode::SEE_OTHER);
    // Sent twice it is one decision; another one that has not seen it says so and keeps the words.
    let twice = tess.post(&scene.page("final"), &decide("The scope is missing.")).await;
    assert!(twice.location().ends_with("final?done=1"));
    let stale = theo.post(&scene.page("final"), &decide("A second thought.")).await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Somebody has decided this meanwhile").shows("Half of it.");
    assert_eq!(stale.field("reason"), "A second thought.");
    assert_eq!(stale.field("latest"), "1");
    tess.get(&scene.page("final")).await.hides(BEN);
    let accepted = tess.post(&scene.page("final"), &[("go", "accept-agreed")]).await;
    assert!(accepted.location().ends_with("final?done=2"));
    let page = tess.get(accepted.location()).await;
    page.shows("3 of 3 decided. All are decided, so the names are shown.").shows(ADA).shows(BEN);

    // Nothing is shown before the release; then marks, levels and comments are.
    let reports = urls::cohort_page(&scene.cohort, "reports");
    tess.get(&reports).await.shows("passed, provisional");
    ada.get(&result).await.shows("Provisional.").hides("Name the clause.");
    assert_eq!(tess.post(&scene.page("release"), &[]).await.location(), format!("{}?done=released", scene.list()));
    tess.get(&reports).await.shows("passed").hides(", provisional");
    let page = ada.get(&result).await;
    page.shows("What your trainers gave for your own words").shows("Name the clause.").shows("Said.");
    page.hides("Provisional.").hides("looking for words").hides(TESS);
    let first = &questions(&server)[0];
    page.shows(&format!("Question 1: {0} of {0} marks", first.marking.marks));
    page.shows("passed").hides("<b>writes</b>");
    server.verify().await;
    let pool = server.sql().await;
    let mails: Vec<(String, String)> =
        sqlx::query_as("SELECT email, body_text FROM mail WHERE kind = 'class_result' ORDER BY email")
            .fetch_all(&pool)
            .await
            .expect("the query is sound");
    assert_eq!(mails.iter().map(|(email, _)| email.as_str()).collect::<Vec<_>>(), [address(ADA), address(BEN)]);
    assert!(mails[0].1.contains(&result) && mails[0].1.contains(TESS));

    // A released mark is changed for a reason, and counts at once.
    let page = tess.get(&scene.page(&format!("final?answer={key}"))).await;
    page.shows("Why the mark is changed.").shows(&format!("Decided by {TESS}"));
    assert_eq!(page.field("latest"), "1");
    tess.post(&scene.page("final"), &decide("")).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let count: Vec<(i64,)> =
        sqlx::query_as("SELECT COUNT(*) FROM final_mark").fetch_all(&pool).await.expect("the query is sound");
    assert_eq!(count, [(3,)]);
}

#[tokio::test]
async fn a_sheet_is_kept_as_it_is_filled_in() {
    let server = Server::start().await;
    let scene = scene(&server).await;
    let mut tess = scene.tess.clone();
    let address = tess.get(&scene.page("next")).await.location().to_owned();
    let page = tess.get(&address).await;
    page.shows("Answer 1").shows("Nothing is given yet.").hides("A comment that you used before");
    // A level is missing: what was entered stands in the fields.
    let refused = mark(&mut tess, &page, &address, &[2], "Say <where>.", "next").await;
    refused
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Choose a level for each criterion. These have none:")
        .shows("Say <where>.");
    assert_eq!((refused.chosen("level-0").as_deref(), refused.chosen("level-1")), (Some("2"), None));
    let draft = mark(&mut tess, &page, &address, &[2], "Say where.", "draft").await;
    assert_eq!(draft.location(), format!("{address}?done=draft"));
    let again = tess.get(draft.location()).await;
    again.shows("Kept as a draft: nobody else sees it");
    assert_eq!((again.chosen("level-0").as_deref(), again.field("revision").as_str()), (Some("2"), "1"));
    // An older window says so and loses nothing.
    let stale = mark(&mut tess, &page, &address, &[1], "From another window.", "draft").await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("in another window meanwhile").shows("From another window.");
    assert_eq!(stale.field("revision"), "1");
    // A comment that was kept is inserted into the next answer.
    let levels = vec![1; criteria(&server, &again)];
    let fields = levels.iter().enumerate().map(|(place, level)| (format!("level-{place}"), format!("{level}")));
    let fields = fields.collect::<Vec<_>>();
    let mut posted = vec![("revision", "1"), ("comment", "Say where."), ("keep", "yes"), ("go", "next")];
    posted.extend(fields.iter().map(|(name, level)| (name.as_str(), level.as_str())));
    let next = tess.post(&address, &posted).await.location().to_owned();
    assert_eq!(tess.post(&address, &posted).await.location(), next, "pressed twice, it goes on all the same");
    let next = tess.get(&next).await.location().to_owned();
    let page = tess.get(&next).await;
    page.shows("A comment that you used before").shows("Say where.");
    let tags = page.tags();
    let option = tags.iter().find(|tag| tag.name == "option").and_then(|tag| tag.get("value")).expect("there is one");
    let insert = [("revision", "0"), ("level-0", "2"), ("comment", "First."), ("again", option), ("go", "insert")];
    let inserted = tess.post(&next, &insert).await.location().to_owned();
    assert_eq!(inserted, format!("{next}?done=inserted#comment"));
    let page = tess.get(&next).await;
    page.shows("First.").shows("Say where.");
    assert_eq!(page.chosen("level-0").as_deref(), Some("2"), "nothing that was entered is lost");
    let forget = [("revision", "1"), ("comment", "First."), ("again", option), ("go", "forget")];
    tess.post(&next, &forget).await.is(StatusCode::SEE_OTHER);
    tess.get(&next).await.hides("A comment that you used before");
    // One that is too long to be kept says so.
    let long = "y".repeat(1_001);
    let long = [("revision", "2"), ("comment", long.as_str()), ("keep", "yes"), ("go", "draft")];
    let unkept = tess.post(&next, &long).await.location().to_owned();
    tess.get(&unkept).await.shows("the comment is too long to be used again");
    let long = "x".repeat(4_001);
    let long = [("revision", "3"), ("comment", long.as_str()), ("go", "draft")];
    tess.post(&next, &long).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Write up to 4000 characters.");
    tess.post(&next, &[("go", "elsewhere")]).await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn trainers_of_other_cohorts_find_nothing() {
    let server = Server::start().await;
    let scene = scene(&server).await;
    let mut tess = scene.tess.clone();
    let key = last_segment(tess.get(&scene.page("next")).await.location());
    let mut una = trainer(&server, "Una Elsewhere").await;
    let own = open(&server, &mut una, "Another run").await;
    una.get(&urls::cohort_page(&own, "marking")).await.shows("Nothing to mark.");
    for page in ["next", "final", key.as_str()] {
        una.get(&scene.page(page)).await.is(StatusCode::NOT_FOUND);
        una.get(&urls::marking(&own, &scene.entry, page)).await.is(StatusCode::NOT_FOUND);
    }
    for (page, go) in [("release", "x"), ("final", "accept-agreed"), (key.as_str(), "draft")] {
        una.post(&scene.page(page), &[("go", go), ("confirm", "yes")]).await.is(StatusCode::NOT_FOUND);
        let through_own = urls::marking(&own, &scene.entry, page);
        una.post(&through_own, &[("go", go), ("confirm", "yes")]).await.is(StatusCode::NOT_FOUND);
    }
    let mut ada = Anonymous::on(&server).sign_in(&address(ADA)).await;
    ada.get(&scene.page(&key)).await.is(StatusCode::NOT_FOUND);
    tess.get(&scene.page("0123456789abcdef")).await.is(StatusCode::NOT_FOUND);
}
