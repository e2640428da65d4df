//! Practice sets.

use app::urls;
use axum::http::StatusCode;
use domain::item::Body;
use domain::response::Response;

use super::exam::{items, keys, stored};
use crate::people::{Candidate, last_segment};
use crate::server::Server;

const AREA: &str = "support";

#[tokio::test]
async fn an_answer_is_told_at_once_and_is_final() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let set = candidate.start_practice(AREA, 5).await;
    let keys = keys(&candidate, &set).await;
    let wrong = (keys[0] + 1) % 4;
    let open = candidate.get(&urls::practice(&set, 1)).await;
    let page = candidate.practise(&set, 1, wrong).await;
    assert_eq!(page.location(), urls::practice(&set, 1));
    let page = candidate.follow(page).await;
    page.shows("Not quite.").shows("your answer").shows("right answer").shows("Next question");
    let Body::Single { options, .. } = &items(&candidate, &set).await[0].body else { panic!("it is a single choice") };
    for option in options {
        page.shows(&option.feedback);
    }
    let again = keys[0].to_string();
    let page = candidate.post(&urls::practice(&set, 1), &[("key", &open.field("key")), ("choice", &again)]).await;
    page.is(StatusCode::CONFLICT).shows("You answered this question already; in practice the first answer counts.");
    let open = candidate.get(&urls::practice(&set, 2)).await;
    for _ in 0..2 {
        let fields = [("key", open.field("key")), ("choice", keys[1].to_string())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        candidate.post(&urls::practice(&set, 2), &fields).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(stored(&candidate, &set).await.sheet.response(0).and_then(Response::choice), Some(wrong));
}

#[tokio::test]
async fn what_was_missed_can_be_taken_again() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let set = candidate.start_practice(AREA, 5).await;
    for (place, key) in keys(&candidate, &set).await.into_iter().enumerate() {
        let choice = if place < 2 { (key + 1) % 4 } else { key };
        candidate.practise(&set, place + 1, choice).await;
    }
    let page = candidate.submit(&urls::submit(&set), &[]).await;
    page.shows("3 of 5 marks").shows("Practise what you missed");
    let missed = candidate.post(urls::PRACTICE, &[("from", &set)]).await;
    let again = last_segment(missed.location());
    let paper = stored(&candidate, &again).await.paper;
    assert_eq!(paper, stored(&candidate, &set).await.paper[..2]);
    let fields = [("area", AREA), ("number", "10"), ("which", "missed")];
    let page = candidate.post(urls::PRACTICE, &fields).await;
    assert_eq!(stored(&candidate, &last_segment(page.location())).await.paper.len(), 2);
    let page = candidate.post(urls::PRACTICE, &[("from", &again)]).await;
    page.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_choice_without_sense_is_explained() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    for (fields, words) in [
        (vec![("number", "10")], "Choose at least one area."),
        (vec![("area", AREA), ("number", "400")], "Choose how many questions, from 1 to 40."),
        (vec![("area", "nowhere"), ("number", "5")], "Choose at least one area."),
        (vec![("area", AREA), ("number", "5"), ("which", "missed")], "there is nothing that you missed"),
    ] {
        let page = candidate.post(urls::PRACTICE, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
    }
    assert!(server.dump().await.iter().all(|line| !line.starts_with("attempt:")));
}

#[tokio::test]
async fn an_exam_is_no_practice_set_and_the_reverse() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let (exam, set) = (candidate.start_exam().await, candidate.start_practice(AREA, 2).await);
    candidate.get(&urls::practice(&exam, 1)).await.is(StatusCode::NOT_FOUND);
    candidate.post(&urls::practice(&exam, 1), &[("key", "k"), ("choice", "0")]).await.is(StatusCode::NOT_FOUND);
    assert_eq!(candidate.get(&urls::attempt(&set)).await.location(), urls::practice(&set, 1));
    let fields = [("item", "1"), ("sequence", "1"), ("key", "k"), ("choice", "0"), ("go", "next")];
    candidate.post(&urls::attempt(&set), &fields).await.is(StatusCode::NOT_FOUND);
    let act = domain::attempt::Act::Flag { item: 0 };
    candidate.save(&set, "k", 1, act).await.shows("\"reply\":\"signed_out\"");
}
