//! Other programs, installed into a temporary folder at run time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::course::Exports;
use super::{Results, gift};
use crate::prerequisite::on_path;

/// Prints what gift-pegjs makes of a file.
const PARSE: &str = "import { readFileSync, writeFileSync } from 'node:fs';\n\
    import * as all from 'gift-pegjs';\n\
    const parse = all.parse ?? all.default.parse;\n\
    writeFileSync('read.json', JSON.stringify(parse(readFileSync('ours.gift', 'utf8'))));\n";

/// Prints the cells of a workbook, and the kind of each.
const CELLS: &str = "import json, openpyxl\n\
    sheet = openpyxl.load_workbook('ours.xlsx').active\n\
    rows = [[['' if cell.value is None else cell.value, cell.data_type] for cell in row] for row in sheet.iter_rows()]\n\
    json.dump(rows, open('read.json', 'w'))\n";

/// The npm package gift-pegjs reads our GIFT as we read it ourselves.
pub fn gift_pegjs(exports: &Exports, results: &mut Results) -> Result<()> {
    let folder = Folder::new("gift-pegjs")?;
    if on_path("npm").is_none() || on_path("node").is_none() {
        println!("gift-pegjs: skipped, because npm is missing");
        return Ok(());
    }
    let install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "gift-pegjs"];
    if !folder.runs(Command::new("npm").args(install).arg("--prefix").arg("."))? {
        println!("gift-pegjs: skipped, because npm could not get it");
        return Ok(());
    }
    let (text, import) = &exports.gift;
    fs::write(folder.path.join("ours.gift"), text)?;
    fs::write(folder.path.join("parse.mjs"), PARSE)?;
    let wrong = if folder.runs(Command::new("node").arg("parse.mjs"))? {
        gift::compare(import, &folder.read()?).err()
    } else {
        Some("our GIFT is refused".to_owned())
    };
    let questions = import.entries.len();
    results.tell(&format!("gift-pegjs reads our {questions} questions"), 1, wrong.as_slice());
    Ok(())
}

/// The PyPI package openpyxl finds the same cells in our workbook, all of them text.
pub fn openpyxl(exports: &Exports, results: &mut Results) -> Result<()> {
    let folder = Folder::new("openpyxl")?;
    let Some(python) = on_path("python3") else {
        println!("openpyxl: skipped, because python3 is missing");
        return Ok(());
    };
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", "packages", "openpyxl"];
    if !folder.runs(Command::new(&python).args(install))? {
        println!("openpyxl: skipped, because pip could not get it");
        return Ok(());
    }
    let (bytes, table) = &exports.workbook;
    fs::write(folder.path.join("ours.xlsx"), bytes)?;
    fs::write(folder.path.join("cells.py"), CELLS)?;
    ensure!(folder.runs(Command::new(&python).arg("cells.py").env("PYTHONPATH", "packages"))?, "openpyxl failed");
    let read = folder.read()?;
    let rows = read.as_array().context("the answer is a list")?;
    let ours = std::iter::once(&table.headers).chain(table.rows.iter().map(|row| &row.cells)).collect::<Vec<_>>();
    let mut wrong = Vec::new();
    if rows.len() != ours.len() {
        wrong.push(format!("{} rows instead of {}", rows.len(), ours.len()));
    }
    for ((theirs, ours), number) in rows.iter().zip(ours).zip(1..) {
        let cell = |at: usize| (theirs[at][0].as_str().unwrap_or_default(), theirs[at][1].as_str().unwrap_or_default());
        let differs = |at: usize, text: &str| {
            let (value, kind) = cell(at);
            value != text || !(kind == "s" || text.is_empty())
        };
        if let Some(at) = (0..ours.len()).find(|at| differs(*at, &ours[*at])) {
            wrong.push(format!("row {number}, column {}: {:?} instead of {:?}", at + 1, cell(at), ours[at]));
        }
    }
    results.tell("rows of our workbook that openpyxl reads", rows.len(), &wrong);
    Ok(())
}

/// A folder that goes away.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("clausewise-compat-{name}-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self { path })
    }

    /// Runs a program in it. Whether it went well; what it says is shown only when it did not.
    fn runs(&self, command: &mut Command) -> Result<bool> {
        let output = command.current_dir(&self.path).stdin(Stdio::null()).output()?;
        if !output.status.success() {
            print!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.status.success())
    }

    fn read(&self) -> Result<Value> {
        let path: &Path = &self.path;
        Ok(serde_json::from_slice(&fs::read(path.join("read.json"))?)?)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It lies among temporary files, where somebody else cleans up otherwise.
        let _ = fs::remove_dir_all(&self.path);
    }
}
