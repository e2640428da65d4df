//! The books of the small organisation: departments, positions, what is required, and certificates that wait to be looked at.

use anyhow::{Context, bail};
use domain::award::{Event, day_of};
use domain::ids::{AccountId, AssignmentId, DepartmentId, MemberId, OrganisationId, PositionId, RequirementId};
use domain::organisation::{Criticality, Demand, Entry, Person, Requirement, Role, Scope};
use domain::question::Level;
use domain::time::Timestamp;
use store::{Decided, Line, Store, Written, fresh_id};

use super::{DAY, ORGANISATION, email};
use crate::letters;

/// For so long the books are kept, in milliseconds.
pub const AGE: i64 = 400 * DAY;
/// Between two looks at the coverage for the trend, in milliseconds.
const MONTH: i64 = 30 * DAY;

/// Department, and its positions.
const PLACES: [(&str, &[&str]); 3] = [
    ("Service management office", &["Process owner", "Internal auditor"]),
    ("IT operations", &["Service owner", "Operations engineer"]),
    ("Service desk", &["Service desk analyst"]),
];

/// Position, level, how many, and how much it matters.
const REQUIRED: [(&str, Level, Demand, Criticality); 4] = [
    ("Process owner", Level::Practitioner, Demand::Each, Criticality::High),
    ("Service owner", Level::Foundation, Demand::Each, Criticality::High),
    ("Service desk analyst", Level::Foundation, Demand::Each, Criticality::Normal),
    ("Internal auditor", Level::Auditor, Demand::AtLeast(1), Criticality::High),
];

/// Who holds what. Those who are not among the accounts stand in the list only.
const HOLDERS: [(&str, &str); 9] = [
    ("Helena Marsh", "Process owner"),
    ("Tobias Lind", "Internal auditor"),
    ("Sofia Petrov", "Service desk analyst"),
    ("Liam Osborne", "Service owner"),
    ("Amina Farouk", "Service desk analyst"),
    ("Jonas Weber", "Operations engineer"),
    ("Chidi Okafor", "Service desk analyst"),
    ("Marta Nowak", "Process owner"),
    ("Ellis Grant", "Service owner"),
];

/// Somebody with an account.
pub struct Joiner {
    pub name: &'static str,
    pub account: AccountId,
    pub role: Role,
}

/// Opens the books; `site` is where the service is reached. The first who manages answers for them, and everybody joins.
pub async fn open(store: &Store, site: &str, joiners: &[Joiner], now: Timestamp) -> anyhow::Result<OrganisationId> {
    let start = Timestamp(now.0 - AGE);
    let manager = joiners.iter().find(|joiner| joiner.role == Role::Manager).context("somebody manages")?;
    let organisation = OrganisationId::new(fresh_id(start));
    let founder = (manager.account.clone(), person(manager.name));
    store.found_organisation(organisation.clone(), ORGANISATION.to_owned(), founder, start).await?;
    let seat = store.seat(&manager.account, &organisation, day_of(start)).await?.context("the founder has a seat")?;
    let (Some(managing), Some(leading)) = (seat.managing(), seat.leading()) else { bail!("the founder manages") };

    let mut lines = Vec::new();
    let mut positions = Vec::new();
    for (name, own) in PLACES {
        let department = DepartmentId::new(fresh_id(start));
        lines.push(Entry::Department { department: department.clone(), parent: None, name: name.to_owned() }.into());
        for name in own {
            let position = PositionId::new(fresh_id(start));
            let department = department.clone();
            lines.push(Entry::Position { position: position.clone(), department, name: (*name).to_owned() }.into());
            positions.push((*name, position));
        }
    }
    let named = |name: &str| positions.iter().find(|(own, _)| *own == name).map(|(_, position)| position.clone());
    for (position, level, demand, criticality) in REQUIRED {
        let requirement = Requirement {
            id: RequirementId::new(fresh_id(start)),
            name: format!("{position}: {}", level.name()),
            scope: Scope::Position(named(position).context("the position is there")?),
            levels: vec![level],
            demand,
            valid_months: None,
            criticality,
            from: day_of(start),
            // The analysts have a while left.
            due: (criticality == Criticality::Normal).then(|| day_of(Timestamp(now.0 + 45 * DAY))),
            until: None,
            within: None,
            apart_from: Vec::new(),
        };
        lines.push(Entry::Requirement { requirement }.into());
    }
    for (name, position) in HOLDERS {
        let (member, from) = (MemberId::new(fresh_id(start)), day_of(start));
        let came = Entry::Member { member: member.clone(), starts_on: Some(from), ends_on: None };
        lines.push(Line { entry: came, person: Some(person(name)) });
        let position = named(position).context("the position is there")?;
        let assignment = AssignmentId::new(fresh_id(start));
        lines.push(Entry::Assigned { assignment, member: member.clone(), position, from, until: None }.into());
        if let Some(Joiner { account, role, .. }) = joiners.iter().find(|joiner| joiner.name == name) {
            lines.push(Entry::Role { member: member.clone(), role: *role, lead_of: None }.into());
            lines.push(Entry::Joined { member, account: account.clone() }.into());
        }
    }
    if store.keep_books(&managing, lines, start).await? == Written::Taken {
        bail!("two people have the same address");
    }
    // The newest certificate still waits for somebody to look at it.
    let waiting = store.waiting(managing.seat(), day_of(now), 100).await?;
    for (award, _, _) in waiting.into_iter().rev().skip(1) {
        let event = Event::Verified { reason: "Certificate seen.".to_owned() };
        if store.decide_award(&leading, &award, event, &letters::tell(store, site, now), now).await? != Decided::Done {
            bail!("a certificate could not be verified");
        }
    }
    for months in (0..12).rev() {
        store.turn_the_page(Timestamp(now.0 - months * MONTH)).await?;
    }
    Ok(organisation)
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), email: email(name) }
}
