//! The press: typesets a template with data into an accessible, archivable PDF.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub(crate) mod day;
pub(crate) mod ink;
pub mod qr;

/// The fonts, one weight a file; all hold the same characters (see `documents/fonts/make.py`).
const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/inter-regular.ttf"),
    include_bytes!("../fonts/inter-semibold.ttf"),
    include_bytes!("../fonts/serif-regular.ttf"),
    include_bytes!("../fonts/serif-semibold.ttf"),
];

/// Compilations after which a remembered piece of layout that nobody used again is forgotten.
const REMEMBERED: usize = 4;

/// Prints documents. Cheap to clone and to share between threads; bounding how many print at once is up to the caller.
#[derive(Clone)]
pub struct Press(Arc<Stock>);

/// A printed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The file: PDF 1.7, PDF/A-2a and PDF/UA-1.
    pub pdf: Vec<u8>,
    /// Characters that the fonts lack, in their order and once each; the document shows ■ in their places.
    pub missing: Vec<char>,
}

/// Why nothing was printed. None of these is caused by what people typed.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The data could not be written down for the template.
    #[error("the data of a document cannot be written down")]
    Data(#[from] serde_json::Error),
    /// The template does not typeset.
    #[error("the document does not typeset: {0}")]
    Layout(String),
    /// The document breaks a rule of PDF, PDF/A or PDF/UA.
    #[error("the document cannot be a PDF: {0}")]
    Export(String),
}

/// What lies ready before the first sheet: read once, never changed.
struct Stock {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    standards: PdfStandards,
}

/// A template and its identity.
pub(crate) struct Template {
    /// The name of its file, for messages.
    pub name: &'static str,
    /// Its text. What people typed never becomes part of it.
    pub text: &'static str,
}

/// What tells one print from another.
pub(crate) struct Imprint<'a> {
    /// Names the document for good; becomes its identifier, as a digest.
    pub ident: &'a str,
    /// The title as the reader's program shows it, whatever the fonts hold.
    pub title: &'a str,
    /// The day that the file gives as its own.
    pub day: NaiveDate,
    /// Where the document can be checked, if anywhere.
    pub address: Option<&'a str>,
}

impl Press {
    /// Reads the fonts and prepares the library. Takes some milliseconds; keep what it gives.
    pub fn new() -> Self {
        let fonts = FONTS
            .iter()
            .map(|data| Font::new(Bytes::new(*data), 0).expect("our own fonts can be read"))
            .collect::<Vec<_>>();
        Self(Arc::new(Stock {
            library: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            standards: PdfStandards::new(&[PdfStandard::V_1_7, PdfStandard::A_2a, PdfStandard::Ua_1])
                .expect("PDF/A-2a and PDF/UA-1 both allow PDF 1.7"),
        }))
    }

    /// The characters of a text that no document can show, in their order and once each.
    pub fn lacks(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        ink::inked(text, &|c| self.0.holds(c), &mut missing);
        missing
    }

    /// Prints a template with data.
    ///
    /// The template finds the data as `/data.json`, with all text made printable; there `raw` holds title and address
    /// as they are, for what is not drawn. The address as a QR code is `/qr.svg`, if `raw.qr` says so.
    pub(crate) fn print(
        &self,
        template: &Template,
        imprint: &Imprint<'_>,
        mut data: Value,
    ) -> Result<Printed, PressError> {
        let mut missing = Vec::new();
        ink::ink(&mut data, &|c| self.0.holds(c), &mut missing);
        let address = imprint.address.map(ink::bare).unwrap_or_default();
        let qr = Some(&address).filter(|address| !address.is_empty()).and_then(|address| qr::svg(address));
        data["raw"] = json!({
            "title": ink::bare(imprint.title),
            "address": address,
            "qr": qr.is_some(),
            "lacking": !missing.is_empty(),
        });
        let main = Source::new(place(template.name), template.text.to_owned());
        let (data, qr) = (Bytes::new(serde_json::to_vec(&data)?), qr.map(Bytes::from_string));
        let job = Job { stock: &self.0, main, data, qr };
        let pdf = self.run(&job, imprint);
        comemo::evict(REMEMBERED);
        Ok(Printed { pdf: pdf?, missing })
    }

    /// Forgets all layout that is remembered, after a document too large to be worth it.
    pub(crate) fn forget(&self) {
        comemo::evict(0);
    }

    fn run(&self, job: &Job<'_>, imprint: &Imprint<'_>) -> Result<Vec<u8>, PressError> {
        let document =
            typst::compile::<PagedDocument>(job).output.map_err(|faults| PressError::Layout(messages(&faults)))?;
        let options = PdfOptions {
            ident: Smart::Custom(imprint.ident.to_owned()),
            creator: Smart::Custom(Some("Clausewise".to_owned())),
            timestamp: midnight(imprint.day).map(Timestamp::new_utc),
            standards: self.0.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|faults| PressError::Export(messages(&faults)))
    }
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

impl Stock {
    fn holds(&self, c: char) -> bool {
        self.fonts.iter().all(|font| font.info().coverage.contains(c.into()))
    }
}

/// One print: the world that the typesetter sees. It holds a template, a file of data, fonts, and no way out.
struct Job<'a> {
    stock: &'a Stock,
    main: Source,
    data: Bytes,
    qr: Option<Bytes>,
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.stock.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.stock.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(absent(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = match id.vpath().get_without_slash() {
            "data.json" => Some(&self.data),
            "qr.svg" => self.qr.as_ref(),
            _ => None,
        };
        found.cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.stock.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

fn place(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("our own names are plain file names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn midnight(day: NaiveDate) -> Option<Datetime> {
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Datetime::from_ymd_hms(day.year(), month, date, 0, 0, 0)
}

fn messages(faults: &[SourceDiagnostic]) -> String {
    faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_shared_between_threads() {
        fn shared<T: Send + Sync + Clone>(_: &T) {}
        shared(&Press::new());
    }

    #[test]
    fn fonts_hold_what_europe_writes_and_all_hold_the_same() {
        let press = Press::new();
        assert!(press.lacks("Žofie Łęcka, Ångström & Müller, Şahin, Nguyễn Thị Ánh").is_empty());
        assert!(press.lacks("Αλέξανδρος Ίων, Владимир Щукін, Ђорђе").is_empty());
        assert!(press.lacks("“8.6.1” – it’s 87 % … ✓ ▲ ■ ◆ €").is_empty());
        assert_eq!(press.lacks("李雷 李"), ['李', '雷']);
        let held = |font: &Font| font.info().coverage.iter().collect::<Vec<_>>();
        assert!(press.0.fonts.iter().all(|font| held(font) == held(&press.0.fonts[0])));
    }
}
