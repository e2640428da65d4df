//! The own account: password and sessions.

use app::urls;
use axum::http::StatusCode;
use clausewise::clock::TimeSource;

use crate::people::{Anonymous, Candidate, PASSWORD, address};
use crate::server::Server;

const NEXT: &str = "copper lantern evening ferry";

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let server = Server::start().await;
    let mut here = Candidate::on(&server, "Ada Quill").await;
    let mut there = Anonymous::on(&server).sign_in(&address("Ada Quill")).await;
    let mut other = Candidate::on(&server, "Ben Oak").await;
    assert_eq!(here.post(urls::SESSIONS, &[("session", "all")]).await.location(), urls::SIGN_IN);
    for browser in [&mut here, &mut there] {
        assert_eq!(browser.get(urls::DASHBOARD).await.location(), "/sign-in?next=%2Fdashboard");
    }
    other.get(urls::DASHBOARD).await.is(StatusCode::OK);
}

#[tokio::test]
async fn one_session_can_be_ended_from_another_browser() {
    let server = Server::start().await;
    let mut here = Candidate::on(&server, "Ada Quill").await;
    let account = here.account("Ada Quill").await;
    let first = server.store().sessions(&account, server.time.wall()).await.unwrap().remove(0).id;
    let mut there = Anonymous::on(&server).sign_in(&address("Ada Quill")).await;
    there.get(urls::ACCOUNT).await.shows("(this one)");
    assert_eq!(there.post(urls::SESSIONS, &[("session", &first)]).await.location(), urls::ACCOUNT);
    here.get(urls::DASHBOARD).await.is(StatusCode::SEE_OTHER);
    there.get(urls::DASHBOARD).await.is(StatusCode::OK);
    there.post(urls::SESSIONS, &[("session", &first)]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_changed_password_ends_all_sessions() {
    let server = Server::start().await;
    let mut here = Candidate::on(&server, "Ada Quill").await;
    let mut there = Anonymous::on(&server).sign_in(&address("Ada Quill")).await;
    let page = here.post(urls::PASSWORD, &[("current", PASSWORD), ("password", NEXT)]).await;
    assert_eq!(page.location(), "/sign-in?notice=password");
    here.follow(page).await.shows("Your password is changed and every session has ended");
    for browser in [&mut here, &mut there] {
        browser.get(urls::DASHBOARD).await.is(StatusCode::SEE_OTHER);
    }
    let email = address("Ada Quill");
    Anonymous::on(&server).try_sign_in(&email, PASSWORD).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    Anonymous::on(&server).try_sign_in(&email, NEXT).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_changed_name_stands_everywhere_from_now_on() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    for wrong in ["", "  ", &"a".repeat(121)] {
        let page = candidate.post(urls::NAME, &[("name", wrong)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give your name, up to 120 characters.");
    }
    candidate.get(urls::DASHBOARD).await.shows("Good to see you, Ada Quill");
    for _ in 0..2 {
        let told = candidate.submit(urls::NAME, &[("name", " Ada Oak-Quill ")]).await;
        told.shows("Your name is changed.");
        assert_eq!(told.field("name"), "Ada Oak-Quill");
    }
    candidate.get(urls::DASHBOARD).await.shows("Good to see you, Ada Oak-Quill");
    Anonymous::on(&server).try_sign_in(&address("Ada Quill"), PASSWORD).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_password_changes_only_for_whoever_knows_it() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let page = candidate.post(urls::PASSWORD, &[("current", "something else here"), ("password", NEXT)]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This is not your password. Nothing was changed.");
    let page = candidate.post(urls::PASSWORD, &[("current", PASSWORD), ("password", "short")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("fewer than 15 characters");
    Anonymous::on(&server).try_sign_in(&address("Ada Quill"), PASSWORD).await.is(StatusCode::SEE_OTHER);
    for _ in 0..5 {
        candidate.post(urls::DELETE, &[("current", "something else here")]).await;
    }
    let page = candidate.post(urls::DELETE, &[("current", PASSWORD)]).await;
    page.is(StatusCode::TOO_MANY_REQUESTS);
    assert!(server.store().account_by_email(&address("Ada Quill")).await.unwrap().is_some());
}
