//! What must be on the machine before a build, said in plain words when it is not.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::succeed;

const WASM: &str = "wasm32-unknown-unknown";

/// The C compiler builds SQLite, and links everything.
pub fn c_compiler() -> Result<()> {
    match on_path("cc") {
        Some(_) => Ok(()),
        None => bail!("The C compiler `cc` is missing. Get it with: apt-get install gcc"),
    }
}

/// Adds the wasm target to the Rust toolchain when it is not there.
pub fn wasm_target() -> Result<()> {
    let asked = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .output()
        .context("The Rust compiler `rustc` is missing. Get it with rustup, from https://rustup.rs")?;
    if PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim()).is_dir() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        bail!(
            "Rust cannot build for {WASM}, and `rustup`, which could add it, is missing. Get it from https://rustup.rs"
        );
    }
    println!("Adding the target {WASM} to Rust.");
    succeed(Command::new("rustup").args(["target", "add", WASM]))
}

/// npm installs and runs the browser tests; nothing else needs it.
pub fn npm() -> Result<()> {
    match on_path("npm") {
        Some(_) => Ok(()),
        None => bail!("`npm` is missing; the browser tests need it. Get Node.js 20 or newer from https://nodejs.org"),
    }
}

/// Finds the Chromium that the browser tests drive, and installs Debian's when it may.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() { Ok(named) } else { bail!("CHROMIUM names {}, which is no file", named.display()) };
    }
    if let Some(found) = on_path("chromium") {
        return Ok(found);
    }
    let me = Command::new("id").arg("-u").output().context("`id` is missing")?;
    if me.stdout.trim_ascii() != b"0" || on_path("apt-get").is_none() {
        bail!("Chromium is missing. Get it with: sudo apt-get install chromium, or set CHROMIUM to its path");
    }
    println!("Installing Chromium from Debian.");
    succeed(Command::new("apt-get").args(["update", "-qq"]))?;
    succeed(Command::new("apt-get").args(["install", "-y", "-qq", "--no-install-recommends", "chromium"]))?;
    on_path("chromium").context("apt-get installed chromium, but it is not on the PATH")
}

/// The first file of that name in the folders of PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}
