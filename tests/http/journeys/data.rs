//! Taking everything out, and deleting it.

use app::urls;
use axum::http::StatusCode;
use serde_json::Value;

use super::exam::keys;
use crate::people::{Candidate, PASSWORD};
use crate::server::Server;

/// Leaves something of everything: a note, a check, an exam, practice, a result, an exam day.
async fn live(candidate: &mut Candidate<'_>) -> String {
    let lesson = &candidate.server.library().lessons[0];
    candidate.post(&format!("{}/note", urls::lesson(&lesson.id)), &[("note", "Canary note"), ("revision", "0")]).await;
    candidate.post(&urls::check(&lesson.id, &lesson.checks[0].id), &[("choice", "0")]).await;
    let fields = [
        ("qualification", "ISO20K_F"),
        ("institute", "Canary institute"),
        ("awarded_on", "2026-03-18"),
        ("certificate_number", "Canary certificate"),
    ];
    candidate.post(urls::CREDITS, &fields).await;
    candidate.post(urls::EXAM_DATE, &[("exam_date", "2027-01-19")]).await;
    let done = candidate.start_exam().await;
    candidate.press(&done, 1, Some(1), "flag").await;
    candidate.post(&urls::submit(&done), &[]).await;
    let set = candidate.start_practice("support", 2).await;
    candidate.practise(&set, 1, 1).await;
    let exam = candidate.start_exam().await;
    candidate.press(&exam, 1, Some(1), "next").await;
    exam
}

/// All names of objects in a JSON value.
fn names(value: &Value, found: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| {
            found.insert(name.clone());
            names(value, found);
        }),
        Value::Array(list) => list.iter().for_each(|value| names(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_export_holds_what_was_typed_and_no_key() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let running = live(&mut candidate).await;
    let page = candidate.get(urls::EXPORT).await;
    assert_eq!(page.header("content-disposition"), "attachment; filename=\"clausewise-my-data.json\"");
    let data: Value = serde_json::from_str(&page.body).unwrap();
    for typed in
        ["Ada Quill", "ada.quill@example.org", "Canary note", "Canary institute", "Canary certificate", "2027-01-19"]
    {
        assert!(page.body.contains(typed), "{typed} is missing: {}", page.body);
    }
    assert_eq!(data["attempts"].as_array().map(Vec::len), Some(3));
    assert_eq!(data["lesson_notes"][0]["body"], "Canary note");
    let attempts = data["attempts"].as_array().expect("it is a list").iter();
    let open =
        attempts.into_iter().find(|attempt| attempt["id"] == running.as_str()).expect("the running one is there");
    assert!(open["score"].is_null() && open["marks_by_item_and_area"].is_null());
    let mut found = std::collections::BTreeSet::new();
    names(&data, &mut found);
    for secret in ["key", "feedback", "misconception", "password_hash", "token_hash", "source", "seed"] {
        assert!(!found.contains(secret), "{secret} is exported");
    }
    assert!(!page.body.contains("argon2"));
}

#[tokio::test]
async fn a_deleted_account_leaves_nothing() {
    let server = Server::start().await;
    let mut other = Candidate::on(&server, "Ben Oak").await;
    let before = server.dump().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    live(&mut candidate).await;
    let id = candidate.account("Ada Quill").await;
    candidate.post(urls::DELETE, &[("current", "wrong")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = candidate.post(urls::DELETE, &[("current", PASSWORD)]).await;
    assert_eq!(page.location(), "/sign-in?notice=deleted");
    candidate.follow(page).await.shows("Your account and everything in it has been deleted.");
    candidate.get(urls::DASHBOARD).await.is(StatusCode::SEE_OTHER);
    assert_eq!(server.dump().await, before);

    let pool = server.sql().await;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&pool).await.unwrap();
    for entry in std::fs::read_dir(server.database().parent().expect("a file is in a folder")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for canary in ["Canary", "ada.quill", "Ada Quill", id.as_str()] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary} is still there");
        }
    }
    other.get(urls::DASHBOARD).await.is(StatusCode::OK);
}

#[tokio::test]
async fn deleting_in_mid_exam_ends_it() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    assert_eq!(keys(&candidate, &exam).await.len(), 40);
    candidate.post(urls::DELETE, &[("current", PASSWORD)]).await.is(StatusCode::SEE_OTHER);
    let reply = candidate.save(&exam, "k", 1, domain::attempt::Act::Flag { item: 0 }).await;
    reply.shows("\"reply\":\"signed_out\"");
}
