//! What is measured on: a folder with a database full of people, and the pages of one of them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use content::{Lesson, Library, Part};
use domain::attempt::{Mode, Phase};
use domain::ids::AttemptId;
use store::Store;

use crate::child::{Server, clausewise, sqlite};
use crate::sitters::people::{Person, SCHEME, enrol};
use crate::sitters::wire::{Connection, FORM, get, post};
use crate::sitters::{Candidate, runtime};
use crate::workspace::succeed;

/// Sits at every exam; many enough that no log grows longer than a diligent candidate's.
const CANDIDATES: usize = 1_000;
/// Somebody of the demonstration with lessons, practice and three exams behind her.
const EMAIL: &str = "sofia.petrov@fernhill.example";
const PASSWORD: &str = "walk the quiet harbour";

/// The folder, and who is in its database.
pub struct Scene {
    pub executable: PathBuf,
    pub folder: PathBuf,
    pub people: Vec<Person>,
    /// The longest lesson.
    lesson: String,
    /// A form that chooses ten questions of all areas.
    practice: String,
    /// An exam that the person of [`EMAIL`] handed in.
    result: String,
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
        let mut demo = clausewise(executable, folder, &sqlite(folder), nowhere);
        succeed(demo.arg("demo").stdout(Stdio::null()).stderr(Stdio::null()))?;
        let library = Library::embedded().map_err(|report| anyhow::anyhow!("the course has problems\n{report}"))?;
        let lesson = library.lessons.iter().max_by_key(|lesson| length(lesson)).context("the course has lessons")?;
        let lesson = format!("/course/{}", lesson.id);
        let areas = library.courses.iter().flat_map(|course| &course.areas);
        let practice = areas.map(|area| format!("area={}&", area.id)).collect::<String>() + "number=10";
        runtime()?.block_on(async {
            let store = Store::open(&sqlite(folder), Arc::new(library)).await?;
            let result = handed_in(&store).await?;
            let people = enrol(&store, "candidate", CANDIDATES).await?;
            store.close().await;
            Ok(Self { executable: executable.to_owned(), folder: folder.to_owned(), people, lesson, practice, result })
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
                ("search", "/search?q=service+level+agreement".to_owned(), &cookie),
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

/// The command that serves the product from a folder.
pub fn serve(executable: &Path, folder: &Path, address: std::net::SocketAddr) -> Command {
    let mut command = clausewise(executable, folder, &sqlite(folder), address);
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

fn length(lesson: &Lesson) -> usize {
    let text = |part: &Part| if let Part::Html(html) = part { html.len() } else { 0 };
    lesson.parts.iter().map(text).sum()
}
