use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Intake, Limits, SheetFault, Table, Wide, package};
use crate::day::Day;

/// Sheets that are looked at to find the first with something in it.
const SHEETS: usize = 8;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the first sheet of a workbook that can be seen and holds something.
///
/// Cells are taken one by one, so that a sheet with two cells far apart costs two cells. Formulas count by the values that
/// the program saved with them.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetFault> {
    package::inspect(bytes, limits)?;
    // The parser is not ours and the file is a stranger's: should it ever panic, the file is what is damaged.
    catch_unwind(AssertUnwindSafe(|| first_table(bytes, limits))).unwrap_or(Err(SheetFault::Broken))
}

fn first_table(bytes: &[u8], limits: &Limits) -> Result<Table, SheetFault> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (seen, hidden) = sheets.cloned().partition::<Vec<_>, _>(|sheet| sheet.visible == SheetVisible::Visible);
    for sheet in seen.iter().take(SHEETS) {
        let mut table = table(&mut book, &sheet.name, limits)?;
        if table.headers.is_empty() {
            continue;
        }
        let others = seen.iter().filter(|other| other.name != sheet.name).count();
        if others + hidden.len() > 0 {
            let name = &sheet.name;
            table
                .notes
                .push(format!("The workbook has several sheets. Only the first with content was read: “{name}”."));
        }
        table.sheet = Some(sheet.name.clone());
        return Ok(table);
    }
    if hidden.is_empty() { Err(SheetFault::Empty) } else { Err(SheetFault::Hidden) }
}

fn table(book: &mut Book<'_>, sheet: &str, limits: &Limits) -> Result<Table, SheetFault> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(fault)?;
    let mut intake = Intake::new(limits);
    let mut row = 0;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(fault)? {
        let (at_row, at_column) = cell.get_position();
        if at_row < row {
            return Err(SheetFault::Broken);
        }
        if at_row > row {
            intake.take(shown(row), std::mem::take(&mut cells))?;
            row = at_row;
        }
        let text = text(cell.get_value());
        let column = at_column as usize;
        intake.weigh(shown(row), column, &text)?;
        if !text.is_empty() {
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = text;
        }
    }
    intake.take(shown(row), cells)?;
    Ok(intake.table(Wide::Table))
}

const fn shown(row: u32) -> usize {
    row as usize + 1
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_text(text),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number with the fifteen digits that Excel knows, and without a fraction where there is none.
pub fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// The ISO day, with the time where it is not midnight; a length of time stays the number that it is.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let serial = moment.as_f64();
    if moment.is_duration() || !(0.0..2_958_466.0).contains(&serial) {
        return number_text(serial);
    }
    if serial < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    match Day::new(year, month, day) {
        Some(day) if (hour, minute, second) == (0, 0, 0) => day.to_string(),
        Some(day) => format!("{day} {hour:02}:{minute:02}"),
        None => number_text(serial),
    }
}

fn iso_text(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.trim_end_matches('Z').bytes().all(|byte| b"0:.".contains(&byte)) => day.to_owned(),
        Some((day, time)) => format!("{day} {time}"),
        None => text.to_owned(),
    }
}

fn fault(error: XlsxError) -> SheetFault {
    match error {
        XlsxError::Password => SheetFault::Encrypted,
        _ => SheetFault::Broken,
    }
}
