//! Questions into files, and a table to fill in.

use app::pages::bank::{ExportFormat, ExportPage, LeftOut};
use app::urls;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Datelike;
use documents::day::Day;
use documents::sheet::{self, NamedTable, write_csv, write_xlsx};
use domain::award::day_of;
use domain::bank::BankState;
use leptos::prelude::*;
use serde::Deserialize;

use super::BankDesk;
use crate::attachment::{Kind, attachment};
use crate::page::frame;
use crate::questions::{ExportedFile, template as empty, write};
use crate::stop::Stop;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    take: String,
}

pub async fn show(desk: BankDesk, Query(wanted): Query<Wanted>) -> Result<Response, Stop> {
    let (state, format) = (BankState::from_word(&wanted.state), ExportFormat::from_word(&wanted.format));
    let Some(format) = format else {
        return Ok(page(&desk, state, None, (0, Vec::new(), Vec::new())));
    };
    let mut texts = desk.site().store.bank_texts(&desk.writer).await?;
    texts.retain(|(row, _)| state.is_none_or(|state| row.state == state));
    let (written, texts) =
        tokio::task::spawn_blocking(move || (write(format, &texts), texts)).await.map_err(|_| Stop::Internal)?;
    if wanted.take == "yes" {
        return match (written.file, format) {
            (ExportedFile::Table(table), _) => workbook(&desk, table).await,
            (ExportedFile::Text(text), ExportFormat::Moodle) => {
                Ok(attachment(Kind::Xml, "questions", text.into_bytes()))
            }
            (ExportedFile::Text(text), _) => Ok(attachment(Kind::Text, "questions-gift", text.into_bytes())),
        };
    }
    let told = |lines: Vec<(usize, String)>| {
        let line = |(place, why): (usize, String)| {
            let (row, _) = texts.get(place)?;
            Some(LeftOut { address: urls::bank(&row.id, ""), name: row.name().to_owned(), why })
        };
        lines.into_iter().filter_map(line).collect()
    };
    Ok(page(&desk, state, Some(format), (written.held, told(written.left_out), told(written.lost))))
}

fn page(
    desk: &BankDesk,
    state: Option<BankState>,
    format: Option<ExportFormat>,
    (held, left_out, lost): (usize, Vec<LeftOut>, Vec<LeftOut>),
) -> Response {
    let frame = frame("staff", "Write a file", "Your questions for other systems.");
    desk.page(StatusCode::OK, frame, || {
        view! { <ExportPage state=state format=format held=held left_out=left_out lost=lost /> }
    })
}

async fn workbook(desk: &BankDesk, table: sheet::Table) -> Result<Response, Stop> {
    let today = day_of(desk.site().now().wall);
    let narrow = |number: u32| u8::try_from(number).ok();
    let year = u16::try_from(today.year()).ok();
    let day = year.zip(narrow(today.month()).zip(narrow(today.day())));
    let day = day.and_then(|(year, (month, day))| Day::new(year, month, day)).ok_or(Stop::Internal)?;
    let written = tokio::task::spawn_blocking(move || write_xlsx(&[NamedTable::of_text("Questions", &table)], day));
    let bytes = written.await.map_err(|_| Stop::Internal)?.map_err(|_| Stop::Internal)?;
    Ok(attachment(Kind::Xlsx, "questions", bytes))
}

#[derive(Deserialize)]
pub struct As {
    #[serde(default)]
    r#as: String,
}

/// An empty table to fill in, with a few examples.
pub async fn template(desk: BankDesk, Query(kind): Query<As>) -> Result<Response, Stop> {
    match kind.r#as.as_str() {
        "" | "csv" => Ok(attachment(Kind::Csv, "questions", write_csv(&empty()))),
        "xlsx" => workbook(&desk, empty()).await,
        _ => Err(Stop::NotFound),
    }
}
