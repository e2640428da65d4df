//! Where files that people upload lie: a folder, or a bucket of an S3-compatible store. Never below anything that is served.

use std::future::poll_fn;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::Bytes;
use domain::time::Timestamp;
use futures_util::{Stream, StreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The store of files.
#[derive(Clone, Debug)]
pub struct Files {
    place: Place,
    /// Opens the bucket of an address.
    bucket: fn(&str) -> Result<Arc<dyn ObjectStore>, FilesFault>,
    /// The bucket once it was opened: its connections are used again.
    opened: Arc<OnceLock<Arc<dyn ObjectStore>>>,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// `s3://bucket/prefix`; the rest is said by the usual `AWS_` settings.
    Bucket(String),
}

/// Why a file could not be kept, fetched or removed.
#[derive(Debug, Error)]
pub enum FilesFault {
    /// The folder cannot be made, or is gone.
    #[error("the folder of files cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// The store does not answer, or refuses.
    #[error("the store of files failed: {0}")]
    Store(#[from] object_store::Error),
}

/// Why a file proves nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unproven {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// Its bytes are others than those that were handed in.
    #[error("altered")]
    Altered,
}

impl Files {
    /// The store at a place. Nothing is opened yet.
    pub fn at(place: Place) -> Self {
        Self { place, bucket: s3, opened: Arc::default() }
    }

    /// The store, and what stands before every name in it.
    fn open(&self) -> Result<(Arc<dyn ObjectStore>, &str), FilesFault> {
        match &self.place {
            Place::Folder(folder) => {
                std::fs::create_dir_all(folder)?;
                Ok((Arc::new(LocalFileSystem::new_with_prefix(folder)?), ""))
            }
            Place::Bucket(url) => {
                let (_, prefix) = bucket(url).unwrap_or_default();
                if let Some(store) = self.opened.get() {
                    return Ok((Arc::clone(store), prefix));
                }
                let store = (self.bucket)(url)?;
                Ok((Arc::clone(self.opened.get_or_init(|| store)), prefix))
            }
        }
    }

    /// Makes sure that the store can be opened, so that a wrong setting is found at the start.
    ///
    /// # Errors
    /// [`FilesFault`].
    pub fn check(&self) -> Result<(), FilesFault> {
        self.open().map(drop)
    }

    /// Keeps a file under a name.
    ///
    /// # Errors
    /// [`FilesFault`].
    pub async fn keep(&self, name: &str, bytes: Bytes) -> Result<(), FilesFault> {
        let (store, prefix) = self.open()?;
        store.put(&path(prefix, name), bytes.into()).await?;
        Ok(())
    }

    /// A file that was kept.
    ///
    /// # Errors
    /// [`FilesFault`].
    pub async fn fetch(&self, name: &str) -> Result<Bytes, FilesFault> {
        // A folder that is gone is no folder without this file.
        if let Place::Folder(folder) = &self.place {
            std::fs::metadata(folder)?;
        }
        let (store, prefix) = self.open()?;
        Ok(store.get(&path(prefix, name)).await?.bytes().await?)
    }

    /// A file that was kept, if it still has this digest (SHA-256, hexadecimal).
    ///
    /// # Errors
    /// [`FilesFault`].
    pub async fn fetch_proof(&self, name: &str, digest: &str) -> Result<Result<Bytes, Unproven>, FilesFault> {
        let bytes = match self.fetch(name).await {
            Err(FilesFault::Store(object_store::Error::NotFound { .. })) => return Ok(Err(Unproven::Missing)),
            fetched => fetched?,
        };
        let (hashed, wanted) = (bytes.clone(), digest.to_owned());
        let is_sound =
            tokio::task::spawn_blocking(move || digest_of(&hashed) == wanted).await.map_err(io::Error::other)?;
        Ok(if is_sound { Ok(bytes) } else { Err(Unproven::Altered) })
    }

    /// Removes files that no row names any more. One that cannot be removed now is found by the sweep of the next day.
    pub async fn remove_all(&self, names: &[String]) {
        for name in names {
            if let Err(fault) = self.remove(name).await {
                tracing::error!(%fault, place = %name, "a file could not be removed; the sweep of tomorrow tries again");
            }
        }
    }

    /// The names of files that were kept before a moment, a lot at a time. Whatever does not lie as we lay files is left out.
    ///
    /// # Errors
    /// [`FilesFault`].
    pub fn kept_before(&self, before: Timestamp) -> Result<KeptBefore, FilesFault> {
        let (store, prefix) = self.open()?;
        let root = Path::from(prefix);
        Ok(KeptBefore::of(store.list((!prefix.is_empty()).then_some(&root)), prefix, before))
    }

    /// Removes a file. One that is not there is removed already.
    ///
    /// # Errors
    /// [`FilesFault`].
    pub async fn remove(&self, name: &str) -> Result<(), FilesFault> {
        let (store, prefix) = self.open()?;
        match store.delete(&path(prefix, name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Files that were kept before a moment.
pub struct KeptBefore {
    files: Pin<Box<dyn Stream<Item = Result<ObjectMeta, object_store::Error>> + Send>>,
    prefix: String,
    before: Timestamp,
}

impl KeptBefore {
    /// Picks out of a list. The list of a bucket panics when it is asked again behind its end, so the end is remembered.
    fn of<F>(files: F, prefix: &str, before: Timestamp) -> Self
    where
        F: Stream<Item = Result<ObjectMeta, object_store::Error>> + Send + 'static,
    {
        Self { files: Box::pin(files.fuse()), prefix: prefix.to_owned(), before }
    }

    /// The next names; none when there are no more.
    ///
    /// # Errors
    /// [`FilesFault`].
    pub async fn next(&mut self) -> Result<Vec<String>, FilesFault> {
        let mut names = Vec::new();
        while names.len() < LOT {
            let Some(file) = poll_fn(|context| self.files.as_mut().poll_next(context)).await else { break };
            let file = file?;
            let name = file.location.filename().unwrap_or_default();
            let is_old = file.last_modified.timestamp_millis() < self.before.0;
            if is_old && is_name(name) && file.location == path(&self.prefix, name) {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }
}

/// A bucket of an S3-compatible store.
fn s3(url: &str) -> Result<Arc<dyn ObjectStore>, FilesFault> {
    Ok(Arc::new(AmazonS3Builder::from_env().with_url(url).with_retry(patience()).build()?))
}

/// A person waits for the answer: what a bucket does not take within some seconds is refused, and sent again by the person.
fn patience() -> RetryConfig {
    RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(10), ..RetryConfig::default() }
}

/// SHA-256 in hexadecimal digits, as the books name it.
pub fn digest_of(bytes: &[u8]) -> String {
    use std::fmt::Write;

    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Bucket and prefix of an address; nothing when it is none.
pub fn bucket(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("s3://")?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    (!bucket.is_empty()).then_some((bucket, prefix.trim_matches('/')))
}

/// So many names are asked about at once.
const LOT: usize = 200;

/// Whether it is a name as we make them: 64 hexadecimal digits.
fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Names are hexadecimal; two digits of each make a folder, so that none grows large.
fn path(prefix: &str, name: &str) -> Path {
    let folder = name.get(..2).unwrap_or_default();
    Path::from(format!("{prefix}/{folder}/{name}"))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use object_store::memory::InMemory;

    use super::*;

    /// The bucket `proofs`, as the store behind it keeps it.
    static PROOFS: LazyLock<InMemory> = LazyLock::new(InMemory::new);

    fn in_bucket(address: &str) -> Files {
        Files { bucket: |_| Ok(Arc::new(PROOFS.clone())), ..Files::at(Place::Bucket(address.to_owned())) }
    }

    #[tokio::test]
    async fn a_file_is_kept_fetched_and_removed() {
        let folder = std::env::temp_dir().join(crate::entropy::hex::<8>());
        let files = Files::at(Place::Folder(folder.clone()));
        files.check().unwrap();
        files.keep("abcdef", Bytes::from_static(b"proof")).await.unwrap();
        assert!(folder.join("ab/abcdef").is_file());
        assert_eq!(files.fetch("abcdef").await.unwrap(), "proof");
        let digest = digest_of(b"proof");
        assert_eq!(files.fetch_proof("abcdef", &digest).await.unwrap().unwrap(), "proof");
        assert_eq!(files.fetch_proof("abcdef", "another").await.unwrap(), Err(Unproven::Altered));
        assert_eq!(files.fetch_proof("fedcba", &digest).await.unwrap(), Err(Unproven::Missing));
        files.remove("abcdef").await.unwrap();
        files.remove("abcdef").await.unwrap();
        assert!(files.fetch("abcdef").await.is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_old_and_ours_is_listed_alone() {
        let folder = std::env::temp_dir().join(crate::entropy::hex::<8>());
        let files = Files::at(Place::Folder(folder.clone()));
        let [old, young] = [(); 2].map(|()| crate::entropy::hex::<32>());
        let day = Duration::from_secs(24 * 60 * 60);
        let made = std::time::UNIX_EPOCH + day * 20_000;
        for (name, at) in [(&old, made), (&young, made + day)] {
            files.keep(name, Bytes::from_static(b"proof")).await.unwrap();
            let file = std::fs::File::options().write(true).open(folder.join(&name[..2]).join(name)).unwrap();
            file.set_modified(at).unwrap();
        }
        std::fs::write(folder.join("a-note"), "not ours").unwrap();
        std::fs::File::options().write(true).open(folder.join("a-note")).unwrap().set_modified(made).unwrap();
        let before = Timestamp(20_001 * 24 * 60 * 60 * 1000);
        let mut listed = files.kept_before(before).unwrap();
        assert_eq!(listed.next().await.unwrap(), [old.as_str()]);
        assert!(listed.next().await.unwrap().is_empty());
        let empty = Files::at(Place::Folder(folder.join("nothing-yet")));
        assert!(empty.kept_before(before).unwrap().next().await.unwrap().is_empty());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_bucket_keeps_what_is_ours_below_its_prefix() {
        let [files, whole] = ["s3://proofs/clausewise/", "s3://proofs"].map(in_bucket);
        keeps_what_is_ours(&files, &whole, &*PROOFS).await;
    }

    /// The same where a program that speaks S3 is at hand, with an empty bucket: `CLAUSEWISE_BUCKET`, set when this is
    /// compiled, names it, and the `AWS_` settings say the rest.
    #[tokio::test]
    async fn another_program_keeps_it_as_well() {
        let Some(address) = option_env!("CLAUSEWISE_BUCKET") else { return };
        let [files, whole] = ["/clausewise/", ""].map(|end| Files::at(Place::Bucket(format!("{address}{end}"))));
        keeps_what_is_ours(&files, &whole, &*s3(address).unwrap()).await;
    }

    /// `files` lie below the prefix `clausewise` of an empty bucket, which is `whole` and, as others see it, `store`.
    async fn keeps_what_is_ours(files: &Files, whole: &Files, store: &dyn ObjectStore) {
        files.check().unwrap();
        let end = Timestamp(i64::MAX);
        assert!(files.kept_before(end).unwrap().next().await.unwrap().is_empty());
        let names = (0..=LOT).map(|number| format!("{number:064x}")).collect::<Vec<_>>();
        for name in &names {
            files.keep(name, Bytes::from_static(b"proof")).await.unwrap();
        }
        let other = "f".repeat(64);
        whole.keep(&other, Bytes::from_static(b"another proof")).await.unwrap();
        let note = "clausewise/00/a-note".to_owned();
        for foreign in [note, format!("clausewise/{other}"), format!("clausewise-2/ff/{other}")] {
            store.put(&Path::from(foreign), Bytes::from_static(b"not ours").into()).await.unwrap();
        }
        let laid = Path::from(format!("clausewise/00/{}", names[1]));
        assert_eq!(store.get(&laid).await.unwrap().bytes().await.unwrap(), "proof");
        assert_eq!(files.fetch(&names[1]).await.unwrap(), "proof");
        assert_eq!(whole.fetch(&other).await.unwrap(), "another proof");
        for (files, missing) in [(files, &other), (whole, &names[1])] {
            let fault = files.fetch(missing).await.unwrap_err();
            assert!(matches!(fault, FilesFault::Store(object_store::Error::NotFound { .. })), "{fault}");
        }

        let mut listed = files.kept_before(end).unwrap();
        assert_eq!(listed.next().await.unwrap(), names[..LOT]);
        assert_eq!(listed.next().await.unwrap(), names[LOT..]);
        assert!(listed.next().await.unwrap().is_empty());
        assert!(files.kept_before(Timestamp(0)).unwrap().next().await.unwrap().is_empty());
        assert_eq!(whole.kept_before(end).unwrap().next().await.unwrap(), [other.as_str()]);

        files.remove(&names[0]).await.unwrap();
        files.remove(&names[0]).await.unwrap();
        files.remove_all(&names[2..]).await;
        assert_eq!(files.kept_before(end).unwrap().next().await.unwrap(), names[1..2]);
        assert!(files.fetch(&names[0]).await.is_err());
        assert_eq!(whole.fetch(&other).await.unwrap(), "another proof");
    }

    #[tokio::test]
    async fn a_list_is_not_asked_behind_its_end() {
        let name = "f".repeat(64);
        let file = ObjectMeta {
            location: path("", &name),
            last_modified: chrono::DateTime::UNIX_EPOCH,
            size: 5,
            e_tag: None,
            version: None,
        };
        // Buckets are listed by this kind of stream, which panics there.
        let page = |left: Option<ObjectMeta>| std::future::ready(left.map(|file| (Ok(file), None)));
        let files = futures_util::stream::unfold(Some(file), page);
        let mut listed = KeptBefore::of(files, "", Timestamp(1));
        assert_eq!(listed.next().await.unwrap(), [name.as_str()]);
        assert!(listed.next().await.unwrap().is_empty());
        assert!(listed.next().await.unwrap().is_empty());
    }

    #[test]
    fn an_address_names_a_bucket_and_a_prefix() {
        assert_eq!(bucket("s3://proofs/clausewise/"), Some(("proofs", "clausewise")));
        assert_eq!(bucket("s3://proofs"), Some(("proofs", "")));
        assert_eq!((bucket("s3://"), bucket("https://proofs")), (None, None));
        assert_eq!(path("clausewise", "abcdef").to_string(), "clausewise/ab/abcdef");
        assert_eq!(path("", "abcdef").to_string(), "ab/abcdef");
    }
}
