use flate2::Crc;

use super::EvidenceFault;

/// The first bytes of every PNG.
pub const START: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Walks through all chunks of a PNG and checks their sums; nothing is unpacked. Width and height come from the header.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), EvidenceFault> {
    let mut rest = bytes.get(START.len()..).unwrap_or_default();
    let mut size = None;
    let mut has_pixels = false;
    loop {
        let (name, data, after) = chunk(rest).ok_or(EvidenceFault::Broken)?;
        match (name, size) {
            (b"IHDR", None) => size = Some(header(data).ok_or(EvidenceFault::Broken)?),
            (b"IHDR", Some(_)) | (_, None) => return Err(EvidenceFault::Broken),
            (b"IEND", Some(size)) if has_pixels && data.is_empty() => {
                return if after.is_empty() { Ok(size) } else { Err(EvidenceFault::Foreign) };
            }
            (b"IEND", _) => return Err(EvidenceFault::Broken),
            (b"IDAT", _) => has_pixels |= !data.is_empty(),
            (b"PLTE", _) => {}
            // A capital first letter means that the picture cannot be shown without knowing the chunk.
            (other, _) if other.first().is_some_and(u8::is_ascii_uppercase) => return Err(EvidenceFault::Foreign),
            _ => {}
        }
        rest = after;
    }
}

/// The name and data of the next chunk and what follows it; nothing if it is cut off or its sum is wrong.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, named) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (covered, rest) = named.split_at_checked(length.checked_add(4)?)?;
    let (sum, rest) = rest.split_first_chunk::<4>()?;
    let mut crc = Crc::new();
    crc.update(covered);
    let (name, data) = covered.split_first_chunk::<4>()?;
    let sound = crc.sum() == u32::from_be_bytes(*sum) && name.iter().all(u8::is_ascii_alphabetic);
    sound.then_some((name, data, rest))
}

fn header(data: &[u8]) -> Option<(u32, u32)> {
    let data: [u8; 13] = data.try_into().ok()?;
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, packing, filter, interlace] = data;
    let known = matches!((colour, depth), (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) | (2 | 4 | 6, 8 | 16));
    let sound = known && packing == 0 && filter == 0 && interlace <= 1;
    sound.then_some((u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3])))
}
