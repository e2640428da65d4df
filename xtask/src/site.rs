//! The files that browsers load: gathered, named by their content, listed in `manifest.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::workspace::Workspace;
use crate::{compress, style, wasm};

/// Makes the site and returns its folder; what did not change stays as it is.
pub fn make(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let bundle = wasm::make(workspace, profile)?;
    let mut site = Site::open(profile.folder(workspace), profile)?;
    let mut hashed = BTreeMap::new();
    for source in files(&workspace.root.join("style/fonts"), &["woff2"])?
        .into_iter()
        .chain(files(&workspace.root.join("style/icons"), &["svg", "png", "ico", "webp", "avif"])?)
    {
        let name = source.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        let file = site.put(&name, &fs::read(&source)?)?;
        hashed.insert(source, file);
    }
    site.put("site.css", style::bundle(&workspace.root.join("style/main.css"), &hashed)?.as_bytes())?;
    site.put("pages.css", style::bundle(&workspace.root.join("style/pages.css"), &hashed)?.as_bytes())?;
    let script = workspace.root.join("app/site.js");
    if script.is_file() {
        site.put("site.js", &fs::read(script)?)?;
    }
    site.put("live.js", &fs::read(workspace.root.join("app/live.js"))?)?;
    site.put("bank.js", &fs::read(workspace.root.join("app/bank.js"))?)?;
    site.put("marking.js", &fs::read(workspace.root.join("app/marking.js"))?)?;
    site.put("exam.js", &fs::read(workspace.root.join("app/exam.js"))?)?;
    site.put("clausewise.js", &bundle.script)?;
    site.put("clausewise.wasm", &bundle.wasm)?;
    site.close()
}

/// How the wasm is built, and whether the site is made for the wire or for quick rounds.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Small: optimised and compressed.
    Browser,
    /// Quick: neither.
    Dev,
}

impl Profile {
    pub fn name(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Dev => "dev",
        }
    }

    /// The folder of the finished site.
    pub fn folder(self, workspace: &Workspace) -> PathBuf {
        workspace.target.join(match self {
            Self::Browser => "site",
            Self::Dev => "site-dev",
        })
    }
}

/// One file of the site, as `manifest.json` lists it.
#[derive(Serialize, Deserialize)]
pub struct Entry {
    /// What the server asks for: `site.css`.
    pub name: String,
    /// The name on disk and on the wire, with the hash of the content in it.
    pub file: String,
    #[serde(rename = "type")]
    pub content_type: String,
    pub bytes: usize,
    /// Size of the `.br` sibling, when there is one.
    pub brotli: Option<usize>,
}

/// Reads the list of a finished site.
pub fn manifest(folder: &Path) -> Result<Vec<Entry>> {
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// The first 16 hexadecimal digits of a content's SHA-256.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file so that nobody ever sees half of it.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let part = path.with_added_extension("part");
    fs::write(&part, content).with_context(|| format!("{} cannot be written", part.display()))?;
    fs::rename(&part, path).with_context(|| format!("{} cannot be written", path.display()))
}

struct Site {
    folder: PathBuf,
    profile: Profile,
    entries: Vec<Entry>,
}

impl Site {
    fn open(folder: PathBuf, profile: Profile) -> Result<Self> {
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self { folder, profile, entries: Vec::new() })
    }

    /// Adds one file and answers its hashed name.
    fn put(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').with_context(|| format!("{name} has no extension"))?;
        let file = format!("{stem}.{}.{extension}", hash(content));
        let path = self.folder.join(&file);
        if !path.is_file() {
            write(&path, content)?;
        }
        let (content_type, worth_compressing) = kind(extension);
        let brotli = if worth_compressing && self.profile == Profile::Browser {
            Some(compress::siblings(&path, content)?)
        } else {
            None
        };
        let content_type = content_type.to_owned();
        self.entries.push(Entry { name: name.into(), file: file.clone(), content_type, bytes: content.len(), brotli });
        Ok(file)
    }

    /// Writes the list, if it is another than before, and removes what is no longer in it.
    fn close(self) -> Result<PathBuf> {
        let path = self.folder.join("manifest.json");
        let text = serde_json::to_string_pretty(&self.entries)? + "\n";
        if fs::read_to_string(&path).ok().as_ref() == Some(&text) {
            return Ok(self.folder);
        }
        write(&path, text.as_bytes())?;
        for found in fs::read_dir(&self.folder)? {
            let name = found?.file_name().to_string_lossy().into_owned();
            let plain = name.strip_suffix(".br").or(name.strip_suffix(".gz")).unwrap_or(&name);
            if name != "manifest.json" && self.entries.iter().all(|entry| entry.file != plain) {
                fs::remove_file(self.folder.join(name))?;
            }
        }
        println!("The site is in {}:", self.folder.display());
        for entry in &self.entries {
            let wire = entry.brotli.map_or(String::new(), |size| format!(", {size} with brotli"));
            println!("  {:<16} {} bytes{wire}", entry.name, entry.bytes);
        }
        Ok(self.folder)
    }
}

/// The content type of an extension, and whether compressing makes such a file smaller.
fn kind(extension: &str) -> (&'static str, bool) {
    match extension {
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "svg" => ("image/svg+xml", true),
        "ico" => ("image/vnd.microsoft.icon", true),
        "png" => ("image/png", false),
        "webp" => ("image/webp", false),
        "avif" => ("image/avif", false),
        "woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    }
}

/// The files of a folder with one of these extensions, in order; none when there is no such folder.
fn files(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let Ok(found) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in found {
        let path = entry?.path();
        if path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
