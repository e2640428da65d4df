//! Gaps in what the course says about the clauses.

use std::collections::BTreeMap;

use super::super::{check, rich, tidy};
use crate::Report;

/// The tidy course has lessons and items on 7.1 only, which has a part of its own.
const EXCUSES: &str = "\
- {clause: '4.1', level: foundation, why: Left out.}
- {clause: '7.1.1', level: foundation, why: Left out.}
- {clause: '7.10', level: foundation, why: Left out.}
- {clause: '8', level: foundation, why: Left out.}
";

fn with(mut files: BTreeMap<String, String>, excuses: &str) -> Report {
    files.insert("coverage.yaml".to_owned(), excuses.to_owned());
    check(&files)
}

/// Line and message of each problem in the excuses.
fn found(report: &Report) -> Vec<(usize, &str)> {
    let own = report.problems.iter().filter(|problem| problem.file == "coverage.yaml");
    own.map(|problem| (problem.line, problem.message.as_str())).collect()
}

#[test]
fn a_gap_is_excused_in_writing() {
    assert_eq!(found(&with(tidy::course(), EXCUSES)), []);
    let report = with(tidy::course(), &EXCUSES.replacen("- {clause: '8'", "# ", 1));
    assert_eq!(found(&report), [(1, "no lesson of the foundation level is about 8")]);
    assert_eq!(found(&check(&tidy::course())).len(), 4, "without the file nothing is excused");
    let report = with(rich::course(), EXCUSES);
    let gaps = ["4.1", "7.1.1", "7.10", "8"];
    let gaps = gaps.map(|clause| format!("no reviewed item of the practitioner level is about {clause}"));
    assert_eq!(found(&report).iter().map(|(_, message)| *message).collect::<Vec<_>>(), gaps);
}

#[test]
fn excuses_are_needed_and_give_a_reason() {
    let report = with(
        tidy::course(),
        &EXCUSES.replace("'8', level: foundation, why: Left out.", "'8', level: foundation, why: ''"),
    );
    assert_eq!(found(&report), [(4, "the excuse gives no reason")]);
    let again = format!("{EXCUSES}- {{clause: '8', level: foundation, why: Again.}}\n");
    assert_eq!(found(&with(tidy::course(), &again)), [(5, "the excuse stands twice")]);
    let strange = format!("{EXCUSES}- {{clause: '7', level: foundation, why: Why not.}}\n");
    assert_eq!(found(&with(tidy::course(), &strange)), [(5, "7 is no clause without parts of its own")]);
    let mut files = tidy::course();
    files.insert(tidy::LESSON.to_owned(), files[tidy::LESSON].replace("clauses: ['7.1']", "clauses: ['7.1', '8']"));
    assert_eq!(found(&with(files, EXCUSES)), [(4, "8 is covered at the foundation level")]);
}

#[test]
fn a_level_with_another_fault_has_no_gaps() {
    let mut files = tidy::course();
    files.insert(tidy::LESSON.to_owned(), "broken".to_owned());
    let report = check(&files);
    assert!(!report.is_sound() && found(&report).is_empty(), "{report}");
}

#[test]
fn the_matrix_counts_lessons_items_and_marks() {
    let mut files = rich::course();
    for text in files.values_mut() {
        *text = text.replace("clauses: ['7.1']", "clauses: ['7.1.1']");
    }
    let report = check(&files);
    let text = report.to_string();
    let line = text.lines().find(|line| line.starts_with("7.1.1 ")).expect("the clause has a line");
    assert_eq!(line.split_whitespace().collect::<String>(), "7.1.12/6/00/2/210/0/0", "{text}");
    assert_eq!(report.to_json()["coverage"][1]["foundation"]["lessons"], 2);
}
