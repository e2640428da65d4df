use std::io::{Cursor, Write};
use std::sync::LazyLock;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::day::Day;

fn day() -> Day {
    Day::new(2026, 11, 29).unwrap()
}

/// The package with one part changed.
pub fn edited(package: &[u8], part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let entry = from.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let text = std::io::read_to_string(entry).unwrap();
        to.start_file(&name, SimpleFileOptions::default()).unwrap();
        let text = if name == part { edit(text) } else { text };
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A small workbook, made once.
pub fn sample() -> Vec<u8> {
    static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let rows = vec![vec![Cell::from("Jo"), Cell::Number(1.5), Cell::Day(day())]];
        let headers = ["Name", "Share", "Start"].map(str::to_owned).to_vec();
        write_xlsx(&[NamedTable { name: "Staff".to_owned(), headers, rows }], day()).unwrap()
    });
    SAMPLE.clone()
}

#[test]
fn cells_are_read_as_people_see_them() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap();
    let sheet = book.add_worksheet().set_name("Staff").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let end = ExcelDateTime::from_ymd(2026, 12, 31).unwrap();
    for (column, header) in ["n", "date", "moment", "formula", "yes", "sum"].into_iter().enumerate() {
        sheet.write_string(2, u16::try_from(column).unwrap(), header).unwrap();
    }
    sheet.write_number(4, 0, 1.0).unwrap();
    sheet.write_datetime_with_format(4, 1, &end, &date).unwrap();
    sheet.write_datetime_with_format(4, 2, end.and_hms(14, 30, 0).unwrap(), &moment).unwrap();
    sheet.write_formula(4, 3, Formula::new("=A1&\"x\"").set_result("cached")).unwrap();
    sheet.write_boolean(4, 4, true).unwrap();
    sheet.write_number(4, 5, 0.1 + 0.2).unwrap();
    sheet.write_number(9, 0, 491_701_234_567.0).unwrap();
    sheet.write_string(9, 7, "no heading").unwrap();
    sheet.merge_range(11, 0, 11, 2, "merged", &Format::new()).unwrap();
    let table = table(book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.sheet.as_deref(), Some("Staff"));
    assert!(table.notes[0].contains("“Staff”"), "{:?}", table.notes);
    assert_eq!(table.headers, ["n", "date", "moment", "formula", "yes", "sum", "", ""]);
    assert_eq!(numbers(&table), [5, 10, 12]);
    assert_eq!(cells(&table)[0], ["1", "2026-12-31", "2026-12-31 14:30", "cached", "TRUE", "0.3", "", ""]);
    assert_eq!(cells(&table)[1], ["491701234567", "", "", "", "", "", "", "no heading"]);
    assert_eq!(cells(&table)[2][..3], ["merged", "", ""]);
}

#[test]
fn days_of_the_other_epoch_are_the_same_days() {
    let old = edited(&sample(), "xl/workbook.xml", |text| text.replace("<workbookPr", "<workbookPr date1904=\"1\""));
    assert_eq!(cells(&table(&old).unwrap())[0], ["Jo", "1.5", "2030-11-30"]);
    assert_eq!(cells(&table(sample()).unwrap())[0], ["Jo", "1.5", "2026-11-29"]);
}

#[test]
fn hidden_sheets_are_passed_over() {
    let mut book = Workbook::new();
    book.add_worksheet();
    book.add_worksheet().set_hidden(true).write_string(0, 0, "secret").unwrap();
    assert_eq!(table(book.save_to_buffer().unwrap()), Err(SheetFault::Hidden));
    assert_eq!(table(Workbook::new().save_to_buffer().unwrap()), Err(SheetFault::Empty));
}

#[test]
fn formulas_are_written_as_text_and_numbers_as_numbers() {
    let words = ["=1+1", "+49 170", "-5", "@x", "007", "2026-01-02"];
    let rows = vec![
        words.map(Cell::from).to_vec(),
        vec![Cell::Number(-5.0), Cell::Day(day()), Cell::Day(Day::new(1850, 1, 2).unwrap())],
    ];
    let named = NamedTable { name: "A/B:*?".to_owned(), headers: ["a"; 6].map(str::to_owned).to_vec(), rows };
    let bytes = write_xlsx(&[named.clone(), named.clone()], day()).unwrap();
    assert_eq!(bytes, write_xlsx(&[named.clone(), named.clone()], day()).unwrap(), "the same bytes each time");
    let back = table(&bytes).unwrap();
    assert_eq!(back.sheet.as_deref(), Some("A B"));
    assert_eq!(cells(&back), [words.to_vec(), vec!["-5", "2026-11-29", "1850-01-02", "", "", ""]]);
    let mut package = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let mut part = |name: &str| std::io::read_to_string(package.by_name(name).unwrap()).unwrap();
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "no formula is written");
    assert!(
        sheet.contains("<v>-5</v>")
            && sheet.contains("state=\"frozen\"")
            && sheet.contains("<autoFilter ref=\"A1:F3\"")
    );
    assert!(part("xl/workbook.xml").contains("A B (2)"), "each sheet has a name of its own");
    assert!(part("docProps/core.xml").contains("2026-11-29T00:00:00Z"));
    assert_eq!(Table::from(&named).rows[1].cells, ["-5", "2026-11-29", "1850-01-02"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_workbook_is_read_again_as_it_was(rows in prop::collection::vec(prop::collection::vec("[ab=+'1é-]{0,4}", 3), 1..5)) {
        let words = rows.iter().zip(2..).map(|(row, number)| Row { number, cells: row.clone() }).collect();
        let headers = ["a", "b", "c"].map(str::to_owned).to_vec();
        let first = Table { headers, rows: words, ..Table::default() };
        let again = table(write_xlsx(&[NamedTable::of_text("x", &first)], day()).unwrap()).unwrap();
        let filled = first.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).cloned().collect::<Vec<_>>();
        prop_assert_eq!(again.rows, filled);
    }
}
