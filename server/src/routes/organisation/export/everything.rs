//! All of the books in one file for programs.

use domain::award::Award;
use domain::ids::MemberId;
use domain::organisation::Books;
use serde_json::{Value, json};
use store::AwardLog;

use super::sheets::decision;
use super::source::Source;
use crate::stop::Stop;

/// Writes it.
pub(super) async fn write(source: &Source) -> Result<Vec<u8>, Stop> {
    let (books, awards, lines) = (source.books().await?, source.awards().await?, source.lines().await?);
    let (plans, observations, exceptions) =
        (source.plans().await?, source.observations().await?, source.exceptions().await?);
    let plans = plans.iter().map(|one| {
        json!({"id": one.id, "person": one.member, "kind": one.kind, "level": one.level, "on": one.on, "cost": one.cost,
            "state": one.state.word(), "by": one.by, "made_at": one.made_at})
    });
    let observations = observations.iter().map(|(member, one)| {
        json!({"id": one.id, "person": member, "on": one.on, "effect": one.effect, "words": one.words, "by": one.by})
    });
    let exceptions = exceptions.iter().map(|one| {
        let what = &one.exception;
        json!({"id": one.id, "person": what.member, "requirement": what.requirement, "state": one.state.word(),
            "from": what.from, "until": what.until, "reason": what.reason, "asked_by": one.asked_by, "asked_at": one.asked_at,
            "answer": one.answer, "decided_by": one.decided_by, "decided_at": one.decided_at})
    });
    let log = lines.iter().map(
        |line| json!({"number": line.number, "at": line.at, "by": line.by, "person": line.member, "entry": line.entry}),
    );
    let mut whole = json!({
        "format": "clausewise organisation, version 1",
        "made_at": source.now(),
        "organisation": source.seat().organisation_name,
        "settings": source.seat().settings,
        "requirements": books.requirements.values().collect::<Vec<_>>(),
        "awards": awards.iter().map(award).collect::<Vec<_>>(),
        "plans": plans.collect::<Vec<_>>(),
        "observations": observations.collect::<Vec<_>>(),
        "exceptions": exceptions.collect::<Vec<_>>(),
        "log": log.collect::<Vec<_>>(),
    });
    for (name, list) in structure(books) {
        whole[name] = list;
    }
    let written = tokio::task::spawn_blocking(move || serde_json::to_vec(&whole));
    written.await.map_err(|_| Stop::Internal)?.map_err(|_| Stop::Internal)
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
