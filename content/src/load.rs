//! Puts the library together from files.

use std::path::Path;

use domain::question::Level;

use crate::audit;
use crate::bank::{self, Bank};
use crate::course::Courses;
use crate::coverage;
use crate::editions::Registry;
use crate::fixed;
use crate::glossary::Glossary;
use crate::lesson::{self, Known};
use crate::library::{Index, Library};
use crate::paths;
use crate::quality;
use crate::refreshers;
use crate::report::{Place, Report, Summary};
use crate::scenario::Shelf;
use crate::schemes;
use crate::search;
use crate::source::{Files, Source};

/// All problems of the course that is compiled into this crate, its coverage and the quality of its texts included.
///
/// It asks for more than [`Library::embedded`], and takes the time for it.
pub fn check_embedded() -> Report {
    check(Source::Embedded)
}

/// All problems of the course in a folder, as [`check_embedded`] finds them.
pub fn check_dir(dir: &Path) -> Report {
    let mut report = check(Source::Folder(dir));
    refuse_missing(dir, &mut report);
    report
}

/// Whatever could be read of the embedded course, and all its problems. For writers; a server wants
/// [`Library::embedded`].
pub fn read_embedded() -> (Library, Report) {
    load(Source::Embedded)
}

/// Whatever could be read of the course in a folder, and all its problems. For writers.
pub fn read_dir(dir: &Path) -> (Library, Report) {
    let (library, mut report) = load(Source::Folder(dir));
    refuse_missing(dir, &mut report);
    (library, report)
}

fn refuse_missing(dir: &Path, report: &mut Report) {
    if !dir.is_dir() {
        let path = dir.display().to_string();
        report.problems.clear();
        report.add(Place::whole(&path).line(1), "is no folder", "name the folder that holds editions/ and foundation/");
    }
}

pub(crate) fn load(source: Source<'_>) -> (Library, Report) {
    let mut report = Report::default();
    let files = source.read(&mut report);
    put_together(&files, report)
}

pub(crate) fn check(source: Source<'_>) -> Report {
    let mut report = Report::default();
    let files = source.read(&mut report);
    let (library, mut report) = put_together(&files, report);
    coverage::check(&files, &library, &mut report);
    quality::check(&library, &mut report);
    finish(&library, &mut report);
    report
}

fn put_together(files: &Files, mut report: Report) -> (Library, Report) {
    let registry = Registry::load(files, &mut report);
    let courses = Courses::load(files, &mut report);
    let glossary = Glossary::load(files, &registry, &mut report);
    let scenarios = Shelf::load(files, &registry, &courses, &mut report);
    let known = bank::Known { registry: &registry, courses: &courses, scenarios: &scenarios };
    let bank = Bank::load(files, &known, &mut report);
    let schemes = schemes::load(files, &registry, &courses, &mut report);
    let texts = Known { registry: &registry, glossary: &glossary, courses: &courses };
    let reports = audit::load(files, &texts, &scenarios, &mut report);
    let lesson::Lessons { lessons, passages } = lesson::load(files, &texts, &mut report);
    let supply = schemes::Supply::new(bank, scenarios);
    let drawers = schemes::check_supply(&schemes, &supply, &courses, &mut report);
    let papers = fixed::load(files, &schemes, &supply, &mut report);
    let credits = schemes::load_credits(files, &mut report);
    let institutes = schemes::load_institutes(files, &schemes, &mut report);
    let library = Library {
        taught: registry.taught,
        legacy: registry.legacy,
        crosswalk: registry.crosswalk,
        amendments: registry.amendments,
        itil: registry.itil,
        schemes: schemes.into_iter().map(|planned| planned.scheme).collect(),
        credits,
        institutes,
        glossary: glossary.terms,
        courses: courses.courses,
        lessons,
        scenarios: supply.scenarios,
        items: supply.items,
        papers,
        reports,
        paths: Vec::new(),
        refreshers: Vec::new(),
        drawers,
        index: Index::default(),
        search: search::Index::default(),
    };
    let mut library = library.indexed(supply.sources, supply.places);
    library.paths = paths::load(files, &library, &mut report);
    library.search = search::Index::new(&library, &passages);
    library.refreshers = refreshers::load(files, &library, &mut report);
    report.summary = Summary {
        lessons: library.lessons.len(),
        scenarios: library.scenarios.len(),
        items: library.items.len(),
        reviewed: library.items.iter().filter(|item| item.is_live()).count(),
        terms: library.glossary.len(),
    };
    finish(&library, &mut report);
    (library, report)
}

/// Puts the problems into order, and those of levels of which nothing is live aside.
fn finish(library: &Library, report: &mut Report) {
    report.sort();
    for level in Level::ALL {
        if !library.items.iter().any(|item| item.level == level && item.is_live()) {
            for folder in ["items", "scenarios", "papers", "reports"] {
                report.set_aside(&format!("{}/{folder}", level.word()));
            }
        }
    }
}
