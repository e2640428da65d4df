//! The course as one value, with the ways to look things up in it.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::path::Path;

use domain::clause::{ClauseNumber, Crosswalk, Edition};
use domain::ids::{AreaId, CheckId, ItemId, LessonId, PaperId, ScenarioId, SchemeId, TermId};
use domain::item::Item;
use domain::paper::Drawer;
use domain::question::Level;
use domain::renewal::Amendment;
use domain::scheme::Scheme;

use crate::audit::ModelReport;
use crate::course::{Area, Course};
use crate::editions::ItilPractices;
use crate::fixed::FixedPaper;
use crate::glossary::Term;
use crate::lesson::{Check, Lesson};
use crate::load::{read_dir, read_embedded};
use crate::paths::LearningPath;
use crate::refreshers::Refresher;
use crate::report::{Found, Report};
use crate::scenario::Scenario;
use crate::schemes::{Credits, Institutes};
use crate::search;

/// Everything that a candidate studies.
#[derive(Clone, Debug)]
pub struct Library {
    /// The edition that the course teaches.
    pub taught: Edition,
    /// Earlier editions, latest first.
    pub legacy: Vec<Edition>,
    /// The way from the 2011 to the 2018 edition.
    pub crosswalk: Crosswalk,
    /// Amendments of the taught edition, the earliest first.
    pub amendments: Vec<Amendment>,
    /// ITIL practices beside clauses of the taught edition.
    pub itil: BTreeMap<ClauseNumber, ItilPractices>,
    /// Exam schemes, in the order of the files.
    pub schemes: Vec<Scheme>,
    /// Historical credit values.
    pub credits: Credits,
    /// Who runs the exams, and what is known of each.
    pub institutes: Institutes,
    /// The glossary, sorted for people.
    pub glossary: Vec<Term>,
    /// Courses, lowest level first.
    pub courses: Vec<Course>,
    /// All lessons, in the order of their courses.
    pub lessons: Vec<Lesson>,
    /// Booklets, cases, audit cases and supplements, in the order of the files.
    pub scenarios: Vec<Scenario>,
    /// The question bank, drafts and retired items included.
    pub items: Vec<Item>,
    /// Papers fixed in advance, in the order of the files.
    pub papers: Vec<FixedPaper>,
    /// Model reports of the audit cases, in the order of the files.
    pub reports: Vec<ModelReport>,
    /// Ways through the course, in the order of the file.
    pub paths: Vec<LearningPath>,
    /// Sets of lessons for renewals, in the order in which they rotate.
    pub refreshers: Vec<Refresher>,
    /// What draws papers, for each scheme of which the bank can fill one.
    pub(crate) drawers: BTreeMap<SchemeId, Drawer>,
    pub(crate) index: Index,
    /// What is searched.
    pub(crate) search: search::Index,
}

/// Where things stand in the lists of the library.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    schemes: HashMap<SchemeId, usize>,
    terms: HashMap<TermId, usize>,
    areas: HashMap<AreaId, (usize, usize)>,
    lessons: HashMap<LessonId, usize>,
    checks: HashMap<CheckId, (usize, usize)>,
    scenarios: HashMap<ScenarioId, usize>,
    items: HashMap<ItemId, usize>,
    papers: HashMap<PaperId, usize>,
    sources: Sources,
    /// Where each item was found, in the order of the items.
    pub places: Vec<Found<()>>,
}

/// The texts as written, for those who keep versions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    pub items: BTreeMap<ItemId, String>,
    pub scenarios: BTreeMap<ScenarioId, String>,
}

impl Library {
    /// The course that is compiled into this crate.
    ///
    /// # Errors
    /// The report, when anything is wrong with the course.
    pub fn embedded() -> Result<Self, Report> {
        sound(read_embedded())
    }

    /// The course in a folder laid out like `content/`.
    ///
    /// # Errors
    /// The report, when anything is wrong with the course.
    pub fn from_dir(dir: &Path) -> Result<Self, Report> {
        sound(read_dir(dir))
    }

    /// A scheme.
    pub fn scheme(&self, id: &SchemeId) -> Option<&Scheme> {
        self.index.schemes.get(id).map(|n| &self.schemes[*n])
    }

