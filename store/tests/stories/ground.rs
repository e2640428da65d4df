//! What a story stands on: a store over a database of its own, another program's view of it, people and papers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use cluster::Cluster;
use content::Library;
use domain::attempt::{Act, Mode, Save};
use domain::award::{Day, day_of};
use domain::ids::{AccountId, AttemptId, ItemId, OrganisationId};
use domain::item::{Body, Item};
use domain::layout::{Cut, CutSource, Layout};
use domain::marks::Marks;
use domain::question::Level;
use domain::response::Response;
use domain::time::{Millis, ServiceTime, Timestamp};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use store::{Attempt, ClockReading, NewAccount, NewAttempt, Role, SignUp, Staff, StartOutcome, Store, fresh_id};
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

/// The day of the first moment.
pub fn today() -> Day {
    day_of(at(0).wall)
}

/// A moment: so many milliseconds after the stories begin, on both clocks.
pub fn at(millis: i64) -> ClockReading {
    ClockReading { service: ServiceTime(1_000 + millis), wall: Timestamp(1_795_338_000_000 + millis) }
}

/// The working time of an exam in the stories.
pub const GRANTED: Millis = Millis(100_000);

impl Other {
    pub async fn open(url: &str) -> Self {
        match url.strip_prefix("sqlite://") {
            Some(file) => {
                let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
                Self::Sqlite(SqlitePool::connect_with(options).await.expect("the file can be opened"))
            }
            None => Self::Postgres(PgPool::connect(url).await.expect("the database is there")),
        }
    }

    /// The first column of all rows, as text.
    pub async fn column(&self, sql: &str) -> Vec<Option<String>> {
        let sql = AssertSqlSafe(sql.to_owned());
        let rows: Vec<(Option<String>,)> = match self {
            Self::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.expect("the query is sound"),
            Self::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.expect("the query is sound"),
        };
        rows.into_iter().map(|(value,)| value).collect()
    }

    pub async fn execute(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => drop(sqlx::query(sql).execute(pool).await.expect("the statement is sound")),
            Self::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.expect("the statement is sound")),
        }
    }
}

impl Ground {
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().expect("a folder can be made");
        let url = format!("sqlite://{}", folder.path().join("a folder/clausewise.db").display());
        Self { folder: Some(folder), ..Self::over(url).await }
    }

    pub async fn postgres(cluster: &Cluster, number: usize) -> Self {
        let url = cluster.database_like(&format!("story_{number}"), "prepared").await;
        Self::over(url.expect("a database can be made")).await
    }

    /// Makes the database that those of the stories are copies of.
    pub async fn prepare(cluster: &Cluster) {
        let url = cluster.database("prepared").await.expect("a database can be made");
        Store::open(&url, course()).await.expect("the store opens").close().await;
    }

    /// The ground of a database that stands somewhere.
    pub async fn over(url: String) -> Self {
        let store = Store::open(&url, course()).await.expect("the store opens");
        Self { store, other: Other::open(&url).await, url, folder: None }
    }

    /// The address of an empty database beside this one, which has to outlive it.
    pub async fn beside(&self) -> String {
        match &self.other {
            Other::Sqlite(_) => self.url.replace("clausewise.db", "beside.db"),
            Other::Postgres(_) => {
                let (head, host) = self.url.split_once('?').expect("the address names a folder");
                let (server, name) = head.rsplit_once('/').expect("the address names a database");
                self.execute(&format!("CREATE DATABASE {name}_beside")).await;
                format!("{server}/{name}_beside?{host}")
            }
        }
    }

    pub fn other(&self) -> &Other {
        &self.other
    }

    /// The folder of the database, on SQLite.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.path().join("a folder"))
    }

    pub async fn column(&self, sql: &str) -> Vec<Option<String>> {
        self.other.column(sql).await
    }

    pub async fn count(&self, table: &str) -> usize {
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
        let count = self.column(&sql).await.remove(0).expect("a count is a number");
        count.parse().expect("a count is a number")
    }

    pub async fn execute(&self, sql: &str) {
        self.other.execute(sql).await;
    }

    /// A new candidate without an organisation.
    pub async fn person(&self, name: &str) -> AccountId {
        self.somebody(name, None).await
    }

    /// A new candidate of an organisation.
    pub async fn member(&self, organisation: &OrganisationId, name: &str) -> AccountId {
        self.somebody(name, Some(organisation.clone())).await
    }

    async fn somebody(&self, name: &str, organisation: Option<OrganisationId>) -> AccountId {
        let id = AccountId::new(fresh_id(at(0).wall));
        let new = NewAccount { organisation, ..new_account(&id, name, &format!("{name}@example.org")) };
        assert_eq!(self.store.make_account(new, at(0).wall).await.expect("the store answers"), SignUp::Made);
        id
    }

    pub async fn organisation(&self, name: &str) -> OrganisationId {
        let id = OrganisationId::new(fresh_id(at(0).wall));
        self.store.make_organisation(id.clone(), name.to_owned(), at(0).wall).await.expect("the store answers");
        id
    }

    /// Starts a sitting.
    pub async fn start(&self, new: NewAttempt, now: ClockReading) -> AttemptId {
        match self.store.start_attempt(new, now).await.expect("the store answers") {
            StartOutcome::Started(id) => id,
            StartOutcome::Running(id) | StartOutcome::Before(id) => panic!("{id} is there already"),
            StartOutcome::Closed => panic!("the assignment is closed"),
        }
    }

    /// Starts an exam of so many items.
    pub async fn exam(&self, account: &AccountId, items: usize, now: ClockReading) -> AttemptId {
        self.start(new_exam(account, items), now).await
    }

    /// A sitting that is there.
    pub async fn attempt(&self, account: &AccountId, id: &AttemptId) -> Attempt {
        self.store.attempt(account, id).await.expect("the store answers").expect("it is there")
    }

    /// Number of lines in the log of a sitting.
    pub async fn lines(&self, id: &AttemptId) -> usize {
        self.count(&format!("attempt_event WHERE attempt_id = '{id}'")).await
    }

    /// What a check of all sittings says against them, in words.
    pub async fn faults(&self) -> Vec<&'static str> {
        let verified = self.store.verify_attempts().await.expect("the store answers");
        verified.faults.into_iter().map(|(_, fault)| fault).collect()
    }
}

