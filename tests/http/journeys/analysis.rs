//! A trainer reads how a mock exam measured, puts a question right and takes that back, and prepares the next session.

use app::urls;
use axum::http::StatusCode;
use domain::cohort::Start;
use domain::ids::{CohortId, EntryId};
use store::{MailKind, Teaching};

use crate::gates::analysed::{enrol, joined, key, questions, sat};
use crate::gates::classes::{mock, open, teaching};
use crate::page::Page;
use crate::people::{Candidate, HOME, Trainer, address};
use crate::server::Server;

const ID: &str = "0198f000-0000-7000-8000-00000000c0de";
const FRESH: &str = "0198f000-0000-7000-8000-00000000c0df";

struct Class<'s> {
    trainer: Trainer<'s>,
    teaching: Teaching,
    id: CohortId,
    entry: EntryId,
}

impl Class<'_> {
    fn page(&self, page: &str) -> String {
        urls::cohort_page(&self.id, page)
    }

    async fn get(&mut self, page: &str) -> Page {
        let address = self.page(page);
        let page = self.trainer.get(&address).await;
        page.is(StatusCode::OK);
        page
    }
}

async fn class(server: &Server) -> Class<'_> {
    let mut trainer = Trainer::of(server, Some(HOME)).await;
    let id = open(&mut trainer, "Foundation, Oslo", ID).await;
    let account = server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
    let account = account.expect("the store answers").expect("the trainer is there").id;
    let teaching = teaching(server, &account, &id).await;
    let entry = mock(server, &teaching, "First mock", Start::Alone).await;
    Class { trainer, teaching, id, entry }
}

/// So many people sit the mock: the first question splits the room, the second is known to half, the third to nobody.
async fn sits(server: &Server, class: &Class<'_>, people: usize) {
    let keys = questions(server, 3).iter().map(key).collect::<Vec<_>>();
    for person in 0..people {
        let account = joined(server, &class.teaching, &format!("Person {person:02}")).await;
        let other = |place: usize| Some((keys[place] + 1) % 4);
        let right = |place: usize| Some(keys[place]);
        let answers = [
            if person % 2 == 0 { right(0) } else { other(0) },
            if person % 4 < 2 { right(1) } else { other(1) },
            other(2),
        ];
        sat(server, (&account, &class.entry), &answers).await;
    }
}

