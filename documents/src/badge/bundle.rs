//! A badge with all that is needed to check it when nobody answers for its issuer any more.

use std::fmt::Write;

use serde_json::{Value, json};

use super::contexts::{CREDENTIALS, OPEN_BADGES, pinned};
use super::field;
use super::keys::{PublicKey, method};
use crate::archive::{Archive, ArchiveFault};
use crate::day::Day;

/// What the archive of a badge is made of.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The badge.
    pub badge: &'a Value,
    /// What the issuer publishes about its keys.
    pub issuer: &'a Value,
    /// The list of withdrawn badges that the badge names, as it is now.
    pub withdrawn: &'a Value,
    /// The keys with the times in which their signatures count.
    pub keys: &'a [PublicKey],
}

/// Puts a badge, the documents that it leads to and a way to check them into one archive (zip).
///
/// It proves that nothing was changed and which key signed. Whose key that is, it cannot prove alone; its text says so.
pub fn bundle(kept: &Kept<'_>, made_on: Day) -> Result<Vec<u8>, ArchiveFault> {
    let [badge, issuer, withdrawn] = [kept.badge, kept.issuer, kept.withdrawn].map(|value| format!("{value:#}\n"));
    let readme = include_str!("bundle/README.txt").replace("{made_on}", &made_on.to_string());
    let (keys, times) = (history(kept.keys), times(kept));
    let contexts = [CREDENTIALS, OPEN_BADGES].map(|address| pinned(address).unwrap_or_default());
    let files = [
        ("README.txt", readme.as_str()),
        ("badge.json", &badge),
        ("issuer.json", &issuer),
        ("withdrawn.json", &withdrawn),
        ("keys.txt", &keys),
        ("keys.json", &times),
        ("check.mjs", include_str!("bundle/check.mjs")),
        ("package.json", include_str!("bundle/package.json")),
        ("contexts/credentials-v2.json", contexts[0]),
        ("contexts/open-badges-3.0.3.json", contexts[1]),
        ("contexts/LICENCES.md", include_str!("../../contexts/LICENCES.md")),
    ];
    let mut archive = Archive::new(made_on);
    let mut bytes = Vec::new();
    for (path, text) in files {
        bytes.extend(archive.add(path, text.as_bytes())?);
    }
    bytes.extend(archive.finish()?);
    Ok(bytes)
}

/// The same for the program, to the millisecond: a key may have signed in the second in which it was retired.
fn times(kept: &Kept<'_>) -> String {
    let moment = |at| field::write_exact_time(at).ok();
    let issuer = kept.issuer["id"].as_str().unwrap_or_default();
    let keys = kept.keys.iter().map(|key| {
        json!({"id": method(issuer, &key.id()), "created": moment(key.created), "retired": key.retired.and_then(moment)})
    });
    format!("{:#}\n", Value::Array(keys.collect()))
}

/// The history of the keys, a line each.
fn history(keys: &[PublicKey]) -> String {
    let mut text = String::from("The keys of the issuer, and from when until when their signatures count (UTC).\n\n");
    for key in keys {
        let moment = |at| field::write_time(at).unwrap_or_else(|_| "unknown".to_owned());
        let until = match key.retired {
            Some(retired) if retired <= key.created => {
                "never: it was given up because somebody else may have it".to_owned()
            }
            Some(retired) => format!("from {} until {}", moment(key.created), moment(retired)),
            None => format!("from {} on", moment(key.created)),
        };
        let _ = writeln!(text, "{}  {until}", key.id());
    }
    text
}
