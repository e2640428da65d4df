//! The question bank of the course as files, read back by our own readers.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use content::Library;
use documents::day::Day;
use documents::sheet::{self, NamedTable};
use exchange::intake::{Format, Import, Limits, read};
use exchange::item::NeutralItem;
use exchange::outgoing::neutral;
use exchange::{gift, moodle, table};

use super::Results;
use super::sheet::{inward, outward};

/// What other programs are asked to read.
pub struct Exports {
    /// Questions as GIFT, and what we read ourselves from it.
    pub gift: (String, Import),
    /// Questions as a workbook, and the table that it holds.
    pub workbook: (Vec<u8>, sheet::Table),
}

/// Writes every item of the course that other systems can have, and what Moodle's GIFT file holds, and reads all of it back.
pub fn exports(corpora: Option<&Path>, results: &mut Results) -> Result<Exports> {
    let library = Library::embedded().map_err(|report| anyhow!("the course has problems\n{report}"))?;
    let mut items = library.items.iter().filter_map(|item| Some(neutral(item).ok()?.0)).collect::<Vec<_>>();
    if let Some(folder) = corpora {
        let bytes = fs::read(folder.join("gift/moodle/questions.gift.txt"))?;
        let import = read("questions", Format::Gift, &bytes, &Limits::default())?;
        items.extend(import.entries.into_iter().map(|entry| entry.item));
    }
    let limits = Limits::default();
    let written = gift::write(&items);
    let import = read("gift", Format::Gift, written.file.as_bytes(), &limits)?;
    tell(results, "items through GIFT", &items, &written.left_out, &import);
    let exports = written.file;
    let written = moodle::write(&items);
    let back = read("xml", Format::MoodleXml, written.file.as_bytes(), &limits)?;
    tell(results, "items through Moodle XML", &items, &written.left_out, &back);
    let written = table::write(&items);
    let outward = outward(&written.file);
    let day = Day::new(2026, 1, 31).context("the day exists")?;
    let workbook = sheet::write_xlsx(&[NamedTable::of_text("Questions", &outward)], day)?;
    let limits_of_cells = sheet::Limits { cell: exchange::text::LONGEST, ..sheet::Limits::default() };
    for (name, bytes) in [("a workbook", workbook.clone()), ("CSV", sheet::write_csv(&outward))] {
        let back = table::read(name, &inward(&sheet::read(&bytes, &limits_of_cells)?), &limits)?;
        tell(results, &format!("items through {name}"), &items, &written.left_out, &back);
    }
    Ok(Exports { gift: (exports, import), workbook: (workbook, outward) })
}

/// Compares what was read back with what was written; folders first come first, so names decide which is which.
fn tell<H>(results: &mut Results, what: &str, items: &[NeutralItem], left_out: &[(usize, H)], back: &Import) {
    let out = |at: usize| left_out.iter().any(|(left, _)| *left == at);
    let written = items.iter().enumerate().filter(|(at, _)| !out(*at)).map(|(_, item)| item).collect::<Vec<_>>();
    let mut wrong = back.refused.iter().map(|one| format!("{}: {}", one.place, one.reason)).collect::<Vec<_>>();
    let same = |item: &NeutralItem, back: &NeutralItem| {
        let named = item.name.is_none() || item.name == back.name;
        named && item.stem.words() == back.stem.words() && item.body.kind() == back.body.kind()
    };
    for item in &written {
        // A single gap becomes a blank in GIFT, and is then another kind.
        let blank = |back: &NeutralItem| item.stem.source().contains("[[1]]") && item.name == back.name;
        if !back.entries.iter().any(|entry| same(item, &entry.item) || blank(&entry.item)) {
            wrong.push(format!("{:?} is not there again", item.name));
        }
    }
    results.tell(what, written.len(), &wrong);
}
