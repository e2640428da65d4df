//! What a writer hands back: the file, and what did not get into it.

use thiserror::Error;

/// A file of questions, and what a person should know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output<F> {
    /// The file.
    pub file: F,
    /// The questions that are not in it, by their place in the list, counted from 0.
    pub left_out: Vec<(usize, Hindrance)>,
    /// What questions lost on their way into it, by their place in the list, counted from 0.
    pub lost: Vec<(usize, Loss)>,
}

/// What formats of others have no place for.
pub(crate) const ROW_FEEDBACK: &str = "feedback to single rows or steps";

/// Why a question cannot be written in a format.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Hindrance {
    /// The format does not know the kind.
    #[error("{format} has no questions of the kind “{kind}”.")]
    Kind {
        /// The format.
        format: &'static str,
        /// The kind.
        kind: &'static str,
    },
    /// The answers would be read as something else.
    #[error("In {format} these answers would be read as another kind of question.")]
    Ambiguous {
        /// The format.
        format: &'static str,
    },
    /// More than the format has room for.
    #[error("{format} has room for {most} answers.")]
    ManyAnswers {
        /// The format.
        format: &'static str,
        /// Answers.
        most: usize,
    },
    /// Shares of the marks that the format has no words for.
    #[error("Other programs know no {parts} equal parts of a question’s marks.")]
    Parts {
        /// Parts.
        parts: usize,
    },
    /// One of our formats that no other program knows.
    #[error("No other program has questions of the kind “{kind}”.")]
    Ours {
        /// The kind, as it is called on screen.
        kind: &'static str,
    },
}

/// What a question lost when it was written.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Loss {
    /// Something that the format has no place for.
    #[error("{format} has no place for {what}.")]
    NoPlace {
        /// The format.
        format: &'static str,
        /// What.
        what: &'static str,
    },
    /// Texts of several kinds of markup that became HTML.
    #[error("Its texts were all written as HTML, because {format} has one kind of markup for a question.")]
    OneMarkup {
        /// The format.
        format: &'static str,
    },
    /// A gap that became a blank.
    #[error("Its gap was written as _____, with the answers after the question.")]
    Blank,
    /// How our marking differs from what the file says.
    #[error("{0}")]
    Marking(&'static str),
    /// What a question needs and does not bring along.
    #[error("It belongs to a case or booklet, which is not in the file.")]
    Scenario,
}
