//! What the kernel tells of the machine under load: who used the processors, and how busy the disk was.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::child::{self, Server, now};
use crate::figures::{Report, short};
use crate::workspace::succeed;

/// Counters of the kernel at one moment.
pub struct Sample {
    at: Instant,
    server: Duration,
    database: Duration,
    generator: Duration,
    /// Ticks of all processors: not idle, and all.
    machine: (u64, u64),
    /// Time during which the disk had something to do.
    disk: Option<Duration>,
}

/// How much of everything was used in between.
pub struct Usage {
    /// Processors kept busy: by the server, by PostgreSQL, by the load generator.
    server: f64,
    database: f64,
    generator: f64,
    /// And by everybody else on this machine.
    others: f64,
    /// Shares of the whole, from 0 to 1.
    machine: f64,
    disk: Option<f64>,
    /// What the server and its database spent.
    pub spent: Duration,
}

impl Sample {
    /// Takes one; `database` is the first process of PostgreSQL, and `folder` is on the disk that matters.
    pub fn take(server: &Server, database: Option<u32>, folder: &Path) -> Result<Self> {
        Ok(Self {
            at: now(),
            server: server.cpu()?,
            database: database.map_or(Ok(Duration::ZERO), family)?,
            generator: child::cpu("self")?,
            machine: machine()?,
            disk: disk(folder)?,
        })
    }

    /// What was used until a later sample.
    pub fn until(&self, later: &Self) -> Usage {
        let elapsed = (later.at - self.at).as_secs_f64();
        let share = |spent: Duration| spent.as_secs_f64() / elapsed;
        let (server, database) = (later.server - self.server, later.database.saturating_sub(self.database));
        let generator = later.generator - self.generator;
        let counted = |later: u64, earlier: u64| later.saturating_sub(earlier) as f64;
        let (busy, all) = (counted(later.machine.0, self.machine.0), counted(later.machine.1, self.machine.1));
        let machine = busy / all.max(1.0);
        let processors = std::thread::available_parallelism().map_or(1.0, |count| count.get() as f64);
        Usage {
            server: share(server),
            database: share(database),
            generator: share(generator),
            others: (machine * processors - share(server + database + generator)).max(0.0),
            machine,
            disk: later.disk.zip(self.disk).map(|(later, earlier)| share(later.saturating_sub(earlier))),
            spent: server + database,
        }
    }
}

impl Usage {
    /// Adds its lines to a report.
    pub fn tell(&self, report: &mut Report, phase: &str) {
        let percent = |share: f64| (share * 100.0).round();
        let mut note = format!("in processors: server {}, generator {}", short(self.server), short(self.generator));
        if self.database > 0.0 {
            note += &format!(", PostgreSQL {}", short(self.database));
        }
        note += &format!(", others {}", short(self.others));
        report.known(format!("{phase}: processors in use"), percent(self.machine), "%", note);
        if let Some(disk) = self.disk {
            report.known(format!("{phase}: disk in use"), percent(disk), "%", String::new());
        }
    }

    /// What is nearest to its end.
    pub fn first(&self) -> &'static str {
        match self.disk {
            Some(disk) if disk > self.machine => "the disk",
            _ if self.generator > self.server.max(self.database) => "the processors, most of all the load generator's",
            _ if self.database > self.server => "the processors, most of all PostgreSQL's",
            _ => "the processors, most of all the server's",
        }
    }
}

/// Lets this process, and those that it starts, open so many files.
pub fn open_files(wanted: u64) -> Result<()> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files")).context("/proc tells the limits")?;
    let soft = line.split_whitespace().next().and_then(|soft| soft.parse::<u64>().ok()).unwrap_or(u64::MAX);
    if soft >= wanted {
        return Ok(());
    }
    let limit = format!("--nofile={wanted}:");
    succeed(Command::new("prlimit").args(["--pid", &std::process::id().to_string(), &limit]))
        .context("too few files may be open: raise the limit with `ulimit -n`")
}

/// Time that a process and its living and dead children have spent on the processors.
fn family(first: u32) -> Result<Duration> {
    let mut spent = child::cpu(&first.to_string())? + child::cpu_of_the_dead(&first.to_string())?;
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let Ok(stat) = fs::read_to_string(format!("/proc/{name}/stat")) else { continue };
        let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        if parent == Some(first) {
            // It may end at any moment; then it counts among the dead.
            spent += child::cpu(&name).unwrap_or_default();
        }
    }
    Ok(spent)
}

fn machine() -> Result<(u64, u64)> {
    let stat = fs::read_to_string("/proc/stat")?;
    let line = stat.lines().next().context("/proc tells the processors")?;
    let ticks = line.split_whitespace().skip(1).take(8).map(str::parse::<u64>).collect::<Result<Vec<_>, _>>()?;
    let all = ticks.iter().sum::<u64>();
    // Idle, and waiting for a disk, which is no work for a processor.
    let idle = ticks.iter().skip(3).take(2).sum::<u64>();
    Ok((all - idle, all))
}

/// Nothing where the file system is on no disk that the kernel counts.
fn disk(folder: &Path) -> Result<Option<Duration>> {
    let device = fs::metadata(folder)?.dev();
    let major = ((device >> 8) & 0xfff).to_string();
    let minor = ((device & 0xff) | ((device >> 12) & 0xf_ff00)).to_string();
    let disks = fs::read_to_string("/proc/diskstats")?;
    let line = disks.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let line = line.into_iter().find(|fields| fields.starts_with(&[&major, &minor]));
    let busy = line.and_then(|fields| fields.get(12)?.parse().ok());
    Ok(busy.map(Duration::from_millis))
}
