//! Model reports: what an auditor could have written about an audit case.

use std::collections::BTreeSet;

use domain::clause::ClauseNumber;
use domain::ids::ScenarioId;
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::choice::is_blank;
use crate::editions::Registry;
use crate::lesson::{self, Known, Links};
use crate::report::{At, Place, Report};
use crate::scenario::{ScenarioKind, Shelf};
use crate::source::Files;
use crate::yaml;

/// The folder of the reports.
const FOLDER: &str = "auditor/reports";

/// A report about an audit case, to hold one's own against.
#[derive(Clone, Debug)]
pub struct ModelReport {
    /// The audit case.
    pub scenario: ScenarioId,
    /// Its findings, in order.
    pub findings: Vec<ReportFinding>,
    /// Its text.
    pub html: String,
    /// Its text as written: Markdown without the front matter.
    pub source: String,
}

/// One finding of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFinding {
    /// How the report names it, for instance `NC-1`.
    pub id: String,
    /// What it is.
    pub grade: FindingGrade,
    /// The clause of the taught edition that it bears on.
    pub clause: ClauseNumber,
    /// Where in the case the evidence stands.
    pub evidence: String,
    /// What was found, in a line.
    pub title: String,
}

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingGrade {
    /// A major nonconformity.
    Major,
    /// A minor nonconformity.
    Minor,
    /// An opportunity for improvement.
    Opportunity,
    /// Conformity.
    Conformity,
    /// The evidence does not carry a finding.
    NotEnoughEvidence,
}

impl FindingGrade {
    /// The word of the files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Opportunity => "opportunity",
            Self::Conformity => "conformity",
            Self::NotEnoughEvidence => "not_enough_evidence",
        }
    }
}

/// Reads `auditor/reports/`. Each audit case has one, and each belongs to an audit case.
pub(crate) fn load(files: &Files, known: &Known<'_>, shelf: &Shelf, report: &mut Report) -> Vec<ModelReport> {
    let names = lesson::names(files);
    let links = Links { lessons: &names, known };
    let mut reports = Vec::new();
    for (path, name, text) in files.within(FOLDER, "md") {
        let place = Place::whole(path);
        let case = shelf.get(name).is_some_and(|scenario| scenario.kind == ScenarioKind::Audit);
        if !case && !shelf.broken.contains(&Level::Auditor) {
            let fix = format!("write auditor/scenarios/{name}.md of the kind `audit`, or remove the report");
            report.add(place.line(1), format!("there is no audit case {name}"), fix);
        }
        reports.extend(read(name, text, &links, place, report));
    }
    for found in shelf.scenarios.iter().filter(|found| found.value.kind == ScenarioKind::Audit) {
        let id = &found.value.id;
        if files.get(&format!("{FOLDER}/{id}.md")).is_none() {
            report.add(found.at(), "the audit case has no model report", format!("write {FOLDER}/{id}.md"));
        }
    }
    reports
}

fn read(name: &str, text: &str, links: &Links<'_>, place: Place<'_>, report: &mut Report) -> Option<ModelReport> {
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        report.add(place.line(1), "the report has no front matter", "begin with `---`, `findings:`, `---`");
        return None;
    };
    let (front_place, lines) = (Place { before: 1, ..place }, front.lines().count());
    let text = lesson::prose(body, links, Place { before: lines + 2, ..place }, report);
    if text.words == 0 {
        report.add(place.line(lines + 2), "the report has no text", "write it below the front matter");
    }
    let raw = yaml::read::<RawFront>(front, front_place, report)?;
    let mut ids = BTreeSet::new();
    for finding in &raw.findings.value {
        check(finding, &mut ids, front_place.of(&finding.id), report);
    }
    if raw.findings.value.is_empty() {
        report.add(front_place.of(&raw.findings), "the report has no findings", "list them, conformity included");
    }
    let registry = links.known.registry;
    let findings = raw.findings.value.iter().filter_map(|raw| raw.finding(registry, front_place, report)).collect();
    let source = body.trim_start_matches('\n').to_owned();
    Some(ModelReport { scenario: ScenarioId::new(name), findings, html: text.html, source })
}

fn check<'a>(raw: &'a RawFinding, ids: &mut BTreeSet<&'a str>, at: At<'_>, report: &mut Report) {
    if !ids.insert(&raw.id.value) {
        report.add(at, format!("finding {} stands twice", raw.id.value), "give one of them another id");
    }
    if is_blank(Some(&raw.evidence)) {
        report.add(at, "the finding names no evidence", "say where in the case it stands");
    }
    if is_blank(Some(&raw.title)) {
        report.add(at, "the finding has no title", "say in a line what was found");
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFront {
    findings: Spanned<Vec<RawFinding>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFinding {
    id: Spanned<String>,
    grade: FindingGrade,
    clause: Spanned<String>,
    evidence: String,
    title: String,
}

impl RawFinding {
    fn finding(&self, registry: &Registry, place: Place<'_>, report: &mut Report) -> Option<ReportFinding> {
        let clause = registry.clause(&self.clause, place, report)?;
        let text = |text: &str| text.trim().to_owned();
        let (id, evidence, title) = (self.id.value.clone(), text(&self.evidence), text(&self.title));
        Some(ReportFinding { id, grade: self.grade, clause, evidence, title })
    }
}
