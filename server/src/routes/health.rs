//! For whatever watches the server.

use axum::extract::State;
use axum::http::StatusCode;
use store::Check;

use crate::state::App;

/// The process answers.
pub async fn live() -> &'static str {
    "live\n"
}

/// The database answers too.
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.site().store.check().await {
        Ok(Check::Ready) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
