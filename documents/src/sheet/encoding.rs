use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::SheetFault;

/// A text file as text.
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    /// What was guessed, for the person to check.
    pub note: Option<String>,
}

/// Decodes by the byte-order mark, else as UTF-8, else as Windows-1252, which older Excel writes.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, SheetFault> {
    let marked = [(&b"\xEF\xBB\xBF"[..], UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];
    for (mark, encoding) in marked {
        let Some(rest) = bytes.strip_prefix(mark) else { continue };
        let (text, malformed) = encoding.decode_without_bom_handling(rest);
        if malformed {
            return Err(SheetFault::Encoding { line: line_of_fault(&text) });
        }
        return plain(text, None);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return plain(Cow::Borrowed(text), None);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let note = "The file does not say how its letters are stored. It was read as Western European (Windows-1252): \
                check names with accents, or save it as “CSV UTF-8”.";
    plain(text, Some(note.to_owned()))
}

fn line_of_fault(text: &str) -> usize {
    let before = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
    before.matches('\n').count() + 1
}

/// Refuses what holds control characters other than those of text.
fn plain(text: Cow<'_, str>, note: Option<String>) -> Result<Decoded<'_>, SheetFault> {
    let binary = text.bytes().any(|byte| byte < 0x20 && !b"\t\n\r\x0B\x0C".contains(&byte));
    if binary { Err(SheetFault::NoTable) } else { Ok(Decoded { text, note }) }
}