#[tokio::test]
async fn few_answers_give_no_figures_and_many_do() {
    let server = Server::start().await;
    let mut class = class(&server).await;
    class.get("analysis").await.shows("Nobody has handed in a mock exam here yet");
    sits(&server, &class, 3).await;
    class.get("analysis").await.shows("not enough answers (n = 3)").hides("95 %:");
    let item = questions(&server, 1).remove(0);
    let address = format!("analysis/all/{}", item.id);
    class.get(&address).await.shows("Not enough answers (n = 3) to say anything").shows(&item.stem);
    class.get(&format!("{}?version=9", address)).await.shows("Correct this question");
    let nowhere = class.page("analysis/all/nothing");
    class.trainer.get(&nowhere).await.is(StatusCode::NOT_FOUND);
    let nowhere = class.page("analysis?mock=nothing");
    class.trainer.get(&nowhere).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_trainer_reads_the_figures_of_a_paper_and_of_a_question() {
    let server = Server::start().await;
    let mut class = class(&server).await;
    sits(&server, &class, 32).await;
    let page = class.get("analysis").await;
    page.shows("Reliability (KR-20)")
        .shows("Standard error")
        .shows("Decisions at the pass mark")
        .shows("item-rest correlation");
    page.shows("Worse than guessing");
    for order in ["flags", "facility", "discrimination"] {
        let entry = class.entry.clone();
        class.get(&format!("analysis?mock={entry}&order={order}")).await.shows("First mock");
    }
    let items = questions(&server, 3);
    let page = class.get(&format!("analysis/{}/{}", class.entry.clone(), items[0].id)).await;
    page.shows("Facility").shows("50 %").shows("upper less lower third").hides("not enough answers");
    page.shows("Lowest third").shows("Correlation with the rest").shows("In all mock exams of your organisation");
    assert!(page.body.contains("option-plot") && page.body.contains("role=\"img\""));
    class
        .get(&format!("analysis/all/{}", items[2].id))
        .await
        .shows("Key beaten by a wrong option")
        .shows("was chosen by 32");
}

#[tokio::test]
async fn a_question_is_put_right_and_that_is_taken_back() {
    let server = Server::start().await;
    let mut class = class(&server).await;
    let mut ada = Candidate::on(&server, "Ada Palmer").await;
    let account = ada.account("Ada Palmer").await;
    enrol(&server, &class.teaching, (&account, "Ada Palmer", &address("Ada Palmer"))).await;
    let items = questions(&server, 3);
    let keys = items.iter().map(key).collect::<Vec<_>>();
    let slip = (keys[0] + 1) % 4;
    let exam = sat(&server, (&account, &class.entry), &[Some(slip), Some(keys[1]), None]).await;
    sits(&server, &class, 2).await;
    let before = results(&server).await;

    let new = format!("corrections/new?item={}&version={}", items[0].id, items[0].digest);
    let page = class.get(&new).await;
    let corrections = class.page("corrections");
    let (id, item, version) = (page.field("id"), page.field("item"), page.field("version"));
    let question = [("id", id.as_str()), ("item", &item), ("version", &version)];
    let nothing = [&question[..], &[("go", "preview"), ("reason", "")]].concat();
    let page = class.trainer.post(&corrections, &nothing).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Choose what is to be done").shows("Say it in words");
    let lonely =
        [&question[..], &[("what", "several"), ("also", "1"), ("reason", "Both can be read"), ("go", "preview")]]
            .concat();
    let page = class.trainer.post(&corrections, &lonely).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Choose at least two options").shows("Both can be read");

    let choice = slip.to_string();
    let chosen = [("what", "key"), ("choice", choice.as_str()), ("reason", "The key was wrong")];
    let page = class.trainer.post(&corrections, &[&question[..], &chosen, &[("go", "preview")]].concat()).await;
    page.is(StatusCode::OK);
    page.shows("Nothing is kept yet").shows("Ada Palmer").shows("1 of 3, not passed").shows("2 of 3, passed");
    page.shows("Credits: none change");
    assert_eq!(results(&server).await, before);
    let (seen, answer) = (page.field("seen"), page.field("answer"));
    let carried = [("what", "key"), ("answer", answer.as_str()), ("reason", "The key was wrong"), ("seen", &seen)];
    let back = class.trainer.post(&corrections, &[&question[..], &carried, &[("go", "change")]].concat()).await;
    back.is(StatusCode::OK);
    back.shows("What is to be done").shows("The key was wrong");
    assert_eq!(back.chosen("choice").as_deref(), Some(choice.as_str()), "what was chosen is kept");
    let stale = [&question[..], &carried[..3], &[("seen", "AAAA/BBBB"), ("go", "apply")]].concat();
    let page = class.trainer.post(&corrections, &stale).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Nothing was applied; look again");
    let page = class.trainer.post(&corrections, &[&question[..], &carried, &[("go", "apply")]].concat()).await;
    let one = page.location().to_owned();
    class.trainer.get(&one).await.shows("The correction is applied").shows("2 of 3, passed");
    class.get("corrections").await.shows("in force");
    class.get(&format!("analysis/all/{}", items[0].id)).await.shows("Corrected on").hides("Correct this question");
    ada.get(&urls::result(&exam))
        .await
        .shows("2 of 3: passed")
        .shows("Put right by your trainer")
        .shows("The key was wrong");
    let mails = changed_mails(&server).await;
    assert!(mails.iter().any(|mail| mail == &address("Ada Palmer")), "{mails:?}");

    let undo = format!("{}/undo", one.split('?').next().unwrap_or_default());
    class.trainer.post(&undo, &[("id", FRESH), ("reason", "")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("id", FRESH), ("reason", "It was right after all")];
    let page = class.trainer.post(&undo, &fields).await;
    page.is(StatusCode::OK)
        .shows("What undoing the correction would do")
        .shows("Ada Palmer")
        .shows("1 of 3, not passed");
    class.trainer.get(&one).await.shows("See what undoing would do");
    let old = [("seen", "AAAA/BBBB"), ("go", "apply")];
    let stale = class.trainer.post(&undo, &[&fields[..], &old].concat()).await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Nothing was undone; look again");
    let seen = page.field("seen");
    let page = class.trainer.post(&undo, &[&fields[..], &[("seen", &seen), ("go", "apply")]].concat()).await;
    class.trainer.get(page.location()).await.shows("the check figure is the same").shows("It was right after all");
    assert_eq!(results(&server).await, before, "every result is again what it was");
    ada.get(&urls::result(&exam)).await.shows("1 of 3").hides("Put right by your trainer");
    assert_eq!(changed_mails(&server).await.len(), 2 * mails.len());
    server.verify().await;
}

async fn results(server: &Server) -> Vec<(String, i64, Option<bool>, String)> {
    let sql = "SELECT id, score, passed, result FROM attempt ORDER BY id";
    sqlx::query_as(sql).fetch_all(&server.sql().await).await.expect("the query is sound")
}

async fn changed_mails(server: &Server) -> Vec<String> {
    let sql = "SELECT email FROM mail WHERE kind = $1 ORDER BY email";
    let rows = sqlx::query_as::<_, (String,)>(sql).bind(MailKind::ClassResult.word());
    let rows = rows.fetch_all(&server.sql().await).await.expect("the query is sound");
    rows.into_iter().map(|(email,)| email).collect()
}

#[tokio::test]
async fn the_next_session_is_proposed_changed_printed_and_planned() {
    let server = Server::start().await;
    let mut class = class(&server).await;
    class.get("next-session").await.shows("There is nothing to propose yet");
    sits(&server, &class, 32).await;
    let page = class.get("next-session").await;
    page.shows("A proposal, made from what your people answered");
    assert!(page.field("words-0").starts_with("Discuss “"), "{}", page.field("words-0"));
    assert!(page.field("words-1").contains("split the room"), "{}", page.field("words-1"));
    let item = questions(&server, 1).remove(0);
    let address = class.page("next-session");
    let about = format!("question:{}", item.id);
    let typed = [
        ("id", FRESH),
        ("title", "Third evening"),
        ("line", "0"),
        ("about-0", &about),
        ("words-0", "Argue about it"),
        ("minutes-0", "ten"),
        ("stays-0", "yes"),
        ("line", "1"),
        ("about-1", "words"),
        ("words-1", "Say goodbye"),
        ("minutes-1", "5"),
        ("stays-1", "yes"),
        ("line", "2"),
        ("about-2", "words"),
        ("words-2", "Not this one"),
        ("minutes-2", "5"),
    ];
    let page = class.trainer.post(&address, &[&typed[..], &[("go", "keep")]].concat()).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Line 1: give whole minutes");
    assert_eq!(page.field("words-1"), "Say goodbye", "what was typed is kept");
    let mut sound = typed;
    sound[5] = ("minutes-0", "10");
    let page = class.trainer.post(&address, &[&sound[..], &[("go", "keep")]].concat()).await;
    class.trainer.get(page.location()).await.shows("Saved.").shows("Trainer’s sheet");
    // Another window knows nothing of it: what was typed there is shown again, and takes its place once that is known.
    let mut other = sound;
    other[1] = ("title", "Fourth evening");
    let page = class.trainer.post(&address, &[&other[..], &[("go", "keep")]].concat()).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("has saved another version meanwhile");
    assert_eq!((page.field("title").as_str(), page.field("words-1").as_str()), ("Fourth evening", "Say goodbye"));
    let seen = page.field("seen");
    let stale = class.trainer.post(&address, &[&other[..], &[("go", "propose")]].concat()).await;
    stale.is(StatusCode::UNPROCESSABLE_ENTITY).shows("has saved another version meanwhile");
    let page = class.trainer.post(&address, &[&other[..], &[("seen", &seen), ("go", "keep")]].concat()).await;
    let page = class.trainer.get(page.location()).await;
    let page = page.shows("Saved.").field("seen");
    let moved = [("turn-0", "2"), ("turn-1", "2"), ("seen", &page), ("go", "keep")];
    let back = class.trainer.post(&address, &[&sound[..], &moved].concat()).await;
    let page = class.trainer.get(back.location()).await;
    assert_eq!(page.shows("Saved.").field("title"), "Third evening");
    assert_eq!(
        [page.field("words-0"), page.field("words-1")],
        ["Say goodbye", "Argue about it"],
        "a line was moved down"
    );
    let right = &item.body.form();
    let domain::question::Form::Single { options } = right else { panic!("it has options") };
    let page = class.get("next-session/handout").await;
    page.shows(&item.stem).shows(&options[0]).shows("Say goodbye").hides("right answer").hides("Not this one");
    class.get("next-session/handout?keys=yes").await.shows("right answer").shows("not for those who take part");
    class.get("next-session/slides").await.shows(&item.stem).hides("right answer");
    let page = class.trainer.post(&address, &[&sound[..], &[("go", "plan")]].concat()).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Give the hour at which it begins");
    let seen = class.get("next-session").await.field("seen");
    let when = [("seen", seen.as_str()), ("on", "2027-01-05"), ("at", "18:30"), ("place", "Room 4"), ("go", "plan")];
    let page = class.trainer.post(&address, &[&sound[..], &when].concat()).await;
    class.trainer.get(page.location()).await.shows("The session is in the plan");
    let plan = server.store().plan_of_cohort(&class.id).await.expect("the store answers");
    let planned = plan.iter().find(|entry| entry.title == "Third evening").expect("it is planned");
    let minutes = planned.window.closes.zip(planned.window.opens).map(|(closes, opens)| closes.since(opens).0 / 60_000);
    assert_eq!(minutes, Some(15));
    let seen = class.get("next-session").await.field("seen");
    let page = class.trainer.post(&address, &[("id", FRESH), ("seen", &seen), ("go", "propose")]).await;
    class.trainer.get(page.location()).await.shows("This is a new proposal");
}
