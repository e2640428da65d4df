//! Faults in what is said about institutes.

use std::collections::BTreeMap;

use domain::scheme::Confidence;

use super::super::read;
use super::super::tidy::{self, SCHEMES};
use super::{expect, planted};

const FILE: &str = "schemes/institutes.yaml";

const TEXT: &str = "\
checked_on: 2026-11-22
levels:
  - {level: foundation, whom: Everybody., aim: You know it.}
institutes:
  - name: An institute
    facts:
      - {text: It runs exams., source: Its page, confidence: high}
    exams:
      - {name: The exam, level: foundation, scheme: official, before: {text: Nothing., source: Its page, confidence: medium}}
      - {name: Another, level: auditor}
itil:
  - {text: It is over., source: A notice, confidence: high}
open: {exams: [Its price.], itil: []}
";

/// The tidy course with an official exam.
fn course() -> BTreeMap<String, String> {
    let mut files = tidy::course();
    let practice = files[SCHEMES].split_once("  - id: practice").map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let official = practice.replace("status: proposal", "status: read");
    let official = official.lines().filter(|line| !line.contains("areas:")).collect::<Vec<_>>().join("\n");
    let schemes = format!("{}  - id: official{official}\n", files[SCHEMES]);
    files.insert(SCHEMES.to_owned(), schemes);
    files.insert(FILE.to_owned(), TEXT.to_owned());
    files
}

fn plant(old: &str, new: &str, message: &str) {
    let (files, line) = planted(course(), FILE, old, new);
    expect(&files, FILE, line, message);
}

#[test]
fn institutes_are_read() {
    let (library, report) = read(&course());
    assert!(report.is_sound(), "{report}");
    let institutes = &library.institutes;
    let [institute] = &institutes.institutes[..] else { panic!("one institute, {:?}", institutes.institutes) };
    let before = institute.exams[0].before.as_ref().expect("something is said");
    assert_eq!((before.text.as_str(), before.confidence), ("Nothing.", Confidence::Medium));
    assert_eq!((institute.exams[1].scheme.as_ref(), institutes.open_on_exams.len()), (None, 1));
    let without = read(&tidy::course());
    assert!(without.1.is_sound() && without.0.institutes.institutes.is_empty(), "a course may say nothing of them");
}

#[test]
fn institutes_keep_to_the_schemes() {
    plant("level: auditor}", "level: auditor, scheme: ¶none}", "unknown scheme none");
    plant("{name: Another, level: auditor}", "{name: Another, level: foundation, scheme: ¶official}", "stands twice");
    plant("level: foundation, scheme: official", "level: auditor, scheme: ¶official", "official is of another level");
    let mut files = course();
    files.insert(FILE.to_owned(), TEXT.replace(" scheme: official,", ""));
    expect(&files, FILE, 1, "the exam of the scheme official is missing");
}

#[test]
fn only_what_is_confirmed_is_a_fact() {
    for confidence in ["low", "low_medium"] {
        let new = format!("{{text: ¶It is over., source: A notice, confidence: {confidence}}}");
        plant("{text: It is over., source: A notice, confidence: high}", &new, "not confirmed stands among the facts");
    }
    plant(
        "text: Nothing., source: Its page, confidence: medium",
        "text: ¶Nothing., source: Its page, confidence: low",
        "not confirmed",
    );
    plant("text: It runs exams., source: Its page", "text: ¶It runs exams., source: ' '", "no source");
}
