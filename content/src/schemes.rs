//! Exam schemes and the credit values of the closed ITIL Expert scheme.

use std::collections::BTreeMap;

use domain::ids::SchemeId;
use domain::question::Level;
use domain::scheme::{Blueprint, Scheme};
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::course::Courses;
use crate::editions::Registry;
use crate::report::{Found, Place, Report};
use crate::source::Files;
use crate::yaml;

mod blueprint;
mod credits;
mod institutes;
mod supply;
mod words;

use blueprint::Plan;
pub use credits::Credits;
pub use institutes::{Exam, Fact, Institute, Institutes, LevelAim};
pub(crate) use supply::{Supply, check_supply};
pub(crate) use words::RawConfidence;
use words::{RawBook, RawFigure, RawProvenance, RawReview, RawStatus, RawType};

/// A scheme and how many papers without a common item it promises.
pub(crate) struct Planned {
    pub scheme: Scheme,
    /// The number that the file states. Without one, a single paper is asked for, once nothing is left to review.
    pub promised: Option<u16>,
    /// Where its blueprint stands.
    pub at: Found<()>,
}

/// Reads `schemes/` except credits and institutes, and holds each blueprint against the courses.
pub(crate) fn load(files: &Files, registry: &Registry, courses: &Courses, report: &mut Report) -> Vec<Planned> {
    let mut schemes = Vec::<Planned>::new();
    let own = |path: &str| path != credits::FILE && path != institutes::FILE;
    for (path, _, text) in files.within("schemes", "yaml").filter(|(path, ..)| own(path)) {
        let place = Place::whole(path);
        let Some(raw) = yaml::read::<RawSchemes>(text, place, report) else { continue };
        for raw in raw.schemes {
            if schemes.iter().any(|other| other.scheme.id.as_str() == raw.id.value) {
                report.add(place.of(&raw.id), format!("scheme {} stands twice", raw.id.value), "remove one of them");
            }
            if let Some(edition) = raw.edition.as_ref().filter(|edition| registry.edition(&edition.value).is_none()) {
                report.add(place.of(edition), format!("unknown edition {}", edition.value), "name a file of editions/");
            }
            if raw.pass.value > raw.marks {
                report.add(place.of(&raw.pass), "the pass mark exceeds the marks", "correct `pass` or `marks`");
            }
            let plan = Plan(&raw);
            plan.check(courses, place, report);
            let at = Found::new((), plan.at(place).unwrap_or_else(|| place.of(&raw.id)));
            let (blueprint, promised) = (plan.blueprint(), raw.papers_without_overlap);
            schemes.push(Planned { scheme: raw.scheme(blueprint), promised, at });
        }
    }
    schemes
}

/// Reads the credit values.
pub(crate) fn load_credits(files: &Files, report: &mut Report) -> Credits {
    credits::load(files, report)
}

/// Reads what is known about the institutes behind the schemes.
pub(crate) fn load_institutes(files: &Files, schemes: &[Planned], report: &mut Report) -> Institutes {
    institutes::load(files, schemes, report)
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
    _types: Vec<RawType>,
    #[serde(default)]
    figures: BTreeMap<RawFigure, RawProvenance>,
    areas: Option<Spanned<BTreeMap<String, u16>>>,
    draw: Option<Spanned<Vec<blueprint::RawDraw>>>,
    sections: Option<Spanned<Vec<blueprint::RawSection>>>,
    pool: Option<Spanned<String>>,
    scenarios: Option<u16>,
    #[serde(default)]
    only_scenarios: bool,
    #[serde(default)]
    bloom_at_least: BTreeMap<u8, u16>,
    exposure_percent: Option<Spanned<u16>>,
    papers_without_overlap: Option<u16>,
    #[serde(default)]
    review: RawReview,
    #[serde(default)]
    notes: Vec<String>,
}

impl RawScheme {
    fn scheme(self, blueprint: Option<Blueprint>) -> Scheme {
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
            blueprint,
            review: self.review.into(),
            notes: self.notes,
        }
    }
}
