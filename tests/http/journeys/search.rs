//! Search, and the page on exams and institutes.

use app::urls;
use axum::http::StatusCode;
use content::{LONGEST_QUERY, SearchGroup};
use domain::scheme::SchemeStatus;

use crate::people::{Anonymous, Candidate};
use crate::server::Server;

#[tokio::test]
async fn anyone_searches_and_lessons_ask_for_the_sign_in() {
    let server = Server::start().await;
    let mut visitor = Anonymous::on(&server);
    let page = visitor.get(&urls::search("8.6.1", None)).await;
    page.is(StatusCode::OK).shows("Lessons, exercises and paths open after you have signed in.");
    let links = page.tags().into_iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect::<Vec<_>>();
    let at = |address: &str| links.iter().position(|link| link == address).unwrap_or_else(|| panic!("no {address}"));
    assert!(at("/clauses/2018/8.6.1") < at("/clauses/2011/8.1"), "the clause itself is first");
    assert!(at("/clauses/2011/8.1") < at("/course/f-incidents-requests"), "clauses stand before lessons");
    visitor.get("/clauses/2018/8.6.1").await.is(StatusCode::OK).shows("Incident management");
    let lesson = visitor.get("/course/f-incidents-requests").await;
    assert!(lesson.location().starts_with("/sign-in?next="));
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    candidate.get(&urls::search("8.6.1", None)).await.shows("results").hides("open after you have signed in");
}

#[tokio::test]
async fn words_are_marked_and_abbreviations_found() {
    let server = Server::start().await;
    let mut visitor = Anonymous::on(&server);
    let page = visitor.get("/search?q=SLA").await;
    page.shows("Service level agreement (SLA)").shows("Glossary").shows("Lessons");
    let marks = page.tags().into_iter().filter(|tag| tag.name == "mark").map(|tag| tag.text).collect::<Vec<_>>();
    assert!(marks.iter().any(|mark| mark == "SLA") && marks.iter().any(|mark| mark == "service level agreement"));
    assert_eq!(page.field("q"), "SLA", "what was typed is shown again");
    assert!(page.tags().iter().any(|tag| tag.is("meta", "name", "robots") && tag.get("content") == Some("noindex")));
    let lessons = visitor.get(&urls::search("service", Some(SearchGroup::Lessons))).await;
    lessons.shows("All results").shows("Another word narrows them down.").hides("id=\"glossary\"");
    visitor.get("/search?q=service&in=nothing").await.is(StatusCode::OK).shows("All");
}

#[tokio::test]
async fn nothing_found_says_what_to_try() {
    let server = Server::start().await;
    let mut visitor = Anonymous::on(&server);
    for address in ["/search", "/search?q=", "/search?q=+++"] {
        visitor.get(address).await.is(StatusCode::OK).shows("A clause by its number").hides("results");
    }
    let page = visitor.get("/search?q=xyzzyx").await;
    page.is(StatusCode::OK).shows("Nothing was found for “xyzzyx”.").shows("the glossary");
    let page = visitor.get("/search?q=incident+manaegment").await;
    page.shows("Nothing has “manaegment”. These are results for “management”.").shows("Incident management");
}

#[tokio::test]
async fn hostile_queries_stay_text() {
    let server = Server::start().await;
    let mut visitor = Anonymous::on(&server);
    for text in
        ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", ".*(a+)+$[", "' OR 1=1 --", "\u{202e}é日本"]
    {
        let page = visitor.get(&urls::search(text, None)).await;
        page.is(StatusCode::OK).hides("<script>alert").hides("<img src=x");
        assert_eq!(page.field("q"), text);
    }
    let long = "x".repeat(LONGEST_QUERY + 1);
    let page = visitor.get(&urls::search(&long, None)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This is longer than 120 characters.");
    assert_eq!(page.field("q"), long, "nothing that was typed is lost");
    visitor.get(&urls::search(&long[1..], None)).await.is(StatusCode::OK);
    visitor.get("/search?q=a&q=b").await.is(StatusCode::BAD_REQUEST);
    visitor.get("/search?q=%00%ff").await.is(StatusCode::OK);
}

#[tokio::test]
async fn every_page_has_the_field_but_the_search_itself_and_exams() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = urls::attempt(candidate.start_exam().await);
    for (address, fields) in
        [(urls::DASHBOARD, 1), (urls::GLOSSARY, 1), ("/search?q=audit", 1), ("/nothing-here", 1), (exam.as_str(), 0)]
    {
        let page = candidate.get(address).await;
        let searches = page.tags().into_iter().filter(|tag| tag.is("form", "role", "search")).count();
        assert_eq!(searches, fields, "{address}");
    }
}

#[tokio::test]
async fn exams_and_institutes_are_told_with_their_sources() {
    let server = Server::start().await;
    let mut visitor = Anonymous::on(&server);
    let page = visitor.get(urls::QUALIFICATIONS).await;
    page.is(StatusCode::OK).shows("ITIL Expert is retired").shows("What could not be confirmed");
    page.shows("Clausewise is independent study software.").shows("26 (65 %)").shows("checked 22 November 2026");
    let library = server.library();
    let mut proxies = 0;
    for exam in library.institutes.institutes.iter().flat_map(|institute| &institute.exams) {
        page.shows(&exam.name);
        let scheme = exam.scheme.as_ref().and_then(|id| library.scheme(id));
        let is_proxy = scheme.is_some_and(|scheme| scheme.status == SchemeStatus::Proxy);
        proxies += usize::from(is_proxy);
    }
    let unknown = page.words().matches("Not known: no source we read gives the figures of this exam.").count();
    assert!(proxies > 0 && unknown > proxies, "figures of a sister exam stand in no cell");
    page.shows("For comparison only, from another exam of the same institute, on ISO/IEC 27001: 4 questions, 80 marks");
    for address in [urls::HOME, urls::ABOUT] {
        let tags = visitor.get(address).await.tags();
        assert!(tags.iter().any(|tag| tag.is("a", "href", urls::QUALIFICATIONS)), "{address} leads there");
    }
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    for address in [urls::COURSE, urls::EXAM, urls::CREDITS] {
        let tags = candidate.get(address).await.tags();
        let links = tags.iter().filter(|tag| tag.is("a", "href", urls::QUALIFICATIONS)).count();
        assert!(links >= 2, "{address} leads there besides the foot of the page");
    }
}
