//! The tests that drive a real browser, in `tests/browser`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::count::Counts;
use crate::prerequisite;
use crate::site::hash;
use crate::workspace::{Workspace, succeed};

/// Installs the npm packages that the package-lock.json of a folder names, unless exactly those are there.
pub fn install(folder: &Path) -> Result<()> {
    prerequisite::npm()?;
    let lock = hash(&fs::read(folder.join("package-lock.json")).context("package-lock.json cannot be read")?);
    let stamp = folder.join("node_modules/.clausewise");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    succeed(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))?;
    Ok(fs::write(stamp, lock)?)
}

/// Runs Playwright with the system's Chromium and reads the counts from its report.
pub fn run(workspace: &Workspace) -> Result<Counts> {
    let chromium = prerequisite::chromium()?;
    let folder = workspace.browser_tests();
    let results = folder.join("results/report.json");
    let _ = fs::remove_file(&results);
    let ended = succeed(
        Command::new(folder.join("node_modules/.bin/playwright"))
            .arg("test")
            .current_dir(&folder)
            .env("CHROMIUM", chromium)
            .env("CLAUSEWISE_BINARY", workspace.executable()),
    );
    let counts = counts(&results)?;
    match ended {
        Err(problem) if counts.failed == 0 => Err(problem),
        _ => Ok(counts),
    }
}

/// A skipped test counts as failed: here nothing is skipped.
fn counts(results: &Path) -> Result<Counts> {
    let text = fs::read_to_string(results).context("the browser tests left no report")?;
    let report: Value = serde_json::from_str(&text)?;
    let number = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    Ok(Counts { passed: number("expected"), failed: number("unexpected") + number("flaky") + number("skipped") })
}