/// Somebody who looks after an organisation's people.
pub fn trainer(organisation: &OrganisationId) -> Staff {
    Staff::of(Role::Trainer, Some(organisation), "Tess Trainer").expect("trainers look after their people")
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

/// What papers are made of here: live items with one right option of four.
pub fn is_common(item: &Item) -> bool {
    item.is_live() && matches!(&item.body, Body::Single { options, .. } if options.len() == 4)
}

fn common(library: &Library) -> impl Iterator<Item = &Item> {
    library.items.iter().filter(|item| is_common(item))
}

pub fn new_exam(account: &AccountId, items: usize) -> NewAttempt {
    NewAttempt {
        id: AttemptId::new(fresh_id(at(0).wall)),
        account: account.clone(),
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: None,
        fixed: None,
        title: "An exam".to_owned(),
        seed: u64::MAX - 1,
        items: common(&course()).take(items).cloned().collect(),
        layout: Layout { cut: Some(Cut { marks: Marks::whole(2), source: CutSource::Scheme }), ..Layout::default() },
        base: Some(GRANTED),
        vault: "a vault".to_owned(),
        entry: None,
        limit: None,
    }
}

pub fn new_practice(account: &AccountId, items: usize) -> NewAttempt {
    NewAttempt { mode: Mode::Practice, layout: Layout::default(), base: None, ..new_exam(account, items) }
}

/// The right option of the item at a place of the papers.
pub fn key(place: usize) -> u8 {
    let library = course();
    let Some(Item { body: Body::Single { key, .. }, .. }) = common(&library).nth(place) else {
        panic!("the bank is large")
    };
    *key
}

/// The item at a place of the papers.
pub fn item(place: usize) -> ItemId {
    common(&course()).nth(place).expect("the bank is large").id.clone()
}

pub fn answer(item: u16, choice: u8) -> Act {
    Act::Answer { item, response: Response::Choice(choice) }
}

/// The right answer to the item at a place of the papers.
pub fn right(item: u16) -> Act {
    answer(item, key(usize::from(item)))
}

/// A wrong answer to the item at a place of the papers.
pub fn wrong(item: u16) -> Act {
    answer(item, (key(usize::from(item)) + 1) % 4)
}

pub fn saved(sequence: u64, act: Act) -> Save {
    by("key", sequence, act)
}

/// A save of a page.
pub fn by(page: &str, sequence: u64, act: Act) -> Save {
    Save { key: format!("{page}-{sequence}"), sequence, act }
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
