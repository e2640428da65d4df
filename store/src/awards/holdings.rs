//! How organisations see an award, kept so that pages ask little.

use domain::award::{Award, Decision};
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::time::Timestamp;

use super::record::RECORDED;
use super::{AwardLog, log, no_end};
use crate::Fault;
use crate::credits::settle;
use crate::engine::{Conn, query};
use crate::organisations::needs;

/// Brings what every organisation sees of an award up to date; returns who holds it where.
pub(super) async fn project(conn: &mut Conn, log: &AwardLog) -> Result<Vec<(OrganisationId, MemberId)>, Fault> {
    let viewers = query!(conn, "viewers.sql", [log.id.as_str()], all(String, String))?;
    let mut reached = Vec::new();
    for (organisation, member) in viewers {
        let organisation = OrganisationId::new(organisation);
        if let Some(award) = Award::replay(&log.entries, Some(&organisation), Timestamp(i64::MAX)) {
            hold(conn, &organisation, &member, &log.id, &award).await?;
            reached.push((organisation, MemberId::new(member)));
        }
    }
    Ok(reached)
}

async fn hold(
    conn: &mut Conn,
    organisation: &OrganisationId,
    member: &str,
    id: &AwardId,
    award: &Award,
) -> Result<(), Fault> {
    let facts = &award.facts;
    let decision = match award.decision {
        Decision::Open => "open",
        Decision::Verified => "verified",
        Decision::Rejected => "rejected",
    };
    let last = award.last_day().unwrap_or_else(no_end);
    let (awarded, last) = (facts.awarded_on.to_string(), last.to_string());
    let binds = (organisation.as_str(), id.as_str(), facts.qualification.code(), award.claimed.1.0);
    query!(
        conn,
        "hold.sql",
        [
            binds.0,
            binds.1,
            member,
            binds.2,
            &facts.institute,
            &facts.certificate_number,
            awarded,
            last,
            decision,
            binds.3
        ],
        rows
    )?;
    Ok(())
}

/// The same, the needs of those who hold it, and the ledger of whom it belongs to.
pub(super) async fn project_and_refresh(
    conn: &mut Conn,
    award: &AwardId,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(log) = log::one(conn, award).await? else { return Ok(()) };
    settle(conn, &log, reason, now).await?;
    for (organisation, member) in project(conn, &log).await? {
        needs::refresh(conn, &organisation, Some(&member), now).await?;
    }
    Ok(())
}

/// The ledger of whom an award belongs to that was recorded together with many.
pub(crate) async fn settle_recorded(conn: &mut Conn, award: &AwardId, now: Timestamp) -> Result<(), Fault> {
    match log::held(conn, award).await? {
        Some(log) => settle(conn, &log, RECORDED, now).await,
        None => Ok(()),
    }
}

/// All awards of a person, after the person joined an organisation. The needs are for the caller to refresh.
pub(crate) async fn project_account(conn: &mut Conn, account: &AccountId, now: Timestamp) -> Result<(), Fault> {
    for (id,) in query!(conn, "ids_of_account.sql", [account.as_str()], all(String,))? {
        if let Some(log) = log::held(conn, &AwardId::new(id)).await? {
            settle(conn, &log, RECORDED, now).await?;
            project(conn, &log).await?;
        }
    }
    Ok(())
}
