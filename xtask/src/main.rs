//! Build and check automation of Clausewise: `cargo xtask help`.
#![expect(clippy::print_stdout, reason = "a command line tool speaks on standard output")]

mod bench;
mod build;
#[cfg(feature = "bench")]
mod child;
mod compat;
mod compress;
mod crash;
mod dev;
mod engines;
#[cfg(feature = "bench")]
mod figures;
#[cfg(not(feature = "bench"))]
mod handover;
mod load;
mod prerequisite;
mod run;
mod scale;
mod site;
#[cfg(feature = "bench")]
mod sitters;
mod style;
mod test;
mod wasm;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use site::Profile;
use workspace::Workspace;

/// Builds, runs and checks Clausewise.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Makes the files that browsers load: style, script, wasm, fonts, with hashed names and compressed.
    Site {
        /// Cargo profile of the wasm; every profile but `browser` leaves out optimising and compressing.
        #[arg(long, value_enum, default_value_t = Profile::Browser)]
        profile: Profile,
    },
    /// Makes the one executable, dist/clausewise, with everything inside.
    Build,
    /// Builds and serves.
    Run,
    /// Serves a debug build; builds again and restarts whenever a source file changes.
    Dev,
    /// Measures the release build on this machine, beside the bare ceilings; takes about two minutes.
    Bench(bench::Wanted),
    /// Kills the server, and PostgreSQL under it, in the middle of an exam: nothing acknowledged may be lost or doubled.
    Crash(crash::Wanted),
    /// Fills an exam hall, and lets thousands begin at the same instant.
    Load(load::Wanted),
    /// Makes an organisation of twenty thousand people and measures its pages and a staff list of as many rows.
    Scale(scale::Wanted),
    /// Reads files of other programs as those expect, and lets other programs read ours.
    Compat(compat::Wanted),
    /// The bare server that a bench measures against.
    #[cfg(feature = "bench")]
    #[command(hide = true)]
    BenchBare(bench::bare::Bare),
    /// Checks everything and ends with `N passed, N failed`.
    Test {
        /// Only the steps whose name contains one of these words.
        steps: Vec<String>,
    },
}

fn main() -> ExitCode {
    match obey(Arguments::parse().verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(verb: Verb) -> Result<()> {
    let workspace = Workspace::find()?;
    match verb {
        Verb::Site { profile } => site::make(&workspace, profile).map(drop),
        Verb::Build => build::build(&workspace).map(drop),
        Verb::Run => run::run(&workspace),
        Verb::Dev => dev::dev(&workspace),
        Verb::Bench(wanted) => bench::bench(&workspace, &wanted),
        Verb::Crash(wanted) => crash::crash(&workspace, &wanted),
        Verb::Load(wanted) => load::load(&workspace, &wanted),
        Verb::Scale(wanted) => scale::scale(&workspace, &wanted),
        Verb::Compat(wanted) => compat::compat(&workspace, &wanted),
        #[cfg(feature = "bench")]
        Verb::BenchBare(bare) => bench::bare::serve(&bare),
        Verb::Test { steps } => test::test(&workspace, &steps),
    }
}
