//! The run: sizes, starts, pages, saves, memory.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::load::{Round, Script, drive, median};
use super::saves::{Both, bare_server, save_figures};
use super::scene::{self, Page, Scene};
use super::search;
use crate::child::Server;
use crate::figures::{Report, short};
use crate::site::{Entry, Profile, manifest};
use crate::sitters::ground;
use crate::sitters::people::seat;
use crate::sitters::runtime;
use crate::sitters::wire::{Connection, get};
use crate::workspace::Workspace;

/// Connections of a quiet hour, of a busy one, and of an exam hall.
const CONNECTIONS: [usize; 3] = [1, 8, 200];
/// What Chromium asks for.
const CODINGS: &str = "gzip, deflate, br, zstd";

/// How much is measured.
#[derive(Clone, Copy)]
struct Effort {
    rounds: usize,
    page: Duration,
    saves: Duration,
}

/// Measures everything, in a folder that is gone afterwards.
pub fn all(workspace: &Workspace, quick: bool) -> Result<Report> {
    let effort = if quick {
        Effort { rounds: 1, page: Duration::from_millis(400), saves: Duration::from_millis(1_500) }
    } else {
        Effort { rounds: 5, page: Duration::from_millis(600), saves: Duration::from_secs(2) }
    };
    let folder = ground::folder(&workspace.target, "bench")?;
    let measured = run(workspace, &folder, effort);
    fs::remove_dir_all(&folder)?;
    measured
}

fn run(workspace: &Workspace, folder: &Path, effort: Effort) -> Result<Report> {
    let mut report = Report::default();
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().context("/proc tells the load")?.parse()?;
    report.known("load of the machine before", load, "", "times are good on a quiet machine only".to_owned());
    search::figures(&mut report)?;
    starts(&mut report, &workspace.executable(), &made(folder.join("start"))?)?;
    let scene = Scene::make(&workspace.executable(), &made(folder.join("scene"))?)?;
    let server = scene.serve()?;
    let before = server.resident()?;
    let pages = scene.pages(&server)?;
    let kept = made(folder.join("pages"))?;
    for (number, page) in pages.iter().enumerate() {
        fs::write(kept.join(number.to_string()), &page.html)?;
    }
    let bare = bare_server(&kept, &format!("sqlite://{}", folder.join("bare.db").display()))?;
    let both = Both { server: &server, bare: &bare };
    page_figures(&mut report, &both, &pages, effort)?;
    let candidates = runtime()?.block_on(seat(server.address, &scene.people))?;
    save_figures(&mut report, &both, &candidates, effort.rounds, effort.saves)?;
    sizes(&mut report, workspace, &server, &pages)?;
    let mebibytes = |kib: u64| kib as f64 / 1_024.0;
    report.known("memory, resident, before", mebibytes(before), "MiB", String::new());
    report.at_most("memory, resident, after", mebibytes(server.resident()?), "MiB", 40.0, String::new());
    server.stop()?;
    Ok(report)
}

