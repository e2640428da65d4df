//! A browser: keeps cookies and says where its requests come from.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use axum::http::response::Parts;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use tokio::time::timeout;
use tower::ServiceExt;

use crate::page::Page;
use crate::server::Server;

pub const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Clone)]
pub struct Browser<'s> {
    pub server: &'s Server,
    pub cookies: BTreeMap<String, String>,
}

/// A request in the making.
pub struct Errand<'a> {
    pub method: &'a str,
    pub path: &'a str,
    /// Headers besides the cookies.
    pub headers: &'a [(&'a str, &'a str)],
    pub body: Vec<u8>,
}

impl<'s> Browser<'s> {
    pub fn new(server: &'s Server) -> Self {
        Self { server, cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Errand { method: "GET", path, headers: &[("sec-fetch-site", "none")], body: Vec::new() }).await
    }

    /// Posts a form of one of our pages.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", FORM)];
        self.send(Errand { method: "POST", path, headers: &headers, body: encoded(fields).into_bytes() }).await
    }

    /// Posts a form and follows where it leads.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        self.follow(page).await
    }

    pub async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            if !page.status.is_redirection() {
                return page;
            }
            let location = page.location().split('#').next().unwrap_or_default().to_owned();
            page = self.get(&location).await;
        }
        panic!("redirected in circles, last to {}", page.location())
    }

    /// Calls a server function as the islands do.
    pub async fn call(&mut self, path: &str, json: &serde_json::Value) -> Page {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        self.send(Errand { method: "POST", path, headers: &headers, body: json.to_string().into_bytes() }).await
    }

    pub async fn send(&mut self, errand: Errand<'_>) -> Page {
        let (parts, mut body) = self.open(errand).await;
        let body = match is_stream(&parts.headers) {
            // What goes on for ever is read up to its first message.
            true => body.frame().await.and_then(|frame| frame.ok()?.into_data().ok()).unwrap_or_default(),
            false => body.collect().await.expect("the body is complete").to_bytes(),
        };
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let is_binary = kind.is_some_and(|kind| kind == "application/pdf" || kind == "application/zip");
        let body = match is_binary {
            true => String::from_utf8_lossy(&body).into_owned(),
            false => String::from_utf8(body.to_vec()).expect("everything else that we send is text"),
        };
        Page { status: parts.status, headers: parts.headers, body }
    }

    /// Listens to what a page is told.
    pub async fn listen(&mut self, path: &str) -> Told {
        let (parts, body) = self.open(Errand { method: "GET", path, headers: &[], body: Vec::new() }).await;
        assert!(is_stream(&parts.headers), "{path} tells nothing: {}", parts.status);
        Told(body)
    }

    /// Gets what need not be text.
    pub async fn bytes(&mut self, path: &str) -> (StatusCode, Vec<u8>) {
        let (parts, body) = self.open(Errand { method: "GET", path, headers: &[], body: Vec::new() }).await;
        (parts.status, body.collect().await.expect("the body is complete").to_bytes().to_vec())
    }

    async fn open(&mut self, errand: Errand<'_>) -> (Parts, Body) {
        let mut request = Request::builder().method(errand.method).uri(errand.path).header("host", "127.0.0.1:3000");
        for (name, value) in errand.headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            request = request.header(header::COOKIE, pairs.collect::<Vec<_>>().join("; "));
        }
        let request = request.body(Body::from(errand.body)).expect("the request is sound");
        let response = self.server.router().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        (parts, body)
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let line = value.to_str().expect("cookies are plain text");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name and a value");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn is_stream(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream")
}

/// What a page is told without asking, message by message.
pub struct Told(Body);

impl Told {
    /// The next message, which comes within two seconds; nothing when the server has ended it.
    pub async fn next<T: DeserializeOwned>(&mut self) -> Option<T> {
        let message = self.text().await?;
        Some(serde_json::from_str(&message).expect("messages are JSON"))
    }

    /// The same of a message that is text.
    pub async fn text(&mut self) -> Option<String> {
        let frame = timeout(Duration::from_secs(2), self.0.frame()).await.expect("something is told in time")?;
        let data = frame.expect("the stream is sound").into_data().ok()?;
        let text = std::str::from_utf8(&data).expect("messages are text");
        let message = text.strip_prefix("data: ").unwrap_or_else(|| panic!("no message: {text}"));
        Some(message.trim().to_owned())
    }
}

/// Fields as browsers encode them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => char::from(byte).to_string(),
                b' ' => "+".to_owned(),
                _ => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}
