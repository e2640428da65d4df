//! What was written into the books.

use std::collections::BTreeMap;

use app::pages::organisation::LogPage;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;

use crate::office::ReadingOffice;
use crate::page::frame;
use crate::stop::Stop;

const LINES: i64 = 100;

#[derive(Deserialize)]
pub struct LogQuery {
    before: Option<i64>,
    check: Option<String>,
}

pub async fn show(office: ReadingOffice, Query(query): Query<LogQuery>) -> Result<Response, Stop> {
    let (site, seat) = (office.site(), &office.seat);
    if seat.is_partial() {
        return Err(Stop::NotFound);
    }
    let lines = site.store.log_page(seat, query.before.unwrap_or(i64::MAX), None, LINES).await?;
    let mut names = BTreeMap::new();
    for member in lines.iter().filter_map(|line| line.member.as_ref()) {
        if !names.contains_key(member) {
            names.insert(member.clone(), site.store.member_name(seat, member).await?);
        }
    }
    let older = lines.last().map(|line| line.number).filter(|number| *number > 1);
    let named = lines.into_iter().map(|line| {
        let name = line.member.as_ref().and_then(|member| names.get(member).cloned().flatten());
        (line, name)
    });
    let named = named.collect::<Vec<_>>();
    let structure = site.store.structure(seat).await?;
    let damage = match query.check {
        Some(_) => Some(site.store.verify_books(seat).await?),
        None => None,
    };
    let frame = frame("organisation", "Log", "Every change to the books.");
    Ok(office.page(StatusCode::OK, frame, || {
        view! { <LogPage seat=seat structure=&structure lines=named damage=damage older=older /> }
    }))
}
