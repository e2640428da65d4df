//! The mock exam, by forms as with scripts off, and by the island's own calls.

use app::urls;
use axum::http::StatusCode;
use domain::attempt::Act;
use domain::ids::AttemptId;
use domain::item::Item;
use domain::response::Response;
use domain::time::Millis;
use store::Attempt;

use crate::people::{Candidate, SCHEME};
use crate::server::Server;

pub const MINUTES: i64 = 60;

/// The exam of the one candidate of a server, as the store has it.
pub async fn stored(candidate: &Candidate<'_>, exam: &str) -> Attempt {
    let account = candidate.account("Ada Quill").await;
    let attempt = candidate.server.store().attempt(&account, &AttemptId::new(exam)).await;
    attempt.expect("the store answers").expect("the attempt is there")
}

/// The questions of a paper, with their keys.
pub async fn items(candidate: &Candidate<'_>, exam: &str) -> Vec<Item> {
    let paper = stored(candidate, exam).await.paper;
    candidate.server.store().paper_items(&paper).await.expect("the items are there")
}

/// The right option of each question of a paper of single choices.
pub async fn keys(candidate: &Candidate<'_>, exam: &str) -> Vec<u8> {
    let key = |item: &Item| item.body.key().choice().expect("it is a single choice");
    items(candidate, exam).await.iter().map(key).collect()
}

#[tokio::test]
async fn an_exam_is_sat_by_forms_alone() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let facts = candidate.get(urls::EXAM).await;
    facts.shows("26 of 40 (65 %)").shows("closed book").shows("Confidence:");
    let exam = candidate.start_exam().await;
    let keys = keys(&candidate, &exam).await;
    assert_eq!(keys.len(), 40);
    candidate.get(&urls::attempt(&exam)).await.is(StatusCode::OK).shows("Question 1");

    for (place, key) in keys.iter().enumerate().take(26) {
        let page = candidate.press(&exam, place + 1, Some(*key), "next").await;
        assert_eq!(page.location(), urls::question(&exam, place + 2));
    }
    let wrong = (keys[26] + 1) % 4;
    candidate.press(&exam, 27, Some(wrong), "next").await;
    let page = candidate.get(&urls::question(&exam, 27)).await;
    assert_eq!(page.chosen("choice"), Some(wrong.to_string()));

    let page = candidate.press(&exam, 28, None, "flag").await;
    candidate.follow(page).await.shows("Flagged: take off");
    let page = candidate.press(&exam, 28, Some(2), "strike-1").await;
    candidate.follow(page).await.shows("28 answered");
    let row = stored(&candidate, &exam).await.sheet.rows()[27].clone();
    assert!(row.flagged && row.is_struck(1) && row.response == Some(Response::Choice(2)));
    candidate.press(&exam, 28, Some(2), "clear").await;
    candidate.press(&exam, 28, None, "strike-1").await;
    let row = stored(&candidate, &exam).await.sheet.rows()[27].clone();
    assert!(row.flagged && !row.is_struck(1) && row.response.is_none());

    let page = candidate.press(&exam, 28, None, "review").await;
    assert_eq!(page.location(), urls::review(&exam));
    let page = candidate.follow(page).await;
    page.shows("27 of 40 answered, 0 in part, 13 open, 1 flagged").shows("Hand in with 13 questions unanswered");
    server.time.pass(Millis::minutes(20));
    let page = candidate.submit(&urls::submit(&exam), &[]).await;
    page.shows("26 of 40: passed, exactly at the mark").shows("27 of 40 questions answered.").shows("Time used: 20");
    assert_eq!(page.words().matches("✓ right").count(), 26);
    assert_eq!(page.words().matches("✗ wrong").count(), 1);
    assert_eq!(page.words().matches("○ not answered").count(), 13);
    candidate.get(&format!("{}?show=flagged", urls::result(&exam))).await.shows("Question 28").shows("⚑ flagged");
    candidate.get(urls::PROGRESS).await.shows("26 of 40");
    candidate.get(urls::CREDITS).await.shows("0.0").shows("None recorded yet");
    assert_eq!(candidate.get(&urls::attempt(&exam)).await.location(), urls::result(&exam));
}

#[tokio::test]
async fn one_mark_less_is_not_passed() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    for (place, key) in keys(&candidate, &exam).await.into_iter().enumerate().take(25) {
        let act = Act::Answer { item: place as u16, response: Response::Choice(key) };
        candidate.save(&exam, &format!("k{place}"), 1, act).await.shows("\"reply\":\"saved\"");
    }
    candidate.submit(&urls::submit(&exam), &[]).await.shows("25 of 40: 1 short of the mark of 26");
}

