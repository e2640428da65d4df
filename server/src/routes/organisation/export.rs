//! Everything out of the books, in open formats.

mod archive;
mod everything;
mod sheets;
mod source;

use app::pages::organisation::{ExportPage, SHEETS};
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use documents::sheet::{NamedTable, Table, write_csv, write_xlsx};
use domain::award::Day;
use leptos::prelude::*;

use crate::office::{Office, ReadingOffice};
use crate::page::frame;
use crate::stop::Stop;
use source::Source;

pub(crate) use archive::Archives;

/// Headings of the list of people, as the import understands them.
pub(super) const PEOPLE: [&str; 6] = ["E-mail", "Name", "Department", "Position", "Start date", "End date"];
/// Headings of a certificate, as the import understands them.
pub(super) const CERTIFICATE: [&str; 6] =
    ["Qualification", "Institute", "Award date", "Expiry date", "Certificate number", "Edition"];

/// A format.
#[derive(Clone, Copy)]
pub(in crate::routes) enum Kind {
    Csv,
    Xlsx,
}

impl Kind {
    pub(in crate::routes) fn read(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}

pub async fn show(office: ReadingOffice) -> Result<Response, Stop> {
    whole(&office)?;
    let seat = &office.seat;
    let frame = frame("organisation", "Export", "Everything in open formats.");
    Ok(office.page(StatusCode::OK, frame, || view! { <ExportPage seat=seat /> }))
}

/// What is taken out shows everybody.
fn whole(office: &Office) -> Result<(), Stop> {
    if office.seat.is_partial() { Err(Stop::NotFound) } else { Ok(()) }
}

pub async fn take(office: ReadingOffice, Path((_, file)): Path<(String, String)>) -> Result<Response, Stop> {
    whole(&office)?;
    let source = Source::of(&office);
    match file.as_str() {
        "everything.json" => {
            let bytes = everything::write(&source).await?;
            return attachment(bytes, "application/json; charset=utf-8", "everything.json");
        }
        "everything.zip" => return archive::send(&office, source).await,
        _ => {}
    }
    let (name, kind) = file.split_once('.').ok_or(Stop::NotFound)?;
    let kind = Kind::read(kind).ok_or(Stop::NotFound)?;
    let (name, title, _) = SHEETS.into_iter().find(|(known, ..)| *known == name).ok_or(Stop::NotFound)?;
    file_of(sheets::table(&source, name, title).await?, kind, name, office.today()).await
}

/// A table as a file.
pub(in crate::routes) async fn file_of(
    table: NamedTable,
    kind: Kind,
    name: &str,
    today: Day,
) -> Result<Response, Stop> {
    let made_on = whole_day(today).ok_or(Stop::Internal)?;
    let written = tokio::task::spawn_blocking(move || match kind {
        Kind::Csv => Ok(write_csv(&Table::from(&table))),
        Kind::Xlsx => write_xlsx(&[table], made_on),
    });
    let bytes = written.await.map_err(|_| Stop::Internal)?.map_err(|_| Stop::Internal)?;
    let (media, end) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8", "csv"),
        Kind::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    attachment(bytes, media, &format!("{name}.{end}"))
}

fn attachment(bytes: Vec<u8>, media: &'static str, name: &str) -> Result<Response, Stop> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| Stop::Internal)?;
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(media)), (header::CONTENT_DISPOSITION, disposition)];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

fn whole_day(day: Day) -> Option<documents::day::Day> {
    let narrow = |number: u32| u8::try_from(number).ok();
    documents::day::Day::new(u16::try_from(day.year()).ok()?, narrow(day.month())?, narrow(day.day())?)
}
