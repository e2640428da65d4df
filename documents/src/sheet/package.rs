use std::io::{self, Cursor, Read, Write};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{Limits, SheetFault};

/// Parts of a workbook.
const PARTS: usize = 1_000;
/// How many times its packed size a part may be, once it is worth looking at.
const RATIO: u64 = 400;
const SMALL: u64 = 1 << 20;
/// Elements in all parts, and in one that holds neither cells nor texts (styles, the list of sheets).
const ELEMENTS: u64 = 4_000_000;
const ELEMENTS_ELSEWHERE: u64 = 400_000;
/// Texts that a workbook may announce; its reader makes room for as many before it reads one.
const TEXTS: u64 = 1_000_000;

/// Judges a workbook's package: first by what its directory says, then by unpacking it into nothing, because a directory
/// can lie. Nothing is kept in memory.
pub fn inspect(bytes: &[u8], limits: &Limits) -> Result<(), SheetFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::Broken)?;
    known_office(&archive)?;
    if archive.len() > PARTS {
        return Err(SheetFault::Explodes);
    }
    let mut told: u64 = 0;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| SheetFault::Broken)?;
        if part.encrypted() {
            return Err(SheetFault::Encrypted);
        }
        told = told.saturating_add(part.size());
        let swollen = part.size() > SMALL && part.size() / RATIO > part.compressed_size();
        if told > limits.unpacked || swollen {
            return Err(SheetFault::Explodes);
        }
    }
    let mut left = limits.unpacked;
    let mut elements = ELEMENTS;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| SheetFault::Broken)?;
        weigh(part, &mut left, &mut elements)?;
    }
    Ok(())
}

/// Tells other office files by the names of their parts.
fn known_office(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), SheetFault> {
    let has = |name: &str| archive.file_names_raw().any(|part| part == name.as_bytes());
    let others = [
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
        ("word/document.xml", "a Word document"),
        ("ppt/presentation.xml", "a presentation"),
        ("content.xml", "an OpenDocument file (.ods)"),
        ("Index/Document.iwa", "an Apple Numbers or Pages document"),
    ];
    if let Some((_, what)) = others.into_iter().find(|(name, _)| has(name)) {
        return Err(SheetFault::OtherOffice { what });
    }
    if has("[Content_Types].xml") { Ok(()) } else { Err(SheetFault::NoTable) }
}

fn weigh(part: ZipFile<'_, Cursor<&[u8]>>, left: &mut u64, elements: &mut u64) -> Result<(), SheetFault> {
    let name = part.name_raw().to_ascii_lowercase();
    let ends = |end: &[u8]| name.ends_with(end);
    let is_markup = ends(b".xml") || ends(b".rels") || ends(b".vml");
    let holds_cells = ends(b"sharedstrings.xml") || name.windows(12).any(|window| window == b"/worksheets/");
    let most = if holds_cells || !is_markup { *elements } else { (*elements).min(ELEMENTS_ELSEWHERE) };
    let mut scale = Scale { elements: 0, tail: Vec::new(), announced: false, odd: false };
    let mut limited = part.take(*left + 1);
    let read = io::copy(&mut limited, &mut scale).map_err(|_| SheetFault::Broken)?;
    *left = left.checked_sub(read).ok_or(SheetFault::Explodes)?;
    if is_markup && scale.odd {
        return Err(SheetFault::Broken);
    }
    if is_markup {
        *elements = elements.checked_sub(scale.elements).ok_or(SheetFault::Explodes)?;
        if scale.elements > most || scale.announced {
            return Err(SheetFault::Explodes);
        }
    }
    Ok(())
}

/// Counts the beginnings of elements, and looks for announcements of too many texts, across the seams of what it is given.
struct Scale {
    elements: u64,
    tail: Vec<u8>,
    announced: bool,
    /// Whether there are bytes that no markup in UTF-8 has, and with which another encoding could hide what it says.
    odd: bool,
}

impl Write for Scale {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        const SEAM: usize = 64;
        let starts = bytes.iter().filter(|byte| **byte == b'<').count();
        self.odd |= bytes.iter().any(|byte| *byte < b' ' && !b"\t\r\n".contains(byte));
        self.elements = self.elements.saturating_add(starts.try_into().unwrap_or(u64::MAX));
        let begin = bytes.get(..SEAM.min(bytes.len())).unwrap_or_default();
        self.tail.extend_from_slice(begin);
        self.announced |= announces(&self.tail) || announces(bytes);
        if bytes.len() >= SEAM {
            self.tail.clear();
            self.tail.extend_from_slice(bytes.get(bytes.len() - SEAM..).unwrap_or_default());
        } else {
            let excess = self.tail.len().saturating_sub(2 * SEAM);
            self.tail.drain(..excess);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether more texts are announced than anybody has, or so strangely that the seams could cut the number in two.
fn announces(bytes: &[u8]) -> bool {
    const WORD: &[u8] = b"uniqueCount";
    const LONGEST: usize = 20;
    let starts = bytes.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD);
    starts.map(|(at, _)| bytes.get(at + WORD.len()..).unwrap_or_default()).any(|rest| {
        let before = rest.iter().take_while(|byte| b" \t\r\n='\"+".contains(byte)).count();
        let digits = rest.iter().skip(before).take_while(|byte| byte.is_ascii_digit());
        let (count, number) = digits.fold((0, 0_u64), |(count, sum), digit| {
            (count + 1, sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
        });
        number > TEXTS || before > LONGEST || count > LONGEST
    })
}
