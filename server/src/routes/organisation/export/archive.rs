//! Everything in one archive: the tables, the file for programs, and the files that prove certificates. It is made while it is
//! sent; of the files that prove certificates one at a time lies in memory.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::pages::organisation::SHEETS;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::archive::{Archive, part};
use documents::sheet::{Cell, NamedTable, Table, write_csv};
use domain::ids::AccountId;
use domain::organisation::Books;
use futures_util::Stream;
use futures_util::stream::unfold;
use store::{EvidenceFile, Fault, OwnedFile};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::source::Source;
use super::{everything, sheets, whole_day};
use crate::files::{Files, FilesFault};
use crate::office::Office;
use crate::stop::Stop;
use crate::upload::download_name;

/// Archives that are made at once.
const AT_ONCE: usize = 3;
/// So long somebody waits until one may be begun.
const PATIENCE: Duration = Duration::from_secs(2);
/// Whoever takes no piece for so long is gone.
const SLOWEST: Duration = Duration::from_secs(120);
/// Nobody keeps a place for longer.
const LONGEST: Duration = Duration::from_secs(4 * 60 * 60);
/// Bytes that are passed on at once.
const PIECE: usize = 64 * 1_024;
/// Rows about files that are read at once.
const FILES: i64 = 1_000;

const README: &str = "What is in this archive\r\n\r\n\
    people.csv and the other tables: UTF-8, commas between the columns, the headings in the first row.\r\n\
    everything.json: the books for programs, with every line of them. Moments are milliseconds since 1 January 1970 (UTC).\r\n\
    evidence: the files that prove certificates, in a folder for each certificate.\r\n\
    index.csv: each of these files with whose it is, what it proves, its size and its SHA-256. Where the state is \"missing\", the file \
    is not in the archive: it is not there any more, or no longer what was handed in.\r\n\r\n\
    A cell of a table that a spreadsheet would take for a formula has an apostrophe before it.\r\n";

/// Who takes an archive out right now: everybody one at a time, and not too many together.
pub(crate) struct Archives {
    places: Arc<Semaphore>,
    taking: Mutex<HashSet<AccountId>>,
}

impl Default for Archives {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), taking: Mutex::default() }
    }
}

/// A place, until it is dropped.
struct Place {
    archives: Arc<Archives>,
    whose: AccountId,
    _place: OwnedSemaphorePermit,
}

impl Archives {
    async fn place(self: &Arc<Self>, whose: AccountId) -> Result<Place, Stop> {
        let place = tokio::time::timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await;
        let _place = place.map_err(|_| Stop::Crowded)?.map_err(|_| Stop::Crowded)?;
        let is_first = self.taking.lock().unwrap_or_else(PoisonError::into_inner).insert(whose.clone());
        if is_first { Ok(Place { archives: Arc::clone(self), whose, _place }) } else { Err(Stop::Crowded) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.archives.taking.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.whose);
    }
}

/// Sends it. What can be said before it begins is said as a page; whatever goes wrong later ends the download early.
pub(super) async fn send(office: &Office, source: Source) -> Result<Response, Stop> {
    let place = office.app.0.archives.place(office.seat.account.clone()).await?;
    source.books().await?;
    let made_on = whole_day(source.today()).ok_or(Stop::Internal)?;
    let (out, receiver) = mpsc::channel(4);
    let is_whole = Arc::new(AtomicBool::new(false));
    let writer = Writer { archive: Archive::new(made_on), out, _held: place };
    let (files, organisation) = (office.app.files().clone(), source.seat().organisation.clone());
    let finished = Arc::clone(&is_whole);
    tokio::spawn(async move {
        match tokio::time::timeout(LONGEST, write(writer, source, &files, &finished)).await {
            Ok(Ok(()) | Err(Broken::Left)) => {}
            Ok(Err(Broken::Failed)) | Err(_) => tracing::error!(%organisation, "an archive was not finished"),
        }
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"everything.zip\"")),
    ];
    Ok((headers, Body::from_stream(pieces(receiver, is_whole))).into_response())
}

