//! Scenarios: booklets, cases, audit cases, and the papers that cases share.

use std::collections::BTreeMap;

use domain::clause::ClauseNumber;
use domain::ids::{AreaId, ScenarioId};
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::bank::digest_of;
use crate::course::Courses;
use crate::editions::{self, Registry};
use crate::lesson::exhibit;
use crate::report::{Found, Place, Report};
use crate::source::Files;
use crate::yaml;

mod rules;

/// A text on which items are built, rendered.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its id, the name of its file; the first letter is that of its level.
    pub id: ScenarioId,
    /// Its level.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: ScenarioKind,
    /// Its area, and that of its items.
    pub area: AreaId,
    /// Clauses of the taught edition that it can reach.
    pub clauses: Vec<ClauseNumber>,
    /// Share of marks that prepared candidates are expected to reach, in hundredths.
    pub difficulty: u8,
    /// The family of a booklet.
    pub family: Option<BookletFamily>,
    /// The use of the standard that a Foundation case shows.
    pub shows: Option<Use>,
    /// The paper that a case shares with others.
    pub supplement: Option<ScenarioId>,
    /// Time to read it, in seconds.
    pub seconds: u32,
    /// Its text.
    pub html: String,
    /// Its first paragraph, without marks.
    pub opening: String,
    /// A digest of everything that is shown (hexadecimal); attempts are pinned to it.
    pub digest: String,
}

/// What a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioKind {
    /// A described organisation with all questions of one part of a paper.
    Booklet,
    /// A few paragraphs with a few questions.
    Case,
    /// The file of an audit, with findings to be made and a model report.
    Audit,
    /// A paper shared by cases, without questions of its own.
    Supplement,
}

/// The four kinds of booklet that courses use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookletFamily {
    /// Policies.
    Policies,
    /// Incident and service request management.
    IncidentRequest,
    /// Applicability and scope.
    ScopeApplicability,
    /// Readiness for certification.
    Readiness,
}

/// What an organisation may use the standard for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// A customer seeks services and wants assurance that they will be good.
    SeekingAssurance,
    /// A customer wants one consistent approach from all providers of its supply chain.
    SupplyChain,
    /// A provider shows that it can plan, design, deliver and improve services.
    DemonstratingCapability,
    /// A provider monitors, measures and reviews its processes and services.
    Measuring,
    /// A provider improves design, transition and delivery through its management system.
    Improving,
    /// A provider is assessed for conformity.
    BeingAssessed,
}

impl ScenarioKind {
    /// The word of the files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Booklet => "booklet",
            Self::Case => "case",
            Self::Audit => "audit",
            Self::Supplement => "supplement",
        }
    }
}

impl BookletFamily {
    /// The word of the files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Policies => "policies",
            Self::IncidentRequest => "incident_request",
            Self::ScopeApplicability => "scope_applicability",
            Self::Readiness => "readiness",
        }
    }
}

impl Use {
    /// All uses.
    pub const ALL: [Self; 6] = [
        Self::SeekingAssurance,
        Self::SupplyChain,
        Self::DemonstratingCapability,
        Self::Measuring,
        Self::Improving,
        Self::BeingAssessed,
    ];

    /// The word of the files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SeekingAssurance => "seeking_assurance",
            Self::SupplyChain => "supply_chain",
            Self::DemonstratingCapability => "demonstrating_capability",
            Self::Measuring => "measuring",
            Self::Improving => "improving",
            Self::BeingAssessed => "being_assessed",
        }
    }
}

impl Scenario {
    /// Whether it is there to work through, outside all papers: an audit case or a Foundation case.
    pub fn is_exercise(&self) -> bool {
        match self.kind {
            ScenarioKind::Audit => true,
            ScenarioKind::Case => self.level == Level::Foundation,
            ScenarioKind::Booklet | ScenarioKind::Supplement => false,
        }
    }
}

/// All scenarios.
#[derive(Default)]
pub(crate) struct Shelf {
    pub scenarios: Vec<Found<Scenario>>,
    /// The text of each file.
    pub sources: BTreeMap<ScenarioId, String>,
    /// Levels with a file that could not be read, so that nobody can say that a scenario is unknown.
    pub broken: Vec<Level>,
}

