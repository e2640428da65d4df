//! Faults in Foundation cases and audit cases.

use super::super::casework::{self, AUDIT, AUDIT_ITEMS, CASE, CASE_ITEMS, REPORT};
use super::super::{read, rich, tidy};
use super::{expect, plant_case as plant};
use crate::{FindingGrade, Problem, ScenarioKind, Use};

#[test]
fn the_course_with_exercises_has_no_problem() {
    let (library, report) = read(&casework::course());
    assert!(report.is_sound(), "{report}");
    let uses = library.scenarios.iter().filter_map(|scenario| scenario.shows).collect::<Vec<_>>();
    assert_eq!(uses, Use::ALL);
    let kinds = |kind: ScenarioKind| library.scenarios.iter().filter(|scenario| scenario.kind == kind).count();
    assert_eq!((kinds(ScenarioKind::Audit), kinds(ScenarioKind::Case)), (1, 7));
    assert_eq!(library.scenarios.iter().filter(|scenario| scenario.is_exercise()).count(), 7);
}

#[test]
fn each_use_is_shown_by_a_foundation_case() {
    let mut files = casework::course();
    files.insert(CASE.to_owned(), files[CASE].replace("use: seeking_assurance", "use: measuring"));
    expect(&files, "foundation/scenarios", 1, "no Foundation case shows the use seeking_assurance");
    plant(AUDIT, "minutes: 2", "use: ¶measuring\nminutes: 2", "only a case of the Foundation level shows a use");
    let mut files = rich::course();
    let case = files[rich::CASE].replace("minutes: 1.5", "use: measuring\nminutes: 1.5");
    files.insert(rich::CASE.to_owned(), case);
    expect(&files, rich::CASE, 9, "only a case of the Foundation level shows a use");
}

#[test]
fn audit_cases_have_their_length_and_place() {
    for (old, new) in [("word ".repeat(101), String::new()), ("word word".to_owned(), "word ".repeat(6))] {
        let mut files = casework::course();
        files.insert(AUDIT.to_owned(), files[AUDIT].replace(&old, &new));
        let (_, report) = read(&files);
        let [problem] = &report.problems[..] else { panic!("expected one problem\n{report}") };
        assert!(problem.message.contains("words, not 1,000 to 2,600"), "{report}");
    }
    let mut files = casework::course();
    files.insert(AUDIT_ITEMS.to_owned(), files[AUDIT_ITEMS].replace("status: reviewed", "status: retired"));
    let (_, report) = read(&files);
    assert!(report.unfinished.iter().any(|problem| problem.message == "the audit case has no items"), "{report}");
    let mut files = rich::course();
    files.insert(rich::CASE.to_owned(), files[rich::CASE].replace("kind: case\nsupplement: p-sup-1", "kind: audit"));
    let (_, report) = read(&files);
    let found = |problem: &Problem| problem.message == "an audit case stands outside the auditor level";
    assert!(report.problems.iter().any(found), "{report}");
}

#[test]
fn exercises_have_a_pool_that_no_scheme_draws_from() {
    let mut files = casework::course();
    files.insert(CASE_ITEMS.to_owned(), files[CASE_ITEMS].replace("  pool: cases\n", ""));
    expect(&files, CASE_ITEMS, 1, "the exercise is in no pool, so papers would draw it");
    let mut files = casework::course();
    let drawn = files[tidy::SCHEMES].replace("    areas:", "    pool: cases\n    areas:");
    files.insert(tidy::SCHEMES.to_owned(), drawn);
    let (_, report) = read(&files);
    let message = "practice draws from the pool cases, which holds exercises";
    let found = |problem: &&Problem| problem.message == message && problem.file.ends_with("f-case-1.yaml");
    assert_eq!(report.problems.iter().filter(found).count(), 1, "{report}");
    // One item without such a scenario, and the pool is not one of exercises.
    let mut files = casework::course();
    let stray = tidy::item("f-stray-01", "support", 1).replace("  stem:", "  pool: cases\n  stem:");
    files.insert("foundation/items/cases.yaml".to_owned(), stray);
    expect(&files, "foundation/items/cases.yaml", 1, "no scheme draws from the pool cases");
}

#[test]
fn reports_are_as_strict_as_lessons() {
    plant(REPORT, "clause: '7.1'", "clause: ¶'7.2'", "unknown clause 7.2");
    plant(REPORT, "grade: minor", "grade: ¶severe", "cannot be read");
    plant(REPORT, "id: C-1", "id: ¶NC-1", "finding NC-1 stands twice");
    plant(
        REPORT,
        "id: NC-1, grade: minor, clause: '7.1', evidence: 'D1, R2'",
        "id: ¶NC-1, grade: minor, clause: '7.1', evidence: ' '",
        "names no evidence",
    );
    plant(REPORT, "Nobody looked", "''¶", "has no title");
    plant(REPORT, "(clause:7.1)", "(clause:7.3¶)", "unknown clause 7.3");
    plant(REPORT, "(term:thing)", "(term:nothing¶)", "unknown term nothing");
    plant(REPORT, "(lesson:f-one)", "(lesson:f-three¶)", "unknown lesson f-three");
    plant(REPORT, "## Summary", "![A box](figures/box.svg)¶", "a figure stands in a report");
    plant(REPORT, "## Summary\n", &format!("¶{}", tidy::check("a-check")), "a check stands in a report");
    plant(REPORT, "---\nfindings", "----¶\nfindings", "no front matter");
}

#[test]
fn audit_cases_and_reports_go_in_pairs() {
    let mut files = casework::course();
    let report = files.remove(REPORT).expect("present");
    expect(&files, AUDIT, 2, "the audit case has no model report");
    let mut files = casework::course();
    files.insert("auditor/reports/a-audit-2.md".to_owned(), report);
    expect(&files, "auditor/reports/a-audit-2.md", 1, "there is no audit case a-audit-2");
}

#[test]
fn reports_are_found_by_their_case() {
    let (library, _) = read(&casework::course());
    let case = library.scenarios.iter().find(|scenario| scenario.kind == ScenarioKind::Audit).expect("there is one");
    let report = library.model_report(&case.id).expect("it has a report");
    let [first, second] = &report.findings[..] else { panic!("two findings") };
    assert_eq!((first.grade, first.clause.as_str(), first.evidence.as_str()), (FindingGrade::Minor, "7.1", "D1, R2"));
    assert_eq!((second.grade.word(), second.id.as_str()), ("conformity", "C-1"));
    assert!(report.html.contains("href=\"/course/f-one\"") && report.html.contains("<h2 id=\"summary\">Summary</h2>"));
}
