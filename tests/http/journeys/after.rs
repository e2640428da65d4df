//! What follows an exam: the receipt, the filters, answers that came late, reports about questions.

use app::urls;
use axum::http::StatusCode;
use domain::attempt::{Act, Confidence};
use domain::response::Response;
use domain::time::Millis;

use super::exam::{keys, stored};
use crate::page::Page;
use crate::people::{Administrator, Candidate, ELSEWHERE, HOME, Trainer, join, last_segment};
use crate::server::Server;

const ADA: &str = "Ada Quill";

#[tokio::test]
async fn the_result_has_a_receipt_and_filters() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    let exam = ada.start_exam().await;
    let keys = keys(&ada, &exam).await;
    let plan = [(0, 0, Confidence::Sure), (1, 1, Confidence::Sure), (2, 0, Confidence::Guess)];
    for (place, off, confidence) in plan {
        let page = ada.get(&urls::question(&exam, place + 1)).await;
        server.time.pass(Millis::minutes(if place == 2 { 9 } else { 0 }));
        let choice = (keys[place] + off) % 4;
        let fields = [("choice", choice.to_string()), ("confidence", confidence.word().to_owned())];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        ada.enter_on(&page, &exam, &fields, "next").await.is(StatusCode::SEE_OTHER);
    }
    ada.press(&exam, 4, None, "flag").await;
    let page = ada.submit(&urls::submit(&exam), &[]).await;
    let receipt = stored(&ada, &exam).await.receipt.expect("there is a receipt");
    page.shows(&format!("3 of 40 answers received, attempt {}, digest {receipt}", &exam[exam.len() - 8..]));
    page.shows("22 November 2026").hides("Kept without counting");
    let shown = async |ada: &mut Candidate<'_>, filter: &str| {
        let page = ada.get(&format!("{}?show={filter}", urls::result(&exam))).await;
        let tags = page.tags();
        let ids = tags.iter().filter_map(|tag| tag.get("id")?.strip_prefix("question-")?.parse::<usize>().ok());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(shown(&mut ada, "all").await.len(), 40);
    assert_eq!(shown(&mut ada, "wrong").await.len(), 38);
    assert_eq!(shown(&mut ada, "flagged").await, [4]);
    assert_eq!(shown(&mut ada, "slow").await, [3]);
    assert_eq!(shown(&mut ada, "unsure").await, [3]);
    assert_eq!(shown(&mut ada, "sure-but-wrong").await, [2]);
    page.shows("Sure but wrong (1)").shows("you said: guess").shows("Practise what you flagged");
    let again = ada.post(urls::PRACTICE, &[("from", &exam), ("only", "flagged")]).await;
    let set = last_segment(again.location());
    assert_eq!(stored(&ada, &set).await.paper, stored(&ada, &exam).await.paper[3..4]);
    server.verify().await;
}

/// Sends a decision from a page of the sitting.
async fn admit(staff: &mut Administrator<'_>, page: &Page, exam: &str) -> Page {
    let [key, number] = ["key", "number"].map(|name| page.field(name));
    let fields = [("decision", "admit"), ("key", &key), ("number", &number), ("admit_reason", "The network was down")];
    staff.post(&urls::sitting(exam), &fields).await
}

#[tokio::test]
async fn late_answers_are_kept_shown_and_counted_if_an_administrator_says_so() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    join(&server, ADA, HOME).await;
    let exam = ada.start_exam().await;
    let keys = keys(&ada, &exam).await;
    ada.save_answer(&exam, 0, Response::Choice(keys[0])).await;
    let own = ada.get(&urls::attempt(&exam)).await;
    ada.post(&urls::submit(&exam), &[]).await;
    let before = stored(&ada, &exam).await;
    ada.save_answer(&exam, 6, Response::Choice(keys[6])).await.shows("\"refusal\":\"over\"");
    ada.save_answer(&exam, 6, Response::Choice(keys[6])).await.shows("\"refusal\":\"over\"");
    for _ in 0..2 {
        let late = ada.press_on(&own, &exam, Some(keys[1]), "next").await;
        assert_eq!(late.location(), urls::result(&exam), "a form that is sent late leads to the result");
    }
    let page = ada.get(&urls::result(&exam)).await;
    page.shows("Kept without counting: 2")
        .shows("An answer to question 7: arrived after the time was up or after handing in; it does not count")
        .shows("1 of 40: ");
    let unchanged = stored(&ada, &exam).await;
    assert_eq!((unchanged.head.score, &unchanged.receipt), (before.head.score, &before.receipt));

    let mut stranger = Administrator::of(&server, Some(ELSEWHERE)).await;
    stranger.get(&urls::sitting(&exam)).await.is(StatusCode::NOT_FOUND);
    let mut staff = Administrator::of(&server, Some(HOME)).await;
    let sitting = staff.get(&urls::sitting(&exam)).await;
    sitting.shows("Question 7").shows("Count this answer");
    admit(&mut stranger, &sitting, &exam).await.is(StatusCode::NOT_FOUND);
    assert_eq!(stored(&ada, &exam).await.head.score, before.head.score);
    assert_eq!(admit(&mut staff, &sitting, &exam).await.location(), urls::sitting(&exam));
    let page = ada.get(&urls::result(&exam)).await;
    page.shows("2 of 40: ")
        .shows("it counts after all")
        .shows("Some administrator of Larkfield IT let an answer to question 7 count: The network was down.");
    server.verify().await;
}

