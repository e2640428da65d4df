//! A synchronised start: everybody has the page open and presses the button at the same instant.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::hall::Seen;
use crate::child::now;
use crate::sitters::people::{Person, started, write_start};
use crate::sitters::runtime;
use crate::sitters::wire::Connection;

/// Whoever waits longer gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets them begin; time counts from the instant that is the same for all.
pub fn begin(address: SocketAddr, people: &[Person]) -> Result<Seen> {
    runtime()?.block_on(async {
        let (go, gone) = watch::channel(None);
        let mut starting = JoinSet::new();
        for person in people {
            let mut connection = Connection::open(address).await?;
            let (mut gone, mut request) = (gone.clone(), Vec::new());
            write_start(&mut request, &person.cookie);
            starting.spawn(async move {
                let at = gone.wait_for(Option::is_some).await?.unwrap_or_else(now);
                timeout(PATIENCE, connection.ask(&request)).await??;
                let took = at.elapsed();
                let attempt = started(connection.status(), connection.header("location").unwrap_or_default());
                let attempt = attempt.with_context(|| format!("a start is answered with {}", connection.status()))?;
                anyhow::Ok((took, attempt))
            });
        }
        // Everybody is waiting before it begins.
        tokio::task::yield_now().await;
        go.send_replace(Some(now()));
        let (mut seen, mut attempts) = (Seen::default(), BTreeSet::new());
        while let Some(answered) = starting.join_next().await {
            match answered? {
                Ok((took, attempt)) if attempts.insert(attempt.clone()) => seen.took.push(took),
                Ok((_, attempt)) => seen.fail(format!("two people were sent to {attempt}")),
                Err(why) => seen.fail(format!("{why:#}")),
            }
        }
        Ok(seen)
    })
}
