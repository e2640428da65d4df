//! What can be wrong with a file, with one question of it, and what a question lost, in plain words.

use thiserror::Error;

/// Why a file as a whole could not be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FileFault {
    /// More bytes than are taken.
    #[error("The file is larger than {} MB. Divide it into several files.", most >> 20)]
    TooLarge {
        /// Bytes.
        most: usize,
    },
    /// More questions than are taken.
    #[error("The file holds more than {most} questions. Divide it into several files.")]
    TooMany {
        /// Questions.
        most: usize,
    },
    /// Bytes that are no text in the encoding that the file claims.
    #[error("Line {line} holds bytes that are no text. Save the file as UTF-8 and try again.")]
    Encoding {
        /// From 1.
        line: usize,
    },
    /// Not text at all.
    #[error("This is no text file. Choose a GIFT, Aiken or Moodle XML file, or a table after our template.")]
    NotText,
    /// No XML after all.
    #[error("The file is damaged at line {line}: {why}. Export it once more from the program that wrote it.")]
    BrokenXml {
        /// From 1.
        line: usize,
        /// What the XML parser says.
        why: String,
    },
    /// Declarations that could make a reader fetch or repeat things.
    #[error("The file declares a document type (DOCTYPE), which question files do not need. Remove that line.")]
    Doctype,
    /// Another kind of XML.
    #[error("This XML file holds <{found}>, not the <quiz> of a Moodle export. In Moodle choose “Moodle XML format”.")]
    NotMoodle {
        /// The outermost element.
        found: String,
    },
    /// Nothing in it.
    #[error("The file holds no question.")]
    Empty,
    /// A table without the one column that everything hangs on.
    #[error("No column is headed “Question”. Take the headings of the template.")]
    NoQuestionColumn,
    /// Two columns for one thing.
    #[error("The columns “{first}” and “{second}” mean the same. Keep one of them.")]
    TwoColumns {
        /// The heading further left.
        first: String,
        /// The heading further right.
        second: String,
    },
}

/// Why one question of a file cannot be taken.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Reason {
    /// An answer block that is never closed.
    #[error("A brace {{ opens the answers and none closes them. Add }}, or write \\{{ if it belongs to the text.")]
    OpenBrace,
    /// Two answer blocks.
    #[error("There is a second block of answers. Leave an empty line between two questions.")]
    SecondBrace,
    /// No question text.
    #[error("The text of the question is missing.")]
    NoStem,
    /// A choice without a choice.
    #[error("There are fewer than two options.")]
    FewOptions,
    /// More than a question may have.
    #[error("There are more than {most} answers.")]
    ManyAnswers {
        /// Answers.
        most: usize,
    },
    /// A text that is too long.
    #[error("A text is longer than {most} characters.")]
    LongText {
        /// Characters.
        most: usize,
    },
    /// Elements inside elements without end.
    #[error("Formatting is nested more than {most} deep.")]
    DeepText {
        /// Elements.
        most: usize,
    },
    /// A share of the marks that Moodle does not know.
    #[error("“{found}” is no share of the marks that question files use; the next one is {nearest} %.")]
    Weight {
        /// As it stands there.
        found: String,
        /// What was probably meant.
        nearest: String,
    },
    /// No number where one is needed.
    #[error("“{found}” is no number, number with a tolerance (3:0.5) or range (1..5).")]
    Number {
        /// As it stands there.
        found: String,
    },
    /// A numerical question or one to be typed, without an answer.
    #[error("There is no answer.")]
    NoAnswers,
    /// A gap that is not written as Moodle writes gaps.
    #[error("Gap {gap} cannot be read: {why}.")]
    Gap {
        /// From 1.
        gap: usize,
        /// What is wrong.
        why: String,
    },
    /// A kind of question that we do not know.
    #[error("Questions of the kind “{kind}” are not supported.")]
    Kind {
        /// As the file calls it.
        kind: String,
    },
    /// Nothing says which kind is meant.
    #[error("The question does not say its kind.")]
    NoKind,
    /// The answer that is named is none of the options.
    #[error("The answer “{found}” is none of the options.")]
    NoSuchOption {
        /// As it stands there.
        found: String,
    },
    /// Two cells that name different answers as right.
    #[error("“Correct” names {correct} as right, and by “Weights” {weights} earns marks. Take one of the two out.")]
    Contradiction {
        /// Numbers of options.
        correct: String,
        /// Numbers of options.
        weights: String,
    },
    /// No answer is marked.
    #[error("Nothing says which answer is right.")]
    NoKey,
    /// A pair of which one side is missing.
    #[error("“{found}” is no pair. Write it as: question -> answer.")]
    Pair {
        /// As it stands there.
        found: String,
    },
    /// Gaps and what fills them do not go together.
    #[error("There are {gaps} gaps in the text and answers for {answers}.")]
    GapCount {
        /// In the text.
        gaps: usize,
        /// Named as right.
        answers: usize,
    },
}

/// What a question lost on its way in, or what a person should look at.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Warning {
    /// Elements that could act, load something or look strange.
    #[error("Removed from the text: {what}.")]
    Removed {
        /// Names of elements and kinds of attributes.
        what: String,
    },
    /// Formatting that could not be made safe; the words were kept.
    #[error("The formatting of a text could not be read; its words were kept.")]
    Unformatted,
    /// Characters that nobody sees.
    #[error("Invisible control characters were removed.")]
    Control,
    /// Parts that we have no place for.
    #[error("Not kept: {what}.")]
    NotKept {
        /// What, with how much of it.
        what: String,
    },
    /// Something that was guessed.
    #[error("{0}")]
    Guessed(&'static str),
    /// An option, answer or pair without words.
    #[error("An empty answer was left out.")]
    EmptyAnswer,
}
