//! Items of the question bank, keys included. Native builds only: the browser can never link this module.

use std::collections::BTreeMap;

use crate::clause::ClauseNumber;
use crate::ids::{AreaId, FamilyId, ItemId, PoolId, ScenarioId};
use crate::marking::{Marking, Rule};
use crate::marks::Marks;
use crate::question::{Form, Level, Question, Terms};
use crate::response::{Finding, Response, Shape};

/// Where an item stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemStatus {
    /// Being written; never reaches a candidate.
    Draft,
    /// Answered blind by a second person who agreed with the key.
    Reviewed,
    /// No longer used.
    Retired,
}

/// One option of an item.
#[derive(Clone, Debug)]
pub struct ItemOption {
    /// What the candidate reads.
    pub text: String,
    /// Why it is right, or why someone would choose it and which clause refutes it.
    pub feedback: String,
    /// The misconception behind a wrong option.
    pub misconception: Option<String>,
}

/// One row, gap or step: what it says, what belongs to it and why.
#[derive(Clone, Debug)]
pub struct Slot {
    /// What the candidate reads; empty for a gap.
    pub text: String,
    /// The right option, or the right place of a step, counted from 0.
    pub key: u8,
    /// Why.
    pub feedback: String,
    /// What those believe who choose something else.
    pub misconception: Option<String>,
}

/// A statement that holds or not.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What the candidate reads.
    pub text: String,
    /// Whether it is true: of an assertion; whether it bears on the finding: of a line of evidence.
    pub holds: bool,
    /// Why.
    pub feedback: String,
}

/// A choice from a list inside a finding.
#[derive(Clone, Debug)]
pub struct Pick {
    /// The options in the order shown.
    pub options: Vec<String>,
    /// The right one, counted from 0.
    pub key: u8,
    /// Why.
    pub feedback: String,
}

/// One thing that an answer in own words has to say.
#[derive(Clone, Debug)]
pub struct Point {
    /// What has to be said.
    pub text: String,
    /// Alternatives: each a few words that must all stand in one sentence; `*` at the end of a word for any ending.
    pub accept: Vec<String>,
    /// What it is worth.
    pub marks: Marks,
    /// Why it matters.
    pub feedback: String,
}

/// What an item asks for, with its key.
#[derive(Clone, Debug)]
pub enum Body {
    /// One of several options.
    Single {
        /// The options in the order shown.
        options: Vec<ItemOption>,
        /// The right one, counted from 0.
        key: u8,
    },
    /// A stated number of several options.
    Multiple {
        /// The options in the order shown.
        options: Vec<ItemOption>,
        /// The right ones, ascending, counted from 0.
        keys: Vec<u8>,
    },
    /// An option of one shared list for each row.
    Matching {
        /// The shared list.
        options: Vec<String>,
        /// The rows.
        rows: Vec<Slot>,
        /// Whether an option may serve more than one row.
        reuse: bool,
    },
    /// Steps to be put into order.
    Sequencing {
        /// The steps in the order shown; the key of each is its right place.
        steps: Vec<Slot>,
    },
    /// Two statements, each true or false, and whether the second explains the first.
    AssertionReason {
        /// The first statement.
        assertion: Statement,
        /// The second statement.
        reason: Statement,
        /// Whether the second explains the first.
        explains: bool,
        /// What those believe who answer otherwise.
        misconception: Option<String>,
    },
    /// A passage with gaps.
    Completion {
        /// The passage around the gaps: one piece more than there are gaps.
        pieces: Vec<String>,
        /// The shared list.
        options: Vec<String>,
        /// The gaps.
        gaps: Vec<Slot>,
        /// Whether an option may serve more than one gap.
        reuse: bool,
    },
    /// An audit finding.
    Finding {
        /// What was seen and heard.
        evidence: Vec<Statement>,
        /// The grade: a place in [`crate::question::GRADES`]; why.
        grade: (u8, String),
        /// The clause that it bears on.
        clause: Pick,
        /// The next step.
        next: Pick,
        /// Weights of evidence, grade, clause and next step.
        weights: [u8; 4],
    },
    /// Own words.
    Text {
        /// Most words asked for.
        longest: u16,
        /// A model answer.
        answer: String,
        /// What has to be said.
        points: Vec<Point>,
    },
}

/// The blind reading by which an item became reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Who answered it without seeing the key.
    pub by: String,
    /// The day (ISO 8601).
    pub on: String,
    /// What the reader answered, as the format's files write it.
    pub blind_answer: String,
    /// The outcome, in a word or a sentence.
    pub verdict: String,
}

/// An item with its key. Deliberately without `Serialize`.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id, for ever.
    pub id: ItemId,
    /// The version that its author counts.
    pub version: u32,
    /// A digest of everything that is shown or marked (hexadecimal); attempts are pinned to it.
    pub digest: String,
    /// Where it stands.
    pub status: ItemStatus,
    /// The qualification level.
    pub level: Level,
    /// The syllabus area.
    pub area: AreaId,
    /// Bloom level: 1 knowledge, 2 comprehension, 3 application, 4 analysis.
    pub bloom: u8,
    /// Clauses of the taught edition.
    pub clauses: Vec<ClauseNumber>,
    /// Items that ask for the same fact.
    pub family: FamilyId,
    /// The booklet or case that it belongs to.
    pub scenario: Option<ScenarioId>,
    /// Drawn only by schemes that name this pool.
    pub pool: Option<PoolId>,
    /// Share of prepared candidates expected to answer it correctly, in hundredths.
    pub expected_facility: u8,
    /// Of a hundred borderline candidates, how many each rater expects to be right (modified Angoff).
    pub ratings: BTreeMap<String, u8>,
    /// Expected working time in seconds.
    pub seconds: u32,
    /// What it is worth and how parts count.
    pub marking: Marking,
    /// The question.
    pub stem: String,
    /// Additional information for this item alone, as HTML made from checked Markdown.
    pub additional: Option<String>,
    /// What is asked for, and the key.
    pub body: Body,
    /// The blind reading, once there was one.
    pub review: Option<Review>,
}

