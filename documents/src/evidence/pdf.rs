//! PDF files, read as a list of objects and not through their tables: whatever a viewer could reach is looked at.

mod active;
mod lexer;
mod object;
mod packed;

use std::collections::BTreeSet;

use super::{EvidenceFault, MOST_PAGES};
use lexer::{Lexer, Token, is_blank};
use object::Object;
use packed::Budget;

/// The first bytes of every PDF.
pub const START: &[u8] = b"%PDF-";

/// Counts the pages of a PDF that is whole, holds nothing that acts, and unpacks to what is bearable.
///
/// Objects are read one after the other from the first byte to the last. What the file hides from that (objects inside
/// comments, strings or streams) is found because its bytes announce more objects than were read.
pub fn pages(bytes: &[u8]) -> Result<usize, EvidenceFault> {
    whole(bytes)?;
    let mut walk = Walk { lexer: Lexer::new(bytes), read: 0, pages: BTreeSet::new(), budget: Budget::new() };
    walk.all()?;
    if announced(bytes) > walk.read {
        return Err(EvidenceFault::Foreign);
    }
    match walk.pages.len() {
        0 => Err(EvidenceFault::Broken),
        pages => Ok(pages),
    }
}

/// A PDF begins with its version and ends with its mark, and nothing but blanks follows.
fn whole(bytes: &[u8]) -> Result<(), EvidenceFault> {
    const END: &[u8] = b"%%EOF";
    let version = bytes.get(START.len()..START.len() + 3).unwrap_or_default();
    let [b'1' | b'2', b'.', b'0'..=b'9'] = version else { return Err(EvidenceFault::Broken) };
    let after = match bytes.windows(END.len()).rposition(|window| window == END) {
        Some(end) => bytes.get(end + END.len()..).unwrap_or_default(),
        None => return Err(EvidenceFault::Broken),
    };
    if after.iter().copied().all(is_blank) { Ok(()) } else { Err(EvidenceFault::Foreign) }
}

/// How often the bytes say that an object begins, wherever they stand.
fn announced(bytes: &[u8]) -> usize {
    const WORD: &[u8] = b"obj";
    let places = bytes.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD);
    let begins = |at: &usize| {
        let before = bytes.get(..*at).unwrap_or_default();
        let blanks = before.iter().rev().take_while(|byte| is_blank(**byte)).take(64).count();
        let digit = before.len().checked_sub(blanks + 1).and_then(|at| before.get(at));
        let after = bytes.get(at + WORD.len()).copied().unwrap_or(b' ');
        blanks > 0 && digit.is_some_and(u8::is_ascii_digit) && !lexer::is_regular(after)
    };
    places.map(|(at, _)| at).filter(begins).count()
}

struct Walk<'a> {
    lexer: Lexer<'a>,
    /// Objects that were read.
    read: usize,
    /// The numbers of objects that are pages. A page that was changed later has the same number again.
    pages: BTreeSet<u64>,
    budget: Budget,
}

impl Walk<'_> {
    fn all(&mut self) -> Result<(), EvidenceFault> {
        let mut numbers = [0; 2];
        let mut depth = 0_usize;
        loop {
            match self.lexer.next()? {
                Token::End => return Ok(()),
                Token::Number(number) => numbers = [numbers[1], number],
                Token::Word(b"obj") => self.object(numbers[0])?,
                // The tables at the end of a version; trailers are dictionaries.
                Token::Word(b"xref" | b"trailer" | b"startxref" | b"n" | b"f") => {}
                Token::Word(b"R" | b"null" | b"true" | b"false")
                | Token::Text
                | Token::ArrayOpen
                | Token::ArrayClose
                    if depth > 0 => {}
                Token::Name(name) if depth > 0 => active::judge(&name)?,
                Token::DictOpen => depth += 1,
                Token::DictClose if depth > 0 => depth -= 1,
                _ => return Err(EvidenceFault::Foreign),
            }
        }
    }

    fn object(&mut self, number: u64) -> Result<(), EvidenceFault> {
        self.read += 1;
        let object = Object::read(&mut self.lexer)?;
        if object.is_page {
            self.page(number)?;
        }
        if let Some(data) = object.data {
            for page in packed::unpack(&object, data, &mut self.budget)? {
                self.page(page)?;
            }
        }
        Ok(())
    }

    fn page(&mut self, number: u64) -> Result<(), EvidenceFault> {
        self.pages.insert(number);
        if self.pages.len() > MOST_PAGES { Err(EvidenceFault::TooManyPages) } else { Ok(()) }
    }
}
