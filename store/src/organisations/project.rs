//! The tables that pages read, made from the lines of the books.

use std::mem;

use domain::award::Day;
use domain::ids::{DepartmentId, OrganisationId};
use domain::organisation::{Entry, Person, Plan};
use domain::time::Timestamp;
use serde::Serialize;

use super::append::written;
use super::{Line, choosing, exceptions, returning};
use crate::Fault;
use crate::accounts::email_key;
use crate::awards::project_account;
use crate::engine::{Conn, query};

#[derive(Serialize)]
struct MemberRow {
    id: String,
    name: String,
    name_key: String,
    email: String,
    email_key: String,
    starts_on: Option<Day>,
    ends_on: Option<Day>,
}

#[derive(Serialize)]
struct AssignmentRow {
    id: String,
    member: String,
    position: String,
    starts_on: Day,
    ends_on: Option<Day>,
}

/// People and their positions come in thousands: they wait here and are written together.
#[derive(Default)]
struct Waiting {
    members: Vec<MemberRow>,
    assignments: Vec<AssignmentRow>,
}

impl Waiting {
    async fn write(&mut self, conn: &mut Conn, id: &str) -> Result<(), Fault> {
        let (members, assignments) = (mem::take(&mut self.members), mem::take(&mut self.assignments));
        if !members.is_empty() {
            let returning = returning::make_way(conn, id, &members).await?;
            let rows =
                query!(conn, either ["member.sqlite.sql", "member.postgres.sql"], [id, written(&members)], rows)?;
            own(rows, members.len())?;
            for (before, now) in returning {
                returning::bring_along(conn, id, &before, &now).await?;
            }
        }
        if !assignments.is_empty() {
            // The days of a position that somebody holds are put right under the same id.
            let rows =
                query!(conn, either ["assign.sqlite.sql", "assign.postgres.sql"], [id, written(&assignments)], rows)?;
            own(rows, assignments.len())?;
        }
        Ok(())
    }
}

/// Refuses what would change rows of another organisation: the statements leave these out.
pub(super) fn own(rows: u64, wanted: usize) -> Result<u64, Fault> {
    if rows == wanted as u64 { Ok(rows) } else { Err(Fault::Elsewhere) }
}

/// Brings the tables up to date with new lines.
pub(crate) async fn project(
    conn: &mut Conn,
    organisation: &OrganisationId,
    by: &str,
    now: Timestamp,
    lines: Vec<Line>,
) -> Result<(), Fault> {
    let id = organisation.as_str();
    let mut waiting = Waiting::default();
    for Line { entry, person } in lines {
        match entry {
            Entry::Member { member, starts_on, ends_on } => {
                let Person { name, email } = person.unwrap_or_default();
                let (name_key, email_key) = (name.to_lowercase(), email_key(&email));
                let id = member.as_str().to_owned();
                // The same person twice in one statement would be refused.
                if waiting.members.iter().any(|row| row.id == id) {
                    waiting.write(conn, organisation.as_str()).await?;
                }
                waiting.members.push(MemberRow { id, name, name_key, email, email_key, starts_on, ends_on });
            }
            Entry::Assigned { assignment, member, position, from, until } => {
                let [id, member, position] =
                    [assignment.as_str(), member.as_str(), position.as_str()].map(str::to_owned);
                waiting.assignments.push(AssignmentRow { id, member, position, starts_on: from, ends_on: until });
            }
            entry => {
                waiting.write(conn, id).await?;
                one(conn, organisation, by, now, entry).await?;
            }
        }
    }
    waiting.write(conn, id).await
}

