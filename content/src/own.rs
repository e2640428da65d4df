//! Questions that trainers write in forms: what was typed, the text of an item that comes of it, and what is to be said about it
//! by the same rules that hold for the course.

mod advice;
mod judge;
mod of_body;
mod plain;
mod source;

use domain::question::Level;
use serde::{Deserialize, Serialize};

pub use advice::alike_percent;
pub use judge::{Judged, Neighbour, Remark};
pub use source::in_use;

/// The kinds of questions, as the forms and the files call them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnKind {
    /// One of several options.
    #[default]
    SingleChoice,
    /// Several of several options.
    MultipleResponse,
    /// An option of one list for each row.
    Matching,
    /// Steps to be put into order.
    Sequencing,
    /// Two statements.
    AssertionReason,
    /// A passage with gaps.
    Completion,
    /// An audit finding.
    Finding,
    /// Own words.
    ShortText,
}

impl OwnKind {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 8] = [
        Self::SingleChoice,
        Self::MultipleResponse,
        Self::Matching,
        Self::Sequencing,
        Self::AssertionReason,
        Self::Completion,
        Self::Finding,
        Self::ShortText,
    ];

    /// The word in files, in the database and in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SingleChoice => "single_choice",
            Self::MultipleResponse => "multiple_response",
            Self::Matching => "matching",
            Self::Sequencing => "sequencing",
            Self::AssertionReason => "assertion_reason",
            Self::Completion => "completion",
            Self::Finding => "finding",
            Self::ShortText => "short_text",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What it is called on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SingleChoice => "Single choice",
            Self::MultipleResponse => "Multiple response",
            Self::Matching => "Matching",
            Self::Sequencing => "Sequencing",
            Self::AssertionReason => "Assertion and reason",
            Self::Completion => "Completion",
            Self::Finding => "Audit finding",
            Self::ShortText => "Your own words",
        }
    }

    /// Lines of a fresh form: options, rows, steps, gaps, lines of evidence or points.
    pub const fn usual_lines(self) -> usize {
        match self {
            Self::MultipleResponse => 5,
            Self::SingleChoice | Self::Sequencing | Self::Finding => 4,
            Self::Matching | Self::Completion => 3,
            Self::AssertionReason | Self::ShortText => 2,
        }
    }
}

/// Most lines of a question; far more than any kind takes, and few enough for a page.
pub const MOST_LINES: usize = 26;
/// Most characters of one field.
pub const LONGEST_FIELD: usize = 32_000;

/// A question as its author typed it: nothing in it has to be right, and nothing typed is lost. Holds a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// Which kind.
    pub kind: OwnKind,
    /// Its author's own number or word for it.
    pub label: String,
    /// The word of a level.
    pub level: String,
    /// The id of an area of that level.
    pub area: String,
    /// 1 knowledge, 2 comprehension, 3 application, 4 analysis.
    pub bloom: String,
    /// Numbers of clauses, with commas or blanks between them.
    pub clauses: String,
    /// Questions that ask for the same fact share a word here and never meet in one paper.
    pub family: String,
    /// Of a hundred prepared candidates, how many are expected to be right.
    pub facility: String,
    /// Expected working time in minutes.
    pub minutes: String,
    /// What it is worth.
    pub marks: String,
    /// How parts count: the word of the files.
    pub rule: String,
    /// What a wrong answer takes off.
    pub deduct: String,
    /// The least that can be earned.
    pub floor: String,
    /// The question.
    pub stem: String,
    /// What stands below it, Markdown.
    pub additional: String,
    /// Options, rows, steps in the right order, statements, gaps, lines of evidence or points.
    pub lines: Vec<WrittenLine>,
    /// The list that rows or gaps share, an option a line.
    pub list: String,
    /// Whether its options may serve more than once.
    pub reuse: bool,
    /// A passage with `{1}`, `{2}` … where the gaps are.
    pub passage: String,
    /// The order in which steps are shown, as numbers of the right order; empty: mixed by us.
    pub shown: String,
    /// Whether the reason explains the assertion.
    pub explains: bool,
    /// Who would answer an assertion and reason otherwise.
    pub misconception: String,
    /// The word of the grade of a finding.
    pub grade: String,
    /// Why.
    pub grade_feedback: String,
    /// The clauses of a finding to choose from.
    pub clause: WrittenPick,
    /// The next steps of a finding to choose from.
    pub next: WrittenPick,
    /// What the four parts of a finding weigh.
    pub weights: String,
    /// Most words of an answer in own words.
    pub longest: String,
    /// A model answer.
    pub answer: String,
}

/// One line of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenLine {
    /// What the candidate reads; what has to be said.
    pub text: String,
    /// `yes` where it is right, holds or bears on the finding; for rows and gaps the number of the right option.
    pub key: String,
    /// Why.
    pub feedback: String,
    /// What those believe who would answer otherwise.
    pub misconception: String,
    /// What a point is worth.
    pub marks: String,
    /// Words by which a point is recognised, an alternative a line.
    pub accept: String,
}

/// A choice from a list inside a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenPick {
    /// The options, one a line.
    pub list: String,
    /// The number of the right one.
    pub key: String,
    /// Why.
    pub feedback: String,
}

impl Written {
    /// An empty form of a kind, with the figures that most questions have.
    pub fn fresh(kind: OwnKind) -> Self {
        let text = str::to_owned;
        Self {
            kind,
            level: text(if kind == OwnKind::Finding { Level::Auditor.word() } else { Level::Foundation.word() }),
            bloom: text("2"),
            facility: text("65"),
            minutes: text("1.5"),
            marks: text("1"),
            rule: text(if matches!(kind, OwnKind::SingleChoice | OwnKind::AssertionReason) {
                "all_or_nothing"
            } else {
                "per_part"
            }),
            longest: text(if kind == OwnKind::ShortText { "120" } else { "" }),
            weights: text(if kind == OwnKind::Finding { "1 1 1 1" } else { "" }),
            lines: vec![WrittenLine::default(); kind.usual_lines()],
            ..Self::default()
        }
    }

    /// The beginning of the question on one line, to be found again by.
    pub fn begin(&self) -> String {
        const MOST: usize = 160;
        let line = self.stem.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= MOST {
            return line;
        }
        line.chars().take(MOST - 1).chain(std::iter::once('…')).collect()
    }

    /// Whether a field is longer than can be kept, or there are more lines than a page has.
    pub fn is_too_long(&self) -> bool {
        let characters = |field: &String| field.chars().count();
        let line = |line: &WrittenLine| {
            [&line.text, &line.key, &line.feedback, &line.misconception, &line.marks, &line.accept].map(characters)
        };
        let own =
            [&self.stem, &self.additional, &self.list, &self.passage, &self.answer, &self.clauses].map(characters);
        let mut lengths = self.lines.iter().flat_map(line).chain(own);
        self.lines.len() > MOST_LINES || lengths.any(|length| length > LONGEST_FIELD)
    }
}

impl WrittenLine {
    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        [&self.text, &self.key, &self.feedback, &self.misconception, &self.marks, &self.accept]
            .iter()
            .all(|field| field.trim().is_empty())
    }

    /// Whether it is marked as right.
    pub fn is_key(&self) -> bool {
        self.key == "yes"
    }
}
