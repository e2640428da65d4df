//! An organisation of twenty thousand people with five years of history: how long its pages take, and a staff list of as many
//! rows to come in; ten thousand attempts to analyse; and a class of two hundred that sits a mock exam.

#[cfg(feature = "bench")]
mod analysis;
#[cfg(feature = "bench")]
mod class;
#[cfg(feature = "bench")]
mod list;
#[cfg(feature = "bench")]
mod room;
#[cfg(feature = "bench")]
mod run;

use anyhow::Result;
use clap::Args;

use crate::engines::Engines;
use crate::workspace::Workspace;

/// How large, and on what.
#[derive(Args)]
pub struct Wanted {
    /// People of the organisation, and rows of the staff list.
    #[arg(long, default_value_t = 20_000)]
    people: u32,
    #[arg(long, value_enum, default_value_t = Engines::Both)]
    engine: Engines,
}

/// Builds what is measured and what measures, and lets it.
#[cfg(not(feature = "bench"))]
pub fn scale(workspace: &Workspace, _: &Wanted) -> Result<()> {
    use crate::handover::{Words, hand_over};

    hand_over(workspace, Words::All)
}

/// Measures dist/clausewise as it is.
#[cfg(feature = "bench")]
pub fn scale(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    let mut missed = Vec::new();
    for engine in wanted.engine.each() {
        println!("{}: an organisation of {} people", engine.name(), wanted.people);
        let report = run::run(workspace, *engine, wanted.people)?;
        println!("{}\n", report.table());
        if !report.is_kept() {
            missed.push(engine.name());
        }
    }
    anyhow::ensure!(missed.is_empty(), "a target was missed on {}", missed.join(" and on "));
    Ok(())
}
