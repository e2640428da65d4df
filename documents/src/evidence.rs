//! Evidence that people upload: a certificate as a PDF, a scan or a photograph, judged by its content.
//!
//! Nothing is rendered. A file is taken if it is wholly one thing (nothing before, after or hidden between), within limits,
//! and holds nothing that runs, calls or unpacks into more than was sent.

mod fault;
mod jpeg;
mod pdf;
mod png;

use sha2::{Digest, Sha256};

pub use fault::EvidenceFault;

/// Bytes of a file, at most.
pub const LARGEST: usize = 10 << 20;
/// Pages of a PDF, at most.
pub const MOST_PAGES: usize = 200;
/// Pixels of a picture, at most.
pub const MOST_PIXELS: u64 = 100_000_000;

/// A file that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub kind: Kind,
    /// Its media type, for the header of an answer.
    pub media_type: &'static str,
    /// The ending of a file name, without the dot.
    pub extension: &'static str,
    /// How much there is to see.
    pub extent: Extent,
    /// SHA-256 of all bytes, in 64 small hexadecimal digits.
    pub digest_sha256_hex: String,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pages.
    Pdf,
    /// A picture without loss.
    Png,
    /// A photograph.
    Jpeg,
}

/// How much there is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Pages of a PDF.
    Pages(usize),
    /// Pixels of a picture.
    Pixels {
        /// From left to right.
        width: u32,
        /// From top to bottom.
        height: u32,
    },
}

/// Judges a file by its bytes.
pub fn inspect(bytes: &[u8]) -> Result<Evidence, EvidenceFault> {
    if bytes.is_empty() {
        return Err(EvidenceFault::Empty);
    }
    if bytes.len() > LARGEST {
        return Err(EvidenceFault::TooLarge { most: LARGEST });
    }
    let (kind, media_type, extension) = kind(bytes)?;
    if ends_as_archive(bytes) {
        return Err(EvidenceFault::Foreign);
    }
    let extent = match kind {
        Kind::Pdf => Extent::Pages(pdf::pages(bytes)?),
        Kind::Png => pixels(png::size(bytes)?)?,
        Kind::Jpeg => pixels(jpeg::size(bytes)?)?,
    };
    let digest_sha256_hex = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Evidence { kind, media_type, extension, extent, digest_sha256_hex })
}

fn kind(bytes: &[u8]) -> Result<(Kind, &'static str, &'static str), EvidenceFault> {
    if bytes.starts_with(pdf::START) {
        Ok((Kind::Pdf, "application/pdf", "pdf"))
    } else if bytes.starts_with(png::START) {
        Ok((Kind::Png, "image/png", "png"))
    } else if bytes.starts_with(jpeg::START) {
        Ok((Kind::Jpeg, "image/jpeg", "jpg"))
    } else if bytes.windows(pdf::START.len()).take(1024).any(|window| window == pdf::START) {
        Err(EvidenceFault::Foreign)
    } else {
        Err(EvidenceFault::OtherKind)
    }
}

/// Whether a zip could be read out of the end of the file, whatever its beginning is.
fn ends_as_archive(bytes: &[u8]) -> bool {
    const RECORD: &[u8] = b"PK\x05\x06";
    const FARTHEST: usize = 22 + 65_535;
    let end = bytes.get(bytes.len().saturating_sub(FARTHEST)..).unwrap_or_default();
    end.windows(RECORD.len()).any(|window| window == RECORD)
}

fn pixels((width, height): (u32, u32)) -> Result<Extent, EvidenceFault> {
    if width == 0 || height == 0 {
        return Err(EvidenceFault::Broken);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(EvidenceFault::TooManyPixels { width, height });
    }
    Ok(Extent::Pixels { width, height })
}

#[cfg(test)]
mod tests;
