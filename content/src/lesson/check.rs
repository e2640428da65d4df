//! Checks inside lessons: from the fenced YAML to a value.

use domain::clause::ClauseNumber;
use domain::ids::{CheckId, LessonId};
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{Check, CheckOption};
use crate::choice::{Options, RawOptions};
use crate::editions::Registry;
use crate::report::{Found, Place, Report};
use crate::yaml;

/// A check before its lesson is known; without a key it is only a place in the text.
pub(super) struct Draft {
    pub id: CheckId,
    clauses: Option<Vec<ClauseNumber>>,
    stem: String,
    options: Vec<CheckOption>,
    key: Option<u8>,
}

impl Draft {
    /// The check, unless its key is missing.
    pub fn into_check(self, lesson: &LessonId, clauses: &[ClauseNumber]) -> Option<Check> {
        let (lesson, clauses) = (lesson.clone(), self.clauses.unwrap_or_else(|| clauses.to_vec()));
        Some(Check { id: self.id, lesson, clauses, stem: self.stem, options: self.options, key: self.key? })
    }
}

/// Reads and checks the text of one fenced block.
pub(super) fn read(text: &str, registry: &Registry, place: Place<'_>, report: &mut Report) -> Option<Found<Draft>> {
    let raw = yaml::read::<RawCheck>(text, place, report)?;
    let options = Options::of(&raw.options, place);
    options.check(3..=4, place, report);
    if raw.stem.value.trim().is_empty() {
        report.add(place.of(&raw.stem), "the stem is empty", "ask a complete question");
    }
    let key = options.key(report);
    let clauses = raw.clauses.map(|clauses| registry.clauses(&clauses, place, report));
    let options = raw.options.value.into_iter().map(|option| CheckOption {
        text: option.text.value.trim().to_owned(),
        feedback: option.feedback.unwrap_or_default().trim().to_owned(),
    });
    let at = place.of(&raw.id);
    let (id, stem) = (CheckId::new(raw.id.value), raw.stem.value.trim().to_owned());
    Some(Found::new(Draft { id, clauses, stem, options: options.collect(), key }, at))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCheck {
    id: Spanned<String>,
    clauses: Option<Vec<Spanned<String>>>,
    stem: Spanned<String>,
    options: RawOptions,
}
