//! What the certificates of each level counted in the closed ITIL Expert scheme.

use std::collections::BTreeMap;

use domain::credits::HalfCredits;
use domain::question::Level;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

pub(super) const FILE: &str = "schemes/credits.yaml";

/// The module that stands for each level.
const MODULES: [(&str, Level); 3] =
    [("ISO20K_F", Level::Foundation), ("ISO20K_P", Level::Practitioner), ("ISO20K_A", Level::Auditor)];

/// Historical credit values.
#[derive(Clone, Debug, Default)]
pub struct Credits {
    /// The day on which they were last checked (ISO 8601).
    pub checked_on: String,
    /// The value of each level.
    pub values: BTreeMap<Level, HalfCredits>,
    /// The last year in which anything could be added to a collection of credits.
    pub closed_year: i32,
    /// What a reader has to know before the figure.
    pub notices: Vec<String>,
    /// Where the values were read, in words.
    pub source: String,
}

pub(super) fn load(files: &Files, report: &mut Report) -> Credits {
    let place = Place::whole(FILE);
    let Some(text) = files.get(FILE) else {
        report.add(place.line(1), "is missing", "add the credit values");
        return Credits::default();
    };
    let Some(raw) = yaml::read::<RawCredits>(text, place, report) else { return Credits::default() };
    let mut values = BTreeMap::new();
    let mut sources = Vec::new();
    for (code, level) in MODULES {
        let found = raw.modules.iter().find(|module| module.code == code);
        match found.and_then(|module| module.half_credits) {
            Some(value) => values.insert(level, HalfCredits(value)),
            None => {
                report.add(place.line(1), format!("module {code} has no value"), "give it `half_credits:`");
                continue;
            }
        };
        sources.extend(found.and_then(|module| module.source.clone()));
    }
    sources.dedup();
    Credits {
        checked_on: raw.checked_on,
        values,
        closed_year: raw.rules.scheme_closed_year,
        notices: raw.notices,
        source: sources.join("; "),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCredits {
    checked_on: String,
    rules: RawRules,
    modules: Vec<RawModule>,
    #[serde(rename = "allowed_pairs")]
    _allowed_pairs: IgnoredAny,
    #[serde(rename = "excluded_pairs_v2")]
    _excluded_pairs: IgnoredAny,
    notices: Vec<String>,
}

/// The rules of the closed scheme; only what the product applies is read.
#[derive(Deserialize)]
struct RawRules {
    scheme_closed_year: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModule {
    code: String,
    #[serde(rename = "name")]
    _name: String,
    half_credits: Option<u16>,
    #[serde(rename = "group")]
    _group: String,
    #[serde(rename = "confidence")]
    _confidence: String,
    source: Option<String>,
}
