//! Where things stand, and how cargo is called on them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The checkout and the folder that keeps build output.
pub struct Workspace {
    pub root: PathBuf,
    /// `CARGO_TARGET_DIR`, which may be shared by several checkouts, or `target` in this one.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds both; cargo names the checkout at run time, so that a shared xtask binary serves the right one.
    pub fn find() -> Result<Self> {
        let manifest = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent().context("xtask stands inside the workspace")?.to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(named) => env::current_dir()?.join(named),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The executable that `cargo xtask build` leaves.
    pub fn executable(&self) -> PathBuf {
        self.root.join("dist/clausewise")
    }

    /// Where npm puts the packages of the browser tests.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// Cargo in the checkout, building into the same folder.
    pub fn cargo(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

/// Runs a command to its end and takes anything but success for an error.
pub fn succeed(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
    ensure!(status.success(), "`{name} {}` failed ({status})", words.join(" "));
    Ok(())
}
