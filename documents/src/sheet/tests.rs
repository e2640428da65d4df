//! Tables as people's programs write them, and as attackers do.

mod hostile;
mod workbooks;

use proptest::prelude::*;

use super::*;

fn table(text: impl AsRef<[u8]>) -> Result<Table, SheetFault> {
    read(text.as_ref(), &Limits::default())
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

fn numbers(table: &Table) -> Vec<usize> {
    table.rows.iter().map(|row| row.number).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn the_delimiter_is_found() {
    for text in [
        "Name,Team\nJo,\"A, B; C\"\n",
        "Name;Team\nJo;\"A, B; C\"\n",
        "Name\tTeam\nJo\t\"A, B; C\"\n",
        "sep=;\nName;Team\nJo;\"A, B; C\"\n",
        "\"sep=\t\"\r\nName\tTeam\r\nJo\tA, B; C\r\n",
        "sep=|\r\nName|Team\r\nJo|A, B; C\r\n",
    ] {
        let table = table(text).unwrap();
        assert_eq!(table.headers, ["Name", "Team"], "{text}");
        assert_eq!(cells(&table), [["Jo", "A, B; C"]], "{text}");
    }
    let one = table("E-mail\nj@x.example\n").unwrap();
    assert_eq!(one.headers, ["E-mail"]);
    let full = table("a;b\n\"1\t2\t3\";\"x,y,\"\"z\"\",\"\n").unwrap();
    assert_eq!(cells(&full), [["1\t2\t3", "x,y,\"z\","]]);
    let prices = table("Name;Price\nA;1,50\nB;2,50\nC;3,50\n").unwrap();
    assert_eq!(cells(&prices)[0], ["A", "1,50"]);
}

#[test]
fn letters_come_out_right_in_every_encoding() {
    let text = "Name;Ort\r\nJörg Łuczak;Köln\r\n";
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ] {
        let table = table(bytes).unwrap();
        assert_eq!(cells(&table), [["Jörg Łuczak", "Köln"]]);
        assert!(table.notes.is_empty(), "nothing was guessed");
    }
    let older = table(b"Name;Ort\r\nJ\xF6rg \x8Amid;K\xF6ln \x80\r\n").unwrap();
    assert_eq!(cells(&older), [["Jörg Šmid", "Köln €"]]);
    assert!(older.notes[0].contains("Windows-1252"), "{:?}", older.notes);
}

#[test]
fn text_that_belies_its_mark_is_refused_with_its_line() {
    assert_eq!(table(b"\xEF\xBB\xBFa,b\n1,\xFF\n"), Err(SheetFault::Encoding { line: 2 }));
    let mut odd = utf16("a,b\n1,2\n", u16::to_le_bytes);
    odd.push(b'x');
    assert_eq!(table(odd), Err(SheetFault::Encoding { line: 3 }));
}

#[test]
fn quotes_and_line_ends_inside_cells_are_kept() {
    let table =
        table("a,b\r\n1,\"ha \"\"ha\"\" \nha\"\r\n\r\n\"one\r\ntwo\",\"\"\r\n,,\r\n\r\n3,4\r\n\r\n\r\n").unwrap();
    assert_eq!(cells(&table), [["1", "ha \"ha\" \nha"], ["one\r\ntwo", ""], ["3", "4"]]);
    assert_eq!(numbers(&table), [2, 5, 9], "lines as an editor counts them");
    let stray = self::table("Phone,Place\n2095257564,37°36'37.8\"N 121°2'17.9\"W\n").unwrap();
    assert_eq!(cells(&stray)[0][1], "37°36'37.8\"N 121°2'17.9\"W");
    let old = self::table("a,b\r1,2\r\r3,4\r").unwrap();
    assert_eq!((cells(&old), numbers(&old)), (vec![vec!["1", "2"], vec!["3", "4"]], vec![2, 4]));
}

#[test]
fn rows_are_as_wide_as_the_headings_and_a_wider_one_stays_visible() {
    let table = table("a,b,,\n1,2,,\n3\n4,5,6,,\n7,8,9,10,11\n").unwrap();
    assert_eq!(table.headers, ["a", "b", "", ""]);
    assert_eq!(cells(&table)[1], ["3", "", "", ""]);
    assert_eq!(cells(&table)[3], ["7", "8", "9", "10", "11"]);
    assert_eq!(self::table("a,b,,\n1,2,,\n").unwrap().headers, ["a", "b"]);
}

#[test]
fn a_quotation_mark_that_stays_open_is_named() {
    let fault = table("a,b\n1,2\n3,\"four\n5,6\n7,8\n").unwrap_err();
    assert_eq!(fault, SheetFault::OpenQuote { line: 3 });
    assert!(fault.to_string().contains("line 3"));
}

#[test]
fn limits_are_named_with_the_row() {
    let limits = Limits { bytes: 60, rows: 2, columns: 3, cell: 5, text: 20, ..Limits::default() };
    let read = |text: &str| read(text.as_bytes(), &limits);
    assert_eq!(read(&"x".repeat(61)), Err(SheetFault::TooLarge { most: 60 }));
    assert_eq!(read("a\n1\n2\n\n3\n"), Err(SheetFault::TooManyRows { row: 5, most: 2 }));
    assert_eq!(read("a,b\n1,2,3,4\n"), Err(SheetFault::TooManyColumns { row: 2, most: 3 }));
    assert_eq!(read("a,b\n1,éééééé\n"), Err(SheetFault::LongCell { row: 2, column: 2, most: 5 }));
    assert!(read("a,b\n1,ééééé\n").is_ok());
    assert_eq!(read("aaaaa,bbbbb\nccccc,ddddd,e\n"), Err(SheetFault::TooMuchText { row: 2, most: 20 }));
}

#[test]
fn what_is_no_table_is_told_so() {
    assert_eq!(table(""), Err(SheetFault::Empty));
    assert_eq!(table("\n\r\n ;;\n"), Err(SheetFault::Empty));
    for other in [&b"%PDF-1.7"[..], b"\x89PNG\r\n", b"<html><table>", b"\xEF\xBB\xBF <!DOCTYPE html>", b"a\0b,c"] {
        assert_eq!(table(other), Err(SheetFault::NoTable), "{other:?}");
    }
}

#[test]
fn formulas_leave_as_text_and_come_back() {
    let text = ["=1+1", "+49 170 1234567", "-A1", "@x", "\tx", "'=x", "-5", "O'Neill", "", "a\r\nb, \"c\""];
    let table = Table {
        headers: vec!["=H".to_owned(), "b".to_owned()],
        rows: text.iter().zip(2..).map(|(text, number)| row(number, &["x", text])).collect(),
        ..Table::default()
    };
    let written = write_csv(&table);
    let shown = String::from_utf8(written.clone()).unwrap();
    assert!(shown.starts_with("\u{FEFF}'=H,b\r\nx,'=1+1\r\nx,'+49 170 1234567\r\nx,'-A1\r\n"), "{shown}");
    assert!(shown.contains("x,-5\r\n") && shown.ends_with("x,\"a\r\nb, \"\"c\"\"\"\r\n"), "{shown}");
    let back = self::table(written).unwrap();
    assert_eq!((&back.headers, cells(&back)), (&table.headers, cells(&table)));
}

pub fn row(number: usize, cells: &[&str]) -> Row {
    Row { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
}

proptest! {
    #[test]
    fn whatever_was_read_is_read_again_as_it_was(text in "([ab'=+@;,\"\t\r\n-]|é){0,60}") {
        if let Ok(first) = table(&text) {
            let again = table(write_csv(&first)).unwrap();
            prop_assert_eq!(&again.headers, &first.headers);
            prop_assert_eq!(cells(&again), cells(&first));
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = table(bytes);
    }
}
