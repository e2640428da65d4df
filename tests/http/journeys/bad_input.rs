//! What no page of ours would send: each gets a clear message and the right status, and changes nothing.

use app::urls;
use axum::http::StatusCode;
use domain::attempt::Act;

use crate::browser::{Errand, FORM};
use crate::people::{Anonymous, Candidate, SAVE};
use crate::server::Server;

fn posted<'a>(path: &'a str, headers: &'a [(&'a str, &'a str)], body: impl Into<Vec<u8>>) -> Errand<'a> {
    Errand { method: "POST", path, headers, body: body.into() }
}

#[tokio::test]
async fn an_over_long_note_is_refused_and_the_old_one_stays() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let address = urls::lesson(&server.library().lessons[0].id);
    let note = format!("{address}/note");
    let full = "é".repeat(20_000);
    candidate.post(&note, &[("note", &full), ("revision", "0")]).await.is(StatusCode::SEE_OTHER);
    let before = server.dump().await;
    for long in ["é".repeat(20_001), "x".repeat(300_000)] {
        let page = candidate.post(&note, &[("note", &long), ("revision", "1")]).await;
        page.is(StatusCode::PAYLOAD_TOO_LARGE).shows("That is too long").shows("Nothing was changed.");
    }
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn malformed_forms_change_nothing() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let attempt = urls::attempt(&exam);
    let note = format!("{}/note", urls::lesson(&server.library().lessons[0].id));
    let form = [("sec-fetch-site", "same-origin"), ("content-type", FORM)];
    let text = [("sec-fetch-site", "same-origin"), ("content-type", "text/plain")];
    let upload = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    let bare = [("sec-fetch-site", "same-origin")];
    let before = server.dump().await;
    for (path, headers, body, status) in [
        (attempt.as_str(), &form[..], "item=0&sequence=1&key=k", 400),
        (&attempt, &form, "item=1&sequence=-1&key=k", 400),
        (&attempt, &form, "item=1&sequence=4503599627370496&key=k", 400),
        (&attempt, &form, "item=1&sequence=1", 400),
        (&attempt, &form, "item=99999&sequence=1&key=k&choice=0", 400),
        (&attempt, &form, "item=41&sequence=1&key=k&choice=0&go=next", 400),
        (&attempt, &form, "", 400),
        (&note, &form, "note=a%00b&revision=0", 400),
        (&note, &form, "note=only", 400),
        (&note, &text, "note=a&revision=0", 415),
        (&note, &upload, "--x--", 415),
        (&note, &bare, "note=a&revision=0", 415),
    ] {
        let page = candidate.send(posted(path, headers, body)).await;
        assert_eq!(page.status.as_u16(), status, "{path} {body}: {}", page.words());
        page.shows("Nothing was changed");
    }
    let page = candidate.send(posted(&note, &form, vec![b'n', b'=', 0xff, 0xfe])).await;
    page.is(StatusCode::BAD_REQUEST).shows("The form could not be read");
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn unknown_things_are_not_found() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let lesson = &server.library().lessons[0];
    let before = server.dump().await;
    for path in [
        "/no/such/page".to_owned(),
        urls::lesson("f-nothing"),
        urls::lesson("..%2f..%2fetc%2fpasswd"),
        urls::clause("2018", "99.9"),
        urls::clause("2018", "x"),
        urls::clause("1999", "4"),
        urls::attempt("nothing"),
        urls::review("nothing"),
        urls::result("0198f000-0000-7000-8000-000000000000"),
        urls::practice("nothing", 1),
        "/assets/nothing.js".to_owned(),
    ] {
        let page = candidate.get(&path).await;
        page.is(StatusCode::NOT_FOUND).shows("There is nothing at this address");
    }
    for (path, fields) in [
        (urls::check(&lesson.id, "f-nothing-1"), vec![("choice", "0")]),
        (urls::check("f-nothing", &lesson.checks[0].id), vec![("choice", "0")]),
        (urls::EXAM.to_owned(), vec![("scheme", "nothing")]),
        (urls::EXAM.to_owned(), vec![("scheme", "apmg-20000-auditor")]),
        (urls::PRACTICE.to_owned(), vec![("from", "nothing")]),
        (urls::submit("nothing"), vec![]),
        (urls::SESSIONS.to_owned(), vec![("session", "nothing")]),
    ] {
        candidate.post(&path, &fields).await.is(StatusCode::NOT_FOUND);
    }
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn odd_questions_in_an_address_harm_nothing() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let set = candidate.start_practice("support", 2).await;
    for (query, status) in [("q=0", 200), ("q=99", 200), ("q=18446744073709551615", 200), ("q=x", 400), ("q=-1", 400)] {
        for path in [urls::attempt(&exam), format!("{}/{set}", urls::PRACTICE)] {
            let page = candidate.get(&format!("{path}?{query}")).await;
            assert_eq!(page.status.as_u16(), status, "{path}?{query}: {}", page.words());
        }
    }
}

