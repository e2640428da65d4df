//! Whether the organisation's records are what its log says.

use app::pages::organisation::{Compared, RecordsPage};
use app::urls;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::{Difference, RecordsAim};

use super::people::Asked;
use crate::fields::Fields;
use crate::office::ManagingOffice;
use crate::page::frame;
use crate::stop::Stop;

pub async fn show(office: ManagingOffice, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let repaired = Asked::read(query.as_deref()).get("repaired").and_then(|number| number.parse().ok());
    Ok(render(&office, repaired.map_or(Compared::NotYet, Compared::Repaired)))
}

fn render(office: &ManagingOffice, compared: Compared) -> Response {
    let (seat, frame) = (&office.seat, frame("organisation", "Check the records", "Are they what the log says?"));
    office.page(StatusCode::OK, frame, || view! { <RecordsPage seat=seat compared=compared /> })
}

/// Compares, or puts right what differs. All of it is read for that, so it is done beside the threads that answer requests, and for
/// one organisation once at a time.
pub async fn check(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let aim = match fields.get("go") {
        "check" => RecordsAim::Tell,
        "repair" => RecordsAim::Repair,
        _ => return Err(Stop::Malformed),
    };
    let Some(turn) = office.app.0.checking.begin(&office.seat.organisation) else {
        return Ok(render(&office, Compared::Busy));
    };
    let (store, by, now) = (office.site().store.clone(), office.managing.clone(), office.site().now().wall);
    let beside = tokio::runtime::Handle::current();
    let found = tokio::task::spawn_blocking(move || {
        let found = beside.block_on(store.check_books(&by, aim, now));
        drop(turn);
        found
    });
    let found = found.await.map_err(|_| Stop::Internal)??;
    let is_whole = aim == RecordsAim::Repair && found.iter().all(|one| one.is_repaired);
    if is_whole {
        let address = urls::office(&office.seat.organisation, "records");
        return Ok(Redirect::to(&format!("{address}?repaired={}", found.len())).into_response());
    }
    let left = found.into_iter().filter(|one: &Difference| !one.is_repaired).collect::<Vec<_>>();
    Ok(render(&office, Compared::Done { left, was_repaired: aim == RecordsAim::Repair }))
}
