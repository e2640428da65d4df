//! The one executable that is all a server needs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::prerequisite;
use crate::site::{self, Profile};
use crate::workspace::{Workspace, succeed};

/// Builds it, with the site inside, and leaves it in `dist`.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    prerequisite::c_compiler()?;
    let site = site::make(workspace, Profile::Browser)?;
    succeed(workspace.cargo().args(["build", "--release", "--package=clausewise"]).env("CLAUSEWISE_SITE", &site))?;
    let executable = workspace.executable();
    if place(&workspace.target.join("release/clausewise"), &executable)? {
        let size = fs::metadata(&executable)?.len() / 1_000_000;
        println!("Built dist/clausewise: one file of {size} MB with everything inside.");
    }
    Ok(executable)
}

/// Copies what cargo built unless it is there already; a running server keeps the file that it started from.
fn place(built: &Path, executable: &Path) -> Result<bool> {
    let new = fs::metadata(built).with_context(|| format!("{} was not built", built.display()))?;
    let same = |old: &fs::Metadata| old.len() == new.len() && old.modified().ok() >= new.modified().ok();
    if fs::metadata(executable).is_ok_and(|old| same(&old)) {
        return Ok(false);
    }
    fs::create_dir_all(executable.parent().context("the executable stands in a folder")?)?;
    let part = executable.with_added_extension("part");
    fs::copy(built, &part).with_context(|| format!("{} cannot be written", part.display()))?;
    fs::rename(part, executable)?;
    Ok(true)
}
