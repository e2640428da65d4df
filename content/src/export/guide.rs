//! What guides people besides lessons, for programs: model reports, learning paths, institutes.

use serde_json::{Value, json};

use super::confidence;
use crate::audit::{ModelReport, ReportFinding};
use crate::paths::{LearningPath, PathStep, PathWork};
use crate::schemes::{Exam, Fact, Institute, Institutes, LevelAim};

/// A model report.
pub(super) fn report(report: &ModelReport) -> Value {
    let finding = |finding: &ReportFinding| {
        json!({
            "id": finding.id,
            "grade": finding.grade.word(),
            "clause": finding.clause,
            "evidence": finding.evidence,
            "title": finding.title,
        })
    };
    json!({
        "scenario": report.scenario,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "body": report.source,
    })
}

/// A learning path.
pub(super) fn path(path: &LearningPath) -> Value {
    json!({
        "id": path.id,
        "title": path.title,
        "for": path.whom,
        "weeks": path.weeks,
        "teaches": path.teaches,
        "steps": path.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &PathStep) -> Value {
    let why = &step.why;
    match &step.work {
        PathWork::Lessons(lessons) => json!({"kind": "lesson", "lessons": lessons, "why": why}),
        PathWork::Practice(areas) => json!({"kind": "practice", "areas": areas, "why": why}),
        PathWork::Paper(scheme) => json!({"kind": "paper", "scheme": scheme, "why": why}),
        PathWork::Exercises(scenarios) => json!({"kind": "exercise", "scenarios": scenarios, "why": why}),
        PathWork::Page(page) => json!({"kind": "page", "page": page.word(), "why": why}),
    }
}

/// Who runs the exams.
pub(super) fn institutes(institutes: &Institutes) -> Value {
    let level = |aim: &LevelAim| json!({"level": aim.level, "whom": aim.whom, "aim": aim.aim});
    json!({
        "checked_on": institutes.checked_on,
        "levels": institutes.levels.iter().map(level).collect::<Vec<_>>(),
        "institutes": institutes.institutes.iter().map(institute).collect::<Vec<_>>(),
        "itil": facts(&institutes.itil),
        "open": {"exams": institutes.open_on_exams, "itil": institutes.open_on_itil},
    })
}

fn institute(institute: &Institute) -> Value {
    let exam = |exam: &Exam| {
        json!({
            "name": exam.name,
            "level": exam.level,
            "scheme": exam.scheme,
            "before": exam.before.as_ref().map(fact),
            "facts": facts(&exam.facts),
        })
    };
    let exams = institute.exams.iter().map(exam).collect::<Vec<_>>();
    json!({"name": institute.name, "facts": facts(&institute.facts), "exams": exams})
}

fn facts(facts: &[Fact]) -> Vec<Value> {
    facts.iter().map(fact).collect()
}

fn fact(fact: &Fact) -> Value {
    json!({"text": fact.text, "source": fact.source, "confidence": confidence(fact.confidence)})
}
