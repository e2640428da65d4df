//! Figures of the release build on this machine, each beside its target and the machine's bare ceiling of the same run.

#[cfg(feature = "bench")]
pub mod bare;
#[cfg(feature = "bench")]
mod load;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
pub mod saves;
#[cfg(feature = "bench")]
mod scene;
#[cfg(feature = "bench")]
mod search;

use anyhow::Result;
use clap::Args;

use crate::workspace::Workspace;

/// How to measure and how to tell.
#[derive(Args)]
pub struct Wanted {
    /// One short round instead of five: figures within about a fifth.
    #[arg(long)]
    quick: bool,
    /// Tells as JSON instead of a table.
    #[arg(long)]
    json: bool,
}

/// Builds what is measured and what measures, and lets it. Words about the build would stand in the way of JSON.
#[cfg(not(feature = "bench"))]
pub fn bench(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    use crate::handover::{Words, hand_over};

    hand_over(workspace, if wanted.json { Words::Few } else { Words::All })
}

/// Measures dist/clausewise as it is.
#[cfg(feature = "bench")]
pub fn bench(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    let report = measure::all(workspace, wanted.quick)?;
    println!("{}", if wanted.json { report.json()? } else { report.table() });
    Ok(())
}
