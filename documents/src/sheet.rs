//! Tables as files: CSV and Excel workbooks, in and out.
//!
//! What a file is, its bytes say, never its name. Reading is bounded before anything is unpacked and while it is read, and
//! what a person must know about how the file was understood comes with the table as notes.

mod delimited;
mod encoding;
mod fault;
mod neutral;
mod package;
mod workbook;
mod write;

pub use fault::SheetFault;
pub use write::{Cell, NamedTable, WriteFault, write_csv, write_xlsx};

/// A table as a person sees it in their program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The first row that is not empty. A column without a heading has an empty one.
    pub headers: Vec<String>,
    /// The rows below, in their order, without the empty ones.
    pub rows: Vec<Row>,
    /// The sheet that was read, where the file is a workbook.
    pub sheet: Option<String>,
    /// What a person should know about how the file was read, in plain words.
    pub notes: Vec<String>,
}

impl Table {
    /// A table of what another room has made: headings, and rows as numbers and cells.
    pub fn of(headers: &[String], rows: impl IntoIterator<Item = (usize, Vec<String>)>) -> Self {
        let rows = rows.into_iter().map(|(number, cells)| Row { number, cells });
        Self { headers: headers.to_vec(), rows: rows.collect(), ..Self::default() }
    }

    /// Its rows as numbers and cells, for another room.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, Vec<String>)> {
        self.rows.iter().map(|row| (row.number, row.cells.clone()))
    }
}

/// A row that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the text file, or the row of the sheet, counted from 1 as programs show it.
    pub number: usize,
    /// At least as many cells as there are headings; more where a text file's line has more.
    pub cells: Vec<String>,
}

/// What a reader takes at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of all that a workbook unpacks to.
    pub unpacked: u64,
    /// Rows below the headings.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Characters of one cell.
    pub cell: usize,
    /// Bytes of all cells together, so that a short file that repeats a long text stays small.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 10 << 20, unpacked: 48 << 20, rows: 20_000, columns: 100, cell: 4_000, text: 16 << 20 }
    }
}

/// Reads the table that a file holds: an Excel workbook (`.xlsx`) or text with commas, semicolons or tabs.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetFault> {
    if bytes.len() > limits.bytes {
        return Err(SheetFault::TooLarge { most: limits.bytes });
    }
    let table = match kind(bytes) {
        Kind::Package => workbook::read(bytes, limits)?,
        Kind::Compound { encrypted: true } => return Err(SheetFault::Encrypted),
        Kind::Compound { encrypted: false } => return Err(SheetFault::OldExcel),
        Kind::Other => return Err(SheetFault::NoTable),
        Kind::Text => delimited::read(bytes, limits)?,
    };
    if table.headers.is_empty() { Err(SheetFault::Empty) } else { Ok(table) }
}

enum Kind {
    /// A zip, as all newer office files are.
    Package,
    /// Microsoft's older container: old Excel, or a newer workbook with a password.
    Compound {
        encrypted: bool,
    },
    /// Something well known that holds no table.
    Other,
    Text,
}

fn kind(bytes: &[u8]) -> Kind {
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    const OTHERS: [&[u8]; 7] = [b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"{\\rtf", b"\x1F\x8B", b"7z\xBC\xAF"];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Package;
    }
    if bytes.starts_with(&COMPOUND) {
        let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        return Kind::Compound { encrypted: bytes.windows(name.len()).any(|window| window == name) };
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let markup = ["<html", "<!doctype", "<table", "<?xml", "<meta"];
    let is_markup =
        markup.iter().any(|tag| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag.as_bytes())));
    if is_markup || OTHERS.iter().any(|begin| bytes.starts_with(begin)) { Kind::Other } else { Kind::Text }
}

/// Rows as they come out of a file, counted and measured while they are taken in.
struct Intake<'a> {
    limits: &'a Limits,
    headers: Option<Vec<String>>,
    rows: Vec<Row>,
    text: usize,
}

impl<'a> Intake<'a> {
    const fn new(limits: &'a Limits) -> Self {
        Self { limits, headers: None, rows: Vec::new(), text: 0 }
    }

    /// Judges one cell before it is kept.
    fn weigh(&mut self, row: usize, column: usize, cell: &str) -> Result<(), SheetFault> {
        if cell.len() > self.limits.cell && cell.chars().count() > self.limits.cell {
            return Err(SheetFault::LongCell { row, column: column + 1, most: self.limits.cell });
        }
        self.text += cell.len();
        if self.text > self.limits.text {
            return Err(SheetFault::TooMuchText { row, most: self.limits.text });
        }
        if column >= self.limits.columns && !cell.is_empty() {
            return Err(SheetFault::TooManyColumns { row, most: self.limits.columns });
        }
        Ok(())
    }

    /// Keeps a row whose cells were weighed, unless it is empty. The first one holds the headings.
    fn take(&mut self, number: usize, mut cells: Vec<String>) -> Result<(), SheetFault> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        cells.truncate(self.limits.columns);
        if self.headers.is_none() {
            self.headers = Some(cells);
        } else if self.rows.len() == self.limits.rows {
            return Err(SheetFault::TooManyRows { row: number, most: self.limits.rows });
        } else {
            self.rows.push(Row { number, cells });
        }
        Ok(())
    }

    /// Makes the table: columns without any word are dropped at its right edge, short rows are filled up.
    fn table(self, wide: Wide) -> Table {
        let mut headers = self.headers.unwrap_or_default();
        let mut rows = self.rows;
        let widest = rows.iter().map(|row| filled(&row.cells)).max().unwrap_or(0);
        let width = match wide {
            Wide::Row => filled(&headers).max(widest.min(headers.len())),
            Wide::Table => filled(&headers).max(widest),
        };
        headers.resize(width, String::new());
        for row in &mut rows {
            let cells = filled(&row.cells).max(width);
            row.cells.resize(cells, String::new());
        }
        Table { headers, rows, sheet: None, notes: Vec::new() }
    }
}

/// What a row that is wider than the headings means.
enum Wide {
    /// In a text file: that row is out of step, and stays wide so that it can be told.
    Row,
    /// In a sheet: there is a column without a heading.
    Table,
}

/// The number of cells up to the last that holds something.
fn filled(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests;
