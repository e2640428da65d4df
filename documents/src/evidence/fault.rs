use thiserror::Error;

use super::{MOST_PAGES, MOST_PIXELS};

/// Why a file is not taken as evidence, and what to do about it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EvidenceFault {
    /// No bytes.
    #[error("The file is empty. Choose it again.")]
    Empty,
    /// More bytes than are taken.
    #[error("The file is larger than {} MB. Save it smaller, or scan it with less resolution.", most >> 20)]
    TooLarge {
        /// Bytes.
        most: usize,
    },
    /// Neither PDF nor PNG nor JPEG.
    #[error("This is no PDF, PNG or JPEG, whatever its name says. Save or photograph the certificate as one of these.")]
    OtherKind,
    /// Cut off or damaged.
    #[error("The file is damaged or was cut off. Open it to see whether it is whole, and send it again.")]
    Broken,
    /// Something else before, after or inside what it claims to be.
    #[error(
        "The file holds more than what it shows: something else is before, after or hidden inside it. Print it as a new PDF, or take a picture of it."
    )]
    Foreign,
    /// A PDF with a password or restrictions.
    #[error(
        "The PDF is protected by a password or restrictions, so nobody could check it later. Print it as a new PDF and send that."
    )]
    Encrypted,
    /// A PDF that does things.
    #[error("The PDF contains {what}, which evidence must not. Print it as a new PDF and send that.")]
    Active {
        /// What it contains.
        what: &'static str,
    },
    /// A PDF that is built in a manner which cannot be checked.
    #[error("The PDF is built in an unusual manner and cannot be checked. Print it as a new PDF and send that.")]
    Unusual,
    /// A PDF that unpacks to more than is taken.
    #[error("The PDF unpacks to far more than it shows. Print it as a new PDF, or take a picture of it.")]
    Explodes,
    /// A PDF with too many pages.
    #[error("The PDF has more than {MOST_PAGES} pages. Send the pages with the certificate only.")]
    TooManyPages,
    /// A picture with too many pixels.
    #[error("The picture has {width} × {height} pixels; at most {} million are taken. Save it smaller.", MOST_PIXELS / 1_000_000)]
    TooManyPixels {
        /// From left to right.
        width: u32,
        /// From top to bottom.
        height: u32,
    },
}
