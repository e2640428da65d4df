//! Exercises, model reports, learning paths and the course by level.

use app::urls;
use axum::http::StatusCode;

use crate::people::Candidate;
use crate::server::Server;

const CASE: &str = "a-audit-1";

#[tokio::test]
async fn a_case_is_worked_through_and_then_its_model_report_opens() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    candidate.get(urls::EXERCISES).await.shows("Short cases, one for each use of the standard").shows("not begun");
    let page = candidate.get(&urls::exercise(CASE)).await;
    page.shows("The model report opens when you have answered every question.").hides("Model report:");
    let refused = candidate.get(&urls::model_report(CASE)).await;
    assert_eq!(refused.location(), urls::exercise(CASE), "not before the questions are answered");
    candidate.get(&urls::exercise("a-sup-1")).await.is(StatusCode::NOT_FOUND);
    candidate.get(&urls::model_report("f-case-1")).await.is(StatusCode::NOT_FOUND);

    let set = candidate.post(urls::PRACTICE, &[("scenario", CASE), ("mode", "timed")]).await;
    let attempt = set.location().trim_start_matches("/exam/").to_owned();
    let items =
        server.library().items.iter().filter(|item| item.scenario.as_ref().is_some_and(|id| id.as_str() == CASE));
    for (place, item) in items.enumerate() {
        candidate.enter(&attempt, place + 1, &item.body.key(), "next").await;
    }
    candidate.submit(&urls::submit(&attempt), &[]).await.shows("8 of 8 answers received");
    candidate.get(urls::EXERCISES).await.shows("worked through");
    candidate
        .get(&urls::model_report(CASE))
        .await
        .shows("Major nonconformity")
        .shows("What a hasty auditor would have written");
    candidate.post(urls::PRACTICE, &[("scenario", "nothing")]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_path_leads_through_the_course_of_its_level() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    candidate.get(urls::PATHS).await.shows("Your first certificate").shows("Practitioner in four weeks");
    for path in &server.library().paths {
        let page = candidate.get(&urls::path(&path.id)).await;
        page.is(StatusCode::OK).shows(&path.title).shows("not begun");
    }
    candidate.get(&urls::path("nowhere")).await.is(StatusCode::NOT_FOUND);
    candidate.get(urls::COURSE).await.shows("ISO/IEC 20000 Foundation").hides("Auditing clause 8");
    candidate.get(&urls::course(domain::question::Level::Auditor)).await.shows("Auditing clause 8");
}
