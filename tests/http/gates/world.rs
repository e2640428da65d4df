//! A server on which somebody has left something of everything, and how to use each route of the table.

use app::urls;
use clausewise::routes::{Audience, Route, TABLE};
use domain::attempt::Act;

use crate::browser::{Browser, Errand, FORM, encoded};
use crate::page::Page;
use crate::people::{Anonymous, Candidate, PASSWORD, SAVE, SCHEME};
use crate::server::{SETUP, Server};

/// Stands in everything that the owner typed.
pub const CANARY: &str = "Canary";
pub const OWNER: &str = "Canary Owner";
/// An id that nothing has.
pub const ABSENT: &str = "0198f000-0000-7000-8000-000000000000";

pub const JSON: &str = "application/json";

/// What the owner has.
pub struct Belongings {
    pub running: String,
    pub finished: String,
    pub practice: String,
    pub result: String,
    pub session: String,
    pub account: String,
}

impl Belongings {
    /// One thing stands for all, as an absent id does.
    pub fn all(id: &str) -> Self {
        let id = || id.to_owned();
        Self { running: id(), finished: id(), practice: id(), result: id(), session: id(), account: id() }
    }
}

/// Somebody who has something of everything.
pub async fn owner(server: &Server) -> (Candidate<'_>, Belongings) {
    let mut owner = Candidate::on(server, OWNER).await;
    let lesson = urls::lesson(&server.library().lessons[0].id);
    owner.post(&format!("{lesson}/note"), &[("note", "Canary note"), ("revision", "0")]).await;
    let fields = [
        ("level", "foundation"),
        ("institute", "Canary institute"),
        ("awarded_on", "2026-03-18"),
        ("certificate_number", "Canary certificate"),
    ];
    owner.post(urls::CREDITS, &fields).await;
    let finished = owner.start_exam().await;
    owner.press(&finished, 1, Some(1), "flag").await;
    owner.post(&urls::submit(&finished), &[]).await;
    let practice = owner.start_practice("support", 3).await;
    owner.practise(&practice, 1, 1).await;
    let running = owner.start_exam().await;
    owner.press(&running, 2, Some(2), "strike-0").await;
    let account = owner.account(OWNER).await;
    let store = server.store();
    let result = store.official_results(&account).await.expect("the store answers").remove(0).id.to_string();
    let now = clausewise::clock::TimeSource::wall(&*server.time);
    let session = store.sessions(&account, now).await.expect("the store answers").remove(0).id;
    let belongings = Belongings { running, finished, practice, result, session, account: account.to_string() };
    (owner, belongings)
}

/// A request to a route, ready to be sent.
#[derive(Clone, Debug)]
pub struct Use {
    pub route: &'static str,
    pub method: &'static str,
    pub audience: Audience,
    pub path: String,
    pub kind: &'static str,
    pub body: String,
}

impl Use {
    /// Sends it as a page of ours does.
    pub async fn by(&self, browser: &mut Browser<'_>) -> Page {
        let post = [("sec-fetch-site", "same-origin"), ("content-type", self.kind)];
        let headers = if self.method == "POST" { &post[..] } else { &[] };
        self.with(browser, headers).await
    }

    /// Sends it with headers of the test's choice.
    pub async fn with(&self, browser: &mut Browser<'_>, headers: &[(&str, &str)]) -> Page {
        let body = self.body.clone().into_bytes();
        browser.send(Errand { method: self.method, path: &self.path, headers, body }).await
    }
}

/// Every way to use every route, the server function included. Objects in addresses and bodies are the given ones.
pub fn uses(server: &Server, objects: &Belongings) -> Vec<Use> {
    let mut uses = TABLE.iter().flat_map(|route| route_uses(server, objects, route)).collect::<Vec<_>>();
    let save = serde_json::json!({ "key": "stranger", "sequence": 9_000, "act": Act::Flag { item: 0 } });
    for attempt in [&objects.running, &objects.finished, &objects.practice] {
        uses.push(Use {
            route: SAVE,
            method: "POST",
            audience: Audience::Public,
            path: SAVE.to_owned(),
            kind: JSON,
            body: serde_json::json!({ "attempt": attempt, "save": save }).to_string(),
        });
    }
    uses
}

