//! All of the books in one file for programs.

use std::sync::Arc;

use domain::award::{Award, Decision};
use domain::ids::MemberId;
use domain::organisation::{Books, Settings};
use domain::time::Timestamp;
use serde_json::{Value, json};
use store::{AwardLog, BookLine, ExceptionRow, ObservationRow, PlanRow, apart};

use super::source::Source;
use crate::stop::Stop;

/// Writes it.
pub(super) async fn write(source: &Source) -> Result<Vec<u8>, Stop> {
    let parts = Parts {
        name: source.seat().organisation_name.clone(),
        settings: source.seat().settings.clone(),
        made_at: source.now(),
        books: Arc::clone(source.books().await?),
        awards: Arc::clone(source.awards().await?),
        lines: Arc::clone(source.lines().await?),
        plans: source.plans().await?,
        observations: source.observations().await?,
        exceptions: source.exceptions().await?,
    };
    apart(move || serde_json::to_vec(&parts.whole())).await?.map_err(|_| Stop::Internal)
}

/// What it is made of.
struct Parts {
    name: String,
    settings: Settings,
    made_at: Timestamp,
    books: Arc<Books>,
    awards: Arc<Vec<(MemberId, AwardLog, Award)>>,
    lines: Arc<Vec<BookLine>>,
    plans: Vec<PlanRow>,
    observations: Vec<(MemberId, ObservationRow)>,
    exceptions: Vec<ExceptionRow>,
}

impl Parts {
    fn whole(&self) -> Value {
        let log = self.lines.iter().map(
            |line| json!({"number": line.number, "at": line.at, "by": line.by, "person": line.member, "entry": line.entry}),
        );
        let mut whole = json!({
            "format": "clausewise organisation, version 1",
            "made_at": self.made_at,
            "organisation": self.name,
            "settings": self.settings,
            "requirements": self.books.requirements.values().collect::<Vec<_>>(),
            "awards": self.awards.iter().map(award).collect::<Vec<_>>(),
            "plans": self.plans.iter().map(plan).collect::<Vec<_>>(),
            "observations": self.observations.iter().map(observation).collect::<Vec<_>>(),
            "exceptions": self.exceptions.iter().map(exception).collect::<Vec<_>>(),
            "log": log.collect::<Vec<_>>(),
        });
        for (name, list) in structure(&self.books) {
            whole[name] = list;
        }
        whole
    }
}

fn plan(one: &PlanRow) -> Value {
    json!({"id": one.id, "person": one.member, "kind": one.kind, "level": one.level, "on": one.on, "cost": one.cost,
        "refresher": one.refresher, "state": one.state.word(), "by": one.by, "made_at": one.made_at})
}

fn observation((member, one): &(MemberId, ObservationRow)) -> Value {
    json!({"id": one.id, "person": member, "on": one.on, "effect": one.effect, "words": one.words, "by": one.by})
}

fn exception(one: &ExceptionRow) -> Value {
    let what = &one.exception;
    json!({"id": one.id, "person": what.member, "requirement": what.requirement, "state": one.state.word(),
        "from": what.from, "until": what.until, "reason": what.reason, "asked_by": one.asked_by, "asked_at": one.asked_at,
        "answer": one.answer, "decided_by": one.decided_by, "decided_at": one.decided_at})
}

fn structure(books: &Books) -> [(&'static str, Value); 4] {
    let departments =
        books.departments.iter().map(|(id, one)| json!({"id": id, "parent": one.parent, "name": one.name}));
    let positions =
        books.positions.iter().map(|(id, one)| json!({"id": id, "department": one.department, "name": one.name}));
    let people = books.members.iter().map(|(id, one)| {
        let (name, email, role) = (&one.person.name, &one.person.email, one.role.word());
        json!({"id": id, "name": name, "email": email, "role": role, "joined": one.account.is_some(),
            "starts_on": one.starts_on, "ends_on": one.ends_on})
    });
    let assignments = books.assignments.iter().map(|(id, one)| {
        json!({"id": id, "person": one.member, "position": one.position, "from": one.from, "until": one.until})
    });
    [
        ("departments", departments.collect()),
        ("positions", positions.collect()),
        ("people", people.collect()),
        ("assignments", assignments.collect()),
    ]
}

fn award((member, log, award): &(MemberId, AwardLog, Award)) -> Value {
    let entries = log.entries.iter().map(|entry| json!({"at": entry.at, "by": entry.by, "event": entry.event}));
    let entries = entries.collect::<Vec<_>>();
    json!({"id": log.id, "person": member, "facts": award.facts, "decision": decision(award), "log": entries})
}

const fn decision(award: &Award) -> &'static str {
    match award.decision {
        Decision::Open => "to be verified",
        Decision::Verified => "verified",
        Decision::Rejected => "rejected",
    }
}
