//! One run on one engine.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{analysis, list, room};
use crate::child::{Server, clausewise, now};
use crate::engines::Engine;
use crate::figures::{Report, Spread};
use crate::sitters::ground::Ground;
use crate::sitters::runtime;
use crate::sitters::wire::{Connection, FORM, get, post};
use crate::workspace::{Workspace, succeed};

/// Who manages the organisation of the demonstration.
const MANAGER: &str = "astrid.solberg@halvorsen.example";
const PASSWORD: &str = "walk+the+quiet+harbour";
/// Times each page is asked for, after once to warm up.
const TIMES: usize = 15;
/// Most that a page of the books may take, in milliseconds.
const PAGE: f64 = 100.0;

/// Most that a page may take that replays the logs of everybody, in milliseconds.
const REPLAY: f64 = 2_000.0;

/// Makes the organisation, asks for its pages, and takes a staff list in.
pub fn run(workspace: &Workspace, engine: Engine, people: u32) -> Result<Report> {
    let ground = Ground::make(workspace, "scale", engine)?;
    let mut report = Report::default();
    let begun = now();
    let mut demo = clausewise(&workspace.executable(), &ground.folder, &ground.url, "127.0.0.1:0".parse()?);
    succeed(demo.args(["demo", "--people", &people.to_string()]).stdout(Stdio::null()))?;
    report.known("five years of history made", begun.elapsed().as_secs_f64(), "s", String::new());
    let mut server = Server::start(|address| ground.serve(address))?;
    server.wait()?;
    report.known("start to first connection", server.age().as_secs_f64(), "s", String::new());
    runtime()?.block_on(async {
        let mut connection = Connection::open(server.address).await?;
        let cookie = sign_in(&mut connection).await?;
        let books = books(&mut connection, &cookie).await?;
        for (name, path) in pages(&mut connection, &cookie, &books).await? {
            page(&mut report, &mut connection, &cookie, name, &path, PAGE).await?;
        }
        for (name, path) in replays(&books) {
            page(&mut report, &mut connection, &cookie, name, &path, REPLAY).await?;
        }
        let took = list::take_in(&mut connection, &cookie, people).await?;
        let seconds = |time: Duration| time.as_secs_f64();
        report.known("staff list: read", seconds(took.read), "s", format!("{people} rows, {} kB", took.size / 1_000));
        report.known("staff list: what would become of it", seconds(took.shown), "s", String::new());
        report.at_most("staff list: taken in", seconds(took.taken), "s", 30.0, String::new());
        anyhow::Ok(())
    })?;
    report.known("memory, resident", server.resident()? as f64 / 1_024.0, "MiB", String::new());
    if engine == Engine::Sqlite {
        let size = fs::metadata(ground.folder.join("clausewise.db"))?.len();
        report.known("database", size as f64 / 1_048_576.0, "MiB", String::new());
    }
    server.stop()?;
    runtime()?.block_on(analysis::measure(&mut report, &ground))?;
    ground.remove()?;
    let ground = Ground::make(workspace, "class", engine)?;
    room::measure(&mut report, &ground)?;
    ground.remove()?;
    Ok(report)
}

async fn sign_in(connection: &mut Connection) -> Result<String> {
    let mut request = Vec::new();
    post(&mut request, "/sign-in", "", FORM, &format!("email={MANAGER}&password={PASSWORD}"));
    connection.ask(&request).await?;
    let cookies = connection.headers("set-cookie").filter_map(|cookie| cookie.split(';').next());
    let cookie = cookies.collect::<Vec<_>>().join("; ");
    ensure!(!cookie.is_empty(), "the sign-in was refused");
    Ok(cookie)
}

/// The address of the books.
async fn books(connection: &mut Connection, cookie: &str) -> Result<String> {
    connection.ask(&get("/organisations", cookie, "identity")).await?;
    first_link(connection, "/organisations/").context("the manager has an organisation")
}

/// The pages of the books, with their addresses.
async fn pages(connection: &mut Connection, cookie: &str, books: &str) -> Result<Vec<(&'static str, String)>> {
    connection.ask(&get(&format!("{books}/requirements"), cookie, "identity")).await?;
    let requirement = first_link(connection, &format!("{books}/requirements/")).context("something is required")?;
    connection.ask(&get(&format!("{books}/people?state=gap"), cookie, "identity")).await?;
    let person = first_link(connection, &format!("{books}/people/0")).context("somebody has a gap")?;
    let of = |page: &str| format!("{books}/{page}");
    Ok(vec![
        ("overview", books.to_owned()),
        ("people, by name", of("people")),
        ("people, last page", of("people?page=400")),
        ("people, by gaps", of("people?sort=gaps")),
        ("people, by Foundation", of("people?sort=foundation")),
        ("people, with a gap, Z first", of("people?state=gap&sort=name_down")),
        ("people, a name", of("people?words=nakamura")),
        ("people, by position", of("people?by=positions")),
        ("person", person),
        ("requirements", of("requirements")),
        ("requirement", requirement),
        ("forecast", of("forecast")),
        ("plan", of("plan")),
        ("renewals", of("renewals")),
        ("approvals", of("approvals")),
        ("departments", of("structure")),
        ("log", of("log")),
        ("settings", of("settings")),
        ("exceptions", of("exceptions")),
    ])
}

/// The pages that are a replay of the logs.
fn replays(books: &str) -> Vec<(&'static str, String)> {
    let of = |page: &str| format!("{books}/{page}");
    vec![
        ("who was qualified, a year ago", of("as-of?day=2025-11-01")),
        ("the same, page 100", of("as-of?day=2025-11-01&page=100")),
        ("the same, as known then", of("as-of?day=2025-11-01&known=2025-11-01")),
        ("pack, a sample of 25", of("pack?from=2025-11-01&until=2025-12-31&sample=25&seed=42")),
        ("pack, everybody", of("pack?from=2025-11-01&until=2025-12-31")),
    ]
}

/// The first address on the page that begins so.
fn first_link(connection: &Connection, start: &str) -> Option<String> {
    let page = std::str::from_utf8(connection.body()).ok()?;
    let (_, rest) = page.split_once(&format!("href=\"{start}"))?;
    let end = rest.split(['"', '?', '#']).next()?;
    Some(format!("{start}{end}"))
}

async fn page(
    report: &mut Report,
    connection: &mut Connection,
    cookie: &str,
    name: &str,
    path: &str,
    most: f64,
) -> Result<()> {
    let mut took = Vec::new();
    for time in 0..=TIMES {
        let begun = now();
        connection.ask(&get(path, cookie, "identity")).await?;
        ensure!(connection.status() == 200, "{path} answers {}", connection.status());
        if time > 0 {
            took.push(begun.elapsed());
        }
    }
    let spread = Spread::of(took);
    let note = format!("slowest {:.1} ms; {} kB", spread.max, connection.body().len() / 1_000);
    report.at_most(format!("{name}: median"), spread.p50, "ms", most, note);
    Ok(())
}
