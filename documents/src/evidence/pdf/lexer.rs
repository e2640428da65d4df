use std::borrow::Cow;

use super::EvidenceFault;

/// A word of a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A whole number that is not negative.
    Number(u64),
    /// `/Name`, with its escapes resolved.
    Name(Cow<'a, [u8]>),
    /// Text in round or angle brackets, which says nothing here.
    Text,
    DictOpen,
    DictClose,
    ArrayOpen,
    ArrayClose,
    /// Any other word: `obj`, `stream`, `true`, `-1.5`.
    Word(&'a [u8]),
    End,
}

/// Divides bytes into the words of a PDF (ISO 32000-1, 7.2). It goes forwards only, so its work is bounded by the bytes.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// Blanks and line ends.
pub const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// What words are made of: neither blanks nor delimiters.
pub const fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Where the next word is looked for.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes on after some bytes that are no words.
    pub const fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// The next word. Text that does not end is a fault.
    pub fn next(&mut self) -> Result<Token<'a>, EvidenceFault> {
        self.blanks();
        let rest = self.rest();
        let (token, length) = match rest {
            [] => (Token::End, 0),
            [b'<', b'<', ..] => (Token::DictOpen, 2),
            [b'>', b'>', ..] => (Token::DictClose, 2),
            [b'[' | b'{', ..] => (Token::ArrayOpen, 1),
            [b']' | b'}', ..] => (Token::ArrayClose, 1),
            [b'<', ..] => (Token::Text, hexadecimal(rest).ok_or(EvidenceFault::Broken)?),
            [b'(', ..] => (Token::Text, text(rest).ok_or(EvidenceFault::Broken)?),
            [b'/', name @ ..] => {
                let name = word(name);
                (Token::Name(unescaped(name)), name.len() + 1)
            }
            [first, ..] if is_regular(*first) => {
                let word = word(rest);
                (number(word).map_or(Token::Word(word), Token::Number), word.len())
            }
            _ => return Err(EvidenceFault::Broken),
        };
        self.at += length;
        Ok(token)
    }

    /// Passes over blanks and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.iter().take_while(|byte| is_blank(**byte)).count();
            let rest = rest.get(blank..).unwrap_or_default();
            let comment = match rest.first() {
                Some(b'%') => rest.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count(),
                _ => 0,
            };
            self.at += blank + comment;
            if comment == 0 {
                return;
            }
        }
    }
}

fn word(bytes: &[u8]) -> &[u8] {
    let length = bytes.iter().take_while(|byte| is_regular(**byte)).count();
    bytes.get(..length).unwrap_or_default()
}

fn number(word: &[u8]) -> Option<u64> {
    let digits = word.iter().all(u8::is_ascii_digit);
    if digits { std::str::from_utf8(word).ok()?.parse().ok() } else { None }
}

/// The length of `<…>`.
fn hexadecimal(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.get(1..)?;
    let length = inner.iter().take_while(|byte| byte.is_ascii_hexdigit() || is_blank(**byte)).count();
    (inner.get(length) == Some(&b'>')).then_some(length + 2)
}

/// The length of `(…)`, in which brackets are paired or escaped.
fn text(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A name whose `#4A` are the letters that they stand for.
fn unescaped(name: &[u8]) -> Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return Cow::Borrowed(name);
    }
    let digit = |at: usize| name.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut plain = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(byte) = name.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'#', Some(high), Some(low)) => {
                plain.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            _ => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    Cow::Owned(plain)
}
