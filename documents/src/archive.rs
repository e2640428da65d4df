//! Many files as one archive (zip), written piece by piece: at no time more than one file of it lies in memory.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use thiserror::Error;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::day::Day;

/// An archive in the making. What [`Archive::add`] and [`Archive::finish`] return, one after the other, are its bytes.
pub struct Archive {
    zip: ZipWriter<StreamWriter<Tray>>,
    tray: Tray,
    options: SimpleFileOptions,
}

/// Why a file could not be put into an archive.
#[derive(Debug, Error)]
pub enum ArchiveFault {
    /// There is a file of that name already, or the name or the file is too long.
    #[error("the archive does not take it: {0}")]
    Zip(#[from] ZipError),
    /// It could not be compressed.
    #[error("the file could not be compressed: {0}")]
    Io(#[from] io::Error),
}

/// What was written and not taken away yet.
#[derive(Clone, Default)]
struct Tray(Arc<Mutex<Vec<u8>>>);

impl Tray {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Tray {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Archive {
    /// An empty archive whose files bear a day.
    pub fn new(made_on: Day) -> Self {
        let tray = Tray::default();
        let at = DateTime::from_date_and_time(made_on.year(), made_on.month(), made_on.day(), 0, 0, 0);
        // Compressed, since readers that go from front to back find the end of such a file by itself.
        let options = SimpleFileOptions::DEFAULT
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(3))
            .last_modified_time(at.unwrap_or_default())
            .unix_permissions(0o644);
        Self { zip: ZipWriter::new_stream(tray.clone()), tray, options }
    }

    /// Puts a file into it; the bytes to be passed on.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<Vec<u8>, ArchiveFault> {
        self.zip.start_file(path, self.options)?;
        self.zip.write_all(bytes)?;
        Ok(self.tray.take())
    }

    /// Its last bytes.
    pub fn finish(self) -> Result<Vec<u8>, ArchiveFault> {
        self.zip.finish()?;
        Ok(self.tray.take())
    }
}

/// A part of a path in an archive: ASCII letters, digits, hyphens and underscores, so that every program unpacks it.
pub fn part(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' });
    let plain = plain.take(100).collect::<String>();
    if plain.is_empty() { "_".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;

    fn made_on() -> Day {
        Day::new(2026, 11, 30).expect("it is a day")
    }

    #[test]
    fn what_goes_in_comes_out_again_piece_by_piece() {
        // A generator of Knuth's, so that nothing of it can be compressed.
        let next = |n: &u64| Some(n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        let big = std::iter::successors(Some(1), next).map(|n| (n >> 56) as u8).take(3_000_000).collect::<Vec<_>>();
        let files = [("index.csv", b"a,b\r\n".as_slice()), ("evidence/1/scan.pdf", &big), ("empty", b"")];
        let mut archive = Archive::new(made_on());
        let mut bytes = Vec::new();
        for (path, file) in files {
            let piece = archive.add(path, file).unwrap();
            // The end of a file may come with the next one.
            assert!(piece.len() < file.len() + 64_000, "{path}: what was passed on is not kept");
            bytes.extend(piece);
        }
        assert!(bytes.len() > 1_000_000, "a file is passed on before the archive is finished");
        bytes.extend(archive.finish().unwrap());
        let mut read = ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(read.len(), files.len());
        for (path, file) in files {
            let mut found = Vec::new();
            read.by_name(path).unwrap().read_to_end(&mut found).unwrap();
            assert!(found == file, "{path}");
        }
    }

    #[test]
    fn the_same_files_make_the_same_bytes_and_a_path_stands_once() {
        let make = || {
            let mut archive = Archive::new(made_on());
            let mut bytes = archive.add("a.txt", b"one").unwrap();
            assert!(archive.add("a.txt", b"two").is_err());
            bytes.extend(archive.add("b.txt", b"two").unwrap());
            bytes.extend(archive.finish().unwrap());
            bytes
        };
        assert_eq!(make(), make());
        assert_eq!(ZipArchive::new(Cursor::new(make())).unwrap().len(), 2);
    }

    #[test]
    fn parts_of_paths_lead_nowhere_else() {
        assert_eq!((part("../../etc"), part("a/b\\c")), ("______etc".to_owned(), "a_b_c".to_owned()));
        assert_eq!((part(""), part("Ä 1-2")), ("_".to_owned(), "__1-2".to_owned()));
    }
}