async fn one(
    conn: &mut Conn,
    organisation: &OrganisationId,
    by: &str,
    now: Timestamp,
    entry: Entry,
) -> Result<(), Fault> {
    let id = organisation.as_str();
    match entry {
        Entry::Named { name } => query!(conn, "rename.sql", [id, name], rows)?,
        Entry::Department { department, parent, name } => {
            place(conn, id, &department, parent.as_ref(), &name).await?;
            0
        }
        Entry::DepartmentClosed { department } => {
            query!(conn, "department_closed.sql", [department.as_str(), id], rows)?
        }
        Entry::Position { position, department, name } => {
            own(query!(conn, "position.sql", [position.as_str(), id, department.as_str(), name], rows)?, 1)?
        }
        Entry::PositionClosed { position } => query!(conn, "position_closed.sql", [position.as_str(), id], rows)?,
        Entry::Unassigned { assignment, until } => {
            query!(conn, "unassign.sql", [assignment.as_str(), id, until.to_string()], rows)?
        }
        Entry::Requirement { requirement } => {
            choosing::state(conn, id, requirement).await?;
            0
        }
        Entry::Chosen { requirement, member, since } => {
            choosing::project(conn, id, &requirement, (&member, since)).await?;
            0
        }
        Entry::RequirementEnded { requirement } => {
            query!(conn, "requirement_ended.sql", [requirement.as_str(), id], rows)?
        }
        Entry::Observed { observation, member, on, effect, words } => {
            let binds = (observation.as_str(), member.as_str(), on.to_string(), effect.word());
            query!(conn, "observe.sql", [binds.0, id, binds.1, binds.2, binds.3, words, by, now.0], rows)?
        }
        Entry::Planned { plan, what } => {
            let Plan { member, kind, level, on, cost, refresher } = what;
            let binds = (plan.as_str(), member.as_str(), kind.word(), level.word(), on.to_string());
            let rows = query!(
                conn,
                "plan.sql",
                [binds.0, id, binds.1, binds.2, binds.3, binds.4, cost, now.0, refresher, by],
                rows
            )?;
            own(rows, 1)?
        }
        Entry::PlanClosed { plan, done } => {
            query!(conn, "plan_closed.sql", [plan.as_str(), id, if done { "done" } else { "dropped" }], rows)?
        }
        Entry::Ruled { settings } => {
            let body = serde_json::to_string(&settings).expect("rules are plain data");
            query!(conn, "rule.sql", [id, body], rows)?
        }
        entry @ (Entry::ExceptionAsked { .. } | Entry::ExceptionDecided { .. } | Entry::ExceptionEnded { .. }) => {
            exceptions::project(conn, id, (by, now), entry).await?
        }
        // These stand in the log alone, or in tables that are written beside them.
        Entry::Invited { .. }
        | Entry::Award { .. }
        | Entry::Linked { .. }
        | Entry::Unlinked { .. }
        | Entry::TakenOver { .. }
        | Entry::Repaired { .. } => 0,
        entry => return person(conn, organisation, now, entry).await,
    };
    Ok(())
}

async fn person(conn: &mut Conn, organisation: &OrganisationId, now: Timestamp, entry: Entry) -> Result<(), Fault> {
    let id = organisation.as_str();
    match entry {
        Entry::Role { member, role, lead_of } => {
            let lead_of = lead_of.as_ref().map(DepartmentId::as_str);
            query!(conn, "role.sql", [member.as_str(), id, role.word(), lead_of], rows)?;
            query!(conn, "people/account_role.sql", [member.as_str(), id], rows)?;
        }
        Entry::Joined { member, account } => {
            query!(conn, "joined.sql", [member.as_str(), id, account.as_str(), now.0], rows)?;
            // The first organisation that somebody joins looks after the person's exams, in the role that it gives.
            if query!(conn, "people/settle_account.sql", [account.as_str(), id], rows)? == 1 {
                query!(conn, "people/account_role.sql", [member.as_str(), id], rows)?;
            }
            query!(conn, "adopt_awards.sql", [member.as_str(), account.as_str()], rows)?;
            project_account(conn, &account, now).await?;
        }
        Entry::Left { member, on } => {
            query!(conn, "people/release_account.sql", [member.as_str(), id], rows)?;
            query!(conn, "left.sql", [member.as_str(), id, on.to_string(), now.0], rows)?;
            query!(conn, "left_assignments.sql", [member.as_str(), on.to_string()], rows)?;
        }
        Entry::Erased { member } => {
            query!(conn, "erased.sql", [member.as_str(), id], rows)?;
            query!(conn, "erased_entries.sql", [member.as_str(), id], rows)?;
        }
        _ => {}
    }
    Ok(())
}

/// Puts a department into its place, and those below it behind it.
async fn place(
    conn: &mut Conn,
    organisation: &str,
    department: &DepartmentId,
    parent: Option<&DepartmentId>,
    name: &str,
) -> Result<(), Fault> {
    let above = match parent {
        Some(parent) => path(conn, organisation, parent.as_str()).await?.unwrap_or_default(),
        None => String::new(),
    };
    let id = department.as_str();
    // Two who move departments at once could close a circle that neither of them saw.
    if above.split('/').any(|one| one == id) {
        return Err(Fault::Elsewhere);
    }
    let (before, after) = (path(conn, organisation, id).await?, format!("{above}{id}/"));
    let parent = parent.map(DepartmentId::as_str);
    own(query!(conn, "department.sql", [id, organisation, parent, name, &after], rows)?, 1)?;
    if let Some(before) = before.filter(|before| *before != after) {
        query!(conn, "department_moved.sql", [organisation, before, after], rows)?;
    }
    Ok(())
}

async fn path(conn: &mut Conn, organisation: &str, department: &str) -> Result<Option<String>, Fault> {
    let found = query!(conn, "department_path.sql", [department, organisation], optional(String,))?;
    Ok(found.map(|(path,)| path))
}
