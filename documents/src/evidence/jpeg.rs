use super::EvidenceFault;

/// The first bytes of every JPEG.
pub const START: &[u8] = b"\xFF\xD8\xFF";

/// Pictures in one file: cameras append smaller or brighter versions.
const VERSIONS: usize = 8;

/// Walks through all segments of a JPEG up to its end; nothing is unpacked. Width and height come from its frame.
///
/// After the end only zeros may follow, and further whole pictures if the first announces them (CIPA DC-007).
pub fn size(bytes: &[u8]) -> Result<(u32, u32), EvidenceFault> {
    let first = picture(bytes)?;
    let mut rest = first.rest;
    for _ in 1..VERSIONS {
        rest = padding(rest);
        if rest.is_empty() {
            return Ok(first.size);
        }
        if !first.announces_more || !rest.starts_with(START) {
            return Err(EvidenceFault::Foreign);
        }
        rest = picture(rest)?.rest;
    }
    if padding(rest).is_empty() { Ok(first.size) } else { Err(EvidenceFault::Foreign) }
}

fn padding(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}

struct Picture<'a> {
    size: (u32, u32),
    announces_more: bool,
    /// What follows its end.
    rest: &'a [u8],
}

fn picture(bytes: &[u8]) -> Result<Picture<'_>, EvidenceFault> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    let mut size = None;
    let mut announces_more = false;
    let mut scanned = false;
    loop {
        let (marker, after) = marker(rest).ok_or(EvidenceFault::Broken)?;
        rest = after;
        match marker {
            // The end.
            0xD9 => {
                let size = size.filter(|_| scanned).ok_or(EvidenceFault::Broken)?;
                return Ok(Picture { size, announces_more, rest });
            }
            // Markers without data.
            0x01 | 0xD0..=0xD7 => continue,
            // A second beginning, and what no picture has.
            0x00 | 0xD8 => return Err(EvidenceFault::Broken),
            _ => {}
        }
        let (data, after) = segment(rest).ok_or(EvidenceFault::Broken)?;
        rest = after;
        match marker {
            0xC0..=0xC2 if size.is_none() => size = Some(frame(data).ok_or(EvidenceFault::Broken)?),
            // A second frame, and frames that browsers do not show.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(EvidenceFault::Broken),
            0xE2 => announces_more |= data.starts_with(b"MPF\0"),
            0xDA if size.is_none() => return Err(EvidenceFault::Broken),
            0xDA => {
                scanned = true;
                rest = after_scan(rest);
            }
            _ => {}
        }
    }
}

/// The next marker, which may have more than one byte of filling before it.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let filling = bytes.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, rest) = bytes.get(filling..)?.split_first()?;
    (filling > 0).then_some((*marker, rest))
}

/// The data of a segment and what follows it.
fn segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, _) = bytes.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (segment, rest) = bytes.split_at_checked(length)?;
    Some((segment.get(2..)?, rest))
}

fn frame(data: &[u8]) -> Option<(u32, u32)> {
    let [depth, h0, h1, w0, w1, parts] = *data.first_chunk::<6>()?;
    let sound = matches!(depth, 8 | 12) && (1..=4).contains(&parts) && data.len() == 6 + 3 * usize::from(parts);
    sound.then_some((u32::from(u16::from_be_bytes([w0, w1])), u32::from(u16::from_be_bytes([h0, h1]))))
}

/// What follows packed pixels: the next marker that is neither a stuffed byte nor a restart.
fn after_scan(bytes: &[u8]) -> &[u8] {
    let mut at = 0;
    while let Some([first, second]) = bytes.get(at..).and_then(|rest| rest.first_chunk::<2>()) {
        if *first == 0xFF && !matches!(second, 0x00 | 0xD0..=0xD7 | 0xFF) {
            return bytes.get(at..).unwrap_or_default();
        }
        at += 1;
    }
    &[]
}
