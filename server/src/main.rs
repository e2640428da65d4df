//! `clausewise`: study for the ISO/IEC 20000 qualifications.

use clap::Parser;
use clausewise::command::Cli;

/// Rendering makes many small pieces of text: with the system's allocator a fifth of a page's time went into that, and
/// 20 MiB more stayed resident. Huge pages are off (feature `no_thp`) because they keep what was freed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    match Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the last words of a command that failed")]
            {
                eprintln!("clausewise: {error:#}");
            }
            std::process::ExitCode::FAILURE
        }
    }
}
