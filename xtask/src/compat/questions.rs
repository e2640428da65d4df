//! Files that Moodle's own tests import, and what those tests expect of them.

use std::fs;
use std::path::Path;

use anyhow::Result;
use exchange::fault::Reason;
use exchange::intake::{Format, Import, Limits, read};
use exchange::item::{Fill, NeutralBody, NeutralItem};

use super::Results;

type Check = fn(&Import) -> Option<()>;

const FILES: [(&str, Format, Check); 8] = [
    ("gift/moodle/questions.gift.txt", Format::Gift, gift),
    ("aiken/questions.aiken.txt", Format::Aiken, aiken),
    ("moodle-xml/qtype_multichoice.xml", Format::MoodleXml, multichoice),
    ("moodle-xml/qtype_match.xml", Format::MoodleXml, matching),
    ("moodle-xml/qtype_truefalse.xml", Format::MoodleXml, truth),
    ("moodle-xml/multichoice_with_files.xml", Format::MoodleXml, with_files),
    ("moodle-xml/multianswer_cloze.xml", Format::MoodleXml, cloze),
    ("moodle-xml/error_invalid_grades.xml", Format::MoodleXml, invalid_grades),
];

/// Reads the files of Moodle.
pub fn files(folder: &Path, results: &mut Results) -> Result<()> {
    let mut wrong = Vec::new();
    for (name, format, check) in FILES {
        let read = read(name, format, &fs::read(folder.join(name))?, &Limits::default());
        match read {
            Err(fault) => wrong.push(format!("{name}: {fault}")),
            Ok(import) if check(&import).is_none() => wrong.push(format!("{name}: not as expected: {import:#?}")),
            Ok(_) => {}
        }
    }
    results.tell("files of Moodle", FILES.len(), &wrong);
    Ok(())
}

/// The one question of a file in which nothing is refused, with that name and in that folder.
fn only<'a>(import: &'a Import, name: &str, category: [&str; 2]) -> Option<&'a NeutralItem> {
    let ([entry], true) = (import.entries.as_slice(), import.refused.is_empty()) else { return None };
    let right = entry.item.name.as_deref() == Some(name) && entry.item.category == category;
    right.then_some(&entry.item)
}

fn holds(condition: bool) -> Option<()> {
    condition.then_some(())
}

fn gift(import: &Import) -> Option<()> {
    let kinds = import.entries.iter().map(|entry| entry.item.body.kind()).collect::<Vec<_>>();
    let expected = [
        "Essay",
        "Matching",
        "Single choice",
        "Multiple choice",
        "Numerical",
        "Short answer",
        "True or false",
        "True or false",
        "True or false",
    ];
    holds(import.refused.is_empty() && kinds == expected)
}

fn aiken(import: &Import) -> Option<()> {
    let key = |item: &NeutralItem| match &item.body {
        NeutralBody::Choice { multiple: false, options } => {
            options.iter().position(|option| option.weight.as_percent() == 100.0)
        }
        _ => None,
    };
    let keys = import.entries.iter().map(|entry| key(&entry.item)).collect::<Vec<_>>();
    let literal = import.entries.get(1)?.item.stem.words().contains("<html class=\"cool\"> & images:");
    holds(import.refused.is_empty() && keys == [Some(1), Some(0)] && literal)
}

fn multichoice(import: &Import) -> Option<()> {
    let item = only(import, "Multi-choice-001", ["$course$", "Default for C1"])?;
    let NeutralBody::Choice { multiple: true, options } = &item.body else { return None };
    let weights = options.iter().map(|option| option.weight.as_percent()).collect::<Vec<_>>();
    let words = item.feedback.as_ref()?.words();
    let hints = import.entries[0].warnings.iter().any(|warning| warning.to_string() == "Not kept: hints (2).");
    holds(weights == [0.0, 0.0, 50.0, 0.0, 50.0] && words == "Berlin, Paris and London" && hints)
}

fn matching(import: &Import) -> Option<()> {
    let item = only(import, "matching-001", ["$course$", "Test questions"])?;
    let NeutralBody::Matching { pairs } = &item.body else { return None };
    let pairs = pairs.iter().map(|pair| (pair.question.words(), pair.answer.as_str())).collect::<Vec<_>>();
    let expected = [("frog", "amphibian"), ("cat", "mammal"), ("newt", "amphibian"), ("", "insect")];
    holds(pairs == expected.map(|(row, answer)| (row.to_owned(), answer)))
}

fn truth(import: &Import) -> Option<()> {
    let item = only(import, "true-false-001", ["$course$", "Test questions"])?;
    let NeutralBody::TrueFalse { key: true, if_true: Some(right), if_false: Some(wrong) } = &item.body else {
        return None;
    };
    holds(right.words() == "This is the right answer." && wrong.words() == "This is the wrong answer.")
}

fn with_files(import: &Import) -> Option<()> {
    let entry = import.entries.first()?;
    let NeutralBody::Choice { multiple: false, options } = &entry.item.body else { return None };
    let right = options.iter().map(|option| option.weight.as_percent() == 100.0).collect::<Vec<_>>();
    let told = entry.warnings.iter().filter(|warning| warning.to_string().contains("the file ")).count();
    holds(right == [false, true, false, false] && options[1].text.words() == "French" && told == 5)
}

fn cloze(import: &Import) -> Option<()> {
    let NeutralBody::Gaps { gaps } = &import.entries.first()?.item.body else { return None };
    let fills = gaps.iter().map(|gap| gap.fill).collect::<Vec<_>>();
    let chosen = Fill::Chosen;
    let last = gaps.last()?.answers.iter().map(|answer| answer.weight.as_percent()).collect::<Vec<_>>();
    let right = gaps[1].answers.iter().map(|answer| (answer.text.words(), answer.weight.as_percent()));
    let right = right.collect::<Vec<_>>() == [("California".to_owned(), 0.0), ("Arizona".to_owned(), 100.0)];
    holds(fills == [chosen, chosen, chosen, chosen, Fill::Typed] && last == [100.0, 50.0, 0.0] && right)
}

/// Moodle refuses 33 and takes 33.33333.
fn invalid_grades(import: &Import) -> Option<()> {
    let [refused] = import.refused.as_slice() else { return None };
    let Reason::Weight { found, nearest } = &refused.reason else { return None };
    holds(import.entries.is_empty() && found == "33 %" && nearest == "33.33333")
}
