//! What programs read that check badges: the issuer with its keys, and which badges were withdrawn.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::attachment::CREDENTIAL;
use crate::badges;
use crate::state::App;
use crate::stop::Stop;

/// Five minutes, after which a new key or a withdrawn badge is known everywhere.
const KEPT: &str = "public, max-age=300";

pub async fn issuer(State(app): State<App>) -> Result<Response, Stop> {
    let document = badges::issuer(&app).await?.ok_or(Stop::NotFound)?;
    Ok(published("application/ld+json", document.to_string()))
}

pub async fn withdrawn(State(app): State<App>, Path(list): Path<String>) -> Result<Response, Stop> {
    // One address for each list: a number is written in one way.
    let number = list.parse::<u32>().ok().filter(|number| number.to_string() == list);
    let text = badges::withdrawn(&app, number.ok_or(Stop::NotFound)?).await?.ok_or(Stop::NotFound)?;
    Ok(published(CREDENTIAL, text.to_string()))
}

/// What every program may read, those that run inside other sites' pages too.
fn published(kind: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(KEPT)),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    ];
    (headers, text).into_response()
}
