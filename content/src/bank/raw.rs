//! Items as their files write them.

use std::collections::BTreeMap;
use std::fmt;

use domain::item::ItemStatus;
use domain::marking::Rule;
use domain::question::Level;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_saphyr::Spanned;

use crate::choice::RawOption;

/// One item: the fields of every format. Which of them belong to which format, [`super::body`] knows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub id: Spanned<String>,
    pub version: Spanned<u32>,
    pub status: RawStatus,
    pub level: Spanned<Level>,
    pub area: Spanned<String>,
    pub scenario: Option<Spanned<String>>,
    pub pool: Option<Spanned<String>>,
    pub bloom: Spanned<u8>,
    pub clauses: Vec<Spanned<String>>,
    pub format: Spanned<RawFormat>,
    pub family: Spanned<String>,
    pub expected_facility: Spanned<f64>,
    #[serde(default)]
    pub ratings: BTreeMap<String, Spanned<f64>>,
    pub minutes: Spanned<f64>,
    pub marks: Option<Spanned<f64>>,
    pub marking: Option<Spanned<RawMarking>>,
    pub additional: Option<Spanned<String>>,
    pub stem: Spanned<String>,
    pub options: Option<Spanned<Vec<Spanned<RawEntry>>>>,
    pub reuse: Option<Spanned<bool>>,
    pub rows: Option<Spanned<Vec<RawSlot>>>,
    pub steps: Option<Spanned<Vec<RawStep>>>,
    pub shown: Option<Spanned<Vec<u8>>>,
    pub assertion: Option<Spanned<RawStatement>>,
    pub reason: Option<Spanned<RawStatement>>,
    pub explains: Option<Spanned<bool>>,
    pub misconception: Option<Spanned<String>>,
    pub text: Option<Spanned<String>>,
    pub gaps: Option<Spanned<Vec<RawSlot>>>,
    pub evidence: Option<Spanned<Vec<RawLine>>>,
    pub grade: Option<Spanned<RawGrading>>,
    pub clause: Option<Spanned<RawPick>>,
    pub next: Option<Spanned<RawPick>>,
    pub weights: Option<Spanned<[u8; 4]>>,
    pub longest: Option<Spanned<u16>>,
    pub answer: Option<Spanned<String>>,
    pub points: Option<Spanned<Vec<RawPoint>>>,
    pub review: Option<Spanned<RawReview>>,
}

/// An entry of `options`: with its explanation, or a text alone.
pub(super) enum RawEntry {
    Option(Box<RawOption>),
    Text(String),
}

impl<'de> Deserialize<'de> for RawEntry {
    /// By hand: an untagged enum would lose the lines.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Entry)
    }
}

struct Entry;

impl<'de> Visitor<'de> for Entry {
    type Value = RawEntry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an option, or a text between quotes")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawEntry, E> {
        Ok(RawEntry::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawEntry, A::Error> {
        RawOption::deserialize(MapAccessDeserializer::new(map)).map(Box::new).map(RawEntry::Option)
    }
}

/// A row of `matching` or a gap of `completion`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSlot {
    pub text: Option<Spanned<String>>,
    pub key: Spanned<u8>,
    pub misconception: Option<String>,
    pub feedback: Option<String>,
}

/// A step of `sequencing`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    pub text: Spanned<String>,
    pub misconception: Option<String>,
    pub feedback: Option<String>,
}

/// A statement of `assertion_reason`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStatement {
    pub text: Spanned<String>,
    pub holds: bool,
    pub feedback: Option<String>,
}

/// A line of evidence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLine {
    pub text: Spanned<String>,
    pub key: bool,
    pub feedback: Option<String>,
}

/// The grade of a finding.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGrading {
    pub key: RawGrade,
    pub feedback: Option<String>,
}

/// The grades, in the order of [`domain::question::GRADES`].
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawGrade {
    Conformity,
    Minor,
    Major,
    NotEnoughEvidence,
}

impl RawGrade {
    /// The words of the files, in the order of [`domain::question::GRADES`].
    pub const WORDS: [&str; 4] = ["conformity", "minor", "major", "not_enough_evidence"];
}

/// The clause or the next step of a finding.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPick {
    pub options: Spanned<Vec<Spanned<String>>>,
    pub key: Spanned<u8>,
    pub feedback: Option<String>,
}

/// A point that an answer in own words has to make.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPoint {
    pub text: Spanned<String>,
    pub accept: Vec<Spanned<String>>,
    pub marks: Option<Spanned<f64>>,
    pub feedback: Option<String>,
}

/// How parts count.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMarking {
    #[serde(default)]
    pub rule: RawRule,
    pub deduct: Option<Spanned<f64>>,
    pub floor: Option<Spanned<f64>>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawRule {
    #[default]
    AllOrNothing,
    PerPart,
    Net,
}

impl From<RawRule> for Rule {
    fn from(raw: RawRule) -> Self {
        match raw {
            RawRule::AllOrNothing => Self::AllOrNothing,
            RawRule::PerPart => Self::PerPart,
            RawRule::Net => Self::Net,
        }
    }
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawStatus {
    Draft,
    Reviewed,
    Retired,
}

impl From<RawStatus> for ItemStatus {
    fn from(raw: RawStatus) -> Self {
        match raw {
            RawStatus::Draft => Self::Draft,
            RawStatus::Reviewed => Self::Reviewed,
            RawStatus::Retired => Self::Retired,
        }
    }
}

/// The formats of items; [`domain::item::Body::format`] has the words.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawFormat {
    SingleChoice,
    MultipleResponse,
    Matching,
    Sequencing,
    AssertionReason,
    Completion,
    Finding,
    ShortText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReview {
    pub by: String,
    pub on: String,
    pub blind_answer: Value,
    pub verdict: String,
}
