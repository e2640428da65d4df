use std::process::ExitCode;

use clap::Subcommand;
use domain::time::Timestamp;
use store::{Difference, Fault, RecordsAim, RecordsScope, Store};

use crate::clock::{Machine, TimeSource};
use crate::config::Config;
use crate::serve::load_course;

/// Organisations or people whose ids are read at once.
const TOGETHER: i64 = 200;

/// Commands about what is kept beside the logs.
#[derive(Debug, Subcommand)]
pub enum RecordsCommand {
    /// Replay the logs of all organisations and people: the tables that pages read have to be what the logs give. Each difference is
    /// one line; the command fails when one is left.
    Check {
        /// Make rows that differ anew from the logs. Ledgers are put right by lines that are added.
        #[arg(long)]
        repair: bool,
    },
}

/// What was looked at, and what was found.
#[derive(Default)]
struct Count {
    organisations: usize,
    people: usize,
    differences: usize,
    repaired: usize,
}

impl RecordsCommand {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let store = Store::open(&config.database_url, load_course(config.content_dir.as_deref())?).await?;
        let Self::Check { repair } = self;
        let aim = if repair { RecordsAim::Repair } else { RecordsAim::Tell };
        let Count { organisations, people, differences, repaired } = check(&store, aim, Machine::new().wall()).await?;
        println!(
            "{organisations} organisations and {people} people: {differences} differences, {repaired} of them repaired"
        );
        store.close().await;
        Ok(if differences == repaired { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Organisations first: what a person earned hangs on awards alone.
async fn check(store: &Store, aim: RecordsAim, now: Timestamp) -> Result<Count, Fault> {
    let (mut count, mut after) = (Count::default(), String::new());
    loop {
        let some = store.organisations_after(&after, TOGETHER).await?;
        let Some(last) = some.last() else { break };
        after = last.to_string();
        for id in &some {
            count.add(&store.check_organisation(id, (RecordsScope::Whole, aim), now).await?);
        }
        count.organisations += some.len();
    }
    after.clear();
    loop {
        let some = store.accounts_after(&after, TOGETHER).await?;
        let Some(last) = some.last() else { return Ok(count) };
        after = last.to_string();
        for id in &some {
            count.add(&store.check_person(id, aim, now).await?);
        }
        count.people += some.len();
    }
}

impl Count {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    fn add(&mut self, found: &[Difference]) {
        for one in found {
            println!("{}", line(one));
        }
        self.differences += found.len();
        self.repaired += found.iter().filter(|one| one.is_repaired).count();
    }
}

fn line(one: &Difference) -> String {
    let words = |row: &Option<String>| row.as_deref().unwrap_or("nothing").replace(['\n', '\r'], " ");
    let repaired = if one.is_repaired { "; repaired" } else { "" };
    let Difference { of, table, row, there, due, .. } = one;
    format!("{of}: {table} {row}: there is [{}], there should be [{}]{repaired}", words(there), words(due))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_one_line() {
        let one = Difference {
            of: "o".to_owned(),
            table: "need",
            row: "r/m".to_owned(),
            there: Some("two\nlines".to_owned()),
            due: None,
            is_repaired: true,
        };
        assert_eq!(line(&one), "o: need r/m: there is [two lines], there should be [nothing]; repaired");
    }
}
