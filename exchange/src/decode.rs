//! Bytes to text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::fault::FileFault;

const GUESS: &str = "The file does not say how its letters are stored. It was read as Western European (Windows-1252): \
                     check letters with accents, or save the file as UTF-8.";

/// Decodes by the byte-order mark, else by what an XML declaration says, else as UTF-8, else as Windows-1252 with a note.
pub fn decode(bytes: &[u8]) -> Result<(String, Option<&'static str>), FileFault> {
    let marked = [(&b"\xEF\xBB\xBF"[..], UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];
    for (mark, encoding) in marked {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return strict(rest, encoding).map(|text| (text, None));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return plain(text.to_owned()).map(|text| (text, None));
    }
    if let Some(encoding) = declared(bytes) {
        return strict(bytes, encoding).map(|text| (text, None));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    plain(text.into_owned()).map(|text| (text, Some(GUESS)))
}

fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, FileFault> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    if malformed {
        let before = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
        return Err(FileFault::Encoding { line: before.matches('\n').count() + 1 });
    }
    plain(text.into_owned())
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = head.get(..head.windows(2).take(200).position(|pair| pair == b"?>")?)?;
    let head = std::str::from_utf8(head).ok()?;
    let label = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = label.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// Refuses what is no text, and makes every end of a line one character.
fn plain(text: String) -> Result<String, FileFault> {
    if text.contains('\0') {
        return Err(FileFault::NotText);
    }
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, FileFault> {
        decode(bytes).map(|(text, _)| text)
    }

    #[test]
    fn letters_are_read_however_they_are_stored() {
        assert_eq!(text("Müller\r\nx\ry".as_bytes()).unwrap(), "Müller\nx\ny");
        assert_eq!(text(b"\xEF\xBB\xBFM\xC3\xBCller").unwrap(), "Müller");
        assert_eq!(text(b"\xFF\xFEM\0\xFC\0").unwrap(), "Mü");
        let declared = b"<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>\xA4</a>";
        assert!(text(declared).unwrap().contains('€'));
        let (guessed, note) = decode(b"M\xFCller").unwrap();
        assert_eq!((guessed.as_str(), note), ("Müller", Some(GUESS)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(text(b"a\0b"), Err(FileFault::NotText));
        assert_eq!(text(b"\xEF\xBB\xBFa\n\xFF"), Err(FileFault::Encoding { line: 2 }));
    }
}
