//! Faults in refreshers, planted in the sets of our own course: a smaller one has not enough lessons for a set.

use std::sync::LazyLock;

use crate::Library;
use crate::refreshers;
use crate::report::Report;
use crate::source::Source;

const FILE: &str = "refreshers.yaml";
const TEXT: &str = include_str!("../../../refreshers.yaml");
static COURSE: LazyLock<Library> = LazyLock::new(|| Library::embedded().expect("the course is sound"));

fn read(text: &str) -> Report {
    let mut report = Report::default();
    let files = Source::Memory([(FILE.to_owned(), text.to_owned())].into()).read(&mut report);
    refreshers::load(&files, &COURSE, &mut report);
    report
}

/// The mark `¶` in `new` stands in the line where the problem is expected.
fn plant(old: &str, new: &str, message: &str) {
    assert!(TEXT.contains(old), "{FILE} holds {old:?}");
    let text = TEXT.replacen(old, new, 1);
    let before = text.split('¶').next().unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let report = read(&text.replace('¶', ""));
    let found = report.problems.iter().find(|problem| problem.message.contains(message));
    let Some(problem) = found else { panic!("expected {message}, found\n{report}") };
    assert_eq!((problem.file.as_str(), problem.line), (FILE, line), "{report}");
    assert!(!problem.fix.is_empty());
}

#[test]
fn our_own_are_sound() {
    let report = read(TEXT);
    assert!(report.problems.is_empty(), "{report}");
}

#[test]
fn a_set_has_words_and_lessons_of_its_level() {
    plant("- id: f-refresh-change", "- id: ¶f-refresh-promises", "refresher f-refresh-promises stands twice");
    plant(
        "- id: f-refresh-promises\n  level: foundation\n  title: Scope, promises and incidents",
        "- id: ¶f-refresh-promises\n  level: foundation\n  title: ' '",
        "has no title",
    );
    plant("[f-series,", "[¶f-nothing,", "unknown lesson f-nothing");
    plant("[f-series,", "[¶p-scope,", "lesson p-scope is of another level");
    plant("[f-series, f-context-scope,", "[f-series, ¶f-series,", "lesson f-series stands twice in the set");
}

#[test]
fn a_set_is_worth_its_time_and_reaches_far() {
    let lessons = TEXT.split("lessons: ").nth(1).and_then(|rest| rest.lines().next()).expect("there are lessons");
    let whole = "- id: f-refresh-promises";
    let (head, rest) = TEXT.split_once(whole).expect("it is the first").1.split_once(lessons).expect("they follow");
    let with = |some: &str| format!("- id: ¶f-refresh-promises{head}{some}{rest}");
    let old = TEXT.split_once(whole).expect("it is the first").1;
    let old = format!("{whole}{old}");
    plant(&old, &with("[f-series, f-context-scope, f-people]"), "a refresher has 4 to 9 lessons, this one has 3");
    plant(&old, &with("[f-series, f-neighbours, f-legacy, f-context-scope]"), "less than half");
}

#[test]
fn the_sets_of_a_level_rotate_and_cover_it() {
    let report = |text: String| {
        let messages = read(&text).problems.into_iter().map(|problem| problem.message);
        messages.collect::<Vec<_>>()
    };
    let (before, rest) = TEXT.split_once("- id: f-refresh-direction").expect("there are three");
    let (_, after) = rest.split_once("- id: p-refresh-build").expect("another level follows");
    let two = report(format!("{before}- id: p-refresh-build{after}"));
    assert!(two.iter().any(|message| message.contains("level foundation has 2 refreshers")), "{two:?}");
    let moved = TEXT.lines().map(|line| match line.contains("f-problems") || line.contains("f-incidents-requests") {
        true => line.replace("f-problems, ", "").replace("f-incidents-requests, ", ""),
        false => line.to_owned(),
    });
    let without = report(moved.collect::<Vec<_>>().join("\n"));
    assert!(
        without.iter().any(|message| message.contains("no refresher of level foundation touches area")),
        "{without:?}"
    );
}
