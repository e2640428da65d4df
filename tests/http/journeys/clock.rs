//! The clock of an exam: extra time that belongs to a person, time granted, breaks.

use app::api::Standing;
use app::urls;
use axum::http::StatusCode;
use domain::attempt::{Act, Phase};
use domain::response::Response;
use domain::time::Millis;

use super::exam::{MINUTES, stored};
use crate::people::{Candidate, HOME, PAUSE, Trainer, join};
use crate::server::Server;

const ADA: &str = "Ada Quill";

/// A candidate with extra time and breaks, and the trainer who approved them.
async fn approved<'s>(server: &'s Server, percent: &str, breaks: &str) -> (Candidate<'s>, Trainer<'s>) {
    let ada = Candidate::on(server, ADA).await;
    join(server, ADA, HOME).await;
    let mut trainer = Trainer::of(server, Some(HOME)).await;
    let person = urls::person(ada.account(ADA).await);
    let id = trainer.get(&person).await.field("id");
    let fields = [
        ("id", id.as_str()),
        ("percent", percent),
        ("extra", "0"),
        ("breaks", breaks),
        ("reason", "Agreed"),
        ("valid_from", "2026-11-22"),
        ("valid_until", ""),
    ];
    let page = trainer.post(&format!("{person}/accommodations"), &fields).await;
    assert_eq!(page.location(), person);
    (ada, trainer)
}

#[tokio::test]
async fn extra_time_is_on_the_facts_card_and_on_the_clock() {
    let server = Server::start().await;
    let (mut ada, _) = approved(&server, "125", "15").await;
    let words = "Your extra time is added by itself: 75 min in all, and 15 min of breaks";
    ada.get(urls::EXAM).await.shows(words).shows("Start: the clock begins (75 minutes)");
    let exam = ada.start_exam().await;
    assert_eq!(ada.standing(&exam).await.remaining, Millis::minutes(75).0);
    ada.get(&urls::attempt(&exam)).await.shows("75:00").shows("Take a break");
    server.time.pass(Millis::minutes(74));
    ada.press(&exam, 1, Some(1), "next").await.is(StatusCode::SEE_OTHER);
    server.time.pass(Millis(62_001));
    server.tick().await;
    ada.get(&urls::result(&exam)).await.shows("Time used: 75 min of 75 min.");
    let mut other = Candidate::on(&server, "Ben Oak").await;
    other.get(urls::EXAM).await.hides("Your extra time");
    let exam = other.start_exam().await;
    assert_eq!(other.standing(&exam).await.remaining, Millis::minutes(MINUTES).0);
    other.get(&urls::attempt(&exam)).await.hides("Take a break");
    server.verify().await;
}

#[tokio::test]
async fn granted_time_reaches_an_open_page_at_once() {
    let server = Server::start().await;
    let (mut ada, mut trainer) = approved(&server, "100", "5").await;
    let exam = ada.start_exam().await;
    let mut told = ada.listen(&urls::events(&exam)).await;
    let before = told.next::<Standing>().await.expect("it is told at once").remaining;
    let address = urls::sitting(&exam);
    let key = trainer.get(&address).await.field("key");
    let fields = [("decision", "grant"), ("key", key.as_str()), ("minutes", "9"), ("reason", "A fire alarm")];
    assert_eq!(trainer.post(&address, &fields).await.location(), address);
    let after = told.next::<Standing>().await.expect("it is told within two seconds").remaining;
    assert_eq!(after - before, Millis::minutes(9).0);
    ada.post(&urls::submit(&exam), &[]).await;
    let last = told.next::<Standing>().await.expect("the end is told");
    assert_eq!(last.phase, Phase::Submitted);
    let page = ada.get(&urls::result(&exam)).await;
    page.shows("Some trainer of Larkfield IT added 9 min: A fire alarm.");
    server.verify().await;
}

#[tokio::test]
async fn a_break_stops_the_clock_until_its_time_is_used_up() {
    let server = Server::start().await;
    let (mut ada, _) = approved(&server, "100", "15").await;
    let exam = ada.start_exam().await;
    let whole = Millis::minutes(MINUTES).0;
    ada.press(&exam, 1, Some(1), "break").await;
    assert_eq!(stored(&ada, &exam).await.sheet.answered(), 1, "what was entered is saved first");
    server.time.pass(Millis::minutes(5));
    let standing = ada.standing(&exam).await;
    assert!(standing.resting && standing.remaining == whole, "{standing:?}");
    let act = Act::Answer { item: 1, response: Response::Choice(0) };
    ada.save(&exam, "on-break", 90, act).await.shows("\"refusal\":\"on_break\"");
    let page = ada.get(&urls::attempt(&exam)).await;
    page.shows("Go on with the exam");
    ada.press_on(&page, &exam, None, "resume").await;
    let standing = ada.standing(&exam).await;
    assert!(!standing.resting && standing.remaining == whole, "{standing:?}");
    assert_eq!(standing.break_left, Millis::minutes(10).0);

    let pause = async |ada: &mut Candidate<'_>, pause: &str| {
        ada.call(PAUSE, &serde_json::json!({ "attempt": exam, "pause": pause })).await
    };
    pause(&mut ada, "begin").await.shows("\"resting\":true");
    server.time.pass(Millis::minutes(25));
    let standing = ada.standing(&exam).await;
    assert!(!standing.resting && standing.break_left == 0, "{standing:?}");
    assert_eq!(standing.remaining, whole - Millis::minutes(15).0, "after ten minutes the clock went on by itself");
    pause(&mut ada, "end").await;
    pause(&mut ada, "begin").await.shows("\"resting\":false");
    ada.save_answer(&exam, 2, Response::Choice(0)).await.shows("\"reply\":\"saved\"");
    ada.submit(&urls::submit(&exam), &[]).await.shows("Time used: 15 min of 60 min.");
    server.verify().await;
}

#[tokio::test]
async fn without_breaks_the_clock_never_stops() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    let exam = ada.start_exam().await;
    ada.press(&exam, 1, None, "break").await;
    ada.call(PAUSE, &serde_json::json!({ "attempt": exam, "pause": "begin" })).await.shows("\"resting\":false");
    server.time.pass(Millis::minutes(1));
    assert_eq!(ada.standing(&exam).await.remaining, Millis::minutes(MINUTES - 1).0);
    let reply = ada.call(PAUSE, &serde_json::json!({ "attempt": exam, "pause": { "leave_section": 0 } })).await;
    reply.shows("\"section\":0");
}
