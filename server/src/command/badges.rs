use anyhow::{Context, bail};
use chrono::DateTime;
use clap::Subcommand;
use domain::completion::Code;
use domain::time::Timestamp;
use store::{KeyRecord, Retired, Store, Withdrawer};

use crate::badges::fresh_key;
use crate::clock::{Machine, TimeSource};
use crate::config::Config;
use crate::serve::load_course;

/// Longest reason, in characters: it stands on the document.
const LONGEST_REASON: usize = 150;

/// Commands about certificates of completion and their badges.
#[derive(Debug, Subcommand)]
pub enum BadgesCommand {
    /// List the keys with which badges are and were signed.
    Keys,
    /// Sign with a fresh key from now on; what the old one signed still counts.
    RotateKey {
        /// Somebody else may have the old key: nothing that it signed counts any more. Holders can download their badges again.
        #[arg(long)]
        stolen: bool,
    },
    /// Withdraw the certificate of a code for good, and with it its badge.
    Withdraw {
        /// The code on the certificate.
        code: String,
        /// Why, in words for anybody: they stand on the document.
        #[arg(long)]
        reason: String,
    },
}

impl BadgesCommand {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let store = Store::open(&config.database_url, load_course(config.content_dir.as_deref())?).await?;
        let now = Machine::new().wall();
        let done = match self {
            Self::Keys => keys(&store).await,
            Self::RotateKey { stolen } => {
                rotate(&store, if stolen { Retired::Stolen } else { Retired::InTime }, now).await
            }
            Self::Withdraw { code, reason } => withdraw(&store, &code, reason.trim(), now).await,
        };
        store.close().await;
        done
    }
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
async fn keys(store: &Store) -> anyhow::Result<()> {
    let keys = store.key_history().await?;
    for key in &keys {
        println!("{}  since {}{}", key.id, moment(key.created), until(key));
    }
    if keys.is_empty() {
        println!("There is no key yet: the first certificate makes it.");
    }
    Ok(())
}

fn until(key: &KeyRecord) -> String {
    match key.retired {
        None => ", in use".to_owned(),
        Some(at) if at <= key.created => ", stolen: nothing that it signed counts".to_owned(),
        Some(at) => format!(", retired {}", moment(at)),
    }
}

fn moment(at: Timestamp) -> String {
    DateTime::from_timestamp_millis(at.0).unwrap_or_default().format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
async fn rotate(store: &Store, why: Retired, now: Timestamp) -> anyhow::Result<()> {
    let fresh = fresh_key();
    let id = fresh.id.clone();
    if !store.rotate_signing_key(fresh, why, now).await? {
        bail!("there is no key to be retired: the first certificate makes the first key; nothing was changed");
    }
    println!("Badges are signed with {id} from now on. The old key's secret half is forgotten.");
    match why {
        Retired::InTime => println!("Badges that it signed still count."),
        Retired::Stolen => println!("Badges that it signed count no longer; their holders can download them again."),
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
async fn withdraw(store: &Store, typed: &str, reason: &str, now: Timestamp) -> anyhow::Result<()> {
    let code = Code::read(typed).with_context(|| format!("{typed:?} is no code: it has 16 letters and digits"))?;
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON || reason.chars().any(char::is_control) {
        bail!("give a reason of up to {LONGEST_REASON} characters on one line: it stands on the document");
    }
    let found = store.withdraw_by_code(&code, reason.to_owned(), now).await?;
    let found = found.with_context(|| format!("no certificate has the code {code}"))?;
    match found.withdrawn {
        Some(withdrawn) if withdrawn.at == now && withdrawn.by == Withdrawer::Service => {
            println!("The certificate {code} is withdrawn: {reason}");
        }
        Some(withdrawn) => println!("The certificate {code} was withdrawn before, on {}.", moment(withdrawn.at)),
        None => bail!("the certificate {code} still stands; try again"),
    }
    Ok(())
}
