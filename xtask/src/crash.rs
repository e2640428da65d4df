//! Kills the server, and PostgreSQL under it, in the middle of an exam, and then asks whether a promise broke.
//!
//! Scripted candidates sit papers and write down what was acknowledged to them. The server is killed at random instants
//! and started again at once. In the end the database must hold exactly what the candidates wrote down.

#[cfg(feature = "bench")]
mod audit;
#[cfg(feature = "bench")]
mod candidate;
#[cfg(feature = "bench")]
mod conductor;
#[cfg(feature = "bench")]
mod due;
#[cfg(feature = "bench")]
mod ledger;
#[cfg(feature = "bench")]
mod line;
#[cfg(feature = "bench")]
mod page;
#[cfg(feature = "bench")]
mod run;
#[cfg(feature = "bench")]
mod service;
#[cfg(feature = "bench")]
mod tell;

use anyhow::Result;
use clap::Args;

use crate::engines::Engines;
use crate::workspace::Workspace;

/// How often, on what, and how many sit there.
#[derive(Args)]
pub struct Wanted {
    /// How often the server is killed [default: 200].
    #[arg(long)]
    kills: Option<u32>,
    /// How many sit an exam meanwhile [default: 100].
    #[arg(long)]
    candidates: Option<usize>,
    #[arg(long, value_enum, default_value_t = Engines::Both)]
    engine: Engines,
    /// 12 kills and 20 candidates, whatever time things take; without PostgreSQL where it is not installed.
    #[arg(long)]
    quick: bool,
    /// Decides what the candidates do and when the server is killed.
    #[arg(long, default_value_t = 20_000)]
    seed: u64,
}

/// Builds what is killed and what kills, and lets it.
#[cfg(not(feature = "bench"))]
pub fn crash(workspace: &Workspace, _: &Wanted) -> Result<()> {
    use crate::handover::{Words, hand_over};

    hand_over(workspace, Words::All)
}

/// Kills dist/clausewise as it is.
#[cfg(feature = "bench")]
pub fn crash(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    use crate::engines::Engine;

    let (kills, candidates) = if wanted.quick { (12, 20) } else { (200, 100) };
    let plan = run::Plan {
        kills: wanted.kills.unwrap_or(kills),
        candidates: wanted.candidates.unwrap_or(candidates),
        seed: wanted.seed,
        timed: !wanted.quick,
    };
    let mut broken = Vec::new();
    for engine in wanted.engine.each() {
        if wanted.quick && *engine == Engine::Postgres && !cluster::Cluster::is_possible() {
            println!("PostgreSQL is not installed: not tried.");
            continue;
        }
        println!("{}: {} kills, {} candidates", engine.name(), plan.kills, plan.candidates);
        let report = run::run(workspace, *engine, plan)?;
        println!("{}\n", report.table());
        if !report.is_kept() {
            broken.push(engine.name());
        }
    }
    anyhow::ensure!(broken.is_empty(), "a promise broke on {}", broken.join(" and on "));
    Ok(())
}
