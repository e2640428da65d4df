//! Files that are taken away.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// What signed badges and lists of withdrawn ones are sent as (Open Badges 3.0).
pub const CREDENTIAL: &str = "application/vc+ld+json";

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A signed badge.
    Badge,
    /// A table as text.
    Csv,
    /// A document.
    Pdf,
    /// Plain text.
    Text,
    /// A workbook.
    Xlsx,
    /// Several files in one.
    Zip,
    /// Something for programs.
    Xml,
}

impl Kind {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Badge => CREDENTIAL,
            Self::Csv => "text/csv; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Text => "text/plain; charset=utf-8",
            Self::Xml => "application/xml; charset=utf-8",
            Self::Zip => "application/zip",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Badge => "json",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Text => "txt",
            Self::Xml => "xml",
            Self::Zip => "zip",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A file to be saved. `name` is one of ours: plain letters, digits and hyphens.
pub fn attachment(kind: Kind, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{}\"", kind.ending()));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.media_type())),
        (header::CONTENT_DISPOSITION, disposition.expect("our names are plain")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (headers, bytes).into_response()
}
