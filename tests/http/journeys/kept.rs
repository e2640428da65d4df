//! A paper that a trainer has fixed: for the people of the organisation and nobody else.

use app::urls;
use axum::http::StatusCode;
use domain::ids::{ItemId, OrganisationId};

use super::exam::stored;
use crate::gates::bodies::fix_paper;
use crate::people::{Candidate, ELSEWHERE, HOME, Trainer, join};
use crate::server::Server;

const ADA: &str = "Ada Quill";

/// Fixes a drawn paper whose questions stay closed after the end; its id and its items.
async fn fixed(server: &Server) -> (String, Vec<ItemId>) {
    let mut trainer = Trainer::of(server, Some(HOME)).await;
    assert_eq!(fix_paper(server, &mut trainer, "Spring mock").await.location(), urls::PAPERS);
    let organisation = OrganisationId::new(HOME);
    let paper = server.store().kept_papers(&organisation).await.expect("the store answers").remove(0);
    (paper.id.to_string(), paper.sections.concat())
}

#[tokio::test]
async fn members_sit_the_paper_that_their_trainer_fixed() {
    let server = Server::start().await;
    let (paper, items) = fixed(&server).await;
    let mut ada = Candidate::on(&server, ADA).await;
    let listed = format!("{}?paper={paper}", urls::EXAM);
    ada.get(&listed).await.hides("Spring mock");
    join(&server, ADA, HOME).await;
    ada.get(&listed)
        .await
        .shows("A fixed paper, chosen by Some trainer of Larkfield IT.")
        .shows("This is always the same paper.");
    let exam = ada.start_paper(&paper).await;
    let attempt = stored(&ada, &exam).await;
    assert_eq!(attempt.paper.iter().map(|pinned| pinned.item.clone()).collect::<Vec<_>>(), items);
    assert_eq!(attempt.head.paper.map(|id| id.to_string()), Some(paper.clone()));
    ada.get(&urls::attempt(&exam)).await.shows("Spring mock").shows("Question 1");
    let stem = server.library().item(&items[0]).expect("it is in the course").stem.clone();
    let page = ada.submit(&urls::submit(&exam), &[]).await;
    page.shows("0 of 40: 26 short of the mark of 26")
        .shows("the verdict and the areas can be seen, not the questions")
        .hides(&stem);
    ada.get(&format!("{}?show=all", urls::result(&exam))).await.hides(&stem);
    ada.post(urls::PRACTICE, &[("from", &exam)]).await.is(StatusCode::NOT_FOUND);
    ada.post(&urls::report(&exam, 1), &[("report", "Something is wrong here.")]).await.is(StatusCode::NOT_FOUND);
    ada.get(&listed).await.shows("you have met its questions");
    server.verify().await;
}

#[tokio::test]
async fn for_others_the_paper_is_absent_and_withdrawn_for_all() {
    let server = Server::start().await;
    let (paper, _) = fixed(&server).await;
    let mut ben = Candidate::on(&server, "Ben Oak").await;
    join(&server, "Ben Oak", ELSEWHERE).await;
    ben.get(urls::EXAM).await.hides("Spring mock").hides(&paper);
    for id in [paper.as_str(), "0198f000-0000-7000-8000-00000000aaaa"] {
        ben.post(urls::EXAM, &[("paper", id)]).await.is(StatusCode::NOT_FOUND);
    }
    let mut ada = Candidate::on(&server, ADA).await;
    join(&server, ADA, HOME).await;
    let exam = ada.start_paper(&paper).await;
    let mut trainer = Trainer::of(&server, Some(HOME)).await;
    let withdraw = format!("{}/{paper}/withdraw", urls::PAPERS);
    trainer.post(&withdraw, &[]).await.is(StatusCode::SEE_OTHER);
    ada.press(&exam, 1, Some(1), "next").await.is(StatusCode::SEE_OTHER);
    ada.submit(&urls::submit(&exam), &[]).await.shows("Spring mock");
    ada.get(urls::EXAM).await.hides("Spring mock");
    ada.post(urls::EXAM, &[("paper", &paper)]).await.is(StatusCode::NOT_FOUND);
    server.verify().await;
}
