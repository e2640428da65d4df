//! A throw-away PostgreSQL cluster: made, started, stopped and removed by this process, and gone with it.

mod program;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;
use tokio::time::MissedTickBehavior;

use program::{User, as_user, program, unprivileged_user};

/// A cluster that does not answer within so many ticks never will.
const PATIENCE: u32 = 1_500;
const TICK: Duration = Duration::from_millis(20);

/// Whether commits reach the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// Never: fast, and what was committed is gone when the cluster dies.
    Never,
    /// Before each commit is acknowledged, as PostgreSQL comes.
    Always,
}

/// How a cluster is torn away from those who use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// SIGQUIT: it ends at once, without writing anything down.
    Immediate,
    /// SIGKILL to the process that all others belong to.
    Kill,
}

/// A running cluster; dropping it ends and removes it.
pub struct Cluster {
    server: Child,
    folder: TempDir,
    user: Option<User>,
    flush: Flush,
}

impl Cluster {
    /// Whether the programs that it needs are on this machine.
    pub fn is_possible() -> bool {
        program("initdb").is_ok() && program("postgres").is_ok()
    }

    /// Makes and starts one.
    ///
    /// PostgreSQL refuses to run as root; then it runs as an unprivileged user. It is a child that gets a signal when
    /// the thread that started it dies, so that not even a killed test leaves it behind.
    ///
    /// # Errors
    /// What is missing, or what PostgreSQL said.
    pub async fn start(flush: Flush) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("clausewise-cluster-").tempdir_in(place(flush))?;
        let user = unprivileged_user()?;
        if let Some(user) = &user {
            std::os::unix::fs::chown(folder.path(), Some(user.id), None)?;
        }
        let made = as_user(user.as_ref(), &program("initdb")?)
            .arg("--pgdata")
            .arg(folder.path().join("data"))
            .args(["--username=clausewise", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"])
            .current_dir(folder.path())
            .output()
            .context("initdb cannot be started: install the package util-linux, which has setpriv")?;
        ensure!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));
        let server = serve(folder.path(), user.as_ref(), flush)?;
        let mut cluster = Self { server, folder, user, flush };
        cluster.answers().await?;
        Ok(cluster)
    }

    /// Makes an empty database; its address.
    ///
    /// # Errors
    /// What PostgreSQL said.
    pub async fn database(&self, name: &str) -> Result<String> {
        self.database_like(name, "template1").await
    }

    /// Makes a database like another, to which nobody may be connected; its address.
    ///
    /// # Errors
    /// What PostgreSQL said.
    pub async fn database_like(&self, name: &str, like: &str) -> Result<String> {
        let mut connection = PgConnection::connect(&self.url("postgres")).await?;
        connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {like}"))).await?;
        connection.close().await?;
        Ok(self.url(name))
    }

    /// Ends it as a fault would. Returns when its first process is gone; the others follow by themselves.
    ///
    /// # Errors
    /// When it cannot be reached by signals.
    pub fn stop(&mut self, how: Stop) -> Result<()> {
        match how {
            Stop::Immediate => self.quit()?,
            Stop::Kill => self.server.kill()?,
        }
        self.server.wait()?;
        Ok(())
    }

    /// Starts it again on the same data. Returns when it answers.
    ///
    /// # Errors
    /// What PostgreSQL said.
    pub async fn start_again(&mut self) -> Result<()> {
        self.server = serve(self.folder.path(), self.user.as_ref(), self.flush)?;
        self.answers().await
    }

    /// The process that all others of the cluster belong to.
    pub fn process(&self) -> u32 {
        self.server.id()
    }

    /// Where its data are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A start can fail while processes of a killed predecessor are still ending; then it is tried again.
    async fn answers(&mut self) -> Result<()> {
        let mut interval = tokio::time::interval(TICK);
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for _ in 0..PATIENCE {
            interval.tick().await;
            if let Ok(connection) = PgConnection::connect(&self.url("postgres")).await {
                connection.close().await?;
                return Ok(());
            }
            if let Some(ended) = self.server.try_wait()? {
                let log = self.log();
                ensure!(log.contains("still in use") || log.contains("already exists"), "postgres {ended}: {log}");
                self.server = serve(self.folder.path(), self.user.as_ref(), self.flush)?;
            }
        }
        bail!("postgres does not answer: {}", self.log())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://clausewise@localhost/{database}?host={}", self.folder.path().display())
    }

    fn quit(&self) -> Result<()> {
        let stop = Command::new("kill").arg("-QUIT").arg(self.server.id().to_string()).status()?;
        ensure!(stop.success(), "kill {stop}");
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.quit().is_err() {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// Where commits are to reach a disk, a folder that is on one: the usual place for what is temporary may be memory.
fn place(flush: Flush) -> PathBuf {
    let on_disk = PathBuf::from("/var/tmp");
    if flush == Flush::Always && on_disk.is_dir() { on_disk } else { std::env::temp_dir() }
}

fn serve(folder: &Path, user: Option<&User>, flush: Flush) -> Result<Child> {
    let settings = match flush {
        Flush::Never => {
            &["listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off"] as &[&str]
        }
        Flush::Always => &["listen_addresses="],
    };
    let child = as_user(user, &program("postgres")?)
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(settings.iter().flat_map(|setting| ["-c", setting]))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(folder.join("log"))?)
        .spawn();
    child.context("postgres cannot be started")
}
