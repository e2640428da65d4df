//! The command line.

mod account;
mod attempts;
mod badges;
mod content;
mod demo;
mod records;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::config::Config;
use crate::{log, serve};

/// Study for the ISO/IEC 20000 qualifications: course, practice and mock exams.
///
/// Settings come from clausewise.toml in the working directory and from the environment, which wins:
/// CLAUSEWISE_ADDRESS, CLAUSEWISE_PUBLIC_URL, CLAUSEWISE_DATABASE_URL, CLAUSEWISE_CONTENT_DIR, CLAUSEWISE_LOG_FORMAT,
/// CLAUSEWISE_TRUSTED_PROXIES, CLAUSEWISE_SMTP_URL, CLAUSEWISE_MAIL_FROM.
#[derive(Debug, Parser)]
#[command(name = "clausewise", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site until stopped.
    Serve,
    /// Check or export the course.
    #[command(subcommand)]
    Content(content::ContentCommand),
    /// Make and change accounts.
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Check what was sat.
    #[command(subcommand)]
    Attempts(attempts::AttemptsCommand),
    /// Check what is kept beside the logs: organisations, awards, credits, study.
    #[command(subcommand)]
    Records(records::RecordsCommand),
    /// Withdraw certificates of completion, and change the key that signs their badges.
    #[command(subcommand)]
    Badges(badges::BadgesCommand),
    /// Fill an empty database with a believable organisation, to look around.
    Demo(demo::Wanted),
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// What went wrong, with what to do.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let config = Config::read()?;
        log::start(config.log_format);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match self.command {
                Command::Serve => serve::serve(config).await.map(|()| ExitCode::SUCCESS),
                Command::Content(command) => command.run(config.content_dir.as_deref()),
                Command::Account(command) => command.run(&config).await.map(|()| ExitCode::SUCCESS),
                Command::Attempts(command) => command.run(&config).await,
                Command::Records(command) => command.run(&config).await,
                Command::Badges(command) => command.run(&config).await.map(|()| ExitCode::SUCCESS),
                Command::Demo(wanted) => demo::run(&config, &wanted).await.map(|()| ExitCode::SUCCESS),
            }
        })
    }
}
