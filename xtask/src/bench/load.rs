//! The load generator: keep-alive connections on one thread, each sending its next request when it has the answer.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::task::JoinSet;

use crate::child::{Server, now};
use crate::figures::{Spread, millis};
use crate::sitters::runtime;
use crate::sitters::wire::Connection;

/// Writes the next request of one connection into the buffer.
pub type Script = Box<dyn FnMut(&mut Vec<u8>) + Send>;

/// What a round of load showed.
#[derive(Clone, Copy)]
pub struct Round {
    /// Milliseconds on the processors for one request.
    pub cpu: f64,
    /// Requests in a second.
    pub rate: f64,
    /// How long the answers took.
    pub took: Spread,
}

/// Loads a server for a while with one connection for each script.
pub fn drive(server: &Server, scripts: Vec<Script>, length: Duration) -> Result<Round> {
    runtime()?.block_on(async {
        let mut connections = Vec::new();
        for script in scripts {
            connections.push((Connection::open(server.address).await?, script));
        }
        let (began, spent) = (now(), server.cpu()?);
        let end = began + length;
        let mut working = JoinSet::new();
        for (connection, script) in connections {
            working.spawn(work(connection, script, end));
        }
        let mut took = Vec::new();
        while let Some(done) = working.join_next().await {
            took.append(&mut done??);
        }
        let (elapsed, cpu) = (began.elapsed(), server.cpu()?.saturating_sub(spent));
        ensure!(!took.is_empty(), "nothing was answered");
        let requests = took.len() as f64;
        Ok(Round { cpu: millis(cpu) / requests, rate: requests / elapsed.as_secs_f64(), took: Spread::of(took) })
    })
}

async fn work(mut connection: Connection, mut script: Script, end: Instant) -> Result<Vec<Duration>> {
    let (mut request, mut took) = (Vec::new(), Vec::new());
    while now() < end {
        request.clear();
        script(&mut request);
        let sent = now();
        connection.ask(&request).await?;
        took.push(sent.elapsed());
        let status = connection.status();
        ensure!(status == 200, "{status}: {}", String::from_utf8_lossy(connection.body()));
    }
    Ok(took)
}

/// The middle of several rounds, figure by figure.
pub fn median(rounds: &[Round]) -> Result<Round> {
    let middle = |figure: fn(&Round) -> f64| {
        let mut figures = rounds.iter().map(figure).collect::<Vec<_>>();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().context("there was a round")
    };
    Ok(Round {
        cpu: middle(|round| round.cpu)?,
        rate: middle(|round| round.rate)?,
        took: Spread {
            p50: middle(|round| round.took.p50)?,
            p99: middle(|round| round.took.p99)?,
            max: middle(|round| round.took.max)?,
        },
    })
}
