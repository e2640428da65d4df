//! What a visitor downloads, against what we allow.

use std::path::Path;

use anyhow::{Context, Result};

use super::count::Counts;
use crate::site::{Entry, manifest};

/// Script on a page without an island, with brotli.
const SCRIPT: usize = 2_000;
/// The exam page in all, with brotli, fonts apart; its HTML has the part of it that `PAGE` says.
const EXAM: usize = 152 * 1024;
/// Kept for the HTML of the exam page; the browser tests measure the real one.
const PAGE: usize = 14 * 1024;
/// All fonts of the site.
const FONTS: usize = 90_000;

/// Each budget counts as one test.
pub fn check(site: &Path) -> Result<Counts> {
    let entries = manifest(site)?;
    let named = |names: &[&str]| -> Result<usize> {
        let find = |name: &&str| entries.iter().find(|entry| entry.name == *name).map(wire);
        names.iter().map(|name| find(name).with_context(|| format!("the site has no {name}"))).sum()
    };
    let fonts = entries.iter().filter(|entry| entry.content_type == "font/woff2").map(wire).sum();
    let script = entries.iter().find(|entry| entry.name == "site.js").map_or(0, wire);
    let exam = script + named(&["site.css", "exam.js", "clausewise.js", "clausewise.wasm"])?;
    Ok([
        within("script of a page without an island", script, SCRIPT),
        within("style, script and wasm of the exam page", exam, EXAM - PAGE),
        within("fonts", fonts, FONTS),
    ]
    .into_iter()
    .fold(Counts::default(), |sum, counts| sum + counts))
}

/// Bytes that travel.
fn wire(entry: &Entry) -> usize {
    entry.brotli.unwrap_or(entry.bytes)
}

fn within(what: &str, bytes: usize, budget: usize) -> Counts {
    let kept = bytes <= budget;
    println!("{what}: {bytes} of {budget} bytes{}", if kept { "" } else { ", TOO LARGE" });
    Counts { passed: u64::from(kept), failed: u64::from(!kept) }
}
