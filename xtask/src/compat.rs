//! Files of other programs, read by our readers, and our files, read by other programs.
//!
//! The outside files are not part of the repository, because their licences are not ours. Where their folder is not at hand,
//! and where another program cannot be obtained, a line says so, and the rest is checked.

#[cfg(feature = "compat")]
mod course;
#[cfg(feature = "compat")]
mod gift;
#[cfg(feature = "compat")]
mod outside;
#[cfg(feature = "compat")]
mod questions;
#[cfg(feature = "compat")]
mod sheet;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::workspace::Workspace;

/// Where the outside files are.
#[derive(Args)]
pub struct Wanted {
    /// Folder with `gift`, `aiken`, `moodle-xml`, `csv` and `item-analysis`; without it, `shared/corpora` beside the checkout, if there is one.
    #[arg(long)]
    corpora: Option<PathBuf>,
}

/// Builds the readers, and lets them.
#[cfg(not(feature = "compat"))]
pub fn compat(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    let mut again = workspace.cargo();
    again.args(["run", "--quiet", "--package=xtask", "--features=compat", "--", "compat"]);
    if let Some(folder) = &wanted.corpora {
        again.arg("--corpora").arg(std::path::absolute(folder)?);
    }
    crate::workspace::succeed(&mut again)
}

/// Checks all that is at hand.
#[cfg(feature = "compat")]
pub fn compat(workspace: &Workspace, wanted: &Wanted) -> Result<()> {
    let beside = workspace.root.join("../shared/corpora");
    let folder = match &wanted.corpora {
        Some(folder) => {
            anyhow::ensure!(folder.is_dir(), "{} is no folder", folder.display());
            Some(folder.clone())
        }
        None => Some(beside).filter(|folder| folder.is_dir()),
    };
    let mut results = Results::default();
    match &folder {
        None => println!("outside files: not here; name their folder with --corpora"),
        Some(folder) => {
            gift::pairs(&folder.join("gift/parser-pairs"), &mut results)?;
            questions::files(folder, &mut results)?;
            sheet::csv(&folder.join("csv"), &mut results)?;
            published(workspace, &folder.join("item-analysis"), &mut results)?;
        }
    }
    let exports = course::exports(folder.as_deref(), &mut results)?;
    outside::gift_pegjs(&exports, &mut results)?;
    outside::openpyxl(&exports, &mut results)?;
    results.finish()
}

/// The figures that others have published for response matrices, against ours: a test that is compiled with the folder's name.
#[cfg(feature = "compat")]
fn published(workspace: &Workspace, folder: &std::path::Path, results: &mut Results) -> Result<()> {
    if !folder.is_dir() {
        println!("published figures: no matrices here");
        return Ok(());
    }
    let mut test = workspace.cargo();
    test.args(["test", "--quiet", "--package=domain", "--test=published"]);
    let ended = test.env("CLAUSEWISE_ITEM_ANALYSIS", std::path::absolute(folder)?).output()?;
    let wrong =
        if ended.status.success() { Vec::new() } else { vec![String::from_utf8_lossy(&ended.stdout).into_owned()] };
    results.tell("published figures of item analysis", 1, &wrong);
    Ok(())
}

/// What was checked, and what came of it.
#[cfg(feature = "compat")]
#[derive(Default)]
struct Results {
    passed: usize,
    failed: usize,
}

#[cfg(feature = "compat")]
impl Results {
    /// Tells how many of a kind went well, and what is wrong with the others.
    fn tell(&mut self, what: &str, all: usize, wrong: &[String]) {
        println!("{what}: {} of {all}", all.saturating_sub(wrong.len()));
        for problem in wrong {
            println!("    {problem}");
        }
        self.passed += all.saturating_sub(wrong.len());
        self.failed += wrong.len();
    }

    fn finish(&self) -> Result<()> {
        println!("{} passed, {} failed", self.passed, self.failed);
        anyhow::ensure!(self.failed == 0, "some files are not read as their sources expect");
        Ok(())
    }
}
