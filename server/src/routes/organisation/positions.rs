//! The list of an organisation's people by position.

use app::pages::organisation::{PositionsPage, coverage_words};
use axum::http::StatusCode;
use axum::response::Response;
use documents::sheet::{Cell, NamedTable};
use domain::ids::DepartmentId;
use leptos::prelude::*;
use store::{PositionFilter, PositionLevels, PositionSort};

use super::as_of::page;
use super::export::{Kind, file_of};
use super::people::Asked;
use crate::office::Office;
use crate::page::frame;
use crate::stop::Stop;

/// What the address asks for. What means nothing is left out.
fn filter(asked: &Asked) -> PositionFilter {
    PositionFilter {
        words: asked.get("words").unwrap_or_default().chars().take(120).collect(),
        department: asked.get("department").map(DepartmentId::new),
        sort: asked.get("sort").and_then(PositionSort::from_word).unwrap_or_default(),
        page: page(asked.get("page")),
    }
}

pub(super) async fn list(office: &Office, asked: &Asked) -> Result<Response, Stop> {
    let (site, seat, filter) = (office.site(), &office.seat, filter(asked));
    let structure = site.store.structure(seat).await?;
    let rows = site.store.position_levels(seat, &structure, &filter, office.today()).await?;
    let frame = frame("organisation", "People by position", "How many of each position hold which qualification.");
    let (structure, filter) = (&structure, &filter);
    Ok(office.page(StatusCode::OK, frame, || {
        view! { <PositionsPage seat=seat structure=structure filter=filter rows=rows /> }
    }))
}

pub(super) async fn export(office: &Office, asked: &Asked, kind: Kind) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let structure = site.store.structure(seat).await?;
    let rows = site.store.position_levels(seat, &structure, &filter(asked), today).await?;
    let headers =
        ["Position", "Holders", "Foundation", "Practitioner", "Auditor", "Coverage", "Required", "Gaps", "Late"];
    let cells = |row: PositionLevels| {
        let number = |count: i64| Cell::Number(count as f64);
        let coverage = Cell::from(coverage_words(&row));
        let [foundation, practitioner, auditor] = row.levels.map(number);
        let (holders, needs) = (number(row.holders), number(row.needs));
        let (gaps, late) = (number(row.gaps), number(row.late));
        vec![Cell::from(row.name), holders, foundation, practitioner, auditor, coverage, needs, gaps, late]
    };
    let headers = headers.map(str::to_owned).to_vec();
    let table = NamedTable { name: "Positions".to_owned(), headers, rows: rows.into_iter().map(cells).collect() };
    file_of(table, kind, &format!("positions-{today}"), today).await
}