    /// An item of any status.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.index.items.get(id).map(|n| &self.items[*n])
    }

    /// The YAML text of one item; [`crate::parse_item`] reads it.
    pub fn item_source(&self, id: &ItemId) -> Option<&str> {
        self.index.sources.items.get(id).map(String::as_str)
    }

    /// A booklet, case, audit case or supplement.
    pub fn scenario(&self, id: &ScenarioId) -> Option<&Scenario> {
        self.index.scenarios.get(id).map(|n| &self.scenarios[*n])
    }

    /// The model report of an audit case.
    pub fn model_report(&self, scenario: &ScenarioId) -> Option<&ModelReport> {
        self.reports.iter().find(|report| report.scenario == *scenario)
    }

    /// The text of one scenario; [`crate::parse_scenario`] reads it.
    pub fn scenario_source(&self, id: &ScenarioId) -> Option<&str> {
        self.index.sources.scenarios.get(id).map(String::as_str)
    }

    /// A paper fixed in advance.
    pub fn paper(&self, id: &PaperId) -> Option<&FixedPaper> {
        self.index.papers.get(id).map(|n| &self.papers[*n])
    }

    /// Whether every item of a fixed paper is live, so that it may be sat.
    pub fn is_live(&self, paper: &FixedPaper) -> bool {
        paper.sections.iter().flatten().all(|id| self.item(id).is_some_and(Item::is_live))
    }

    /// What draws papers of a scheme; nothing when it has no blueprint or the live items cannot fill one.
    pub fn drawer(&self, id: &SchemeId) -> Option<&Drawer> {
        self.drawers.get(id)
    }

    /// A lesson.
    pub fn lesson(&self, id: &LessonId) -> Option<&Lesson> {
        self.index.lessons.get(id).map(|n| &self.lessons[*n])
    }

    /// A check inside a lesson.
    pub fn check(&self, id: &CheckId) -> Option<&Check> {
        self.index.checks.get(id).map(|(lesson, n)| &self.lessons[*lesson].checks[*n])
    }

    /// The lesson that holds a check.
    pub fn lesson_of(&self, check: &CheckId) -> Option<&Lesson> {
        self.index.checks.get(check).map(|(lesson, _)| &self.lessons[*lesson])
    }

    /// The course of a level.
    pub fn course(&self, level: Level) -> Option<&Course> {
        self.courses.iter().find(|course| course.level == level)
    }

    /// An area of any course.
    pub fn area(&self, id: &AreaId) -> Option<&Area> {
        self.index.areas.get(id).map(|(course, n)| &self.courses[*course].areas[*n])
    }

    /// A set of lessons for renewals.
    pub fn refresher(&self, id: &str) -> Option<&Refresher> {
        self.refreshers.iter().find(|refresher| refresher.id == id)
    }

    /// The ids of the sets of a level, in the order in which they rotate.
    pub fn rotation(&self, level: Level) -> Vec<&str> {
        let sets = self.refreshers.iter().filter(|refresher| refresher.level == level);
        sets.map(|refresher| refresher.id.as_str()).collect()
    }

    /// A glossary term.
    pub fn term(&self, id: &TermId) -> Option<&Term> {
        self.index.terms.get(id).map(|n| &self.glossary[*n])
    }

    /// The lessons about a clause, about a part of it or about what it is part of, in course order.
    pub fn lessons_on(&self, clause: &ClauseNumber) -> Vec<&Lesson> {
        self.lessons.iter().filter(|lesson| touches(&lesson.clauses, clause)).collect()
    }

    /// The live items about a clause, about a part of it or about what it is part of.
    pub fn items_on(&self, clause: &ClauseNumber) -> Vec<&Item> {
        self.items.iter().filter(|item| item.is_live() && touches(&item.clauses, clause)).collect()
    }

    /// The lesson after this one in the same course.
    pub fn next_lesson(&self, id: &LessonId) -> Option<&Lesson> {
        self.neighbour(id, |n| Some(n + 1))
    }

    /// The lesson before this one in the same course.
    pub fn previous_lesson(&self, id: &LessonId) -> Option<&Lesson> {
        self.neighbour(id, |n| n.checked_sub(1))
    }

    fn neighbour(&self, id: &LessonId, step: impl Fn(usize) -> Option<usize>) -> Option<&Lesson> {
        let n = *self.index.lessons.get(id)?;
        self.lessons.get(step(n)?).filter(|other| other.level == self.lessons[n].level)
    }

    /// Fills the index. Where an id stands twice, the first one counts.
    pub(crate) fn indexed(mut self, sources: Sources, places: Vec<Found<()>>) -> Self {
        let areas = self.courses.iter().enumerate().flat_map(|(course, value)| {
            value.areas.iter().enumerate().map(move |(n, area)| (area.id.clone(), (course, n)))
        });
        let checks = self.lessons.iter().enumerate().flat_map(|(lesson, value)| {
            value.checks.iter().enumerate().map(move |(n, check)| (check.id.clone(), (lesson, n)))
        });
        self.index = Index {
            schemes: first(self.schemes.iter().enumerate().map(|(n, scheme)| (scheme.id.clone(), n))),
            terms: first(self.glossary.iter().enumerate().map(|(n, term)| (term.id.clone(), n))),
            areas: first(areas),
            lessons: first(self.lessons.iter().enumerate().map(|(n, lesson)| (lesson.id.clone(), n))),
            checks: first(checks),
            scenarios: first(self.scenarios.iter().enumerate().map(|(n, scenario)| (scenario.id.clone(), n))),
            papers: first(self.papers.iter().enumerate().map(|(n, paper)| (paper.id.clone(), n))),
            items: first(self.items.iter().enumerate().map(|(n, item)| (item.id.clone(), n))),
            sources,
            places,
        };
        self
    }
}

fn sound((library, report): (Library, Report)) -> Result<Library, Report> {
    if report.is_sound() { Ok(library) } else { Err(report) }
}

fn touches(clauses: &[ClauseNumber], clause: &ClauseNumber) -> bool {
    clauses.iter().any(|own| own.is_within(clause) || clause.is_within(own))
}

fn first<K: Eq + Hash, V>(entries: impl Iterator<Item = (K, V)>) -> HashMap<K, V> {
    entries.fold(HashMap::new(), |mut map, (key, value)| {
        map.entry(key).or_insert(value);
        map
    })
}
