//! Every response carries the policy and the security headers; every page obeys the policy.

use std::collections::BTreeSet;

use app::urls;
use axum::http::StatusCode;

use super::world::{insiders, nobody, owner, uses};
use crate::browser::{Errand, FORM};
use crate::page::Page;
use crate::people::{Anonymous, Candidate, PASSWORD};
use crate::server::Server;

const HEADERS: [(&str, &str); 3] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Besides, on pages.
const OF_PAGES: [(&str, &str); 3] = [
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// All that was checked so far.
#[derive(Default)]
struct Inspector {
    nonces: BTreeSet<String>,
    statuses: BTreeSet<u16>,
    scripts: usize,
}

impl Inspector {
    fn inspect(&mut self, what: &str, page: &Page) {
        self.statuses.insert(page.status.as_u16());
        let kind = page.header("content-type");
        if kind.is_empty() || kind.starts_with("text/html") {
            self.inspect_page(what, page);
        } else {
            let policy = page.header("content-security-policy");
            assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'; sandbox", "{what}");
        }
        assert_eq!(page.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
        for (name, value) in HEADERS {
            assert_eq!(page.header(name), value, "{what}: {name}");
        }
        assert_eq!(page.header("x-request-id").len(), 16, "{what}");
        assert!(!page.header("cache-control").is_empty(), "{what}: cache-control is missing");
        assert_eq!(page.header("server"), "", "{what}");
    }

    fn inspect_page(&mut self, what: &str, page: &Page) {
        let nonce = page.nonce();
        assert!(nonce.len() >= 22 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit()), "{what}: nonce {nonce:?}");
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
             form-action 'self'; frame-ancestors 'none'"
        );
        assert_eq!(page.header("content-security-policy"), policy, "{what}");
        assert!(self.nonces.insert(nonce.to_owned()), "{what}: a nonce was used twice");
        for (name, value) in OF_PAGES {
            assert_eq!(page.header(name), value, "{what}: {name}");
        }
        self.obeys(what, page);
    }

    /// The page needs nothing that its policy refuses.
    fn obeys(&mut self, what: &str, page: &Page) {
        for tag in page.tags() {
            if tag.name == "script" {
                assert_eq!(tag.get("nonce"), Some(page.nonce()), "{what}: {tag:?}");
                self.scripts += 1;
            }
            assert!(!["style", "base", "iframe", "object", "embed"].contains(&tag.name.as_str()), "{what}: {tag:?}");
            for (name, value) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{what}: {name} in {tag:?}");
                let loads = ["src", "srcset", "poster", "data", "action", "formaction"].contains(&name.as_str())
                    || (name == "href" && (tag.name == "link" || tag.name == "use"));
                let local = value.starts_with('/') && !value.starts_with("//") || value.starts_with('#');
                assert!(!loads || local, "{what}: {name}={value}");
                assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{what}: {value}");
            }
        }
    }
}

#[tokio::test]
async fn every_route_carries_the_policy_and_obeys_it() {
    let server = Server::start().await;
    let (mut insiders, belongings) = insiders(&server).await;
    let mut inspector = Inspector::default();
    let uses = uses(&server, &belongings);
    for one in &uses {
        inspector.inspect(&format!("nobody, {one:?}"), &one.by(&mut nobody(&server)).await);
        let head = Errand { method: "HEAD", path: &one.path, headers: &[], body: Vec::new() };
        inspector.inspect(&format!("HEAD {}", one.path), &insiders.who(one).send(head).await);
    }
    for one in uses.iter().filter(|one| one.method == "GET") {
        inspector.inspect(&format!("an insider, {one:?}"), &one.by(insiders.who(one)).await);
    }
    for one in uses.iter().filter(|one| one.method == "POST") {
        inspector.inspect(&format!("an insider, {one:?}"), &one.by(&mut insiders.who(one).clone()).await);
    }
    assert!(inspector.scripts > 30, "pages have scripts");
    for lesson in &server.library().lessons {
        let mut reader = Candidate::on(&server, "Some Reader").await;
        let page = reader.get(&urls::lesson(&lesson.id)).await;
        inspector.inspect(lesson.id.as_str(), &page);
    }
}

#[tokio::test]
async fn every_refusal_carries_the_policy_and_obeys_it() {
    let server = Server::start().await;
    let (mut owner, belongings) = owner(&server).await;
    let mut inspector = Inspector::default();
    let form = [("sec-fetch-site", "same-origin"), ("content-type", FORM)];
    let note = format!("{}/note", urls::lesson(&server.library().lessons[0].id));
    let attempt = urls::attempt(&belongings.running);
    let errand = |method, path, headers, body: &str| Errand { method, path, headers, body: body.as_bytes().to_vec() };
    let long = "x".repeat(300_000);
    for (status, errand) in [
        (404, errand("GET", "/nothing", &form[..0], "")),
        (404, errand("POST", "/nothing", &form, "")),
        (404, errand("GET", "/api/nothing", &form[..0], "")),
        (405, errand("POST", urls::ABOUT, &form, "")),
        (405, errand("GET", urls::SIGN_OUT, &form[..0], "")),
        (403, errand("POST", urls::SIGN_OUT, &form[1..], "")),
        (400, errand("POST", &attempt, &form, "item=1")),
        (409, errand("POST", &note, &form, "note=Other&revision=0")),
        (413, errand("POST", &note, &form, &long)),
        (413, errand("POST", &note, &[form[0], form[1], ("content-length", "300000")], &long)),
        (415, errand("POST", &note, &[form[0], ("content-type", JSON_TEXT)], "{}")),
        (422, errand("POST", urls::CREDITS, &form, "qualification=none")),
        (400, errand("GET", &format!("{attempt}?q=x"), &form[..0], "")),
    ] {
        let what = format!("{} {}", errand.method, errand.path);
        let page = owner.send(errand).await;
        assert_eq!(page.status.as_u16(), status, "{what}: {}", page.words());
        inspector.inspect(&what, &page);
    }
    let mut guesser = Anonymous::on(&server);
    for _ in 0..6 {
        let page = guesser.try_sign_in("nobody@example.org", PASSWORD).await;
        inspector.inspect("a guess", &page);
    }
    let broken = "UPDATE study_record SET body = 'not JSON: Canary secret'";
    sqlx::query(broken).execute(&server.sql().await).await.unwrap();
    let page = owner.get(urls::DASHBOARD).await;
    page.is(StatusCode::INTERNAL_SERVER_ERROR).shows("It is our fault").shows(page.header("x-request-id"));
    page.hides("study_record").hides("expected").hides("secret");
    inspector.inspect("a defect", &page);
    let statuses = inspector.statuses.iter().copied().collect::<Vec<_>>();
    assert_eq!(statuses, [400, 403, 404, 405, 409, 413, 415, 422, 429, 500]);
}

const JSON_TEXT: &str = super::world::JSON;
