//! A throw-away PostgreSQL cluster: made, started, stopped and removed by this process, and gone with it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection};
use tempfile::TempDir;

pub struct Cluster {
    server: Child,
    folder: TempDir,
}

impl Cluster {
    /// PostgreSQL refuses to run as root; then it runs as an unprivileged user. It is a child that gets a signal when
    /// the thread that started it dies, so that not even a killed test leaves it behind.
    pub async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("clausewise-stories-").tempdir().expect("a folder can be made");
        let user = unprivileged_user();
        if let Some((_, id)) = &user {
            std::os::unix::fs::chown(folder.path(), Some(*id), None).expect("root may give a folder away");
        }
        let data = folder.path().join("data");
        let made = as_user(&user, &program("initdb"))
            .arg("--pgdata")
            .arg(&data)
            .args(["--username=clausewise", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"])
            .current_dir(folder.path())
            .output()
            .expect("initdb can be started: install the package util-linux, which has setpriv");
        assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));
        let log = File::create(folder.path().join("log")).expect("a file can be made");
        let settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses="];
        let server = as_user(&user, &program("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("postgres can be started");
        let mut cluster = Self { server, folder };
        cluster.answers().await;
        cluster
    }

    async fn answers(&mut self) {
        let mut interval = tokio::time::interval(Duration::from_millis(20));
        for _ in 0..1_500 {
            interval.tick().await;
            if let Ok(connection) = PgConnection::connect(&self.url("postgres")).await {
                connection.close().await.expect("a connection can be closed");
                return;
            }
            let ended = self.server.try_wait().expect("a child can be asked");
            assert!(ended.is_none(), "postgres ended with {ended:?}: {}", self.log());
        }
        panic!("postgres did not answer within 30 seconds: {}", self.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Makes a database like another, to which nobody may be connected; its address.
    pub async fn database(&self, name: &str, like: &str) -> String {
        let mut connection = PgConnection::connect(&self.url("postgres")).await.expect("the cluster answers");
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {like}"));
        connection.execute(create).await.expect("a database can be made");
        self.url(name)
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://clausewise@localhost/{database}?host={}", self.folder.path().display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stop = Command::new("kill").arg("-QUIT").arg(self.server.id().to_string()).status();
        if !stop.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// Name and number of the user that runs the cluster when the tests run as root.
fn unprivileged_user() -> Option<(&'static str, u32)> {
    if id(&["-u"])? != 0 {
        return None;
    }
    let user = ["postgres", "nobody"].into_iter().find_map(|name| Some((name, id(&["-u", name])?)));
    Some(user.expect("as root, the tests run PostgreSQL as the user postgres or nobody: add one of them"))
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

fn as_user(user: &Option<(&str, u32)>, program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if let Some((name, id)) = user {
        let group = self::id(&["-g", name]).unwrap_or(*id);
        command.args([format!("--reuid={id}"), format!("--regid={group}"), "--clear-groups".to_owned()]);
    }
    command.args(["--pdeathsig=QUIT", "--"]).arg(program);
    command
}

/// A program of PostgreSQL: on the path, or where Debian puts it.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path).collect::<Vec<_>>();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    found
        .unwrap_or_else(|| panic!("{name} is missing: install PostgreSQL, on Debian with `apt-get install postgresql`"))
}
