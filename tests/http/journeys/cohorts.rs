//! A trainer opens a cohort, people come in by each way, and it sits a mock exam together.

use app::urls;
use axum::http::StatusCode;
use domain::cohort::Start;
use domain::response::Response;
use domain::time::Millis;

use crate::browser::{Browser, Errand};
use crate::gates::books::post_file;
use crate::gates::classes::{facts, mock, open, teaching};
use crate::people::{Anonymous, Candidate, HOME, Trainer, address, join, last_segment};
use crate::server::{ORIGIN, Server};

const ID: &str = "0198f000-0000-7000-8000-00000000c0de";

async fn cohort<'s>(server: &'s Server) -> (Trainer<'s>, domain::ids::CohortId, String) {
    let mut trainer = Trainer::of(server, Some(HOME)).await;
    let id = open(&mut trainer, "Foundation, Oslo", ID).await;
    let account = trainer_account(server).await;
    let code = teaching(server, &account, &id).await.cohort.code.expect("it can be joined");
    (trainer, id, code)
}

async fn trainer_account(server: &Server) -> domain::ids::AccountId {
    let account = server.store().account_by_email(&address(&format!("Some trainer of {HOME}"))).await;
    account.expect("the store answers").expect("the trainer is there").id
}

#[tokio::test]
async fn a_cohort_is_opened_once_and_what_makes_no_sense_is_told() {
    let server = Server::start().await;
    let (mut trainer, id, _) = cohort(&server).await;
    open(&mut trainer, "Foundation, Oslo", ID).await;
    trainer.get(urls::COHORTS).await.shows("Foundation, Oslo");
    // A form that is come back to opens another one.
    let page = trainer.post(urls::COHORTS, &facts("Foundation, Bergen", ID)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("A cohort was opened from this page before");
    assert_eq!(page.field("name"), "Foundation, Bergen", "what was typed is kept");
    let fresh = page.field("id");
    assert_ne!(fresh, ID);
    open(&mut trainer, "Foundation, Bergen", &fresh).await;
    trainer.get(urls::COHORTS).await.shows("Foundation, Oslo").shows("Foundation, Bergen");
    let mut typed = facts("", ID);
    typed[6] = ("ends_on", "2026-11-01");
    typed[4] = ("scheme", "practice-auditor-2018");
    let page = trainer.post(&urls::cohort_page(&id, "settings"), &typed).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Give the cohort's name").shows("The last day is before the first");
    assert_eq!(page.field("ends_on"), "2026-11-01", "what was typed is kept");
    let copy =
        [("id", "0198f000-0000-7000-8000-00000000c0d1"), ("copy_name", "The next"), ("copy_starts_on", "2027-02-01")];
    for _ in 0..2 {
        let page = trainer.post(&urls::cohort_page(&id, "copy"), &copy).await;
        assert_eq!(page.location(), urls::cohort_page(copy[0].1, "people"), "sent twice, copied once");
    }
    trainer.get(&urls::cohort_page(copy[0].1, "settings")).await.shows("The next");
    let mut other = copy;
    other[1] = ("copy_name", "The one after");
    let page = trainer.post(&urls::cohort_page(&id, "copy"), &other).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("A copy was made from this page before");
    assert_eq!((page.field("copy_name"), page.field("copy_starts_on")), ("The one after".into(), "2027-02-01".into()));
    trainer.post(&urls::cohort_page(&id, "shelf"), &[("go", "put-away")]).await;
    trainer.get(urls::COHORTS).await.shows("Put away");
}

#[tokio::test]
async fn people_come_in_by_list_code_and_invitation_and_leave() {
    let server = Server::start().await;
    let (mut trainer, id, code) = cohort(&server).await;
    let people = urls::cohort_page(&id, "people");
    trainer.get(&people).await.shows(&format!("{ORIGIN}{}", urls::class_code(&code)));
    let page = trainer.post(&people, &[("list", "Ben Oak, ben.oak@example.org\nnobody at all")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Line 2 does not hold a name");
    let page = trainer.post(&people, &[("list", "Ben Oak, ben.oak@example.org\nCal Elm <cal.elm@example.org>")]).await;
    let page = trainer.get(page.location()).await;
    page.shows("2 people listed").shows("Cal Elm");
    trainer.post(&format!("{people}/invitations"), &[]).await;
    trainer.get(&people).await.shows("◐ invited");
    let mut ben = Candidate::on(&server, "Ben Oak").await;
    // However the code is typed.
    let typed = format!("{} {}", code[..4].to_lowercase(), &code[4..]);
    let page = ben.get(&format!("{}?code={}", urls::CLASS, typed.replace(' ', "+"))).await;
    assert_eq!(page.location(), urls::class_code(&code));
    let page = ben.get(page.location()).await;
    page.shows("What your trainers see of you").shows("the day on which you were last active here, in whatever course");
    let page = ben.post(&urls::class_code(&code), &[]).await;
    assert_eq!(page.location(), urls::class(&id));
    ben.get(urls::CLASSES).await.shows("Foundation, Oslo");
    trainer.get(&people).await.shows("1 person takes part, 1 not yet").shows("● joined");
    ben.post(&format!("{}/leave", urls::class(&id)), &[]).await;
    ben.get(&urls::class(&id)).await.is(StatusCode::NOT_FOUND);
    trainer.post(&urls::cohort_page(&id, "code"), &[("go", "new")]).await;
    ben.get(&urls::class_code(&code)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    ben.post(&urls::class_code(&code), &[]).await.is(StatusCode::NOT_FOUND);
}

async fn guest<'s>(server: &'s Server, code: &str, name: &str) -> Browser<'s> {
    let mut guest = Anonymous::on(server).clone();
    guest.get(&urls::class_code(code)).await.shows("Without an account");
    let page = guest.post(&format!("{}/guest", urls::class_code(code)), &[("name", name)]).await;
    assert!(page.location().starts_with(urls::CLASSES), "{}", page.words());
    guest
}

#[tokio::test]
async fn a_name_is_enough_in_the_room_where_the_cohort_allows_it() {
    let server = Server::start().await;
    let (mut trainer, id, code) = cohort(&server).await;
    let mut ida = guest(&server, &code, "Ida Guest").await;
    ida.get(urls::DASHBOARD).await.shows("Ida Guest");
    trainer.get(&urls::cohort_page(&id, "people")).await.shows("Ida Guest").shows("joined in the room");
    trainer.get(&urls::cohort_page(&id, "screen")).await.shows(&code).shows("1 person has joined");
    // Nobody signs in by such an account, whatever is typed.
    let key = sqlx::query_scalar::<_, String>("SELECT email_key FROM account WHERE name = 'Ida Guest'");
    let key = key.fetch_one(&server.sql().await).await.expect("the account is there");
    for password in ["", crate::people::PASSWORD] {
        let page = Anonymous::on(&server).try_sign_in(&key, password).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.words());
    }
    // With an address of the own it becomes an account like any other.
    let keep = |email: &'static str| [("email", email), ("password", crate::people::PASSWORD)];
    assert_eq!(ida.post(urls::SIGN_OUT, &[]).await.location(), format!("{}?notice=leaving", urls::ACCOUNT));
    ida.get(&format!("{}?notice=leaving", urls::ACCOUNT))
        .await
        .shows("You were not signed out")
        .shows("Keep this account");
    let taken = address("Some trainer of Larkfield IT");
    let page = ida.post(urls::KEEP_ACCOUNT, &[("email", &taken), ("password", crate::people::PASSWORD)]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("cannot be used for this account");
    assert_eq!(page.field("email"), taken);
    ida.post(urls::KEEP_ACCOUNT, &[("email", "ida"), ("password", "short")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    ida.submit(urls::KEEP_ACCOUNT, &keep("ida.guest@example.org"))
        .await
        .shows("yours for good")
        .hides("Keep this account");
    trainer.get(&urls::cohort_page(&id, "people")).await.shows("ida.guest@example.org");
    let mut elsewhere = Anonymous::on(&server).sign_in("ida.guest@example.org").await;
    elsewhere.get(urls::CLASSES).await.shows("Foundation, Oslo");
    let mut eve = guest(&server, &code, "Eve Guest").await;
    eve.get(urls::DELETE).await.hides("Your password");
    eve.post(urls::DELETE, &[]).await.is(StatusCode::SEE_OTHER);
    trainer.get(&urls::cohort_page(&id, "people")).await.hides("Eve Guest");
    let mut settings = facts("Foundation, Oslo", ID);
    settings.retain(|(name, _)| *name != "in_room");
    trainer.post(&urls::cohort_page(&id, "settings"), &settings).await;
    let mut late = Anonymous::on(&server);
    late.get(&urls::class_code(&code)).await.hides("Without an account");
    late.post(&format!("{}/guest", urls::class_code(&code)), &[("name", "Late")]).await.is(StatusCode::NOT_FOUND);
}

/// Begins an assigned exam; its id.
async fn begin(browser: &mut Browser<'_>, address: &str) -> String {
    let page = browser.post(address, &[]).await;
    assert!(page.location().starts_with("/exam/"), "{}", page.words());
    last_segment(page.location())
}

#[tokio::test]
async fn a_mock_is_begun_held_lengthened_and_ended_for_all() {
    let server = Server::start().await;
    let (mut trainer, id, code) = cohort(&server).await;
    let account = trainer_account(&server).await;
    let taught = teaching(&server, &account, &id).await;
    let entry = mock(&server, &taught, "The big mock", Start::Together).await;
    let (run, address) = (urls::run(&id, &entry), urls::class_mock(&id, &entry));
    let (mut ida, mut ole) = (guest(&server, &code, "Ida Guest").await, guest(&server, &code, "Ole Guest").await);
    ida.get(&address).await.shows("Waiting for your trainer");
    assert_eq!(ida.post(&address, &[]).await.location(), address, "nobody begins before the trainer says so");
    trainer.get(&run).await.shows("Let everybody begin").shows("○ not begun");
    let order = async |trainer: &mut Trainer<'_>, go: &str, key: &str| {
        let why = [("reason", "The alarm rang"), ("end_reason", "The alarm rang")];
        let fields = [&[("go", go), ("key", key), ("minutes", "10"), ("sure", "yes")][..], &why].concat();
        let page = trainer.post(&run, &fields).await;
        trainer.get(page.location()).await
    };
    order(&mut trainer, "begin", "a").await.shows("Everybody can begin now");
    let exam = begin(&mut ida, &address).await;
    let other = begin(&mut ole, &address).await;
    let mut ida = Candidate::from(ida);
    ida.save_answer(&exam, 0, Response::Choice(1)).await;
    ida.save_answer(&exam, 4, Response::Choice(1)).await;
    trainer.get(&run).await.shows("2 of 40").shows("◐ working");
    let before = ida.standing(&exam).await.remaining;

    order(&mut trainer, "halt", "b").await.shows("All clocks are held: 2 exams");
    ida.get(&urls::attempt(&exam)).await.shows("Your trainer holds the clock");
    server.time.pass(Millis::minutes(90));
    // What was on its way when the clock was held is kept.
    ida.save_answer(&exam, 5, Response::Choice(2)).await.shows("saved");
    order(&mut trainer, "continue", "c").await.shows("The clocks go on: 2 exams");
    let after = ida.standing(&exam).await.remaining;
    assert!((before - after).abs() < 2_000, "the clock stood still: {before} and {after}");

    order(&mut trainer, "grant", "d").await.shows("Time was granted: 2 exams");
    order(&mut trainer, "grant", "d").await.shows("Time was granted: 0 exams");
    let granted = ida.standing(&exam).await.remaining - after;
    assert!((granted - 600_000).abs() < 2_000, "ten minutes, once: {granted}");

    let hasty = [("go", "close"), ("key", "e"), ("end_reason", "The alarm rang")];
    let page = trainer.post(&run, &hasty).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Tick “Yes, end it for everybody”");
    assert_eq!(page.field("end_reason"), "The alarm rang", "what was typed is kept");
    order(&mut trainer, "close", "e").await.shows("Ended and marked: 2 exams").shows("This exam was ended");
    trainer.get(&urls::cohort_page(&id, "plan")).await.shows("Mock exam · closed · 2 of 2 done");
    ida.get(&urls::result(&exam)).await.shows("ended the exam: The alarm rang");
    ole.get(&urls::result(&other)).await.is(StatusCode::OK);
    ole.get(&address).await.shows("You have sat it");
    assert_eq!(ole.post(&address, &[]).await.location(), address, "it is sat once");
    let verified = server.store().verify_attempts().await.expect("the store answers");
    assert_eq!((verified.finished, verified.faults), (2, Vec::new()));
}

#[tokio::test]
async fn one_exam_is_ended_only_after_a_question() {
    let server = Server::start().await;
    let (mut trainer, id, code) = cohort(&server).await;
    let taught = teaching(&server, &trainer_account(&server).await, &id).await;
    let entry = mock(&server, &taught, "The big mock", Start::Alone).await;
    let (run, address) = (urls::run(&id, &entry), urls::class_mock(&id, &entry));
    let (mut ida, mut ole) = (guest(&server, &code, "Ida Guest").await, guest(&server, &code, "Ole Guest").await);
    let (exam, other) = (begin(&mut ida, &address).await, begin(&mut ole, &address).await);
    let people = server.store().participants(&taught).await.expect("the store answers");
    let who = people.into_iter().find(|one| one.name == "Ida Guest").expect("she takes part").id.to_string();
    let page = trainer.get(&format!("{run}?end={who}")).await;
    page.shows("End the exam of Ida Guest?").hides("End the exam for all");
    let long = "x".repeat(301);
    let fields =
        [("go", "close"), ("key", "e"), ("participant", who.as_str()), ("sure", "yes"), ("end_reason", long.as_str())];
    let page = trainer.post(&run, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("End the exam of Ida Guest?");
    assert_eq!(page.field("end_reason"), long, "what was typed is kept");
    let mut fields = fields;
    fields[4] = ("end_reason", "She fell ill");
    let page = trainer.post(&run, &fields).await;
    trainer.get(page.location()).await.shows("Ended and marked: 1 exam");
    ida.get(&urls::result(&exam)).await.shows("ended the exam: She fell ill");
    ole.get(&urls::attempt(&other)).await.is(StatusCode::OK);
    trainer.get(&format!("{run}?end={who}")).await.hides("End the exam of Ida Guest?").shows("End the exam for all");
}

#[tokio::test]
async fn a_mock_is_followed_only_while_one_is_signed_in() {
    let server = Server::start().await;
    let (mut trainer, id, code) = cohort(&server).await;
    let taught = teaching(&server, &trainer_account(&server).await, &id).await;
    let entry = mock(&server, &taught, "The big mock", Start::Alone).await;
    let mut told = trainer.listen(&format!("{}/events", urls::run(&id, &entry))).await;
    assert!(told.text().await.expect("it is told at once").contains("Who sits"));
    guest(&server, &code, "Ida Guest").await;
    assert!(told.text().await.expect("who comes in is told").contains("Ida Guest"));
    trainer.post(urls::SIGN_OUT, &[]).await;
    assert_eq!(told.text().await, None, "who signed out is told nothing more");
}

#[tokio::test]
async fn a_message_needs_somebody_and_a_cohort_needs_a_zone() {
    let server = Server::start().await;
    let (mut trainer, id, code) = cohort(&server).await;
    Candidate::on(&server, "Ben Oak").await.post(&urls::class_code(&code), &[]).await.is(StatusCode::SEE_OTHER);
    let write = urls::cohort_page(&id, "write");
    let page = trainer.get(&write).await;
    let ticked = |page: &crate::page::Page| page.tags().iter().filter(|tag| tag.get("checked").is_some()).count();
    assert_eq!(ticked(&page), 1, "it goes to everybody at first");
    let page = trainer.post(&write, &[("key", &page.field("key")), ("subject", "Rooms"), ("words", "We move.")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose at least one person.");
    assert_eq!((ticked(&page), page.field("subject")), (0, "Rooms".to_owned()), "it stays as it was sent");
    assert!(page.tags().iter().any(|tag| tag.is("fieldset", "id", "to")), "the message leads to the people");

    assert_eq!(trainer.get(urls::NEW_COHORT).await.chosen("zone"), None, "no zone is chosen before");
    let mut typed = facts("Another", "0198f000-0000-7000-8000-00000000c0d2");
    typed.retain(|(name, _)| *name != "zone");
    let page = trainer.post(urls::COHORTS, &typed).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Choose a time zone from the list.");
    let settings = trainer.get(&urls::cohort_page(&id, "settings")).await;
    assert_eq!(settings.chosen("zone").as_deref(), Some("Europe/Oslo"));
    trainer.get(&urls::cohort(&id)).await.shows("Foundation · ISO/IEC 20000-1:2018 · in English");
}

#[tokio::test]
async fn a_list_of_people_may_be_as_long_as_a_file() {
    let server = Server::start().await;
    let (mut trainer, id, _) = cohort(&server).await;
    let rows = "A note that nobody needs,".repeat(12_000);
    let body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n\
         E-mail,Name,Note\r\ncal.elm@example.org,Cal Elm,\"{rows}\"\r\n--x--\r\n"
    );
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    let path = urls::cohort_page(&id, "people/file");
    let page = trainer.send(Errand { method: "POST", path: &path, headers: &headers, body: body.into_bytes() }).await;
    assert_ne!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", page.words());
}

#[tokio::test]
async fn of_a_file_every_row_is_listed_or_told() {
    let server = Server::start().await;
    let (mut trainer, id, _) = cohort(&server).await;
    let path = urls::cohort_page(&id, "people/file");
    let wrong = |from: usize, to: usize| (from..=to).map(|n| format!("Nobody {n},nobody,,\n")).collect::<String>();
    // Certificates are nothing to a class.
    let good = "Ben Oak,ben.oak@example.org,Driving licence,\nCal Elm,cal.elm@example.org,Foundation,\n";
    let good = format!("Name,E-mail,Qualification,Institute\n{good}");
    let page = post_file(&mut trainer, &path, "people.csv", &format!("{good}{}", wrong(4, 28))).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("2 people listed.").shows("Not everybody in the file is listed");
    page.shows("Row 13: This is no e-mail address").hides("Row 14:");
    page.shows("15 more rows could not be read either: 14–28.");
    let page = post_file(&mut trainer, &path, "people.csv", &good).await;
    trainer.get(page.location()).await.shows("0 people listed.").shows("2 people were in the list already.");
}

#[tokio::test]
async fn colleagues_are_found_and_listed() {
    let server = Server::start().await;
    let (mut trainer, id, _) = cohort(&server).await;
    for name in ["Ben Oak", "Cal Elm"] {
        Candidate::on(&server, name).await;
        join(&server, name, HOME).await;
    }
    let people = urls::cohort_page(&id, "people");
    trainer.get(&people).await.shows("Ben Oak").shows("Cal Elm").hides("Find by name");
    let page = trainer.get(&format!("{people}?find=CAL")).await;
    page.shows("Cal Elm").hides("Ben Oak");
    assert_eq!(page.field("find"), "CAL");
    trainer.get(&format!("{people}?find=nobody")).await.shows("Nobody of your organisation fits this");
    trainer.submit(&people, &[("colleague", &address("Cal Elm"))]).await.shows("1 person listed.");
}
