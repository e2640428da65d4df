//! How the mock exams of a cohort measured.

use app::pages::cohorts::analysis::{AnalysisPage, Chosen, ItemAnalysisPage, Order, load, load_history};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ItemId;
use leptos::prelude::*;
use serde::Deserialize;

use crate::classroom::TeachingDesk;
use crate::page::frame;
use crate::stop::Stop;

#[derive(Deserialize, Default)]
pub struct Wanted {
    mock: Option<String>,
    order: Option<String>,
}

/// The questions of one mock exam, or of all.
pub async fn show(desk: TeachingDesk, Query(wanted): Query<Wanted>) -> Result<Response, Stop> {
    let teaching = &desk.teaching;
    let chosen = Chosen::from_word(wanted.mock.as_deref().unwrap_or(Chosen::ALL));
    let analysed = load(&desk.site().store, teaching, chosen, None).await?.ok_or(Stop::NotFound)?;
    let order = Order::from_word(wanted.order.as_deref().unwrap_or_default());
    let frame = frame("staff", "Item analysis", "How the mock exams measured.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <AnalysisPage teaching=teaching analysed=&analysed order=order /> }
    }))
}

#[derive(Deserialize, Default)]
pub struct WhichVersion {
    version: Option<usize>,
}

/// One question.
pub async fn item(
    desk: TeachingDesk,
    Path((_, mock, item)): Path<(String, String, String)>,
    Query(which): Query<WhichVersion>,
) -> Result<Response, Stop> {
    let (store, teaching) = (&desk.site().store, &desk.teaching);
    let id = ItemId::new(item);
    let analysed = load(store, teaching, Chosen::from_word(&mock), Some(&id)).await?.ok_or(Stop::NotFound)?;
    let all = analysed.versions(&id).count();
    let this = which.version.unwrap_or(all).clamp(1, all.max(1));
    let shown = analysed.versions(&id).nth(this - 1).ok_or(Stop::NotFound)?;
    let history = load_history(store, teaching, &id, &analysed.mocks).await?;
    let corrections = store.corrections(teaching).await?;
    let correction =
        corrections.into_iter().find(|row| row.undone.is_none() && row.item == id && row.digest == shown.0.digest);
    let frame = frame("staff", format!("Question {id}"), "How the question measured.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! {
            <ItemAnalysisPage teaching=teaching analysed=&analysed shown=shown versions=(all, this) correction=correction history=history />
        }
    }))
}