#[tokio::test]
async fn the_server_function_takes_only_what_the_island_sends() {
    let server = Server::start().await;
    let mut owner = Candidate::on(&server, "Ada Quill").await;
    let exam = owner.start_exam().await;
    let mut stranger = Candidate::on(&server, "Ben Oak").await;
    let act = Act::Flag { item: 0 };
    let save = serde_json::json!({ "attempt": exam, "save": { "key": "k", "sequence": 1, "act": act } });
    let before = server.dump().await;

    let foreign = stranger.call(SAVE, &save).await;
    let absent = serde_json::json!({ "attempt": "nothing", "save": save["save"] });
    let absent = stranger.call(SAVE, &absent).await;
    assert_eq!(foreign.normalised(), absent.normalised());
    foreign.is(StatusCode::OK).shows("\"reply\":\"signed_out\"");
    let nobody = Anonymous::on(&server).call(SAVE, &save).await;
    nobody.is(StatusCode::OK).shows("\"reply\":\"signed_out\"");

    let ours = ("sec-fetch-site", "same-origin");
    for (kind, body) in [
        ("application/json", "{"),
        ("application/json", "[]"),
        ("application/json", "{\"attempt\":\"x\"}"),
        ("application/json", ""),
        (FORM, "attempt=x&save[key]=k&save[sequence]=1&save[act][act]=flag&save[act][item]=0"),
        ("text/plain", &save.to_string()),
    ] {
        let page = owner.send(posted(SAVE, &[ours, ("content-type", kind)], body)).await;
        assert!(page.status.is_client_error(), "{kind} {body}: {} {}", page.status, page.body);
        assert!(
            !page.body.contains("serde") && !page.body.contains("line 1"),
            "inner words reach the client: {}",
            page.body
        );
    }
    let get = Errand { method: "GET", path: SAVE, headers: &[ours], body: Vec::new() };
    owner.send(get).await.is(StatusCode::METHOD_NOT_ALLOWED);
    let long = serde_json::json!({ "attempt": "x".repeat(300_000), "save": save["save"] });
    let (long, length) = (long.to_string(), long.to_string().len().to_string());
    let told = [ours, ("content-type", "application/json"), ("content-length", length.as_str())];
    owner.send(posted(SAVE, &told, long.clone())).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    owner.send(posted(SAVE, &told[..2], long)).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(server.dump().await, before);
}

#[tokio::test]
async fn a_locked_database_says_so_and_loses_nothing() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    candidate.press(&exam, 1, Some(1), "next").await;
    let open = candidate.get(&urls::question(&exam, 2)).await;
    let pool = server.sql().await;
    let mut lock = pool.acquire().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *lock).await.unwrap();
    let page = candidate.press_on(&open, &exam, Some(2), "next").await;
    page.is(StatusCode::SERVICE_UNAVAILABLE).shows("Not saved: the database does not answer").shows("quote");
    candidate.get(&urls::question(&exam, 1)).await.is(StatusCode::OK).shows("1 answered");
    sqlx::query("ROLLBACK").execute(&mut *lock).await.unwrap();
    let page = candidate.press_on(&open, &exam, Some(2), "next").await;
    assert_eq!(page.location(), urls::question(&exam, 3));
    candidate.get(&urls::question(&exam, 2)).await.shows("2 answered");
}

#[tokio::test]
async fn what_was_typed_outlives_the_session() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let note = format!("{}/note", urls::lesson(&server.library().lessons[0].id));
    let typed = "Two hours of thought about scope, <b>typed</b> in one go.";
    let fields = [("note", typed), ("revision", "0")];
    let kept = Anonymous::on(&server).post(&note, &fields).await;
    kept.is(StatusCode::UNAUTHORIZED).shows("You are signed out, so this was not saved yet").hides("<b>typed</b>");
    kept.shows(typed);
    assert!(kept.body.contains(&format!("action=\"{note}\"")), "the form goes where it went before");
    assert_eq!(kept.field("revision"), "0");
    candidate.post(&note, &fields).await.is(StatusCode::SEE_OTHER);
    let secret = [("current", "velvet tram over marsh"), ("password", "another tram over marsh")];
    let page = Anonymous::on(&server).post(urls::PASSWORD, &secret).await;
    assert!(page.location().starts_with(urls::SIGN_IN), "a password is never handed back");
}
