//! What is measured on: a folder with a database full of people, and the pages of one of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use content::{Lesson, Library, Part};
use domain::attempt::{Act, Mode, Phase, Save};
use domain::ids::{AccountId, AttemptId, SchemeId};
use domain::question::{Level, Response};
use domain::scheme::Scheme;
use domain::time::{Millis, Timestamp};
use sha2::{Digest, Sha256};
use store::{ClockReading, NewAccount, NewAttempt, PaperItem, Role, StartOutcome, Store, Token, fresh_id};
use tokio::task::JoinSet;

use super::child::{Server, clausewise};
use super::load::{Connection, get, post, runtime};
use crate::workspace::succeed;

/// Sits at every exam; many enough that no log grows longer than a diligent candidate's.
const CANDIDATES: usize = 1_000;
const SCHEME: &str = "practice-foundation-2018";
/// Somebody of the demonstration with lessons, practice and three exams behind her.
const EMAIL: &str = "sofia.petrov@fernhill.example";
const PASSWORD: &str = "walk the quiet harbour";
const FORM: &str = "application/x-www-form-urlencoded";

/// The folder, and who is in its database.
pub struct Scene {
    pub executable: PathBuf,
    pub folder: PathBuf,
    pub candidates: Vec<Candidate>,
    /// The longest lesson.
    lesson: String,
    /// A form that chooses ten questions of all areas.
    practice: String,
    /// An exam that the person of [`EMAIL`] handed in.
    result: String,
}

/// Somebody sitting an exam.
#[derive(Clone)]
pub struct Candidate {
    pub cookie: String,
    pub attempt: AttemptId,
    /// Saves sent so far.
    pub saves: u64,
}

/// A page as it is asked for, and as it came.
pub struct Page {
    pub name: &'static str,
    pub path: String,
    pub cookie: String,
    pub html: Vec<u8>,
}

impl Scene {
    /// Fills an empty folder.
    pub fn make(executable: &Path, folder: &Path) -> Result<Self> {
        let nowhere = "127.0.0.1:0".parse()?;
        succeed(clausewise(executable, folder, nowhere).arg("demo").stdout(Stdio::null()).stderr(Stdio::null()))?;
        let library = Library::embedded().map_err(|report| anyhow::anyhow!("the course has problems\n{report}"))?;
        let lesson = library.lessons.iter().max_by_key(|lesson| length(lesson)).context("the course has lessons")?;
        let lesson = format!("/course/{}", lesson.id);
        let areas = library.courses.iter().flat_map(|course| &course.areas);
        let practice = areas.map(|area| format!("area={}&", area.id)).collect::<String>() + "number=10";
        runtime()?.block_on(async {
            let url = format!("sqlite://{}", folder.join("clausewise.db").display());
            let store = Store::open(&url, Arc::new(library)).await?;
            let result = handed_in(&store).await?;
            let candidates = candidates(&store).await?;
            store.close().await;
            Ok(Self {
                executable: executable.to_owned(),
                folder: folder.to_owned(),
                candidates,
                lesson,
                practice,
                result,
            })
        })
    }

    /// Starts the product on it.
    pub fn serve(&self) -> Result<Server> {
        let mut server = Server::start(|address| serve(&self.executable, &self.folder, address))?;
        server.wait()?;
        Ok(server)
    }

    /// Signs in through the form, starts an exam and a practice set, answers a little, and takes every page once.
    pub fn pages(&self, server: &Server) -> Result<Vec<Page>> {
        runtime()?.block_on(async {
            let mut connection = Connection::open(server.address).await?;
            let mut request = Vec::new();
            let form = format!("email={EMAIL}&password={}", PASSWORD.replace(' ', "+"));
            post(&mut request, "/sign-in", "", FORM, &form);
            connection.ask(&request).await?;
            let cookies = connection.headers("set-cookie").filter_map(|cookie| cookie.split(';').next());
            let cookie = cookies.collect::<Vec<_>>().join("; ");
            ensure!(!cookie.is_empty(), "the sign-in was refused");
            let exam = lead(&mut connection, &cookie, "/exam", &format!("scheme={SCHEME}")).await?;
            let mut candidate = Candidate {
                cookie: cookie.clone(),
                attempt: AttemptId::new(exam.trim_start_matches("/exam/")),
                saves: 0,
            };
            for _ in 0..25 {
                request.clear();
                candidate.save(&mut request);
                connection.ask(&request).await?;
            }
            let practice = lead(&mut connection, &cookie, "/practice", &self.practice).await?;
            let mut pages = Vec::new();
            for (name, path, cookie) in [
                ("sign-in", "/sign-in".to_owned(), ""),
                ("dashboard", "/dashboard".to_owned(), &cookie),
                ("course", "/course".to_owned(), &cookie),
                ("lesson", self.lesson.clone(), &cookie),
                ("exam", exam, &cookie),
                ("practice", practice, &cookie),
                ("clauses", "/clauses".to_owned(), &cookie),
                ("result", self.result.clone(), &cookie),
            ] {
                connection.ask(&get(&path, cookie, "identity")).await?;
                ensure!(connection.status() == 200, "{path} answers {}", connection.status());
                pages.push(Page { name, path, cookie: cookie.to_owned(), html: connection.body().to_owned() });
            }
            Ok(pages)
        })
    }
}

