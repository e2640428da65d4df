//! Official results.

use app::urls;
use axum::http::StatusCode;

use crate::page::Page;
use crate::people::Candidate;
use crate::server::Server;

const SOUND: [(&str, &str); 4] = [
    ("level", "practitioner"),
    ("institute", "Some <Institute>"),
    ("awarded_on", "2026-03-18"),
    ("certificate_number", "CERT-4711"),
];

fn removal(page: &Page) -> String {
    let forms = page.tags().into_iter().filter_map(|tag| tag.get("action").map(str::to_owned));
    forms.into_iter().find(|action| action.ends_with("/remove")).expect("a result can be removed")
}

#[tokio::test]
async fn a_result_is_recorded_once_and_removed() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    for _ in 0..2 {
        let page = candidate.submit(urls::CREDITS, &SOUND).await;
        page.shows("CERT-4711").shows("Some <Institute>").shows("1.5").hides("<Institute>");
        assert_eq!(page.words().matches("CERT-4711").count(), 1);
    }
    let page = candidate.get(urls::CREDITS).await;
    let page = candidate.submit(&removal(&page), &[]).await;
    page.shows("None recorded yet").shows("0.0");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let long = "x".repeat(121);
    for (field, value, words) in [
        ("level", "expert", "Choose the level on the certificate."),
        ("institute", "", "Give the institute on the certificate"),
        ("institute", long.as_str(), "Give the institute on the certificate"),
        ("awarded_on", "yesterday", "Give the date as year-month-day"),
        ("awarded_on", "2027-03-18", "This date lies ahead."),
        ("certificate_number", " ", "Give the number on the certificate"),
    ] {
        let fields = SOUND.map(|(name, sound)| (name, if name == field { value } else { sound }));
        let page = candidate.post(urls::CREDITS, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(words);
        for (name, typed) in fields.into_iter().filter(|(name, _)| *name != "level") {
            assert_eq!(page.field(name), typed.trim(), "{name}");
        }
    }
    candidate.get(urls::CREDITS).await.shows("None recorded yet");
}

#[tokio::test]
async fn somebody_elses_result_looks_absent() {
    let server = Server::start().await;
    let mut owner = Candidate::on(&server, "Ada Quill").await;
    let mut other = Candidate::on(&server, "Ben Oak").await;
    let page = owner.submit(urls::CREDITS, &SOUND).await;
    let foreign = other.post(&removal(&page), &[]).await;
    foreign.is(StatusCode::NOT_FOUND);
    owner.get(urls::CREDITS).await.shows("CERT-4711");
}
