//! What a harness stands on: a folder, a fresh database on either engine, and the product serving it.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use cluster::{Cluster, Flush};
use content::Library;
use store::Store;

use super::runtime;
use crate::child::{clausewise, sqlite};
use crate::engines::Engine;
use crate::workspace::Workspace;

/// A folder that is gone afterwards, and a database that nobody else uses.
pub struct Ground {
    executable: PathBuf,
    pub folder: PathBuf,
    pub url: String,
    /// The database server, on PostgreSQL. It dies with the thread that made it.
    pub cluster: Option<Cluster>,
}

impl Ground {
    /// Makes an empty database; on a disk, since what matters is durable.
    pub fn make(workspace: &Workspace, name: &str, engine: Engine) -> Result<Self> {
        let folder = folder(&workspace.target, name)?;
        let executable = workspace.executable();
        if engine == Engine::Sqlite {
            let url = sqlite(&folder);
            return Ok(Self { executable, folder, url, cluster: None });
        }
        let (cluster, url) = runtime()?.block_on(async {
            let cluster = Cluster::start(Flush::Always).await?;
            let url = cluster.database("clausewise").await?;
            anyhow::Ok((cluster, url))
        })?;
        Ok(Self { executable, folder, url, cluster: Some(cluster) })
    }

    /// Opens the database as the product does.
    pub async fn store(&self) -> Result<Store> {
        let library = Library::embedded().map_err(|report| anyhow!("the course has problems\n{report}"))?;
        Ok(Store::open(&self.url, Arc::new(library)).await?)
    }

    /// The command that serves it.
    pub fn serve(&self, address: SocketAddr) -> Command {
        let mut command = clausewise(&self.executable, &self.folder, &self.url, address);
        command.arg("serve");
        command
    }

    /// Removes everything.
    pub fn remove(self) -> Result<()> {
        drop(self.cluster);
        Ok(fs::remove_dir_all(&self.folder)?)
    }
}

/// Makes an empty folder for a run.
pub fn folder(target: &Path, name: &str) -> Result<PathBuf> {
    let folder = target.join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}
