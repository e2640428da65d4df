//! One run on one engine: everybody is put in place, the server is killed, and the database is compared.

use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow, ensure};
use domain::ids::SchemeId;
use tokio::task::JoinSet;

use super::audit::audit;
use super::candidate::Candidate;
use super::conductor::Conductor;
use super::ledger::Ledger;
use super::service::Service;
use super::tell::report;
use crate::child::free_address;
use crate::engines::Engine;
use crate::figures::Report;
use crate::sitters::ground::Ground;
use crate::sitters::people::{Person, SCHEME, enrol};
use crate::sitters::runtime;
use crate::workspace::Workspace;

/// How much happens.
#[derive(Clone, Copy)]
pub struct Plan {
    pub kills: u32,
    pub candidates: usize,
    pub seed: u64,
    /// Whether how long things take counts.
    pub timed: bool,
}

/// Runs it. What was left behind stays for whoever looks for the cause, if a promise broke.
pub fn run(workspace: &Workspace, engine: Engine, plan: Plan) -> Result<Report> {
    let mut ground = Ground::make(workspace, "crash", engine)?;
    let (people, granted) = runtime()?.block_on(prepare(&ground, plan.candidates))?;
    // Not 127.0.0.1: there a candidate who calls while nobody listens may be given the server's own port, and be
    // connected to nobody but itself.
    let service = Arc::new(Service::new(free_address("127.0.0.2")?));
    let conductor = Conductor::begin(&mut ground, service.clone(), plan.seed)?;
    let hall = {
        let service = service.clone();
        thread::spawn(move || sit(people, service, granted, plan.seed))
    };
    let conducted = conductor.conduct(plan.kills);
    service.close();
    let ledgers = hall.join().map_err(|_| anyhow!("a candidate panicked"))??;
    let figures = conducted?.end()?;
    let findings = runtime()?.block_on(async {
        let store = ground.store().await?;
        let findings = audit(&store, &ledgers).await;
        store.close().await;
        findings
    })?;
    let report = report(&figures, &ledgers, &findings, plan.timed);
    for complaint in figures.falls.iter().chain(&findings.complaints) {
        println!("  {complaint}");
    }
    ensure!(findings.finished > 0, "nobody finished a paper, so nothing was shown: see {}", ground.folder.display());
    if report.is_kept() {
        ground.remove()?;
    } else {
        println!("  The log of the servers, and the database if it is a file, are in {}.", ground.folder.display());
    }
    Ok(report)
}

async fn prepare(ground: &Ground, candidates: usize) -> Result<(Vec<Person>, i64)> {
    let store = ground.store().await?;
    let people = enrol(&store, "sitter", candidates).await?;
    let scheme = store.library().scheme(&SchemeId::new(SCHEME)).context("the course has a Foundation paper")?;
    let granted = scheme.time().0;
    store.close().await;
    Ok((people, granted))
}

fn sit(people: Vec<Person>, service: Arc<Service>, granted: i64, seed: u64) -> Result<Vec<Ledger>> {
    runtime()?.block_on(async {
        let mut sitting = JoinSet::new();
        for (person, number) in people.into_iter().zip(1..) {
            sitting.spawn(Candidate::new(person, service.clone(), granted, seed + number).sit());
        }
        Ok(sitting.join_all().await)
    })
}
