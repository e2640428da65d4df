//! People who are chosen one by one for a requirement.

use domain::award::{Day, day_of};
use domain::ids::{MemberId, RequirementId};
use domain::organisation::{Entry, Requirement, Scope};
use domain::time::Timestamp;

use super::append::written;
use super::people::{Joining, joining};
use super::project::own;
use super::{Managing, Seat, append, needs};
use crate::engine::{Conn, query};
use crate::{Fault, Store};

/// What became of choosing somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// It is asked of the person from today on.
    Done,
    /// The person was chosen already.
    Known,
    /// As many are chosen as can be. Nothing was changed.
    Full,
    /// There is no such person, or no requirement for which people are chosen. Nothing was changed.
    Absent,
}

/// Somebody who was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenRow {
    /// Who.
    pub member: MemberId,
    /// Name; empty once it was taken out.
    pub name: String,
    /// Whether the person joined, or has left.
    pub joining: Joining,
    /// From which day on.
    pub since: Day,
}

impl Store {
    /// Asks a requirement of somebody from today on.
    pub async fn choose(
        &self,
        by: &Managing,
        (requirement, member): (&RequirementId, &MemberId),
        now: Timestamp,
    ) -> Result<Choosing, Fault> {
        let (seat, requirement, member) = (by.seat().clone(), requirement.clone(), member.clone());
        self.write(move |conn| {
            Box::pin(async move {
                append::lock(conn, &seat.organisation).await?;
                let organisation = seat.organisation.as_str();
                let known = known(conn, organisation, &requirement).await?;
                let Some(chosen) = known.as_ref().and_then(|known| known.scope.chosen()) else {
                    return Ok(Choosing::Absent);
                };
                let binds = (member.as_str(), organisation);
                if query!(conn, "choosable.sql", [binds.0, binds.1], optional(String,))?.is_none() {
                    return Ok(Choosing::Absent);
                }
                if chosen.contains_key(&member) {
                    return Ok(Choosing::Known);
                }
                if chosen.len() >= Scope::MOST_CHOSEN {
                    return Ok(Choosing::Full);
                }
                settle(conn, &seat, (requirement, member, Some(day_of(now))), now).await?;
                Ok(Choosing::Done)
            })
        })
        .await
    }

    /// Asks a requirement of somebody no more. False when the person was not chosen.
    pub async fn take_out_chosen(
        &self,
        by: &Managing,
        (requirement, member): (&RequirementId, &MemberId),
        now: Timestamp,
    ) -> Result<bool, Fault> {
        let (seat, requirement, member) = (by.seat().clone(), requirement.clone(), member.clone());
        self.write(move |conn| {
            Box::pin(async move {
                append::lock(conn, &seat.organisation).await?;
                let known = known(conn, seat.organisation.as_str(), &requirement).await?;
                let chosen = known.as_ref().and_then(|known| known.scope.chosen());
                if !chosen.is_some_and(|chosen| chosen.contains_key(&member)) {
                    return Ok(false);
                }
                settle(conn, &seat, (requirement, member, None), now).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Those in reach who were chosen for a requirement, by name, with those who have left.
    pub async fn chosen(&self, seat: &Seat, requirement: &Requirement, today: Day) -> Result<Vec<ChosenRow>, Fault> {
        let Some(chosen) = requirement.scope.chosen().filter(|chosen| !chosen.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut conn = self.read().await?;
        let ids = written(&chosen.keys().collect::<Vec<_>>());
        let binds = (seat.organisation.as_str(), seat.reach(), today.to_string());
        let rows = query!(
            &mut conn,
            either ["chosen.sqlite.sql", "chosen.postgres.sql"],
            [binds.0, binds.1, binds.2, ids],
            all(String, String, String)
        )?;
        let row = |(id, name, state): (String, String, String)| {
            let (joining, member) = (joining(&id, &state)?, MemberId::new(id));
            let since = chosen.get(&member).copied().unwrap_or(requirement.from);
            Ok(ChosenRow { member, name, joining, since })
        };
        rows.into_iter().map(row).collect()
    }
}

/// A requirement of the organisation as it is.
async fn known(conn: &mut Conn, organisation: &str, id: &RequirementId) -> Result<Option<Requirement>, Fault> {
    let found = query!(conn, "requirement_body.sql", [id.as_str(), organisation], optional(String,))?;
    let read = |(body,): (String,)| serde_json::from_str(&body);
    found.map(read).transpose().map_err(|error| Fault::corrupt("requirement", "body", id, error))
}

/// Writes that somebody was chosen or taken out, after which something else is required of the person.
async fn settle(
    conn: &mut Conn,
    seat: &Seat,
    (requirement, member, since): (RequirementId, MemberId, Option<Day>),
    now: Timestamp,
) -> Result<(), Fault> {
    let line = Entry::Chosen { requirement, member: member.clone(), since };
    append::append(conn, &seat.organisation, &seat.name, now, vec![line.into()]).await?;
    needs::refresh(conn, &seat.organisation, Some(&member), now).await
}

/// Brings the table up to date with a requirement that was stated. Who was chosen for it stays chosen, as the books have it.
pub(super) async fn state(conn: &mut Conn, organisation: &str, stated: Requirement) -> Result<(), Fault> {
    let kept = match stated.scope {
        Scope::People(_) => known(conn, organisation, &stated.id).await?.map(|known| known.scope),
        _ => None,
    };
    let kept = kept.filter(|scope| scope.chosen().is_some());
    let requirement = Requirement { scope: kept.unwrap_or_else(|| stated.scope.clone()), ..stated };
    keep(conn, organisation, &requirement).await
}

/// Brings the table up to date with somebody who was chosen or taken out.
pub(super) async fn project(
    conn: &mut Conn,
    organisation: &str,
    id: &RequirementId,
    (member, since): (&MemberId, Option<Day>),
) -> Result<(), Fault> {
    let known = known(conn, organisation, id).await?;
    match known.and_then(|known| known.with_chosen(member, since)) {
        Some(requirement) => keep(conn, organisation, &requirement).await,
        None => Ok(()),
    }
}

async fn keep(conn: &mut Conn, organisation: &str, requirement: &Requirement) -> Result<(), Fault> {
    let body = serde_json::to_string(requirement).expect("a requirement is plain data");
    own(query!(conn, "requirement.sql", [requirement.id.as_str(), organisation, body], rows)?, 1)?;
    Ok(())
}
