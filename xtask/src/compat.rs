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
    /// Folder with `gift`, `aiken`, `moodle-xml`, `csv`, `item-analysis` and `open-badges`; without it, `shared/corpora` beside the checkout, if there is one.
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
            for one in &PUBLISHED {
                published(workspace, folder, one, &mut results)?;
            }
        }
    }
    let exports = course::exports(folder.as_deref(), &mut results)?;
    outside::gift_pegjs(&exports, &mut results)?;
    outside::openpyxl(&exports, &mut results)?;
    outside::bucket(workspace, &mut results)?;
    outside::mail(workspace, &mut results)?;
    results.finish()
}

/// What others have published, against ours: tests that are compiled with the folder's name in a variable.
#[cfg(feature = "compat")]
struct Published {
    what: &'static str,
    folder: &'static str,
    variable: &'static str,
    tests: &'static [&'static str],
}

#[cfg(feature = "compat")]
const PUBLISHED: [Published; 2] = [
    Published {
        what: "published figures of item analysis",
        folder: "item-analysis",
        variable: "CLAUSEWISE_ITEM_ANALYSIS",
        tests: &["--package=domain", "--test=published"],
    },
    Published {
        what: "published badge of Open Badges 3.0",
        folder: "open-badges",
        variable: "CLAUSEWISE_OPEN_BADGES",
        tests: &["--package=documents", "--lib", "badge::tests"],
    },
];

/// Runs the tests of one publication, if it is here.
#[cfg(feature = "compat")]
fn published(workspace: &Workspace, corpora: &std::path::Path, one: &Published, results: &mut Results) -> Result<()> {
    let folder = corpora.join(one.folder);
    if !folder.is_dir() {
        println!("{}: not here", one.what);
        return Ok(());
    }
    let mut test = workspace.cargo();
    test.args(["test", "--quiet"]).args(one.tests);
    let ended = test.env(one.variable, std::path::absolute(folder)?).output()?;
    results.tested(one.what, &ended);
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

    /// Tells how a run of tests ended, which count as one.
    fn tested(&mut self, what: &str, ended: &std::process::Output) {
        let wrong = (!ended.status.success()).then(|| String::from_utf8_lossy(&ended.stdout).into_owned());
        self.tell(what, 1, wrong.as_slice());
    }

    fn finish(&self) -> Result<()> {
        println!("{} passed, {} failed", self.passed, self.failed);
        anyhow::ensure!(self.failed == 0, "some files are not read as their sources expect");
        Ok(())
    }
}
