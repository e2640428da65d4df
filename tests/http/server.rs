//! A server of one test's own: the real router over an SQLite file in a folder that goes away with it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use clausewise::clock::Clock;
use clausewise::config::Config;
use clausewise::files::{Files, Place};
use clausewise::mail::{self, Post};
use clausewise::password::Hasher;
use clausewise::state::App;
use clausewise::{jobs, routes};
use content::Library;
use domain::time::Millis;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use store::{ClockReading, Store};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::time::FakeTime;

/// Where browsers find the server of a test.
pub const ORIGIN: &str = "http://127.0.0.1:3000";
/// The token of the one-time link.
pub const SETUP: &str = "0123456789abcdef0123456789abcdef";

pub struct Server {
    folder: TempDir,
    library: Arc<Library>,
    public_url: &'static str,
    /// The mail server that it is told about; none at first.
    smtp_url: Mutex<Option<String>>,
    running: Mutex<Option<Running>>,
    pub time: Arc<FakeTime>,
}

#[derive(Clone)]
struct Running {
    router: Router,
    store: Store,
    clock: Clock,
    post: Option<Arc<Post>>,
}

/// The course, read once in each test process.
pub fn course() -> Arc<Library> {
    static COURSE: OnceLock<Arc<Library>> = OnceLock::new();
    Arc::clone(COURSE.get_or_init(|| Arc::new(Library::embedded().expect("the course is sound"))))
}

impl Server {
    pub async fn start() -> Self {
        Self::start_with(course(), ORIGIN).await
    }

    pub async fn start_with(library: Arc<Library>, public_url: &'static str) -> Self {
        let server = Self {
            folder: TempDir::new().expect("a folder can be made"),
            library,
            public_url,
            smtp_url: Mutex::new(None),
            running: Mutex::new(None),
            time: Arc::new(FakeTime::new()),
        };
        server.open(Some(SETUP.to_owned())).await;
        server
    }

    /// Does what `serve` does before it listens. The entropy counts, so that two servers draw the same papers.
    async fn open(&self, setup: Option<String>) {
        let store = Store::open(&self.database_url(), Arc::clone(&self.library)).await.expect("the store opens");
        let last = store.last_clock().await.expect("the clock is readable");
        let clock = Clock::resume(Arc::clone(&self.time) as _, last);
        jobs::return_outage(&store, last, clock.now(), &store::fresh_id(clock.now().wall))
            .await
            .expect("the outage is noted");
        store.keep_clock(clock.now()).await.expect("the heartbeat is kept");
        let config = Config::from_parts("", |key| self.settings().remove(key)).expect("the configuration is sound");
        let post = Post::of(&config).expect("TLS can be used").map(Arc::new);
        let count = AtomicU64::new(1);
        let entropy = Arc::new(move || count.fetch_add(0x9e37_79b9, Ordering::SeqCst));
        let hasher = Hasher::new().expect("hashing works");
        let app = App::with_entropy(&config, store.clone(), clock.clone(), hasher, setup, entropy);
        let running = Running { router: routes::router(app), store, clock, post };
        *self.running.lock().expect("no test panics while it holds this") = Some(running);
    }

    fn settings(&self) -> BTreeMap<&'static str, String> {
        let files = self.files().display().to_string();
        let mut settings =
            BTreeMap::from([("CLAUSEWISE_PUBLIC_URL", self.public_url.to_owned()), ("CLAUSEWISE_FILES_DIR", files)]);
        if let Some(smtp) = self.smtp_url.lock().expect("no test panics while it holds this").clone() {
            settings.insert("CLAUSEWISE_SMTP_URL", smtp);
            settings.insert("CLAUSEWISE_MAIL_FROM", "Clausewise <no-reply@clausewise.example>".to_owned());
        }
        settings
    }

    /// It is stopped, told of a mail server, and started again.
    pub async fn restart_with_mail(&self, smtp_url: String) {
        *self.smtp_url.lock().expect("no test panics while it holds this") = Some(smtp_url);
        self.crash(Millis(1)).await;
    }

    /// What the job does that sends mail; how many were sent.
    pub async fn deliver(&self) -> usize {
        let Running { store, clock, post, .. } = self.running();
        mail::deliver(&store, &clock, post.as_ref(), &|| false).await.expect("the store answers")
    }

    /// What the job does that begins a day; how many summaries that makes.
    pub async fn begin_day(&self) -> usize {
        let Running { store, clock, .. } = self.running();
        let now = clock.now().wall;
        let begun = jobs::begin_day(&store, self.public_url, now).await.expect("the store answers");
        let made = begun.summed_up;
        jobs::tidy_files(&store, &Files::at(Place::Folder(self.files())), begun, now).await;
        made
    }

    /// The job that sends mail, until it is told to stop.
    pub async fn send_mail(&self, stop: watch::Receiver<bool>) {
        let Running { store, clock, post, .. } = self.running();
        jobs::send_mail(store, clock, post, stop).await;
    }

    fn running(&self) -> Running {
        let running = self.running.lock().expect("no test panics while it holds this");
        running.clone().expect("the server runs")
    }

    pub fn router(&self) -> Router {
        self.running().router
    }

    pub fn store(&self) -> Store {
        self.running().store
    }

    /// The wall clock of the machine.
    pub fn time_wall(&self) -> domain::time::Timestamp {
        self.now().wall
    }

    /// Both clocks of the running server.
    pub fn now(&self) -> ClockReading {
        self.running().clock.now()
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The job that the server does every second.
    pub async fn tick(&self) {
        let Running { store, clock, .. } = self.running();
        store.expire_due(clock.now()).await.expect("what is due ends");
        store.keep_clock(clock.now()).await.expect("the heartbeat is kept");
    }

    /// Every sitting is what its log says.
    pub async fn verify(&self) {
        let verified = self.store().verify_attempts().await.expect("the sittings are readable");
        assert!(verified.checked > 0, "there are sittings");
        assert_eq!(verified.faults, [], "what is stored is not what the logs give");
    }

    /// The server is killed without a word and comes back so much later.
    pub async fn crash(&self, outage: Millis) {
        *self.running.lock().expect("no test panics while it holds this") = None;
        self.time.reboot(outage);
        self.open(None).await;
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("clausewise.db")
    }

    /// The folder of files that people uploaded.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn database_url(&self) -> String {
        format!("sqlite://{}", self.database().display())
    }

    /// Another program's connection to the database.
    pub async fn sql(&self) -> SqlitePool {
        let options = SqliteConnectOptions::new().filename(self.database());
        SqlitePool::connect_with(options).await.expect("the database file is there")
    }

    /// Every row of every table, as text.
    pub async fn dump(&self) -> Vec<String> {
        let pool = self.sql().await;
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&pool).await.expect("the schema is readable");
        let mut dump = Vec::new();
        for (table,) in tables.iter().filter(|(table,)| table != "item_version" && table != "_sqlx_migrations") {
            let columns = format!("SELECT name FROM pragma_table_info('{table}')");
            let columns: Vec<(String,)> = rows(&pool, columns).await;
            let quoted = columns.iter().map(|(name,)| format!("quote({name})")).collect::<Vec<_>>().join("||','||");
            let lines: Vec<(String,)> = rows(&pool, format!("SELECT {quoted} FROM {table}")).await;
            let mut lines = lines.into_iter().map(|(line,)| format!("{table}: {line}")).collect::<Vec<_>>();
            lines.sort();
            dump.extend(lines);
        }
        dump
    }
}

async fn rows(pool: &SqlitePool, sql: String) -> Vec<(String,)> {
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(pool).await.expect("the table is readable")
}
