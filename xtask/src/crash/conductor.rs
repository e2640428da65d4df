//! Kills and restarts: the server at random instants, and PostgreSQL under a server that stays up.

use std::fs::{self, OpenOptions};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::ops::Range;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Result, ensure};
use cluster::{Cluster, Stop};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::due::Life;
use super::service::Service;
use crate::child::Server;
use crate::sitters::ground::Ground;
use crate::sitters::runtime;

/// Milliseconds from a start to the next kill, mostly.
const LATE: Range<u64> = 300..2_000;
/// Of so many kills, one comes while the server may still be starting.
const EARLY_ONE_IN: u32 = 5;
const EARLY: Range<u64> = 5..300;
/// Each tenth round ends PostgreSQL too, for so many milliseconds; each fourth time for longer.
const ROUNDS: u32 = 10;
const DOWN: Range<u64> = 0..3_000;
const LONG_ONE_IN: usize = 4;
const LONG: Range<u64> = 6_000..15_000;
/// Then candidates go on for so long, until the next kill: longer than they may be kept waiting.
const AFTERWARDS: Duration = Duration::from_millis(2_500);
/// A server that is not ready by then never will be.
const PATIENCE: Duration = Duration::from_secs(30);
/// Starts that may fail before it is no use to go on.
const FALLS: usize = 20;

/// Keeps a server running, in its way.
pub struct Conductor<'a> {
    ground: &'a mut Ground,
    service: Arc<Service>,
    server: Server,
    rng: StdRng,
    kills: u32,
    starts: u32,
    /// What the server said when it ended by itself.
    falls: Vec<String>,
    /// Moments at which PostgreSQL was back.
    backs: Vec<Duration>,
}

impl<'a> Conductor<'a> {
    /// Starts the first server.
    pub fn begin(ground: &'a mut Ground, service: Arc<Service>, seed: u64) -> Result<Self> {
        let server = start(ground, &service)?;
        let rng = StdRng::seed_from_u64(seed);
        Ok(Self { ground, service, server, rng, kills: 0, starts: 1, falls: Vec::new(), backs: Vec::new() })
    }

    /// Kills the server so often.
    pub fn conduct(mut self, kills: u32) -> Result<Self> {
        self.until_ready()?;
        while self.kills < kills {
            let early = self.rng.random_range(0..EARLY_ONE_IN) == 0;
            let gap = self.rng.random_range(if early { EARLY } else { LATE });
            self.wait(Duration::from_millis(gap))?;
            if self.kills % ROUNDS == ROUNDS / 2 && self.ground.cluster.is_some() {
                self.end_database()?;
            }
            self.kill()?;
        }
        self.until_ready()?;
        Ok(self)
    }

    /// Asks the server to stop, after everybody has gone.
    pub fn end(self) -> Result<Figures> {
        let panics = self.log().matches("panicked at").count();
        let Self { service, server, kills, starts, falls, backs, .. } = self;
        server.stop()?;
        Ok(Figures { kills, starts, falls, panics, backs, lives: service.lives().clone() })
    }

    fn kill(&mut self) -> Result<()> {
        let moment = self.service.moment();
        self.service.learn(|life| life.killing = Some(moment));
        self.server.kill()?;
        self.kills += 1;
        self.again()
    }

    /// Starts a server in the place of one that is gone.
    fn again(&mut self) -> Result<()> {
        let moment = self.service.moment();
        self.service.learn(|life| {
            life.killing.get_or_insert(moment);
            life.gone = Some(moment);
        });
        self.server = start(self.ground, &self.service)?;
        self.starts += 1;
        Ok(())
    }

    /// Looks after the server for a while: notes when it is ready, and starts it again if it ends by itself.
    fn wait(&mut self, length: Duration) -> Result<()> {
        let until = self.service.moment() + length;
        while let Some(left) = until.checked_sub(self.service.moment()) {
            if !self.server.is_up()? {
                let log = self.log();
                self.falls.push(format!("the server ended by itself: {}", log.lines().last().unwrap_or_default()));
                ensure!(self.falls.len() <= FALLS, "the server does not stay up: see {LOG}");
                self.again()?;
            }
            if !self.service.is_ready() && self.answers() {
                let moment = self.service.moment();
                self.service.learn(|life| life.ready = Some(moment));
            }
            sleep(left.min(Duration::from_millis(1)));
        }
        Ok(())
    }

    fn until_ready(&mut self) -> Result<()> {
        let since = self.service.moment();
        while !self.service.is_ready() {
            ensure!(self.service.moment() - since < PATIENCE, "the server does not become ready");
            self.wait(Duration::from_millis(5))?;
        }
        Ok(())
    }

    /// Whether it says that it is ready.
    fn answers(&self) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect_timeout(&self.service.address, Duration::from_millis(50))?;
            stream.set_read_timeout(Some(Duration::from_millis(500)))?;
            stream.write_all(b"GET /health/ready HTTP/1.1\r\nhost: clausewise\r\n\r\n")?;
            let mut begin = [0; 12];
            stream.read_exact(&mut begin)?;
            Ok(begin.ends_with(b" 200"))
        };
        ask().unwrap_or(false)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.ground.folder.join(LOG)).unwrap_or_default()
    }

    /// Ends PostgreSQL under the server and starts it again; the server must stay up and find it by itself.
    fn end_database(&mut self) -> Result<()> {
        self.until_ready()?;
        let how = if self.backs.len().is_multiple_of(2) { Stop::Immediate } else { Stop::Kill };
        let long = self.backs.len() % LONG_ONE_IN == LONG_ONE_IN - 1;
        let down = Duration::from_millis(self.rng.random_range(if long { LONG } else { DOWN }));
        if let Some(cluster) = &mut self.ground.cluster {
            restart(cluster, how, down)?;
        }
        self.backs.push(self.service.moment());
        self.wait(AFTERWARDS)
    }
}

/// What the conductor saw.
pub struct Figures {
    pub kills: u32,
    pub starts: u32,
    pub falls: Vec<String>,
    pub panics: usize,
    pub backs: Vec<Duration>,
    pub lives: Vec<Life>,
}

/// What all servers log, one after the other.
pub const LOG: &str = "server.log";

fn start(ground: &Ground, service: &Service) -> Result<Server> {
    let log = OpenOptions::new().create(true).append(true).open(ground.folder.join(LOG))?;
    service.spawned(service.moment());
    Server::start_at(service.address, ground.serve(service.address), Some(log))
}

fn restart(cluster: &mut Cluster, how: Stop, down: Duration) -> Result<()> {
    cluster.stop(how)?;
    sleep(down);
    runtime()?.block_on(cluster.start_again())
}
