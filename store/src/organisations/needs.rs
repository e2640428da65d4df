//! Whom each requirement concerns today and how it is met: kept, so that pages of many thousand people ask little.

use chrono::Days;
use domain::award::day_of;
use domain::ids::{MemberId, OrganisationId};
use domain::organisation::{Entry, Need, needs};
use domain::time::Timestamp;
use serde::Serialize;

use super::append::{self, written};
use super::joining::is_last_manager_after;
use super::overview::keep_day;
use super::read;
use crate::awards::no_end;
use crate::engine::{Conn, query};
use crate::{Fault, Store};

#[derive(Serialize)]
struct Row<'n> {
    requirement: &'n str,
    member: &'n str,
    award: Option<&'n str>,
    met_from: Option<String>,
    met_until: Option<String>,
    due_on: Option<String>,
    asked_until: Option<String>,
    conflict: Option<&'n str>,
    conflict_level: Option<&'static str>,
}

/// Makes the needs anew: of everybody, or of one person. The organisation's row is held from here on, so that of two who work
/// out the needs of the same person one comes after the other.
pub(crate) async fn refresh(
    conn: &mut Conn,
    organisation: &OrganisationId,
    only: Option<&MemberId>,
    now: Timestamp,
) -> Result<(), Fault> {
    let (id, today) = (organisation.as_str(), day_of(now));
    append::lock(conn, organisation).await?;
    let books = read::books(conn, id, only).await?;
    let held = read::held(conn, id, only).await?;
    let all = needs(&books, |member| held.get(member).map_or(&[], Vec::as_slice), today);
    match only {
        None => query!(conn, "forget_needs.sql", [id], rows)?,
        Some(only) => query!(conn, "forget_needs_of.sql", [id, only.as_str()], rows)?,
    };
    // SQLite reads a list in time that grows with its length squared beyond some size; a thousand at once is quick.
    for some in all.chunks(1_000) {
        let rows = written(&some.iter().map(Row::from).collect::<Vec<_>>());
        query!(conn, either ["need.sqlite.sql", "need.postgres.sql"], [id, rows], rows)?;
    }
    if only.is_none() {
        query!(conn, "needed.sql", [id, today.to_string()], rows)?;
    }
    Ok(())
}

impl<'n> From<&'n Need> for Row<'n> {
    fn from(need: &'n Need) -> Self {
        let met = need.met.as_ref();
        Self {
            requirement: need.requirement.as_str(),
            member: need.member.as_str(),
            award: met.map(|met| met.by.as_str()),
            met_from: met.map(|met| met.from.to_string()),
            met_until: met.map(|met| met.until.unwrap_or_else(no_end).to_string()),
            due_on: need.due.map(|due| due.to_string()),
            asked_until: need.until.map(|last| last.to_string()),
            conflict: need.conflict.as_ref().map(|one| one.department.as_str()),
            conflict_level: need.conflict.as_ref().and_then(|one| Some(one.holds.as_ref()?.1.word())),
        }
    }
}

/// Who writes what the day brings.
const CALENDAR: &str = "The calendar";

/// For so many days after somebody's last day it can be put right.
const LEEWAY: u64 = 7;

/// Those whose last day is over for a while have left: with it end the role, what the organisation sees anew, and the time for which it keeps
/// data begins. Who alone answers for the books stays.
async fn let_go(conn: &mut Conn, organisation: &OrganisationId, now: Timestamp) -> Result<(), Fault> {
    append::lock(conn, organisation).await?;
    let (yesterday, before) = (day_of(now) - Days::new(1), (day_of(now) - Days::new(LEEWAY)).to_string());
    let mut lines = Vec::new();
    for (id, last) in query!(conn, "people/over.sql", [organisation.as_str(), before], all(String, String))? {
        let on = read::day("member", "ends_on", &id, &last)?;
        let member = MemberId::new(id);
        if !is_last_manager_after(conn, organisation, &member, yesterday).await? {
            lines.push(Entry::Left { member, on }.into());
        }
    }
    append::append(conn, organisation, CALENDAR, now, lines).await
}

impl Store {
    /// Brings every organisation into the present day, and keeps how many meet each requirement. For the job that runs once
    /// a day; returns how many organisations there were to do.
    pub async fn turn_the_page(&self, now: Timestamp) -> Result<usize, Fault> {
        let today = day_of(now);
        let mut conn = self.read().await?;
        let stale = query!(&mut conn, "stale.sql", [today.to_string()], all(String,))?;
        drop(conn);
        for (id,) in &stale {
            let id = OrganisationId::new(id.as_str());
            self.write(move |conn| {
                Box::pin(async move {
                    let_go(conn, &id, now).await?;
                    refresh(conn, &id, None, now).await?;
                    keep_day(conn, id.as_str(), today).await
                })
            })
            .await?;
        }
        Ok(stale.len())
    }
}
