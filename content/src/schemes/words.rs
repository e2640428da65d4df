//! The words that schemes use for their figures.

use domain::layout::ReviewPolicy;
use domain::scheme::{Book, Confidence, Figure, Provenance, SchemeStatus};
use serde::Deserialize;

/// What may be seen after the end.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawReview {
    #[default]
    Everything,
    WrongOnly,
    Score,
}

impl From<RawReview> for ReviewPolicy {
    fn from(raw: RawReview) -> Self {
        match raw {
            RawReview::Everything => Self::Everything,
            RawReview::WrongOnly => Self::WrongOnly,
            RawReview::Score => Self::Score,
        }
    }
}

/// The formats that schemes name: those of items, and single choice about a scenario.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawType {
    SingleChoice,
    ScenarioSingleChoice,
    MultipleResponse,
    Matching,
    Sequencing,
    AssertionReason,
    Completion,
    Finding,
    ShortText,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawFigure {
    Questions,
    Minutes,
    Pass,
    Book,
    NegativeMarking,
}

impl From<RawFigure> for Figure {
    fn from(raw: RawFigure) -> Self {
        match raw {
            RawFigure::Questions => Self::Questions,
            RawFigure::Minutes => Self::Minutes,
            RawFigure::Pass => Self::Pass,
            RawFigure::Book => Self::Book,
            RawFigure::NegativeMarking => Self::NegativeMarking,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProvenance {
    source: String,
    confidence: RawConfidence,
}

impl From<RawProvenance> for Provenance {
    fn from(raw: RawProvenance) -> Self {
        Self { source: raw.source, confidence: raw.confidence.into() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawStatus {
    Read,
    Proxy,
    Proposal,
}

impl From<RawStatus> for SchemeStatus {
    fn from(raw: RawStatus) -> Self {
        match raw {
            RawStatus::Read => Self::Read,
            RawStatus::Proxy => Self::Proxy,
            RawStatus::Proposal => Self::Proposal,
        }
    }
}

/// The words for how well a fact is known.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RawConfidence {
    Low,
    LowMedium,
    Medium,
    MediumHigh,
    High,
}

impl From<RawConfidence> for Confidence {
    fn from(raw: RawConfidence) -> Self {
        match raw {
            RawConfidence::Low => Self::Low,
            RawConfidence::LowMedium => Self::LowMedium,
            RawConfidence::Medium => Self::Medium,
            RawConfidence::MediumHigh => Self::MediumHigh,
            RawConfidence::High => Self::High,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawBook {
    Closed,
    Open,
    RestrictedOpen,
    NotRead,
}

impl From<RawBook> for Book {
    fn from(raw: RawBook) -> Self {
        match raw {
            RawBook::Closed => Self::Closed,
            RawBook::Open => Self::Open,
            RawBook::RestrictedOpen => Self::RestrictedOpen,
            RawBook::NotRead => Self::Unknown,
        }
    }
}
