//! A browser: keeps cookies and says where its requests come from.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt;
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
        let body = body.collect().await.expect("the body is complete").to_bytes();
        let body = String::from_utf8(body.to_vec()).expect("everything we send is text");
        Page { status: parts.status, headers: parts.headers, body }
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
