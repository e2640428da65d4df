//! Everything in one archive: the tables, the file for programs, and the files that prove certificates. It is made while it is
//! sent, and one file at a time lies in memory.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use app::pages::organisation::SHEETS;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::archive::{Archive, part};
use documents::sheet::{Cell, NamedTable, Table, write_csv};
use domain::organisation::Books;
use futures_util::stream::unfold;
use store::{EvidenceFile, Fault, OwnedFile};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::source::Source;
use super::{everything, sheets, whole_day};
use crate::files::{Files, FilesFault};
use crate::office::Office;
use crate::stop::Stop;
use crate::upload::download_name;

/// Archives that are made at once.
pub(crate) const AT_ONCE: usize = 3;
/// So long somebody waits until one may be begun.
const PATIENCE: Duration = Duration::from_secs(2);
/// Whoever takes nothing for so long is gone.
const SLOWEST: Duration = Duration::from_secs(300);
/// Rows about files that are read at once.
const FILES: i64 = 200;

const README: &str = "What is in this archive\r\n\r\n\
    people.csv and the other tables: UTF-8, commas between the columns, the headings in the first row.\r\n\
    everything.json: the same for programs, with every line of the books. Moments are milliseconds since 1 January 1970 (UTC).\r\n\
    evidence: the files that prove certificates, in a folder for each certificate.\r\n\
    index.csv: each of these files with whose it is, what it proves, its size and its SHA-256. Where the state is \"missing\", the file \
    is not in the archive: it is not there any more, or no longer what was handed in.\r\n\r\n\
    A cell of a table that a spreadsheet would take for a formula has an apostrophe before it.\r\n";

