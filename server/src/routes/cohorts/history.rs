//! Who did what in a cohort, on a page and as a file.

use app::pages::cohorts::{CohortHistoryPage, history_row};
use app::when;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use documents::sheet::{Cell, NamedTable};
use domain::award::day_of;
use leptos::prelude::*;
use serde::Deserialize;

use crate::classroom::TeachingDesk;
use crate::page::frame;
use crate::routes::organisation::export::{Kind, file_of};
use crate::stop::Stop;

/// Lines on a page.
const LINES: usize = 100;

/// Lines of a file that are read at once.
const PIECE: i64 = 2_000;

#[derive(Deserialize)]
pub struct Older {
    before: Option<String>,
}

pub async fn show(desk: TeachingDesk, Query(older): Query<Older>) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let before = older.before.as_deref();
    // One more than is shown tells whether there are older ones.
    let mut lines = site.store.cohort_history(teaching, before, LINES as i64 + 1).await?;
    let goes_on = lines.len() > LINES;
    lines.truncate(LINES);
    let next = lines.last().filter(|_| goes_on).map(|line| line.id.clone());
    let (library, is_later_page) = (site.library(), before.is_some());
    let frame = frame("staff", "History", "Who did what in the cohort.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <CohortHistoryPage library=library teaching=teaching lines=lines is_later_page=is_later_page older=next /> }
    }))
}

pub async fn file(desk: TeachingDesk) -> Result<Response, Stop> {
    let (site, teaching) = (desk.site(), &desk.teaching);
    let zone = teaching.cohort.facts.zone;
    let (mut rows, mut before) = (Vec::new(), None::<String>);
    loop {
        let lines = site.store.cohort_history(teaching, before.as_deref(), PIECE).await?;
        let Some(last) = lines.last() else { break };
        before = Some(last.id.clone());
        rows.extend(lines.iter().map(|line| {
            let [who, what] = history_row(site.library(), line);
            [when::local(zone, line.at), who, what].map(Cell::from).to_vec()
        }));
    }
    let headers = [format!("When ({})", zone.name()), "Who".to_owned(), "What".to_owned()].to_vec();
    let table = NamedTable { name: "History".to_owned(), headers, rows };
    file_of(table, Kind::Csv, "history", day_of(site.now().wall)).await
}
