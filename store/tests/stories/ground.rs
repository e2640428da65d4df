//! What a story stands on: a store over a database of its own, another program's view of it, people and papers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use cluster::Cluster;
use content::Library;
use domain::attempt::{Act, Mode, Save};
use domain::ids::{AccountId, AttemptId, ItemId};
use domain::question::{Level, Response};
use domain::time::{Millis, ServiceTime, Timestamp};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use store::{ClockReading, NewAccount, NewAttempt, PaperItem, Role, SignUp, StartOutcome, Store, fresh_id};
use tempfile::TempDir;

pub struct Ground {
    pub store: Store,
    pub url: String,
    other: Other,
    folder: Option<TempDir>,
}

/// Another program's connection.
#[derive(Clone)]
pub enum Other {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// The course, read once.
pub fn course() -> Arc<Library> {
    static COURSE: OnceLock<Arc<Library>> = OnceLock::new();
    Arc::clone(COURSE.get_or_init(|| Arc::new(Library::embedded().expect("the course is sound"))))
}

/// A moment: so many milliseconds after the stories begin, on both clocks.
pub fn at(millis: i64) -> ClockReading {
    ClockReading { service: ServiceTime(1_000 + millis), wall: Timestamp(1_795_338_000_000 + millis) }
}

/// The working time of an exam in the stories.
pub const GRANTED: Millis = Millis(100_000);

impl Ground {
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let file = folder.path().join("a folder/clausewise.db");
        let url = format!("sqlite://{}", file.display());
        let store = Store::open(&url, course()).await.expect("the store opens");
        let other = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file)).await;
        Self { store, url, other: Other::Sqlite(other.expect("the file is there")), folder: Some(folder) }
    }

    pub async fn postgres(cluster: &Cluster, number: usize) -> Self {
        let url = cluster.database(&format!("story_{number}")).await.expect("a database can be made");
        let store = Store::open(&url, course()).await.expect("the store opens");
        let other = PgPool::connect(&url).await.expect("the database is there");
        Self { store, url, other: Other::Postgres(other), folder: None }
    }

    pub fn other(&self) -> &Other {
        &self.other
    }

    /// The folder of the database, on SQLite.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.path().join("a folder"))
    }

    /// The first column of all rows, as text.
    pub async fn column(&self, sql: &str) -> Vec<Option<String>> {
        let sql = AssertSqlSafe(sql.to_owned());
        let rows: Vec<(Option<String>,)> = match &self.other {
            Other::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.expect("the query is sound"),
            Other::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.expect("the query is sound"),
        };
        rows.into_iter().map(|(value,)| value).collect()
    }

    pub async fn count(&self, table: &str) -> usize {
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
        let count = self.column(&sql).await.remove(0).expect("a count is a number");
        count.parse().expect("a count is a number")
    }

    pub async fn execute(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.other {
            Other::Sqlite(pool) => drop(sqlx::query(sql).execute(pool).await.expect("the statement is sound")),
            Other::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.expect("the statement is sound")),
        }
    }

    /// A new candidate.
    pub async fn person(&self, name: &str) -> AccountId {
        let id = AccountId::new(fresh_id(at(0).wall));
        let new = new_account(&id, name, &format!("{name}@example.org"));
        assert_eq!(self.store.make_account(new, at(0).wall).await.expect("the store answers"), SignUp::Made);
        id
    }

    /// Starts an exam of so many items.
    pub async fn exam(&self, account: &AccountId, items: usize, now: ClockReading) -> AttemptId {
        match self.store.start_attempt(new_exam(account, items), now).await.expect("the store answers") {
            StartOutcome::Started(id) => id,
            StartOutcome::Running(id) => panic!("{account} is sitting {id}"),
        }
    }
}

pub fn new_account(id: &AccountId, name: &str, email: &str) -> NewAccount {
    NewAccount {
        id: id.clone(),
        organisation: None,
        email: email.to_owned(),
        name: name.to_owned(),
        role: Role::Candidate,
        password_hash: "a hash".to_owned(),
    }
}

pub fn new_exam(account: &AccountId, items: usize) -> NewAttempt {
    let library = course();
    let items = library.items.iter().filter(|item| item.is_live()).take(items).collect::<Vec<_>>();
    NewAttempt {
        id: AttemptId::new(fresh_id(at(0).wall)),
        account: account.clone(),
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: None,
        title: "An exam".to_owned(),
        seed: u64::MAX - 1,
        options: items.iter().map(|item| item.options.len() as u8).collect(),
        paper: items.iter().map(|item| PaperItem { item: item.id.clone(), digest: item.digest.clone() }).collect(),
        pass_mark: Some(2),
        granted: Some(GRANTED),
    }
}

pub fn new_practice(account: &AccountId, items: usize) -> NewAttempt {
    NewAttempt { mode: Mode::Practice, pass_mark: None, granted: None, ..new_exam(account, items) }
}

/// The right option of the item at a place of the papers.
pub fn key(place: usize) -> u8 {
    let library = course();
    library.items.iter().filter(|item| item.is_live()).nth(place).expect("the bank is large").key
}

/// The item at a place of the papers.
pub fn item(place: usize) -> ItemId {
    let library = course();
    library.items.iter().filter(|item| item.is_live()).nth(place).expect("the bank is large").id.clone()
}

pub fn answer(item: u16, choice: u8) -> Act {
    Act::Answer { item, response: Response::Choice(choice) }
}

pub fn saved(sequence: u64, act: Act) -> Save {
    Save { key: format!("key-{sequence}"), sequence, act }
}

/// All files below a folder with an ending, with their text.
pub fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push((path.clone(), std::fs::read_to_string(path).expect("the file is text")));
        }
    }
    found
}
