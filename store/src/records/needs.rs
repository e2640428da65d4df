//! Whom each requirement concerns and how it is met, against what the books and the awards give.

use domain::award::{Day, day_of};
use domain::ids::OrganisationId;
use domain::organisation::{Need, needs};
use domain::time::Timestamp;
use sqlx::FromRow;

use super::compare::{Comparing, or_none, span};
use super::{Difference, PAGE};
use crate::Fault;
use crate::awards::no_end;
use crate::engine::{Conn, query};
use crate::organisations::read;

const TABLE: &str = "need";

#[derive(FromRow)]
struct Row {
    requirement_id: String,
    member_id: String,
    award_id: Option<String>,
    met_from: Option<String>,
    met_until: Option<String>,
    due_on: Option<String>,
    asked_until: Option<String>,
    conflict_id: Option<String>,
    conflict_level: Option<String>,
}

/// The needs of the day into which the organisation was brought: in a running service that is today.
pub(super) async fn differences(
    conn: &mut Conn,
    organisation: &OrganisationId,
    now: Timestamp,
) -> Result<Vec<Difference>, Fault> {
    let id = organisation.as_str();
    let Some((day,)) = query!(conn, "needed.sql", [id], optional(String,))? else { return Ok(Vec::new()) };
    let on = day.parse::<Day>().unwrap_or_else(|_| day_of(now));
    let books = read::books(conn, id, None).await?;
    let held = read::held(conn, id, None).await?;
    let mut comparing = Comparing::default();
    let due = needs(&books, |member| held.get(member).map_or(&[], Vec::as_slice), on);
    for Need { requirement, member, met, due, until, conflict } in due {
        let met = met.as_ref();
        let span = span(met.map(|met| met.from), met.map(|met| met.until.unwrap_or_else(no_end)));
        let (department, level) =
            conflict.map(|one| (one.department, one.holds.map(|(_, level)| level.word()))).unzip();
        let apart = apart(department, level.flatten());
        let said = words(met.map(|met| met.by.as_str()), span, (due, until), apart);
        comparing.expect(TABLE, format!("{requirement}/{member}"), said);
    }
    let mut after = (String::new(), String::new());
    loop {
        let rows = query!(conn, "needs.sql", [id, &after.0, &after.1, PAGE], all Row)?;
        let Some(last) = rows.last() else { return Ok(comparing.end()) };
        after = (last.requirement_id.clone(), last.member_id.clone());
        for row in rows {
            let (span, apart) = (span(row.met_from, row.met_until), apart(row.conflict_id, row.conflict_level));
            let said = words(row.award_id.as_deref(), span, (row.due_on, row.asked_until), apart);
            comparing.meet(TABLE, &format!("{}/{}", row.requirement_id, row.member_id), said);
        }
    }
}

fn words(
    award: Option<&str>,
    span: String,
    (due, last): (Option<impl ToString>, Option<impl ToString>),
    apart: String,
) -> String {
    format!("met by {}, {span}, due by {}, asked until {}{apart}", or_none(award), or_none(due), or_none(last))
}

fn apart(department: Option<impl ToString>, level: Option<impl ToString>) -> String {
    let level = or_none(level);
    department.map_or_else(String::new, |id| format!(", kept apart from {}, holding {level}", id.to_string()))
}
