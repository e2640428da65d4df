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
use exchange::output::Output;
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

/// Writes every item of the course that other systems can have, and all that the outside GIFT files hold, and reads all of it
/// back.
pub fn exports(corpora: Option<&Path>, results: &mut Results) -> Result<Exports> {
    let library = Library::embedded().map_err(|report| anyhow!("the course has problems\n{report}"))?;
    let mut items = library.items.iter().filter_map(|item| Some(neutral(item).ok()?.0)).collect::<Vec<_>>();
    if let Some(folder) = corpora {
        items.extend(outside(&folder.join("gift/moodle"))?);
        items.extend(outside(&folder.join("gift/parser-pairs"))?);
    }
    let limits = Limits::default();
    let written = gift::write(&items);
    let import = read("gift", Format::Gift, written.file.as_bytes(), &limits)?;
    tell(results, "questions through GIFT", &items, &written, &import);
    let exports = written.file;
    let written = moodle::write(&items);
    let back = read("xml", Format::MoodleXml, written.file.as_bytes(), &limits)?;
    tell(results, "questions through Moodle XML", &items, &written, &back);
    let written = table::write(&items);
    let outward = outward(&written.file);
    let day = Day::new(2026, 1, 31).context("the day exists")?;
    let workbook = sheet::write_xlsx(&[NamedTable::of_text("Questions", &outward)], day)?;
    let limits_of_cells = sheet::Limits { cell: exchange::text::LONGEST, ..sheet::Limits::default() };
    for (name, bytes) in [("a workbook", workbook.clone()), ("CSV", sheet::write_csv(&outward))] {
        let back = table::read(name, &inward(&sheet::read(&bytes, &limits_of_cells)?), &limits)?;
        tell(results, &format!("questions through {name}"), &items, &written, &back);
    }
    Ok(Exports { gift: (exports, import), workbook: (workbook, outward) })
}

/// The questions of the GIFT files of a folder.
fn outside(folder: &Path) -> Result<Vec<NeutralItem>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "gift" || end == "txt"));
    files.sort();
    let mut items = Vec::new();
    for file in files {
        let name = file.display().to_string();
        // A file that holds nothing but a folder has no questions to write.
        let import = read(&name, Format::Gift, &fs::read(&file)?, &Limits::default())?;
        items.extend(import.entries.into_iter().map(|entry| entry.item));
    }
    Ok(items)
}

/// Compares what was read back with what was written, in the order in which it was written: without a folder first. What
/// the writer says that a question lost may differ, and a question without a name may have got one.
fn tell<F>(results: &mut Results, what: &str, items: &[NeutralItem], output: &Output<F>, back: &Import) {
    let mut written = (0..items.len()).collect::<Vec<_>>();
    written.retain(|at| output.left_out.iter().all(|(left, _)| left != at));
    if !what.contains("workbook") && !what.contains("CSV") {
        written.sort_by_key(|at| !items[*at].category.is_empty());
    }
    let mut wrong = back.refused.iter().map(|one| format!("{}: {}", one.place, one.reason)).collect::<Vec<_>>();
    if written.len() != back.entries.len() {
        wrong.push(format!("{} questions instead of {}", back.entries.len(), written.len()));
    }
    for (at, entry) in written.iter().zip(&back.entries) {
        let (item, mut back) = (&items[*at], entry.item.clone());
        if item.name.is_none() {
            back.name = None;
        }
        let lost = output.lost.iter().any(|(lost, _)| lost == at);
        let same = if lost { item.name == back.name && item.tags == back.tags } else { *item == back };
        if !same {
            wrong.push(format!("{}: {back:?} instead of {item:?}", entry.place));
        }
    }
    results.tell(what, written.len(), &wrong);
}