#[tokio::test]
async fn a_second_start_continues_the_first() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    candidate.press(&exam, 1, Some(3), "next").await;
    assert_eq!(candidate.start_exam().await, exam);
    candidate.get(urls::EXAM).await.shows("You have an exam open").hides(&format!("value=\"{SCHEME}\""));
    let page = candidate.get(&urls::attempt(&exam)).await;
    page.shows("Question 2").shows("1 answered");
    let email = crate::people::address("Ada Quill");
    let mut elsewhere = crate::people::Anonymous::on(&server);
    let page = elsewhere.try_sign_in(&email, crate::people::PASSWORD).await;
    assert_eq!(page.location(), urls::attempt(&exam), "signing in elsewhere lands back in the exam");
}

#[tokio::test]
async fn an_older_window_never_overwrites_a_newer_choice() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let older = candidate.get(&urls::question(&exam, 5)).await;
    candidate.press(&exam, 1, Some(0), "next").await;
    candidate.press(&exam, 5, Some(2), "next").await;
    let page = candidate.press_on(&older, &exam, Some(1), "next").await;
    page.is(StatusCode::CONFLICT).shows("Not changed: a newer choice for this question was saved in another window");
    assert_eq!(page.chosen("choice").as_deref(), Some("2"));
    assert_eq!(candidate.press_on(&page, &exam, Some(1), "next").await.location(), urls::question(&exam, 6));
    assert_eq!(stored(&candidate, &exam).await.sheet.response(4), Some(&Response::Choice(1)));
}

#[tokio::test]
async fn words_that_were_overtaken_are_not_given_up() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let note = |text: &str| [("note".to_owned(), text.to_owned())];
    let older = candidate.get(&urls::question(&exam, 5)).await;
    candidate.press(&exam, 1, Some(0), "next").await;
    let newer = candidate.get(&urls::question(&exam, 5)).await;
    candidate.enter_on(&newer, &exam, &note("the newer one"), "next").await;
    let page = candidate.enter_on(&older, &exam, &note("the older one"), "next").await;
    page.is(StatusCode::CONFLICT).shows("Not saved yet: a newer text").shows("Note the older one");
    assert_eq!(stored(&candidate, &exam).await.sheet.rows()[4].note, "the newer one");
    candidate.enter_on(&page, &exam, &note("the older one"), "next").await;
    assert_eq!(stored(&candidate, &exam).await.sheet.rows()[4].note, "the older one");
}

#[tokio::test]
async fn a_page_cannot_take_a_key_of_the_log() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let act = Act::Answer { item: 0, response: Response::Choice(1) };
    for key in ["ended:1", "", "a b", &"k".repeat(65)] {
        candidate.save(&exam, key, 1, act.clone()).await.shows("\"reply\":\"refused\"");
    }
    assert_eq!(stored(&candidate, &exam).await.sheet.answered(), 0);
}

#[tokio::test]
async fn the_same_post_twice_is_one_answer() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let page = candidate.get(&urls::question(&exam, 1)).await;
    for _ in 0..2 {
        let page = candidate.press_on(&page, &exam, Some(1), "next").await;
        assert_eq!(page.location(), urls::question(&exam, 2));
    }
    let dump = server.dump().await;
    assert_eq!(dump.iter().filter(|line| line.contains("attempt_event") && line.contains("\"answer\"")).count(), 1);
}

#[tokio::test]
async fn who_goes_back_in_the_browser_and_chooses_otherwise_is_taken_at_their_word() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let page = candidate.get(&urls::question(&exam, 1)).await;
    for choice in [1, 2, 1] {
        candidate.press_on(&page, &exam, Some(choice), "next").await.is(StatusCode::SEE_OTHER);
        assert_eq!(stored(&candidate, &exam).await.sheet.response(0), Some(&Response::Choice(choice)));
    }
    for _ in 0..2 {
        candidate.press_on(&page, &exam, Some(1), "flag").await;
        assert!(stored(&candidate, &exam).await.sheet.rows()[0].flagged, "the same post twice is one switch");
    }
    for note in ["First", "Second"] {
        let fields = [("choice", "1"), ("note", note)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        candidate.enter_on(&page, &exam, &fields, "next").await.is(StatusCode::SEE_OTHER);
        assert_eq!(stored(&candidate, &exam).await.sheet.rows()[0].note, note);
    }
}

