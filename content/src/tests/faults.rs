//! Each rule, seen at work: a fault planted in the tidy course gives exactly one problem, at its line.

use std::collections::BTreeMap;

use super::tidy::{self, COURSE, GLOSSARY, LESSON, OVERVIEW, SCHEMES, SUPPORT};
use super::{casework, read, rich};

mod bank;
mod coverage;
mod exercises;
mod formats;
mod institutes;
mod lesson;
mod paths;
mod quality;
mod refreshers;
mod scenarios;
mod schemes;

/// Puts `new` in place of the first `old`. The mark `¶` in `new` stands in the line where the problem is expected.
fn plant(file: &str, old: &str, new: &str, message: &str) {
    assert!(new.contains('¶'), "{new:?} has a mark");
    let (files, line) = planted(tidy::course(), file, old, new);
    expect(&files, file, line, message);
}

/// The same in the course with all formats, where one fault may have others as its consequence: a booklet without one of
/// its items has not its marks. Without a mark any line will do.
fn plant_rich(file: &str, old: &str, new: &str, message: &str) {
    let (files, line) = planted(rich::course(), file, old, new);
    let (_, report) = read(&files);
    let found = report.problems.iter().find(|problem| problem.message.contains(message));
    let Some(problem) = found else { panic!("expected {message}, found\n{report}") };
    assert!(!new.contains('¶') || (problem.file.as_str(), problem.line) == (file, line), "line {line}\n{report}");
    assert!(!problem.fix.is_empty());
}

/// The same in the course with exercises.
fn plant_case(file: &str, old: &str, new: &str, message: &str) {
    assert!(new.contains('¶'), "{new:?} has a mark");
    let (files, line) = planted(casework::course(), file, old, new);
    expect(&files, file, line, message);
}

fn planted(mut files: BTreeMap<String, String>, file: &str, old: &str, new: &str) -> (BTreeMap<String, String>, usize) {
    let text = files.get_mut(file).expect("the course has the file");
    assert!(text.contains(old), "{file} holds {old:?}");
    *text = text.replacen(old, new, 1);
    let before = text.split('¶').next().unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    *text = text.replace('¶', "");
    (files, line)
}

/// The course has exactly this problem.
fn expect(files: &BTreeMap<String, String>, file: &str, line: usize, message: &str) {
    let (_, report) = read(files);
    let [problem] = &report.problems[..] else { panic!("expected one problem ({message}), found\n{report}") };
    assert!(problem.message.contains(message), "expected {message}, found\n{report}");
    assert_eq!((problem.file.as_str(), problem.line), (file, line), "{report}");
    assert!(!problem.fix.is_empty());
}

#[test]
fn the_tidy_course_has_no_problem() {
    let (library, report) = read(&tidy::course());
    assert!(report.is_sound(), "{report}");
    assert_eq!((library.lessons.len(), library.items.len(), report.summary.reviewed), (2, 6, 6));
}

#[test]
fn unknown_clauses_are_named_wherever_they_stand() {
    plant(OVERVIEW, "clauses: ['7.1']", "clauses: ['7.1', ¶'7.2']", "unknown clause 7.2 of the 2018 edition");
    plant(LESSON, "clauses: ['7.1']", "clauses: [¶'9']", "unknown clause 9");
    plant(LESSON, "(clause:7.1)", "(clause:7.3¶)", "unknown clause 7.3");
    plant(LESSON, "(clause:2011/4.4)", "(clause:2011/4.5¶)", "unknown clause 4.5 of the 2011 edition");
    plant(LESSON, "(clause:2011/4.4)", "(clause:1999/4.4¶)", "unknown edition 1999");
    plant(LESSON, "id: f-one-2\n", "id: f-one-2\nclauses: ['4', ¶'4.9']\n", "unknown clause 4.9");
    plant(GLOSSARY, "clauses: ['7.1']", "clauses: [¶'77']", "unknown clause 77");
    plant("editions/crosswalk.yaml", "to: ['7.1.1']", "to: ['7.1.1', ¶'7.1.2']", "unknown clause 7.1.2");
    plant("editions/crosswalk.yaml", "from: '4.4'", "from: ¶'4.6'", "unknown clause 4.6 of the 2011 edition");
    plant("editions/crosswalk.yaml", "clause: '7.1'", "clause: ¶'x'", "unknown clause x");
    plant("editions/crosswalk.yaml", "['4.1']", "[¶'4.2']", "unknown clause 4.2");
    plant("editions/2005.yaml", "'3'", "¶'3.x'", "3.x is no clause number");
    plant("editions/2005.yaml", "clauses:\n", "clauses:\n  - {number: '3', title: T}\n¶", "clause 3 stands twice");
}

