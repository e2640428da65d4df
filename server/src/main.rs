//! `clausewise`: study for the ISO/IEC 20000 qualifications.

use clap::Parser;
use clausewise::command::Cli;

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
