use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;

use super::Format;
use crate::serve::load_course;

/// Commands about the course.
#[derive(Debug, Subcommand)]
pub enum ContentCommand {
    /// Report every problem of the course at once, with file, line and fix.
    Check {
        /// How to write the report.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Draw many papers of each scheme and say how they differ.
    Papers {
        /// How many papers of each scheme.
        #[arg(long, default_value_t = 1_000)]
        drawn: u64,
    },
    /// Write the whole library as one JSON document for reviewers, keys included.
    Export,
}

impl ContentCommand {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    pub fn run(self, folder: Option<&Path>) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check { format } => {
                let report = match folder {
                    Some(folder) => content::check_dir(folder),
                    None => content::check_embedded(),
                };
                match format {
                    Format::Text => println!("{report}"),
                    Format::Json => println!("{}", serde_json::to_string_pretty(&report.to_json())?),
                }
                Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Self::Papers { drawn } => {
                println!("{}", content::papers_report(&*load_course(folder)?, drawn));
                Ok(ExitCode::SUCCESS)
            }
            Self::Export => {
                let library = load_course(folder)?;
                println!("{}", serde_json::to_string_pretty(&content::export(&library))?);
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
