//! Renewing one's own qualification.

use app::pages::renewal::{ChangesPage, RefresherPage, load_changes, load_refresher};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{AwardId, PlanId};
use leptos::prelude::*;

use crate::page::{Desk, frame};
use crate::stop::Stop;

/// What is to be done in a refresher that was asked of the reader.
pub async fn refresher(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let site = desk.site();
    let work = load_refresher(site, &desk.viewer, &PlanId::new(id)).await?.ok_or(Stop::NotFound)?;
    let frame = frame("dashboard", "Refresher", "The lessons of this round and its practice set.");
    Ok(desk.page(StatusCode::OK, frame, || view! { <RefresherPage library=site.library() work=work /> }))
}

/// Hands a refresher in. One that is not complete stays open, and its page says what is left.
pub async fn hand_in(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let (site, plan) = (desk.site(), PlanId::new(id));
    let work = load_refresher(site, &desk.viewer, &plan).await?.ok_or(Stop::NotFound)?;
    if work.round.is_complete() {
        let by = desk.viewer.name.clone();
        site.store.finish_assigned(&desk.viewer.account, &plan, by, site.now().wall).await?;
        return Ok(Redirect::to(&urls::refresher(&plan)).into_response());
    }
    let frame = frame("dashboard", "Refresher", "The lessons of this round and its practice set.");
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(desk.page(status, frame, || view! { <RefresherPage library=site.library() work=work /> }))
}

/// What changed since a certificate in the reader's own record.
pub async fn changes(desk: Desk, Path(id): Path<String>) -> Result<Response, Stop> {
    let site = desk.site();
    let changes = load_changes(site, &desk.viewer, &AwardId::new(id)).await?.ok_or(Stop::NotFound)?;
    let frame = match changes.back {
        Some(_) => {
            frame("dashboard", "The way back to your certificate", "The full course again, and how far you are.")
        }
        None => {
            frame("dashboard", "What changed since your certificate", "The clauses that changed, and their lessons.")
        }
    };
    Ok(desk.page(StatusCode::OK, frame, || view! { <ChangesPage library=site.library() changes=changes /> }))
}
