//! How long a body may be: as long as a form, and for staff lists, questions and evidence as long as a file.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;

use crate::fields;
use crate::stop::Stop;

/// Longest upload, in bytes: a file of 10 MB with what a browser writes around it, and a little more, so that a file that is
/// slightly too large is told so in words of its own.
const UPLOAD: usize = 11 << 20;

/// The layer.
pub async fn limit(request: Request, next: Next) -> Response {
    let most = if is_upload(&request) { UPLOAD } else { fields::LONGEST };
    let told = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if told.is_some_and(|told| told > most as u64) {
        return Stop::TooLong.into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, most)))).await
}

fn is_upload(request: &Request) -> bool {
    let path = request.uri().path();
    let parts = path.split('/').skip(1).collect::<Vec<_>>();
    let is_list = matches!(parts[..], ["organisations", _, "import"] | ["cohorts", _, "people", "file"]);
    let is_questions = path == app::urls::BANK_IMPORT;
    request.method() == Method::POST && (is_list || is_questions || path.ends_with("/evidence"))
}
