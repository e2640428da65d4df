//! GIFT files and what the parser of the npm package gift-pegjs makes of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use exchange::intake::{Entry, Format, Import, Limits, Place, read};
use exchange::item::{Answer, NeutralBody, NumberAnswer, Pair, Span};
use exchange::text::{Markup, Text};
use exchange::weight::Weight;
use serde_json::Value;

use super::Results;

/// Reads each `.gift` of a folder and compares with the `.json` of the same name.
pub fn pairs(folder: &Path, results: &mut Results) -> Result<()> {
    let mut files = fs::read_dir(folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "gift"));
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let expected = serde_json::from_slice::<Value>(&fs::read(file.with_extension("json"))?)?;
        let bytes = fs::read(file)?;
        match read(&name, Format::Gift, &bytes, &Limits::default()) {
            Ok(import) => wrong.extend(compare(&import, &expected).err().map(|why| format!("{name}: {why}"))),
            Err(fault) => wrong.push(format!("{name}: {fault}")),
        }
    }
    results.tell("GIFT pairs", files.len(), &wrong);
    Ok(())
}

/// Whether an import is what the other parser says.
pub fn compare(import: &Import, expected: &Value) -> Result<(), String> {
    if let Some(refused) = import.refused.first() {
        return Err(format!("{}: {}", refused.place, refused.reason));
    }
    let categories = import.categories.iter().map(|(place, path)| (*place, Unit::Category(path.join("/"))));
    let entries = import.entries.iter().map(|entry| (entry.place, Unit::Question(entry)));
    let mut units = categories.chain(entries).collect::<Vec<(Place, Unit)>>();
    units.sort_by_key(|(place, _)| *place);
    let expected = expected.as_array().ok_or("the expectation is no list")?;
    if units.len() != expected.len() {
        return Err(format!("{} questions and folders instead of {}", units.len(), expected.len()));
    }
    for ((place, unit), expected) in units.iter().zip(expected) {
        let same = match unit {
            Unit::Category(path) => check("category", path.as_str(), expected["title"].as_str().unwrap_or_default()),
            Unit::Question(entry) => question(entry, expected),
        };
        same.map_err(|why| format!("{place}: {why}"))?;
    }
    Ok(())
}

enum Unit<'a> {
    Category(String),
    Question(&'a Entry),
}

fn check<T: PartialEq + std::fmt::Debug>(what: &str, ours: T, theirs: T) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("{what} is {ours:?} instead of {theirs:?}")) }
}

/// Their text, as our readers take it in: without what we never keep.
fn text(value: &Value) -> Result<Option<Text>, String> {
    let Some(source) = value["text"].as_str() else { return Ok(None) };
    let markup = match value["format"].as_str() {
        Some("html") => Markup::Html,
        Some("markdown") => Markup::Markdown,
        Some("plain") => Markup::Plain,
        _ => Markup::Auto,
    };
    Text::read_some(markup, source, &mut Vec::new()).map_err(|reason| reason.to_string())
}

fn question(entry: &Entry, expected: &Value) -> Result<(), String> {
    let item = &entry.item;
    check("title", item.name.as_deref(), expected["title"].as_str())?;
    check("id", item.id.as_deref(), expected["id"].as_str())?;
    let tags = expected["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>();
    check("tags", item.tags.iter().map(String::as_str).collect(), tags)?;
    check("question", Some(&item.stem), text(&expected["stem"])?.as_ref())?;
    check("feedback", item.feedback.clone(), text(&expected["globalFeedback"])?)?;
    let kind = match &item.body {
        NeutralBody::Choice { .. } => "MC",
        NeutralBody::TrueFalse { .. } => "TF",
        NeutralBody::Short { .. } => "Short",
        NeutralBody::Number { .. } => "Numerical",
        NeutralBody::Matching { .. } => "Matching",
        NeutralBody::Essay { .. } => "Essay",
        NeutralBody::Description => "Description",
        NeutralBody::Ordering { .. } | NeutralBody::Gaps { .. } => "none of theirs",
    };
    check("kind", kind, expected["type"].as_str().unwrap_or_default())?;
    match &item.body {
        NeutralBody::Choice { options: answers, .. } | NeutralBody::Short { answers, .. } => {
            let theirs = list(&expected["choices"]).map(answer).collect::<Result<Vec<_>, _>>()?;
            check("answers", answers, &theirs)
        }
        NeutralBody::TrueFalse { key, if_true, if_false } => {
            check("key", Some(*key), expected["isTrue"].as_bool())?;
            check("feedback to true", if_true.clone(), text(&expected["trueFeedback"])?)?;
            check("feedback to false", if_false.clone(), text(&expected["falseFeedback"])?)
        }
        NeutralBody::Number { answers } => {
            let choices = &expected["choices"];
            let all = if choices.is_array() { list(choices).collect() } else { vec![choices] };
            check("answers", answers.len(), all.len())?;
            answers.iter().zip(all).try_for_each(|(answer, theirs)| number(answer, theirs))
        }
        NeutralBody::Matching { pairs } => {
            let pair = |value: &Value| -> Result<Pair, String> {
                let question = text(&value["subquestion"])?.unwrap_or_default();
                Ok(Pair { question, answer: value["subanswer"].as_str().unwrap_or_default().to_owned() })
            };
            let theirs = list(&expected["matchPairs"]).map(pair).collect::<Result<Vec<_>, _>>()?;
            let words = |pairs: &[Pair]| {
                pairs.iter().map(|pair| (pair.question.source().to_owned(), pair.answer.clone())).collect::<Vec<_>>()
            };
            check("pairs", words(pairs), words(&theirs))
        }
        _ => Ok(()),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn weight(value: &Value) -> Result<Weight, String> {
    match &value["weight"] {
        Value::Null => Ok(if value["isCorrect"] == Value::Bool(true) { Weight::FULL } else { Weight::NONE }),
        weight => Weight::read(&weight.to_string()).ok_or_else(|| format!("{weight} is no share of the marks")),
    }
}

fn answer(value: &Value) -> Result<Answer, String> {
    let words = text(&value["text"])?.unwrap_or_default();
    Ok(Answer { text: words, weight: weight(value)?, feedback: text(&value["feedback"])? })
}

fn number(ours: &NumberAnswer, theirs: &Value) -> Result<(), String> {
    let alone = theirs["text"].is_null();
    let span = if alone { theirs } else { &theirs["text"] };
    let decimal = |text: &str| text.parse::<f64>().ok();
    let (kind, numbers) = match &ours.span {
        Span::Around { value, tolerance } => ("range", [decimal(value), decimal(tolerance)]),
        Span::Between { low, high } => ("high-low", [decimal(low), decimal(high)]),
        Span::Anything => ("*", [None, None]),
    };
    let read = |name: &str| span[name].as_f64();
    let (their_kind, theirs_read) = match span["type"].as_str() {
        Some("simple") => ("range", [read("number"), Some(0.0)]),
        Some("range") => ("range", [read("number"), read("range")]),
        Some("high-low") => ("high-low", [read("numberLow"), read("numberHigh")]),
        _ => ("*", [None, None]),
    };
    check("kind of number", kind, their_kind)?;
    check("number", numbers, theirs_read)?;
    if !alone {
        check("share", ours.weight, weight(theirs)?)?;
        check("feedback", ours.feedback.clone(), text(&theirs["feedback"])?)?;
    }
    Ok(())
}
