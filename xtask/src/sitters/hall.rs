//! A hall of candidates who think, and then save an answer.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::Candidate;
use super::wire::Connection;
use crate::child::now;

/// Milliseconds between two saves of a candidate.
const THINKING: std::ops::Range<u64> = 3_000..7_000;
/// A save that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the candidates of a hall saw.
#[derive(Default)]
pub struct Seen {
    /// How long each save took.
    pub took: Vec<Duration>,
    pub failed: usize,
    /// Why the first that failed did.
    pub why: Option<String>,
}

impl Seen {
    /// One more did not work.
    pub fn fail(&mut self, why: String) {
        self.failed += 1;
        self.why.get_or_insert(why);
    }
}

/// Lets them save for a while, each on a connection that stays open.
pub async fn sit(address: SocketAddr, candidates: Vec<Candidate>, length: Duration) -> Result<Seen> {
    let mut hall = JoinSet::new();
    let mut connections = Vec::new();
    for _ in &candidates {
        connections.push(Connection::open(address).await?);
    }
    let end = now() + length;
    for ((candidate, connection), seed) in candidates.into_iter().zip(connections).zip(0..) {
        hall.spawn(candidate_until(end, address, connection, candidate, StdRng::seed_from_u64(seed)));
    }
    let mut all = Seen::default();
    while let Some(seen) = hall.join_next().await {
        let Seen { mut took, failed, why } = seen?;
        all.took.append(&mut took);
        all.failed += failed;
        all.why = all.why.or(why);
    }
    Ok(all)
}

async fn candidate_until(
    end: Instant,
    address: SocketAddr,
    connection: Connection,
    mut candidate: Candidate,
    mut rng: StdRng,
) -> Seen {
    let (mut seen, mut connection, mut request) = (Seen::default(), Some(connection), Vec::new());
    // They did not all look up at the same moment.
    sleep(Duration::from_millis(rng.random_range(0..THINKING.end))).await;
    while now() < end {
        request.clear();
        candidate.save(&mut request);
        let sent = now();
        match timeout(PATIENCE, save(&mut connection, address, &request)).await {
            Ok(Ok(())) => seen.took.push(sent.elapsed()),
            Ok(Err(why)) => {
                connection = None;
                seen.fail(format!("{why:#}"));
            }
            Err(_) => {
                connection = None;
                seen.fail("no answer in time".to_owned());
            }
        }
        sleep(Duration::from_millis(rng.random_range(THINKING))).await;
    }
    seen
}

async fn save(connection: &mut Option<Connection>, address: SocketAddr, request: &[u8]) -> Result<()> {
    let open = match connection.take() {
        Some(open) => open,
        None => Connection::open(address).await?,
    };
    let open = connection.insert(open);
    open.ask(request).await?;
    let body = String::from_utf8_lossy(open.body());
    if open.status() != 200 || !body.contains(r#""reply":"saved""#) {
        bail!("{} {body}", open.status());
    }
    Ok(())
}
