//! An exam hall of a thousand, and three thousand who begin at the same instant: what fails, how long it takes, and what
//! gives out first.

#[cfg(feature = "bench")]
mod machine;
#[cfg(feature = "bench")]
mod run;

use anyhow::Result;
use clap::Args;

use crate::engines::Engines;
use crate::workspace::Workspace;

/// How many, how long, and on what.
#[derive(Args)]
pub struct Wanted {
    /// How long the candidates save an answer every 3 to 7 seconds.
    #[arg(long, default_value_t = 5.0)]
    minutes: f64,
    /// How many do.
    #[arg(long, default_value_t = 1_000)]
    candidates: usize,
    /// How many begin at the same instant.
    #[arg(long, default_value_t = 3_000)]
    starters: usize,
    #[arg(long, value_enum, default_value_t = Engines::Sqlite)]
    engine: Engines,
}

/// Builds what is loaded and what loads, and lets it.
#[cfg(not(feature = "bench"))]
pub fn load(workspace: &Workspace, _: &Wanted) -> Result<()> {
    use crate::handover::{Words, hand_over};

    hand_over(workspace, Words::All)
}

/// Loads dist/clausewise as it is.
#[cfg(feature = "bench")]
pub fn load(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    let plan = run::Plan {
        length: std::time::Duration::try_from_secs_f64(wanted.minutes * 60.0)?,
        candidates: wanted.candidates,
        starters: wanted.starters,
    };
    machine::open_files(plan.candidates.max(plan.starters) as u64 + 1_000)?;
    let mut missed = Vec::new();
    for engine in wanted.engine.each() {
        println!("{}: {} candidates for {} minutes", engine.name(), plan.candidates, wanted.minutes);
        let report = run::run(workspace, *engine, &plan)?;
        println!("{}\n", report.table());
        if !report.is_kept() {
            missed.push(engine.name());
        }
    }
    anyhow::ensure!(missed.is_empty(), "a target was missed on {}", missed.join(" and on "));
    Ok(())
}
