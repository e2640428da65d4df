//! Awards that may be renewed now, or ended within the last year.

use app::pages::organisation::RenewalsPage;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, Months};
use leptos::prelude::*;
use serde::Deserialize;

use crate::office::ReadingOffice;
use crate::page::frame;
use crate::stop::Stop;

const ROWS: i64 = 50;

#[derive(Deserialize)]
pub struct PageQuery {
    page: Option<i64>,
}

pub async fn show(office: ReadingOffice, Query(query): Query<PageQuery>) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let page = query.page.unwrap_or(1).clamp(1, 100_000);
    let span = (today - Months::new(12), today + Days::new(seat.settings.window_days.into()));
    let mut rows = site.store.renewals(seat, span, today, (ROWS + 1, (page - 1) * ROWS)).await?;
    let more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let rules = &site.library().credits.rules;
    let frame = frame("organisation", "Renewals", "Awards that may be renewed now, and who was reminded.");
    Ok(office.page(StatusCode::OK, frame, || {
        view! { <RenewalsPage seat=seat rows=rows page=page more=more today=today rules=rules /> }
    }))
}
