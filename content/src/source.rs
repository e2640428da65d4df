//! Where the files of the course come from: the binary, a folder, or memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::report::{Place, Report};

static AUDITOR: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/auditor");
static EDITIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/editions");
static FOUNDATION: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/foundation");
static GLOSSARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/glossary");
static PRACTITIONER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/practitioner");
static SCHEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/schemes");

/// The folders that hold the course; those of levels without a course yet may be absent.
const FOLDERS: [&str; 6] = ["auditor", "editions", "foundation", "glossary", "practitioner", "schemes"];
static EMBEDDED: [&Dir<'_>; 6] = [&AUDITOR, &EDITIONS, &FOUNDATION, &GLOSSARY, &PRACTITIONER, &SCHEMES];

/// Files beside the folders; a course may do without them.
const BESIDE: [(&str, &str); 3] = [
    ("coverage.yaml", include_str!("../coverage.yaml")),
    ("paths.yaml", include_str!("../paths.yaml")),
    ("refreshers.yaml", include_str!("../refreshers.yaml")),
];

/// A place that holds a course.
pub(crate) enum Source<'a> {
    /// The files compiled into this crate.
    Embedded,
    /// A folder laid out like `content/`.
    Folder(&'a Path),
    /// Path and text of each file.
    #[cfg(test)]
    Memory(BTreeMap<String, String>),
}

impl Source<'_> {
    /// Reads all files; those that cannot be read are problems.
    pub fn read(self, report: &mut Report) -> Files {
        let mut files = Files::default();
        match self {
            Self::Embedded => {
                for (name, folder) in FOLDERS.into_iter().zip(EMBEDDED) {
                    embedded(name, folder, &mut files, report);
                }
                for (name, text) in BESIDE {
                    files.add(name, text.as_bytes(), report);
                }
            }
            Self::Folder(root) => {
                for name in FOLDERS {
                    if root.join(name).is_dir() {
                        folder(name, &root.join(name), &mut files, report);
                    }
                }
                for (name, _) in BESIDE {
                    if root.join(name).is_file() {
                        file(name, &root.join(name), &mut files, report);
                    }
                }
            }
            #[cfg(test)]
            Self::Memory(texts) => files.0 = texts,
        }
        files
    }
}

/// The texts of a course by their paths, which use `/` everywhere.
#[derive(Debug, Default)]
pub(crate) struct Files(BTreeMap<String, String>);

impl Files {
    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Path, name without extension, and text of each file directly in a folder, by name.
    pub fn within<'a>(
        &'a self,
        folder: &str,
        extension: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> + use<'a> {
        let (prefix, suffix) = (format!("{folder}/"), format!(".{extension}"));
        self.0.iter().filter_map(move |(path, text)| {
            let name = path.strip_prefix(&prefix)?.strip_suffix(&suffix)?;
            (!name.contains('/')).then_some((path.as_str(), name, text.as_str()))
        })
    }

    fn add(&mut self, path: &str, bytes: &[u8], report: &mut Report) {
        if !["yaml", "md", "svg"].iter().any(|extension| path.ends_with(&format!(".{extension}"))) {
            return;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
                self.0.insert(path.to_owned(), text);
            }
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                report.add(Place::whole(path).line(line), "is not UTF-8", "save the file as UTF-8");
            }
        }
    }
}

fn embedded(prefix: &str, folder: &Dir<'_>, files: &mut Files, report: &mut Report) {
    for file in folder.files() {
        files.add(&format!("{prefix}/{}", file.path().display()), file.contents(), report);
    }
    for below in folder.dirs() {
        embedded(prefix, below, files, report);
    }
}

fn folder(prefix: &str, path: &Path, files: &mut Files, report: &mut Report) {
    let Ok(entries) = fs::read_dir(path) else {
        return report.add(Place::whole(prefix).line(1), "the folder cannot be read", "check its permissions");
    };
    for entry in entries.flatten() {
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            folder(&name, &entry.path(), files, report);
            continue;
        }
        file(&name, &entry.path(), files, report);
    }
}

fn file(name: &str, path: &Path, files: &mut Files, report: &mut Report) {
    match fs::read(path) {
        Ok(bytes) => files.add(name, &bytes, report),
        Err(error) => report.add(Place::whole(name).line(1), error.to_string(), "check its permissions"),
    }
}
