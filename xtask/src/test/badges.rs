//! Our badges in the hands of another program, in `tests/badges`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::browser;
use super::count::{self, Counter, Counts};
use crate::workspace::Workspace;

/// Issues badges and shows them to the library that others check badges with.
pub fn run(workspace: &Workspace) -> Result<Counts> {
    let folder = workspace.root.join("tests/badges");
    browser::install(&folder)?;
    let issued = workspace
        .cargo()
        .args(["run", "--quiet", "--package=documents", "--example=badge"])
        .output()
        .context("cargo could not be started")?;
    ensure!(issued.status.success(), "no badges were issued: {}", String::from_utf8_lossy(&issued.stderr));
    let badges = workspace.target.join("badges.json");
    fs::write(&badges, issued.stdout).with_context(|| format!("{} cannot be written", badges.display()))?;
    let mut node = Command::new("node");
    node.args(["--test-reporter=tap", "verify.mjs"]).arg(badges).current_dir(folder);
    count::run(&mut node, Counter::Node)
}