#[tokio::test]
async fn a_report_is_sent_answered_and_read() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    let exam = ada.start_exam().await;
    let report = urls::report(&exam, 3);
    let said = "Option B is right <as well>.";
    ada.post(&report, &[("report", said)]).await.is(StatusCode::NOT_FOUND);
    ada.post(&urls::submit(&exam), &[]).await;
    ada.get(&urls::result(&exam)).await.shows("Report a problem with this question");
    for typed in ["Too few", &"x".repeat(2_001)] {
        let page = ada.post(&report, &[("report", typed)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY);
        let area = page.tags().into_iter().find(|tag| tag.is("textarea", "name", "report"));
        assert_eq!(area.expect("the field is there").text, *typed, "what was typed stays");
    }
    ada.get(urls::REPORTS).await.shows("None. Below each question");
    let page = ada.post(&report, &[("report", said)]).await;
    ada.follow(page).await.shows(said).shows("○ open").shows("Nobody has answered yet.").hides("<as well>");
    ada.post(&urls::report(&exam, 41), &[("report", said)]).await.is(StatusCode::NOT_FOUND);

    let account = ada.account(ADA).await;
    let id = server.store().reports(&account).await.expect("the store answers").remove(0).id;
    let decide = format!("{}/{id}", urls::REPORTS);
    let sound = [("state", "accepted"), ("answer", "You are right; it was mended.")];
    let mut trainer = Trainer::of(&server, Some(HOME)).await;
    trainer.get(urls::REPORTS).await.hides("All reports").hides(said);
    trainer.post(&decide, &sound).await.is(StatusCode::NOT_FOUND);
    ada.post(&decide, &sound).await.is(StatusCode::NOT_FOUND);
    let mut staff = Administrator::of(&server, None).await;
    staff.get(urls::REPORTS).await.shows("All reports").shows(said).shows("This is the version in use.").hides(ADA);
    for (state, answer, words) in
        [("open", "An answer", "Accept or decline it."), ("declined", " ", "Say what the person who reported it")]
    {
        let page = staff.post(&decide, &[("state", state), ("answer", answer)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
    for _ in 0..2 {
        assert!(staff.post(&decide, &sound).await.location().starts_with(urls::REPORTS));
    }
    let page = ada.get(urls::REPORTS).await;
    page.shows("✓ accepted").shows("You are right; it was mended.").hides("Nobody has answered yet.");
    let export = ada.get(urls::EXPORT).await;
    export.shows("You are right; it was mended.");
}

#[tokio::test]
async fn timed_practice_runs_against_the_clock_and_tells_nothing_before_its_end() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    let fields = [("area", "support"), ("number", "5"), ("which", "new"), ("mode", "timed")];
    let page = ada.post(urls::PRACTICE, &fields).await;
    let set = last_segment(page.location());
    assert_eq!(page.location(), urls::attempt(&set));
    let keys = keys(&ada, &set).await;
    let left = ada.standing(&set).await.remaining;
    assert!(left > 0 && left % 60_000 == 0, "{left}");
    let page = ada.press(&set, 1, Some(keys[0]), "next").await;
    ada.follow(page).await.shows("Question 2").hides("right answer");
    ada.get(&urls::practice(&set, 1)).await.is(StatusCode::NOT_FOUND);
    let act = Act::Answer { item: 1, response: Response::Choice((keys[1] + 1) % 4) };
    ada.save(&set, "timed", 50, act).await.shows("\"reply\":\"saved\"");
    ada.get(urls::EXAM).await.hides("You have an exam open");
    server.time.pass(Millis(left + 2_001));
    server.tick().await;
    assert_eq!(ada.get(&urls::attempt(&set)).await.location(), urls::result(&set));
    let page = ada.get(&urls::result(&set)).await;
    page.shows("1 of 5 marks").shows("The time was up").shows("right answer").hides("A mock exam is practice");
    server.verify().await;
}

#[tokio::test]
async fn the_rehearsal_keeps_nothing() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    let before = server.dump().await;
    let page = ada.get(urls::TUTORIAL).await;
    page.shows("Try the exam screen").shows("nothing here is saved or counted").shows("no limit");
    let fields = [("item", "1"), ("sequence", "1"), ("choice", "2"), ("go", "next")];
    assert_eq!(ada.post(urls::TUTORIAL, &fields).await.location(), urls::EXAM);
    ada.get(urls::EXAM).await.shows("Try the exam screen first");
    assert_eq!(server.dump().await, before);
}
