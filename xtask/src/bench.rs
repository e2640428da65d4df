//! Figures of the release build on this machine, each beside its target and the machine's bare ceiling of the same run.
//!
//! The measuring part is itself built in release and needs the server's libraries, so it is a feature of this crate:
//! without it `cargo xtask bench` builds the product, then itself with the feature, and hands over.

#[cfg(feature = "bench")]
pub mod bare;
#[cfg(feature = "bench")]
mod child;
#[cfg(feature = "bench")]
mod figures;
#[cfg(feature = "bench")]
mod load;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
mod scene;

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

/// Builds what is measured and what measures, and lets it.
#[cfg(not(feature = "bench"))]
pub fn bench(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    use std::process::Stdio;

    use crate::workspace::succeed;

    // Its own words about the build would stand in the way of JSON.
    let mut build = workspace.cargo();
    build.args(["run", "--quiet", "--package=xtask", "--", "build"]);
    succeed(build.stdout(if wanted.json { Stdio::null() } else { Stdio::inherit() }))?;
    let mut measure = workspace.cargo();
    measure.args(["run", "--quiet", "--release", "--package=xtask", "--features=bench", "--", "bench"]);
    measure.args(wanted.quick.then_some("--quick")).args(wanted.json.then_some("--json"));
    succeed(&mut measure)
}

/// Measures dist/clausewise as it is.
#[cfg(feature = "bench")]
pub fn bench(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    let report = measure::all(workspace, wanted.quick)?;
    println!("{}", if wanted.json { report.json()? } else { report.table() });
    Ok(())
}
