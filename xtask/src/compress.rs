//! The `.br` and `.gz` beside a file, so that the server never compresses what it serves.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::site::write;

/// Makes both siblings unless they are there (the name holds the hash), and answers the size of the `.br`.
pub fn siblings(path: &Path, content: &[u8]) -> Result<usize> {
    let brotli = path.with_added_extension("br");
    if !brotli.is_file() {
        write(&brotli, &brotlied(content)?)?;
    }
    let gzip = path.with_added_extension("gz");
    if !gzip.is_file() {
        write(&gzip, &gzipped(content)?)?;
    }
    Ok(usize::try_from(fs::metadata(&brotli)?.len())?)
}

fn brotlied(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzipped(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}
