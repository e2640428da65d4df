//! Saves of an exam hall, as fast as they go, beside the least that the machine needs to commit as much.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;

use super::load::{Round, Script, drive, median};
use crate::child::Server;
use crate::figures::{Report, short};
use crate::sitters::Candidate;

/// Candidates who save at the same time.
const SAVING: usize = 64;

/// The product and the ceiling.
pub struct Both<'a> {
    pub server: &'a Server,
    pub bare: &'a Server,
}

/// Starts the ceiling on a folder of pages and a database that it makes its table in.
pub fn bare_server(pages: &Path, database: &str) -> Result<Server> {
    let mut bare = Server::start(|address| {
        let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| "/proc/self/exe".into()));
        command.args(["bench-bare", "--address", &address.to_string(), "--pages"]).arg(pages);
        command.args(["--database", database]);
        command
    })?;
    bare.wait()?;
    Ok(bare)
}

/// Measures both in turn, so that what else the machine does falls on both.
pub fn save_figures(
    report: &mut Report,
    both: &Both<'_>,
    candidates: &[Candidate],
    rounds: usize,
    length: Duration,
) -> Result<()> {
    let halls = halls(candidates);
    let (mut own, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        own.push(drive(both.server, saving(&halls), length)?);
        bare.push(drive(both.bare, saving(&halls), length)?);
    }
    let (own, bare) = (median(&own)?, median(&bare)?);
    let note = |round: &Round| format!("p50 {} ms, p99 {} ms", short(round.took.p50), short(round.took.p99));
    report.known(format!("saves, {SAVING} at once"), own.rate.round(), "saves/s", note(&own));
    report.known("saves, bare grouped commits", bare.rate.round(), "saves/s", note(&bare));
    report.at_most("save: time, of bare", bare.rate / own.rate, "times", 3.0, String::new());
    let bare_cpu = format!("bare {} ms", short(bare.cpu));
    report.at_most("save: CPU, of bare", own.cpu / bare.cpu, "times", 3.0, bare_cpu);
    report.at_most("save: CPU", own.cpu, "ms", 1.0, String::new());
    Ok(())
}

/// Lets the product take saves for a while as fast as they go.
pub fn all_at_once(server: &Server, candidates: &[Candidate], length: Duration) -> Result<Round> {
    drive(server, saving(&halls(candidates)), length)
}

type Hall = Arc<Mutex<Vec<Candidate>>>;

/// The candidates, dealt out to the connections.
fn halls(candidates: &[Candidate]) -> Vec<Hall> {
    let deal = |n| candidates.iter().skip(n).step_by(SAVING).cloned().collect::<Vec<_>>();
    (0..SAVING.min(candidates.len())).map(|n| Hall::new(deal(n).into())).collect()
}

/// Each connection carries the saves of its candidates in turn; they go on where the last round ended.
fn saving(halls: &[Hall]) -> Vec<Script> {
    let script = |hall: &Hall| {
        let (hall, mut turn) = (hall.clone(), 0);
        Box::new(move |request: &mut Vec<u8>| {
            let mut candidates = hall.lock().unwrap_or_else(PoisonError::into_inner);
            let place = turn % candidates.len();
            candidates[place].save(request);
            turn += 1;
        }) as Script
    };
    halls.iter().map(script).collect()
}
