//! A synchronised start: everybody has the page open and presses the button at the same instant.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::Candidate;
use super::hall::Seen;
use super::people::{Person, started};
use super::wire::Connection;
use crate::child::now;

/// Whoever waits longer gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets them begin, each by the request that `write` appends for a cookie; time counts from the instant that is the same for
/// all. Who sits then comes along.
pub async fn begin(
    address: SocketAddr,
    people: &[Person],
    write: impl Fn(&mut Vec<u8>, &str),
) -> Result<(Seen, Vec<Candidate>)> {
    let (go, gone) = watch::channel(None);
    let mut starting = JoinSet::new();
    for person in people {
        let mut connection = Connection::open(address).await?;
        let (mut gone, mut request, cookie) = (gone.clone(), Vec::new(), person.cookie.clone());
        write(&mut request, &cookie);
        starting.spawn(async move {
            let at = gone.wait_for(Option::is_some).await?.unwrap_or_else(now);
            timeout(PATIENCE, connection.ask(&request)).await??;
            let took = at.elapsed();
            let attempt = started(connection.status(), connection.header("location").unwrap_or_default());
            let attempt = attempt.with_context(|| format!("a start is answered with {}", connection.status()))?;
            anyhow::Ok((took, Candidate { cookie, attempt, saves: 0 }))
        });
    }
    // Everybody is waiting before it begins.
    tokio::task::yield_now().await;
    go.send_replace(Some(now()));
    let (mut seen, mut attempts, mut seated) = (Seen::default(), BTreeSet::new(), Vec::new());
    while let Some(answered) = starting.join_next().await {
        match answered? {
            Ok((took, candidate)) if attempts.insert(candidate.attempt.clone()) => {
                seen.took.push(took);
                seated.push(candidate);
            }
            Ok((_, candidate)) => seen.fail(format!("two people were sent to {}", candidate.attempt)),
            Err(why) => seen.fail(format!("{why:#}")),
        }
    }
    Ok((seen, seated))
}
