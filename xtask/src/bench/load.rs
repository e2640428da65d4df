//! The load generator: keep-alive connections on one thread, each sending its next request when it has the answer.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::child::{Server, now};

/// Writes the next request of one connection into the buffer.
pub type Script = Box<dyn FnMut(&mut Vec<u8>) + Send>;

/// What a round of load showed.
#[derive(Clone, Copy)]
pub struct Round {
    /// Milliseconds on the processors for one request.
    pub cpu: f64,
    /// Requests in a second.
    pub rate: f64,
    /// Milliseconds within which half of the answers came.
    pub p50: f64,
    /// Milliseconds within which all but one of a hundred came.
    pub p99: f64,
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
        took.sort_unstable();
        let requests = took.len() as f64;
        let share = |percent: usize| millis(took[(took.len() * percent / 100).min(took.len() - 1)]);
        Ok(Round {
            cpu: millis(cpu) / requests,
            rate: requests / elapsed.as_secs_f64(),
            p50: share(50),
            p99: share(99),
        })
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
        ensure!(status == 200, "{status}: {}", String::from_utf8_lossy(&connection.answer));
    }
    Ok(took)
}

pub fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// One connection and the last answer on it.
pub struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
    body: usize,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(64 * 1024), body: 0 })
    }

    /// Sends a request and takes the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<()> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let mut seen = 0;
        loop {
            ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the server closed the connection");
            let from = usize::saturating_sub(seen, 3);
            if let Some(found) = self.answer[from..].windows(4).position(|four| four == b"\r\n\r\n") {
                self.body = from + found + 4;
                break;
            }
            seen = self.answer.len();
        }
        match self.header("content-length").map(str::parse::<usize>).transpose()? {
            Some(length) => {
                while self.answer.len() < self.body + length {
                    ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the answer is cut off");
                }
            }
            // Without a length the answer comes in chunks, and an empty one ends it.
            None => {
                while !self.answer.ends_with(b"\r\n0\r\n\r\n") {
                    ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the answer is cut off");
                }
            }
        }
        Ok(())
    }

    pub fn status(&self) -> u16 {
        self.head().get(9..12).and_then(|status| status.parse().ok()).unwrap_or_default()
    }

    pub fn body(&self) -> &[u8] {
        &self.answer[self.body..]
    }

    /// The first header of a name, which is in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head().lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.head().lines().filter_map(move |line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn head(&self) -> &str {
        std::str::from_utf8(&self.answer[..self.body]).unwrap_or_default()
    }
}

/// A request for a page.
pub fn get(path: &str, cookie: &str, coding: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: text/html\r\naccept-encoding: {coding}\r\ncookie: {cookie}\r\n\r\n")
        .into_bytes()
}

/// Appends a request that changes something, as our own pages send it.
pub fn post(request: &mut Vec<u8>, path: &str, cookie: &str, kind: &str, body: &str) {
    use std::io::Write;

    let length = body.len();
    write!(
        request,
        "POST {path} HTTP/1.1\r\nhost: bench\r\naccept: {kind}\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\
         content-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .expect("a vector takes every byte");
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
        p50: middle(|round| round.p50)?,
        p99: middle(|round| round.p99)?,
    })
}
