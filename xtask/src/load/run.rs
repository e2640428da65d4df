//! One run on one engine, and what is said about it.

use std::fs;
use std::time::Duration;

use anyhow::Result;

use super::machine::Sample;
use crate::bench::saves::{Both, all_at_once, bare_server, save_figures};
use crate::child::Server;
use crate::engines::Engine;
use crate::figures::{Report, Spread, millis};
use crate::sitters::ground::Ground;
use crate::sitters::hall::{self, Seen};
use crate::sitters::people::{Person, enrol, seat, write_start};
use crate::sitters::{Candidate, runtime, start};
use crate::workspace::Workspace;

/// Rounds of saves as fast as they go, beside bare ones.
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_secs(2);
/// How long the machine is driven to its end to see what ends.
const FLAT_OUT: Duration = Duration::from_secs(6);

/// How many, and how long.
pub struct Plan {
    pub length: Duration,
    pub candidates: usize,
    pub starters: usize,
}

/// Runs it on a fresh database.
pub fn run(workspace: &Workspace, engine: Engine, plan: &Plan) -> Result<Report> {
    let ground = Ground::make(workspace, "load", engine)?;
    let (people, starters) = runtime()?.block_on(prepare(&ground, plan))?;
    let mut server = Server::start(|address| ground.serve(address))?;
    server.wait()?;
    let candidates = runtime()?.block_on(seat(server.address, &people))?;
    let mut report = Report::default();
    in_the_hall(&mut report, &ground, &server, &candidates, plan)?;
    at_once(&mut report, &ground, &server, &starters)?;
    flat_out(&mut report, &ground, &server, &candidates)?;
    server.stop()?;
    ground.remove()?;
    Ok(report)
}

async fn prepare(ground: &Ground, plan: &Plan) -> Result<(Vec<Person>, Vec<Person>)> {
    let store = ground.store().await?;
    let people = enrol(&store, "candidate", plan.candidates).await?;
    let starters = enrol(&store, "starter", plan.starters).await?;
    store.close().await;
    Ok((people, starters))
}

fn in_the_hall(
    report: &mut Report,
    ground: &Ground,
    server: &Server,
    candidates: &[Candidate],
    plan: &Plan,
) -> Result<()> {
    let before = sample(ground, server)?;
    let seen = runtime()?.block_on(hall::sit(server.address, candidates.to_vec(), plan.length))?;
    let usage = before.until(&sample(ground, server)?);
    let saves = seen.took.len();
    report.known("saves in the hall", saves as f64, "", format!("{} candidates", candidates.len()));
    times(report, "save", seen, Some(50.0));
    report.at_most(
        "save: CPU, server and database",
        millis(usage.spent) / saves.max(1) as f64,
        "ms",
        1.0,
        String::new(),
    );
    usage.tell(report, "hall");
    Ok(())
}

fn at_once(report: &mut Report, ground: &Ground, server: &Server, starters: &[Person]) -> Result<()> {
    let before = sample(ground, server)?;
    let (seen, _) = runtime()?.block_on(start::begin(server.address, starters, write_start))?;
    let usage = before.until(&sample(ground, server)?);
    report.known("starts at the same instant", starters.len() as f64, "", String::new());
    times(report, "start", seen, None);
    let each = millis(usage.spent) / starters.len().max(1) as f64;
    report.known("start: CPU, server and database", each, "ms", String::new());
    usage.tell(report, "start");
    Ok(())
}

/// As fast as they go: beside the least that the machine needs, and what ends first.
fn flat_out(report: &mut Report, ground: &Ground, server: &Server, candidates: &[Candidate]) -> Result<()> {
    let pages = ground.folder.join("pages");
    fs::create_dir_all(&pages)?;
    let database = match &ground.cluster {
        Some(cluster) => runtime()?.block_on(cluster.database("bare"))?,
        None => format!("sqlite://{}", ground.folder.join("bare.db").display()),
    };
    let bare = bare_server(&pages, &database)?;
    save_figures(report, &Both { server, bare: &bare }, candidates, ROUNDS, ROUND)?;
    drop(bare);
    let before = sample(ground, server)?;
    let round = all_at_once(server, candidates, FLAT_OUT)?;
    let usage = before.until(&sample(ground, server)?);
    usage.tell(report, "flat out");
    report.known("flat out, saves", round.rate.round(), "saves/s", format!("first at its end: {}", usage.first()));
    Ok(())
}

fn sample(ground: &Ground, server: &Server) -> Result<Sample> {
    let database = ground.cluster.as_ref();
    let folder = database.map_or(ground.folder.as_path(), |cluster| cluster.folder());
    Sample::take(server, database.map(|cluster| cluster.process()), folder)
}

fn times(report: &mut Report, what: &str, seen: Seen, p99: Option<f64>) {
    report.none(format!("{what}: failed"), seen.failed, seen.why.unwrap_or_default());
    let spread = Spread::of(seen.took);
    let figure = format!("{what}: p99");
    match p99 {
        Some(target) => report.at_most(figure, spread.p99, "ms", target, spread.note()),
        None => report.known(figure, spread.p99, "ms", spread.note()),
    }
}
