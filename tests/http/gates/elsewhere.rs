//! Every changing route with every claim of where the request comes from: only our own pages change anything.

use axum::http::StatusCode;

use super::world::{JSON, Use, insiders, nobody, uses};
use crate::browser::{Errand, FORM};
use crate::server::{ORIGIN, Server};

const SITES: [Option<&str>; 7] =
    [None, Some(""), Some("cross-site"), Some("same-site"), Some("none"), Some("same-origin"), Some("nonsense")];
const ORIGINS: [Option<&str>; 7] = [
    None,
    Some(""),
    Some("null"),
    Some(ORIGIN),
    Some("https://evil.example"),
    Some("http://127.0.0.1:3001"),
    Some("https://127.0.0.1:3000.evil.example"),
];
const KINDS: [Option<&str>; 5] =
    [None, Some(FORM), Some("text/plain"), Some("multipart/form-data; boundary=x"), Some(JSON)];

/// What the headers claim, judged independently of the server.
fn is_ours(site: Option<&str>, origin: Option<&str>) -> bool {
    let site = site.filter(|site| !site.is_empty());
    let origin = origin.filter(|origin| !origin.is_empty());
    match (site, origin) {
        (Some("same-origin" | "none"), None | Some("null")) => true,
        (None | Some("same-origin" | "none"), Some(origin)) => origin == ORIGIN,
        _ => false,
    }
}

/// What a request says of where it comes from and what it carries.
struct Claim {
    is_ours: bool,
    /// It says nothing at all, as programs that are no browsers do.
    is_silent: bool,
    kind: Option<&'static str>,
    headers: Vec<(&'static str, &'static str)>,
}

/// Every claim of origin with every content type.
fn claims() -> Vec<Claim> {
    let mut claims = Vec::new();
    for site in SITES {
        for origin in ORIGINS {
            for kind in KINDS {
                let named = [("sec-fetch-site", site), ("origin", origin), ("content-type", kind)];
                let headers = named.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
                let is_silent = [site, origin].iter().all(|said| said.is_none_or(str::is_empty));
                claims.push(Claim { is_ours: is_ours(site, origin), is_silent, kind, headers });
            }
        }
    }
    claims
}

fn changing(uses: Vec<Use>) -> Vec<Use> {
    let mut seen = std::collections::BTreeSet::new();
    let posts = uses.into_iter().filter(|one| one.method == "POST").filter(|one| seen.insert(one.route));
    posts.collect()
}

#[tokio::test]
async fn nothing_changes_from_elsewhere() {
    let server = Server::start().await;
    let (mut insiders, belongings) = insiders(&server).await;
    let uses = changing(uses(&server, &belongings));
    assert!(uses.len() > 18, "there are changing routes");
    for one in &uses {
        let before = server.dump().await;
        let foreign = |claim: &&Claim| !(claim.is_ours || claim.is_silent && one.is_one_click());
        for Claim { headers, .. } in claims().iter().filter(foreign) {
            let page = one.with(insiders.who(one), headers).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{one:?} with {headers:?}");
        }
        assert_eq!(server.dump().await, before, "{one:?} changed something from elsewhere");
    }
}

/// RFC 8058: a mail program turns mail off for its reader, in either encoding, without a session.
#[tokio::test]
async fn one_click_is_taken_from_anywhere_and_turns_off_one_kind_for_one_address() {
    let server = Server::start().await;
    let (_, belongings) = insiders(&server).await;
    let email = crate::people::address(super::world::OWNER);
    let unwanted = async || server.store().unwanted_mail(&email).await.expect("the store answers");
    let uses = uses(&server, &belongings);
    let one = uses.iter().find(|one| one.is_one_click()).expect("there is such a route");
    let others =
        |dump: Vec<String>| dump.into_iter().filter(|line| !line.starts_with("mail_preference: ")).collect::<Vec<_>>();
    let before = others(server.dump().await);
    assert_eq!(unwanted().await, []);
    for kind in [FORM, "multipart/form-data; boundary=x"] {
        let body = match kind {
            FORM => "List-Unsubscribe=One-Click".to_owned(),
            _ => "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"
                .to_owned(),
        };
        let headers = [("content-type", kind)];
        let errand = Errand { method: "POST", path: &one.path, headers: &headers, body: body.into_bytes() };
        nobody(&server).send(errand).await.is(StatusCode::OK).shows("They are turned off").hides(&email);
        assert_eq!(unwanted().await, [store::MailKind::ExpiryReminder]);
        assert_eq!(others(server.dump().await), before, "and nothing else");
    }
    for absent in ["/unsubscribe/70ce", "/unsubscribe/", "/unsubscribe"] {
        let errand = Errand { method: "POST", path: absent, headers: &[], body: Vec::new() };
        assert!(nobody(&server).send(errand).await.status.is_client_error(), "{absent}");
    }
}

#[tokio::test]
async fn nothing_changes_by_another_content_type() {
    let server = Server::start().await;
    let (mut insiders, belongings) = insiders(&server).await;
    let uses = changing(uses(&server, &belongings));
    for one in uses.iter().filter(|one| !one.body.is_empty()) {
        let before = server.dump().await;
        let other = |claim: &&Claim| claim.is_ours && claim.kind != Some(one.kind);
        for Claim { headers, .. } in claims().iter().filter(other) {
            let page = one.with(insiders.who(one), headers).await;
            assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{one:?} with {headers:?}");
        }
        assert_eq!(server.dump().await, before, "{one:?} changed something");
    }
}

#[tokio::test]
async fn our_own_pages_are_believed() {
    let server = Server::start().await;
    let (mut insiders, belongings) = insiders(&server).await;
    for one in changing(uses(&server, &belongings)) {
        let own = |claim: &&Claim| claim.is_ours && claim.kind == Some(one.kind);
        for Claim { headers, .. } in claims().iter().filter(own) {
            let page = one.with(&mut insiders.who(&one).clone(), headers).await;
            assert_ne!(page.status, StatusCode::FORBIDDEN, "{one:?} with {headers:?}");
        }
    }
}

#[tokio::test]
async fn nothing_changes_by_reading_or_by_other_methods() {
    let server = Server::start().await;
    let (mut insiders, belongings) = insiders(&server).await;
    let before = server.dump().await;
    for one in uses(&server, &belongings) {
        if one.method == "GET" {
            one.by(insiders.who(&one)).await;
            one.by(&mut nobody(&server)).await;
        }
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", one.kind)];
        for method in ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"] {
            let body = one.body.clone().into_bytes();
            let page = insiders.who(&one).send(Errand { method, path: &one.path, headers: &headers, body }).await;
            assert!(method == "HEAD" || page.status.is_client_error(), "{method} {one:?}: {}", page.status);
        }
        assert_eq!(server.dump().await, before, "{one:?} changed something");
    }
}
