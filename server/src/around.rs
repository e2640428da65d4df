//! Around every response: a request id, the security headers, and pages for what went wrong.

use app::pages::again::{Again, Reason};
use app::pages::message::Message;
use app::shell::{Frame, document};
use app::urls;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tracing::Instrument;

use crate::entropy;
use crate::kept::Kept;
use crate::state::App;
use crate::stop::Stop;

/// What belongs to one request.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Names the request in the log and to the person.
    pub id: String,
    /// The nonce of the content security policy.
    pub nonce: String,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Stop> {
        parts.extensions.get::<Self>().cloned().ok_or(Stop::Internal)
    }
}

/// The layer.
pub async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let visit = Visit { id: entropy::hex::<8>(), nonce: entropy::hex::<16>() };
    let span = tracing::info_span!("request", id = %visit.id, method = %request.method(), path = %logged(request.uri().path()));
    let is_api = request.uri().path().starts_with("/api/");
    let path = request.uri().path().to_owned();
    let is_head = request.method() == Method::HEAD;
    request.extensions_mut().insert(visit.clone());
    let (mut response, kept) = match Kept::of(request).await {
        Ok((request, kept)) => (next.run(request).instrument(span.clone()).await, kept),
        Err(stop) => (stop.into_response(), Kept::default()),
    };
    if let Some(stop) = why(&mut response) {
        tracing::debug!(parent: &span, ?stop, "stopped");
        response = if is_api {
            plain(&stop)
        } else if kept.is_worth_keeping(&stop) {
            again(&app, &visit, &stop, kept)
        } else {
            page(&app, &visit, &stop, &path)
        };
    }
    if is_head {
        *response.body_mut() = axum::body::Body::empty();
    }
    set_headers(response.headers_mut(), &visit, app.0.secure);
    response
}

/// A path as the log may keep it: without the token of a link or the code of a certificate.
fn logged(path: &str) -> &str {
    ["/audit/", "/badges/take/", "/calendar/", "/class/", "/setup/", "/join/", "/unsubscribe/", "/verify/"]
        .into_iter()
        .find(|prefix| path.starts_with(prefix))
        .unwrap_or(path)
}

/// What a response says went wrong; also statuses that axum and its layers made without our words.
fn why(response: &mut Response) -> Option<Stop> {
    if let Some(stop) = response.extensions_mut().remove::<Stop>() {
        return Some(stop);
    }
    if response.extensions().get::<Worded>().is_some() {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some(Stop::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Stop::Method),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Stop::TooLong),
        StatusCode::FORBIDDEN => Some(Stop::Foreign),
        StatusCode::BAD_REQUEST => Some(Stop::Malformed),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Stop::Internal),
        _ => None,
    }
}

/// Marks a response whose status is an error and whose page is already written.
#[derive(Clone, Copy)]
pub struct Worded;

fn plain(stop: &Stop) -> Response {
    let status = if matches!(stop, Stop::SignIn(_)) { StatusCode::UNAUTHORIZED } else { stop.status() };
    (status, stop.words().1).into_response()
}

/// Hands back what was typed, ready to be sent again.
fn again(app: &App, visit: &Visit, stop: &Stop, kept: Kept) -> Response {
    let (reason, status) = match stop {
        Stop::SignIn(_) => (Reason::SignedOut, StatusCode::UNAUTHORIZED),
        _ => (Reason::Unavailable, stop.status()),
    };
    let frame = Frame { title: "Not saved yet".to_owned(), description: stop.words().1, ..Frame::default() };
    let Kept { action, fields } = kept;
    let request = (reason == Reason::Unavailable).then(|| visit.id.clone());
    let html = document(app.site(), None, &visit.nonce, frame, || {
        view! { <Again reason=reason action=action fields=fields request=request /> }
    });
    (status, Html(html)).into_response()
}

fn page(app: &App, visit: &Visit, stop: &Stop, path: &str) -> Response {
    if let Stop::SignIn(back) = stop {
        let next = form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>();
        return Redirect::to(&format!("{}?next={next}", urls::SIGN_IN)).into_response();
    }
    let (heading, text) = stop.words();
    let way_on = match stop {
        Stop::Wait(_) => (urls::SIGN_IN.to_owned(), "Back to signing in".to_owned()),
        Stop::NotFound | Stop::Internal | Stop::Busy | Stop::NoFiles | Stop::Altered => {
            (urls::HOME.to_owned(), "Go to the start page".to_owned())
        }
        _ => (path.to_owned(), "Open the page again".to_owned()),
    };
    let frame = Frame { title: heading.to_owned(), description: text.clone(), ..Frame::default() };
    // The same bytes for everyone: a foreign object must look exactly like an absent one.
    let request =
        matches!(stop, Stop::Internal | Stop::NoFiles | Stop::Altered | Stop::Unavailable).then(|| visit.id.clone());
    let html = document(app.site(), None, &visit.nonce, frame, || {
        view! { <Message heading=heading.to_owned() text=text way_on=way_on request=request /> }
    });
    let mut response = (stop.status(), Html(html)).into_response();
    let again = match stop {
        Stop::Wait(seconds) => Some(*seconds),
        Stop::Busy | Stop::NoFiles => Some(5),
        Stop::Crowded => Some(60),
        _ => None,
    };
    if let Some(seconds) = again {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn set_headers(headers: &mut HeaderMap, visit: &Visit, secure: bool) {
    let is_page = headers.get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/html"));
    let policy = if is_page { page_policy(visit) } else { HeaderValue::from_static(NO_PAGE) };
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    let id = HeaderValue::from_str(&visit.id).expect("an id is hexadecimal");
    headers.insert(HeaderName::from_static("x-request-id"), id);
    for (name, value) in ALL.iter().chain(PAGES.iter().filter(|_| is_page)) {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

fn page_policy(visit: &Visit) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        visit.nonce
    );
    HeaderValue::from_str(&policy).expect("a nonce is hexadecimal")
}

/// The policy of what is no page: opened by itself, it may load nothing.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

const ALL: [(&str, &str); 3] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// What means something to pages alone; elsewhere it would only be weight.
const PAGES: [(&str, &str); 3] = [
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// A page of ours, with a status.
pub fn html(status: StatusCode, html: String) -> Response {
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(Worded);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_no_token() {
        let secret = ["/audit/0123/pdf", "/setup/0123", "/join/0123", "/unsubscribe/0123", "/verify/K7QM"];
        assert_eq!(secret.map(logged), ["/audit/", "/setup/", "/join/", "/unsubscribe/", "/verify/"]);
        assert_eq!(["/calendar/0123", "/class/invitation/0123"].map(logged), ["/calendar/", "/class/"]);
        assert_eq!(["/badges/take/0123", "/badges/issuer"].map(logged), ["/badges/take/", "/badges/issuer"]);
        assert_eq!(["/course", "/auditors", "/classes/a"].map(logged), ["/course", "/auditors", "/classes/a"]);
    }
}
