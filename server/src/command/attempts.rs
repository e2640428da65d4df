use std::process::ExitCode;

use clap::Subcommand;
use store::Store;

use crate::config::Config;
use crate::serve::load_course;

/// Commands about sittings.
#[derive(Debug, Subcommand)]
pub enum AttemptsCommand {
    /// Replay every sitting: clock, score, verdict and receipt have to be what its log gives.
    Check,
}

impl AttemptsCommand {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let store = Store::open(&config.database_url, load_course(config.content_dir.as_deref())?).await?;
        let verified = store.verify_attempts().await?;
        for (attempt, fault) in &verified.faults {
            println!("{attempt}: {fault}");
        }
        println!(
            "{} sittings, {} of them ended: {} faults",
            verified.checked,
            verified.finished,
            verified.faults.len()
        );
        store.close().await;
        Ok(if verified.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
