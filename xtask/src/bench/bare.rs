//! The ceiling: the least that axum and a database need on this machine to serve the same bytes, or to save the same row.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::{get, post};
use clap::Args;
use domain::attempt::Save;
use serde::Deserialize;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

/// As many as the product's own door lets share a commit.
const MOST_TOGETHER: usize = 128;

/// What it serves, and where.
#[derive(Args)]
pub struct Bare {
    #[arg(long)]
    address: SocketAddr,
    /// A folder with the pages, each named by its number.
    #[arg(long)]
    pages: PathBuf,
    /// The address of a database; a file is made.
    #[arg(long)]
    database: String,
}

/// What the exam island sends.
#[derive(Deserialize)]
struct Posted {
    attempt: String,
    save: Save,
}

type Waiting = (Posted, oneshot::Sender<()>);

#[derive(Clone)]
struct Held {
    pages: Arc<Vec<Bytes>>,
    door: mpsc::Sender<Waiting>,
}

/// Serves until it is killed.
pub fn serve(bare: &Bare) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let (door, waiting) = mpsc::channel(4_096);
        tokio::spawn(write(open(bare).await?, waiting));
        let mut pages = Vec::new();
        while let Ok(page) = fs::read(bare.pages.join(pages.len().to_string())) {
            pages.push(Bytes::from(page));
        }
        let router = Router::new()
            .route("/{page}", get(page))
            .route("/api/attempt/save", post(save))
            .with_state(Held { pages: Arc::new(pages), door });
        let listener = tokio::net::TcpListener::bind(bare.address).await?;
        Ok(axum::serve(listener, router).await?)
    })
}

async fn page(State(held): State<Held>, Path(page): Path<usize>) -> Result<Html<Bytes>, StatusCode> {
    held.pages.get(page).cloned().map(Html).ok_or(StatusCode::NOT_FOUND)
}

async fn save(State(held): State<Held>, body: Bytes) -> Result<&'static str, StatusCode> {
    let posted = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let (reply, durable) = oneshot::channel();
    held.door.send((posted, reply)).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    durable.await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    Ok(r#"{"reply":"saved","remaining":3600000}"#)
}

/// One connection to either engine.
enum Writer {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs the same thing on either connection.
macro_rules! on {
    ($writer:expr, $conn:ident => $work:expr) => {
        match $writer {
            Writer::Sqlite($conn) => $work.map(drop),
            Writer::Postgres($conn) => $work.map(drop),
        }
    };
}

impl Writer {
    async fn execute(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        on!(self, conn => conn.execute(sql).await)
    }
}

/// The table of the product, without what it refers to, and as durable.
async fn open(bare: &Bare) -> Result<Writer> {
    let mut writer = if bare.database.starts_with("sqlite:") {
        let options = SqliteConnectOptions::from_str(&bare.database)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        Writer::Sqlite(options.connect().await?)
    } else {
        Writer::Postgres(PgConnection::connect(&bare.database).await?)
    };
    writer
        .execute(
            "CREATE TABLE attempt_event (attempt_id TEXT NOT NULL, number BIGINT NOT NULL, save_key TEXT NOT NULL,
             sequence BIGINT NOT NULL, item BIGINT, aspect BIGINT, at BIGINT NOT NULL, at_service BIGINT NOT NULL,
             body TEXT NOT NULL, PRIMARY KEY (attempt_id, number), UNIQUE (attempt_id, save_key))",
        )
        .await?;
    Ok(writer)
}

/// One writer; those that wait share a commit.
async fn write(mut writer: Writer, mut waiting: mpsc::Receiver<Waiting>) -> Result<()> {
    let mut number = 0;
    while let Some(first) = waiting.recv().await {
        writer.execute("BEGIN").await?;
        let mut next = Some(first);
        let mut done = Vec::new();
        while let Some((posted, reply)) = next {
            number += 1;
            insert(&mut writer, number, posted).await?;
            done.push(reply);
            next = if done.len() < MOST_TOGETHER { waiting.try_recv().ok() } else { None };
        }
        writer.execute("COMMIT").await?;
        for reply in done {
            // Whoever asked may have gone.
            let _ = reply.send(());
        }
    }
    Ok(())
}

async fn insert(writer: &mut Writer, number: i64, posted: Posted) -> Result<()> {
    let body = serde_json::to_string(&posted.save.act)?;
    let sequence = i64::try_from(posted.save.sequence)?;
    let (item, aspect) = (i64::from(posted.save.act.item()), posted.save.act.aspect().code());
    let done = on!(writer, conn => {
        sqlx::query("INSERT INTO attempt_event VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            .bind(posted.attempt)
            .bind(number)
            .bind(posted.save.key)
            .bind(sequence)
            .bind(item)
            .bind(aspect)
            .bind(1_795_359_600_000_i64)
            .bind(3_600_000_i64)
            .bind(body)
            .execute(conn)
            .await
    });
    done.context("a row could not be written")
}
