//! Learning paths: ways through the course for different goals.

use std::collections::BTreeSet;

use domain::ids::{AreaId, LessonId, ScenarioId, SchemeId};
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::library::Library;
use crate::links;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

mod rules;

const FILE: &str = "paths.yaml";

/// One way through the course.
#[derive(Clone, Debug)]
pub struct LearningPath {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whom it suits, in a sentence or two.
    pub whom: String,
    /// How long it takes at about four hours a week.
    pub weeks: u8,
    /// The level of which it holds every lesson.
    pub teaches: Option<Level>,
    /// Its steps, in order.
    pub steps: Vec<PathStep>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// What to do.
    pub work: PathWork,
    /// Why, at this place.
    pub why: String,
}

/// What a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathWork {
    /// Lessons to read, in this order.
    Lessons(Vec<LessonId>),
    /// Areas to practise.
    Practice(Vec<AreaId>),
    /// A paper of a scheme to sit.
    Paper(SchemeId),
    /// Foundation cases or audit cases to work through.
    Exercises(Vec<ScenarioId>),
    /// A page to look at.
    Page(PathPage),
}

/// A page that paths send people to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathPage {
    /// The clauses, with the older editions beside them.
    Clauses,
    /// The glossary.
    Glossary,
    /// How the exam page works.
    Tutorial,
    /// One's own progress.
    Progress,
}

impl PathPage {
    /// The word of the files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clauses => "clauses",
            Self::Glossary => "glossary",
            Self::Tutorial => "tutorial",
            Self::Progress => "progress",
        }
    }

    /// Its address.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Clauses => links::CLAUSES,
            Self::Glossary => links::GLOSSARY,
            Self::Tutorial => links::TUTORIAL,
            Self::Progress => links::PROGRESS,
        }
    }
}

/// Reads `paths.yaml`, if there is one.
pub(crate) fn load(files: &Files, library: &Library, report: &mut Report) -> Vec<LearningPath> {
    let place = Place::whole(FILE);
    let Some(text) = files.get(FILE) else { return Vec::new() };
    let raws = yaml::read::<Vec<RawPath>>(text, place, report).unwrap_or_default();
    let mut ids = BTreeSet::new();
    for raw in &raws {
        if !ids.insert(&raw.id.value) {
            report.add(place.of(&raw.id), format!("path {} stands twice", raw.id.value), "give one of them another id");
        }
        rules::check(raw, &rules::Known { files, library, place }, report);
    }
    raws.iter().map(RawPath::path).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPath {
    id: Spanned<String>,
    title: String,
    #[serde(rename = "for")]
    whom: String,
    weeks: Spanned<u8>,
    teaches: Option<Level>,
    steps: Vec<RawStep>,
}

/// A step as written. Not an enum with a tag: that would lose the lines.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    kind: Spanned<RawKind>,
    #[serde(default)]
    lessons: Vec<Spanned<String>>,
    #[serde(default)]
    areas: Vec<Spanned<String>>,
    scheme: Option<Spanned<String>>,
    #[serde(default)]
    scenarios: Vec<Spanned<String>>,
    page: Option<PathPage>,
    why: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    Lesson,
    Practice,
    Paper,
    Exercise,
    Page,
}

impl RawPath {
    fn path(&self) -> LearningPath {
        let text = |text: &str| text.trim().to_owned();
        LearningPath {
            id: self.id.value.clone(),
            title: text(&self.title),
            whom: text(&self.whom),
            weeks: self.weeks.value,
            teaches: self.teaches,
            steps: self.steps.iter().filter_map(RawStep::step).collect(),
        }
    }
}

impl RawStep {
    /// The step, if it has the field of its kind.
    fn step(&self) -> Option<PathStep> {
        fn ids<T>(list: &[Spanned<String>], id: impl Fn(String) -> T) -> Vec<T> {
            list.iter().map(|text| id(text.value.clone())).collect()
        }
        let work = match self.kind.value {
            RawKind::Lesson => PathWork::Lessons(ids(&self.lessons, LessonId::new)),
            RawKind::Practice => PathWork::Practice(ids(&self.areas, AreaId::new)),
            RawKind::Paper => PathWork::Paper(SchemeId::new(self.scheme.as_ref()?.value.clone())),
            RawKind::Exercise => PathWork::Exercises(ids(&self.scenarios, ScenarioId::new)),
            RawKind::Page => PathWork::Page(self.page?),
        };
        Some(PathStep { work, why: self.why.trim().to_owned() })
    }
}
