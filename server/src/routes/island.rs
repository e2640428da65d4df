//! What the exam island calls.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use leptos::prelude::provide_context;

use crate::session::MaybeSignedIn;
use crate::state::App;
use crate::stop::Stop;

/// A server function. It authorises by the viewer that is put into its context here, or finds none.
pub(super) fn server_function() -> MethodRouter<App> {
    async fn handle(
        State(app): State<App>,
        MaybeSignedIn(viewer): MaybeSignedIn,
        request: Request,
    ) -> Result<Response, Stop> {
        let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
        if kind != Some(b"application/json") {
            return Err(Stop::Unsupported);
        }
        let site = app.site().clone();
        let context = move || {
            provide_context(site.clone());
            if let Some(viewer) = viewer.clone() {
                provide_context(viewer);
            }
        };
        let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
        // What the function decides is a reply, faults of the store included: an error is a body that cannot be read.
        if response.status() == StatusCode::INTERNAL_SERVER_ERROR { Err(Stop::Malformed) } else { Ok(response) }
    }
    post(handle)
}