impl Candidate {
    /// Writes the next save: another answer to another item, as the exam island sends it.
    pub fn save(&mut self, request: &mut Vec<u8>) {
        self.saves += 1;
        let item = (self.saves % 40) as u16;
        let act = Act::Answer { item, response: Response::Choice((self.saves / 40 % 4) as u8) };
        let save = Save { key: format!("{}-{}", self.attempt, self.saves), sequence: self.saves, act };
        let body = serde_json::json!({ "attempt": self.attempt, "save": save }).to_string();
        post(request, "/api/attempt/save", &self.cookie, "application/json", &body);
    }
}

/// The command that serves the product from a folder.
pub fn serve(executable: &Path, folder: &Path, address: std::net::SocketAddr) -> Command {
    let mut command = clausewise(executable, folder, address);
    command.arg("serve");
    command
}

/// Posts a form and answers where it leads.
async fn lead(connection: &mut Connection, cookie: &str, path: &str, form: &str) -> Result<String> {
    let mut request = Vec::new();
    post(&mut request, path, cookie, FORM, form);
    connection.ask(&request).await?;
    let place = connection.header("location");
    Ok(place.with_context(|| format!("{path} answers {}", connection.status()))?.to_owned())
}

async fn handed_in(store: &Store) -> Result<String> {
    let account = store.account_by_email(EMAIL).await?.context("the demonstration has her")?;
    let attempts = store.attempts(&account.id).await?;
    let exam = attempts.iter().find(|head| head.mode == Mode::Exam && head.phase == Phase::Submitted);
    Ok(format!("/exam/{}/result", exam.context("she handed in an exam")?.id))
}

/// Makes accounts that cannot sign in, each with a session and a running exam: hashing a thousand passwords takes long.
async fn candidates(store: &Store) -> Result<Vec<Candidate>> {
    let library = store.library().clone();
    let scheme = library.scheme(&SchemeId::new(SCHEME)).context("the course has a Foundation paper")?;
    let paper = domain::paper::draw(&library.items, &scheme.areas, &|_: &_| 0, 20_000)?;
    let items = paper.iter().filter_map(|id| library.item(id)).collect::<Vec<_>>();
    let options = items.iter().map(|item| item.options.len() as u8).collect::<Vec<_>>();
    let paper = items.into_iter().map(|item| PaperItem { item: item.id.clone(), digest: item.digest.clone() });
    let paper = paper.collect::<Vec<_>>();
    let service = store.last_clock().await?.unwrap_or_default().service;
    let now = ClockReading { service, wall: wall()? };
    let mut making = JoinSet::new();
    for number in 0..CANDIDATES {
        let attempt = attempt(scheme, &paper, &options, now.wall);
        making.spawn(candidate(store.clone(), number, attempt, now));
    }
    making.join_all().await.into_iter().collect()
}

fn attempt(scheme: &Scheme, paper: &[PaperItem], options: &[u8], now: Timestamp) -> NewAttempt {
    NewAttempt {
        id: AttemptId::new(fresh_id(now)),
        account: AccountId::new(fresh_id(now)),
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: Some(scheme.id.clone()),
        title: scheme.name.clone(),
        seed: 20_000,
        paper: paper.to_vec(),
        options: options.to_vec(),
        pass_mark: Some(scheme.pass),
        granted: Some(scheme.time()),
    }
}

async fn candidate(store: Store, number: usize, attempt: NewAttempt, now: ClockReading) -> Result<Candidate> {
    let account = attempt.account.clone();
    let new = NewAccount {
        id: account.clone(),
        organisation: None,
        email: format!("candidate-{number}@fernhill.example"),
        name: format!("Candidate {number}"),
        role: Role::Candidate,
        password_hash: String::new(),
    };
    store.make_account(new, now.wall).await?;
    let token = hex(&Sha256::digest(number.to_be_bytes()));
    let hash = Token(hex(&Sha256::digest(&token)));
    let life = Millis::minutes(24 * 60);
    store.begin_session(hash, fresh_id(now.wall), &account, "bench".to_owned(), now.wall, life).await?;
    let (StartOutcome::Started(attempt) | StartOutcome::Running(attempt)) = store.start_attempt(attempt, now).await?;
    Ok(Candidate { cookie: format!("clausewise={token}"), attempt, saves: 0 })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn length(lesson: &Lesson) -> usize {
    let text = |part: &Part| if let Part::Html(html) = part { html.len() } else { 0 };
    lesson.parts.iter().map(text).sum()
}

#[expect(clippy::disallowed_methods, reason = "sessions end, and exams begin, at a time of this machine")]
fn wall() -> Result<Timestamp> {
    Ok(Timestamp(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?))
}

/// Makes an empty folder for a bench; on a disk, since what is measured there is durable.
pub fn folder(target: &Path) -> Result<PathBuf> {
    let folder = target.join(format!("bench-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}
