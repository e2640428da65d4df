use domain::award::Event;
use domain::ids::OrganisationId;
use domain::organisation::{Entry, IntakeAward};
use domain::time::Timestamp;
use serde::Serialize;

use crate::awards::{edition_year, no_end, settle_recorded};
use crate::engine::{Conn, query};
use crate::organisations::append::{append, written};
use crate::organisations::{Line, Managing, Written};
use crate::{Fault, Store};

/// What is taken in together.
#[derive(Clone, Debug, Default)]
pub struct Lot {
    /// Lines for the books.
    pub lines: Vec<Line>,
    /// Certificates, to be recorded as claimed.
    pub awards: Vec<IntakeAward>,
    /// Rows of the list that are taken in with this lot and those before it.
    pub taken: i64,
}

#[derive(Serialize)]
struct AwardRow<'a> {
    id: &'a str,
    member: &'a str,
    account: Option<&'a str>,
    holder: &'a str,
    identity: String,
    body: String,
    qualification: &'a str,
    institute: &'a str,
    certificate: &'a str,
    edition: String,
    awarded: String,
    last: String,
}

impl Store {
    /// Takes a lot in, and keeps how far the list has come: all of it or nothing. Who meets what is worked out at the end.
    pub async fn take_in(&self, by: &Managing, id: &str, lot: Lot, now: Timestamp) -> Result<Written, Fault> {
        let (seat, id) = (by.seat().clone(), id.to_owned());
        let done = self
            .write(move |conn| {
                Box::pin(async move {
                    let Lot { mut lines, awards, taken } = lot;
                    lines.extend(awards.iter().map(|award| Line::from(claimed(award))));
                    if !lines.is_empty() {
                        append(conn, &seat.organisation, &seat.name, now, lines).await?;
                    }
                    record(conn, &seat.organisation, &seat.name, now, &awards).await?;
                    query!(conn, "came.sql", [id, seat.organisation.as_str(), taken], rows)?;
                    Ok(())
                })
            })
            .await;
        match done {
            Ok(()) => Ok(Written::Done),
            Err(fault) if fault.is_taken() => Ok(Written::Taken),
            Err(fault) => Err(fault),
        }
    }
}

fn claimed(award: &IntakeAward) -> Entry {
    let (member, award, what) = (award.member.clone(), award.id.clone(), "claimed".to_owned());
    Entry::Award { member, award, what, reason: String::new() }
}

/// Records certificates: the award, the first line of its log, how every organisation of the person sees it, and what it earns
/// whoever has joined.
async fn record(
    conn: &mut Conn,
    organisation: &OrganisationId,
    by: &str,
    now: Timestamp,
    awards: &[IntakeAward],
) -> Result<(), Fault> {
    if awards.is_empty() {
        return Ok(());
    }
    let id = organisation.as_str();
    let rows = written(&awards.iter().map(AwardRow::from).collect::<Vec<_>>());
    query!(conn, either ["award.sqlite.sql", "award.postgres.sql"], [&rows], rows)?;
    query!(conn, either ["award_entry.sqlite.sql", "award_entry.postgres.sql"], [&rows, now.0, by, id], rows)?;
    query!(conn, either ["holding.sqlite.sql", "holding.postgres.sql"], [&rows, now.0], rows)?;
    for award in awards.iter().filter(|award| award.account.is_some()) {
        settle_recorded(conn, &award.id, now).await?;
    }
    Ok(())
}

impl<'a> From<&'a IntakeAward> for AwardRow<'a> {
    fn from(award: &'a IntakeAward) -> Self {
        let (facts, account) = (&award.facts, award.account.as_ref().map(|account| account.as_str()));
        let claim = Event::Claimed { facts: facts.clone() };
        Self {
            id: award.id.as_str(),
            member: award.member.as_str(),
            account,
            holder: account.unwrap_or(award.member.as_str()),
            identity: facts.identity(),
            body: serde_json::to_string(&claim).expect("an event is plain data"),
            qualification: facts.qualification.code(),
            institute: &facts.institute,
            certificate: &facts.certificate_number,
            edition: edition_year(facts),
            awarded: facts.awarded_on.to_string(),
            last: facts.expires_on.unwrap_or_else(no_end).to_string(),
        }
    }
}
