//! The programs of PostgreSQL: where they are, and as whom they run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// The user that runs the cluster when this process runs as root.
pub(crate) struct User {
    pub(crate) id: u32,
    group: u32,
}

/// Nobody in particular when this process is not root.
pub(crate) fn unprivileged_user() -> Result<Option<User>> {
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    let found = ["postgres", "nobody"].into_iter().find_map(|name| {
        let id = id(&["-u", name])?;
        Some(User { id, group: self::id(&["-g", name]).unwrap_or(id) })
    });
    found.context("as root, PostgreSQL is run as the user postgres or nobody: add one of them").map(Some)
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

pub(crate) fn as_user(user: Option<&User>, program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if let Some(User { id, group }) = user {
        command.args([format!("--reuid={id}"), format!("--regid={group}"), "--clear-groups".to_owned()]);
    }
    command.args(["--pdeathsig=QUIT", "--"]).arg(program);
    command
}

/// A program of PostgreSQL: on the path, or where Debian puts it.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path).collect::<Vec<_>>();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    found.with_context(|| format!("{name} is missing: install PostgreSQL, on Debian with `apt-get install postgresql`"))
}
