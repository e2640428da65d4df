use thiserror::Error;

/// Why a file could not be read as a table, and what to do about it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SheetFault {
    /// More bytes than are taken.
    #[error("The file is larger than {} MB. Divide it into smaller files, or delete sheets and pictures that are not needed.", most >> 20)]
    TooLarge {
        /// Bytes.
        most: usize,
    },
    /// A zip that unpacks to more than is taken, whatever it says of itself.
    #[error(
        "The workbook unpacks to far more than a list needs, so it was not opened. Copy the list into a new workbook and save that."
    )]
    Explodes,
    /// The older format of Excel.
    #[error(
        "This is the old Excel format (.xls). Open it in Excel, choose “Save as” and “Excel workbook (.xlsx)” or “CSV UTF-8”."
    )]
    OldExcel,
    /// A password is needed.
    #[error(
        "The workbook is protected by a password. Remove the password in Excel (File, Info, Protect workbook), save it and try again."
    )]
    Encrypted,
    /// Another office file.
    #[error("This is {what}. Save it as “Excel workbook (.xlsx)” or “CSV UTF-8” and try again.")]
    OtherOffice {
        /// With its article.
        what: &'static str,
    },
    /// Cut off or damaged.
    #[error("The workbook is damaged or incomplete. Open it in Excel, save it under a new name and try again.")]
    Broken,
    /// No table at all.
    #[error("This file holds no table. Choose an Excel workbook (.xlsx) or a CSV file.")]
    NoTable,
    /// Nothing in it.
    #[error("The file is empty: it needs a row of headings and the rows below it.")]
    Empty,
    /// All that it holds is hidden.
    #[error(
        "The sheets that can be seen are empty. Unhide the sheet with the list (right click on the sheet's name) and save it."
    )]
    Hidden,
    /// Bytes that are no text in the encoding that the file claims.
    #[error("Line {line} holds bytes that are no text. Save the file as “CSV UTF-8” and try again.")]
    Encoding {
        /// From 1.
        line: usize,
    },
    /// A quotation mark that opens and does not close.
    #[error(
        "A quotation mark opens in line {line} and is never closed. Close it, or double it if it belongs to the text."
    )]
    OpenQuote {
        /// From 1.
        line: usize,
    },
    /// Too many rows.
    #[error("There are more than {most} rows: row {row} is one too many. Divide the list into several files.")]
    TooManyRows {
        /// From 1.
        row: usize,
        /// Rows below the headings.
        most: usize,
    },
    /// Too many columns.
    #[error("Row {row} has more than {most} columns. Keep only the columns that the list needs.")]
    TooManyColumns {
        /// From 1.
        row: usize,
        /// Columns.
        most: usize,
    },
    /// A cell that is too long.
    #[error(
        "Row {row}, column {column}: the cell holds more than {most} characters. Shorten it, or look for a quotation mark that is not closed."
    )]
    LongCell {
        /// From 1.
        row: usize,
        /// From 1.
        column: usize,
        /// Characters.
        most: usize,
    },
    /// All cells together are too long.
    #[error("Up to row {row} the cells hold more than {} MB of text. Keep only the columns that the list needs.", most >> 20)]
    TooMuchText {
        /// From 1.
        row: usize,
        /// Bytes.
        most: usize,
    },
}