/// What is sent. However the writer ended: an end that was not said to be one is an error, so that a part never passes for the whole.
fn pieces(receiver: mpsc::Receiver<Bytes>, is_whole: Arc<AtomicBool>) -> impl Stream<Item = Result<Bytes, io::Error>> {
    unfold(Some((receiver, is_whole)), |state| async move {
        let (mut receiver, is_whole) = state?;
        match receiver.recv().await {
            Some(piece) => Some((Ok(piece), Some((receiver, is_whole)))),
            None if is_whole.load(Ordering::Acquire) => None,
            None => Some((Err(io::Error::other("the archive was not finished")), None)),
        }
    })
}

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
    out: mpsc::Sender<Bytes>,
    _held: Place,
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

    /// Its end, which is said to be one before the last bytes go out.
    async fn finish(self, finished: &AtomicBool) -> Result<(), Broken> {
        let piece = self.archive.finish().map_err(|fault| {
            tracing::error!(%fault, "an archive was not closed");
            Stop::Internal
        })?;
        pass_on(&self.out, piece).await?;
        finished.store(true, Ordering::Release);
        Ok(())
    }
}

async fn pass_on(out: &mpsc::Sender<Bytes>, piece: Vec<u8>) -> Result<(), Broken> {
    let mut left = Bytes::from(piece);
    while !left.is_empty() {
        let piece = left.split_to(left.len().min(PIECE));
        let sent = tokio::time::timeout(SLOWEST, out.send(piece)).await;
        sent.map_err(|_| Broken::Left)?.map_err(|_| Broken::Left)?;
    }
    Ok(())
}

async fn write(writer: Writer, mut source: Source, files: &Files, finished: &AtomicBool) -> Result<(), Broken> {
    let mut writer = writer.add("README.txt".to_owned(), Bytes::from_static(README.as_bytes())).await?;
    for (name, title, _) in SHEETS {
        let table = csv(sheets::table(&source, name, title).await?).await?;
        writer = writer.add(format!("{name}.csv"), table).await?;
    }
    writer = writer.add("everything.json".to_owned(), everything::write(&source).await?.into()).await?;
    source.forget_lines();
    let (writer, rows) = proofs(writer, &source, files).await?;
    let headers = INDEX.map(str::to_owned).to_vec();
    let index = csv(NamedTable { name: "Index".to_owned(), headers, rows }).await?;
    writer.add("index.csv".to_owned(), index).await?.finish(finished).await
}

async fn csv(table: NamedTable) -> Result<Bytes, Stop> {
    let written = tokio::task::spawn_blocking(move || write_csv(&Table::from(&table)));
    Ok(written.await.map_err(|_| Stop::Internal)?.into())
}

const INDEX: [&str; 9] =
    ["Path", "E-mail", "Name", "Certificate", "Certificate number", "Media type", "Size in bytes", "SHA-256", "State"];

/// The files themselves, and a row about each.
async fn proofs(mut writer: Writer, source: &Source, files: &Files) -> Result<(Writer, Vec<Vec<Cell>>), Broken> {
    let (mut rows, mut behind) = (Vec::new(), None);
    let books = source.books().await?;
    let known = source.awards().await?.iter().map(|(_, log, award)| (&log.id, award)).collect::<HashMap<_, _>>();
    loop {
        let page = source.store().evidence_behind(source.seat(), behind.as_ref(), FILES).await?;
        let Some(last) = page.last() else { return Ok((writer, rows)) };
        behind = Some(last.place());
        for one in page {
            if writer.out.is_closed() {
                return Err(Broken::Left);
            }
            let path = path(&one.file);
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

/// Where a file lies in the archive: below its certificate, by its id and its name. Names are chosen by people; ids are not.
fn path(file: &EvidenceFile) -> String {
    let [award, id] = [file.award().to_string(), file.id().to_string()].map(|id| part(&id));
    format!("evidence/{award}/{id}-{}", download_name(&file.name, &file.media_type))
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    #[tokio::test]
    async fn an_end_that_nobody_said_to_be_one_is_no_end() {
        for is_whole in [true, false] {
            let (out, receiver) = mpsc::channel(1);
            let finished = Arc::new(AtomicBool::new(false));
            let body = Body::from_stream(pieces(receiver, Arc::clone(&finished)));
            let taken = tokio::spawn(body.collect());
            out.send(Bytes::from_static(b"a piece")).await.unwrap();
            finished.store(is_whole, Ordering::Release);
            drop(out);
            assert_eq!(taken.await.unwrap().is_ok(), is_whole);
        }
    }

    #[tokio::test]
    async fn a_person_takes_one_archive_at_a_time() {
        let archives = Arc::new(Archives::default());
        let first = archives.place(AccountId::new("ada")).await;
        assert!(first.is_ok());
        assert!(matches!(archives.place(AccountId::new("ada")).await, Err(Stop::Crowded)));
        assert!(archives.place(AccountId::new("ben")).await.is_ok());
        drop(first);
        assert!(archives.place(AccountId::new("ada")).await.is_ok());
    }
}
