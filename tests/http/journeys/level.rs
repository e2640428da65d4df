//! The level that somebody is on, chosen or not, and what follows from it on other pages.

use app::urls;
use axum::http::StatusCode;
use domain::question::Level;

use crate::people::Candidate;
use crate::server::Server;

#[tokio::test]
async fn a_chosen_level_is_that_of_every_page_until_the_choice_is_taken_back() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let page = candidate.get(urls::DASHBOARD).await;
    page.shows("Your next step · Foundation").shows("Everybody begins here.").shows("Lessons of Foundation");
    let page = candidate.submit(urls::LEVEL, &[("level", "auditor")]).await;
    page.shows("Your next step · Auditor").shows("You chose it.").shows("0 of 20 complete");
    candidate.get(urls::COURSE).await.shows("Auditing clause 8");
    candidate.get(urls::PRACTICE).await.shows("Evidence and sampling");
    candidate.get(urls::EXAM).await.shows("restricted open book").shows("Start: the clock begins (120 minutes)");
    let page = candidate.post(urls::LEVEL, &[("level", "expert")]).await;
    page.is(StatusCode::BAD_REQUEST).shows("Nothing was changed");
    let page = candidate.submit(urls::LEVEL, &[("level", "")]).await;
    page.shows("Your next step · Foundation").shows("Everybody begins here.");
}

#[tokio::test]
async fn reading_moves_the_level_and_a_certificate_outgrows_a_choice() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let lesson = server.library().lessons.iter().find(|lesson| lesson.level == Level::Practitioner);
    let lesson = lesson.expect("there is one");
    candidate.get(&urls::lesson(&lesson.id)).await.shows("Practitioner · ").hides("Foundation · ");
    candidate.post(&urls::check(&lesson.id, &lesson.checks[0].id), &[("choice", "0")]).await;
    let page = candidate.get(urls::DASHBOARD).await;
    page.shows("Your next step · Practitioner").shows("It is what you studied last.").shows("Go on with this lesson");
    candidate.post(urls::LEVEL, &[("level", "foundation")]).await;
    candidate.get(urls::DASHBOARD).await.shows("Your next step · Foundation");
    let fields = [
        ("qualification", "ISO20K_F"),
        ("institute", "EXIN"),
        ("awarded_on", "2025-03-18"),
        ("certificate_number", "N-1"),
    ];
    candidate.post(urls::CREDITS, &fields).await;
    let page = candidate.get(urls::DASHBOARD).await;
    page.shows("Your next step · Practitioner").shows("It follows upon your official Foundation result.");
}

#[tokio::test]
async fn clauses_are_practised_and_those_that_are_none_are_not() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let fields = [("level", "foundation"), ("clause", "8.6.1"), ("number", "5")];
    candidate.submit(urls::PRACTICE, &fields).await.shows("Clause 8.6.1 · 1 of 5");
    let fields = [("level", "foundation"), ("clause", "99"), ("number", "5")];
    let page = candidate.post(urls::PRACTICE, &fields).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("There is no single question on these clauses.");
}
