//! Exam schemes and the credit values of the closed ITIL Expert scheme.

use std::collections::BTreeMap;

use domain::ids::{AreaId, SchemeId};
use domain::question::Level;
use domain::scheme::{Book, Confidence, Figure, Provenance, Scheme, SchemeStatus};
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::bank::{Bank, RawFormat};
use crate::course::Courses;
use crate::editions::Registry;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

mod credits;

pub use credits::Credits;

/// How many papers the bank has to fill without a repeated family.
const PAPERS: usize = 3;

/// Reads `schemes/` except the credits, and holds each blueprint against courses and bank.
pub(crate) fn load(
    files: &Files,
    registry: &Registry,
    courses: &Courses,
    bank: &Bank,
    report: &mut Report,
) -> Vec<Scheme> {
    let mut schemes = Vec::<Scheme>::new();
    for (path, _, text) in files.within("schemes", "yaml").filter(|(path, ..)| *path != credits::FILE) {
        let place = Place::whole(path);
        let Some(raw) = yaml::read::<RawSchemes>(text, place, report) else { continue };
        for raw in raw.schemes {
            if schemes.iter().any(|other| other.id.as_str() == raw.id.value) {
                report.add(place.of(&raw.id), format!("scheme {} stands twice", raw.id.value), "remove one of them");
            }
            if let Some(edition) = raw.edition.as_ref().filter(|edition| registry.edition(&edition.value).is_none()) {
                report.add(place.of(edition), format!("unknown edition {}", edition.value), "name a file of editions/");
            }
            check_figures(&raw, place, report);
            check_blueprint(&raw, courses, bank, place, report);
            schemes.push(raw.into_scheme());
        }
    }
    schemes
}

/// Reads the credit values.
pub(crate) fn load_credits(files: &Files, report: &mut Report) -> Credits {
    credits::load(files, report)
}

/// A blueprint counts questions; where a question carries several marks it may count marks instead.
fn check_figures(raw: &RawScheme, place: Place<'_>, report: &mut Report) {
    if raw.pass.value > raw.marks {
        report.add(place.of(&raw.pass), "the pass mark exceeds the marks", "correct `pass` or `marks`");
    }
    let Some(areas) = &raw.areas else { return };
    let sum = areas.value.values().sum::<u16>();
    if sum != raw.questions && sum != raw.marks {
        let message = format!("the areas sum to {sum}, the scheme has {} questions", raw.questions);
        report.add(place.of(areas), message, "correct `areas` or `questions`");
    }
}

fn check_blueprint(raw: &RawScheme, courses: &Courses, bank: &Bank, place: Place<'_>, report: &mut Report) {
    let Some(areas) = &raw.areas else { return };
    if courses.of(raw.level).is_none() {
        return;
    }
    for (area, count) in &areas.value {
        if !courses.knows(raw.level, area) {
            report.add(place.of(areas), format!("unknown area {area}"), "name an area of course.yaml");
            continue;
        }
        let (found, wanted) = (bank.families(area), PAPERS * usize::from(*count));
        if bank.complete && found < wanted {
            let message = format!(
                "area {area} has {found} reviewed items of different families; {PAPERS} papers of {} need {wanted}",
                raw.id.value
            );
            report.add(place.of(areas), message, format!("have {} more items of that area reviewed", wanted - found));
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchemes {
    #[serde(rename = "checked_on")]
    _checked_on: String,
    schemes: Vec<RawScheme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScheme {
    id: Spanned<String>,
    name: String,
    owner: String,
    level: Level,
    status: RawStatus,
    confidence: RawConfidence,
    source: String,
    checked_on: String,
    edition: Option<Spanned<String>>,
    questions: u16,
    marks: u16,
    pass: Spanned<u16>,
    minutes: u16,
    book: RawBook,
    negative_marking: bool,
    #[serde(rename = "types")]
    _types: Vec<RawFormat>,
    #[serde(default)]
    figures: BTreeMap<RawFigure, RawProvenance>,
    areas: Option<Spanned<BTreeMap<String, u16>>>,
    #[serde(default)]
    notes: Vec<String>,
}

impl RawScheme {
    fn into_scheme(self) -> Scheme {
        let areas = self.areas.map(|areas| areas.value).unwrap_or_default();
        Scheme {
            id: SchemeId::new(self.id.value),
            name: self.name,
            owner: self.owner,
            level: self.level,
            status: self.status.into(),
            confidence: self.confidence.into(),
            source: self.source,
            checked_on: self.checked_on,
            questions: self.questions,
            marks: self.marks,
            pass: self.pass.value,
            minutes: self.minutes,
            book: self.book.into(),
            negative_marking: self.negative_marking,
            figures: self.figures.into_iter().map(|(figure, raw)| (figure.into(), raw.into())).collect(),
            areas: areas.into_iter().map(|(area, count)| (AreaId::new(area), count)).collect(),
            notes: self.notes,
        }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawFigure {
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
struct RawProvenance {
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
enum RawStatus {
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
enum RawBook {
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
