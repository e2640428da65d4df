//! What can be found: clauses, terms, sections of lessons, exercises and paths.
//!
//! Of exercises only title and opening are here, and nothing of items, checks and model reports: a search gives no answer
//! away.

use std::collections::BTreeMap;

use domain::clause::{Clause, ClauseNumber, Edition};
use domain::ids::LessonId;
use domain::question::Level;

use super::SearchGroup;
use crate::glossary::Term;
use crate::lesson::Lesson;
use crate::library::Library;
use crate::links;
use crate::paths::LearningPath;
use crate::scenario::{Scenario, ScenarioKind};

/// How much more a word counts in a title than in the text below it.
pub(super) const TITLE: f32 = 4.0;
/// A word by which something is known without being called so: the year of an edition.
const KNOWN_BY: f32 = 3.0;
/// The clauses that something is about share so much; whoever is about one clause alone says most about it.
const ABOUT: f32 = 12.0;
/// The abbreviation of a term that is written out.
const ABBREVIATED: f32 = 2.0;
/// A word in the title of the lesson around a section.
const AROUND: f32 = 1.5;

/// One thing that can be found.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub group: SearchGroup,
    pub address: String,
    pub title: String,
    /// What it belongs to, in words.
    pub context: String,
    pub level: Option<Level>,
    /// Lines, with tabs between the cells of a table.
    pub text: String,
    /// The clause that it is the card of, and whether the edition is taught.
    pub card: Option<(ClauseNumber, bool)>,
    /// What else it is called.
    pub short: Option<String>,
}

impl Document {
    /// What its address says about the page; terms stand each for itself.
    pub fn page(&self) -> &str {
        if self.group == SearchGroup::Glossary {
            return &self.address;
        }
        self.address.split('#').next().unwrap_or_default()
    }
}

/// A document and the words by which it is found besides its title and its text.
pub(super) struct Draft {
    pub document: Document,
    pub besides: Vec<(f32, String)>,
}

/// Everything that can be found, in the order in which equals are shown.
pub(super) fn drafts(library: &Library, passages: &BTreeMap<LessonId, Vec<String>>) -> Vec<Draft> {
    let editions = std::iter::once(&library.taught).chain(&library.legacy);
    let cards = editions.flat_map(|edition| edition.clauses.values().map(|clause| card(library, edition, clause)));
    let terms = library.glossary.iter().map(term);
    let lessons = library
        .lessons
        .iter()
        .flat_map(|lesson| sections(lesson, passages.get(&lesson.id).map(Vec::as_slice).unwrap_or_default()));
    let exercises = library.scenarios.iter().filter(|scenario| is_offered(library, scenario)).map(exercise);
    let paths = library.paths.iter().map(path);
    let mut drafts = cards.chain(terms).chain(lessons).chain(exercises).chain(paths).collect::<Vec<_>>();
    drafts.iter_mut().for_each(|draft| abbreviate(draft, library));
    drafts
}

/// Terms with an abbreviation.
pub(super) fn abbreviations(library: &Library) -> impl Iterator<Item = (&str, &str)> {
    library.glossary.iter().filter_map(|term| Some((term.term.as_str(), term.short.as_deref()?)))
}

/// Lets a text that writes a term out be found by its abbreviation.
fn abbreviate(draft: &mut Draft, library: &Library) {
    let text = [draft.document.title.as_str(), draft.document.text.as_str()].join("\n").to_lowercase();
    let written_out = abbreviations(library).filter(|(term, _)| text.contains(&term.to_lowercase()));
    draft.besides.extend(written_out.map(|(_, short)| (ABBREVIATED, short.to_owned())));
}

fn card(library: &Library, edition: &Edition, clause: &Clause) -> Draft {
    let besides = if edition.taught { Vec::new() } else { vec![(KNOWN_BY, edition.id.to_string())] };
    let before =
        if edition.taught { taught(library, &clause.number) } else { legacy(library, edition, &clause.number) };
    let text = [parts(edition, &clause.number), before].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let document = Document {
        group: SearchGroup::Clauses,
        address: links::clause(edition.id.as_str(), clause.number.as_str()),
        title: format!("{} {}", clause.number, clause.title),
        context: edition.name.clone(),
        level: None,
        text,
        card: Some((clause.number.clone(), edition.taught)),
        short: Some(clause.title.clone()),
    };
    Draft { document, besides }
}

/// What a clause is divided into.
fn parts(edition: &Edition, number: &ClauseNumber) -> Option<String> {
    let below = edition.clauses.values().filter(|clause| clause.number.parent().as_ref() == Some(number));
    let titles = below.map(titled).collect::<Vec<_>>();
    (!titles.is_empty()).then(|| format!("Contains {}.", titles.join("; ")))
}