impl Item {
    /// What a candidate may see before the end.
    pub fn question(&self) -> Question {
        Question {
            stem: self.stem.clone(),
            additional: self.additional.clone(),
            form: self.body.form(),
            marks: self.marking.marks,
            terms: Terms {
                partial: self.marking.rule != Rule::AllOrNothing && self.body.parts() > 1,
                net: self.marking.rule == Rule::Net,
                deduct: self.marking.deduct,
            },
        }
    }

    /// What a response to it looks like.
    pub fn shape(&self) -> Shape {
        self.body.form().shape()
    }

    /// Whether a response could have been given to this item at all.
    pub fn allows(&self, response: &Response) -> bool {
        self.shape().admits(response).is_ok()
    }

    /// Whether the item may stand in a paper.
    pub fn is_live(&self) -> bool {
        self.status == ItemStatus::Reviewed
    }

    /// The marks that a borderline candidate is expected to reach, in ten-thousandths of a mark: by the mean of the ratings
    /// where there are any, else by the author's estimate for prepared candidates.
    pub fn expected(&self) -> i64 {
        let share = match self.ratings.len() {
            0 => i64::from(self.expected_facility) * 100,
            raters => self.ratings.values().map(|rating| i64::from(*rating) * 100).sum::<i64>() / raters as i64,
        };
        i64::from(self.marking.marks.0) * share / 100
    }
}

impl Body {
    /// What is asked for, without the key.
    pub fn form(&self) -> Form {
        let texts = |options: &[ItemOption]| options.iter().map(|option| option.text.clone()).collect::<Vec<_>>();
        let slots = |slots: &[Slot]| slots.iter().map(|slot| slot.text.clone()).collect::<Vec<_>>();
        match self {
            Self::Single { options, .. } => Form::Single { options: texts(options) },
            Self::Multiple { options, keys } => Form::Multiple { options: texts(options), choose: keys.len() as u8 },
            Self::Matching { options, rows, reuse } => {
                Form::Matching { rows: slots(rows), options: options.clone(), reuse: *reuse }
            }
            Self::Sequencing { steps } => Form::Sequencing { steps: slots(steps) },
            Self::AssertionReason { assertion, reason, .. } => {
                Form::AssertionReason { assertion: assertion.text.clone(), reason: reason.text.clone() }
            }
            Self::Completion { pieces, options, reuse, .. } => {
                Form::Completion { pieces: pieces.clone(), options: options.clone(), reuse: *reuse }
            }
            Self::Finding { evidence, clause, next, .. } => Form::Finding {
                evidence: evidence.iter().map(|line| line.text.clone()).collect(),
                clauses: clause.options.clone(),
                steps: next.options.clone(),
            },
            Self::Text { longest, .. } => Form::Text { longest: *longest },
        }
    }

    /// Into how many parts the item falls that are right or wrong by themselves.
    pub fn parts(&self) -> usize {
        match self {
            Self::Single { .. } | Self::AssertionReason { .. } => 1,
            Self::Multiple { keys, .. } => keys.len(),
            Self::Matching { rows: slots, .. }
            | Self::Sequencing { steps: slots }
            | Self::Completion { gaps: slots, .. } => slots.len(),
            Self::Finding { .. } => 4,
            Self::Text { points, .. } => points.len(),
        }
    }

    /// The word for the format in the files.
    pub const fn format(&self) -> &'static str {
        match self {
            Self::Single { .. } => "single_choice",
            Self::Multiple { .. } => "multiple_response",
            Self::Matching { .. } => "matching",
            Self::Sequencing { .. } => "sequencing",
            Self::AssertionReason { .. } => "assertion_reason",
            Self::Completion { .. } => "completion",
            Self::Finding { .. } => "finding",
            Self::Text { .. } => "short_text",
        }
    }

    /// The place of the right answer in [`crate::question::ASSERTION_REASON`].
    pub(crate) const fn combination(assertion: bool, reason: bool, explains: bool) -> u8 {
        match (assertion, reason, explains) {
            (true, true, true) => 0,
            (true, true, false) => 1,
            (true, false, _) => 2,
            (false, true, _) => 3,
            (false, false, _) => 4,
        }
    }

    /// The answer that earns full marks. For own words: the model answer.
    pub fn key(&self) -> Response {
        let keys = |slots: &[Slot]| Response::Slots(slots.iter().map(|slot| Some(slot.key)).collect());
        match self {
            Self::Single { key, .. } => Response::Choice(*key),
            Self::Multiple { keys, .. } => Response::Choices(keys.clone()),
            Self::Matching { rows: slots, .. }
            | Self::Sequencing { steps: slots }
            | Self::Completion { gaps: slots, .. } => keys(slots),
            Self::AssertionReason { assertion, reason, explains, .. } => {
                Response::Choice(Self::combination(assertion.holds, reason.holds, *explains))
            }
            Self::Finding { evidence, grade, clause, next, .. } => Response::Finding(Finding {
                evidence: (0..).zip(evidence).filter(|(_, line)| line.holds).map(|(n, _)| n).collect(),
                grade: Some(grade.0),
                clause: Some(clause.key),
                next: Some(next.key),
            }),
            Self::Text { answer, .. } => Response::Text(answer.clone()),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples;