fn made(folder: std::path::PathBuf) -> Result<std::path::PathBuf> {
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// From the start of the process to the first page, on an empty folder and once more.
fn starts(report: &mut Report, executable: &Path, folder: &Path) -> Result<()> {
    for (figure, target) in [("first start to first page", 0.3), ("second start to first page", 0.3)] {
        let mut server = Server::start(|address| scene::serve(executable, folder, address))?;
        server.wait()?;
        runtime()?.block_on(async {
            let mut connection = Connection::open(server.address).await?;
            connection.ask(&get("/sign-in", "", "identity")).await?;
            ensure!(connection.status() == 200, "the first page answers {}", connection.status());
            report.at_most(figure, server.age().as_secs_f64(), "s", target, String::new());
            Ok(())
        })?;
        server.stop()?;
    }
    Ok(())
}

/// Rounds of one page; the bare ones stand between the others, so that what else the machine does falls on both.
#[derive(Default)]
struct Rounds {
    bare: Vec<Round>,
    own: [Vec<Round>; CONNECTIONS.len()],
    compressed: Vec<Round>,
}

fn page_figures(report: &mut Report, both: &Both<'_>, pages: &[Page], effort: Effort) -> Result<()> {
    let mut all = pages.iter().map(|_| Rounds::default()).collect::<Vec<_>>();
    for _ in 0..effort.rounds {
        for ((number, page), rounds) in pages.iter().enumerate().zip(&mut all) {
            let own = get(&page.path, &page.cookie, "identity");
            for (connections, own_rounds) in CONNECTIONS.into_iter().zip(&mut rounds.own) {
                own_rounds.push(drive(both.server, again(&own, connections), effort.page)?);
            }
            let bare = get(&format!("/{number}"), &page.cookie, "identity");
            rounds.bare.push(drive(both.bare, again(&bare, CONNECTIONS[1]), effort.page)?);
            let compressed = get(&page.path, &page.cookie, CODINGS);
            rounds.compressed.push(drive(both.server, again(&compressed, CONNECTIONS[1]), effort.page / 2)?);
        }
    }
    for (page, rounds) in pages.iter().zip(&all) {
        page_lines(report, page, rounds)?;
    }
    Ok(())
}

/// The same request on so many connections.
fn again(request: &[u8], connections: usize) -> Vec<Script> {
    (0..connections)
        .map(|_| {
            let request = request.to_vec();
            Box::new(move |buffer: &mut Vec<u8>| buffer.extend_from_slice(&request)) as Script
        })
        .collect()
}

fn page_lines(report: &mut Report, page: &Page, rounds: &Rounds) -> Result<()> {
    let Page { name, html, .. } = page;
    let (busy, bare) = (median(&rounds.own[1])?, median(&rounds.bare)?);
    let compressed = format!("{} bytes; {} ms compressed", html.len(), short(median(&rounds.compressed)?.cpu));
    report.at_most(format!("{name}: CPU a page"), busy.cpu, "ms", 0.35, compressed);
    let note = format!("bare axum {} ms", short(bare.cpu));
    report.at_most(format!("{name}: CPU, of bare axum"), busy.cpu / bare.cpu, "times", 10.0, note);
    for (connections, (rounds, target)) in CONNECTIONS.iter().zip(rounds.own.iter().zip([None, Some(10.0), Some(50.0)]))
    {
        let Round { took, rate, .. } = median(rounds)?;
        let figure = format!("{name}: p99, {connections} at once");
        let note = format!("p50 {} ms, {} pages/s", short(took.p50), short(rate.round()));
        match target {
            Some(target) => report.at_most(figure, took.p99, "ms", target, note),
            None => report.known(figure, took.p99, "ms", note),
        }
    }
    Ok(())
}

/// What travels to a browser for the first time.
fn sizes(report: &mut Report, workspace: &Workspace, server: &Server, pages: &[Page]) -> Result<()> {
    let entries = manifest(&Profile::Browser.folder(workspace))?;
    let wire = |entry: &Entry| entry.brotli.unwrap_or(entry.bytes) as f64;
    let named = |name: &str| {
        let entry = entries.iter().find(|entry| entry.name == name);
        entry.map(wire).with_context(|| format!("the site has no {name}"))
    };
    let exam = pages.iter().find(|page| page.name == "exam").context("the exam page was taken")?;
    let html = runtime()?.block_on(async {
        let mut connection = Connection::open(server.address).await?;
        connection.ask(&get(&exam.path, &exam.cookie, CODINGS)).await?;
        anyhow::Ok(connection.body().len() as f64)
    })?;
    let (wasm, island) = (named("clausewise.wasm")?, named("clausewise.js")?);
    let (style, script) = (named("site.css")?, named("site.js")?);
    let kilobytes = |bytes: f64| bytes / 1_000.0;
    report.known("wasm, brotli", kilobytes(wasm), "kB", String::new());
    report.known("island script, brotli", kilobytes(island), "kB", String::new());
    report.known("style, brotli", kilobytes(style), "kB", String::new());
    report.at_most("script of a page without an island, brotli", kilobytes(script), "kB", 2.0, String::new());
    let note = format!("its HTML {} kB", short(kilobytes(html)));
    let all = (wasm + island + style + script + html) / 1_024.0;
    report.at_most("exam page in all", all, "KiB", 150.0, note);
    let fonts = entries.iter().filter(|entry| entry.content_type == "font/woff2").map(wire).sum::<f64>();
    report.at_most("fonts", kilobytes(fonts), "kB", 90.0, String::new());
    Ok(())
}
