//! Makes rows of the books anew from the lines of their log, by the function that made them.

use domain::ids::{AssignmentId, DepartmentId, ExceptionId, MemberId, OrganisationId, PositionId, RequirementId};
use domain::organisation::Entry;
use domain::time::Timestamp;

use super::Difference;
use super::books::{self, Told, Written};
use crate::Fault;
use crate::engine::{Conn, query};
use crate::organisations::project::project;

/// Writes what the log says, where that differs. Who is in the table and in no line of the log stays: a person is not taken out by
/// a program. Nothing is written where the log itself is not what was written.
pub(super) async fn mend(
    conn: &mut Conn,
    organisation: &OrganisationId,
    told: &Told,
    found: &[Difference],
) -> Result<(), Fault> {
    if !told.is_whole() {
        return Ok(());
    }
    let of = |table: &'static str| found.iter().filter(move |one| one.table == table);
    if of("organisation").next().is_some() {
        let books = &told.books;
        let named = (!books.name.is_empty()).then(|| Entry::Named { name: books.name.clone() });
        let ruled = Entry::Ruled { settings: books.settings.clone() };
        write(conn, organisation, named.into_iter().chain([ruled])).await?;
    }
    write(conn, organisation, departments(told, &of("department").collect::<Vec<_>>())).await?;
    let positions = of("staff_position").map(|one| {
        let position = PositionId::new(one.row.as_str());
        match told.books.positions.get(&position) {
            Some(place) => Entry::Position { position, department: place.department.clone(), name: place.name.clone() },
            None => Entry::PositionClosed { position },
        }
    });
    write(conn, organisation, positions).await?;
    for one in of("member") {
        member(conn, organisation, told, &MemberId::new(one.row.as_str())).await?;
    }
    // Who leaves gives up every position, also those that were given anew since: what differs now is looked for again.
    let found =
        if of("member").next().is_some() { books::differences(conn, organisation).await?.1 } else { found.to_vec() };
    for one in found.iter().filter(|one| one.table == "assignment") {
        assignment(conn, organisation, told, AssignmentId::new(one.row.as_str())).await?;
    }
    for one in of("exception") {
        exception(conn, organisation, told, &ExceptionId::new(one.row.as_str())).await?;
    }
    // What is stated keeps those who were chosen: it is taken out first.
    let requirements = of("requirement").flat_map(|one| {
        let id = RequirementId::new(one.row.as_str());
        let wanted = told.books.requirements.get(&id).cloned();
        let wanted = wanted.map(|requirement| Entry::Requirement { requirement });
        std::iter::once(Entry::RequirementEnded { requirement: id }).chain(wanted)
    });
    write(conn, organisation, requirements).await
}

async fn write(
    conn: &mut Conn,
    organisation: &OrganisationId,
    entries: impl Iterator<Item = Entry>,
) -> Result<(), Fault> {
    // None of these keeps who wrote it, or when.
    let lines = entries.map(Into::into).collect();
    project(conn, organisation, "", Timestamp(0), lines).await
}

/// Departments are taken out and put in again from the top down, so that nothing moves along a path that is wrong.
fn departments(told: &Told, found: &[&Difference]) -> impl Iterator<Item = Entry> + use<> {
    let ids = found.iter().map(|one| DepartmentId::new(one.row.as_str())).collect::<Vec<_>>();
    let closed = ids.iter().map(|id| Entry::DepartmentClosed { department: id.clone() }).collect::<Vec<_>>();
    let wanted = ids.into_iter().filter_map(|department| {
        let place = told.books.departments.get(&department)?;
        let depth = told.books.above(&department).len();
        Some((depth, Entry::Department { department, parent: place.parent.clone(), name: place.name.clone() }))
    });
    let mut wanted = wanted.collect::<Vec<_>>();
    wanted.sort_by_key(|(depth, _)| *depth);
    closed.into_iter().chain(wanted.into_iter().map(|(_, entry)| entry))
}

/// Writes the last lines about somebody again, each at its own moment.
async fn member(conn: &mut Conn, organisation: &OrganisationId, told: &Told, member: &MemberId) -> Result<(), Fault> {
    let Some(trail) = told.people.get(member).cloned() else { return Ok(()) };
    let has_name = trail.came.as_ref().is_some_and(|came| came.line.person.is_some());
    // Who has two lines under one address is for a person to look at: which of them holds it is not said by one of them alone.
    if (!has_name && trail.erased.is_none()) || told.shares_address(member) {
        return Ok(());
    }
    let [came, role, moved, erased] = [trail.came, trail.role, trail.moved, trail.erased];
    let role = role.unwrap_or_else(|| no_role(member));
    let mut lines = [came, moved, erased, Some(role)].into_iter().flatten().collect::<Vec<_>>();
    // Who leaves loses the role, which may be given anew afterwards.
    lines.sort_by_key(|written| written.number);
    for Written { at, by, line, .. } in lines {
        if let Entry::Joined { account, .. } = &line.entry
            && query!(conn, "account.sql", [account.as_str()], optional(String,))?.is_none()
        {
            continue;
        }
        project(conn, organisation, &by, at, vec![line]).await?;
    }
    Ok(())
}

/// What somebody is of whom no line says it; it comes last.
fn no_role(member: &MemberId) -> Written {
    let entry = Entry::Role { member: member.clone(), role: domain::organisation::Role::default(), lead_of: None };
    Written { number: i64::MAX, at: Timestamp(0), by: String::new(), line: entry.into() }
}

/// Writes the lines about an exception again, each at its own moment.
async fn exception(
    conn: &mut Conn,
    organisation: &OrganisationId,
    told: &Told,
    exception: &ExceptionId,
) -> Result<(), Fault> {
    query!(conn, "drop_exception.sql", [exception.as_str(), organisation.as_str()], rows)?;
    for Written { at, by, line, .. } in told.exceptions.get(exception).cloned().unwrap_or_default() {
        project(conn, organisation, &by, at, vec![line]).await?;
    }
    Ok(())
}

async fn assignment(
    conn: &mut Conn,
    organisation: &OrganisationId,
    told: &Told,
    assignment: AssignmentId,
) -> Result<(), Fault> {
    let id = organisation.as_str();
    query!(conn, "drop_assignment.sql", [assignment.as_str(), id], rows)?;
    let Some(held) = told.books.assignments.get(&assignment).cloned() else { return Ok(()) };
    let there = query!(conn, "../organisations/named.sql", [held.member.as_str(), id], optional(String,))?;
    if there.is_none() {
        return Ok(());
    }
    let (member, position) = (held.member, held.position);
    let line = Entry::Assigned { assignment, member, position, from: held.from, until: held.until };
    write(conn, organisation, std::iter::once(line)).await
}
