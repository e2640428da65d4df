use std::borrow::Cow;
use std::io::{Cursor, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::encoding::decode;
use super::neutral::unguard;
use super::{Intake, Limits, SheetFault, Table, Wide};

/// Ends the text that the parser sees. A quotation mark that is still open swallows it, which is how that is noticed.
const END: &[u8] = b"\n\x01";

/// The delimiters that are looked for.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Lines that are looked at to find the delimiter.
const SAMPLE: usize = 30;

/// Reads text with commas, semicolons or tabs.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetFault> {
    let decoded = decode(bytes)?;
    let text = line_feeds(decoded.text);
    let (stated, skipped) = stated_delimiter(&text);
    let body = &text[skipped..];
    let delimiter = stated.unwrap_or_else(|| likely_delimiter(body));
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    let mut intake = Intake::new(limits);
    let mut reader = reader(body, delimiter);
    let mut record = ByteRecord::new();
    let mut last = 1;
    let mut closed = false;
    while reader.read_byte_record(&mut record).map_err(|_| SheetFault::NoTable)? {
        closed = record.len() == 1 && record.get(0) == Some(b"\x01");
        if closed {
            break;
        }
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        last = lines.of_record(start.saturating_add(skipped));
        take(&mut intake, last, &record)?;
    }
    if !closed {
        return Err(SheetFault::OpenQuote { line: last });
    }
    let mut table = intake.table(Wide::Row);
    table.notes.extend(decoded.note);
    Ok(table)
}

fn take(intake: &mut Intake<'_>, line: usize, record: &ByteRecord) -> Result<(), SheetFault> {
    let mut cells = Vec::with_capacity(record.len().min(intake.limits.columns));
    for (column, cell) in record.iter().enumerate() {
        let cell = String::from_utf8_lossy(cell);
        let cell = unguard(trimmed(&cell));
        intake.weigh(line, column, cell)?;
        if column < intake.limits.columns {
            cells.push(cell.to_owned());
        }
    }
    intake.take(line, cells)
}

/// Spaces around a cell mean nothing; a tab or carriage return at its start was kept by quotation marks.
fn trimmed(cell: &str) -> &str {
    cell.trim_matches([' ', '\u{A0}'])
}

fn reader(text: &str, delimiter: u8) -> Reader<impl Read + '_> {
    let ended = Cursor::new(text).chain(END);
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(ended)
}

/// Turns the line ends of very old programs, a carriage return alone, into those of today.
fn line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

/// The delimiter that Excel writes into a first line of its own (`sep=;`), and the length of that line.
fn stated_delimiter(text: &str) -> (Option<u8>, usize) {
    let line = text.split('\n').next().unwrap_or_default();
    let word = line.trim_end_matches('\r').trim_matches('"');
    match word.get(..4).zip(word.as_bytes().get(4)) {
        Some((begin, delimiter))
            if begin.eq_ignore_ascii_case("sep=") && word.len() == 5 && b",;\t|".contains(delimiter) =>
        {
            (Some(*delimiter), (line.len() + 1).min(text.len()))
        }
        _ => (None, 0),
    }
}

/// The delimiter under which most of the first lines have as many cells as the headings, and of several the one with the
/// most cells.
fn likely_delimiter(text: &str) -> u8 {
    let lines = delimiters_by_line(text);
    let score = |which: usize| {
        let mut counts = lines.iter().map(|line| line[which]);
        let headings = counts.next().unwrap_or(0);
        let alike = counts.filter(|count| *count == headings).count();
        if headings > 0 { (alike + 1, headings) } else { (0, 0) }
    };
    let mut best = (0, score(0));
    for which in 1..DELIMITERS.len() {
        let score = score(which);
        if score > best.1 {
            best = (which, score);
        }
    }
    DELIMITERS[best.0]
}

/// How often each delimiter stands in the first lines that are not empty, outside quotation marks whichever it is.
fn delimiters_by_line(text: &str) -> Vec<[usize; 3]> {
    let mut lines = Vec::new();
    let mut line = [0; 3];
    let (mut quoted, mut at_start, mut empty) = (false, true, true);
    for byte in text.bytes() {
        let delimiter = DELIMITERS.iter().position(|delimiter| *delimiter == byte);
        if !quoted && matches!(byte, b'\r' | b'\n') {
            if !empty {
                lines.push(std::mem::take(&mut line));
            }
            if lines.len() == SAMPLE {
                return lines;
            }
            (at_start, empty) = (true, true);
            continue;
        }
        match delimiter {
            Some(which) if !quoted => line[which] += 1,
            _ if byte == b'"' && (quoted || at_start) => quoted = !quoted,
            _ => {}
        }
        // A mark that closes may turn out to be the first of two, which stand for one.
        at_start = !quoted && (delimiter.is_some() || byte == b'"');
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
    lines
}

/// Counts lines up to the places of a text, which are asked for in their order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a record that starts at or after a place: ends of empty lines may stand between.
    fn of_record(&mut self, place: usize) -> usize {
        let bytes = self.text.as_bytes();
        let blank = bytes.iter().skip(place).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = place.saturating_add(blank).min(bytes.len());
        let between = bytes.get(self.at..start).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.at = start.max(self.at);
        self.line
    }
}