/// Where a clause stood before, and its neighbours in ITIL.
fn taught(library: &Library, number: &ClauseNumber) -> Option<String> {
    let old = library.legacy.iter().find(|edition| edition.id.as_str() == "2011");
    let rows = library.crosswalk.rows.iter().filter(|row| row.to.contains(number));
    let titles = rows.filter_map(|row| old?.clauses.get(&row.from)).map(titled).collect::<Vec<_>>();
    let before = match (titles.is_empty(), library.crosswalk.new.contains(number)) {
        (false, _) => Some(format!("In 2011: {}.", titles.join("; "))),
        (true, true) => Some("New in 2018.".to_owned()),
        (true, false) => None,
    };
    let itil = library.itil.get(number).map(|itil| format!("In ITIL v3: {}. In ITIL 4: {}.", itil.v3, itil.v4));
    let lines = [before, itil].into_iter().flatten().collect::<Vec<_>>();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What became of a clause.
fn legacy(library: &Library, edition: &Edition, number: &ClauseNumber) -> Option<String> {
    let row = (edition.id.as_str() == "2011").then(|| library.crosswalk.leaving(number)).flatten();
    let to = row.into_iter().flat_map(|row| &row.to).filter_map(|to| library.taught.clauses.get(to));
    let titles = to.map(titled).collect::<Vec<_>>();
    (!titles.is_empty()).then(|| format!("In {}: {}.", library.taught.id, titles.join("; ")))
}

fn titled(clause: &Clause) -> String {
    format!("{} {}", clause.number, clause.title)
}

fn term(term: &Term) -> Draft {
    let short = term.short.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
    let document = Document {
        group: SearchGroup::Glossary,
        address: links::term(term.id.as_str()),
        title: format!("{}{short}", term.term),
        context: String::new(),
        level: None,
        text: term.definition.clone(),
        card: None,
        short: Some(term.term.clone()),
    };
    Draft { document, besides: vec![about(&term.clauses)] }
}

/// The lesson itself, with what stands before its first heading, and each of its sections.
fn sections<'a>(lesson: &'a Lesson, passages: &'a [String]) -> impl Iterator<Item = Draft> + use<'a> {
    let address = links::lesson(lesson.id.as_str());
    let whole = Document {
        group: SearchGroup::Lessons,
        address: address.clone(),
        title: lesson.title.clone(),
        context: String::new(),
        level: Some(lesson.level),
        text: [lesson.objective.as_str(), passages.first().map_or("", String::as_str)].join("\n"),
        card: None,
        short: None,
    };
    let whole = Draft { document: whole, besides: vec![about(&lesson.clauses)] };
    let below = lesson.headings.iter().zip(passages.iter().skip(1)).map(move |(heading, text)| {
        let document = Document {
            group: SearchGroup::Lessons,
            address: format!("{address}#{}", heading.anchor),
            title: heading.text.clone(),
            context: lesson.title.clone(),
            level: Some(lesson.level),
            text: text.clone(),
            card: None,
            short: None,
        };
        Draft { document, besides: vec![(AROUND, lesson.title.clone())] }
    });
    std::iter::once(whole).chain(below)
}

/// Whether it can be worked through: what has questions, and is no mini-scenario of a paper.
fn is_offered(library: &Library, scenario: &Scenario) -> bool {
    let asked = || library.items.iter().any(|item| item.is_live() && item.scenario.as_ref() == Some(&scenario.id));
    (scenario.is_exercise() || scenario.kind == ScenarioKind::Booklet) && asked()
}

fn exercise(scenario: &Scenario) -> Draft {
    let context = match scenario.kind {
        ScenarioKind::Audit => "Audit case",
        ScenarioKind::Booklet => "Booklet",
        ScenarioKind::Case | ScenarioKind::Supplement => "Case",
    };
    let document = Document {
        group: SearchGroup::Work,
        address: links::exercise(scenario.id.as_str()),
        title: scenario.title.clone(),
        context: context.to_owned(),
        level: Some(scenario.level),
        text: scenario.opening.clone(),
        card: None,
        short: None,
    };
    Draft { document, besides: vec![about(&scenario.clauses), (AROUND, format!("exercise {context}"))] }
}

fn path(path: &LearningPath) -> Draft {
    let whys = path.steps.iter().map(|step| step.why.as_str());
    let document = Document {
        group: SearchGroup::Work,
        address: links::path(&path.id),
        title: path.title.clone(),
        context: "Learning path".to_owned(),
        level: path.teaches,
        text: std::iter::once(path.whom.as_str()).chain(whys).collect::<Vec<_>>().join("\n"),
        card: None,
        short: None,
    };
    Draft { document, besides: vec![(AROUND, "learning path".to_owned())] }
}

fn about(clauses: &[ClauseNumber]) -> (f32, String) {
    let weight = (ABOUT / clauses.len().max(1) as f32).clamp(1.0, ABOUT / 2.0);
    (weight, clauses.iter().map(ClauseNumber::as_str).collect::<Vec<_>>().join(" "))
}
