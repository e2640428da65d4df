//! The neutral item: a question as all formats know it.

use std::collections::BTreeMap;

use crate::text::Text;
use crate::weight::Weight;

/// A question with its answers, free of any format. Holds a key; deliberately without `Serialize`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeutralItem {
    /// What its author calls it.
    pub name: Option<String>,
    /// The number or word by which its author finds it again.
    pub id: Option<String>,
    /// The folders that it stands in, outermost first.
    pub category: Vec<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The question. Where the body has gaps, `[[1]]`, `[[2]]` … stand where they are.
    pub stem: Text,
    /// The answers.
    pub body: NeutralBody,
    /// What is shown to everybody after the answer.
    pub feedback: Option<Text>,
    /// What somebody believes who chooses an option, or misses a row, step or gap: by its place, counted from 0. Only our own
    /// table knows it: the other writers leave it out.
    pub misconceptions: BTreeMap<usize, String>,
    /// Why a row or a step belongs where it does: by its place, counted from 0. Only our own table knows it.
    pub row_feedback: BTreeMap<usize, Text>,
}

/// What is asked for, with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeutralBody {
    /// One or several of several options.
    Choice {
        /// Whether more than one may be chosen.
        multiple: bool,
        /// The options in their order.
        options: Vec<Answer>,
    },
    /// Right or wrong.
    TrueFalse {
        /// The right answer.
        key: bool,
        /// Shown to those who say that it is true.
        if_true: Option<Text>,
        /// Shown to those who say that it is false.
        if_false: Option<Text>,
    },
    /// A word or two, typed; `*` in an answer stands for anything.
    Short {
        /// What is taken, the best first.
        answers: Vec<Answer>,
        /// Whether capital letters count.
        exact_case: bool,
    },
    /// A number, typed.
    Number {
        /// What is taken.
        answers: Vec<NumberAnswer>,
    },
    /// Two lists to be paired.
    Matching {
        /// The pairs; one without a question is an answer that belongs to none.
        pairs: Vec<Pair>,
    },
    /// Steps to be put into order.
    Ordering {
        /// The steps in the right order.
        steps: Vec<Text>,
    },
    /// A passage with gaps, which is the stem.
    Gaps {
        /// The gaps, in the order of the passage.
        gaps: Vec<Gap>,
    },
    /// Own words, read by a person.
    Essay {
        /// What the reader should look for.
        guidance: Option<Text>,
    },
    /// No question at all: a text between questions.
    Description,
}

/// An option, or an answer that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub text: Text,
    /// What it earns.
    pub weight: Weight,
    /// Shown to those who gave it.
    pub feedback: Option<Text>,
}

/// A number that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberAnswer {
    /// Which numbers.
    pub span: Span,
    /// What they earn.
    pub weight: Weight,
    /// Shown to those who gave one.
    pub feedback: Option<Text>,
}

/// Numbers as their author wrote them, in decimal notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// A number, and how far one may be from it.
    Around {
        /// The number.
        value: String,
        /// How far; `0` for not at all.
        tolerance: String,
    },
    /// Everything between two numbers.
    Between {
        /// The lower one.
        low: String,
        /// The higher one.
        high: String,
    },
    /// Whatever else was typed.
    Anything,
}

/// What belongs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The row; empty where the answer belongs to none.
    pub question: Text,
    /// What belongs to it.
    pub answer: String,
}

/// A gap of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// How it is filled.
    pub fill: Fill,
    /// What it counts beside the others.
    pub share: u16,
    /// What may be chosen, or what is taken when typed.
    pub answers: Vec<Answer>,
}

/// How a gap is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// From a list.
    Chosen,
    /// With words.
    Typed,
    /// With words of which capital letters count.
    TypedExactly,
}

/// The mark of a gap in a passage, from its number counted from 1.
pub(crate) fn gap_mark(number: usize) -> String {
    format!("[[{number}]]")
}

impl NeutralItem {
    /// A question without anything around it.
    pub fn new(stem: Text, body: NeutralBody) -> Self {
        Self {
            name: None,
            id: None,
            category: Vec::new(),
            tags: Vec::new(),
            stem,
            body,
            feedback: None,
            misconceptions: BTreeMap::new(),
            row_feedback: BTreeMap::new(),
        }
    }
}

impl NeutralBody {
    /// What the kind is called on screen.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Choice { multiple: false, .. } => "Single choice",
            Self::Choice { multiple: true, .. } => "Multiple choice",
            Self::TrueFalse { .. } => "True or false",
            Self::Short { .. } => "Short answer",
            Self::Number { .. } => "Numerical",
            Self::Matching { .. } => "Matching",
            Self::Ordering { .. } => "Ordering",
            Self::Gaps { .. } => "Gaps in a text",
            Self::Essay { .. } => "Essay",
            Self::Description => "Text without a question",
        }
    }
}

/// A text of one line without blanks around it, or nothing.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty())
}

impl NeutralItem {
    /// Shows every text to a function, which may change it.
    pub(crate) fn each_text(&mut self, show: &mut dyn FnMut(&mut Text)) {
        show(&mut self.stem);
        self.feedback.iter_mut().chain(self.row_feedback.values_mut()).for_each(&mut *show);
        let answers = |answers: &mut [Answer], show: &mut dyn FnMut(&mut Text)| {
            for answer in answers {
                show(&mut answer.text);
                answer.feedback.iter_mut().for_each(&mut *show);
            }
        };
        match &mut self.body {
            NeutralBody::Choice { options, .. } => answers(options, show),
            NeutralBody::Short { answers: taken, .. } => answers(taken, show),
            NeutralBody::TrueFalse { if_true, if_false, .. } => {
                if_true.iter_mut().chain(if_false).for_each(show);
            }
            NeutralBody::Number { answers } => {
                answers.iter_mut().filter_map(|answer| answer.feedback.as_mut()).for_each(show);
            }
            NeutralBody::Matching { pairs } => pairs.iter_mut().map(|pair| &mut pair.question).for_each(show),
            NeutralBody::Ordering { steps } => steps.iter_mut().for_each(show),
            NeutralBody::Gaps { gaps } => gaps.iter_mut().for_each(|gap| answers(&mut gap.answers, show)),
            NeutralBody::Essay { guidance } => guidance.iter_mut().for_each(show),
            NeutralBody::Description => {}
        }
    }
}