impl Shelf {
    /// Reads `LEVEL/scenarios/` of all levels.
    pub fn load(files: &Files, registry: &Registry, courses: &Courses, report: &mut Report) -> Self {
        let mut shelf = Self::default();
        for level in Level::ALL {
            for (path, name, text) in files.within(&format!("{}/scenarios", level.word()), "md") {
                let place = Place::whole(path);
                let Some(raw) = read(text, place, report) else {
                    shelf.broken.push(level);
                    continue;
                };
                rules::check(&raw, &rules::Home { level, file: name, registry, courses }, place, report);
                let at = raw.front_place(place).of(&raw.front.id);
                let scenario = raw.scenario(level);
                shelf.sources.entry(scenario.id.clone()).or_insert_with(|| text.to_owned());
                shelf.scenarios.push(Found::new(scenario, at));
            }
        }
        rules::check_supplements(&shelf, report);
        rules::check_uses(&shelf, report);
        shelf
    }

    /// A scenario.
    pub fn get(&self, id: &str) -> Option<&Scenario> {
        self.scenarios.iter().map(|found| &found.value).find(|scenario| scenario.id.as_str() == id)
    }
}

/// Reads the text of one scenario, as [`crate::Library::scenario_source`] gives it.
///
/// Only the form is checked, so that an old version stays readable when the rules for new ones grow.
///
/// # Errors
/// The report names what keeps the text from being a scenario; lines count within the text.
pub fn parse_scenario(source: &str) -> Result<Scenario, Report> {
    let mut report = Report::default();
    let place = Place::whole("scenario");
    let raw = read(source, place, &mut report).ok_or_else(|| report.clone())?;
    let front = raw.front_place(place);
    editions::check_numbers(&raw.front.clauses, front, &mut report);
    let level = level_of(&raw.front.id.value);
    if level.is_none() {
        let message = format!("{} names no level", raw.front.id.value);
        report.add(front.of(&raw.front.id), message, "begin the id with f-, p- or a-");
    }
    match level {
        Some(level) if report.is_sound() => Ok(raw.scenario(level)),
        _ => Err(report),
    }
}

/// The level that the first letter of an id stands for.
fn level_of(id: &str) -> Option<Level> {
    let (letter, _) = id.split_once('-')?;
    Level::ALL.into_iter().find(|level| letter == &level.word()[..1])
}

/// A scenario as written: the front matter and the text.
struct Raw<'a> {
    front: RawFront,
    /// Lines of the front matter.
    lines: usize,
    body: &'a str,
}

fn read<'a>(text: &'a str, place: Place<'_>, report: &mut Report) -> Option<Raw<'a>> {
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        report.add(place.line(1), "the scenario has no front matter", "begin with `---`, fields, `---`");
        return None;
    };
    let lines = front.lines().count();
    let front = yaml::read::<RawFront>(front, Place { before: 1, ..place }, report)?;
    Some(Raw { front, lines, body })
}

impl Raw<'_> {
    fn front_place<'p>(&self, place: Place<'p>) -> Place<'p> {
        Place { before: 1, ..place }
    }

    fn body_place<'p>(&self, place: Place<'p>) -> Place<'p> {
        Place { before: self.lines + 2, ..place }
    }

    fn scenario(&self, level: Level) -> Scenario {
        let front = &self.front;
        // What is wrong with the Markdown, `rules` says.
        let text = exhibit(self.body, &front.id.value, Place::whole(""), &mut Report::default());
        let supplement = front.supplement.as_ref().map(|id| id.value.as_str());
        Scenario {
            id: ScenarioId::new(front.id.value.clone()),
            level,
            title: front.title.value.trim().to_owned(),
            kind: front.kind.value,
            area: AreaId::new(front.area.value.clone()),
            clauses: front.clauses.iter().filter_map(|clause| ClauseNumber::parse(&clause.value)).collect(),
            difficulty: (front.difficulty.value * 100.0).round().clamp(0.0, 100.0) as u8,
            family: front.family.as_ref().map(|family| family.value),
            shows: front.shows.as_ref().map(|shows| shows.value),
            supplement: supplement.map(ScenarioId::new),
            seconds: (front.minutes.value * 60.0).round().clamp(0.0, 86_400.0) as u32,
            html: text.html,
            opening: text.opening,
            digest: digest_of(&[front.title.value.trim(), supplement.unwrap_or_default(), self.body.trim()]),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFront {
    id: Spanned<String>,
    title: Spanned<String>,
    kind: Spanned<ScenarioKind>,
    area: Spanned<String>,
    clauses: Vec<Spanned<String>>,
    difficulty: Spanned<f64>,
    family: Option<Spanned<BookletFamily>>,
    #[serde(rename = "use")]
    shows: Option<Spanned<Use>>,
    supplement: Option<Spanned<String>>,
    minutes: Spanned<f64>,
}
