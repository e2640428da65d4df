use app::pages::organisation::OverviewPage;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Days;
use leptos::prelude::*;

use crate::office::ReadingOffice;
use crate::page::frame;
use crate::stop::Stop;

/// An end within so many days is near.
pub(super) const SOON: Days = Days::new(90);

pub async fn show(office: ReadingOffice) -> Result<Response, Stop> {
    let (site, today) = (office.site(), office.today());
    let seat = &office.seat;
    let structure = site.store.structure(seat).await?;
    let overview = site.store.overview(seat, (today, today + SOON)).await?;
    let frame = frame("organisation", seat.organisation_name.clone(), "Who is qualified today.");
    Ok(office.page(StatusCode::OK, frame, || {
        view! { <OverviewPage seat=seat structure=&structure overview=&overview today=today /> }
    }))
}
