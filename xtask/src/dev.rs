//! Serves a debug build and starts it anew whenever a source changes.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::site::{self, Profile};
use crate::workspace::{Workspace, succeed};

const WATCHED: [&str; 8] = ["domain", "content", "store", "app", "server", "style", "migrations", "Cargo.lock"];
const GLANCE: Duration = Duration::from_millis(400);

/// Never ends by itself; Ctrl-C ends it and the server with it.
pub fn dev(workspace: &Workspace) -> Result<()> {
    let mut server: Option<Child> = None;
    loop {
        let seen = snapshot(&workspace.root);
        match compile(workspace) {
            Ok(()) => {
                if let Some(old) = server.take() {
                    stop(old)?;
                }
                server = Some(start(workspace)?);
            }
            Err(problem) => println!("{problem:#}. The server stays as it was; watching for the next change."),
        }
        while snapshot(&workspace.root) == seen {
            sleep(GLANCE);
            report_end(&mut server)?;
        }
        println!("Something changed; building again.");
    }
}

fn compile(workspace: &Workspace) -> Result<()> {
    let site = site::make(workspace, Profile::Dev)?;
    succeed(workspace.cargo().args(["build", "--package=clausewise"]).env("CLAUSEWISE_SITE", site))
}

fn start(workspace: &Workspace) -> Result<Child> {
    let built = workspace.target.join("debug/clausewise");
    let server = Command::new(&built).arg("serve").current_dir(&workspace.root).spawn();
    server.with_context(|| format!("{} could not be started", built.display()))
}

/// Asks politely and waits: the server finishes running requests first.
fn stop(mut server: Child) -> Result<()> {
    if server.try_wait()?.is_none() {
        succeed(Command::new("kill").args(["-TERM", &server.id().to_string()]))?;
        server.wait()?;
    }
    Ok(())
}

fn report_end(server: &mut Option<Child>) -> Result<()> {
    let ended = server.as_mut().map(Child::try_wait).transpose()?.flatten();
    if let Some(status) = ended {
        println!("The server ended ({status}); it starts again after the next change.");
        *server = None;
    }
    Ok(())
}

/// How many files are watched, and when the latest of them changed.
#[derive(PartialEq)]
struct Snapshot {
    files: usize,
    latest: Option<SystemTime>,
}

fn snapshot(root: &Path) -> Snapshot {
    let mut snapshot = Snapshot { files: 0, latest: None };
    let mut open: Vec<_> = WATCHED.iter().map(|name| root.join(name)).collect();
    while let Some(path) = open.pop() {
        if let Ok(inside) = fs::read_dir(&path) {
            open.extend(inside.flatten().map(|entry| entry.path()));
        } else {
            snapshot.files += 1;
            snapshot.latest = snapshot.latest.max(fs::metadata(&path).and_then(|about| about.modified()).ok());
        }
    }
    snapshot
}
