use thiserror::Error;

/// Why a table is no staff list.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ListFault {
    /// A column that every list needs is not there.
    #[error("No column for the {what}. The headings found are: {found}. Understood are, for example: {understood}.")]
    Missing {
        /// What the column would hold.
        what: &'static str,
        /// The headings of the file.
        found: String,
        /// Headings that would do.
        understood: String,
    },
    /// Two columns that say the same.
    #[error("The columns “{first}” and “{second}” both hold the {what}. Delete or rename one of them.")]
    Twice {
        /// What both hold.
        what: &'static str,
        /// A heading.
        first: String,
        /// Another one, or the same again.
        second: String,
    },
    /// Headings alone.
    #[error("There are headings and no rows below them.")]
    NoRows,
}
