//! The house rules that a machine can check.

mod arrows;
mod documents;
mod sources;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the repository.
struct File {
    /// From the root, with slashes.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package is in the repository").to_owned()
}

/// Every text file of the repository: those that git keeps and those that it would.
fn files() -> Vec<File> {
    let list = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git is there");
    assert!(list.status.success(), "{}", String::from_utf8_lossy(&list.stderr));
    let names = String::from_utf8(list.stdout).expect("names are UTF-8");
    let read = |path: &str| {
        let text = std::fs::read_to_string(root().join(path)).ok()?;
        Some(File { path: path.to_owned(), text })
    };
    let files = names.split('\0').filter(|path| !path.is_empty()).filter_map(read).collect::<Vec<_>>();
    assert!(files.len() > 200, "the files are found");
    files
}

fn rust() -> Vec<File> {
    files().into_iter().filter(|file| file.path.ends_with(".rs")).collect()
}

/// Where somebody looks for a fault: the file and the line, counted from 1.
fn places(file: &File, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = file.text.lines().enumerate().filter(|(_, line)| is_wrong(line));
    lines.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())).collect()
}

#[track_caller]
fn none(rule: &str, found: impl IntoIterator<Item = String>) {
    let found = found.into_iter().collect::<Vec<_>>();
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}
