//! Tests of the whole crate on a small tidy course, and one on the real course.

use std::collections::BTreeMap;

mod casework;
mod faults;
mod formats;
mod own;
mod pages;
mod papers;
mod rich;
mod tidy;

/// The real course has no problem, and is there at all.
#[test]
fn the_course_is_sound() {
    let report = crate::check_embedded();
    assert!(report.summary.lessons > 0 && report.summary.reviewed > 0, "{report}");
    assert!(report.is_sound(), "\n{report}");
}

/// Every item of the real course survives the way through the store.
#[test]
fn real_items_are_read_again_from_their_sources() {
    let (library, _) = crate::read_embedded();
    assert!(!library.items.is_empty(), "the embedded course has items");
    for item in &library.items {
        let source = library.item_source(&item.id).expect("each item has a source");
        let again = crate::parse_item(source).unwrap_or_else(|report| panic!("{}: {report}", item.id));
        assert_eq!((&again.id, &again.digest), (&item.id, &item.digest));
    }
}

/// The binary holds the files as they are, and both ways of reading them agree.
#[test]
fn the_embedded_course_is_the_one_in_the_folder() {
    let (embedded, report) = crate::read_embedded();
    let (folder, other) = crate::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(report, other);
    assert_eq!(crate::export(&embedded), crate::export(&folder));
}

/// Checks a course held in memory as writers do: coverage and quality included.
fn check(files: &BTreeMap<String, String>) -> crate::Report {
    crate::load::check(crate::source::Source::Memory(files.clone()))
}

/// Reads a course held in memory.
fn read(files: &BTreeMap<String, String>) -> (crate::Library, crate::Report) {
    crate::load::load(crate::source::Source::Memory(files.clone()))
}
