//! Lessons: front matter, Markdown, and the checks inside.

use std::collections::{BTreeMap, BTreeSet};

use domain::clause::ClauseNumber;
use domain::ids::{AreaId, CheckId, LessonId};
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::choice;
use crate::course::Courses;
use crate::editions::Registry;
use crate::figure::Figures;
use crate::glossary::Glossary;
use crate::report::{Found, Place, Report};
use crate::source::Files;
use crate::yaml;

mod check;
mod markdown;
mod rules;

pub(crate) use markdown::{exhibit, prose};

/// One lesson, rendered.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its id, the name of its file.
    pub id: LessonId,
    /// The level of its course.
    pub level: Level,
    /// Its area.
    pub area: AreaId,
    /// Its title.
    pub title: String,
    /// Clauses of the taught edition that it is about.
    pub clauses: Vec<ClauseNumber>,
    /// Reading time.
    pub minutes: u16,
    /// What the reader can do afterwards.
    pub objective: String,
    /// Why it matters at work.
    pub why: String,
    /// Its sections, for the table of contents.
    pub headings: Vec<Heading>,
    /// Its text, cut at the checks.
    pub parts: Vec<Part>,
    /// Its checks, in order.
    pub checks: Vec<Check>,
    /// Its text as written: Markdown without the front matter.
    pub source: String,
}

/// A section of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The id of its element.
    pub anchor: String,
    /// Its text.
    pub text: String,
}

/// A piece of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML.
    Html(String),
    /// A check stands here.
    Check(CheckId),
}

/// A check: one question inside a lesson, answered in place.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its id.
    pub id: CheckId,
    /// The lesson that holds it.
    pub lesson: LessonId,
    /// Clauses it bears on: those of the lesson unless it names its own.
    pub clauses: Vec<ClauseNumber>,
    /// The question.
    pub stem: String,
    /// The options in the order shown.
    pub options: Vec<CheckOption>,
    /// The right option, counted from 0.
    pub key: u8,
}

/// One option of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOption {
    /// What the reader may choose.
    pub text: String,
    /// What the reader is told after choosing it.
    pub feedback: String,
}

/// What lessons may refer to.
pub(crate) struct Known<'a> {
    pub registry: &'a Registry,
    pub glossary: &'a Glossary,
    pub courses: &'a Courses,
}

/// All lessons and their words.
pub(crate) struct Lessons {
    /// In the order of their courses; those that no course lists come last.
    pub lessons: Vec<Lesson>,
    /// What each says, without checks and marks: before its first heading, then below each.
    pub passages: BTreeMap<LessonId, Vec<String>>,
}

/// Reads the lessons of all levels.
pub(crate) fn load(files: &Files, known: &Known<'_>, report: &mut Report) -> Lessons {
    let folder = |level: Level| format!("{}/lessons", level.word());
    let names = names(files);
    let mut lessons = Vec::new();
    for level in Level::ALL {
        let figures = Figures::load(files, level.word(), report);
        for (path, name, text) in files.within(&folder(level), "md") {
            let shelf = Shelf { level, name, links: Links { lessons: &names, known }, figures: &figures };
            lessons.extend(read(text, &shelf, Place::whole(path), report));
        }
    }
    rules::check_ids(&lessons, report);
    rules::check_order(&names, known.courses, report);
    let order = known.courses.courses.iter().flat_map(|course| course.areas.iter().flat_map(|area| &area.lessons));
    let order = order.enumerate().map(|(n, id)| (id, n)).collect::<BTreeMap<_, _>>();
    let mut passages = BTreeMap::new();
    let mut lessons = lessons
        .into_iter()
        .map(|read| {
            passages.insert(read.lesson.value.id.clone(), read.passages);
            read.lesson.value
        })
        .collect::<Vec<_>>();
    lessons.sort_by_key(|lesson| order.get(&lesson.id).copied().unwrap_or(usize::MAX));
    Lessons { lessons, passages }
}

/// The names of all lessons.
pub(crate) fn names(files: &Files) -> BTreeSet<&str> {
    let all = Level::ALL.into_iter().flat_map(|level| files.within(&format!("{}/lessons", level.word()), "md"));
    all.map(|(_, name, _)| name).collect()
}

/// What a text may link to.
pub(crate) struct Links<'a> {
    pub lessons: &'a BTreeSet<&'a str>,
    pub known: &'a Known<'a>,
}

/// Where a lesson stands and what it may refer to.
struct Shelf<'a> {
    level: Level,
    name: &'a str,
    links: Links<'a>,
    figures: &'a Figures,
}

/// A lesson and where it and its checks were found.
struct Read {
    lesson: Found<Lesson>,
    checks: Vec<Found<CheckId>>,
    passages: Vec<String>,
}

fn read(text: &str, shelf: &Shelf<'_>, place: Place<'_>, report: &mut Report) -> Option<Read> {
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        report.add(place.line(1), "the lesson has no front matter", "begin with `---`, fields, `---`");
        return None;
    };
    let front_place = Place { before: 1, ..place };
    let body_place = Place { before: front.lines().count() + 2, ..place };
    let front = yaml::read::<RawFront>(front, front_place, report);
    let rendered = markdown::render(body, shelf, body_place, report);
    let front = front?;
    rules::check_front(&front, shelf, front_place, report);
    rules::check_extent(&rendered, front_place.of(&front.id), report);
    let id = LessonId::new(front.id.value.clone());
    let clauses = shelf.links.known.registry.clauses(&front.clauses, front_place, report);
    let mut places = Vec::new();
    let mut checks = Vec::new();
    for Found { value, file, line } in rendered.checks {
        places.push(Found { value: value.id.clone(), file, line });
        checks.extend(value.into_check(&id, &clauses));
    }
    let at = front_place.of(&front.id);
    let lesson = Lesson {
        id,
        level: shelf.level,
        area: AreaId::new(front.area.value),
        title: front.title,
        clauses,
        minutes: front.minutes,
        objective: front.objective.unwrap_or_default().trim().to_owned(),
        why: front.why.unwrap_or_default().trim().to_owned(),
        headings: rendered.headings,
        parts: rendered.parts,
        checks,
        source: body.trim_start_matches('\n').to_owned(),
    };
    Some(Read { lesson: Found::new(lesson, at), checks: places, passages: rendered.passages })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFront {
    id: Spanned<String>,
    title: String,
    area: Spanned<String>,
    clauses: Vec<Spanned<String>>,
    minutes: u16,
    objective: Option<String>,
    why: Option<String>,
}

impl RawFront {
    fn lacks_objective(&self) -> bool {
        choice::is_blank(self.objective.as_deref())
    }

    fn lacks_why(&self) -> bool {
        choice::is_blank(self.why.as_deref())
    }
}
