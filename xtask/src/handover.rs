//! What measures and what breaks is itself built in release and needs the server's libraries, so it is a feature of this
//! crate: without it, the product is built, then this crate with the feature, and that one does what was typed.

use std::env;
use std::process::Stdio;

use anyhow::Result;

use crate::workspace::{Workspace, succeed};

/// What is said before the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// How the build went.
    All,
    /// Nothing but errors.
    Few,
}

/// Builds both and hands over.
pub fn hand_over(workspace: &Workspace, words: Words) -> Result<()> {
    let mut build = workspace.cargo();
    build.args(["run", "--quiet", "--package=xtask", "--", "build"]);
    succeed(build.stdout(if words == Words::Few { Stdio::null() } else { Stdio::inherit() }))?;
    let mut measure = workspace.cargo();
    measure.args(["run", "--quiet", "--release", "--package=xtask", "--features=bench", "--"]);
    succeed(measure.args(env::args_os().skip(1)))
}
