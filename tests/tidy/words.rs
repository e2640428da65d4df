//! What must not stand in a committed file.

use crate::{files, none, places};

#[test]
fn nothing_is_left_to_do() {
    let marks = ["TO", "FIX", "XX"].map(|begin| {
        begin.to_owned()
            + if begin == "FIX" {
                "ME"
            } else if begin == "TO" {
                "DO"
            } else {
                "X"
            }
    });
    let found = files().into_iter().filter(|file| !file.path.ends_with(".lock")).flat_map(|file| {
        places(&file, |line| {
            line.split(|c: char| !c.is_alphanumeric()).any(|word| marks.iter().any(|mark| mark == word))
        })
    });
    none("Do it, or write an issue:", found);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let paths = ["home", "root", "Users"].map(|folder| format!("/{folder}/"));
    let found = files().into_iter().flat_map(|file| {
        places(&file, |line| {
            let names_home = paths.iter().any(|path| {
                line.match_indices(path.as_str()).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_alphanumeric() && !"-_.}~/".contains(c))
                })
            });
            names_home || line.contains(&["/work", "/main"].concat()) || line.contains(&["/work", "/shared"].concat())
        })
    });
    none("These paths exist on one machine only:", found);
}

/// A lock file names crates by the public index, and a package lock by the public registry, or not at all.
#[test]
fn no_file_names_a_registry_host() {
    let crates = "https://github.com/rust-lang/crates.io-index";
    let npm = "https://registry.npmjs.org/";
    let found = files().into_iter().flat_map(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
        places(&file, |line| match name.as_str() {
            "Cargo.lock" => line.contains("registry+") && !line.contains(crates),
            "package-lock.json" => line.contains("\"resolved\":") && !line.contains(npm),
            ".npmrc" => line.trim_start().starts_with("registry") || line.contains(":registry"),
            "Cargo.toml" | "config.toml" => line.contains("registry =") || line.contains("replace-with"),
            _ => false,
        })
    });
    none("A registry is a matter of the machine:", found);
}
