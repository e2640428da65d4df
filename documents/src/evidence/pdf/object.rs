use super::lexer::{Lexer, Token};
use super::{EvidenceFault, MOST_PAGES, active};

/// What matters of an object. Its dictionaries are taken together, the inner ones too: that finds too much rather than too
/// little.
#[derive(Default)]
pub struct Object<'a> {
    /// Whether it is a page.
    pub is_page: bool,
    /// Whether it holds other objects, by its type or because it says how many there are and where they begin.
    pub holds_objects: bool,
    /// How many objects it holds.
    pub held: u64,
    /// Where the first of them begins.
    pub first: u64,
    /// How its data is packed, from the outermost.
    pub filters: Vec<Vec<u8>>,
    /// Whether bytes are predicted from their neighbours before packing.
    pub predicted: bool,
    /// Its data, still packed.
    pub data: Option<&'a [u8]>,
    length: Option<u64>,
    type_is_objects: bool,
    says_held: bool,
    says_first: bool,
}

impl<'a> Object<'a> {
    /// Reads up to the end of the object.
    pub fn read(lexer: &mut Lexer<'a>) -> Result<Self, EvidenceFault> {
        let mut object = Self::default();
        let mut key = Vec::new();
        let mut in_filters = false;
        loop {
            let token = lexer.next()?;
            match &token {
                Token::End | Token::Word(b"obj") => return Err(EvidenceFault::Broken),
                Token::Word(b"endobj") => break,
                Token::Word(b"stream") => object.data = Some(data(lexer, object.length)?),
                Token::Name(name) => {
                    active::judge(name)?;
                    if in_filters || key == b"Filter" || key == b"F" && is_filter(name) {
                        object.filters.push(name.to_vec());
                    }
                }
                Token::ArrayOpen => in_filters = key == b"Filter",
                Token::ArrayClose => in_filters = false,
                _ => {}
            }
            object.pair(&key, &token)?;
            key = if let Token::Name(name) = token { name.into_owned() } else { Vec::new() };
        }
        object.holds_objects = object.type_is_objects || object.says_held && object.says_first;
        Ok(object)
    }

    /// Takes a key and the first word of its value.
    fn pair(&mut self, key: &[u8], value: &Token<'_>) -> Result<(), EvidenceFault> {
        match (key, value) {
            (b"Type", Token::Name(name)) => {
                self.is_page |= **name == *b"Page";
                self.type_is_objects |= **name == *b"ObjStm";
            }
            (b"Count", Token::Number(count)) if *count > MOST_PAGES as u64 * 100 => {
                return Err(EvidenceFault::TooManyPages);
            }
            (b"Length", Token::Number(length)) => self.length = Some(*length),
            (b"N", Token::Number(held)) => {
                self.held = *held;
                self.says_held = true;
            }
            (b"First", Token::Number(first)) => {
                self.first = *first;
                self.says_first = true;
            }
            (b"Predictor", Token::Number(predictor)) => self.predicted |= *predictor > 1,
            _ => {}
        }
        Ok(())
    }
}

fn is_filter(name: &[u8]) -> bool {
    name.ends_with(b"Decode")
}

/// The data of a stream: as long as it says if its end follows there, else up to the next word that ends one.
fn data<'a>(lexer: &mut Lexer<'a>, length: Option<u64>) -> Result<&'a [u8], EvidenceFault> {
    const END: &[u8] = b"endstream";
    let line_end = match lexer.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    lexer.skip(line_end);
    let rest = lexer.rest();
    let said = length.and_then(|length| usize::try_from(length).ok()).filter(|length| {
        let after = rest.get(*length..).unwrap_or_default().trim_ascii_start();
        after.starts_with(END)
    });
    let found = || rest.windows(END.len()).position(|window| window == END);
    let length = said.or_else(found).ok_or(EvidenceFault::Broken)?;
    lexer.skip(length);
    match lexer.next()? {
        Token::Word(END) => Ok(rest.get(..length).unwrap_or_default()),
        _ => Err(EvidenceFault::Broken),
    }
}