/// Sends it. What can be said before it begins is said as a page; whatever goes wrong later ends the download early.
pub(super) async fn send(office: &Office, source: Source) -> Result<Response, Stop> {
    let places = Arc::clone(&office.app.0.archives);
    let place = tokio::time::timeout(PATIENCE, places.acquire_owned()).await;
    let place = place.map_err(|_| Stop::Crowded)?.map_err(|_| Stop::Crowded)?;
    source.books().await?;
    let made_on = whole_day(source.today()).ok_or(Stop::Internal)?;
    let (sender, receiver) = mpsc::channel(1);
    let writer = Writer { archive: Archive::new(made_on), out: sender.clone(), _held: place };
    let files = office.app.files().clone();
    tokio::spawn(async move {
        if let Err(Broken::Failed) = write(writer, &source, &files).await {
            tracing::error!(organisation = %source.seat().organisation, "an archive was not finished");
            // An end that looks like one would pass for a whole archive.
            let _ = sender.send(Err(io::Error::other("the archive was not finished"))).await;
        }
    });
    let pieces = unfold(receiver, |mut receiver: mpsc::Receiver<Piece>| async move {
        let piece = receiver.recv().await?;
        Some((piece, receiver))
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"everything.zip\"")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

type Piece = Result<Bytes, io::Error>;

/// Why an archive ended early.
enum Broken {
    /// Nobody takes it any more.
    Left,
    /// Something failed, and it was said in the log.
    Failed,
}

impl From<Stop> for Broken {
    fn from(_: Stop) -> Self {
        Self::Failed
    }
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Self {
        Stop::from(fault).into()
    }
}

impl From<FilesFault> for Broken {
    fn from(fault: FilesFault) -> Self {
        Stop::from(fault).into()
    }
}

/// An archive on its way.
struct Writer {
    archive: Archive,
    out: mpsc::Sender<Piece>,
    _held: OwnedSemaphorePermit,
}

impl Writer {
    async fn add(self, path: String, bytes: Bytes) -> Result<Self, Broken> {
        let Self { mut archive, out, _held } = self;
        let added = tokio::task::spawn_blocking(move || {
            let piece = archive.add(&path, &bytes);
            (archive, piece)
        });
        let (archive, piece) = added.await.map_err(|_| Stop::Internal)?;
        let piece = piece.map_err(|fault| {
            tracing::error!(%fault, "an archive does not take a file");
            Stop::Internal
        })?;
        pass_on(&out, piece).await?;
        Ok(Self { archive, out, _held })
    }

    async fn finish(self) -> Result<(), Broken> {
        let piece = self.archive.finish().map_err(|fault| {
            tracing::error!(%fault, "an archive was not closed");
            Stop::Internal
        })?;
        pass_on(&self.out, piece).await
    }
}

async fn pass_on(out: &mpsc::Sender<Piece>, piece: Vec<u8>) -> Result<(), Broken> {
    if piece.is_empty() {
        return Ok(());
    }
    let sent = tokio::time::timeout(SLOWEST, out.send(Ok(piece.into()))).await;
    sent.map_err(|_| Broken::Left)?.map_err(|_| Broken::Left)
}

async fn write(writer: Writer, source: &Source, files: &Files) -> Result<(), Broken> {
    let mut writer = writer.add("README.txt".to_owned(), Bytes::from_static(README.as_bytes())).await?;
    for (name, title, _) in SHEETS {
        let table = sheets::table(source, name, title).await?;
        writer = writer.add(format!("{name}.csv"), csv(table).into()).await?;
    }
    writer = writer.add("everything.json".to_owned(), everything::write(source).await?.into()).await?;
    let (writer, rows) = proofs(writer, source, files).await?;
    let headers = INDEX.map(str::to_owned).to_vec();
    let index = csv(NamedTable { name: "Index".to_owned(), headers, rows });
    writer.add("index.csv".to_owned(), index.into()).await?.finish().await
}

fn csv(table: NamedTable) -> Vec<u8> {
    write_csv(&Table::from(&table))
}

const INDEX: [&str; 9] =
    ["Path", "E-mail", "Name", "Certificate", "Certificate number", "Media type", "Size in bytes", "SHA-256", "State"];

/// The files themselves, and a row about each.
async fn proofs(mut writer: Writer, source: &Source, files: &Files) -> Result<(Writer, Vec<Vec<Cell>>), Broken> {
    let (mut rows, mut paths, mut behind) = (Vec::new(), Paths::default(), None);
    let books = source.books().await?;
    let known = source.awards().await?.iter().map(|(_, log, award)| (&log.id, award)).collect::<HashMap<_, _>>();
    loop {
        let page = source.store().evidence_behind(source.seat(), behind.as_ref(), FILES).await?;
        let Some(last) = page.last() else { return Ok((writer, rows)) };
        behind = Some(last.place());
        for one in page {
            let path = paths.of(&one.file);
            let found = files.fetch_proof(&one.file.place, &one.file.digest).await?;
            let facts = known.get(&one.file.award()).map(|award| &award.facts);
            let certificate = facts.map_or(["", ""], |facts| {
                let code = &facts.qualification;
                [source.store().library().credits.rules.title(code, facts.other.as_ref()), &facts.certificate_number]
            });
            let state = if found.is_ok() { "there" } else { "missing" };
            rows.push(row(books, &one, (&path, certificate), state));
            match found {
                Ok(bytes) => writer = writer.add(path, bytes).await?,
                Err(why) => {
                    tracing::error!(file = %one.file.id(), place = %one.file.place, %why, "a proof is not in an archive")
                }
            }
        }
    }
}

fn row(books: &Books, one: &OwnedFile, (path, certificate): (&str, [&str; 2]), state: &str) -> Vec<Cell> {
    let file = &one.file;
    let mut row = vec![Cell::from(path)];
    row.extend(sheets::person_cells(books, &one.member()));
    row.extend(certificate.map(Cell::from));
    row.extend([
        Cell::from(file.media_type.as_str()),
        Cell::Number(file.size as f64),
        Cell::from(file.digest.as_str()),
        Cell::from(state),
    ]);
    row
}

/// Where files lie in the archive: below their certificate, by their name. Of several that have the same name there, the later ones
/// bear their id too.
#[derive(Default)]
struct Paths {
    award: String,
    names: HashSet<String>,
}

impl Paths {
    /// The path of a file. All files of a certificate come one after the other.
    fn of(&mut self, file: &EvidenceFile) -> String {
        let award = part(file.award().as_str());
        if award != self.award {
            self.award = award;
            self.names.clear();
        }
        let mut name = download_name(&file.name, &file.media_type);
        if !self.names.insert(name.to_ascii_lowercase()) {
            name = format!("{}-{name}", part(file.id().as_str()));
        }
        format!("evidence/{}/{name}", self.award)
    }
}