#[tokio::test]
async fn handing_in_twice_changes_nothing() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    candidate.press(&exam, 1, Some(1), "next").await;
    let open = candidate.get(&urls::question(&exam, 2)).await;
    let first = candidate.submit(&urls::submit(&exam), &[]).await;
    let before = server.dump().await;
    server.time.pass(Millis::minutes(1));
    let second = candidate.submit(&urls::submit(&exam), &[]).await;
    assert_eq!(first.normalised(), second.normalised());
    let late = candidate.press_on(&open, &exam, Some(1), "next").await;
    assert_eq!(late.location(), urls::result(&exam));
    let reply = candidate.save(&exam, "late", 99, Act::Flag { item: 0 }).await;
    reply.is(StatusCode::OK).shows("\"refusal\":\"over\"");
    let after = server.dump().await;
    let new = after.iter().filter(|line| !before.contains(line)).collect::<Vec<_>>();
    assert!(matches!(&new[..], [line] if line.contains("\"set_aside\"")), "the late answer is kept aside: {new:?}");
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(candidate.get(&urls::review(&exam)).await.location(), urls::attempt(&exam));
}

#[tokio::test]
async fn the_deadline_is_the_servers() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    candidate.press(&exam, 1, Some(1), "next").await;
    let open = candidate.get(&urls::question(&exam, 2)).await;
    server.time.pass(Millis::minutes(MINUTES));
    server.time.pass(Millis(2_000));
    let within = candidate.press_on(&open, &exam, Some(1), "next").await;
    assert_eq!(within.location(), urls::question(&exam, 3), "a packet that was sent in time is still taken");
    server.time.pass(Millis(1));
    let late = candidate.press_on(&open, &exam, Some(2), "next").await;
    assert_eq!(late.location(), urls::result(&exam));
    candidate
        .follow(late)
        .await
        .shows("2 of 40 questions answered")
        .shows("The time was up, so the paper was handed in");
    let reply = candidate.save(&exam, "forged", 99, Act::Answer { item: 5, response: Response::Choice(0) }).await;
    reply.shows("\"refusal\":\"late\"");
    assert_eq!(stored(&candidate, &exam).await.sheet.answered(), 2);
}

#[tokio::test]
async fn the_next_page_after_the_deadline_is_the_result() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    server.time.pass(Millis::minutes(MINUTES + 1));
    let page = candidate.get(&urls::attempt(&exam)).await;
    assert_eq!(page.location(), urls::result(&exam));
    candidate.follow(page).await.shows("0 of 40: 26 short of the mark").shows("The time was up");
}

#[tokio::test]
async fn a_paper_handed_in_after_the_deadline_has_expired() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    server.time.pass(Millis::minutes(MINUTES + 1));
    assert_eq!(candidate.post(&urls::submit(&exam), &[]).await.location(), urls::result(&exam));
    assert_eq!(stored(&candidate, &exam).await.head.phase, domain::attempt::Phase::Expired);
}

#[tokio::test]
async fn an_attempt_ends_although_the_browser_is_gone() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    server.time.pass(Millis::minutes(MINUTES + 1));
    server.tick().await;
    let attempt = stored(&candidate, &exam).await;
    assert_eq!(attempt.head.phase, domain::attempt::Phase::Expired);
    assert_eq!(attempt.head.used, Some(Millis::minutes(MINUTES)));
    candidate.get(urls::DASHBOARD).await.is(StatusCode::OK).hides(&format!("href=\"{}\"", urls::attempt(&exam)));
}

#[tokio::test]
async fn three_papers_share_no_question() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let mut met = std::collections::BTreeSet::new();
    for _ in 0..3 {
        let exam = candidate.start_exam().await;
        met.extend(stored(&candidate, &exam).await.paper.into_iter().map(|pinned| pinned.item));
        candidate.submit(&urls::submit(&exam), &[]).await;
    }
    assert_eq!(met.len(), 120);
}

#[tokio::test]
async fn what_is_not_on_the_paper_is_refused() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let page = candidate.press(&exam, 1, Some(7), "next").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("That choice is not on this paper. Nothing was changed.");
    let reply = candidate.save(&exam, "k", 1, Act::Flag { item: 40 }).await;
    reply.shows("\"refusal\":\"unknown_item\"");
    let reply = candidate.save(&exam, &"k".repeat(65), 1, Act::Flag { item: 0 }).await;
    reply.shows("\"reply\":\"refused\"");
    assert_eq!(stored(&candidate, &exam).await.sheet.answered(), 0);
}
