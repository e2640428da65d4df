//! Changes are taken only from our own pages.
//!
//! tower-http's layer judges Sec-Fetch-Site and Origin. Our own rule goes further: a request that changes something and
//! carries neither is refused, since every browser that we support sends one of them.

use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::stop::Stop;

/// Refuses unsafe requests that say nothing of where they come from.
pub async fn must_be_told(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let told = request.headers().contains_key("sec-fetch-site") || request.headers().contains_key(header::ORIGIN);
    if safe || told { next.run(request).await } else { Stop::Foreign.into_response() }
}
