//! How organisations see an award, kept so that pages ask little.

use domain::award::{Award, Decision, Facts};
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::record::RECORDED;
use super::{AwardLog, log, no_end};
use crate::Fault;
use crate::credits::settle;
use crate::engine::{Conn, query};
use crate::organisations::needs;

/// How an organisation sees an award, as the table has it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct View {
    qualification: String,
    institute: String,
    certificate_number: String,
    edition: Option<String>,
    awarded_on: String,
    last_on: String,
    decision: String,
    claimed_at: i64,
}

impl View {
    /// How an award is seen by whom it was replayed for.
    pub(crate) fn of(award: &Award) -> Self {
        let facts = &award.facts;
        let decision = match award.decision {
            Decision::Open => "open",
            Decision::Verified => "verified",
            Decision::Rejected => "rejected",
        };
        Self {
            qualification: facts.qualification.code().to_owned(),
            institute: facts.institute.clone(),
            certificate_number: facts.certificate_number.clone(),
            edition: Some(edition_year(facts)),
            awarded_on: facts.awarded_on.to_string(),
            last_on: award.last_day().unwrap_or_else(no_end).to_string(),
            decision: decision.to_owned(),
            claimed_at: award.claimed.1.0,
        }
    }

    /// As it stays of somebody who was taken out.
    pub(crate) fn without_number(self) -> Self {
        Self { certificate_number: String::new(), ..self }
    }

    /// In words, for whoever looks after the records.
    pub(crate) fn words(&self) -> String {
        let Self { qualification, institute, certificate_number, edition, .. } = self;
        let Self { awarded_on, last_on, decision, claimed_at, .. } = self;
        let edition = edition.as_deref().unwrap_or("not worked out");
        format!(
            "{qualification}, {institute}, {certificate_number}, edition {edition}, from {awarded_on} until {last_on}, {decision}, claimed at {claimed_at}"
        )
    }
}

/// The year of the edition as the table has it: empty when it is not known.
pub(crate) fn edition_year(facts: &Facts) -> String {
    facts.edition_year().unwrap_or_default().to_owned()
}

/// Who sees an award: the organisations, and whose it is in their books.
pub(crate) async fn viewers(conn: &mut Conn, award: &AwardId) -> Result<Vec<(OrganisationId, MemberId)>, Fault> {
    let rows = query!(conn, "viewers.sql", [award.as_str()], all(String, String))?;
    Ok(rows.into_iter().map(|(whose, member)| (OrganisationId::new(whose), MemberId::new(member))).collect())
}

/// Brings what every organisation sees of an award up to date; returns who holds it where.
pub(super) async fn project(conn: &mut Conn, log: &AwardLog) -> Result<Vec<(OrganisationId, MemberId)>, Fault> {
    let mut reached = Vec::new();
    for (organisation, member) in viewers(conn, &log.id).await? {
        if let Some(award) = Award::replay(&log.entries, Some(&organisation), Timestamp(i64::MAX)) {
            hold(conn, &organisation, member.as_str(), &log.id, &View::of(&award)).await?;
            reached.push((organisation, member));
        }
    }
    Ok(reached)
}

/// Keeps how an organisation sees an award.
pub(crate) async fn hold(
    conn: &mut Conn,
    organisation: &OrganisationId,
    member: &str,
    award: &AwardId,
    view: &View,
) -> Result<(), Fault> {
    query!(
        conn,
        "hold.sql",
        [
            organisation.as_str(),
            award.as_str(),
            member,
            &view.qualification,
            &view.institute,
            &view.certificate_number,
            view.edition.as_deref(),
            &view.awarded_on,
            &view.last_on,
            &view.decision,
            view.claimed_at
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

/// The awards of a person's own record.
pub(crate) async fn ids_of(conn: &mut Conn, account: &AccountId) -> Result<Vec<AwardId>, Fault> {
    let ids = query!(conn, "ids_of_account.sql", [account.as_str()], all(String,))?;
    Ok(ids.into_iter().map(|(id,)| AwardId::new(id)).collect())
}

/// All awards of a person, after the person joined an organisation. The needs are for the caller to refresh.
pub(crate) async fn project_account(conn: &mut Conn, account: &AccountId, now: Timestamp) -> Result<(), Fault> {
    for id in ids_of(conn, account).await? {
        if let Some(log) = log::held(conn, &id).await? {
            settle(conn, &log, RECORDED, now).await?;
            project(conn, &log).await?;
        }
    }
    Ok(())
}
