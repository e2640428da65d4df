//! Who runs the exams, what comes before each of them, and what could not be confirmed.

use std::collections::BTreeSet;

use domain::ids::SchemeId;
use domain::question::Level;
use domain::scheme::{Confidence, SchemeStatus};
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{Planned, RawConfidence};
use crate::choice::is_blank;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

pub(super) const FILE: &str = "schemes/institutes.yaml";

/// What is known about institutes and their exams. Empty when a course says nothing of them.
#[derive(Clone, Debug, Default)]
pub struct Institutes {
    /// The day on which it was last checked (ISO 8601).
    pub checked_on: String,
    /// What the levels are for.
    pub levels: Vec<LevelAim>,
    /// The institutes, in the order of the file.
    pub institutes: Vec<Institute>,
    /// What became of ITIL Expert and what follows today.
    pub itil: Vec<Fact>,
    /// What could not be confirmed about the exams.
    pub open_on_exams: Vec<String>,
    /// What could not be confirmed about ITIL.
    pub open_on_itil: Vec<String>,
}

/// What a level is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelAim {
    /// The level.
    pub level: Level,
    /// Whom it suits.
    pub whom: String,
    /// What one can do afterwards, and what its questions ask for.
    pub aim: String,
}

/// Somebody who runs exams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institute {
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// Its exams.
    pub exams: Vec<Exam>,
}

/// An official exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exam {
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The scheme that holds its figures; nothing when only the exam itself is known.
    pub scheme: Option<SchemeId>,
    /// What one needs before it; nothing when no source read says it.
    pub before: Option<Fact>,
    /// What else is known of it.
    pub facts: Vec<Fact>,
}

/// Something that is known, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is known.
    pub text: String,
    /// Where it was read, in words.
    pub source: String,
    /// How well it is known; never low.
    pub confidence: Confidence,
}

/// Reads `schemes/institutes.yaml`, if there is one, and holds it against the schemes.
pub(super) fn load(files: &Files, schemes: &[Planned], report: &mut Report) -> Institutes {
    let place = Place::whole(FILE);
    let Some(text) = files.get(FILE) else { return Institutes::default() };
    let Some(raw) = yaml::read::<RawInstitutes>(text, place, report) else { return Institutes::default() };
    check(&raw, schemes, place, report);
    Institutes {
        checked_on: raw.checked_on,
        levels: raw.levels.into_iter().map(RawLevel::aim).collect(),
        institutes: raw.institutes.into_iter().map(RawInstitute::institute).collect(),
        itil: facts(raw.itil),
        open_on_exams: raw.open.exams,
        open_on_itil: raw.open.itil,
    }
}

fn check(raw: &RawInstitutes, schemes: &[Planned], place: Place<'_>, report: &mut Report) {
    let mut named = BTreeSet::new();
    for exam in raw.institutes.iter().flat_map(|institute| &institute.exams) {
        check_facts(exam.before.iter().chain(&exam.facts), place, report);
        let Some(id) = &exam.scheme else { continue };
        let known = schemes.iter().map(|planned| &planned.scheme).find(|scheme| scheme.id.as_str() == id.value);
        match known {
            None => report.add(place.of(id), format!("unknown scheme {}", id.value), "name a scheme of exams.yaml"),
            Some(scheme) if scheme.level != exam.level => {
                report.add(place.of(id), format!("{} is of another level", id.value), "correct `level` or `scheme`");
            }
            Some(_) => {}
        }
        if !named.insert(id.value.as_str()) {
            report.add(place.of(id), format!("scheme {} stands twice", id.value), "remove one of them");
        }
    }
    check_facts(raw.institutes.iter().flat_map(|institute| &institute.facts).chain(&raw.itil), place, report);
    for Planned { scheme, .. } in schemes {
        if scheme.status != SchemeStatus::Proposal && !named.contains(scheme.id.as_str()) {
            let message = format!("the exam of the scheme {} is missing", scheme.id);
            report.add(place.line(1), message, "add it to its institute, with its official name");
        }
    }
}

fn check_facts<'r>(facts: impl Iterator<Item = &'r RawFact>, place: Place<'_>, report: &mut Report) {
    for fact in facts {
        let at = place.of(&fact.text);
        if is_blank(Some(&fact.text.value)) || is_blank(Some(&fact.source)) {
            report.add(at, "the fact has no text or no source", "say what is known and where it was read");
        }
        if Confidence::from(fact.confidence) < Confidence::Medium {
            report.add(at, "what is not confirmed stands among the facts", "say under `open` that it is not known");
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInstitutes {
    checked_on: String,
    levels: Vec<RawLevel>,
    institutes: Vec<RawInstitute>,
    itil: Vec<RawFact>,
    open: RawOpen,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLevel {
    level: Level,
    whom: String,
    aim: String,
}

impl RawLevel {
    fn aim(self) -> LevelAim {
        LevelAim { level: self.level, whom: self.whom, aim: self.aim }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInstitute {
    name: String,
    #[serde(default)]
    facts: Vec<RawFact>,
    exams: Vec<RawExam>,
}

impl RawInstitute {
    fn institute(self) -> Institute {
        let exams = self.exams.into_iter().map(RawExam::exam).collect();
        Institute { name: self.name, facts: facts(self.facts), exams }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExam {
    name: String,
    level: Level,
    scheme: Option<Spanned<String>>,
    before: Option<RawFact>,
    #[serde(default)]
    facts: Vec<RawFact>,
}

impl RawExam {
    fn exam(self) -> Exam {
        Exam {
            name: self.name,
            level: self.level,
            scheme: self.scheme.map(|id| SchemeId::new(id.value)),
            before: self.before.map(RawFact::fact),
            facts: facts(self.facts),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    text: Spanned<String>,
    source: String,
    confidence: RawConfidence,
}

impl RawFact {
    fn fact(self) -> Fact {
        let text = |text: &str| text.trim().to_owned();
        Fact { text: text(&self.text.value), source: text(&self.source), confidence: self.confidence.into() }
    }
}

fn facts(raw: Vec<RawFact>) -> Vec<Fact> {
    raw.into_iter().map(RawFact::fact).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOpen {
    exams: Vec<String>,
    itil: Vec<String>,
}
