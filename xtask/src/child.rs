//! Servers under measurement: child processes, and what the kernel tells of them.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::workspace::succeed;

/// A server that did not answer by then never will.
const PATIENCE: Duration = Duration::from_secs(20);
/// Ticks of /proc a second: Linux tells user space 100, whatever the kernel counts in.
const TICKS: u32 = 100;

/// A running server; dropping it ends it.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    started: Instant,
}

impl Server {
    /// Starts a program that is told a free port of this machine.
    pub fn start(tell: impl FnOnce(SocketAddr) -> Command) -> Result<Self> {
        let address = free_address("127.0.0.1")?;
        Self::start_at(address, tell(address), None)
    }

    /// Starts a program at an address that it was told already; what it logs goes to the end of a file.
    pub fn start_at(address: SocketAddr, mut command: Command, log: Option<File>) -> Result<Self> {
        let started = now();
        let errors = log.map_or_else(Stdio::null, Stdio::from);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors).spawn();
        let child = child.with_context(|| format!("{} could not be started", command.get_program().display()))?;
        Ok(Self { child, address, started })
    }

    /// Waits until it takes connections.
    pub fn wait(&mut self) -> Result<()> {
        while TcpStream::connect(self.address).is_err() {
            ensure!(self.is_up()?, "the server ended at once");
            ensure!(self.started.elapsed() < PATIENCE, "the server does not answer");
            sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Time since it was started.
    pub fn age(&self) -> Duration {
        self.started.elapsed()
    }

    /// Whether it has not ended by itself.
    pub fn is_up(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// SIGKILL: it ends in the middle of whatever it does. Returns when it is gone.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Time that it has spent on the processors, in user space and in the kernel.
    pub fn cpu(&self) -> Result<Duration> {
        cpu(&self.child.id().to_string())
    }

    /// Memory in use, in KiB.
    pub fn resident(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("/proc tells the memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }

    /// Asks it to stop and waits until it did.
    pub fn stop(mut self) -> Result<()> {
        succeed(Command::new("kill").args(["-TERM", &self.child.id().to_string()]))?;
        ensure!(self.child.wait()?.success(), "the server did not stop in peace");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Time that a process (or `self`) has spent on the processors, in user space and in the kernel.
pub fn cpu(process: &str) -> Result<Duration> {
    ticks(process, 14)
}

/// The same of its children that have ended.
pub fn cpu_of_the_dead(process: &str) -> Result<Duration> {
    ticks(process, 16)
}

/// The sum of two fields, counted from 1.
fn ticks(process: &str, field: usize) -> Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The second field is a name in parentheses, which may hold anything.
    let fields = stat.rsplit_once(") ").context("/proc tells a name")?.1.split(' ').skip(field - 3).take(2);
    let ticks = fields.map(|ticks| Ok(ticks.parse::<u32>()?)).sum::<Result<u32>>()?;
    Ok(Duration::from_secs(1) * ticks / TICKS)
}

/// A port of this machine that nobody listens on.
pub fn free_address(host: &str) -> Result<SocketAddr> {
    Ok(TcpListener::bind((host, 0))?.local_addr()?)
}

/// The product, with a database and no other settings than these.
pub fn clausewise(executable: &Path, folder: &Path, database: &str, address: SocketAddr) -> Command {
    let mut command = Command::new(executable);
    command
        .current_dir(folder)
        .env("CLAUSEWISE_DATABASE_URL", database)
        .env("CLAUSEWISE_ADDRESS", address.to_string())
        .env("CLAUSEWISE_PUBLIC_URL", format!("http://{address}"))
        .env_remove("CLAUSEWISE_CONTENT_DIR")
        .env_remove("CLAUSEWISE_LOG_FORMAT")
        .env_remove("CLAUSEWISE_TRUSTED_PROXIES")
        .env_remove("CLAUSEWISE_SMTP_URL")
        .env_remove("CLAUSEWISE_MAIL_FROM")
        .env_remove("RUST_LOG");
    command
}

/// The address of a database file in a folder.
pub fn sqlite(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("clausewise.db").display())
}

#[expect(clippy::disallowed_methods, reason = "measuring time is what all this is for")]
pub fn now() -> Instant {
    Instant::now()
}
