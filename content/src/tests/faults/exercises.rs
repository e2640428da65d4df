//! Faults in Foundation cases and audit cases.

use super::super::casework::{self, AUDIT, AUDIT_ITEMS, CASE, CASE_ITEMS};
use super::super::{read, rich, tidy};
use super::{expect, plant_case as plant};
use crate::{Problem, ScenarioKind, Use};

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
