//! Puts the library together from files.

use std::path::Path;

use crate::bank::Bank;
use crate::course::Courses;
use crate::editions::Registry;
use crate::glossary::Glossary;
use crate::lesson::{self, Known};
use crate::library::{Index, Library};
use crate::report::{Place, Report, Summary};
use crate::schemes;
use crate::source::Source;

/// All problems of the course that is compiled into this crate.
pub fn check_embedded() -> Report {
    read_embedded().1
}

/// All problems of the course in a folder.
pub fn check_dir(dir: &Path) -> Report {
    read_dir(dir).1
}

/// Whatever could be read of the embedded course, and all its problems. For writers; a server wants
/// [`Library::embedded`].
pub fn read_embedded() -> (Library, Report) {
    load(Source::Embedded)
}

/// Whatever could be read of the course in a folder, and all its problems. For writers.
pub fn read_dir(dir: &Path) -> (Library, Report) {
    let (library, mut report) = load(Source::Folder(dir));
    if !dir.is_dir() {
        let path = dir.display().to_string();
        report.problems.clear();
        report.add(Place::whole(&path).line(1), "is no folder", "name the folder that holds editions/ and foundation/");
    }
    (library, report)
}

pub(crate) fn load(source: Source<'_>) -> (Library, Report) {
    let mut report = Report::default();
    let files = source.read(&mut report);
    let registry = Registry::load(&files, &mut report);
    let courses = Courses::load(&files, &mut report);
    let glossary = Glossary::load(&files, &registry, &mut report);
    let bank = Bank::load(&files, &registry, &courses, &mut report);
    let schemes = schemes::load(&files, &registry, &courses, &bank, &mut report);
    let credits = schemes::load_credits(&files, &mut report);
    let known = Known { registry: &registry, glossary: &glossary, courses: &courses };
    let lessons = lesson::load(&files, &known, &mut report);
    let library = Library {
        taught: registry.taught,
        legacy: registry.legacy,
        crosswalk: registry.crosswalk,
        itil: registry.itil,
        schemes,
        credits,
        glossary: glossary.terms,
        courses: courses.courses,
        lessons,
        items: bank.items.into_iter().map(|item| item.value).collect(),
        index: Index::default(),
    };
    let library = library.indexed(bank.sources);
    report.summary = Summary {
        lessons: library.lessons.len(),
        items: library.items.len(),
        reviewed: library.items.iter().filter(|item| item.is_live()).count(),
        terms: library.glossary.len(),
    };
    report.sort();
    (library, report)
}
