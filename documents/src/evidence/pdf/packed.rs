use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::lexer::{Lexer, Token};
use super::object::Object;
use super::{EvidenceFault, active};

/// What a file may unpack to: all that a viewer would unpack, and what is kept to be looked at.
pub struct Budget {
    unpacked: u64,
    kept: u64,
}

impl Budget {
    pub const fn new() -> Self {
        Self { unpacked: 256 << 20, kept: 16 << 20 }
    }
}

/// Unpacks the data of an object: other objects to be looked at, anything else only to see how much it is. The numbers of
/// the pages among the objects.
pub fn unpack(object: &Object<'_>, data: &[u8], budget: &mut Budget) -> Result<Vec<u64>, EvidenceFault> {
    let deflated = object.filters.iter().filter(|filter| matches!(filter.as_slice(), b"FlateDecode" | b"Fl")).count();
    if object.holds_objects {
        let plain = match object.filters.len() {
            0 => data.to_vec(),
            1 if deflated == 1 && !object.predicted => inflated(data, budget)?,
            _ => return Err(EvidenceFault::Unusual),
        };
        return pages(object, &plain);
    }
    match (deflated, object.filters.first()) {
        (0, _) => Ok(Vec::new()),
        (1, Some(first)) if first.starts_with(b"Fl") => {
            weigh(data, budget)?;
            Ok(Vec::new())
        }
        (1, _) => Ok(Vec::new()),
        _ => Err(EvidenceFault::Unusual),
    }
}

fn inflated(data: &[u8], budget: &mut Budget) -> Result<Vec<u8>, EvidenceFault> {
    let mut plain = Vec::new();
    let mut reader = ZlibDecoder::new(data).take(budget.kept + 1);
    reader.read_to_end(&mut plain).map_err(|_| EvidenceFault::Broken)?;
    let length = u64::try_from(plain.len()).unwrap_or(u64::MAX);
    budget.kept = budget.kept.checked_sub(length).ok_or(EvidenceFault::Explodes)?;
    Ok(plain)
}

/// Unpacks into nothing. Data that breaks off is the viewer's affair: it shows what it can.
fn weigh(data: &[u8], budget: &mut Budget) -> Result<(), EvidenceFault> {
    let mut counted = Counted { reader: ZlibDecoder::new(data), read: 0 };
    let _shown_in_part = io::copy(&mut (&mut counted).take(budget.unpacked + 1), &mut io::sink());
    budget.unpacked = budget.unpacked.checked_sub(counted.read).ok_or(EvidenceFault::Explodes)?;
    Ok(())
}

struct Counted<R> {
    reader: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.read = self.read.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

/// The numbers of the pages among the objects of a stream (ISO 32000-1, 7.5.7): pairs of number and place, then the objects.
fn pages(object: &Object<'_>, plain: &[u8]) -> Result<Vec<u64>, EvidenceFault> {
    let start = usize::try_from(object.first).map_err(|_| EvidenceFault::Broken)?;
    let (head, body) = plain.split_at_checked(start).ok_or(EvidenceFault::Broken)?;
    let mut head = Lexer::new(head);
    let mut places = Vec::new();
    for _ in 0..object.held {
        let (Token::Number(number), Token::Number(place)) = (head.next()?, head.next()?) else {
            return Err(EvidenceFault::Broken);
        };
        places.push((place, number));
    }
    places.sort_unstable();
    let mut pages = Vec::new();
    let mut lexer = Lexer::new(body);
    let mut after_type = false;
    loop {
        let token = lexer.next()?;
        let is_type = matches!(&token, Token::Name(name) if **name == *b"Type");
        match token {
            Token::End => return Ok(pages),
            Token::Name(name) => {
                active::judge(&name)?;
                if after_type && *name == *b"Page" {
                    let here = u64::try_from(lexer.place()).unwrap_or(u64::MAX);
                    let before = places.partition_point(|(place, _)| *place <= here);
                    pages.extend(before.checked_sub(1).and_then(|at| places.get(at)).map(|(_, number)| *number));
                }
            }
            _ => {}
        }
        after_type = is_type;
    }
}