#[test]
fn a_broken_file_is_one_problem_with_its_line() {
    plant(SUPPORT, "  version: 1\n", "  version: 1\n  colour¶: red\n", "colour");
    plant(LESSON, "minutes: 9\n", "minutes: 9\nmood¶: good\n", "mood");
    plant(LESSON, "stem: What about f-one-2?\n", "stem: What about f-one-2?\nhint¶: none\n", "hint");
    plant(GLOSSARY, "  term: Other\n", "  term: {¶[Other}\n", "cannot be read");
    plant(SCHEMES, "    pass: 1\n", "    pass: ¶many\n", "cannot be read");
    plant("foundation/items/support.yaml", "  bloom: 2\n", "  bloom: 2\n  bloom¶: 2\n", "duplicate");
}

#[test]
fn problems_do_not_hide_each_other() {
    let mut files = tidy::course();
    files.insert(SUPPORT.to_owned(), "- id: [".to_owned());
    *files.get_mut(LESSON).expect("present") = files[LESSON].replace("(term:thing)", "(term:nothing)");
    *files.get_mut(OVERVIEW).expect("present") = files[OVERVIEW].replace("facility: 0.70", "facility: 0.02");
    let (_, report) = read(&files);
    assert_eq!(report.problems.len(), 5, "{report}");
}

#[test]
fn missing_files_are_named() {
    for file in ["schemes/credits.yaml", "editions/crosswalk.yaml", COURSE] {
        let mut files = tidy::course();
        files.remove(file);
        expect(&files, file, 1, "is missing");
    }
    let mut files = tidy::course();
    files.remove("foundation/lessons/f-two.md");
    *files.get_mut(LESSON).expect("present") = files[LESSON].replace("(lesson:f-two)", "(lesson:f-one)");
    expect(&files, COURSE, 12, "lesson f-two has no file");
}

#[test]
fn one_edition_is_taught() {
    let mut files = tidy::course();
    let text = files["editions/2005.yaml"].replace("legacy", "taught");
    files.insert("editions/2005.yaml".to_owned(), text);
    let (_, report) = read(&files);
    assert!(report.problems[0].message.contains("2 editions are taught"), "{report}");
}

#[test]
fn terms_are_unique_and_compare_with_known_ones() {
    let copy = "- id: other\n  term: Copy\n  definition: Again.\n  clauses: []\n- id: ¶other";
    plant(GLOSSARY, "- id: other", copy, "term other stands twice");
    plant(GLOSSARY, "see: [other]", "see: [¶another]", "unknown term another");
    plant(
        GLOSSARY,
        "- id: other\n  term: Other\n  definition: What there is besides.",
        "- id: other¶\n  term: Other\n  definition: ' '",
        "no definition",
    );
}

#[test]
fn areas_are_unique() {
    let again = "  - id: ¶support\n    title: S\n    summary: S\n    lessons: []\n";
    let mut text = tidy::course()[COURSE].clone();
    text.push_str(again);
    plant(COURSE, &tidy::course()[COURSE], &text, "area support stands twice");
    plant(COURSE, "      - f-two\n", "      - f-two\n      - ¶f-two\n", "lesson f-two stands twice");
}
