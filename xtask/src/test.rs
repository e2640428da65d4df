//! Every check there is, one after the other, and one line of counts at the end.

mod badges;
mod browser;
mod budget;
mod count;
mod doc;
mod report;

use std::process::{Command, exit};

use anyhow::{Result, ensure};

use crate::site::Profile;
use crate::workspace::{Workspace, succeed};
use crate::{build, prerequisite};
use count::{Counter, Counts};
use report::Report;

/// What measures, and what reads files of other programs, is checked like everything else, though all that it does here is to
/// kill the server a few times.
const BENCH: &str = "--features=xtask/bench,xtask/compat";

/// Runs all steps, or those whose name contains one of the words; never stops at the first failure.
pub fn test(workspace: &Workspace, wanted: &[String]) -> Result<()> {
    let mut report = Report::new(wanted);
    let cargo = |arguments: &[&str]| {
        let mut cargo = workspace.cargo();
        cargo.args(arguments);
        cargo
    };
    report.step("format", || done(&mut cargo(&["fmt", "--all", "--check"])));
    report.step("clippy", || {
        done(&mut cargo(&["clippy", "--workspace", BENCH, "--all-targets", "--quiet", "--", "--deny=warnings"]))
    });
    report.step("clippy for the browser", || {
        prerequisite::wasm_target()?;
        done(cargo(&["clippy", "--package=app", "--target=wasm32-unknown-unknown", "--quiet"]).args([
            "--no-default-features",
            "--features=hydrate",
            "--",
            "--deny=warnings",
        ]))
    });
    report.step("tests", || match prerequisite::on_path("cargo-nextest") {
        Some(_) => count::run(
            &mut cargo(&["nextest", "run", "--workspace", BENCH, "--no-fail-fast", "--no-tests=pass"]),
            Counter::Nextest,
        ),
        None => {
            count::run(&mut cargo(&["test", "--workspace", BENCH, "--no-fail-fast", "--all-targets"]), Counter::Cargo)
        }
    });
    if doc::any(workspace)? {
        report.step("examples in documentation", || {
            count::run(&mut cargo(&["test", "--workspace", "--no-fail-fast", "--doc"]), Counter::Cargo)
        });
    }
    report.step("packages of the browser tests", || browser::install(&workspace.browser_tests()).map(|()| Counts::ONE));
    report.step("badges read by another program", || badges::run(workspace));
    let built = report.step("build", || build::build(workspace).map(|_| Counts::ONE));
    report.step("content check", || {
        needs(built)?;
        done(Command::new(workspace.executable()).args(["content", "check"]).current_dir(&workspace.root))
    });
    report.step("budgets", || {
        needs(built)?;
        budget::check(&Profile::Browser.folder(workspace))
    });
    report.step("crash", || {
        needs(built)?;
        done(&mut cargo(&["run", "--quiet", "--package=xtask", BENCH, "--", "crash", "--quick"]))
    });
    report.step("browser tests", || {
        needs(built)?;
        browser::run(workspace)
    });
    if !report.finish() {
        exit(1);
    }
    Ok(())
}

/// A step that is one check: it counts as one.
fn done(command: &mut Command) -> Result<Counts> {
    succeed(command).map(|()| Counts::ONE)
}

fn needs(built: bool) -> Result<()> {
    ensure!(built, "not run, because the build failed");
    Ok(())
}
