//! Faults in learning paths.

use std::collections::BTreeMap;

use domain::ids::{LessonId, SchemeId};
use domain::question::Level;

use super::super::{casework, read};
use super::{expect, planted};
use crate::{PathPage, PathWork};

const PATHS: &str = "paths.yaml";

const TEXT: &str = "\
- id: whole
  title: The whole level
  for: Everybody.
  weeks: 2
  teaches: foundation
  steps:
    - {kind: lesson, lessons: [f-one, f-two], why: They come first.}
    - {kind: practice, areas: [support], why: To see.}
    - {kind: exercise, scenarios: [f-case-1, a-audit-1], why: To try.}
    - {kind: page, page: progress, why: To look back.}
    - {kind: paper, scheme: practice, why: To end.}
- id: short
  title: A short one
  for: Some.
  weeks: 1
  steps:
    - {kind: lesson, lessons: [f-two], why: It is enough.}
";

fn course() -> BTreeMap<String, String> {
    let mut files = casework::course();
    files.insert(PATHS.to_owned(), TEXT.to_owned());
    files
}

fn plant(old: &str, new: &str, message: &str) {
    let (files, line) = planted(course(), PATHS, old, new);
    expect(&files, PATHS, line, message);
}

#[test]
fn paths_are_read() {
    let (library, report) = read(&course());
    assert!(report.is_sound(), "{report}");
    let [whole, short] = &library.paths[..] else { panic!("two paths") };
    assert_eq!((whole.weeks, whole.teaches, short.teaches), (2, Some(Level::Foundation), None));
    assert_eq!(short.steps[0].work, PathWork::Lessons(vec![LessonId::new("f-two")]));
    assert_eq!(whole.steps[3].work, PathWork::Page(PathPage::Progress));
    assert_eq!(whole.steps[4].work, PathWork::Paper(SchemeId::new("practice")));
    assert_eq!(whole.steps[4].why, "To end.");
    assert!(read(&casework::course()).0.paths.is_empty());
}

#[test]
fn every_id_leads_somewhere() {
    plant("[f-two], why", "[¶f-six], why", "unknown lesson f-six");
    plant("areas: [support]", "areas: [support, ¶other]", "unknown area other");
    plant("scheme: practice", "scheme: ¶other", "unknown paper other");
    plant("[f-case-1, a-audit-1]", "[f-case-1, ¶p-one-1]", "unknown exercise p-one-1");
    plant("[f-case-1, a-audit-1]", "[¶f-case-9]", "unknown exercise f-case-9");
    plant("page: progress", "page: ¶elsewhere", "cannot be read");
    plant("- id: short", "- id: ¶whole", "path whole stands twice");
}

#[test]
fn paths_are_complete() {
    let (files, _) = planted(course(), PATHS, "lessons: [f-one, f-two]", "lessons: [f-one]¶");
    expect(&files, PATHS, 1, "the path teaches a level and leaves out f-two");
    plant("lessons: [f-two]", "lessons: [f-two, ¶f-two]", "lesson f-two stands twice in the path");
    plant("weeks: 2", "weeks: ¶0", "does not take 1 to 26 weeks");
    plant("why: To see.", "¶why: ' '", "the step does not say why");
    plant("areas: [support]", "¶lessons: []", "a step of this kind has `areas`");
    plant("areas: [support]", "areas: [support], ¶page: glossary", "a step of this kind has `areas`");
    let (files, _) = planted(course(), PATHS, "title: A short one", "title: ''¶");
    expect(&files, PATHS, 12, "the path has no title");
    let (files, _) =
        planted(course(), PATHS, "steps:\n    - {kind: lesson, lessons: [f-two], why: It is enough.}", "steps: []¶");
    expect(&files, PATHS, 12, "the path has no steps");
}
