//! The whole course as JSON, keys included: for those who may have them.

use std::collections::BTreeSet;

use domain::clause::{ClauseNumber, Edition};
use domain::item::{Item, ItemStatus};
use domain::scheme::{Book, Confidence, Scheme, SchemeStatus};
use serde_json::{Value, json};

use crate::glossary::Term;
use crate::lesson::{Check, Lesson};
use crate::library::Library;

/// The library as JSON of the shape `clausewise-library`, version 1.
///
/// Top level: `format`, `version`, `editions`, `schemes`, `glossary`, `items`, `lessons`. Keys of items and checks are
/// option numbers counted from 1; `expected_facility` is a share; clause lists hold numbers of the taught edition,
/// `clauses_2011` those of the 2011 edition from which they came.
pub fn export(library: &Library) -> Value {
    let editions = std::iter::once(&library.taught).chain(&library.legacy);
    json!({
        "format": "clausewise-library",
        "version": 1,
        "editions": editions.map(edition).collect::<Vec<_>>(),
        "schemes": library.schemes.iter().map(scheme).collect::<Vec<_>>(),
        "glossary": library.glossary.iter().map(term).collect::<Vec<_>>(),
        "items": library.items.iter().map(|one| item(library, one)).collect::<Vec<_>>(),
        "lessons": library.lessons.iter().map(lesson).collect::<Vec<_>>(),
    })
}

fn item(library: &Library, item: &Item) -> Value {
    let options = item
        .options
        .iter()
        .map(|option| json!({"text": option.text, "feedback": option.feedback, "misconception": option.misconception}));
    let review = item.review.as_ref().map(|review| {
        json!({
            "by": review.by, "on": review.on, "blind_answer": review.blind_answer, "verdict": review.verdict,
        })
    });
    json!({
        "id": item.id,
        "version": item.version,
        "status": status(item.status),
        "level": item.level,
        "area": item.area,
        "clauses": item.clauses,
        "clauses_2011": clauses_2011(library, &item.clauses),
        "bloom": item.bloom,
        "format": "single_choice",
        "family": item.family,
        "expected_facility": f64::from(item.expected_facility) / 100.0,
        "stem": item.stem,
        "options": options.collect::<Vec<_>>(),
        "key": item.key + 1,
        "review": review,
    })
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
        "areas": scheme.areas,
        "notes": scheme.notes,
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

fn status(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::Draft => "draft",
        ItemStatus::Reviewed => "reviewed",
        ItemStatus::Retired => "retired",
    }
}

/// The 2011 clauses from which these came, each once, in order.
fn clauses_2011<'a>(library: &'a Library, clauses: &'a [ClauseNumber]) -> BTreeSet<&'a ClauseNumber> {
    clauses.iter().flat_map(|clause| library.crosswalk.towards(clause)).map(|row| &row.from).collect()
}
