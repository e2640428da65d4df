//! Changes are taken only from our own pages.
//!
//! tower-http's layer judges Sec-Fetch-Site or Origin. Our own rule goes further: whatever of the two is there must be
//! ours, and a request that changes something and carries neither is refused, since every browser that we support sends
//! one of them.

use app::urls;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::App;
use crate::stop::Stop;

/// Refuses unsafe requests that come from elsewhere or say nothing of where they come from.
pub async fn must_be_ours(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_one_click(&request) || is_ours(request.headers(), &app.0.public_url) {
        next.run(request).await
    } else {
        Stop::Foreign.into_response()
    }
}

/// A mail program that turns mail off for its reader (RFC 8058) is no browser and says nothing of where it comes from. It needs no session
/// either: the token in the address is all the proof there is, so nobody can be tricked into it.
fn is_one_click(request: &Request) -> bool {
    let says = |name: &str| request.headers().get(name).is_some_and(|value| !value.is_empty());
    let token = request.uri().path().strip_prefix(urls::UNSUBSCRIBE).and_then(|rest| rest.strip_prefix('/'));
    token.is_some_and(|token| !token.contains('/')) && !says("sec-fetch-site") && !says("origin")
}

/// A browser that sends no referrer gives its origin as `null`; then Sec-Fetch-Site alone must speak for it.
fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok()).filter(|value| !value.is_empty());
    let (site, origin, host) = (value("sec-fetch-site"), value("origin"), value(header::HOST.as_str()));
    let is_own = |origin: &str| {
        let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        origin == public_url || authority.is_some_and(|authority| Some(authority) == host)
    };
    match (site, origin) {
        (Some("same-origin" | "none"), None | Some("null")) => true,
        (None | Some("same-origin" | "none"), Some(origin)) => is_own(origin),
        _ => false,
    }
}