fn route_uses(server: &Server, objects: &Belongings, route: &'static Route) -> Vec<Use> {
    let method = match route.method {
        "get" => "GET",
        "post" => "POST",
        other => panic!("{other} {}: the gates know get and post", route.path),
    };
    let bodies = if method == "POST" { bodies(route.path, objects) } else { vec![String::new()] };
    let paths = paths(server, objects, route.path);
    let pairs = paths.iter().flat_map(|path| bodies.iter().map(move |body| (path.clone(), body.clone())));
    pairs
        .map(|(path, body)| Use { route: route.path, method, audience: route.audience, path, kind: FORM, body })
        .collect()
}

/// The addresses of a route.
fn paths(server: &Server, objects: &Belongings, route: &str) -> Vec<String> {
    let lesson = &server.library().lessons[0];
    let fixed = route
        .replace("{lesson}", lesson.id.as_str())
        .replace("{check}", lesson.checks[0].id.as_str())
        .replace("{edition}", "2018")
        .replace("{number}", "8.6.1")
        .replace("{result}", &objects.result)
        .replace("{token}", SETUP)
        .replace("{file}", "site.css");
    let attempts = [&objects.running, &objects.finished, &objects.practice];
    let paths = match fixed.contains("{attempt}") {
        true if fixed.contains("/practice/") => {
            attempts.iter().map(|id| fixed.replace("{attempt}", id) + "?q=2").collect()
        }
        true => attempts.iter().map(|id| fixed.replace("{attempt}", id)).collect(),
        false => vec![fixed],
    };
    assert!(paths.iter().all(|path| !path.contains('{')), "{route}: say what stands for its parameter");
    paths
}

/// What is posted to a route.
fn bodies(route: &str, objects: &Belongings) -> Vec<String> {
    let fields: Vec<Vec<(&str, &str)>> = match route {
        "/sign-in" => vec![vec![("email", "stranger@example.org"), ("password", PASSWORD)]],
        "/sign-up" | "/setup/{token}" => {
            vec![vec![("name", "Eve Stranger"), ("email", "eve.stranger@example.org"), ("password", PASSWORD)]]
        }
        "/sign-out" | "/course/{lesson}/end" | "/exam/{attempt}/submit" | "/credits/{result}/remove" => vec![vec![]],
        "/dashboard/exam-date" => vec![vec![("exam_date", "2027-02-01")]],
        "/course/{lesson}/checks/{check}" => vec![vec![("choice", "0")]],
        "/course/{lesson}/note" => vec![vec![("note", "Another note"), ("revision", "1")]],
        "/exam" => vec![vec![("scheme", SCHEME)]],
        "/exam/{attempt}" => {
            vec![vec![("item", "1"), ("sequence", "900"), ("key", "stranger"), ("choice", "3"), ("go", "flag")]]
        }
        "/practice" => vec![
            vec![("area", "support"), ("number", "5"), ("which", "new")],
            vec![("from", &objects.finished)],
            vec![("from", &objects.running)],
        ],
        "/practice/{attempt}" => vec![vec![("key", "stranger"), ("choice", "3")]],
        "/credits" => vec![vec![
            ("level", "auditor"),
            ("institute", "Another institute"),
            ("awarded_on", "2026-03-18"),
            ("certificate_number", "4711"),
        ]],
        "/account/password" => vec![vec![("current", PASSWORD), ("password", "copper lantern evening ferry")]],
        "/account/sessions" => vec![vec![("session", &objects.session)]],
        "/account/delete" => vec![vec![("current", PASSWORD)]],
        other => panic!("{other}: say what is posted to it"),
    };
    fields.iter().map(|fields| encoded(fields)).collect()
}

/// A browser without a session.
pub fn nobody(server: &Server) -> Browser<'_> {
    Anonymous::on(server).clone()
}
