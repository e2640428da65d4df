//! The whole course as JSON, keys included: for those who may have them.

use std::collections::BTreeSet;

use domain::clause::{ClauseNumber, Edition};
use domain::scheme::{Blueprint, Book, Confidence, Quota, Scheme, SchemeStatus, SectionPlan};
use serde_json::{Value, json};

use crate::fixed::FixedPaper;
use crate::glossary::Term;
use crate::lesson::{Check, Lesson};
use crate::library::Library;
use crate::scenario::{BookletFamily, Scenario, Use};

mod guide;
mod item;

/// The library as JSON of the shape `clausewise-library`, version 2.
///
/// Top level: `format`, `version`, `editions`, `schemes`, `institutes`, `glossary`, `scenarios`, `reports`, `items`, `papers`,
/// `lessons`, `paths`. Reports and paths have the fields of their files (`content/README.md`), a report besides its
/// `scenario` and its `body`. The key of an item has the shape of a blind answer (`content/README.md`): for single choice an option number counted from 1,
/// as for checks; for own words the model answer. `options` is the list to choose from, `body` whatever else the format
/// has, with the explanations. `expected_facility` is a share; clause lists hold numbers of the taught edition,
/// `clauses_2011` those of the 2011 edition from which they came.
pub fn export(library: &Library) -> Value {
    let editions = std::iter::once(&library.taught).chain(&library.legacy);
    json!({
        "format": "clausewise-library",
        "version": 2,
        "editions": editions.map(edition).collect::<Vec<_>>(),
        "schemes": library.schemes.iter().map(scheme).collect::<Vec<_>>(),
        "institutes": guide::institutes(&library.institutes),
        "glossary": library.glossary.iter().map(term).collect::<Vec<_>>(),
        "scenarios": library.scenarios.iter().map(|one| scenario(library, one)).collect::<Vec<_>>(),
        "reports": library.reports.iter().map(guide::report).collect::<Vec<_>>(),
        "items": library.items.iter().map(|one| item::item(library, one)).collect::<Vec<_>>(),
        "papers": library.papers.iter().map(paper).collect::<Vec<_>>(),
        "lessons": library.lessons.iter().map(lesson).collect::<Vec<_>>(),
        "paths": library.paths.iter().map(guide::path).collect::<Vec<_>>(),
    })
}

fn scenario(library: &Library, scenario: &Scenario) -> Value {
    json!({
        "id": scenario.id,
        "level": scenario.level,
        "kind": scenario.kind.word(),
        "title": scenario.title,
        "area": scenario.area,
        "clauses": scenario.clauses,
        "clauses_2011": clauses_2011(library, &scenario.clauses),
        "difficulty": f64::from(scenario.difficulty) / 100.0,
        "family": scenario.family.map(BookletFamily::word),
        "use": scenario.shows.map(Use::word),
        "supplement": scenario.supplement,
        "seconds": scenario.seconds,
        "source": library.scenario_source(&scenario.id),
    })
}

fn paper(paper: &FixedPaper) -> Value {
    json!({"id": paper.id, "title": paper.title, "scheme": paper.scheme, "sections": paper.sections})
}

fn lesson(lesson: &Lesson) -> Value {
    json!({
        "id": lesson.id,
        "level": lesson.level,
        "area": lesson.area,
        "title": lesson.title,
        "clauses": lesson.clauses,
        "minutes": lesson.minutes,
        "objective": lesson.objective,
        "why": lesson.why,
        "body": lesson.source,
        "checks": lesson.checks.iter().map(check).collect::<Vec<_>>(),
    })
}

fn check(check: &Check) -> Value {
    let options = check.options.iter().map(|option| json!({"text": option.text, "feedback": option.feedback}));
    json!({
        "id": check.id,
        "clauses": check.clauses,
        "stem": check.stem,
        "options": options.collect::<Vec<_>>(),
        "key": check.key + 1,
    })
}

fn edition(edition: &Edition) -> Value {
    let clauses = edition.clauses.values().map(|clause| json!({"number": clause.number, "title": clause.title}));
    json!({
        "id": edition.id,
        "name": edition.name,
        "taught": edition.taught,
        "source": edition.source,
        "clauses": clauses.collect::<Vec<_>>(),
    })
}

fn term(term: &Term) -> Value {
    json!({
        "id": term.id,
        "term": term.term,
        "short": term.short,
        "definition": term.definition,
        "clauses": term.clauses,
        "see": term.see,
    })
}

fn scheme(scheme: &Scheme) -> Value {
    json!({
        "id": scheme.id,
        "name": scheme.name,
        "owner": scheme.owner,
        "level": scheme.level,
        "status": match scheme.status {
            SchemeStatus::Read => "read",
            SchemeStatus::Proxy => "proxy",
            SchemeStatus::Proposal => "proposal",
        },
        "confidence": confidence(scheme.confidence),
        "source": scheme.source,
        "checked_on": scheme.checked_on,
        "questions": scheme.questions,
        "marks": scheme.marks,
        "pass": scheme.pass,
        "minutes": scheme.minutes,
        "book": match scheme.book {
            Book::Closed => "closed",
            Book::Open => "open",
            Book::RestrictedOpen => "restricted_open",
            Book::Unknown => "not_read",
        },
        "negative_marking": scheme.negative_marking,
        "blueprint": scheme.blueprint.as_ref().map(blueprint),
        "review": scheme.review.word(),
        "notes": scheme.notes,
    })
}

fn blueprint(blueprint: &Blueprint) -> Value {
    let quota = |quota: &Quota| json!({"marks": quota.marks, "areas": quota.areas, "formats": quota.formats});
    let section = |section: &SectionPlan| {
        json!({
            "id": section.id,
            "title": section.title,
            "minimum_percent": section.minimum_percent,
            "minutes": section.minutes,
            "quotas": section.quotas.iter().map(quota).collect::<Vec<_>>(),
        })
    };
    json!({
        "sections": blueprint.sections.iter().map(section).collect::<Vec<_>>(),
        "pool": blueprint.pool,
        "scenarios": blueprint.scenarios,
        "bloom_at_least": blueprint.bloom_at_least,
        "exposure_percent": blueprint.exposure_percent,
    })
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::LowMedium => "low_medium",
        Confidence::Medium => "medium",
        Confidence::MediumHigh => "medium_high",
        Confidence::High => "high",
    }
}

/// The 2011 clauses from which these came, each once, in order.
fn clauses_2011<'a>(library: &'a Library, clauses: &'a [ClauseNumber]) -> BTreeSet<&'a ClauseNumber> {
    clauses.iter().flat_map(|clause| library.crosswalk.towards(clause)).map(|row| &row.from).collect()
}
