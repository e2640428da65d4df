use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::workbooks::{edited, sample};
use super::*;

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_package_that_says_it_is_huge_is_not_opened() {
    let bomb = package(&[("[Content_Types].xml", vec![b' '; 60 << 20])]);
    assert!(bomb.len() < 100_000);
    assert_eq!(table(bomb), Err(SheetFault::Explodes));
    let swollen = package(&[("[Content_Types].xml", vec![b' '; 2 << 20])]);
    assert_eq!(table(swollen), Err(SheetFault::Explodes));
    let many = (0..1_100).map(|n| format!("xl/{n}.xml")).collect::<Vec<_>>();
    let mut parts = vec![("[Content_Types].xml", vec![])];
    parts.extend(many.iter().map(|name| (name.as_str(), vec![])));
    assert_eq!(table(package(&parts)), Err(SheetFault::Explodes));
}

#[test]
fn a_package_that_lies_about_its_size_is_weighed() {
    let noise = (0..3_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 0x40).collect::<Vec<_>>();
    let honest = package(&[("[Content_Types].xml", vec![]), ("xl/workbook.xml", noise)]);
    let size = (3_u32 << 20).to_le_bytes();
    let mut lying = honest.clone();
    let places =
        honest.windows(4).enumerate().filter(|(_, window)| *window == size).map(|(at, _)| at).collect::<Vec<_>>();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    assert!(matches!(read(&lying, &limits), Err(SheetFault::Explodes | SheetFault::Broken)));
    assert_eq!(read(&honest, &limits), Err(SheetFault::Explodes));
}

#[test]
fn other_office_files_and_old_ones_are_named() {
    for (part, word) in [("word/document.xml", "Word"), ("xl/workbook.bin", "xlsb"), ("content.xml", "OpenDocument")] {
        let fault = table(package(&[("[Content_Types].xml", vec![]), (part, vec![])])).unwrap_err().to_string();
        assert!(fault.contains(word) && fault.contains(".xlsx"), "{fault}");
    }
    assert_eq!(table(package(&[("a.txt", vec![])])), Err(SheetFault::NoTable));
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.extend([0; 600]);
    assert_eq!(table(&old), Err(SheetFault::OldExcel));
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(table(&old), Err(SheetFault::Encrypted));
}

#[test]
fn a_workbook_that_was_cut_off_is_broken() {
    let whole = sample();
    for length in (4..whole.len()).step_by(97) {
        assert_eq!(table(&whole[..length]), Err(SheetFault::Broken), "{length} bytes");
    }
}

#[test]
fn texts_that_are_only_announced_take_no_room() {
    let announcing = |count: &str| {
        edited(&sample(), "xl/sharedStrings.xml", |text| {
            let at = text.find("uniqueCount=\"").unwrap();
            let end = at + text[at..].find(" ").unwrap_or(text[at..].find('>').unwrap());
            let end = end.min(at + text[at..].find('>').unwrap());
            format!("{}uniqueCount{count}{}", &text[..at], &text[end..])
        })
    };
    assert!(table(announcing("=\"4\"")).is_ok());
    let strange = [format!("=\"{}9\"", "0".repeat(90)), format!("{}=\"9\"", " ".repeat(90))];
    for count in ["=\"99999999999\"", " =\n'18446744073709551615'", "=\"+99999999999\"", &strange[0], &strange[1]] {
        assert_eq!(table(announcing(count)), Err(SheetFault::Explodes), "{count}");
    }
    let other = edited(&sample(), "xl/sharedStrings.xml", |text| text.replace("uniqueCount", "unique\u{1B}(BCount"));
    assert_eq!(table(other), Err(SheetFault::Broken), "another encoding could hide the word");
    let wide = edited(&sample(), "xl/sharedStrings.xml", |text| text.chars().flat_map(|c| [c, '\0']).collect());
    assert_eq!(table(wide), Err(SheetFault::Broken));
}

#[test]
fn cells_far_apart_cost_no_more_than_cells() {
    let far = edited(&sample(), SHEET, |text| text.replace("r=\"A2\"", "r=\"A1048576\""));
    assert_eq!(table(far), Err(SheetFault::Broken), "rows go back");
    let wide = edited(&sample(), SHEET, |text| text.replace("r=\"C2\"", "r=\"XFD2\""));
    assert_eq!(table(wide), Err(SheetFault::TooManyColumns { row: 2, most: 100 }));
    let deep = edited(&sample(), SHEET, |text| {
        text.replace("<row r=\"2\"", "<row r=\"1048576\"")
            .replace("r=\"A2\"", "r=\"A1048576\"")
            .replace("r=\"B2\"", "r=\"B1048576\"")
            .replace("r=\"C2\"", "r=\"C1048576\"")
    });
    assert_eq!(numbers(&table(deep).unwrap()), [1_048_576]);
    for place in ["A4294967296", "ZZZZZZZZZ2", "A0", "2A", ""] {
        let odd = edited(&sample(), SHEET, |text| text.replace("r=\"A2\"", &format!("r=\"{place}\"")));
        assert!(table(odd).is_err(), "{place}");
    }
}

#[test]
fn one_long_text_a_thousand_times_is_too_much() {
    let rows = (0..9_000).map(|_| vec![Cell::from("x".repeat(2_000))]).collect();
    let named = NamedTable { name: "x".to_owned(), headers: vec!["a".to_owned()], rows };
    let bytes = write_xlsx(&[named], crate::day::Day::new(2026, 1, 1).unwrap()).unwrap();
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    assert!(matches!(table(bytes), Err(SheetFault::TooMuchText { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_damaged_package_is_a_fault_and_no_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = sample();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = table(bytes);
    }

    #[test]
    fn a_damaged_part_is_a_fault_and_no_panic(
        part in prop::sample::select(vec![SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"]),
        at in any::<prop::sample::Index>(),
        other in "[<>/\"=&;A-Zr0-9 ]{0,6}",
        length in 0..6_usize,
    ) {
        let bytes = edited(&sample(), part, |text| {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            format!("{}{other}{}", &text[..start], &text[end..])
        });
        let _ = table(bytes);
    }
}
