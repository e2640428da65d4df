//! Builds and serves.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};

use crate::build;
use crate::workspace::Workspace;

/// Becomes the server, so that signals reach it directly.
pub fn run(workspace: &Workspace) -> Result<()> {
    let executable = build::build(workspace)?;
    let problem = Command::new(&executable).arg("serve").current_dir(&workspace.root).exec();
    Err(problem).with_context(|| format!("{} could not be started", executable.display()))
}
